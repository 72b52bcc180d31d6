import type { Indicator } from '../../kernel/index.ts'
import type { Tx } from '../store/index.ts'
import { type Answer, type Ask, type AskMode, count, type Memo, modeOf, type Place } from './count.ts'
import { type Decimal, ratio, toNumber } from './decimal.ts'
import type { By } from './direct.ts'
import { type Counted, figureOf, NOTHING, type Totals } from './measures.ts'
import type { Month, Period } from './period.ts'
import type { Scope } from './scope.ts'

/** A figure with its value; `value` is null for a rate whose denominator is 0 (shown as —), `records` the length of the list behind it. */
export interface Entry {
  readonly id: string
  readonly title: string
  readonly unit: string
  readonly type: Indicator['type']
  readonly value: number | null
  readonly records: number
  readonly version: number
  readonly line: string
}

/** What reading figures needs within a transaction, and what it found lacking in the cells. */
export interface Reading {
  readonly tx: Tx
  readonly scope: Scope
  readonly measures: ReadonlyMap<string, Counted>
  readonly hashes: ReadonlyMap<string, string>
  readonly memo: Memo
  readonly missing: Map<string, Set<Month>>
  readonly marked: Set<string>
}

const placeOf = (r: Reading): Place => ({
  bureau: r.scope.bureau,
  code: r.scope.code,
  prefixes: r.scope.prefixes,
  hashes: r.hashes,
  memo: r.memo,
})

/** Counts lists in the scope of a reading and notes what the cells lacked. */
export async function ask(
  r: Reading,
  asks: readonly Ask[],
  by: By,
  place: Place = placeOf(r),
): Promise<readonly ReadonlyMap<string, Totals>[]> {
  const answer: Answer = await count(r.tx, place, asks, by)
  for (const [type, months] of answer.missing) for (const m of months) r.missing.set(type, (r.missing.get(type) ?? new Set()).add(m))
  for (const type of answer.marked) r.marked.add(type)
  return answer.totals
}

/** The place of a reading with other codes, or with the cells of a split by unit. */
export const placeWith = (r: Reading, other: Partial<Pick<Place, 'prefixes' | 'within'>>): Place => ({ ...placeOf(r), ...other })

/** The measures behind indicators: a measure itself, the two lists of a rate. */
export function measuresBehind(r: Reading, indicators: readonly Indicator[]): Counted[] {
  const ids = new Set(indicators.flatMap((i) => (i.type === 'rate' ? [i.part, i.whole] : [i.id])))
  return [...ids].flatMap((id) => r.measures.get(id) ?? [])
}

/** The totals of several measures for one period, by id. */
export async function totalsFor(
  r: Reading,
  list: readonly Counted[],
  period: Period,
  mode?: AskMode,
): Promise<ReadonlyMap<string, Totals>> {
  const asks = list.map((counted) => ({ counted, mode: mode ?? modeOf(counted.measure.type), period }))
  const found = await ask(r, asks, { kind: 'total' })
  return new Map(list.map((c, n) => [c.measure.id, found[n]?.get('') ?? NOTHING]))
}

const times: Readonly<Record<string, number>> = { '%': 100, '‰': 1000 }

/** The value of a figure from the totals of the lists behind it: exact for counts and sums, two decimals, half up, for rates. */
export function exactValue(measures: ReadonlyMap<string, Counted>, indicator: Indicator, totals: (id: string) => Totals): Decimal | null {
  if (indicator.type !== 'rate') {
    const counted = measures.get(indicator.id)
    return counted ? figureOf(counted, totals(indicator.id)) : null
  }
  const [part, whole] = [measures.get(indicator.part), measures.get(indicator.whole)]
  if (!part || !whole) return null
  return ratio(figureOf(part, totals(indicator.part)), figureOf(whole, totals(indicator.whole)), times[indicator.unit] ?? 1, 2)
}

/** The list behind a figure is as long as this; for a rate, the list of its denominator. */
export const recordsBehind = (indicator: Indicator, totals: (id: string) => Totals): number =>
  totals(indicator.type === 'rate' ? indicator.whole : indicator.id).records

export function entryOf(r: Pick<Reading, 'measures'>, indicator: Indicator, totals: (id: string) => Totals): Entry {
  const value = exactValue(r.measures, indicator, totals)
  const of = r.measures.get(indicator.type === 'rate' ? indicator.whole : indicator.id)
  return {
    id: indicator.id,
    title: indicator.title,
    unit: indicator.unit,
    type: indicator.type,
    value: value && toNumber(value),
    records: recordsBehind(indicator, totals),
    version: indicator.version,
    line: of?.kept.line.id ?? '',
  }
}

/** Several figures for one period: one moment, few queries. */
export async function entriesFor(r: Reading, indicators: readonly Indicator[], period: Period): Promise<Entry[]> {
  const totals = await totalsFor(r, measuresBehind(r, indicators), period)
  return indicators.map((i) => entryOf(r, i, (id) => totals.get(id) ?? NOTHING))
}
