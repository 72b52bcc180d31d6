/** What the server sends and takes, as the contract of `src/http` has it. Days are `YYYY-MM-DD`, instants UTC. */

export interface Localised {
  readonly zh: string
  readonly en: string
}

/** One value at fault in something that was sent. */
export interface ValueFault {
  readonly path: string
  readonly title: string
  readonly say: string
}

export interface FaultBody extends Localised {
  readonly code: string
  readonly remedy?: Localised
  readonly basis?: string
  readonly faults?: readonly ValueFault[]
}

export interface DemoLogin {
  readonly username: string
  readonly password: string
  readonly post: string
  readonly name: string
  readonly unitName: string
}

export interface State {
  /** False until a bureau exists. */
  readonly ready: boolean
  readonly bureauName?: string
  readonly demo: boolean
  readonly demoLogins?: readonly DemoLogin[]
  readonly version: string
  /** The legal day at the server. */
  readonly today?: string
}

export interface Holding {
  readonly post: string
  readonly postTitle: string
  readonly unit: string
  readonly unitName: string
}

export interface Account {
  readonly id: string
  readonly username: string
  readonly name: string
  readonly bureau: string
  readonly bureauName: string
  readonly mustChange: boolean
  readonly totp: boolean
  readonly holdings: readonly Holding[]
  readonly duties: readonly string[]
  /** Lines whose records the account's posts see; `*` for all. */
  readonly lines: readonly string[]
  /** Only the account of a person of whom records are kept: he has his own pages and no other. */
  readonly self: boolean
}

export interface Unit {
  readonly code: string
  readonly name: string
  readonly level: string
  readonly from: string
  readonly to: string | null
  readonly counted: boolean
  readonly parent?: string | null
  readonly predecessors: readonly string[]
  readonly successors: readonly string[]
}

export interface HeldPost extends Holding {
  readonly id: string
  readonly from: string
  readonly to: string | null
}

export interface AccountEntry {
  readonly id: string
  readonly username: string
  readonly name: string
  readonly disabledAt: string | null
  readonly lockedUntil: string | null
  readonly mustChange: boolean
  readonly totp: boolean
  readonly posts: readonly HeldPost[]
}

export interface AuditEntry {
  readonly id: string
  readonly at: string
  readonly kind: string
  readonly title: string
  readonly account: string | null
  readonly name: string | null
  readonly subject: string | null
  readonly detail: Readonly<Record<string, unknown>>
  readonly address: string | null
}

export interface Person {
  readonly id: string
  readonly name: string
  readonly sex: string | null
  readonly birthDay: string | null
  readonly identityMasked: string | null
  readonly phoneMasked: string | null
  readonly address: string | null
  readonly version?: number
}

export interface PersonView extends Person {
  readonly ethnicity?: string | null
  readonly occupation?: string | null
  readonly records?: readonly (RecordRef & { readonly role: string; readonly typeTitle?: string })[]
  readonly hidden?: number
}

export interface RecordRef {
  readonly type: string
  readonly id: string
  readonly label: string
}

export type Value = string | number | boolean | null | readonly unknown[]
export type Values = Readonly<Record<string, Value | undefined>>

export interface Due {
  readonly title: string
  readonly due: string | null
  readonly state: string
  readonly red: boolean
  readonly daysLeft?: number
}

export interface Row {
  readonly id: string
  readonly unit: string
  readonly unitName: string
  readonly stage: string
  readonly stageTitle: string
  readonly number: string | null
  readonly version: number
  readonly sealed: boolean
  readonly createdAt: string
  readonly label: string
  readonly values: Values
  readonly masked: readonly string[]
  readonly people?: readonly { readonly role: string; readonly id: string; readonly name: string }[]
  readonly due?: Due | null
  readonly parentId?: string | null
  /** What linked records are called, by their id. */
  readonly links?: Readonly<Record<string, string>>
  readonly voidedAt?: string | null
}

export interface Page<R = Row> {
  readonly rows: readonly R[]
  readonly next: string | null
  readonly hidden: number
  readonly links?: Readonly<Record<string, string>>
}

export interface StepOffer {
  readonly key: string
  readonly title: string
  readonly basis?: string
  readonly allowed: boolean
  readonly why?: string
  readonly to?: string
  readonly form: readonly string[]
}

export interface DeadlineChange {
  readonly at: string
  readonly kind: string
  readonly fromDue: string | null
  readonly toDue: string | null
  readonly reason: string
}

export interface DeadlineView {
  readonly key: string
  readonly title: string
  readonly rule: string
  readonly article?: string | null
  readonly since: string
  /** The day whose law governs: the start day unless an officer decided otherwise. */
  readonly lawOn: string
  readonly originalDue: string | null
  readonly due: string | null
  readonly state: string
  readonly metOn: string | null
  readonly advisory: boolean
  readonly red: boolean
  readonly daysLeft: number | null
  readonly problem?: string | null
  /** A right of the parties that was not used in its time: nobody is late. */
  readonly lapsed: boolean
  /** 「督办单」 raised when its day passed. */
  readonly orders: readonly { readonly number: string; readonly answer: string | null }[]
  readonly changes: readonly DeadlineChange[]
}

export interface Derivation {
  readonly article: string
  readonly derivation: readonly string[]
  readonly version: { readonly from: string; readonly to: string | null }
  readonly advisory: boolean
}

/** A paper that was issued. */
export interface IssuedDocument {
  readonly id: string
  readonly key: string
  readonly title: string
  readonly number: string | null
  readonly issuedOn: string
  readonly issuedBy: string
}

/** A paper that a record may have, whether it may be issued now, and what was issued of it. */
export interface Paper {
  readonly key: string
  readonly title: string
  readonly basis?: string
  readonly copies?: readonly string[]
  readonly allowed: boolean
  readonly why?: string
  readonly issued: readonly IssuedDocument[]
}

export interface FileEntry {
  readonly id: string
  readonly name: string
  readonly media: string
  readonly bytes: number
  readonly sha256: string
  readonly at: string
  readonly by: string
  readonly voidedAt: string | null
}

export interface RecordView extends Row {
  readonly steps: readonly StepOffer[]
  readonly deadlines: readonly DeadlineView[]
  readonly documents: readonly Paper[]
  readonly files: readonly FileEntry[]
  readonly children: Readonly<Record<string, number>>
  readonly parent?: RecordRef | null
  readonly faults: readonly { readonly say: string; readonly basis?: string }[]
  readonly can: { readonly correct: boolean; readonly void: boolean; readonly look: boolean; readonly export: boolean }
}

/** One change of one value, in official words already. */
export interface FieldChange {
  readonly field: string
  readonly title: string
  readonly from: string
  readonly to: string
}

export interface Downstream {
  readonly changes: readonly FieldChange[]
  readonly deadlines: readonly {
    readonly title: string
    readonly from: string | null
    readonly to: string | null
    readonly reason: string
  }[]
  readonly figures: readonly { readonly id: string; readonly title: string; readonly months: readonly string[] }[]
}

export interface EventEntry {
  readonly seq: number
  readonly kind: string
  readonly step: string | null
  readonly title: string
  readonly at: string
  readonly onDay: string
  readonly name: string
  readonly postTitle: string
  readonly unitName: string
  readonly reason: string | null
  readonly patch: readonly FieldChange[]
  readonly hash: string
}

export interface PersonInput {
  readonly role: string
  readonly person?: string
  readonly name?: string
  readonly sex?: string
  readonly identityNumber?: string
  readonly phone?: string
  readonly address?: string
}

export interface ImportPreview {
  readonly rows: number
  readonly good: number
  readonly bad: number
  /** Rows that an earlier import has entered; they change nothing. */
  readonly already?: number
  readonly errors: readonly {
    readonly row: number
    readonly field: string
    readonly title: string
    readonly message: string
    readonly action: string
  }[]
  /** Errors beyond those listed. */
  readonly more?: number
  /** Headers that mean nothing here. */
  readonly ignored?: readonly string[]
  /** The first rows as they were understood: column title and what was read. */
  readonly sample: readonly Readonly<Record<string, string>>[]
  readonly token: string
}

export interface Job {
  readonly id: string
  readonly kind: string
  readonly title: string
  readonly state: 'waiting' | 'running' | 'done' | 'failed'
  /** 0 to 1. */
  readonly progress: number
  readonly log: readonly { readonly at: string; readonly say: string }[]
  readonly result: {
    readonly say: string
    readonly figures?: Readonly<Record<string, number>>
    readonly file?: { readonly name: string }
  } | null
  readonly by: string
  readonly at: string
  readonly startedAt: string | null
  readonly endedAt: string | null
  /** Waits for a second person; `mine` when that may be the reader. */
  readonly approval: {
    readonly purpose: string
    readonly approved: { readonly name: string; readonly at: string } | null
    readonly mine: boolean
  } | null
}

export interface DueItem {
  readonly record: RecordRef & { readonly unitName: string; readonly typeTitle?: string; readonly whose?: string | null }
  readonly key?: string
  readonly title: string
  /** Null while the clock stands still, or while the legal calendar of the year is missing. */
  readonly due: string | null
  readonly daysLeft: number | null
  readonly state: 'overdue' | 'warn' | 'open' | 'paused' | 'unknown'
  readonly red: boolean
  readonly basis?: string | null
  readonly late?: string | null
  readonly problem?: string | null
  readonly advisory: boolean
}

export interface AlertItem {
  readonly id: string
  readonly title: string
  readonly say: string
  readonly level: 'red' | 'yellow'
  readonly basis?: string
  readonly count: number
}

export interface Notice {
  readonly id: string
  readonly say: string
  readonly at: string
  readonly type?: string | null
  readonly record?: string | null
}

export interface FigureEntry {
  readonly id: string
  readonly title: string
  /** The measure word. */
  readonly unit: string
  readonly type: string
  readonly value: number | null
  readonly records: number
  readonly version: number
  readonly line?: string
}

export interface Work {
  readonly due: readonly DueItem[]
  readonly counts?: { readonly overdue: number; readonly warn: number; readonly open: number; readonly red: number }
  readonly alerts: readonly AlertItem[]
  /** Orders for deadlines that have passed, still open. */
  readonly orders?: number
  /** Nil returns that my unit still owes. */
  readonly returns?: number
  readonly notices: readonly Notice[]
  readonly figures?: readonly FigureEntry[]
  /** How many deadlines fall on each of the coming days. */
  readonly week: readonly { readonly day: string; readonly due: number }[]
}

export interface SplitRow {
  readonly key: string
  readonly title: string
  readonly value: number | null
  readonly records: number
}

export interface FigureDetail extends FigureEntry {
  readonly definition: string
  readonly basis?: string
  readonly note?: string
  readonly synonyms?: readonly string[]
  readonly from: string
  readonly to: string
  /** By what it can be split. */
  readonly dimensions?: readonly string[]
  readonly lastYear?: { readonly value: number | null; readonly difference?: number | null; readonly growth?: number | null } | null
  readonly splits: readonly { readonly by: string; readonly title: string; readonly rows: readonly SplitRow[] }[]
  readonly part?: FigureEntry
  readonly whole?: FigureEntry
}

export interface FigureRecords extends Page<Row & { readonly amount?: number | null; readonly type?: string }> {
  readonly value: number | null
  readonly total?: number
  /** What the hidden records add to the value. */
  readonly hiddenValue?: number
}

export interface CheckResultEntry {
  readonly id: string
  readonly title: string
  /** Null when it cannot be said: a rate without a denominator. */
  readonly holds: boolean | null
  readonly left: number | null
  readonly right: number | null
  readonly arithmetic: string
  readonly weight: 'must' | 'watch'
  readonly mend: string
  readonly basis?: string
}

export interface SearchAnswer {
  readonly hits: readonly {
    readonly type: string
    readonly typeTitle: string
    readonly id: string
    readonly title: string
    readonly snippet: string
    readonly unitName: string
  }[]
  readonly people: readonly Person[]
  readonly hidden: number
}
