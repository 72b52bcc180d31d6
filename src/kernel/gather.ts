import type { LegalDay } from '../law/index.ts'
import type { Span } from './field.ts'
import { type Facts, holds, type Predicate } from './predicate.ts'
import { fieldsOf, type RecordType } from './record.ts'

/** Where a gathered field looks: at the records of a type that belong to this one, or at the record itself. */
export interface Source {
  /** The record type below; left out: the record itself. */
  readonly of?: string
  /** The day by which `latest`, `earliest` and `newest` choose, and on which a stretch begins. */
  readonly day?: string
  /** The day on which a stretch ends; unknown while it runs. */
  readonly until?: string
  /** The field that `newest` takes over. */
  readonly take?: string
  /** What `newest` says by this source, where no field says it. */
  readonly as?: string | number | boolean
  /** The number that `total` adds up. */
  readonly sum?: string
  /** Only records for which this holds; it looks at nothing but the record. */
  readonly where?: Predicate
}

/**
 * 「汇总项」: a value worked out from the records below, so that a record entered late, corrected or voided leaves nothing wrong above it:
 * the clock of 虚管 starts from the last contact that really was, and a warning that is void is no longer counted. No step sets anything in a
 * record above: this is the only way up.
 */
export interface Gather {
  readonly how: 'latest' | 'earliest' | 'newest' | 'stretches' | 'tally' | 'total'
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

/** Those that only add: what an act has done to them is told by what it has moved. */
export const adds = (how: Gather['how']): boolean => how === 'tally' || how === 'total'

/** What every record begins with: nothing, and a count of none. */
export function blankValues(type: RecordType): Readonly<Record<string, unknown>> {
  return Object.fromEntries(fieldsOf(type).map(([name, f]) => [name, f.gathers && adds(f.gathers.how) ? 0 : null]))
}

/** What one record gives to a gathered field. */
export interface Part {
  readonly day: LegalDay | null
  readonly until: LegalDay | null
  readonly value: unknown
}

/** What a record gives; nothing when the source does not mean it, or when it does not know what is asked. */
export function given(how: Gather['how'], source: Source, facts: Facts): readonly Part[] {
  if (source.where && !holds(source.where, facts)) return []
  const at = (name: string | undefined) => facts.values[name ?? ''] ?? null
  const dayAt = (name: string | undefined) => {
    const v = at(name)
    return typeof v === 'string' ? v : null
  }
  const value = source.as ?? at(source.take ?? source.sum)
  const part = { day: dayAt(source.day), until: dayAt(source.until), value }
  const lacks = adds(how) ? how === 'total' && value === null : part.day === null || (how === 'newest' && value === null)
  return lacks ? [] : [part]
}

/**
 * Puts together what records give: the latest or the earliest day, the value of the newest day, the stretches in their order (null when there
 * is none), the number, or the sum to the cent. On one day the last of the parts is the newest: sources stand in the order of the declaration,
 * the records of one source in the order in which they were entered.
 */
export function together(how: Gather['how'], parts: readonly Part[]): unknown {
  if (how === 'tally') return parts.length
  if (how === 'total') return Math.round(parts.reduce((sum, p) => sum + Number(p.value), 0) * 100) / 100
  const [first] = parts
  if (!first) return null
  const day = (p: Part) => p.day ?? ''
  const newest = parts.reduce((best, p) => (day(p) >= day(best) ? p : best), first)
  switch (how) {
    case 'latest':
      return newest.day
    case 'earliest':
      return parts.reduce((best, p) => (day(p) < day(best) ? p : best), first).day
    case 'newest':
      return newest.value
    case 'stretches':
      return parts
        .map((p): Span => ({ from: day(p), to: p.until }))
        .sort((a, b) => (`${a.from}/${a.to ?? '9'}` < `${b.from}/${b.to ?? '9'}` ? -1 : 1))
  }
}

/** The value of a gathered field from the record itself and all that belongs to it, each type in the order in which it was entered. */
export function gathered(gather: Gather, own: Facts, below: (type: string) => readonly Facts[]): unknown {
  return together(
    gather.how,
    gather.from.flatMap((source) => (source.of ? below(source.of) : [own]).flatMap((facts) => given(gather.how, source, facts))),
  )
}

/** The gathered days of the record itself after its own step: they move forward at once. */
export function ownDays(type: RecordType, facts: Facts): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    gathersOf(type).flatMap(([name, { how, from }]) => {
      const own = how === 'latest' ? from.filter((s) => !s.of).flatMap((s) => given(how, s, facts)) : []
      if (own.length === 0) return []
      const now = facts.values[name]
      return [[name, together(how, typeof now === 'string' ? [{ day: now, until: null, value: null }, ...own] : own)]]
    }),
  )
}
