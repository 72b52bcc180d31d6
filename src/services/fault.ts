/** What a person is told when something outside the program went wrong, or was refused. */
export interface FaultText {
  /** One sentence in Chinese: what happened. */
  zh: string
  /** The same sentence in English. */
  en: string
  /** What the person can do about it. */
  remedy: { zh: string; en: string }
  /** HTTP status of the answer that carries this fault. */
  status: number
  /** The article that refuses it. */
  basis?: string
  /** The values at fault, each with the title of its field and what to do. */
  faults?: readonly { path: string; title: string; say: string }[]
}

/**
 * An error with a stable code. Its text may be shown to a user; `cause` holds the technical reason and stays in the log:
 * an SQL text, a path or a value of a record must never get into `zh` or `en`.
 */
export class Fault extends Error {
  override readonly name = 'Fault'
  readonly code: string
  readonly zh: string
  readonly en: string
  readonly remedy: { zh: string; en: string }
  readonly status: number
  readonly basis: string | undefined
  readonly faults: FaultText['faults']

  constructor(code: string, text: FaultText, cause?: unknown) {
    super(`${code}: ${text.en}`, cause === undefined ? undefined : { cause })
    this.code = code
    this.zh = text.zh
    this.en = text.en
    this.remedy = text.remedy
    this.status = text.status
    this.basis = text.basis
    this.faults = text.faults
  }
}

/** The two lines a terminal shows for a fault: what happened, and what to do. */
export function faultLines(fault: Fault, language: 'zh' | 'en'): readonly [string, string] {
  return language === 'zh' ? [`${fault.zh}（${fault.code}）`, fault.remedy.zh] : [`${fault.en} (${fault.code})`, fault.remedy.en]
}
