import { addDays, addMonths, type LegalDay, type RuleCode } from '../../law/index.ts'

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

/** The later of two days; an act entered late never moves the last contact back. */
export const later = (a: unknown, b: LegalDay): LegalDay => (typeof a === 'string' && a > b ? a : b)

interface Limit {
  readonly unit: 'day' | 'month'
  readonly length: number
  readonly basis: string
}
const limits: Partial<Record<RuleCode, readonly (Limit & { from: LegalDay; to?: LegalDay })[]>> = {
  'cc.out.small': [
    { from: '2012-03-01', to: '2020-06-30', unit: 'day', length: 7, basis: '2012年实施办法 第十三条' },
    { from: theLaw, unit: 'day', length: 7, basis: '实施办法 第二十七条' },
  ],
  'cc.out.max': [
    { from: '2012-03-01', to: '2020-06-30', unit: 'month', length: 1, basis: '2012年实施办法 第十三条' },
    { from: theLaw, unit: 'day', length: 30, basis: '实施办法 第二十七条' },
  ],
  'cc.out.sum': [{ from: theLaw, unit: 'day', length: 30, basis: '实施办法 第二十七条' }],
  'cc.cross': [{ from: theLaw, unit: 'month', length: 6, basis: '实施办法 第二十九条' }],
  'cc.gps': [{ from: theLaw, unit: 'month', length: 3, basis: '社区矫正法 第二十九条' }],
  'cc.report': [{ from: '2012-03-01', unit: 'day', length: 10, basis: '社区矫正法 第二十一条' }],
  'cc.praise': [{ from: theLaw, unit: 'month', length: 6, basis: '实施办法 第三十三条' }],
}

/** What a rule allows on a day; nothing when the law of that day did not know it. */
export function limitOn(rule: RuleCode, on: LegalDay): Limit | null {
  return limits[rule]?.find((l) => l.from <= on && (!l.to || on <= l.to)) ?? null
}

/** The last day of a stretch that begins on a day and is as long as a rule allows (both days included). */
export function lastDayBy(rule: RuleCode, from: LegalDay): LegalDay | null {
  const limit = limitOn(rule, from)
  if (!limit) return null
  return addDays(limit.unit === 'month' ? addMonths(from, limit.length) : addDays(from, limit.length), -1)
}

/** The due day of a clock that starts on a day (the day itself is not counted). */
export function dueBy(rule: RuleCode, start: LegalDay): LegalDay | null {
  const limit = limitOn(rule, start)
  if (!limit) return null
  return limit.unit === 'month' ? addMonths(start, limit.length) : addDays(start, limit.length)
}
