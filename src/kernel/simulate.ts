import type { LegalDay } from '../law/index.ts'
import { isRefusal, isSealed, plan, ruleBroken } from './act.ts'
import type { Bureau, Kept } from './bureau.ts'
import { type Check, termOf } from './check.ts'
import { blankValues, gathered, gathersOf } from './gather.ts'
import type { Indicator } from './indicator.ts'
import { type Facts, holds } from './predicate.ts'
import { type Changes, filledIn, type Given, type Opening, type Seen } from './procedure.ts'
import { codeFaults, faultsOf, stepSchema } from './schema.ts'

/** A record in the made-up world. */
export interface Simulated extends Seen {
  readonly type: string
  readonly parentId: string | null
  readonly people: readonly { readonly role: string; readonly person: string }[]
  readonly sealed: boolean
  readonly lastBy: Readonly<Record<string, string>>
}

/** All records of a made-up bureau. A world is never changed: an act gives a new one, or a refusal. */
export interface World {
  readonly bureau: Bureau
  readonly records: ReadonlyMap<string, Simulated>
  readonly units: Given['units']
  readonly next: number
}

/** One act: a step on a record (`id`), or one that opens a record of a type, perhaps under another. */
export interface Deed {
  readonly step: string
  readonly id?: string
  readonly record?: string
  readonly under?: string
  readonly unit?: string
  readonly people?: Readonly<Record<string, readonly string[]>>
  readonly values?: Readonly<Record<string, unknown>>
  /** The legal day on which it is done; a form may name an earlier day. */
  readonly today: LegalDay
  readonly by?: { readonly account: string; readonly post: string }
}

/** A refusal is a value: which step of which record, its code and the Chinese sentence. */
export interface Refused {
  readonly ok: false
  readonly code: string
  readonly say: string
  readonly at: string
}
export interface Done {
  readonly ok: true
  readonly world: World
  /** The record that the act was done on. */
  readonly id: string
  readonly notices: readonly string[]
}

/** An empty world. */
export const emptyWorld = (bureau: Bureau, units: Given['units'] = []): World => ({ bureau, records: new Map(), units, next: 1 })

/** A draft of the next world while one act runs; nothing of it is kept when anything is refused. */
interface Draft {
  readonly bureau: Bureau
  readonly units: Given['units']
  readonly records: Map<string, Simulated>
  readonly notices: string[]
  readonly by: { readonly account: string; readonly post: string }
  readonly today: LegalDay
  next: number
}
class Stop extends Error {
  readonly refused: Refused
  constructor(code: string, say: string, at: string) {
    super(say)
    this.refused = { ok: false, code, say, at }
  }
}

/**
 * Carries out an act as the ledger does, but in memory and purely: the form is parsed by the step's schema, stage, gates and rules are judged by
 * `plan`, then the record above, opened records and steps on linked records follow in the same act. One refusal anywhere refuses the whole.
 * For tests of lines; it knows no accounts, so whoever acts holds the first post of the step unless `by` says otherwise.
 */
export function perform(world: World, deed: Deed): Done | Refused {
  const target = deed.id ? world.records.get(deed.id) : undefined
  const type = target?.type ?? deed.record ?? ''
  const step = world.bureau.records.get(type)?.procedure.steps[deed.step]
  const by = deed.by ?? { account: 'someone', post: step?.by[0] ?? '' }
  const draft: Draft = { ...world, records: new Map(world.records), notices: [], by, today: deed.today }
  try {
    if (step && !step.by.includes(by.post)) throw new Stop('access.post', `“${step.title}”不由该岗位办理`, `${type}.${deed.step}`)
    const people = Object.entries(deed.people ?? {}).flatMap(([role, ids]) => ids.map((person) => ({ role, person })))
    const id = target
      ? target.id
      : open(draft, { record: type, step: deed.step, values: deed.values ?? {} }, deed.unit ?? '', deed.under ?? null, people)
    if (target) advance(draft, id, deed.step, deed.values ?? {})
    return {
      ok: true,
      world: { bureau: world.bureau, units: world.units, records: draft.records, next: draft.next },
      id,
      notices: draft.notices,
    }
  } catch (e) {
    if (e instanceof Stop) return e.refused
    throw e
  }
}

function open(draft: Draft, opening: Opening, unit: string, parentId: string | null, people: Simulated['people']): string {
  const kept = keptOf(draft, opening.record)
  const at = `${opening.record}.${opening.step}`
  for (const [role, def] of Object.entries(kept.type.parties)) {
    const n = people.filter((p) => p.role === role).length
    if (n < (def.min ?? 0) || n > (def.max ?? 1000)) throw new Stop('record.people', `${def.title}的人数不符`, at)
  }
  if (kept.type.parent && draft.records.get(parentId ?? '')?.type !== kept.type.parent)
    throw new Stop('record.parent', '没有所属的记录', at)
  // In the form of a real id, so that a form may link to it.
  const id = `00000000-0000-7000-8000-${String(draft.next++).padStart(12, '0')}`
  const values = blankValues(kept.type)
  draft.records.set(id, { id, type: opening.record, unit, stage: null, number: null, values, parentId, people, sealed: false, lastBy: {} })
  advance(draft, id, opening.step, opening.values)
  return id
}

function advance(draft: Draft, id: string, key: string, values: Readonly<Record<string, unknown>>): void {
  const row = rowOf(draft, id)
  const kept = keptOf(draft, row.type)
  const at = `${row.type}.${key}`
  const step = kept.procedure.steps[key]
  if (!step) throw new Stop('step.unknown', '没有这个办理环节', at)
  const parsed = stepSchema(kept.type, step).safeParse(values)
  if (!parsed.success) {
    const faults = faultsOf(parsed.error, { ...kept.type.fields, ...step.also })
    throw new Stop('form', faults.map((f) => `${f.title}：${f.say}`).join('；'), at)
  }
  const said = step.on ? parsed.data[step.on] : undefined
  const on = typeof said === 'string' ? said : draft.today
  if (on > draft.today) throw new Stop('record.future', `${on}尚未到来`, at)
  const dated = codeFaults(kept.type.fields, parsed.data, on)
  if (dated.length > 0) throw new Stop('form', dated.map((f) => f.say).join('；'), at)
  const names = [...step.form.map((n) => n.replace('?', '')), ...Object.keys(step.also)]
  const form = { ...Object.fromEntries(names.map((n) => [n, filledIn(row.values, parsed.data, n)])), ...(step.on ? { [step.on]: on } : {}) }
  const outcome = plan(kept, key, givenOf(draft, kept, row, step.reads, form, on), factsIn(draft.records, row), row.lastBy)
  if (isRefusal(outcome)) throw new Stop(outcome.code, outcome.zh, at)
  draft.records.set(id, {
    ...row,
    values: outcome.values,
    stage: outcome.stage,
    unit: outcome.unit,
    sealed: outcome.sealed,
    lastBy: { ...row.lastBy, [key]: draft.by.account },
  })
  if (row.unit !== outcome.unit || row.sealed !== outcome.sealed) along(draft, row)
  follow(draft, id, outcome.changes)
  gatherUp(draft, rowOf(draft, id), undefined)
  const above = draft.records.get(row.parentId ?? '')
  if (above) gatherUp(draft, above, row.type)
}

/** What a record gathers from records of a type below it, or from itself. */
function gatherUp(draft: Draft, row: Simulated, from: string | undefined): void {
  const facts = factsIn(draft.records, row)
  const mine = gathersOf(keptOf(draft, row.type).type).filter(([, g]) => g.from.some((s) => s.of === from))
  if (mine.length === 0) return
  const values = Object.fromEntries(mine.map(([name, g]) => [name, gathered(g, facts, facts.children ?? (() => []))]))
  amend(draft, row, values)
}

/** Changes a record outside its own procedure, under its rules. */
function amend(draft: Draft, row: Simulated, values: Readonly<Record<string, unknown>>): void {
  const now = { ...row, values: { ...row.values, ...values } }
  const kept = keptOf(draft, row.type)
  const broken = ruleBroken(kept, factsIn(draft.records, now))
  if (broken) throw new Stop(broken.code, broken.zh, row.type)
  draft.records.set(row.id, { ...now, sealed: isSealed(kept, factsIn(draft.records, now)) })
}

/** What belongs to a record goes along into its new unit and under its seal. */
function along(draft: Draft, before: Simulated): void {
  const above = rowOf(draft, before.id)
  for (const r of [...draft.records.values()].filter((x) => x.parentId === above.id)) {
    const unit = r.unit === before.unit ? above.unit : r.unit
    const sealed = isSealed(keptOf(draft, r.type), factsIn(draft.records, r))
    if (unit === r.unit && sealed === r.sealed) continue
    draft.records.set(r.id, { ...r, unit, sealed })
    along(draft, r)
  }
}

function follow(draft: Draft, id: string, changes: Changes): void {
  const row = rowOf(draft, id)
  for (const opening of changes.open ?? []) {
    const parentId = opening.under === 'this' ? id : opening.under === 'parent' ? row.parentId : null
    const people = Object.entries(opening.people ?? {}).flatMap(([role, from]) =>
      row.people.filter((p) => p.role === from).map((p) => ({ ...p, role })),
    )
    open(draft, opening, opening.unit ?? row.unit, parentId, people)
  }
  for (const act of changes.act ?? []) advance(draft, act.on, act.step, act.values)
  draft.notices.push(...(changes.notify ?? []).map((n) => n.say))
}

function givenOf(
  draft: Draft,
  kept: Kept,
  row: Simulated,
  reads: readonly string[],
  form: Readonly<Record<string, unknown>>,
  on: LegalDay,
): Given {
  const all = [...draft.records.values()]
  const beside = (type: string) => (kept.children.includes(type) ? row.id : row.parentId)
  const inForce = (values: readonly { from: LegalDay; value: number }[]) => values.filter((v) => v.from <= on).at(-1)?.value
  return {
    record: row,
    form,
    on,
    by: { ...draft.by, unit: row.unit },
    parent: row.parentId ? (draft.records.get(row.parentId) ?? null) : null,
    others: Object.fromEntries(
      reads.map((type) => [type, all.filter((r) => r.type === type && r.id !== row.id && r.parentId === beside(type))]),
    ),
    units: draft.units,
    parameters: Object.fromEntries(
      Object.entries(kept.line.parameters).flatMap(([name, p]) => {
        const value = inForce(p.values)
        return value === undefined ? [] : [[name, value]]
      }),
    ),
  }
}

/** What predicates see of a record in a world. */
export function factsIn(records: ReadonlyMap<string, Simulated>, row: Simulated): Facts {
  const above = row.parentId ? records.get(row.parentId) : undefined
  return {
    values: row.values,
    stage: row.stage,
    parties: row.people,
    children: (type) =>
      [...records.values()].filter((r) => r.type === type && r.parentId === row.id && r.stage !== null).map((r) => factsIn(records, r)),
    parent: above ? factsIn(records, above) : null,
  }
}

const keptOf = (draft: Draft, type: string): Kept => {
  const kept = draft.bureau.records.get(type)
  if (!kept) throw new Stop('record.unknown', `没有“${type}”这种台账`, type)
  return kept
}
const rowOf = (draft: Draft, id: string): Simulated => {
  const row = draft.records.get(id)
  if (!row) throw new Stop('record.missing', `没有记录 ${id}`, id)
  return row
}

/** The records behind a figure: those that the definition yields for a period, and a unit with all below it. */
export function recordsOf(world: World, indicator: Indicator, period: { from: LegalDay; to: LegalDay }, unit = ''): Simulated[] {
  if (indicator.type === 'rate') return []
  return [...world.records.values()].filter((r) => {
    const on = r.values[indicator.on]
    const off = indicator.off ? r.values[indicator.off] : null
    if (r.type !== indicator.record || !r.unit.startsWith(unit) || typeof on !== 'string') return false
    const counted =
      indicator.type === 'flow'
        ? on >= period.from && on <= period.to
        : on <= period.to && (indicator.type === 'cumulative' || typeof off !== 'string' || off > period.to)
    return counted && (!indicator.where || holds(indicator.where, factsIn(world.records, r)))
  })
}

/** The value of a figure; a rate is a percentage, or null when its whole is nothing. */
export function figureIn(world: World, id: string, period: { from: LegalDay; to: LegalDay }, unit = ''): number | null {
  const indicator = world.bureau.indicators.get(id)
  if (!indicator) throw new Error(`no indicator ${id}`)
  if (indicator.type === 'rate') {
    const [part, whole] = [figureIn(world, indicator.part, period, unit), figureIn(world, indicator.whole, period, unit)]
    return whole ? ((part ?? 0) / whole) * 100 : null
  }
  const rows = recordsOf(world, indicator, period, unit)
  const { sum } = indicator
  return sum ? rows.reduce((total, r) => total + Number(r.values[sum] ?? 0), 0) : rows.length
}

/** Both sides of an identity in a period and a unit. `before` is the period that ends the day before this one begins. */
export function sidesOf(
  world: World,
  check: Check,
  period: { from: LegalDay; to: LegalDay },
  before: { from: LegalDay; to: LegalDay },
  unit = '',
) {
  const side = (terms: readonly string[]) =>
    terms.map(termOf).reduce((sum, t) => sum + t.sign * (figureIn(world, t.id, t.begin ? before : period, unit) ?? 0), 0)
  const [left, right] = [side(check.left), side(check.right)]
  return { left, right, holds: check.is === '=' ? left === right : check.is === '<=' ? left <= right : left >= right }
}
