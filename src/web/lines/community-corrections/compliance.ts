import { addDays, addMonths, daysBetween, daysInMonth } from '../../../law/index.ts'
import type { DeadlineView, Value } from '../../api/types.ts'

/** How one recurring duty was kept: each cycle that ended, in time or late, and the one that runs. */
export interface Kept {
  readonly key: string
  readonly title: string
  readonly article: string | null
  readonly inTime: number
  readonly late: number
  /** Due days of the cycles that were missed or met late, latest first. */
  readonly lateDays: readonly string[]
  readonly running: { readonly due: string | null; readonly daysLeft: number | null; readonly since: string } | null
}

const day = (s: string): string => s.slice(0, 10)

/** Duties that come again and again, from the clocks of the record; a clock that is past its day and still runs counts as late already. */
export function keeping(clocks: readonly DeadlineView[], today: string): Kept[] {
  const byKey = Map.groupBy(
    clocks.filter((c) => c.state !== 'dropped'),
    (c) => c.key,
  )
  return [...byKey].map(([key, all]) => {
    const cycles = [...all].sort((a, b) => (a.since < b.since ? 1 : -1))
    const running = cycles.find((c) => c.state === 'open' || c.state === 'unknown') ?? null
    const done = cycles.filter((c) => c.state === 'met')
    const missed = done.filter((c) => c.due !== null && c.metOn !== null && day(c.metOn) > day(c.due))
    const now = running?.due && day(running.due) < today ? [running] : []
    return {
      key,
      title: cycles[0]?.title ?? key,
      article: cycles[0]?.article ?? null,
      inTime: done.length - missed.length,
      late: missed.length + now.length,
      lateDays: [...now, ...missed].flatMap((c) => (c.due ? [day(c.due)] : [])),
      running: running ? { due: running.due, daysLeft: running.daysLeft, since: running.since } : null,
    }
  })
}

/** Something that happened or will be due on a day. */
export interface Entry {
  readonly day: string
  readonly kind: 'act' | 'due' | 'overdue' | 'leave' | 'measure'
  readonly title: string
  readonly text: string
  readonly id: string
  readonly type: string
}

export interface CalendarCell {
  readonly day: string
  readonly date: number
  readonly entries: readonly Entry[]
}

/** A month as weeks from Monday, each day with what falls on it; days outside the month are empty cells. */
export function monthOf(month: string, entries: readonly Entry[]): (CalendarCell | null)[][] {
  const first = `${month}-01`
  const byDay = Map.groupBy(entries, (e) => e.day)
  // 2001-01-01 was a Monday.
  const before = (((daysBetween('2001-01-01', first) % 7) + 7) % 7) as number
  const length = daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5, 7)))
  const cells: (CalendarCell | null)[] = [
    ...Array.from({ length: before }, () => null),
    ...Array.from({ length }, (_, i) => {
      const at = addDays(first, i)
      return { day: at, date: i + 1, entries: byDay.get(at) ?? [] }
    }),
  ]
  while (cells.length % 7 !== 0) cells.push(null)
  return Array.from({ length: cells.length / 7 }, (_, i) => cells.slice(i * 7, i * 7 + 7))
}

export const monthBefore = (month: string): string => addMonths(`${month}-01`, -1).slice(0, 7)
export const monthAfter = (month: string): string => addMonths(`${month}-01`, 1).slice(0, 7)

/** How many acts of each kind fall into each month, with their hours: what a monthly appraisal looks at. */
export interface MonthRow {
  readonly month: string
  readonly counts: Readonly<Record<string, number>>
  readonly hours: Readonly<Record<string, number>>
}

/** A record below the person, as the tables of months take it. */
export interface Act {
  readonly kind: string
  readonly day: string
  readonly hours: Value | undefined
}

/** The months from the first to the last, latest first; months without any act are there too, for that is what must be seen. */
export function monthRows(acts: readonly Act[], from: string, to: string): MonthRow[] {
  const out: MonthRow[] = []
  for (let m = to.slice(0, 7); m >= from.slice(0, 7) && out.length < 60; m = monthBefore(m)) {
    const mine = acts.filter((a) => a.day.startsWith(m))
    const counts: Record<string, number> = {}
    const hours: Record<string, number> = {}
    for (const a of mine) {
      counts[a.kind] = (counts[a.kind] ?? 0) + 1
      if (typeof a.hours === 'number') hours[a.kind] = (hours[a.kind] ?? 0) + a.hours
    }
    out.push({ month: m, counts, hours })
  }
  return out
}
