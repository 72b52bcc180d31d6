import type { Field, FieldOf, Shape } from './field.ts'
import type { Predicate } from './predicate.ts'
import type { FormerTitle } from './title.ts'

/** Who takes part in a record: people of the register, linked by role. */
export interface Role {
  readonly title: string
  readonly min?: number
  readonly max?: number
  /** People in this role are hidden from those who are not cleared for the record's sealed data. */
  readonly sealed?: true
}

/**
 * Who may open a record that lies in his area: `open` anyone with a post in the line, `restricted` posts cleared for restricted data,
 * `sealed` posts cleared for sealed data. Figures count every record; lists hide and say how many.
 */
export type RecordClass = 'open' | 'restricted' | 'sealed'

/** A rule inside one record. `must` rules stop a step; `should` rules are shown as faults of the data to be mended. */
export interface Rule<S extends Shape = Shape> {
  readonly must?: Predicate<S>
  readonly should?: Predicate<S>
  /** What is wrong and what to do, for the person who must mend it. */
  readonly say: string
  readonly basis?: string
}

/** 「台账」: one kind of record that the bureau keeps. */
export interface RecordType<Id extends string = string, S extends Shape = Shape> {
  readonly id: Id
  readonly title: string
  /** What the law called these records in earlier years, oldest first; `titleOn` chooses. */
  readonly formerly?: readonly FormerTitle[]
  /** The measure word of these records: 件, 人, 次. */
  readonly measure: string
  readonly class: RecordClass
  readonly fields: S
  readonly parties: Readonly<Record<string, Role>>
  /** The record type that this one belongs to: a session belongs to a case. */
  readonly parent?: string
  /** How the record is called in a sentence or a list: the names of one or two fields. */
  readonly label: readonly string[]
  /** Columns of the ledger page, in order. */
  readonly columns: readonly string[]
  /** A pattern such as `{unit}调〔{year}〕{seq}号`; the ledger fills it, nobody types it. */
  readonly number?: string
  /** The day whose year the number carries. */
  readonly numberDay?: string
  /** Seals this very record when it holds: a minor, a case that touches privacy. */
  readonly sealedWhen?: Predicate
  /** A person has only one such record that runs, in this role and in any unit: while it stands at one of these stages, no second is opened. */
  readonly single?: { readonly role: string; readonly stages: readonly string[]; readonly say: string; readonly basis?: string }
  /** What a person reads by his own account, by his part in this record or in the one above it; left out: nothing at all. */
  readonly shownTo?: Readonly<Record<string, readonly string[]>>
  /** Days by which whoever works through these records orders them; each is found by an index however many there are. */
  readonly ordered?: readonly string[]
  /** A second record with the same values in these fields is shown as a likely duplicate. */
  readonly duplicates?: readonly (readonly string[])[]
  readonly rules: readonly Rule[]
}

/** Declares a record type. Everything else about it (table, form, list, spreadsheet, API, dictionary) follows. */
export function defineRecord<const Id extends string, const S extends Shape>(def: {
  id: Id
  title: string
  formerly?: readonly FormerTitle[]
  measure?: string
  class?: RecordClass
  parent?: string
  number?: string
  numberDay?: FieldOf<S, 'day'>
  label?: readonly (keyof S & string)[]
  columns?: readonly (keyof S & string)[]
  parties?: Readonly<Record<string, Role>>
  fields: S
  sealedWhen?: Predicate<NoInfer<S>>
  single?: { role: string; stages: readonly string[]; say: string; basis?: string }
  shownTo?: Readonly<Record<string, readonly (keyof NoInfer<S> & string)[]>>
  ordered?: readonly FieldOf<S, 'day'>[]
  duplicates?: readonly (readonly (keyof NoInfer<S> & string)[])[]
  rules?: readonly Rule<NoInfer<S>>[]
}): RecordType<Id, S> {
  const names = Object.keys(def.fields)
  // From here on predicates are plain data: their field names were checked above by their types and are checked again by compileBureau.
  const declared: object = {
    measure: '件',
    class: 'open',
    parties: {},
    label: names.slice(0, 1),
    columns: names.slice(0, 6),
    rules: [],
    ...def,
  }
  return declared as RecordType<Id, S>
}

/** The table that keeps the records of a type: `mediation.case` → `mediation_case`. */
export const tableOf = (id: string): string => snake(id.replaceAll('.', '_').replaceAll('-', '_'))

/** `acceptedOn` → `accepted_on`. */
export function snake(name: string): string {
  const known = snakes.get(name)
  if (known !== undefined) return known
  const made = name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)
  // Names come from declarations, which are few; anything else is not worth keeping.
  if (snakes.size < 5000) snakes.set(name, made)
  return made
}
const snakes = new Map<string, string>()

/** The names of a record type's fields with their declarations, in order. */
export function fieldsOf(type: RecordType): readonly [string, Field][] {
  const known = entries.get(type)
  if (known) return known
  const made = Object.entries(type.fields)
  entries.set(type, made)
  return made
}
const entries = new WeakMap<RecordType, readonly [string, Field][]>()
