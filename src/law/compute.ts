import { type Calendar, isKnown, isWorked } from './calendar.ts'
import { countings } from './data/counting.ts'
import { addMonthsSerial, dateOf, daysInMonth, fromSerial, type LegalDay, type LegalHour, type Serial, serialOf, toSerial } from './day.ts'
import { type RuleVersion, signedLength } from './rule.ts'

/** A stretch of days in which the clock stands still, both ends included. */
export interface Interval {
  readonly from: Serial
  readonly to: Serial
}

/** The days of the stretches that lie after the start, merged and in order. */
export function intervalsAfter(start: Serial, pauses: readonly { readonly from: LegalDay; readonly to: LegalDay }[]): Interval[] {
  const merged: { from: Serial; to: Serial }[] = []
  const sorted = pauses
    .map((p) => ({ from: Math.max(toSerial(p.from), start + 1), to: toSerial(p.to) }))
    .filter((p) => p.from <= p.to)
    .sort((a, b) => a.from - b.from)
  for (const pause of sorted) {
    const previous = merged.at(-1)
    if (previous && pause.from <= previous.to + 1) previous.to = Math.max(previous.to, pause.to)
    else merged.push(pause)
  }
  return merged
}

export const NOTHING: readonly Interval[] = []
const inside = (pauses: readonly Interval[], day: Serial): boolean => pauses.some((p) => p.from <= day && day <= p.to)

/** Working days up to and including a day; the calendar's ends continue flat. */
const upTo = (calendar: Calendar, day: Serial): number =>
  day < calendar.first ? 0 : (calendar.workedUpTo[Math.min(day, calendar.last) - calendar.first] ?? 0)

/** The n-th working day after (before, when negative) the start; NaN when a notice on the way is missing. */
function workingDay(start: Serial, n: number, pauses: readonly Interval[], calendar: Calendar): Serial {
  if (n === 0) return start
  if (n < 0) {
    const day = calendar.nthWorked[upTo(calendar, start - 1) + n + 1]
    return day !== undefined && day >= calendar.first && isKnown(calendar, day, start - 1) ? day : Number.NaN
  }
  let k = upTo(calendar, start) + n
  let day = calendar.nthWorked[k]
  for (const pause of pauses) {
    if (day === undefined || pause.from > day) break
    k += upTo(calendar, pause.to) - upTo(calendar, pause.from - 1)
    day = calendar.nthWorked[k]
  }
  return day !== undefined && isKnown(calendar, start + 1, day) ? day : Number.NaN
}

/** Moves an end day by the paused days before it. */
function pausedBy(end: Serial, pauses: readonly Interval[]): Serial {
  let day = end
  for (const pause of pauses) {
    if (pause.from > day) break
    day += pause.to - pause.from + 1
  }
  return day
}

/** The next day of the year named by `date:…` or ended by `window:…`, not before the start. */
function dayOfYear(version: RuleVersion, start: Serial): Serial {
  const { year } = dateOf(start)
  const spec = version.unit.slice(version.unit.indexOf(':') + 1)
  const days = version.unit.startsWith('window:') ? [spec.slice(spec.indexOf('..') + 2)] : spec.split(',')
  let best = Number.POSITIVE_INFINITY
  for (const day of days) {
    const [month = 1, date = 1] = day.split('-').map(Number)
    // 2月29日 is the end of every February.
    const inYear = (y: number) => serialOf(y, month, Math.min(date, daysInMonth(y, month)))
    best = Math.min(best, inYear(year) >= start ? inYear(year) : inYear(year + 1))
  }
  return best
}

/** 「期间的最后一日」 before any roll over a holiday; NaN when a notice is missing. Hour rules do not come here. */
export function lastDay(version: RuleVersion, start: Serial, pauses: readonly Interval[], extend: number, calendar: Calendar): Serial {
  const n = signedLength(version)
  switch (version.unit) {
    case 'working':
      return workingDay(start, n + extend, pauses, calendar)
    case 'calendar':
      return pausedBy(start + n + extend, pauses)
    case 'month':
      return pausedBy(addMonthsSerial(start, n) + extend, pauses)
    case 'year':
      return pausedBy(addMonthsSerial(start, n * 12) + extend, pauses)
    default:
      return dayOfYear(version, start)
  }
}

/** 「顺延」 The first day not before `last` that is worked and not paused; NaN when a notice is missing. */
export function rolled(last: Serial, pauses: readonly Interval[], calendar: Calendar): Serial {
  for (let day = last; ; day += 1) {
    if (!isKnown(calendar, day, day)) return Number.NaN
    if (isWorked(calendar, day) && !inside(pauses, day)) return day
  }
}

/** The due day of a version; NaN when a notice is missing. */
export function dueSerial(version: RuleVersion, start: Serial, pauses: readonly Interval[], extend: number, calendar: Calendar): Serial {
  const last = lastDay(version, start, pauses, extend, calendar)
  return Number.isNaN(last) || !countings[version.counting].rolls ? last : rolled(last, pauses, calendar)
}

/** The hour so many hours later, not counting the hours of paused days. */
export function dueHour(start: LegalHour, hours: number, pauses: readonly Interval[]): LegalHour {
  const startDay = toSerial(start)
  const begin = startDay * 1440 + Number(start.slice(11, 13)) * 60 + Number(start.slice(14, 16))
  let minutes = begin + hours * 60
  for (const pause of pauses) {
    if (pause.from * 1440 >= minutes) break
    minutes += (pause.to + 1) * 1440 - Math.max(begin, pause.from * 1440)
  }
  const day = Math.floor(minutes / 1440)
  const rest = minutes - day * 1440
  return `${fromSerial(day)}T${String(Math.floor(rest / 60)).padStart(2, '0')}:${String(rest % 60).padStart(2, '0')}`
}

/** The first day whose notice is missing on the way from `from` in steps of `step`; the caller knows that there is one. */
export function firstUnknown(calendar: Calendar, from: Serial, step: 1 | -1): Serial {
  let day = from
  while (isKnown(calendar, day, day)) day += step
  return day
}
