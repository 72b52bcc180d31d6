import { addDays, type CalendarYear, daysInMonth } from '../../law/index.ts'

export interface CalendarDay {
  readonly day: string
  readonly date: number
  /** `holiday` off by notice, `makeup` worked on a weekend, `rest` an ordinary weekend, `work` an ordinary working day. */
  readonly kind: 'holiday' | 'makeup' | 'rest' | 'work'
  readonly name: string
}

/** Days off and working weekends by day; later layers amend or replace the earlier ones. */
function special(layers: readonly CalendarYear[]): Map<string, { off: boolean; name: string }> {
  const days = new Map<string, { off: boolean; name: string }>()
  for (const layer of layers) {
    if (!layer.amends) days.clear()
    for (const [name, from, to] of layer.holidays) for (let d = from; d <= to; d = addDays(d, 1)) days.set(d, { off: true, name })
    for (const d of layer.workdays) days.set(d, { off: false, name: '' })
  }
  return days
}

/** A week of a month: seven days, `null` where it reaches into another month. */
export interface Week {
  readonly key: string
  readonly days: readonly { readonly key: string; readonly day: CalendarDay | null }[]
}
export interface Month {
  readonly month: number
  readonly weeks: readonly Week[]
}

/** The twelve months of a year as weeks of seven, Monday first. */
export function monthsOf(year: number, layers: readonly CalendarYear[]): Month[] {
  const days = special(layers)
  return Array.from({ length: 12 }, (_, m) => {
    const first = `${year}-${String(m + 1).padStart(2, '0')}-01`
    const cells: (CalendarDay | null)[] = Array.from({ length: weekday(first) - 1 }, () => null)
    for (let d = 1; d <= daysInMonth(year, m + 1); d++) {
      const day = addDays(first, d - 1)
      const known = days.get(day)
      const weekend = weekday(day) > 5
      const kind = known ? (known.off ? 'holiday' : weekend ? 'makeup' : 'work') : weekend ? 'rest' : 'work'
      cells.push({ day, date: d, kind, name: known?.name ?? '' })
    }
    while (cells.length % 7 !== 0) cells.push(null)
    const weeks = Array.from({ length: cells.length / 7 }, (_, i) => ({
      key: `${first}/${i}`,
      days: cells.slice(i * 7, i * 7 + 7).map((day, x) => ({ key: `${first}/${i}/${x}`, day })),
    }))
    return { month: m + 1, weeks }
  })
}

/** 1 Monday … 7 Sunday. */
const weekday = (day: string): number => ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1
