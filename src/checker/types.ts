/** How a printed number bounds the true one: 「多」「余」 are floors, 「近」 a ceiling, 「约」「左右」 about. */
export type Bound = 'exact' | 'at-least' | 'about' | 'at-most'

/** Languages of the messages; the quoted words stay as they stand in the text. */
export type Lang = 'zh' | 'en'

/** Kinds of findings and confirmations. */
export type RelationKind = 'sum' | 'conflict' | 'ratio' | 'stock_flow' | 'numbering' | 'unit' | 'date'

/** A slice of the checked text: `text` is exactly `source.slice(start, end)` (UTF-16 code units). */
export interface Quote {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** A period as printed; `from` and `to` are legal days 'YYYY-MM-DD' or null where the text does not say. */
export interface Period {
  readonly text: string
  readonly from: string | null
  readonly to: string | null
}

/** One figure of the text with what it counts. */
export interface Figure {
  readonly id: string
  readonly text: string
  readonly value: number
  readonly bound: Bound
  readonly unit: string
  readonly what: string
  readonly scope: string
  readonly period: Period | null
  readonly start: number
  readonly end: number
}

/** error: the text contradicts itself whatever was meant; question: it may be right but a reader cannot see how. */
export type Severity = 'error' | 'question'

/** A relation of the text that does not hold. `figures` are the ids of the figures it joins. */
export interface Finding {
  readonly id: string
  readonly kind: RelationKind
  readonly severity: Severity
  readonly message: string
  readonly arithmetic: string
  readonly quotes: readonly Quote[]
  readonly suggestion: string
  readonly figures: readonly string[]
}

/** A relation of the text that holds. */
export interface Confirmation {
  readonly kind: RelationKind
  readonly arithmetic: string
  readonly quotes: readonly Quote[]
  readonly figures: readonly string[]
}

/** The smallest sets of figures whose change would settle all findings that join figures (Fellegi–Holt). */
export interface Hint {
  readonly message: string
  /** Each inner list is one smallest choice; change all figures of one choice. */
  readonly choices: readonly (readonly string[])[]
  /** The findings (by id) that such a choice settles. */
  readonly settles: readonly string[]
}

/** What `checkText` answers. Offsets are UTF-16 code units of the text given. */
export interface CheckResult {
  readonly chars: number
  readonly figures: readonly Figure[]
  readonly findings: readonly Finding[]
  readonly confirmed: readonly Confirmation[]
  readonly hints: readonly Hint[]
}

/** Options of `checkText`. */
export interface CheckOptions {
  /** Language of messages, default 'zh'. */
  readonly lang?: Lang
}
