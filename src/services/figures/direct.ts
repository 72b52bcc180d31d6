import { type RawBuilder, sql } from 'kysely'
import { type Bureau, tableOf } from '../../kernel/index.ts'
import { predicateSql } from '../ledger/predicate-sql.ts'
import { columnOf } from '../ledger/tables.ts'
import type { Tx } from '../store/index.ts'
import { type Counted, type Totals, totalsOf } from './measures.ts'
import type { Period } from './period.ts'

/**
 * Which records: those whose day lies in the period (`in`), on or before its end (`until`), those on the books at its end (`stock`),
 * and those that left the books in it (`out`; a record that left before it came counts as leaving on the day it came).
 */
export type Mode = 'in' | 'until' | 'stock' | 'out'

/** By what a figure is split: not at all, by a field, by month, or by the code of the unit. */
export type By = { readonly kind: 'total' | 'month' | 'unit' } | { readonly kind: 'field'; readonly name: string }

/** The codes that are not covered by a shorter one among them, so that nothing is counted twice. */
export function outermost(prefixes: readonly string[]): string[] {
  return [...new Set(prefixes)].filter((p) => !prefixes.some((q) => q !== p && p.startsWith(q))).sort()
}

/**
 * The records of some units and of all below them. `^@` decides, and means the same under every collation; the range only lets an index
 * find them: codes are digits and capitals, which no collation puts behind a row of z.
 */
export function inUnits(alias: string, prefixes: readonly string[]): RawBuilder<unknown> {
  if (prefixes.length === 0) return sql`false`
  const unit = sql.ref(`${alias}.unit`)
  return sql`(${sql.join(
    outermost(prefixes).map((p) => sql`(${unit} ^@ ${p} and ${unit} between ${p} and ${`${p}zzzzzzzzz`})`),
    sql` or `,
  )})`
}

/** The same for counting: every record of the bureau lies below its code, and the wall holds that already. */
export const inScope = (alias: string, code: string, prefixes: readonly string[]): RawBuilder<unknown> =>
  prefixes.includes(code) ? sql`true` : inUnits(alias, prefixes)

const day = (alias: string, field: string) => sql.ref(`${alias}.${columnOf(field)}`)

/** The condition under which a record falls into the list by its days. */
export function inTime({ measure }: Counted, mode: Mode, { from, to }: Period, alias: string): RawBuilder<unknown> {
  const on = day(alias, measure.on)
  if (mode === 'in') return sql`${on} between ${from} and ${to}`
  if (mode === 'until') return sql`${on} <= ${to}`
  const off = day(alias, measure.off ?? measure.on)
  if (mode === 'stock') return sql`${on} <= ${to} and (${off} is null or ${off} > ${to})`
  // The last line lets the indexes of both days find the few records of the period.
  return sql`${on} is not null and ${off} is not null and greatest(${on}, ${off}) between ${from} and ${to}
    and (${on} between ${from} and ${to} or ${off} between ${from} and ${to})`
}

/** A field's value as text; what is not known is ''. */
export const textOf = (alias: string, name: string): RawBuilder<unknown> =>
  sql`coalesce(${sql.ref(`${alias}.${columnOf(name)}`)}::text, '')`

/** Count and sum of one measure among the rows that the query has found, narrowed by the measure's own condition. */
export function aggregate(bureau: Bureau, { measure, kept }: Counted, alias: string, n: number): RawBuilder<unknown> {
  const such = measure.where ? sql` filter (where ${predicateSql(bureau, kept, measure.where, alias)})` : sql``
  const records = sql`count(*)${such} as ${sql.ref(`c${n}`)}`
  if (!measure.sum) return records
  return sql`${records}, coalesce(sum(${sql.ref(`${alias}.${columnOf(measure.sum)}`)})${such}, 0)::text as ${sql.ref(`s${n}`)}`
}

export type AggregateRow = Readonly<Record<string, unknown>>

/** What `aggregate` wrote into a row. */
export const aggregated = ({ measure }: Counted, row: AggregateRow, n: number): Totals =>
  totalsOf(row[`c${n}`], measure.sum ? row[`s${n}`] : row[`c${n}`])

/**
 * Counts records of one type and one pair of days for several measures at once, from the records themselves.
 * Gives for each measure the totals by value of the split ('' when there is none).
 */
export async function countDirectly(
  tx: Tx,
  world: { bureau: Bureau; code: string },
  batch: readonly Counted[],
  mode: Mode,
  period: Period,
  prefixes: readonly string[],
  by: By,
): Promise<Map<string, Totals>[]> {
  const first = batch[0]
  if (!first) return []
  const key =
    by.kind === 'field'
      ? textOf('r', by.name)
      : by.kind === 'unit'
        ? sql`r.unit`
        : by.kind === 'month'
          ? sql`to_char(${mode === 'out' ? sql`greatest(${day('r', first.measure.on)}, ${day('r', first.measure.off ?? '')})` : day('r', first.measure.on)}, 'YYYY-MM')`
          : sql`''`
  const where = [
    sql`r.bureau = ${world.code} and r.voided_at is null`,
    inTime(first, mode, period, 'r'),
    inScope('r', world.code, prefixes),
    // One measure alone: its condition may use an index of its own.
    ...(batch.length === 1 && first.measure.where ? [predicateSql(world.bureau, first.kept, first.measure.where, 'r')] : []),
  ]
  const rows = await tx.rows<AggregateRow>(
    sql`select ${key} as value, ${sql.join(batch.map((c, n) => aggregate(world.bureau, c, 'r', n)))}
        from ${sql.table(tableOf(first.measure.record))} r where ${sql.join(where, sql` and `)}${by.kind === 'total' ? sql`` : sql` group by 1`}`,
  )
  return batch.map((c, n) => {
    const out = new Map<string, Totals>()
    for (const row of rows) {
      const totals = aggregated(c, row, n)
      if (totals.records > 0) out.set(String(row.value), totals)
    }
    return out
  })
}
