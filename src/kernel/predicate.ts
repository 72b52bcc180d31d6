import { codeTitle } from './code-list.ts'
import type { Field, FieldOf, Shape, ValueOf } from './field.ts'

type Name<S extends Shape> = keyof S & string
type Given<S extends Shape, N extends Name<S>> = NonNullable<ValueOf<S[N]>>

/**
 * A condition on one record, written as data: the same words filter a ledger page, switch a deadline on, guard a step, raise an alert and
 * define an indicator. A comparison with an unknown value is false, and so is its opposite: `['not', …]` asks for what is known to differ.
 */
export type Predicate<S extends Shape = Shape> =
  | { [N in Name<S>]: readonly ['is', N, Given<S, N>] }[Name<S>]
  | { [N in Name<S>]: readonly ['in', N, readonly Given<S, N>[]] }[Name<S>]
  /** A field of several codes has this one among them. */
  | readonly ['includes', FieldOf<S, 'choices'>, string]
  | readonly ['known', Name<S>]
  | readonly ['unknown', Name<S>]
  /** The first day is earlier than the second. */
  | readonly ['before', FieldOf<S, 'day'>, FieldOf<S, 'day'>]
  /** The first day is not later than the second, or one of them is still unknown: the chronology of a lawful record. */
  | readonly ['inOrder', ...FieldOf<S, 'day'>[]]
  /** The first day is not earlier than the second, a day of the record above, or one of them is still unknown. */
  | readonly ['notBefore', FieldOf<S, 'day'>, string]
  | readonly ['atLeast', FieldOf<S, 'count' | 'number' | 'money'>, number]
  | readonly ['atMost', FieldOf<S, 'count' | 'number' | 'money'>, number | FieldOf<S, 'count' | 'number' | 'money'>]
  | readonly ['stage', ...string[]]
  /** At least one person takes part in this role. */
  | readonly ['party', string]
  /** A record that belongs to this one exists. */
  | readonly ['has', string]
  | readonly ['has', string, Predicate]
  /** The record this one belongs to. */
  | readonly ['parent', Predicate]
  | readonly ['all', ...Predicate<S>[]]
  | readonly ['any', ...Predicate<S>[]]
  | readonly ['not', Predicate<S>]

/** The predicate without the types of one record: what is stored, compiled and printed. */
export function plain<S extends Shape>(predicate: Predicate<S>): Predicate {
  const declared: object = predicate
  return declared as Predicate
}

/** What a predicate looks at: one record's values and, where it asks for them, its people and its relatives. */
export interface Facts {
  readonly values: Readonly<Record<string, unknown>>
  readonly stage?: string | null
  readonly parties?: readonly { readonly role: string }[]
  readonly children?: (type: string) => readonly Facts[]
  readonly parent?: Facts | null
}

const known = (v: unknown) => v !== null && v !== undefined && v !== ''

/** Three-valued truth as SQL has it: `null` is "cannot be said", which counts as not holding. */
function truth(p: Predicate, f: Facts): boolean | null {
  const value = (name: string) => f.values[name]
  switch (p[0]) {
    case 'is':
      return known(value(p[1])) ? value(p[1]) === p[2] : null
    case 'in':
      return known(value(p[1])) ? (p[2] as readonly unknown[]).includes(value(p[1])) : null
    case 'includes': {
      const list = value(p[1])
      return Array.isArray(list) ? list.includes(p[2]) : null
    }
    case 'known':
      return known(value(p[1]))
    case 'unknown':
      return !known(value(p[1]))
    case 'before': {
      const [a, b] = [value(p[1]), value(p[2])]
      return known(a) && known(b) ? String(a) < String(b) : null
    }
    case 'inOrder': {
      const days = p.slice(1).map(value).filter(known).map(String)
      return days.every((d, i) => i === 0 || (days[i - 1] ?? d) <= d)
    }
    case 'notBefore': {
      const [own, above] = [value(p[1]), f.parent?.values[p[2]]]
      return f.parent ? !known(own) || !known(above) || String(own) >= String(above) : null
    }
    case 'atLeast':
      return known(value(p[1])) ? Number(value(p[1])) >= p[2] : null
    case 'atMost': {
      const limit = typeof p[2] === 'number' ? p[2] : value(p[2])
      return known(value(p[1])) && known(limit) ? Number(value(p[1])) <= Number(limit) : null
    }
    case 'stage':
      return f.stage ? p.slice(1).includes(f.stage) : null
    case 'party':
      return (f.parties ?? []).some((party) => party.role === p[1])
    case 'has': {
      const inner = p[2]
      return (f.children?.(p[1]) ?? []).some((child) => !inner || holds(inner, child))
    }
    case 'parent':
      return f.parent ? truth(p[1], f.parent) : null
    case 'all': {
      const parts = p.slice(1).map((q) => truth(q as Predicate, f))
      return parts.includes(false) ? false : parts.includes(null) ? null : true
    }
    case 'any': {
      const parts = p.slice(1).map((q) => truth(q as Predicate, f))
      return parts.includes(true) ? true : parts.includes(null) ? null : false
    }
    case 'not': {
      const inner = truth(p[1], f)
      return inner === null ? null : !inner
    }
  }
}

/** Whether the predicate is known to hold for the record. */
export function holds(predicate: Predicate, facts: Facts): boolean {
  return truth(predicate, facts) === true
}

/** What a predicate needs to be printed: the titles of fields, stages, roles and relatives. */
export interface Vocabulary {
  readonly fields: Shape
  readonly stages?: Readonly<Record<string, string>>
  readonly parties?: Readonly<Record<string, { readonly title: string }>>
  readonly relative?: (type: string) => Vocabulary & { readonly title: string }
  readonly parentOf?: () => Vocabulary & { readonly title: string }
}

const shown = (field: Field | undefined, v: unknown): string =>
  typeof v === 'boolean' ? (v ? '是' : '否') : field?.codes ? codeTitle(field.codes, String(v)) : String(v)

/** The predicate as a sentence of a definition (「口径」), in Chinese. */
export function sentence(p: Predicate, words: Vocabulary): string {
  const name = (n: string) => words.fields[n]?.title ?? n
  switch (p[0]) {
    case 'is':
      return `${name(p[1])}为“${shown(words.fields[p[1]], p[2])}”`
    case 'in':
      return `${name(p[1])}为${(p[2] as readonly unknown[]).map((v) => `“${shown(words.fields[p[1]], v)}”`).join('或')}`
    case 'includes':
      return `${name(p[1])}含“${shown(words.fields[p[1]], p[2])}”`
    case 'known':
      return `已有${name(p[1])}`
    case 'unknown':
      return `尚无${name(p[1])}`
    case 'before':
      return `${name(p[1])}早于${name(p[2])}`
    case 'inOrder':
      return `${p.slice(1).map(name).join('、')}先后有序`
    case 'notBefore': {
      const other = words.parentOf?.()
      return `${name(p[1])}不早于所属${other?.title ?? ''}的${other?.fields[p[2]]?.title ?? p[2]}`
    }
    case 'atLeast':
      return `${name(p[1])}不少于${p[2]}`
    case 'atMost':
      return `${name(p[1])}不超过${typeof p[2] === 'number' ? p[2] : name(p[2])}`
    case 'stage':
      return `办理阶段为${p
        .slice(1)
        .map((s) => `“${words.stages?.[s] ?? s}”`)
        .join('或')}`
    case 'party':
      return `有${words.parties?.[p[1]]?.title ?? p[1]}`
    case 'has': {
      const other = words.relative?.(p[1])
      const inner = p[2]
      return `有${other?.title ?? p[1]}${inner && other ? `（${sentence(inner, other)}）` : ''}`
    }
    case 'parent': {
      const other = words.parentOf?.()
      return other ? `所属${other.title}${sentence(p[1], other)}` : ''
    }
    case 'all':
      return p
        .slice(1)
        .map((q) => sentence(q as Predicate, words))
        .join('，且')
    case 'any':
      return `（${p
        .slice(1)
        .map((q) => sentence(q as Predicate, words))
        .join('，或')}）`
    case 'not':
      return `并非（${sentence(p[1], words)}）`
  }
}

/** Every field, role and relative that the predicate names, with the path to the word: for the faults of `compileBureau` and for loading. */
export function namesIn(
  p: Predicate,
  path = '',
): { kind: 'field' | 'stage' | 'party' | 'child'; name: string; path: string; value?: unknown }[] {
  switch (p[0]) {
    case 'is':
    case 'includes':
      return [{ kind: 'field', name: p[1], path, value: p[2] }]
    case 'in':
      return (p[2] as readonly unknown[]).map((v) => ({ kind: 'field', name: p[1], path, value: v }))
    case 'known':
    case 'unknown':
    case 'notBefore':
    case 'atLeast':
      return [{ kind: 'field', name: p[1], path }]
    case 'before':
    case 'inOrder':
      return p.slice(1).map((n) => ({ kind: 'field', name: String(n), path }))
    case 'atMost':
      return [p[1], ...(typeof p[2] === 'string' ? [p[2]] : [])].map((n) => ({ kind: 'field', name: n, path }))
    case 'stage':
      return p.slice(1).map((n) => ({ kind: 'stage', name: n, path }))
    case 'party':
      return [{ kind: 'party', name: p[1], path }]
    case 'has':
      return [{ kind: 'child', name: p[1], path }]
    case 'parent':
      return []
    case 'not':
      return namesIn(p[1], `${path}.not`)
    case 'all':
    case 'any':
      return p.slice(1).flatMap((q, i) => namesIn(q as Predicate, `${path}.${p[0]}[${i}]`))
  }
}

/** The fields of the record above that a predicate looks at. */
export function fieldsAbove(p: Predicate): string[] {
  if (p[0] === 'parent') return namesIn(p[1]).flatMap((n) => (n.kind === 'field' ? [n.name] : []))
  if (p[0] === 'notBefore') return [p[2]]
  if (p[0] === 'not') return fieldsAbove(p[1])
  return p[0] === 'all' || p[0] === 'any' ? p.slice(1).flatMap((q) => fieldsAbove(q as Predicate)) : []
}

/** Whether a predicate looks at other records or at people, whose changes the record itself does not see. */
export function looksAway(p: Predicate | undefined): boolean {
  if (!p) return false
  if (p[0] === 'has' || p[0] === 'parent' || p[0] === 'notBefore' || p[0] === 'party') return true
  if (p[0] === 'not') return looksAway(p[1])
  if (p[0] === 'all' || p[0] === 'any') return p.slice(1).some((q) => looksAway(q as Predicate))
  return false
}
