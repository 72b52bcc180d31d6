import { administrationRules } from './data/rules-administration.ts'
import { correctionsRules } from './data/rules-corrections.ts'
import { serviceRules } from './data/rules-services.ts'
import { measureStatutes } from './data/statutes-measures.ts'
import { nationalStatutes } from './data/statutes-national.ts'
import type { LegalDay } from './day.ts'
import type { Rule, RuleVersion } from './rule.ts'
import { type Statute, versionOn } from './statute.ts'

const builtInRules = { ...correctionsRules, ...serviceRules, ...administrationRules } as const

/** 「规则代码」 The code of a rule of the law clock. A line that names another does not compile. */
export type RuleCode = keyof typeof builtInRules

/** 「法规库」 Statutes and rules as they stand: the built-in ones, or with further versions loaded from files. */
export interface Law {
  readonly statutes: readonly Statute[]
  readonly rules: ReadonlyMap<string, Rule>
}

/** The law as it comes with the program. */
export const builtInLaw: Law = {
  statutes: [...nationalStatutes, ...measureStatutes],
  rules: new Map<string, Rule>(Object.entries(builtInRules)),
}

/** All codes, by line and in the order of the sheets. */
export const ruleCodes: readonly RuleCode[] = Object.keys(builtInRules).filter((code): code is RuleCode => code in builtInRules)

/** Whether a rule of this code exists, built in or loaded. */
export const hasRule = (code: string, law: Law = builtInLaw): boolean => law.rules.has(code)

/** The rule of a code. */
export const ruleOf = (code: string, law: Law = builtInLaw): Rule | undefined => law.rules.get(code)

/** 「适用版本」 The version of a rule in force on the day of its start event. */
export function ruleVersionOn(code: string, on: LegalDay, law: Law = builtInLaw): RuleVersion | undefined {
  const rule = law.rules.get(code)
  return rule && versionOn(rule.versions, on)
}
