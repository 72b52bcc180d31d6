import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { type Bureau, tableOf } from '../../kernel/index.ts'
import { ledgerSettings } from '../access/access.ts'
import { columnOf } from '../ledger/tables.ts'
import type { Store, Tx } from '../store/index.ts'
import { BUILT, cellsAbove, LEVELS, merge } from './cells.ts'
import { type AggregateRow, aggregate, aggregated, inTime, textOf } from './direct.ts'
import { type Counted, definitionsHash, fieldsIn, type Totals } from './measures.ts'
import { firstOf, lastOf, type Month } from './period.ts'

/** Marks worked off in one transaction. */
const MARKS_AT_ONCE = 1000
/** With more units and months than this to count again, the months are dropped and counted anew when they are asked for. */
const MOST_TOUCHED = 300

export interface Cellar {
  readonly store: Store
  readonly bureau: Bureau
}

interface Cell {
  readonly indicator: string
  readonly version: number
  readonly unit: string
  readonly dimension: string
  readonly value: string
  readonly records: number
  readonly total: string
}

/**
 * Works off the marks of a record type: counts again the cells of the units and months that were touched. Only one process does this at a
 * time for a record type (the others go on without the cells concerned); the marks are taken before the records are read, so a change that
 * comes in between is either seen or still marked. Gives the number of marks, or null when another process is at it.
 */
export async function foldMarks(cellar: Cellar, code: string, type: string, measures: readonly Counted[]): Promise<number | null> {
  return cellar.store.write(ledgerSettings(cellar.bureau, code), async (tx) => {
    if (!(await takeTurn(tx, code, type))) return null
    const marks = await tx.rows<{ unit: string; months: string[] }>(
      sql`delete from figure_mark where bureau = ${code} and id in
          (select id from figure_mark where bureau = ${code} and record_type = ${type} limit ${MARKS_AT_ONCE} for update skip locked) returning unit, months`,
    )
    if (marks.length === 0) return 0
    const touched = new Map<Month, Set<string>>()
    for (const m of marks) for (const month of m.months) touched.set(month, (touched.get(month) ?? new Set()).add(m.unit))
    const hash = definitionsHash(measures)
    const built = await tx.rows<{ month: string }>(
      sql`select month from figure_cell where bureau = ${code} and indicator = ${type} and version = ${BUILT.version} and unit = ${BUILT.unit}
          and month = any(${[...touched.keys()]}) and dimension = ${BUILT.dimension} and value = ${hash}`,
    )
    const months = built.map((b) => b.month)
    if (months.reduce((n, m) => n + (touched.get(m)?.size ?? 0), 0) > MOST_TOUCHED) {
      await tx.exec(
        sql`update figure_cell set value = '' where bureau = ${code} and indicator = ${type} and version = ${BUILT.version} and unit = ${BUILT.unit}
            and month = any(${months}) and dimension = ${BUILT.dimension}`,
      )
      return marks.length
    }
    for (const month of months) {
      const units = [...new Set([...(touched.get(month) ?? [])].flatMap(cellsAbove))]
      await write(tx, code, month, measures, units, await compute(tx, cellar.bureau, code, measures, month, units))
    }
    return marks.length
  })
}

/** Counts all cells of a record type for one month, unless they have been. False when another process is at work on this record type. */
export async function buildMonth(cellar: Cellar, code: string, type: string, measures: readonly Counted[], month: Month): Promise<boolean> {
  const hash = definitionsHash(measures)
  return cellar.store.write(ledgerSettings(cellar.bureau, code), async (tx) => {
    if (!(await takeTurn(tx, code, type))) return false
    const before = await tx.one<{ value: string }>(
      sql`select value from figure_cell where bureau = ${code} and indicator = ${type} and version = ${BUILT.version} and unit = ${BUILT.unit}
          and month = ${month} and dimension = ${BUILT.dimension}`,
    )
    if (before?.value === hash) return true
    await write(tx, code, month, measures, before ? null : [], await compute(tx, cellar.bureau, code, measures, month, null))
    await tx.exec(
      sql`delete from figure_cell where bureau = ${code} and indicator = ${type} and version = ${BUILT.version} and unit = ${BUILT.unit} and month = ${month}`,
    )
    await tx.exec(
      sql`insert into figure_cell (bureau, indicator, version, unit, month, dimension, value, records, total)
          values (${code}, ${type}, ${BUILT.version}, ${BUILT.unit}, ${month}, ${BUILT.dimension}, ${hash}, 0, 0)`,
    )
    return true
  })
}

/** One at a time for a bureau and a record type, until the end of the transaction; nobody waits. */
async function takeTurn(tx: Tx, code: string, type: string): Promise<boolean> {
  const turn = await tx.one<{ got: boolean }>(sql`select pg_try_advisory_xact_lock(${turnOf(code, type)}::bigint) as got`)
  return turn?.got === true
}

/** The advisory lock that stands for the cells of a record type. */
export const turnOf = (code: string, type: string): number =>
  createHash('sha256').update(`figures ${code} ${type}`).digest().readIntBE(0, 6)

/** The cells of a month from the records: one grouped query for each day field, all measures and dimensions at once. */
async function compute(
  tx: Tx,
  bureau: Bureau,
  code: string,
  measures: readonly Counted[],
  month: Month,
  units: readonly string[] | null,
): Promise<Cell[]> {
  const groups = new Map<string, { batch: Counted[]; mode: 'in' | 'out' }>()
  for (const c of measures) {
    const { on, off, type } = c.measure
    const add = (key: string, mode: 'in' | 'out') => groups.set(key, { batch: [...(groups.get(key)?.batch ?? []), c], mode })
    add(on, 'in')
    if (type === 'stock') add(`${on} ${off}`, 'out')
  }
  const found = await Promise.all([...groups.values()].map((g) => grouped(tx, bureau, code, g.batch, g.mode, month, units)))
  const sums = new Map<string, { counted: Counted; at: string[]; values: Map<string, Totals> }>()
  ;[...groups.values()].forEach(({ mode }, n) => {
    for (const { counted, unit, dimension, value, totals } of found[n] ?? []) {
      const key = `${counted.measure.id} ${unit} ${dimension}`
      const sum = sums.get(key) ?? { counted, at: [unit, dimension], values: new Map() }
      merge(sum.values, new Map([[value, totals]]), mode === 'in' ? 1 : -1)
      sums.set(key, sum)
    }
  })
  return [...sums.values()].flatMap(({ counted: { measure }, at: [unit = '', dimension = ''], values }) =>
    [...values].map(([value, t]) => ({
      indicator: measure.id,
      version: measure.version,
      unit,
      dimension,
      value,
      records: t.records,
      total: `${t.sum.digits}e-${t.sum.scale}`,
    })),
  )
}

interface Found {
  readonly counted: Counted
  readonly unit: string
  readonly dimension: string
  readonly value: string
  readonly totals: Totals
}

async function grouped(
  tx: Tx,
  bureau: Bureau,
  code: string,
  batch: readonly Counted[],
  mode: 'in' | 'out',
  month: Month,
  units: readonly string[] | null,
): Promise<Found[]> {
  const first = batch[0]
  if (!first) return []
  const dimensions = [...new Set(batch.flatMap((c) => c.measure.by))]
  const of = dimensions.map((name) => textOf('r', name))
  const levels = sql.join(LEVELS.map((n) => sql`(case when length(r.unit) >= ${n}::integer then left(r.unit, ${n}::integer) end)`))
  const used = new Set(batch.flatMap(({ measure: { sum, where } }) => [...(sum ? [sum] : []), ...(where ? fieldsIn(where) : [])]))
  const rows = await tx.rows<AggregateRow>(
    sql`with r as materialized (
          select r.unit, r.stage${sql.join(
            [...used].map((name) => sql`, ${sql.ref(`r.${columnOf(name)}`)}`),
            sql``,
          )}${sql.join(
            of.map((d, n) => sql`, ${d} as ${sql.ref(`d${n}`)}`),
            sql``,
          )} from ${sql.table(tableOf(first.measure.record))} r
          where r.bureau = ${code} and r.voided_at is null and ${inTime(first, mode, { from: firstOf(month), to: lastOf(month) }, 'r')})
        select p.unit as cell, ${dimensions.length > 0 ? sql`grouping(${sql.join(dimensions.map((_, n) => sql.ref(`d${n}`)))})` : sql`0`} as g${sql.join(
          dimensions.map((_, n) => sql`, ${sql.ref(`d${n}`)}`),
          sql``,
        )}, ${sql.join(batch.map((c, n) => aggregate(bureau, c, 'r', n)))}
        from r cross join lateral unnest(array[${levels}]) p(unit)
        where p.unit is not null${units ? sql` and p.unit = any(${[...units]})` : sql``}
        group by grouping sets ((p.unit)${sql.join(
          dimensions.map((_, n) => sql`, (p.unit, ${sql.ref(`d${n}`)})`),
          sql``,
        )})`,
  )
  // `grouping` has one bit for each dimension, the first the highest, set where the row is not split by it.
  const none = 2 ** dimensions.length - 1
  return rows.flatMap((row) => {
    const n = Number(row.g) === none ? -1 : dimensions.findIndex((_, i) => Number(row.g) === none - 2 ** (dimensions.length - 1 - i))
    const dimension = dimensions[n] ?? ''
    return batch.flatMap((counted, i) => {
      const totals = aggregated(counted, row, i)
      if (totals.records === 0 || (dimension !== '' && !counted.measure.by.includes(dimension))) return []
      return [{ counted, unit: String(row.cell), dimension, value: n < 0 ? '' : String(row[`d${n}`]), totals }]
    })
  })
}

/**
 * Puts the cells of a month in place of those that were there: of some units, of all when `units` is null. What has not changed is not
 * written, and what is counted for the first time has nothing to replace.
 */
async function write(
  tx: Tx,
  code: string,
  month: Month,
  measures: readonly Counted[],
  units: readonly string[] | null,
  cells: readonly Cell[],
): Promise<void> {
  const fresh = sql`jsonb_to_recordset(${JSON.stringify(cells)}::jsonb) as f(indicator text, version integer, unit text, dimension text, value text, records bigint, total numeric)`
  const ids = measures.map((c) => c.measure.id)
  const versions = measures.map((c) => c.measure.version)
  // Building the month anew, cells of earlier versions go too: nothing reads them any more.
  const own = units ? sql`k.version = c.version and c.unit = any(${[...units]})` : sql`true`
  if (units?.length !== 0)
    await tx.exec(
      sql`delete from figure_cell c using unnest(${ids}::text[], ${versions}::integer[]) k(id, version)
        where c.bureau = ${code} and c.indicator = k.id and c.month = ${month} and ${own}
          and not exists (select from ${fresh} where f.indicator = c.indicator and f.version = c.version and f.unit = c.unit and f.dimension = c.dimension and f.value = c.value)`,
    )
  await tx.exec(
    sql`insert into figure_cell (bureau, indicator, version, unit, month, dimension, value, records, total)
        select ${code}, f.indicator, f.version, f.unit, ${month}, f.dimension, f.value, f.records, f.total from ${fresh}
        on conflict (bureau, indicator, version, unit, month, dimension, value) do update set records = excluded.records, total = excluded.total
        where (figure_cell.records, figure_cell.total) is distinct from (excluded.records, excluded.total)`,
  )
}
