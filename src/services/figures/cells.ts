import { sql } from 'kysely'
import type { Tx } from '../store/index.ts'
import type { By } from './direct.ts'
import { type Counted, type Totals, together, totalsOf } from './measures.ts'
import type { Month } from './period.ts'

/** Cells are kept for the county and for towns and sections; a village has few enough records to be counted when asked for. */
export const LEVELS: readonly number[] = [6, 9]

/** Whether every one of these codes has cells of its own. */
export const haveCells = (prefixes: readonly string[]): boolean => prefixes.length > 0 && prefixes.every((p) => LEVELS.includes(p.length))

/** The cells in which a unit's records are counted. */
export const cellsAbove = (unit: string): string[] => LEVELS.filter((n) => unit.length >= n).map((n) => unit.slice(0, n))

/** Beyond so many marks the cells of a record type are not asked until the marks have been worked off. */
export const MOST_MARKS = 2000

/** What says that the cells of a record type and month have been counted, and by which definitions. */
export const BUILT = { version: 0, unit: '*', dimension: '#' } as const

/** What the cells of some record types can answer at the moment of the transaction. */
export interface CellState {
  /** Whether the cells of this month hold for these units. */
  clean(type: string, month: Month, prefixes: readonly string[]): boolean
  /** Whether months were counted, perhaps before the last changes. */
  built(type: string, month: Month): boolean
  /** Record types with marks that wait to be worked off. */
  readonly marked: ReadonlySet<string>
}

/** Reads which months have cells and which of them were touched since; `hashes` are the present definitions by record type. */
export async function readState(tx: Tx, code: string, hashes: ReadonlyMap<string, string>): Promise<CellState> {
  const types = [...hashes.keys()]
  const [built, marks] = await Promise.all([
    tx.rows<{ indicator: string; month: string; value: string }>(
      sql`select indicator, month, value from figure_cell
          where bureau = ${code} and indicator = any(${types}) and version = ${BUILT.version} and unit = ${BUILT.unit} and dimension = ${BUILT.dimension}`,
    ),
    tx.rows<{ record_type: string; unit: string; months: string[] }>(
      sql`select record_type, unit, months from figure_mark where bureau = ${code} and record_type = any(${types}) limit ${MOST_MARKS + 1}`,
    ),
  ])
  const known = new Set(built.filter((b) => hashes.get(b.indicator) === b.value).map((b) => `${b.indicator} ${b.month}`))
  const touched = new Map<string, Set<string>>()
  for (const m of marks)
    for (const month of m.months) {
      const key = `${m.record_type} ${month}`
      touched.set(key, (touched.get(key) ?? new Set()).add(m.unit))
    }
  const tooMany = marks.length > MOST_MARKS
  return {
    clean: (type, month, prefixes) => {
      if (tooMany || !known.has(`${type} ${month}`)) return false
      const units = touched.get(`${type} ${month}`)
      return !units || ![...units].some((u) => prefixes.some((p) => u.startsWith(p)))
    },
    built: (type, month) => known.has(`${type} ${month}`),
    marked: new Set(marks.map((m) => m.record_type)),
  }
}

/** Sums the cells of some measures over months that are clean. */
export async function countCells(
  tx: Tx,
  code: string,
  batch: readonly Counted[],
  months: readonly Month[],
  units: readonly string[],
  by: By,
): Promise<Map<string, Totals>[]> {
  const ids = batch.map((c) => c.measure.id)
  const versions = batch.map((c) => c.measure.version)
  const key = by.kind === 'field' ? sql`c.value` : by.kind === 'unit' ? sql`c.unit` : by.kind === 'month' ? sql`c.month` : sql`''`
  const rows = await tx.rows<{ indicator: string; value: string; records: number; total: string }>(
    sql`select c.indicator, ${key} as value, sum(c.records) as records, sum(c.total)::text as total
        from unnest(${ids}::text[], ${versions}::integer[]) k(id, version)
        join figure_cell c on c.bureau = ${code} and c.indicator = k.id and c.version = k.version
          and c.unit = any(${[...units]}) and c.month = any(${[...months]}) and c.dimension = ${by.kind === 'field' ? by.name : ''}
        group by 1, 2`,
  )
  const out = new Map(ids.map((id) => [id, new Map<string, Totals>()]))
  for (const row of rows) out.get(row.indicator)?.set(row.value, totalsOf(row.records, row.total))
  return batch.map((c) => out.get(c.measure.id) ?? new Map())
}

/** Adds the totals of two splits, value by value; `sign` −1 takes the second away. */
export function merge(into: Map<string, Totals>, more: ReadonlyMap<string, Totals>, sign: 1 | -1 = 1): void {
  for (const [value, t] of more) {
    const signed = sign === 1 ? t : { records: -t.records, sum: { digits: -t.sum.digits, scale: t.sum.scale } }
    const sum = together(into.get(value) ?? { records: 0, sum: { digits: 0n, scale: 0 } }, signed)
    if (sum.records === 0 && sum.sum.digits === 0n) into.delete(value)
    else into.set(value, sum)
  }
}
