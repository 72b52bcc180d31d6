/** A refusal of the law clock: an expected answer, never thrown. The code is stable; the sentences say what is missing and what to do. */
export interface LawError {
  readonly code: LawErrorCode
  readonly zh: string
  readonly en: string
  /** What the person can do. */
  readonly todo: { readonly zh: string; readonly en: string }
  /** The years of the legal calendar that are missing. */
  readonly years?: readonly number[]
}

export type LawErrorCode =
  | 'deadline.calendar-missing'
  | 'deadline.no-version'
  | 'deadline.unknown-rule'
  | 'deadline.start-invalid'
  | 'deadline.start-needs-hour'
  | 'deadline.pause-invalid'
  | 'deadline.pause-running'
  | 'deadline.pause-impossible'
  | 'deadline.extension-invalid'
  | 'deadline.extension-not-allowed'
  | 'deadline.extension-too-long'
  | 'law.unknown'
  | 'law.arguments'
  | 'law.file-unreadable'
  | 'law.file-invalid'

export interface Refused {
  readonly ok: false
  readonly error: LawError
}

/** A refusal with its sentences. */
export const refuse = (
  code: LawErrorCode,
  zh: string,
  en: string,
  todo: { zh: string; en: string },
  years?: readonly number[],
): Refused => ({ ok: false, error: { code, zh, en, todo, ...(years ? { years } : {}) } })

/** The calendar of a year has not been published or entered: no date is given. */
export const calendarMissing = (years: readonly number[], because: { zh: string; en: string }): Refused =>
  refuse(
    'deadline.calendar-missing',
    `缺少${years.join('、')}年的放假调休安排（${because.zh}），不能算出到期日。`,
    `The legal calendar of ${years.join(', ')} is missing (${because.en}); no due day can be given.`,
    {
      zh: `国务院办公厅公布${years.join('、')}年部分节假日安排后，由管理员在“日历管理”录入或从文件导入。`,
      en: `Enter the State Council notice for ${years.join(', ')} in the calendar administration, or load it from a file.`,
    },
    years,
  )
