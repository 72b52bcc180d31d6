import type { Kept } from './bureau.ts'
import { froms } from './bureau.ts'
import { ownDays } from './gather.ts'
import { type Facts, holds } from './predicate.ts'
import { asked, type Changes, type Given, type Step } from './procedure.ts'

/** A step refused by the procedure: a value, not an exception. */
export interface Refusal {
  readonly code: 'step.unknown' | 'step.stage' | 'step.gate' | 'step.same-person' | 'step.refused' | 'record.rule'
  readonly zh: string
  readonly en: string
  readonly basis?: string
}

/** What a step does to its own record, and what else follows from it. */
export interface Outcome {
  readonly values: Readonly<Record<string, unknown>>
  readonly stage: string
  readonly unit: string
  readonly sealed: boolean
  readonly changes: Changes
}

const refusal = (code: Refusal['code'], zh: string, en: string, basis?: string): Refusal => ({ code, zh, en, ...(basis ? { basis } : {}) })

/** Whether a step is open by its procedure: the stage, the gates, and that another person took the step it must be kept apart from. */
export function stepRefusal(
  kept: Kept,
  key: string,
  facts: Facts,
  lastBy: Readonly<Record<string, string>>,
  account: string,
): Refusal | null {
  const step = kept.procedure.steps[key]
  if (!step) return refusal('step.unknown', `“${kept.type.title}”没有“${key}”这个办理环节`, `${kept.type.id} has no step "${key}"`)
  const stage = facts.stage ?? 'new'
  if (!froms(step).includes(stage) && !(froms(step).includes('any') && stage !== 'new')) {
    const now = kept.procedure.stages[stage] ?? '尚未登记'
    return refusal(
      'step.stage',
      `当前为“${now}”，不能办理“${step.title}”`,
      `The record is at "${stage}"; "${key}" starts from: ${froms(step).join(', ')}`,
      step.basis,
    )
  }
  for (const gate of step.need)
    if (!holds(gate.must, facts)) return refusal('step.gate', gate.say, `A condition of "${key}" does not hold`, gate.basis ?? step.basis)
  if (step.notBy && lastBy[step.notBy] === account) {
    const other = kept.procedure.steps[step.notBy]?.title ?? step.notBy
    return refusal(
      'step.same-person',
      `“${step.title}”不能由办理“${other}”的同一人办理，请由另一人办理`,
      `Another person than the one of "${step.notBy}" must take "${key}"`,
      step.basis,
    )
  }
  return null
}

/**
 * Works out a step without carrying it out: the new values and stage of the record, and the consequences for others.
 * `given.form` must have passed `stepSchema`; `facts` is the record before the step.
 */
export function plan(kept: Kept, key: string, given: Given, facts: Facts, lastBy: Readonly<Record<string, string>>): Outcome | Refusal {
  const closed = stepRefusal(kept, key, facts, lastBy, given.by.account)
  if (closed) return closed
  const step = kept.procedure.steps[key] as Step
  const refused = step.refuse?.(given)
  if (refused) return refusal('step.refused', refused, `"${key}" is refused: ${refused}`, step.basis)
  const changes = step.effect?.(given) ?? {}
  const own: Record<string, unknown> = { ...given.record.values }
  for (const [name] of step.form.map(asked)) if (given.form[name] !== undefined) own[name] = given.form[name]
  if (step.on) own[step.on] = given.on
  const stage = changes.to ?? step.to ?? facts.stage ?? 'kept'
  const set = { ...own, ...changes.set }
  const values = { ...set, ...ownDays(kept.type, { ...facts, values: set, stage }) }
  const after: Facts = { ...facts, values, stage }
  const broken = ruleBroken(kept, after)
  if (broken) return broken
  return { values, stage, unit: changes.unit ?? given.record.unit, sealed: isSealed(kept, after), changes }
}

/** The first `must` rule that a record is known to break, as the refusal it deserves; a rule about values still unknown says nothing. */
export function ruleBroken(kept: Kept, facts: Facts): Refusal | null {
  const rule = kept.type.rules.find((r) => r.must && holds(['not', r.must], facts))
  return rule ? refusal('record.rule', rule.say, 'A rule of this record does not hold', rule.basis) : null
}

/** The `should` rules that a record breaks: faults of the data to be mended, shown on the record. */
export function faultsOfRecord(kept: Kept, facts: Facts): { say: string; basis?: string }[] {
  return kept.type.rules.flatMap((r) =>
    r.should && holds(['not', r.should], facts) ? [{ say: r.say, ...(r.basis ? { basis: r.basis } : {}) }] : [],
  )
}

/** Whether the record is sealed: its class, or the condition that its type declares. */
export function isSealed(kept: Kept, facts: Facts): boolean {
  return kept.type.class === 'sealed' || (kept.type.sealedWhen !== undefined && holds(kept.type.sealedWhen, facts))
}

export const isRefusal = (o: Outcome | Refusal): o is Refusal => 'code' in o
