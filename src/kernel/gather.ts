import type { LegalDay } from '../law/index.ts'
import { type Facts, holds, type Predicate } from './predicate.ts'
import { fieldsOf, type RecordType } from './record.ts'

/** Where a gathered field looks: at the records of a type that belong to this one, or at the record itself. */
export interface Source {
  /** The record type below; left out: the record itself. */
  readonly of?: string
  /** The day that `latest` takes. */
  readonly day?: string
  /** The number that `total` adds up. */
  readonly sum?: string
  /** Only records for which this holds; it looks at nothing but the record. */
  readonly where?: Predicate
}

/**
 * 「汇总项」: a value worked out from the records below, so that a record entered late, corrected or voided leaves nothing wrong above it:
 * the clock of 虚管 starts from the last contact that really was, and a warning that is void is no longer counted.
 */
export interface Gather {
  readonly how: 'latest' | 'tally' | 'total'
  readonly from: readonly Source[]
}

/** The gathered fields of a record type, by name. */
export function gathersOf(type: RecordType): readonly (readonly [string, Gather])[] {
  const known = gathers.get(type)
  if (known) return known
  const made = fieldsOf(type).flatMap(([name, f]) => (f.gathers ? [[name, f.gathers] as const] : []))
  gathers.set(type, made)
  return made
}
const gathers = new WeakMap<RecordType, readonly (readonly [string, Gather])[]>()

/** What every record begins with: nothing, and a count of none. */
export function blankValues(type: RecordType): Readonly<Record<string, unknown>> {
  return Object.fromEntries(fieldsOf(type).map(([name, f]) => [name, f.gathers && f.gathers.how !== 'latest' ? 0 : null]))
}

/** What one record gives to a gathered field: its day, one, or its amount; nothing when the source does not mean it. */
export function given(how: Gather['how'], source: Source, facts: Facts): readonly (LegalDay | number)[] {
  if (source.where && !holds(source.where, facts)) return []
  if (how === 'tally') return [1]
  const value = facts.values[(how === 'latest' ? source.day : source.sum) ?? '']
  return typeof value === 'string' || typeof value === 'number' ? [value] : []
}

/** Puts together what records give: the latest day (null when there is none), the number, or the sum to the cent. */
export function together(how: Gather['how'], parts: readonly (LegalDay | number)[]): LegalDay | number | null {
  if (how === 'latest') return parts.reduce<LegalDay | null>((best, d) => (best === null || String(d) > best ? String(d) : best), null)
  return Math.round(parts.reduce<number>((sum, n) => sum + Number(n), 0) * 100) / 100
}

/** The value of a gathered field from the record itself and all that belongs to it. */
export function gathered(gather: Gather, own: Facts, below: (type: string) => readonly Facts[]): LegalDay | number | null {
  return together(
    gather.how,
    gather.from.flatMap((source) => (source.of ? below(source.of) : [own]).flatMap((facts) => given(gather.how, source, facts))),
  )
}

/** The gathered fields of the record itself after its own step: its days move them forward at once. */
export function ownDays(type: RecordType, facts: Facts): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    gathersOf(type).flatMap(([name, { how, from }]) => {
      const own = how === 'latest' ? from.filter((s) => !s.of).flatMap((s) => given(how, s, facts)) : []
      if (own.length === 0) return []
      const now = facts.values[name]
      return [[name, together(how, typeof now === 'string' ? [now, ...own] : own)]]
    }),
  )
}
