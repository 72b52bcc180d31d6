import { addDays, addYears, daysInMonth, isDay, type LegalDay } from '../../law/index.ts'
import { Fault } from '../fault.ts'

/** The first and the last legal day, both counted. */
export interface Period {
  readonly from: LegalDay
  readonly to: LegalDay
}

/** '2017-10' */
export type Month = string

export const monthOf = (day: LegalDay): Month => day.slice(0, 7)
export const firstOf = (month: Month): LegalDay => `${month}-01`
export const lastOf = (month: Month): LegalDay => `${month}-${daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5, 7)))}`

/** The months of a period in order, the ragged ones at its ends too. */
export function monthsOf({ from, to }: Period): Month[] {
  const out: Month[] = []
  let [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))]
  for (let m = monthOf(from); m <= monthOf(to); m = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`) {
    out.push(m)
    month += 1
    if (month > 12) [year, month] = [year + 1, 1]
  }
  return out
}

/** Splits a period into the whole months among `clean` and the stretches of days between them, in order. */
export function split(period: Period, clean: (month: Month) => boolean): { months: Month[]; rest: Period[] } {
  const months: Month[] = []
  const rest: Period[] = []
  for (const m of monthsOf(period)) {
    const [first, last] = [firstOf(m), lastOf(m)]
    const whole = first >= period.from && last <= period.to
    if (whole && clean(m)) {
      months.push(m)
      continue
    }
    const part = { from: m === monthOf(period.from) ? period.from : first, to: m === monthOf(period.to) ? period.to : last }
    const before = rest.at(-1)
    if (before && addDays(before.to, 1) === part.from) rest[rest.length - 1] = { from: before.from, to: part.to }
    else rest.push(part)
  }
  return { months, rest }
}

/** 「上年同期」. The end of a month stays the end of the month: 2017-02-28 is compared with 2016-02-29. */
export function yearBefore({ from, to }: Period): Period {
  const end = addYears(to, -1)
  return { from: addYears(from, -1), to: to === lastOf(monthOf(to)) ? lastOf(monthOf(end)) : end }
}

const refusal = (code: string, path: string, title: string, zh: string, en: string): Fault =>
  new Fault(code, {
    zh,
    en,
    status: 400,
    remedy: { zh: '请写作 2017-01-01 至 2017-10-31 这样的起止日期', en: 'Give two days such as 2017-01-01 and 2017-10-31' },
    faults: [{ path, title, say: zh }],
  })

/**
 * Reads the two ends of a period.
 * @throws Fault `period.invalid` when one is no day of the calendar, they stand the wrong way round or lie outside 1900–2200.
 */
export function periodOf(from: unknown, to: unknown): Period {
  for (const [path, title, day] of [
    ['from', '起始日期', from],
    ['to', '截止日期', to],
  ] as const) {
    if (!isDay(day) || day < '1900-01-01' || day > '2200-12-31')
      throw refusal('period.invalid', path, title, `${title}不是有效日期`, `"${path}" is not a day of the calendar`)
  }
  const period = { from: String(from), to: String(to) }
  if (period.from > period.to) throw refusal('period.invalid', 'to', '截止日期', '截止日期早于起始日期', 'The period ends before it begins')
  return period
}
