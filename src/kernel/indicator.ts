import type { DayField, FieldOf, Shape } from './field.ts'
import { type Predicate, plain } from './predicate.ts'
import type { RecordType } from './record.ts'

/** 「指标类型」 */
export type IndicatorType = 'flow' | 'stock' | 'cumulative' | 'rate'

/** What is common to every figure. */
interface Headed {
  readonly id: string
  readonly title: string
  /** The measure word: 件 宗 人 人次 场次 份 万元 %. */
  readonly unit: string
  readonly version: number
  /** Other names by which reports call it; the report checker recognises them. */
  readonly synonyms: readonly string[]
  readonly basis?: string
  readonly note?: string
}

/** A figure that is a list: the count is its length, the sum the sum over it. */
export interface Measure extends Headed {
  readonly type: 'flow' | 'stock' | 'cumulative'
  readonly record: string
  /** The day field by which a record falls into a period (`flow`, `cumulative`) or begins to be counted (`stock`). */
  readonly on: string
  /** Stock only: the day field on which it ceases to be counted. */
  readonly off?: string
  readonly sum?: string
  readonly where?: Predicate
  /** Choice and unit fields by which it may be split, beside unit and month. */
  readonly by: readonly string[]
}

/** A figure that is two lists. */
export interface Rate extends Headed {
  readonly type: 'rate'
  readonly part: string
  readonly whole: string
}

/** 「指标」: a definition (「口径」) that yields records; nobody can type its value. */
export type Indicator = Measure | Rate

interface Said {
  title: string
  version?: number
  synonyms?: readonly string[]
  basis?: string
  note?: string
}
type MeasureDef<S extends Shape> = Said & {
  unit: string
  /** Records whose day lies in the period. */
  flow?: DayField<S>
  /** Records that count from the first day until the second: those on the books at the end of the period. */
  stock?: readonly [DayField<S>, DayField<S>]
  /** Records whose day lies on or before the end of the period, since records began. */
  cumulative?: DayField<S>
  sum?: FieldOf<S, 'count' | 'number' | 'money'>
  where?: Predicate<S>
  by?: readonly FieldOf<S, 'choice' | 'unit' | 'flag' | 'link'>[]
}

/** Declares the figures of one record type; ids are `prefix.key`. Rates name two of them, or figures of other record types by full id. */
export function defineIndicators<S extends Shape, const K extends string>(
  record: RecordType<string, S>,
  prefix: string,
  measures: { readonly [key in K]: MeasureDef<NoInfer<S>> },
  rates: Readonly<
    Record<string, Said & { unit?: string; part: NoInfer<K> | `${string}.${string}`; whole: NoInfer<K> | `${string}.${string}` }>
  > = {},
): Indicator[] {
  const full = (id: string) => (id in measures ? `${prefix}.${id}` : id)
  const head = (key: string, s: Said, unit: string) => ({
    id: `${prefix}.${key}`,
    title: s.title,
    unit,
    version: s.version ?? 1,
    synonyms: s.synonyms ?? [],
    ...(s.basis ? { basis: s.basis } : {}),
    ...(s.note ? { note: s.note } : {}),
  })
  const out: Indicator[] = []
  for (const [key, m] of Object.entries(measures) as [string, MeasureDef<S>][]) {
    const on = m.flow ?? m.stock?.[0] ?? m.cumulative ?? ''
    out.push({
      ...head(key, m, m.unit),
      type: m.flow ? 'flow' : m.stock ? 'stock' : 'cumulative',
      record: record.id,
      on,
      ...(m.stock ? { off: m.stock[1] } : {}),
      ...(m.sum ? { sum: m.sum } : {}),
      ...(m.where ? { where: plain(m.where) } : {}),
      by: m.by ?? [],
    })
  }
  for (const [key, r] of Object.entries(rates))
    out.push({ ...head(key, r, r.unit ?? '%'), type: 'rate', part: full(r.part), whole: full(r.whole) })
  return out
}
