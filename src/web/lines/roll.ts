import { type Check, type Measure, termOf } from '../../kernel/index.ts'
import type { Unit } from '../api/types.ts'

/** One column of a roll-forward: a figure at the beginning, in the period or at the end, and how it counts. */
export interface RollTerm {
  readonly id: string
  readonly sign: 1 | -1
  readonly at: 'begin' | 'period' | 'end'
}

/** The columns of a roll-forward from the identity that declares it: 期初 first, then what came and went, 期末 last. */
export function rollTerms(check: Pick<Check, 'left' | 'right'>): RollTerm[] {
  const terms = check.right.map((t): RollTerm => {
    const { id, sign, begin } = termOf(t)
    return { id, sign, at: begin ? 'begin' : 'period' }
  })
  const end = check.left.map((t): RollTerm => ({ id: termOf(t).id, sign: 1, at: 'end' }))
  return [...terms.filter((t) => t.at === 'begin'), ...terms.filter((t) => t.at === 'period'), ...end]
}

/** By what every figure of the roll-forward can be split, so that each row adds up: the unit, and what all of them declare. */
export function commonDimensions(measures: readonly Pick<Measure, 'by'>[]): string[] {
  const [first, ...others] = measures
  return ['unit', ...(first?.by ?? []).filter((name) => others.every((o) => o.by.includes(name)))]
}

export interface RollRow {
  readonly key: string
  readonly title: string
  /** In the order of the columns; what is not listed is nothing. */
  readonly values: readonly number[]
  /** 期末 by the arithmetic less 期末 as counted: nothing when the row adds up. */
  readonly gap: number
}

/** What a split answered for one column. */
export type ColumnSplit = readonly { readonly key: string; readonly title: string; readonly value: number | null }[]

/** The rows of the table: every key that some column knows, in the order of the last column; rows of nothing are left out. */
export function rollRows(terms: readonly RollTerm[], splits: readonly ColumnSplit[]): RollRow[] {
  const titles = new Map<string, string>()
  for (const split of [...splits].reverse()) for (const { key, title } of split) if (!titles.has(key)) titles.set(key, title)
  const rows = [...titles].map(([key, title]) => {
    const values = splits.map((split) => split.filter((r) => r.key === key).reduce((sum, r) => sum + (r.value ?? 0), 0))
    return { key, title, values, gap: gapOf(terms, values) }
  })
  return rows.filter((r) => r.values.some((v) => v !== 0))
}

/** 期初 and the movements with their signs, less 期末. */
export function gapOf(terms: readonly RollTerm[], values: readonly number[]): number {
  return terms.reduce((sum, t, i) => sum + (t.at === 'end' ? -1 : t.sign) * (values[i] ?? 0), 0)
}

/** A row of the beginning, with the key it had then. */
export interface CarriedRow {
  readonly key: string
  readonly was: string
  readonly title: string
  readonly value: number | null
}

/** The units of the beginning under the names they have at the end: a town that was merged away counts where it went. */
export function carriedOver(split: ColumnSplit, units: readonly Unit[], at: ColumnSplit): CarriedRow[] {
  const there = new Map(at.map((r) => [r.key, r.title]))
  const successor = new Map(units.map((u) => [u.code, u.successors]))
  return split.map((row) => {
    let key = row.key
    const seen = new Set<string>()
    while (!there.has(key) && !seen.has(key)) {
      seen.add(key)
      key = successor.get(key)?.[0] ?? key
    }
    return { key, was: row.key, title: there.get(key) ?? row.title, value: row.value }
  })
}

/** The key under which the list of a number is asked for; none where the number stands for several units of that time. */
export function listKey(rows: readonly (ColumnSplit[number] & { readonly was?: string })[], key: string): string | null {
  const mine = rows.filter((r) => r.key === key && r.value !== 0)
  const [only] = mine
  return only && mine.length === 1 ? (only.was ?? only.key) : null
}
