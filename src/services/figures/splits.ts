import { type RawBuilder, sql } from 'kysely'
import { codesOn, codeTitle, type Field, type Indicator, type Kept, tableOf } from '../../kernel/index.ts'
import { addDays } from '../../law/index.ts'
import { Fault } from '../fault.ts'
import { selectList } from '../ledger/load.ts'
import { labelOf } from '../ledger/naming.ts'
import { decode, type Raw } from '../ledger/row.ts'
import { haveCells, merge } from './cells.ts'
import { modeOf } from './count.ts'
import { toNumber } from './decimal.ts'
import { inUnits } from './direct.ts'
import { type Counted, NOTHING, type Totals, together } from './measures.ts'
import { monthsOf } from './period.ts'
import { prefixesOf, type Scope } from './scope.ts'
import { ask, exactValue, measuresBehind, placeWith, type Reading, recordsBehind, totalsFor } from './values.ts'
import { isOperator } from './viewer.ts'

/** One row of a split. */
export interface SplitRow {
  readonly key: string
  readonly title: string
  readonly value: number | null
  readonly records: number
}

export interface Split {
  readonly by: string
  readonly title: string
  readonly rows: readonly SplitRow[]
}

/** The key of records whose value is not known, and of those that lie in none of the units below. */
export const UNKNOWN = '-'
export const REST = 'rest'

/** By what a figure may be split: unit, month, and the fields that it (for a rate, both its lists) declares. */
export function dimensionsOf(r: Pick<Reading, 'measures'>, indicator: Indicator): string[] {
  const lists = (indicator.type === 'rate' ? [indicator.part, indicator.whole] : [indicator.id]).map(
    (id) => r.measures.get(id)?.measure.by ?? [],
  )
  const [first = [], ...others] = lists
  return ['unit', 'month', ...first.filter((name) => others.every((o) => o.includes(name)))]
}

/** @throws Fault `split.invalid` naming what the figure can be split by. */
export function checkBy(r: Pick<Reading, 'measures'>, indicator: Indicator, by: string): void {
  const known = dimensionsOf(r, indicator)
  if (known.includes(by)) return
  throw new Fault('split.invalid', {
    zh: `“${indicator.title}”不能按“${by.slice(0, 40)}”分组`,
    en: `"${indicator.id}" cannot be split in this way`,
    remedy: { zh: `可用的分组：${known.join('、')}`, en: `It can be split by: ${known.join(', ')}` },
    status: 400,
  })
}

/** Splits a figure. By unit the rows add up to the whole; by month those of a stock are its level at each month's end. */
export async function splitFigure(r: Reading, indicator: Indicator, by: string): Promise<Split> {
  checkBy(r, indicator, by)
  const lists = measuresBehind(r, [indicator])
  const found = await Promise.all(lists.map((c) => (by === 'unit' ? byUnit(r, c) : by === 'month' ? byMonth(r, c) : byField(r, c, by))))
  const totals = (key: string) => (id: string) => found[lists.findIndex((c) => c.measure.id === id)]?.get(key) ?? NOTHING
  const present = new Set(found.flatMap((f) => [...f.keys()]))
  const kept = lists[0]?.kept
  const field = kept?.type.fields[by]
  const heads = by === 'unit' ? unitHeads(r.scope, present) : by === 'month' ? monthHeads(r.scope) : await fieldHeads(r, field, present)
  const rows = heads.map(({ key, title }) => {
    const value = exactValue(r.measures, indicator, totals(key))
    return { key, title, value: value && toNumber(value), records: recordsBehind(indicator, totals(key)) }
  })
  return {
    by,
    title: by === 'unit' ? '单位' : by === 'month' ? '月份' : (field?.title ?? by),
    rows: by === 'unit' ? withoutIdle(r.scope, rows) : rows,
  }
}

/** Towns and villages are listed even with nothing; sections of the bureau, and what lies in no unit below, only with something. */
function withoutIdle({ county, unit, period }: Scope, rows: readonly SplitRow[]): SplitRow[] {
  const places = new Set(county.below(unit, period.to).flatMap((u) => (u.level === 'section' ? [] : [u.code])))
  return rows.filter((row) => row.records > 0 || places.has(row.key) || places.size === 0)
}

interface Head {
  readonly key: string
  readonly title: string
}

/** The units directly below on the last day, with the codes that roll up into each. */
export function unitsBelow({ county, unit, period }: Scope): { code: string; prefixes: string[] }[] {
  return county.below(unit, period.to).map(({ code }) => ({ code, prefixes: prefixesOf(county, code, period) }))
}

/** The unit below in which a code lies; where one prefix lies inside another, the longer one has it. */
function ownerOf(below: readonly { code: string; prefixes: string[] }[], unit: string): string {
  let [best, length] = [REST, 0]
  for (const { code, prefixes } of below)
    for (const p of prefixes) if (p.length > length && unit.startsWith(p)) [best, length] = [code, p.length]
  return best
}

async function byUnit(r: Reading, counted: Counted): Promise<Map<string, Totals>> {
  const below = unitsBelow(r.scope)
  const codes = below.flatMap((b) => b.prefixes)
  const { prefixes } = r.scope
  const flat = haveCells(codes) && codes.every((c) => c.length === codes[0]?.length && prefixes.some((p) => c.startsWith(p)))
  const asks = [{ counted, mode: modeOf(counted.measure.type), period: r.scope.period }]
  const [[whole], [parts]] = await Promise.all([
    ask(r, asks, { kind: 'total' }),
    ask(r, asks, { kind: 'unit' }, placeWith(r, flat ? { within: codes } : {})),
  ])
  const out = new Map<string, Totals>()
  for (const [unit, t] of parts ?? []) {
    const owner = ownerOf(below, unit)
    if (owner !== REST) out.set(owner, together(out.get(owner) ?? NOTHING, t))
  }
  const rest = new Map([[REST, whole?.get('') ?? NOTHING]])
  for (const t of out.values()) merge(rest, new Map([[REST, t]]), -1)
  const left = rest.get(REST)
  if (left) out.set(REST, left)
  return out
}

function unitHeads(scope: Scope, present: ReadonlySet<string>): Head[] {
  const heads = unitsBelow(scope).map(({ code }) => ({ key: code, title: scope.county.nameOf(code, scope.period.to) }))
  return present.has(REST) ? [...heads, { key: REST, title: heads.length > 0 ? '其他/本级' : '本级' }] : heads
}

async function byMonth(r: Reading, counted: Counted): Promise<Map<string, Totals>> {
  const { period } = r.scope
  const { type } = counted.measure
  const [moves] = await ask(r, [{ counted, mode: type === 'stock' ? 'change' : 'in', period }], { kind: 'month' })
  if (type === 'flow') return new Map(moves)
  const before = addDays(period.from, -1)
  let level = (await totalsFor(r, [counted], { from: before, to: before })).get(counted.measure.id) ?? NOTHING
  const out = new Map<string, Totals>()
  for (const month of monthsOf(period)) {
    level = together(level, moves?.get(month) ?? NOTHING)
    out.set(month, level)
  }
  return out
}

const monthHeads = (scope: Scope): Head[] =>
  monthsOf(scope.period).map((m) => ({ key: m, title: `${m.slice(0, 4)}年${Number(m.slice(5))}月` }))

async function byField(r: Reading, counted: Counted, name: string): Promise<Map<string, Totals>> {
  const asks = [{ counted, mode: modeOf(counted.measure.type), period: r.scope.period }]
  const [found] = await ask(r, asks, { kind: 'field', name })
  return new Map([...(found ?? [])].map(([value, t]) => [value === '' ? UNKNOWN : value, t]))
}

async function fieldHeads(r: Reading, field: Field | undefined, present: ReadonlySet<string>): Promise<Head[]> {
  const unknown = present.has(UNKNOWN) ? [{ key: UNKNOWN, title: '未填' }] : []
  const values = [...present].filter((v) => v !== UNKNOWN).sort()
  if (field?.codes) {
    const { codes } = field
    const valid = new Set(codesOn(codes, r.scope.period.to))
    const listed = Object.keys(codes.codes).filter((k) => valid.has(k) || present.has(k))
    const others = values.filter((v) => !listed.includes(v))
    return [...listed, ...others].map((key) => ({ key, title: codeTitle(codes, key) })).concat(unknown)
  }
  if (field?.kind === 'flag') {
    return ['true', 'false']
      .filter((v) => present.has(v))
      .map((key) => ({ key, title: key === 'true' ? '是' : '否' }))
      .concat(unknown)
  }
  if (field?.kind === 'unit') return values.map((key) => ({ key, title: r.scope.county.nameOf(key, r.scope.period.to) })).concat(unknown)
  const titles = await labels(r, r.scope.bureau.records.get(field?.to ?? ''), values)
  return values.map((key) => ({ key, title: titles.get(key) ?? `（${key.slice(0, 8)}）` })).concat(unknown)
}

/** What linked records are called; only kinds that everyone may open are named in a figure. */
async function labels(r: Reading, kept: Kept | undefined, ids: readonly string[]): Promise<Map<string, string>> {
  if (!kept || ids.length === 0 || (kept.type.class !== 'open' && !isOperator(r.scope.viewer))) return new Map()
  const rows = await r.tx.rows<Raw>(
    sql`select ${selectList(kept, 'r', kept.type.label)} from ${sql.table(tableOf(kept.type.id))} r
        where r.bureau = ${r.scope.code} and not r.sealed and r.id = any(${[...ids]}::uuid[])`,
  )
  return new Map(rows.map((raw) => [String(raw.id), labelOf(kept, decode(kept, raw).values, (code) => r.scope.county.nameOf(code))]))
}

/** The records of one row of a split by unit, as a condition. */
export function inOwner(scope: Scope, alias: string, key: string): RawBuilder<unknown> {
  const below = unitsBelow(scope)
  const all = below.flatMap((b) => b.prefixes)
  const own = key === REST ? null : (below.find((b) => b.code === key)?.prefixes ?? [])
  if (own === null) return all.length > 0 ? sql`not ${inUnits(alias, all)}` : sql`true`
  const inner = all.filter((p) => !own.includes(p) && own.some((o) => p.startsWith(o)))
  return inner.length > 0 ? sql`(${inUnits(alias, own)} and not ${inUnits(alias, inner)})` : inUnits(alias, own)
}
