import type { CalendarYear } from './calendar.ts'
import { builtInYears } from './data/calendar.ts'
import type { RuleVersion } from './rule.ts'

/**
 * A second, slow way to count a deadline, for tests only: it walks one day after another over plain strings and shares no arithmetic with the
 * law clock. Null when a day on the way is not known.
 */
export interface Walked {
  readonly pauses?: readonly { readonly from: string; readonly to: string }[]
  readonly extendDays?: number
  readonly years?: readonly CalendarYear[]
}

const leap = (y: number): boolean => (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0
const length = (y: number, m: number): number => [31, leap(y) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][m - 1] ?? 0
const parts = (day: string): [number, number, number] => [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))]
const text = (y: number, m: number, d: number): string => `${y}-${`0${m}`.slice(-2)}-${`0${d}`.slice(-2)}`

/** The next day, by the table of month lengths. */
export function dayAfter(day: string): string {
  const [y, m, d] = parts(day)
  if (d < length(y, m)) return text(y, m, d + 1)
  return m < 12 ? text(y, m + 1, 1) : text(y + 1, 1, 1)
}

/** The day before. */
export function dayBefore(day: string): string {
  const [y, m, d] = parts(day)
  if (d > 1) return text(y, m, d - 1)
  return m > 1 ? text(y, m - 1, length(y, m - 1)) : text(y - 1, 12, 31)
}

/** Day of the week by Sakamoto's table: 0 Sunday … 6 Saturday. */
export function weekday(day: string): number {
  const [year, m, d] = parts(day)
  const y = m < 3 ? year - 1 : year
  return (y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + ([0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4][m - 1] ?? 0) + d) % 7
}

/** Whether a day is worked, straight from the notices; null when it is not known. */
export function workedBy(years: readonly CalendarYear[]): (day: string) => boolean | null {
  const has = new Set(years.map((y) => y.year))
  const off = new Set<string>()
  const on = new Set<string>()
  for (const year of years) {
    for (const [, from, to] of year.holidays) for (let day = from; day <= to; day = dayAfter(day)) off.add(day)
    for (const day of year.workdays) {
      on.add(day)
      off.delete(day)
    }
  }
  return (day) => {
    const [y, m, d] = parts(day)
    if (!has.has(y) || (m === 12 && d >= 29 && !has.has(y + 1))) return null
    if (on.has(day)) return true
    if (off.has(day)) return false
    return weekday(day) !== 0 && weekday(day) !== 6
  }
}

const ROLLING = ['civil-procedure', 'criminal-procedure', 'general']
const builtIn = workedBy(builtInYears)

/** The due day of a version, walked day by day. */
export function walk(version: RuleVersion, start: string, given: Walked = {}): string | null {
  const worked = given.years ? workedBy(given.years) : builtIn
  const paused = (day: string): boolean => (given.pauses ?? []).some((p) => p.from <= day && day <= p.to)
  const extend = given.extendDays ?? 0
  const n = Math.abs(version.length)
  let day = start
  const forward = (steps: number, counts: (d: string) => boolean | null): boolean => {
    for (let left = steps; left > 0; ) {
      day = dayAfter(day)
      const yes = counts(day)
      if (yes === null) return false
      if (yes && !paused(day)) left -= 1
    }
    return true
  }
  if (version.unit.includes(':')) {
    const ends = version.unit.startsWith('window:') ? [version.unit.slice(-5)] : version.unit.slice(5).split(',')
    const named = (d: string) => ends.includes(d.slice(5)) || (ends.includes('02-29') && dayAfter(d).slice(5) === '03-01')
    while (!named(day)) day = dayAfter(day)
    return day
  }
  if (version.direction === 'before') {
    if (version.unit === 'month') {
      const [y, m, d] = parts(start)
      const [year, month] = m - n >= 1 ? [y, m - n] : [y - Math.ceil((n - m + 1) / 12), ((((m - n - 1) % 12) + 12) % 12) + 1]
      return text(year, month, Math.min(d, length(year, month)))
    }
    for (let left = n; left > 0; ) {
      day = dayBefore(day)
      const yes = version.unit === 'working' ? worked(day) : true
      if (yes === null) return null
      if (yes) left -= 1
    }
    return day
  }
  if (version.unit === 'working') return forward(n + extend, worked) ? day : null
  if (version.unit === 'calendar') forward(n + extend, () => true)
  else {
    const months = version.unit === 'year' ? n * 12 : n
    const [y, m, d] = parts(start)
    let [year, month] = [y, m]
    for (let i = 0; i < months; i += 1) [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1]
    const target = text(year, month, Math.min(d, length(year, month)))
    let pausedSoFar = 0
    while (day < target) {
      day = dayAfter(day)
      if (paused(day)) pausedSoFar += 1
    }
    for (let left = pausedSoFar + extend; left > 0; ) {
      day = dayAfter(day)
      if (!paused(day)) left -= 1
    }
  }
  if (!ROLLING.includes(version.counting)) return day
  for (;;) {
    const yes = worked(day)
    if (yes === null) return null
    if (yes && !paused(day)) return day
    day = dayAfter(day)
  }
}
