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

/** What the cells of a record type can answer at the moment of the transaction. */
export interface CellState {
  /** Whether the cells of this month hold for these units. */
  clean(month: Month, prefixes: readonly string[]): boolean
  /** Whether the month was counted, perhaps before the last changes. */
  built(month: Month): boolean
  /** Whether marks wait to be worked off. */
  readonly marked: boolean
}

/** Reads which months of a record type have cells, by the definitions of `hash`, and which of them were touched since. */
export async function readState(tx: Tx, code: string, type: string, hash: string): Promise<CellState> {
  const rows = await tx.rows<{ unit: string; months: string[]; marks: number }>(
    sql`select ${BUILT.unit} as unit, coalesce(array_agg(month), '{}') as months, 0 as marks from figure_cell
        where bureau = ${code} and indicator = ${type} and version = ${BUILT.version} and unit = ${BUILT.unit} and dimension = ${BUILT.dimension} and value = ${hash}
        union all
        select m.unit, array_agg(distinct x.month), count(*)::integer from
          (select unit, months from figure_mark where bureau = ${code} and record_type = ${type} limit ${MOST_MARKS}::integer) m cross join lateral unnest(m.months) x(month)
        group by m.unit`,
  )
  const known = new Set(rows.find((r) => r.unit === BUILT.unit)?.months)
  const marks = rows.filter((r) => r.unit !== BUILT.unit)
  const touched = new Map<string, string[]>()
  for (const m of marks) for (const month of m.months) touched.set(month, [...(touched.get(month) ?? []), m.unit])
  const tooMany = marks.reduce((n, m) => n + m.marks, 0) >= MOST_MARKS
  return {
    clean: (month, prefixes) =>
      !tooMany && known.has(month) && !touched.get(month)?.some((unit) => prefixes.some((p) => unit.startsWith(p))),
    built: (month) => known.has(month),
    marked: marks.length > 0,
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
