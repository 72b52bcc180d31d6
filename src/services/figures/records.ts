import { type RawBuilder, sql } from 'kysely'
import { type Indicator, type Kept, tableOf } from '../../kernel/index.ts'
import { type Actor, type Area, areasOf, settingsOf, visibleFields } from '../access/access.ts'
import { Fault } from '../fault.ts'
import { labelOf } from '../ledger/naming.ts'
import { predicateSql } from '../ledger/predicate-sql.ts'
import type { Row } from '../ledger/read.ts'
import { decode, type Raw, type Stored } from '../ledger/row.ts'
import { columnOf } from '../ledger/tables.ts'
import { settingStatements } from '../store/transaction.ts'
import { modeOf } from './count.ts'
import { decimal, minus, shifted, toNumber } from './decimal.ts'
import { aggregate, aggregated, inScope, inTime, inUnits, textOf } from './direct.ts'
import { type Counted, figureOf, placesOf, type Totals } from './measures.ts'
import { firstOf, lastOf, monthOf, type Period } from './period.ts'
import { checkBy, inOwner, UNKNOWN } from './splits.ts'
import { type Reading, totalsFor } from './values.ts'
import { isOperator } from './viewer.ts'

/** Which records of a figure: of one row of a split; of a rate, its denominator unless the part is asked for. */
export interface RecordsQuery {
  readonly by?: string | undefined
  readonly key?: string | undefined
  readonly of?: 'part' | 'whole' | undefined
  readonly after?: string | undefined
  readonly limit?: number | undefined
}

/** The list behind a figure. `total` records were counted, `hidden` of them may not be shown to the viewer; the rows are a page of the rest. */
export interface FigureRecords {
  readonly value: number
  readonly total: number
  readonly hidden: number
  /** What the hidden records add to the value. */
  readonly hiddenValue: number
  readonly rows: readonly (Row & { readonly amount?: number | null })[]
  readonly next: string | null
}

const badQuery = (path: string, say: string, en: string) =>
  new Fault('request.invalid', {
    zh: say,
    en,
    status: 400,
    remedy: { zh: '请从统计页面打开清单', en: 'Open the list from the page of the figure' },
    faults: [{ path, title: path, say }],
  })

/** A page of the list behind a figure, newest first: the same condition that counts it, with what the viewer may see. */
export async function recordsOf(r: Reading, indicator: Indicator, query: RecordsQuery): Promise<FigureRecords> {
  const counted = r.measures.get(indicator.type === 'rate' ? indicator[query.of ?? 'whole'] : indicator.id)
  if (!counted) throw badQuery('id', '没有这个指标', 'No such figure')
  const limit = query.limit ?? 50
  if (!Number.isInteger(limit) || limit < 1 || limit > 500) throw badQuery('limit', '每页条数应为 1 至 500', 'limit must be 1 to 500')
  const { kept } = counted
  const { viewer } = r.scope
  const areas = isOperator(viewer) ? [] : areasOf(r.scope.bureau, viewer, kept)
  const seen = isOperator(viewer) ? sql`true` : visibleTo(viewer, areas)
  const seesAll =
    isOperator(viewer) || areas.some((a) => a.clearance === 'sealed' && !a.own && r.scope.prefixes.every((p) => p.startsWith(a.unit)))
  const { where, period } = conditions(r, indicator, counted, query)
  const after = cursorOf(counted, query.after)
  const [total, shown, page] = await Promise.all([
    query.by ? totals(r, counted, where) : totalsFor(r, [counted], period).then((t) => t.get(counted.measure.id)),
    seesAll ? null : totals(r, counted, [...where, seen]),
    r.tx.rows<{ id: string; on: string }>(
      sql`select r.id, ${sql.ref(`r.${columnOf(counted.measure.on)}`)} as on from ${sql.table(tableOf(kept.type.id))} r
          where ${sql.join([...where, seen, ...(after ? [after] : [])], sql` and `)}
          order by ${sql.ref(`r.${columnOf(counted.measure.on)}`)} desc, r.id desc limit ${limit + 1}`,
    ),
  ])
  if (!total) throw new Error(`figure ${indicator.id} was not counted`)
  const visible = shown ?? total
  const ids = page.slice(0, limit)
  const last = ids.at(-1)
  // From here on as the viewer: the second wall lets through only what he may read, whatever the condition above says.
  if (!isOperator(viewer))
    for (const statement of settingStatements(settingsOf(r.scope.bureau, viewer))) await r.tx.exec(sql.raw(statement))
  const raw = await r.tx.rows<Raw>(
    sql`select * from ${sql.table(tableOf(kept.type.id))} r where r.bureau = ${r.scope.code} and r.id = any(${ids.map((i) => i.id)}::uuid[])`,
  )
  const byId = new Map(raw.map((row) => [String(row.id), decode(kept, row)]))
  const value = figureOf(counted, total)
  return {
    value: toNumber(value),
    total: total.records,
    hidden: total.records - visible.records,
    hiddenValue: toNumber(minus(value, figureOf(counted, visible))),
    rows: ids.flatMap(({ id }) => {
      const record = byId.get(id)
      return record ? [{ ...rowOf(r, kept, record, areas), ...amountOf(counted, record) }] : []
    }),
    next: page.length > limit && last ? Buffer.from(`${last.on} ${last.id}`).toString('base64url') : null,
  }
}

/** The records counted, as conditions on `r`: place, time, the measure's own condition and the row of the split. */
function conditions(
  r: Reading,
  indicator: Indicator,
  counted: Counted,
  { by, key }: RecordsQuery,
): { where: RawBuilder<unknown>[]; period: Period } {
  const { measure, kept } = counted
  let { period } = r.scope
  const more: RawBuilder<unknown>[] = []
  if (by !== undefined) {
    checkBy(r, indicator, by)
    if (key === undefined) throw badQuery('key', '请指明分组中的哪一行', 'Say which row of the split')
    if (by === 'unit') more.push(inOwner(r.scope, 'r', key))
    else if (by === 'month') period = monthIn(period, key)
    else more.push(sql`${textOf('r', by)} = ${key === UNKNOWN ? '' : key}`)
  }
  return {
    period,
    where: [
      sql`r.bureau = ${r.scope.code} and r.voided_at is null`,
      sql`(${inTime(counted, modeOf(measure.type), period, 'r')})`,
      inScope('r', r.scope.code, r.scope.prefixes),
      ...(measure.where ? [predicateSql(r.scope.bureau, kept, measure.where, 'r')] : []),
      ...more,
    ],
  }
}

/** What `maySee` of the access service says of one record, as a condition on `r`. */
function visibleTo(actor: Actor, areas: readonly Area[]): RawBuilder<unknown> {
  const parts = areas.map((a) => {
    const seal = a.clearance === 'sealed' ? sql`` : sql` and not r.sealed`
    const own = a.own ? sql` and r.created_by = ${actor.account}` : sql``
    return sql`(${inUnits('r', [a.unit])}${seal}${own})`
  })
  return parts.length > 0 ? sql`(${sql.join(parts, sql` or `)})` : sql`false`
}

/** The days of a month that lie in the period; a stock is that of the last of them. */
function monthIn({ from, to }: Period, month: string): Period {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month) || month < monthOf(from) || month > monthOf(to))
    throw badQuery('key', '该月份不在统计期内', 'The month lies outside the period')
  return { from: month === monthOf(from) ? from : firstOf(month), to: month === monthOf(to) ? to : lastOf(month) }
}

async function totals(r: Reading, counted: Counted, where: readonly RawBuilder<unknown>[]): Promise<Totals> {
  const bare = { ...counted, measure: withoutCondition(counted) }
  const row = await r.tx.one<Record<string, unknown>>(
    sql`select ${aggregate(r.scope.bureau, bare, 'r', 0)} from ${sql.table(tableOf(counted.kept.type.id))} r where ${sql.join(where, sql` and `)}`,
  )
  return aggregated(bare, row ?? { c0: 0, s0: '0' }, 0)
}

/** The measure when its condition stands in the WHERE already. */
function withoutCondition({ measure }: Counted): Counted['measure'] {
  const { where: _stated, ...rest } = measure
  return rest
}

/** Records that come after the last one of the page before. */
function cursorOf({ measure }: Counted, after: string | undefined): RawBuilder<unknown> | null {
  if (!after) return null
  const [on, id] = Buffer.from(after, 'base64url').toString('utf8').split(' ')
  if (!/^\d{4}-\d{2}-\d{2}$/.test(on ?? '') || !/^[0-9a-f-]{36}$/.test(id ?? ''))
    throw badQuery('after', '翻页位置无效', 'after is not a cursor of this list')
  return sql`(${sql.ref(`r.${columnOf(measure.on)}`)}, r.id) < (${on}::date, ${id}::uuid)`
}

/** What the record adds to a sum, in the figure's unit. */
function amountOf(counted: Counted, record: Stored): { amount?: number | null } {
  const { sum } = counted.measure
  if (!sum) return {}
  const amount = record.values[sum]
  return {
    amount:
      typeof amount === 'number'
        ? toNumber(shifted(decimal(amount.toFixed(counted.kept.type.fields[sum]?.kind === 'money' ? 2 : 8)), placesOf(counted)))
        : null,
  }
}

const rank = { open: 0, restricted: 1, sealed: 2 } as const

/** A record as lists show it, with the values that the viewer may not see left out by name. */
function rowOf(r: Reading, kept: Kept, record: Stored, areas: readonly Area[]): Row {
  const clearance = isOperator(r.scope.viewer)
    ? 'restricted'
    : areas
        .filter((a) => record.unit.startsWith(a.unit))
        .reduce<Area['clearance']>((best, a) => (rank[a.clearance] > rank[best] ? a.clearance : best), 'open')
  const clear = visibleFields(kept, clearance, false)
  const values = Object.entries(record.values)
  const nameOf = (code: string) => r.scope.county.nameOf(code)
  return {
    id: record.id,
    type: kept.type.id,
    unit: record.unit,
    unitName: nameOf(record.unit),
    stage: record.stage,
    stageTitle: kept.procedure.stages[record.stage] ?? record.stage,
    number: record.number,
    version: record.version,
    sealed: record.sealed,
    createdAt: record.createdAt,
    label: labelOf(kept, record.values, nameOf),
    parentId: record.parentId,
    values: Object.fromEntries(values.filter(([name, v]) => v === null || clear.has(name))),
    masked: values.filter(([name, v]) => v !== null && !clear.has(name)).map(([name]) => name),
  }
}
