import type { LegalDay, RuleCode } from '../law/index.ts'
import type { DayField, DraftOf, FieldOf, Settable, Shape, Span, ValueOf, ValuesOf } from './field.ts'
import type { Predicate } from './predicate.ts'
import type { RecordType } from './record.ts'

/** A field that a step asks for: required by its name, optional with a question mark (`'amountAgreed?'`). */
export type Asked<S extends Shape> = Settable<S> | `${Settable<S>}?`
type Required<N extends readonly string[]> = Exclude<N[number], `${string}?`>
type Optional<N extends readonly string[]> = Extract<N[number], `${string}?`> extends `${infer K}?` ? K : never

/** What the person filled in: the record's own fields that the step asks for, and the step's own. */
export type FormOf<S extends Shape, N extends readonly string[], A extends Shape> = {
  readonly [K in Required<N> & keyof S]: NonNullable<ValueOf<S[K]>>
} & { readonly [K in Optional<N> & keyof S]: ValueOf<S[K]> | null } & ValuesOf<A>

/** A record as a step sees it. */
export interface Seen<V = Readonly<Record<string, unknown>>> {
  readonly id: string
  readonly unit: string
  readonly stage: string | null
  readonly number: string | null
  readonly values: V
}

/** What a step may know: the record before it, the form, the legal day of the act, and what it asked to read. Nothing else: steps are pure. */
export interface Given<S extends Shape = Shape, Form = Readonly<Record<string, unknown>>> {
  readonly record: Seen<DraftOf<S>>
  readonly form: Form
  /** The legal day of the act. */
  readonly on: LegalDay
  readonly by: { readonly account: string; readonly post: string; readonly unit: string }
  readonly parent: Seen | null
  /** The records named in `reads`: those that belong to this record, or beside it to the same parent. */
  readonly others: Readonly<Record<string, readonly Seen[]>>
  /** The units in force on the day; `counted` says which of them count in statistics. */
  readonly units: readonly { readonly code: string; readonly name: string; readonly level: string; readonly counted: boolean }[]
  /** The line's local parameters (rates, cycles) as they stand on the day of the act. */
  readonly parameters: Readonly<Record<string, number>>
}

/** A record that a step opens by its own procedure's step, with the same act and the same event. */
export interface Opening {
  readonly record: string
  readonly step: string
  readonly values: Readonly<Record<string, unknown>>
  readonly unit?: string
  /** `'this'`: belongs to the record of the step; `'parent'`: beside it; left out: stands alone. */
  readonly under?: 'this' | 'parent'
  /** People carried over: new role ← old role. */
  readonly people?: Readonly<Record<string, string>>
}

/**
 * The consequences of a step. The ledger carries them out in one transaction with the event. None reaches into the record above: what that one
 * must know of those below is gathered (gather.ts).
 */
export interface Changes<S extends Shape = Shape> {
  readonly set?: Partial<Pick<DraftOf<S>, Settable<S>>>
  /** A stage chosen by what was filled in, instead of the step's `to`. */
  readonly to?: string
  /** The record moves to the care of another unit. */
  readonly unit?: string
  readonly open?: readonly Opening[]
  /** Steps taken on linked records by the same act. */
  readonly act?: readonly {
    readonly on: string
    /** The type of that record, where no link field tells it: the record above, or one that was read. */
    readonly record?: string
    readonly step: string
    readonly values: Readonly<Record<string, unknown>>
  }[]
  readonly notify?: readonly { readonly post: string; readonly unit: string; readonly say: string }[]
}

/** A condition that must hold before a step may be taken, with the sentence that refuses it. */
export interface Gate<S extends Shape = Shape> {
  readonly must: Predicate<S>
  readonly say: string
  readonly basis?: string
}

/** 「环节」: one act in a procedure. */
export interface Step<From extends string = string, To extends string = string> {
  readonly title: string
  /** `'new'` opens the record; `'any'` may be taken at every stage. */
  readonly from: From | readonly From[]
  /** Left out: the record stays where it is. */
  readonly to?: To
  readonly by: readonly string[]
  readonly basis?: string
  /** The field that keeps the legal day of the act: today unless the person says an earlier day. */
  readonly on?: string
  readonly form: readonly string[]
  readonly also: Shape
  readonly need: readonly Gate[]
  /** Must be another person than the one who took that step last. */
  readonly notBy?: string
  /** Documents issued by the act. */
  readonly papers: readonly string[]
  readonly reads: readonly string[]
  /** This organ only proposes: the decision belongs to another organ and is entered by a later step. */
  readonly proposes?: true
  refuse?(given: Given): string | null
  effect?(given: Given): Changes
}

/** 「期限」: a clock between two days that the record keeps, under a rule of the law clock. */
export interface Deadline {
  readonly title: string
  readonly rule: RuleCode
  /** The day field that starts the clock. */
  readonly from: string
  /** The day fields that stop it: the first one known. Left out: the clock starts anew each time `from` moves. */
  readonly until: readonly string[]
  readonly when?: Predicate
  /** A clock of special law; while that one runs, this one does not (特别法优于一般法). */
  readonly yieldsTo?: string
  /** Stretches of days in which the clock stands still. */
  readonly pause?: string
  /** A count of days by which it was lawfully extended. */
  readonly extend?: string
  /** Days before the due day on which it turns yellow. */
  readonly warn: readonly number[]
  /** What happens, in one sentence, when it passes. */
  readonly late?: string
  /** Passing it is a red line that a leader sees. */
  readonly red?: true
  /** 「权利期间」 A right of the parties that lapses: when it passes nobody is late, and no order is raised. */
  readonly right?: true
  /** The part whose own duty it is: the person finds it on his own page. The office's other clocks are not shown to him. */
  readonly dutyOf?: string
}

/** 「办理流程」: the stages of a record and the steps between them. */
export interface Procedure {
  readonly record: string
  readonly stages: Readonly<Record<string, string>>
  /** Stages from which nothing more is to be done. */
  readonly ends: readonly string[]
  readonly steps: Readonly<Record<string, Step>>
  readonly deadlines: Readonly<Record<string, Deadline>>
}

/** The words of a procedure, bound to the record it moves: a step knows the record's fields and its own form. */
export function procedureOf<S extends Shape>(record: RecordType<string, S>) {
  return {
    step<
      const From extends string,
      const To extends string = never,
      const N extends readonly Asked<S>[] = readonly [],
      A extends Shape = Record<never, never>,
    >(def: {
      title: string
      from: From | readonly From[]
      to?: To
      by: readonly string[]
      basis?: string
      on?: DayField<S>
      form?: N
      also?: A
      need?: readonly Gate<NoInfer<S>>[]
      notBy?: string
      papers?: readonly string[]
      reads?: readonly string[]
      proposes?: true
      refuse?: (given: Given<S, FormOf<S, N, A>>) => string | null
      effect?: (given: Given<S, FormOf<S, N, A>>) => Changes<S>
    }): Step<From, [string] extends [To] ? never : To> {
      const declared: object = { form: [], also: {}, need: [], papers: [], reads: [], ...def }
      return declared as Step<From, [string] extends [To] ? never : To>
    },
    define<const Stages extends Readonly<Record<string, string>>, K extends string>(def: {
      stages: Stages
      ends?: readonly NoInfer<keyof Stages & string>[]
      steps: {
        readonly [key in K]: Step<NoInfer<(keyof Stages & string) | 'new' | 'any'>, NoInfer<keyof Stages & string>>
      }
      deadlines?: Readonly<
        Record<
          string,
          {
            title: string
            rule: RuleCode
            from: DayField<S>
            until?: DayField<S> | readonly DayField<S>[]
            when?: Predicate<NoInfer<S>>
            yieldsTo?: string
            pause?: FieldOf<S, 'spans'>
            extend?: FieldOf<S, 'count'>
            warn?: readonly number[]
            late?: string
            red?: true
            right?: true
            dutyOf?: string
          }
        >
      >
    }): Procedure {
      const deadlines: Record<string, Deadline> = {}
      for (const [key, d] of Object.entries(def.deadlines ?? {})) {
        const until = d.until === undefined ? [] : typeof d.until === 'string' ? [d.until] : d.until
        deadlines[key] = { ...d, until, warn: d.warn ?? [] } as Deadline
      }
      return {
        record: record.id,
        stages: def.stages,
        ends: def.ends ?? [],
        steps: def.steps as Procedure['steps'],
        deadlines,
      }
    },
  }
}

/** A record type that is written down once and not moved: who keeps it, and what follows from it. */
export function keptBy<S extends Shape>(
  record: RecordType<string, S>,
  def: {
    by: readonly string[]
    title?: string
    basis?: string
    on?: DayField<S>
    need?: readonly Gate<NoInfer<S>>[]
    papers?: readonly string[]
    reads?: readonly string[]
    refuse?: (given: Given<S, FormOf<S, readonly (keyof S & string)[], Record<never, never>>>) => string | null
    effect?: (given: Given<S, FormOf<S, readonly (keyof S & string)[], Record<never, never>>>) => Changes<S>
  },
): Procedure {
  const form = Object.entries(record.fields).flatMap(([name, f]) => (f.gathers ? [] : f.required ? [name] : [`${name}?`]))
  const declared: object = {
    title: `登记${record.title}`,
    need: [],
    papers: [],
    reads: [],
    also: {},
    ...def,
    from: 'new',
    to: 'kept',
    form,
  }
  const step = declared as Step
  return { record: record.id, stages: { kept: '已登记' }, ends: ['kept'], steps: { keep: step }, deadlines: {} }
}

/** The name and need of an asked field: `'amountAgreed?'` → `['amountAgreed', false]`. */
export const asked = (name: string): [name: string, required: boolean] => (name.endsWith('?') ? [name.slice(0, -1), false] : [name, true])

/** Adds a stretch to the stretches of a `spans` field. */
export const openSpan = (spans: readonly Span[] | null, from: LegalDay): Span[] => [...(spans ?? []), { from, to: null }]

/** Ends the stretch that is still running. */
export const closeSpan = (spans: readonly Span[] | null, to: LegalDay): Span[] =>
  (spans ?? []).map((s) => (s.to === null ? { ...s, to } : s))

/** What a form says of a field: what was filled in; what was left out stays as the record has it, and only an explicit nothing clears it. */
export const filledIn = (values: Readonly<Record<string, unknown>>, form: Readonly<Record<string, unknown>>, name: string): unknown =>
  form[name] === undefined ? (values[name] ?? null) : form[name]
