import { sql } from 'kysely'
import { type Bureau, looksAway, tableOf } from '../../kernel/index.ts'
import type { LegalDay } from '../../law/index.ts'
import { columnOf } from '../ledger/tables.ts'
import type { Tx } from '../store/index.ts'
import { type CellState, countCells, haveCells, merge, readState } from './cells.ts'
import { type By, countDirectly, type Mode } from './direct.ts'
import type { Counted, Totals } from './measures.ts'
import { firstOf, type Month, monthOf, monthsOf, type Period, split } from './period.ts'

/** What is asked of a list: the records of a period, all until its end, those on the books at its end, or how the books changed in it. */
export type AskMode = Exclude<Mode, 'out'> | 'change'

/** One list to be counted. */
export interface Ask {
  readonly counted: Counted
  readonly mode: AskMode
  readonly period: Period
}

/** What one transaction has read of the cells and of the first days: the same for all questions in it. */
export interface Memo {
  readonly states: Map<string, Promise<CellState>>
  readonly starts: Map<string, Promise<LegalDay | null>>
}

export const newMemo = (): Memo => ({ states: new Map(), starts: new Map() })

/** Where to count. */
export interface Place {
  readonly bureau: Bureau
  readonly code: string
  readonly prefixes: readonly string[]
  /** The present definitions of the cells by record type; empty when nothing shall be read from cells. */
  readonly hashes: ReadonlyMap<string, string>
  /** What was read already in this transaction. */
  readonly memo: Memo
  /** A split by unit: the cells of these units instead of the whole; absent when the split cannot be read from cells. */
  readonly within?: readonly string[]
}

/** The lists counted, and what the cells lacked for them. */
export interface Answer {
  readonly totals: readonly ReadonlyMap<string, Totals>[]
  readonly missing: ReadonlyMap<string, ReadonlySet<Month>>
  readonly marked: ReadonlySet<string>
}

/** More stretches of days than this are counted in one go from the records. */
const MOST_PIECES = 4
/** Data that reach back further than this are counted from the records: a typing mistake of a century must not cost a century. */
const MOST_MONTHS = 720

/** The mode in which a measure is read for a period. */
export const modeOf = (type: 'flow' | 'stock' | 'cumulative'): Exclude<Mode, 'out'> =>
  type === 'flow' ? 'in' : type === 'stock' ? 'stock' : 'until'

/**
 * Counts lists, from cells where they hold and from the records where they do not; both give the same. All questions are answered within
 * one transaction, so figures that are compared are of one moment.
 */
export async function count(tx: Tx, place: Place, asks: readonly Ask[], by: By): Promise<Answer> {
  const usable = (c: Counted) =>
    place.hashes.has(c.measure.record) &&
    haveCells(place.prefixes) &&
    (by.kind !== 'unit' || place.within !== undefined) &&
    !looksAway(c.measure.where) &&
    (by.kind !== 'field' || c.measure.by.includes(by.name))
  const cached = new Set(asks.filter((a) => usable(a.counted)))
  const missing = new Map<string, Set<Month>>()
  const marked = new Set<string>()

  const batches = new Map<string, number[]>()
  for (const [i, ask] of asks.entries()) {
    const { measure: m } = ask.counted
    // Cells of all days of a record type are read at once; lists that reach back begin with the first day of their own field.
    const days = cached.has(ask) && !reachesBack(ask.mode) ? ['cells'] : [m.on, m.off]
    const key = [m.record, ...days, ask.mode, ask.period.from, ask.period.to, cached.has(ask)].join(' ')
    batches.set(key, [...(batches.get(key) ?? []), i])
  }
  const totals: ReadonlyMap<string, Totals>[] = asks.map(() => new Map())
  await Promise.all(
    [...batches.values()].map(async (members) => {
      const first = asks[members[0] ?? -1]
      if (!first) return
      const batch = members.flatMap((i) => asks[i]?.counted ?? [])
      const hash = cached.has(first) ? place.hashes.get(first.counted.measure.record) : undefined
      const found = await countBatch(tx, place, batch, first, by, hash, missing, marked)
      members.forEach((i, n) => {
        totals[i] = found[n] ?? new Map()
      })
    }),
  )
  return { totals, missing, marked }
}

async function countBatch(
  tx: Tx,
  place: Place,
  batch: readonly Counted[],
  { counted, mode, period }: Ask,
  by: By,
  hash: string | undefined,
  missing: Map<string, Set<Month>>,
  marked: Set<string>,
): Promise<Map<string, Totals>[]> {
  const { record, on } = counted.measure
  const direct = (m: Mode, p: Period) => countByDays(tx, place, batch, m, p, by)
  const directly = async () =>
    mode === 'change' ? less(await Promise.all([direct('in', period), direct('out', period)])) : direct(mode, period)
  if (hash === undefined) return directly()
  const [state, start] = await Promise.all([
    once(place.memo.states, record, () => readState(tx, place.code, record, hash)),
    reachesBack(mode) ? once(place.memo.starts, `${record} ${on}`, () => beginning(tx, place.code, counted)) : period.from,
  ])
  if (state.marked) marked.add(record)
  if (!start || start > period.to) return batch.map(() => new Map())
  const whole = { from: start, to: period.to }
  const all = monthsOf(whole)
  if (all.length > MOST_MONTHS) return directly()
  const { months, rest } = split(wholeMonths(whole, mode), (m) => state.clean(m, place.prefixes))
  for (const m of all) if (!state.built(m)) missing.set(record, (missing.get(record) ?? new Set()).add(m))
  // The last month may be cut short by the period's end; it is built all the same, for the day when it is over.
  if (months.length === 0 || rest.length > MOST_PIECES) return directly()
  // Looking back over years that are not built yet, the list itself is shorter than its comings and goings.
  if (reachesBack(mode) && months.length * 2 < all.length) return directly()

  const out = batch.map(() => new Map<string, Totals>())
  const add = (more: readonly ReadonlyMap<string, Totals>[], sign: 1 | -1 = 1) => {
    out.forEach((into, n) => {
      merge(into, more[n] ?? new Map(), sign)
    })
  }
  const units = by.kind === 'unit' ? (place.within ?? []) : place.prefixes
  const [cells, came, left] = await Promise.all([
    countCells(tx, place.code, batch, months, units, by),
    Promise.all(rest.map((p) => direct('in', p))),
    Promise.all(mode === 'stock' || mode === 'change' ? rest.map((p) => direct('out', p)) : []),
  ])
  add(cells)
  for (const c of came) add(c)
  for (const l of left) add(l, -1)
  return out
}

/** Counts from the records, the measures of one pair of days at a time. */
async function countByDays(
  tx: Tx,
  place: Place,
  batch: readonly Counted[],
  mode: Mode,
  period: Period,
  by: By,
): Promise<Map<string, Totals>[]> {
  const groups = Map.groupBy(batch, (c) => `${c.measure.on} ${mode === 'in' || mode === 'until' ? '' : c.measure.off}`)
  const found = new Map<Counted, Map<string, Totals>>()
  await Promise.all(
    [...groups.values()].map(async (group) => {
      const totals = await countDirectly(tx, place, group, mode, period, place.prefixes, by)
      for (const [n, c] of group.entries()) found.set(c, totals[n] ?? new Map())
    }),
  )
  return batch.map((c) => found.get(c) ?? new Map())
}

const reachesBack = (mode: AskMode) => mode === 'until' || mode === 'stock'

/** A list that reaches back to the first record begins with the month of that record, whole. */
const wholeMonths = (p: Period, mode: AskMode): Period => (reachesBack(mode) ? { from: firstOf(monthOf(p.from)), to: p.to } : p)

/** The first list less the second. */
function less([came, left]: [Map<string, Totals>[], Map<string, Totals>[]]): Map<string, Totals>[] {
  for (const [n, into] of came.entries()) merge(into, left[n] ?? new Map(), -1)
  return came
}

/** The first day on which there is a record, for lists that reach back to it; null when there is none. */
async function beginning(tx: Tx, code: string, { measure: m }: Counted): Promise<LegalDay | null> {
  const row = await tx.one<{ first: string | null }>(
    sql`select min(${sql.ref(`r.${columnOf(m.on)}`)}) as first from ${sql.table(tableOf(m.record))} r where r.bureau = ${code}`,
  )
  return row?.first ?? null
}

/** Asks once, however many ask. */
function once<T>(known: Map<string, Promise<T>>, key: string, ask: () => Promise<T>): Promise<T> {
  const asked = known.get(key) ?? ask()
  known.set(key, asked)
  return asked
}
