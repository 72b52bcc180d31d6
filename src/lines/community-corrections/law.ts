import { dueDay, type LegalDay, type RuleCode, ruleVersionOn } from '../../law/index.ts'

/** The day on which 社区矫正法 and the 实施办法 of 2020 (司发通〔2020〕59号) came into force and the 办法 of 2012 ceased. */
export const theLaw: LegalDay = '2020-07-01'

/** Whether what began on `from` is in force on a day. */
export const inForce = (on: LegalDay, from: LegalDay): boolean => on >= from

/** The sentence that refuses an act which only the Law of 2020 knows. */
export const onlySinceTheLaw = (on: LegalDay, what: string, basis: string): string | null =>
  inForce(on, theLaw) ? null : `${on}尚不能办理${what}：自${theLaw}起施行的${basis}才有此规定`

/** The sentence that refuses an act which ended with the 办法 of 2012. */
export const onlyBeforeTheLaw = (on: LegalDay, what: string, basis: string): string | null =>
  inForce(on, theLaw) ? `${what}依据的${basis}自${theLaw}起废止，不能再办理` : null

/** The first sentence that refuses, or none. */
export const firstOf = (...sentences: readonly (string | null | false | undefined)[]): string | null =>
  sentences.find((s): s is string => Boolean(s)) ?? null

/** Hours of education and of community service that each month asked for: 2012年办法 第十五条、第十六条; the Law of 2020 asks for none in numbers. */
export const monthlyHours = (on: LegalDay): number => (inForce(on, theLaw) ? 0 : 8)

/** After how many warnings revocation may be proposed: 2012年办法 第二十五条 (three) and 第二十六条 (two, 收监); 实施办法 第四十六条、第四十九条 (two). */
export const warningsToPropose = (on: LegalDay, kind: string): number => (!inForce(on, theLaw) && kind !== 'recommit' ? 3 : 2)

/** How long a rule says, in its own unit, with its article; nothing when the law of the day did not know it. */
export function lengthOn(rule: RuleCode, on: LegalDay): { readonly length: number; readonly article: string } | null {
  return ruleVersionOn(rule, on) ?? null
}

/** Whether an application came later than the law asks for before the day on which something begins; unknown to the law of the day: no. */
export function shortNotice(rule: RuleCode, begins: LegalDay, appliedOn: LegalDay): boolean {
  const last = dueBy(rule, begins, appliedOn)
  return last !== null && appliedOn > last
}

/** The due day of a clock that starts on a day, under the law of that day or of `lawOn`. */
export function dueBy(rule: RuleCode, start: LegalDay, lawOn?: LegalDay): LegalDay | null {
  return dueDay(rule, start, lawOn ? { lawOn } : {})
}
