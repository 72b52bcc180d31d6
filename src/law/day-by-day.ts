import { type Calendar, dayReason, isWorked } from './calendar.ts'
import type { Interval } from './compute.ts'
import { fromSerial, type LegalDay, type Serial } from './day.ts'
import type { RuleVersion } from './rule.ts'

/** What one day is to the count. */
export interface DayOfCount {
  readonly day: LegalDay
  /** Its place in the count; null where it does not count. */
  readonly nth: number | null
  readonly kind: 'counted' | 'off' | 'paused' | 'rolled' | 'due'
  readonly why: string
}

/** What must be known to say what each day was: the version, the merged pauses, the calendar, and the last day before any roll. */
export interface Counted {
  readonly version: RuleVersion
  readonly intervals: readonly Interval[]
  readonly calendar: Calendar
  readonly last: Serial
}

/**
 * 「逐日」 Every day between start and due day and what it is to the count: counted with its place, off, paused, rolled over, due. Backwards for periods
 * counted back; empty for hours and for fixed days of the year.
 */
export function countDays({ version, intervals, calendar, last }: Counted, startDay: Serial, dueDay: Serial): DayOfCount[] {
  if (version.unit === 'hour' || version.unit.includes(':')) return []
  const step = version.direction === 'before' ? -1 : 1
  const working = version.unit === 'working'
  const days: DayOfCount[] = []
  let nth = 0
  for (let s = startDay + step; step > 0 ? s <= dueDay : s >= dueDay; s += step) {
    const rolled = !working && step > 0 && s > last
    const paused = intervals.some((p) => p.from <= s && s <= p.to)
    const counts = !paused && !rolled && (!working || isWorked(calendar, s))
    if (counts) nth += 1
    const kind = s === dueDay ? 'due' : counts ? 'counted' : paused ? 'paused' : rolled ? 'rolled' : 'off'
    days.push({ day: fromSerial(s), nth: counts ? nth : null, kind, why: dayReason(calendar, s) })
  }
  return days
}
