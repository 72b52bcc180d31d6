import type { DueItem } from '../api/types.ts'

const order = { overdue: 0, warn: 2, open: 4, unknown: 6, paused: 8 } as const
const weight = (d: DueItem): number => order[d.state] + (d.red ? 0 : 1)

/** What the law wants first: overdue before near before open, red lines first in each, then by the day that is due. */
export function byUrgency(items: readonly DueItem[]): DueItem[] {
  return [...items].sort(
    (a, b) => weight(a) - weight(b) || (a.due ?? '9').localeCompare(b.due ?? '9') || a.record.label.localeCompare(b.record.label),
  )
}

/** The colour of a countdown: passed, near, far. */
export const tone = (state: string): 'red' | 'amber' | 'blue' => (state === 'overdue' ? 'red' : state === 'warn' ? 'amber' : 'blue')
