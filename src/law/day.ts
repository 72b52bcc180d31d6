/**
 * 「日」 A legal day in Asia/Shanghai, written 'YYYY-MM-DD'. Days are counted as serial numbers (days since 1970-01-01):
 * no clock, no time zone, no `Date` comes in here.
 */
export type LegalDay = string

/** 「时」 An hour on a legal day, 'YYYY-MM-DDTHH:MM' in Asia/Shanghai, for periods that the law counts in hours. */
export type LegalHour = string

/** Days since 1970-01-01. */
export type Serial = number

const two = (n: number): string => (n < 10 ? `0${n}` : `${n}`)
const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

/** The number of days in a month (1–12). */
export const daysInMonth = (year: number, month: number): number => (month === 2 && isLeap(year) ? 29 : (MONTH_DAYS[month - 1] ?? 0))

/** The serial number of a calendar date (proleptic Gregorian; the year is counted from March, so that leap days come last). */
export function serialOf(year: number, month: number, day: number): Serial {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1
  return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719468
}

/** Year, month and day of a serial number. */
export function dateOf(serial: Serial): { year: number; month: number; day: number } {
  const z = serial + 719468
  const era = Math.floor(z / 146097)
  const dayOfEra = z - era * 146097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1 }
}

/** The serial number of a legal day that is known to be one. */
export function toSerial(day: LegalDay): Serial {
  const at = (i: number): number => day.charCodeAt(i) - 48
  return serialOf(at(0) * 1000 + at(1) * 100 + at(2) * 10 + at(3), at(5) * 10 + at(6), at(8) * 10 + at(9))
}

/** The legal day of a serial number. */
export function fromSerial(serial: Serial): LegalDay {
  const { year, month, day } = dateOf(serial)
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
}

/** Whether a text is a legal day that exists ('2017-02-29' does not). */
export function isDay(text: unknown): text is LegalDay {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const year = Number(text.slice(0, 4))
  const month = Number(text.slice(5, 7))
  const day = Number(text.slice(8, 10))
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

/** Whether a text is a legal hour: a day that exists, and a time from 00:00 to 23:59. */
export function isHour(text: unknown): text is LegalHour {
  return typeof text === 'string' && /^.{10}T([01]\d|2[0-3]):[0-5]\d$/.test(text) && isDay(text.slice(0, 10))
}

/** The day so many days later (earlier when negative). */
export const addDays = (day: LegalDay, days: number): LegalDay => fromSerial(toSerial(day) + days)

/** As `addMonths`, on serial numbers. */
export function addMonthsSerial(serial: Serial, months: number): Serial {
  const { year, month, day } = dateOf(serial)
  const count = year * 12 + month - 1 + months
  const y = Math.floor(count / 12)
  const m = count - y * 12 + 1
  return serialOf(y, m, Math.min(day, daysInMonth(y, m)))
}

/** The corresponding day so many months later; where that month has no such day, its last day (民法典 第二百零二条): 01-31 and one month is 02-28 or 02-29. */
export const addMonths = (day: LegalDay, months: number): LegalDay => fromSerial(addMonthsSerial(toSerial(day), months))

/** The corresponding day so many years later; 02-29 becomes 02-28 in a common year. */
export const addYears = (day: LegalDay, years: number): LegalDay => addMonths(day, years * 12)

/** Calendar days from one day to another; negative when the second is earlier. */
export const daysBetween = (from: LegalDay, to: LegalDay): number => toSerial(to) - toSerial(from)

/** Calendar days left until a due day: 0 on the day itself, negative when it has passed. */
export const daysLeft = (due: LegalDay, today: LegalDay): number => daysBetween(today, due.slice(0, 10))

/** Day of the week of a serial number: 1 Monday … 7 Sunday. */
export const weekdayOf = (serial: Serial): number => ((((serial + 3) % 7) + 7) % 7) + 1

/** Whether a serial number is a Saturday or a Sunday. */
export const isWeekend = (serial: Serial): boolean => weekdayOf(serial) > 5

/** 「星期六」: the day of the week in Chinese. */
export const weekdayName = (serial: Serial): string => `星期${'一二三四五六日'[weekdayOf(serial) - 1]}`
