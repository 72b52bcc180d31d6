import type { LegalDay } from './day.ts'

/**
 * 「期限单位」 As the statute counts: calendar days, working days, hours, months, years; a day of the year (`date:01-31`, or the next of several:
 * `date:07-02,02-02`; `02-29` is the last day of every February); or a stretch of the year whose last day is due (`window:03-01..05-31`).
 */
export type Unit = 'calendar' | 'working' | 'hour' | 'month' | 'year' | `date:${string}` | `window:${string}`

/** 「计算规则」 Under which clause a period is counted; see `data/counting.ts`. */
export type CountingCode =
  | 'working'
  | 'reconsideration'
  | 'penalty'
  | 'civil-procedure'
  | 'criminal-procedure'
  | 'general'
  | 'span'
  | 'custody'
  | 'hours'
  | 'fixed'

/** 「延长」 Who may extend, by how much at most (null: no upper limit is written), under which article. */
export interface Extension {
  readonly by: string
  readonly most: number | null
  readonly article: string
}

/** 「不计入」 What stops the clock, under which article. */
export interface Pausable {
  readonly why: string
  readonly article: string
}

/** 「规则版本」 The rule as it stood from one day to another. */
export interface RuleVersion {
  readonly from: LegalDay
  readonly to: LegalDay | null
  /** The citation, as it is printed: 法律援助法 第四十三条. */
  readonly article: string
  /** As the rule's sheet writes it; 0 for a day of the year. */
  readonly length: number
  readonly unit: Unit
  /** Counted back from the event: papers seven days before the hearing. */
  readonly direction?: 'before'
  readonly counting: CountingCode
  /** The start event in this version's words, where they differ. */
  readonly start?: string
  readonly act?: string
  readonly extend?: Extension
  readonly pauses?: readonly Pausable[]
  /** How the number was checked: in the text of the statute, on a public page, or only from memory. */
  readonly checked: 'text' | 'page' | 'memory'
  readonly note?: string
}

/** 「期限规则」 One deadline of the bureau, with its versions, oldest first. */
export interface Rule {
  readonly line: Line
  readonly title: string
  readonly en: string
  /** 「责任主体」 */
  readonly actor: string
  /** 「起算事由」 */
  readonly start: string
  /** What must have been done by the due day, or what the due day means. */
  readonly act: string
  /** `most`: a state may last so long; `least`: it must last so long; `warn`: a reminder. Left out: an act must be done in time. */
  readonly kind?: 'most' | 'least' | 'warn'
  readonly versions: readonly RuleVersion[]
}

export type Line =
  | 'community-corrections'
  | 'mediation'
  | 'resettlement'
  | 'legal-aid'
  | 'disclosure'
  | 'petitions'
  | 'reconsideration'
  | 'supervision'
  | 'decisions'
  | 'normative-documents'
  | 'proposals'
  | 'emergency'
  | 'annual-report'
  | 'publicity'
  | 'training'
  | 'governance'
  | 'village-advisers'
  | 'public-legal-services'

/** 「参考」 An advisory version stands only from memory: shown so, never blocking. */
export const isAdvisory = (version: RuleVersion): boolean => version.checked === 'memory'

/** The length with its sign: negative when counted back from the event. */
export const signedLength = (version: RuleVersion): number => (version.direction === 'before' ? -Math.abs(version.length) : version.length)
