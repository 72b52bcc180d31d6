import type { LegalDay } from '../law/index.ts'
import type { CodeList } from './code-list.ts'
import type { Gather } from './gather.ts'

/** How a field is kept: each kind has one column type, one control, one cell format and one zod schema. */
export type FieldKind =
  | 'text'
  | 'note'
  | 'choice'
  | 'choices'
  | 'day'
  | 'instant'
  | 'count'
  | 'number'
  | 'money'
  | 'flag'
  | 'link'
  | 'person'
  | 'unit'
  | 'account'
  | 'spans'

/** Who may see a value: everyone who sees the record, those cleared for restricted data, or only by an act of looking that is logged. */
export type Sensitivity = 'open' | 'restricted' | 'sealed'

/** A stretch of legal days, both ends included; `to: null` is still running. */
export interface Span {
  readonly from: LegalDay
  readonly to: LegalDay | null
}

declare const value: unique symbol

/** 「数据项」: one thing that is kept about a record, with everything that the table, form, list, spreadsheet and API need to know of it. */
export interface Field<T = unknown, K extends FieldKind = FieldKind> {
  readonly kind: K
  readonly title: string
  readonly required: boolean
  readonly sensitivity: Sensitivity
  readonly codes?: CodeList
  /** The record type a link points to. */
  readonly to?: string
  /** 元 for money; otherwise the measure word shown after the number. */
  readonly measure?: string
  readonly max?: number
  readonly min?: number
  readonly hint?: string
  /** The name under which provincial systems exchange this field. */
  readonly external?: string
  /** Worked out from other records; nobody types it. */
  readonly gathers?: Gather
  readonly [value]?: T
  /** May stay unknown; an unknown value is `null` everywhere. */
  optional(): Field<T | null, K>
  restricted(): Field<T, K>
  sealed(): Field<T, K>
  /** The field's name in provincial exchange files. */
  as(external: string): Field<T, K>
  /** One sentence for the person who fills it in. */
  says(hint: string): Field<T, K>
}

/** A field whose value is gathered (see gather.ts): no step asks for it and no effect sets it. */
export type GatheredField<T, K extends FieldKind> = Field<T, K> & { readonly gathers: Gather }

type Facts<K extends FieldKind> = Omit<Field<unknown, K>, 'optional' | 'restricted' | 'sealed' | 'as' | 'says' | typeof value>

function field<T, K extends FieldKind>(facts: Facts<K>): Field<T, K> {
  return Object.freeze({
    ...facts,
    optional: () => field<T | null, K>({ ...facts, required: false }),
    restricted: () => field<T, K>({ ...facts, sensitivity: 'restricted' }),
    sealed: () => field<T, K>({ ...facts, sensitivity: 'sealed' }),
    as: (external: string) => field<T, K>({ ...facts, external }),
    says: (hint: string) => field<T, K>({ ...facts, hint }),
  })
}

const open = { required: true, sensitivity: 'open' } as const

/** One line of text, up to 200 characters unless said otherwise. */
export const text = (title: string, max = 200) => field<string, 'text'>({ ...open, kind: 'text', title, max })
/** A paragraph of text; found by full-text search. */
export const note = (title: string, max = 4000) => field<string, 'note'>({ ...open, kind: 'note', title, max })
/** One value of a code list. */
export const choice = <K extends string>(title: string, codes: CodeList<K>) => field<K, 'choice'>({ ...open, kind: 'choice', title, codes })
/** Any number of values of a code list. */
export const choices = <K extends string>(title: string, codes: CodeList<K>) =>
  field<readonly K[], 'choices'>({ ...open, kind: 'choices', title, codes })
/** A legal day (Asia/Shanghai), `YYYY-MM-DD`. */
export const day = (title: string) => field<LegalDay, 'day'>({ ...open, kind: 'day', title })
/** A moment, ISO 8601 in UTC. */
export const instant = (title: string) => field<string, 'instant'>({ ...open, kind: 'instant', title })
/** A whole number of things, not negative. */
export const count = (title: string, measure = '', max = 1_000_000_000) =>
  field<number, 'count'>({ ...open, kind: 'count', title, measure, min: 0, max })
/** A decimal number. */
export const number = (title: string, measure = '') => field<number, 'number'>({ ...open, kind: 'number', title, measure })
/** An amount in 元 with at most two decimals, not negative. */
export const money = (title: string) => field<number, 'money'>({ ...open, kind: 'money', title, measure: '元', min: 0, max: 1e12 })
/** Yes or no. */
export const flag = (title: string) => field<boolean, 'flag'>({ ...open, kind: 'flag', title })
/** The id of a record of another type. */
export const link = (title: string, to: string) => field<string, 'link'>({ ...open, kind: 'link', title, to })
/** The code of an administrative unit or section. */
export const unit = (title: string) => field<string, 'unit'>({ ...open, kind: 'unit', title })
/** A staff account. */
export const account = (title: string) => field<string, 'account'>({ ...open, kind: 'account', title })
/** Stretches of days, such as the times during which a clock stood still. */
export const spans = (title: string) => field<readonly Span[], 'spans'>({ ...open, kind: 'spans', title, required: false })

/** The latest of the days on which the sources say that it happened. */
export const latest = (title: string, ...from: Gather['from']): GatheredField<LegalDay | null, 'day'> => ({
  ...day(title).optional(),
  gathers: { how: 'latest', from },
})
/** The earliest of those days. */
export const earliest = (title: string, ...from: Gather['from']): GatheredField<LegalDay | null, 'day'> => ({
  ...day(title).optional(),
  gathers: { how: 'earliest', from },
})
/**
 * 「现行」: what the newest record says, by its own day and not by the day on which it was entered; kept as the given field is:
 * `newest(choice('管理类别', managementClass), { of: …, day: 'assessedOn', take: 'managementClass' })`.
 */
export const newest = <T, K extends FieldKind>(of: Field<T, K>, ...from: Gather['from']): GatheredField<T | null, K> => ({
  ...of.optional(),
  gathers: { how: 'newest', from },
})
/** The stretches of days of the sources, from their `day` until their day `until`; a clock may stand still in them. */
export const stretches = (title: string, ...from: Gather['from']): GatheredField<readonly Span[] | null, 'spans'> => ({
  ...spans(title).optional(),
  gathers: { how: 'stretches', from },
})
/** How many records there are of the sources. */
export const tally = (title: string, measure: string, ...from: Gather['from']): GatheredField<number | null, 'count'> => ({
  ...count(title, measure).optional(),
  gathers: { how: 'tally', from },
})
/** The sum of what the sources say in their field `sum`, kept as the given field is: `total(money('实际支付金额'), { of: …, sum: 'amount' })`. */
export const total = <K extends 'count' | 'money'>(of: Field<number, K>, ...from: Gather['from']): GatheredField<number | null, K> => ({
  ...of.optional(),
  gathers: { how: 'total', from },
})

export type Shape = Readonly<Record<string, Field>>
/** The type of a field's value: `string`, `number`, …, with `null` when the field is optional. */
export type ValueOf<F> = F extends Field<infer T> ? T : never
/** A record's values by field name. */
export type ValuesOf<S extends Shape> = { readonly [K in keyof S]: ValueOf<S[K]> }
/** The same, each value perhaps still unknown: what a record holds while its procedure runs. */
export type DraftOf<S extends Shape> = { readonly [K in keyof S]: ValueOf<S[K]> | null }
/** The names of the fields that a person or an effect may set. */
export type Settable<S extends Shape> = { [N in keyof S & string]: S[N] extends { gathers: Gather } ? never : N }[keyof S & string]
/** The names of the fields of one kind. */
export type FieldOf<S extends Shape, K extends FieldKind> = {
  [N in keyof S & string]: FieldKind extends S[N]['kind'] ? N : S[N]['kind'] extends K ? N : never
}[keyof S & string]
export type DayField<S extends Shape> = FieldOf<S, 'day'>
