import { addDays, daysInMonth } from '../../law/index.ts'
import type { CalendarAnswer } from '../api/law.ts'

export interface CalendarDay {
  readonly day: string
  readonly date: number
  /** `holiday` off by notice, `makeup` worked on a weekend, `rest` an ordinary weekend, `work` an ordinary working day. */
  readonly kind: 'holiday' | 'makeup' | 'rest' | 'work'
  readonly name: string
}

/** Days off and working weekends of a year, by day, corrections last. */
function special(year: CalendarAnswer): Map<string, { off: boolean; name: string }> {
  const days = new Map<string, { off: boolean; name: string }>()
  for (const [name, from, to] of year.holidays) for (let d = from; d <= to; d = addDays(d, 1)) days.set(d, { off: true, name })
  for (const d of year.workdays) days.set(d, { off: false, name: '' })
  for (const c of year.corrections ?? []) days.set(c.day, { off: !c.working, name: c.notice })
  return days
}

/** The twelve months of a year as weeks of seven, Monday first; `null` where a week lies outside the month. */
export function monthsOf(year: CalendarAnswer): (CalendarDay | null)[][][] {
  const days = special(year)
  return Array.from({ length: 12 }, (_, m) => {
    const first = `${year.year}-${String(m + 1).padStart(2, '0')}-01`
    const cells: (CalendarDay | null)[] = Array.from({ length: weekday(first) - 1 }, () => null)
    for (let d = 1; d <= daysInMonth(year.year, m + 1); d++) {
      const day = addDays(first, d - 1)
      const known = days.get(day)
      const weekend = weekday(day) > 5
      const kind = known ? (known.off ? 'holiday' : weekend ? 'makeup' : 'work') : weekend ? 'rest' : 'work'
      cells.push({ day, date: d, kind, name: known?.name ?? '' })
    }
    while (cells.length % 7 !== 0) cells.push(null)
    return Array.from({ length: cells.length / 7 }, (_, i) => cells.slice(i * 7, i * 7 + 7))
  })
}

/** 1 Monday … 7 Sunday. */
const weekday = (day: string): number => ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1
