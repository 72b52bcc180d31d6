import { type Bureau, holds, type Indicator, type Kept, looksAway, type Measure } from '../../kernel/index.ts'
import { factsOf, type Stored } from '../ledger/row.ts'
import { fieldsIn } from './measures.ts'
import { type Month, monthOf } from './period.ts'

/** The measures that count records of a type, whichever line declares them. */
function measuresOn(bureau: Bureau, kept: Kept): Measure[] {
  return [...bureau.indicators.values()].flatMap((i: Indicator) => (i.type !== 'rate' && i.record === kept.type.id ? [i] : []))
}

const dayOf = (record: Stored | null, name: string | undefined): string | undefined => {
  const day = name === undefined ? null : record?.values[name]
  return typeof day === 'string' ? day : undefined
}

/**
 * The months whose figures a change may touch: of all days by which the record is counted, as they were and as they are. Empty when nothing
 * changed that any figure looks at. The ledger marks them, in the same transaction, for the unit before and the unit after.
 */
export function marksOf(bureau: Bureau, kept: Kept, before: Stored | null, after: Stored | null): Month[] {
  const measures = measuresOn(bureau, kept)
  const looked = new Set(measures.flatMap((m) => [m.on, m.off ?? m.on, m.sum ?? m.on, ...m.by, ...(m.where ? fieldsIn(m.where) : [])]))
  const same =
    before !== null &&
    after !== null &&
    before.unit === after.unit &&
    before.stage === after.stage &&
    (before.voidedAt === null) === (after.voidedAt === null) &&
    [...looked].every((name) => JSON.stringify(before.values[name] ?? null) === JSON.stringify(after.values[name] ?? null))
  if (same) return []
  const days = new Set(measures.flatMap((m) => [m.on, m.off ?? m.on]))
  const months = [before, after].flatMap((r) => [...days].flatMap((name) => dayOf(r, name) ?? [])).map(monthOf)
  return [...new Set(months)].sort()
}

/** A figure that a change touches, and the months from which it differs. */
export interface TouchedFigure {
  readonly id: string
  readonly title: string
  readonly months: readonly Month[]
}

/**
 * The figures that a change of a record would touch, with the months: what a correction shows before it is made. A condition that looks at
 * other records or at people is taken to hold, so such a figure is named when its day, unit, amount or split changes.
 */
export function touched(bureau: Bureau, kept: Kept, before: Stored | null, after: Stored | null): TouchedFigure[] {
  const months = new Map<string, Month[]>()
  for (const m of measuresOn(bureau, kept)) {
    const [was, is] = [parts(m, before), parts(m, after)]
    const differ = [...was.filter((w) => !is.some((i) => i.said === w.said)), ...is.filter((i) => !was.some((w) => w.said === i.said))]
    if (differ.length > 0) months.set(m.id, [...new Set(differ.map((d) => d.month))].sort())
  }
  for (const i of bureau.indicators.values()) {
    const of = i.type === 'rate' ? [...(months.get(i.part) ?? []), ...(months.get(i.whole) ?? [])] : []
    if (of.length > 0) months.set(i.id, [...new Set(of)].sort())
  }
  return [...months].map(([id, list]) => ({ id, title: bureau.indicators.get(id)?.title ?? id, months: list }))
}

/** What a record adds to a measure: the month of coming and, for stocks, of leaving, with all that splits and sums look at. */
function parts(m: Measure, record: Stored | null): { month: Month; said: string }[] {
  const on = dayOf(record, m.on)
  if (!record || record.voidedAt !== null || on === undefined) return []
  if (m.where && !looksAway(m.where) && !holds(m.where, factsOf(record))) return []
  const off = dayOf(record, m.off)
  const said = JSON.stringify([record.unit, m.sum ? record.values[m.sum] : 1, ...m.by.map((name) => record.values[name] ?? null)])
  const gone = off !== undefined && off < on ? on : off
  const left = gone === undefined ? [] : [{ month: monthOf(gone), said: `- ${gone} ${said}` }]
  return [{ month: monthOf(on), said: `+ ${on} ${said}` }, ...left]
}
