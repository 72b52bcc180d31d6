import { createHash } from 'node:crypto'
import { type Bureau, type Kept, looksAway, type Measure, namesIn, type Predicate } from '../../kernel/index.ts'
import { type Decimal, decimal, plus, shifted, ZERO } from './decimal.ts'

/** What was counted: how many records, and their sum in the unit in which the field is kept (for a count, their number again). */
export interface Totals {
  readonly records: number
  readonly sum: Decimal
}

export const NOTHING: Totals = { records: 0, sum: ZERO }

export const together = (a: Totals, b: Totals): Totals => ({ records: a.records + b.records, sum: plus(a.sum, b.sum) })

/** A row of the database that counts. */
export const totalsOf = (records: unknown, sum: unknown): Totals => ({ records: Number(records), sum: decimal(String(sum)) })

/** A measure with the record type that it counts. */
export interface Counted {
  readonly measure: Measure
  readonly kept: Kept
}

/** All measures of the bureau's declarations by id. */
export function measuresOf(bureau: Bureau): ReadonlyMap<string, Counted> {
  const out = new Map<string, Counted>()
  for (const i of bureau.indicators.values()) {
    const kept = i.type === 'rate' ? undefined : bureau.records.get(i.record)
    if (kept && i.type !== 'rate') out.set(i.id, { measure: i, kept })
  }
  return out
}

/** Amounts are kept in 元; a figure in 万元 moves the point four places, so nothing is rounded. */
const places: Readonly<Record<string, number>> = { 万元: 4, 亿元: 8 }

/** How many places the point moves from the field to the figure. */
export const placesOf = ({ measure, kept }: Counted): number =>
  measure.sum && kept.type.fields[measure.sum]?.kind === 'money' ? (places[measure.unit] ?? 0) : 0

/** The figure's value: the length of the list, or the sum over it in the figure's unit. */
export const figureOf = (counted: Counted, totals: Totals): Decimal =>
  counted.measure.sum ? shifted(totals.sum, placesOf(counted)) : decimal(totals.records)

/** The fields of its own record that a predicate reads. */
export const fieldsIn = (p: Predicate): string[] => [...new Set(namesIn(p).flatMap((n) => (n.kind === 'field' ? [n.name] : [])))]

/** The measures of a record type that may be kept in cells. */
export const cellMeasures = (measures: ReadonlyMap<string, Counted>, type: string): Counted[] =>
  [...measures.values()].filter((c) => c.measure.record === type && !looksAway(c.measure.where))

/** What the cells of a record type were counted by; other definitions than these have no cells yet. */
export function definitionsHash(measures: readonly Counted[]): string {
  const said = measures
    .map(({ measure: { id, version, on, off, sum, where, by, type } }) => ({ id, version, type, on, off, sum, where, by }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
  return createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 24)
}
