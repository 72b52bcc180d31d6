import type { Predicate } from '../../../kernel/index.ts'
import { addDays } from '../../../law/index.ts'

/** A heap of the leave desk: what is asked of the list. */
export interface LeaveHeap {
  readonly key: 'applied' | 'checked' | 'forwarded' | 'granted' | 'overdueReturn' | 'toFile' | 'done'
  readonly query: Readonly<Record<string, string>>
  readonly where?: Predicate
}

/** Applications by what must happen next; a granted leave whose last day has passed without return is a red line. 社区矫正法实施办法 第二十七条、第二十八条. */
export function leaveHeaps(today: string): LeaveHeap[] {
  return [
    { key: 'applied', query: { stage: 'applied' } },
    { key: 'checked', query: { stage: 'checked' } },
    { key: 'forwarded', query: { stage: 'forwarded' } },
    // Also what is granted and has not begun: a leave lies in a heap until it is closed.
    { key: 'granted', query: { stage: 'approved', 'untilOn.from': today } },
    { key: 'overdueReturn', query: { stage: 'approved', 'untilOn.to': addDays(today, -1) } },
    {
      key: 'toFile',
      query: { stage: 'approved,returned' },
      where: [
        'any',
        ['all', ['is', 'byTheLaw', true], ['is', 'tier', 'station'], ['unknown', 'filedOn']],
        ['all', ['is', 'byTheLaw', true], ['stage', 'approved'], ['unknown', 'toldOn']],
        ['all', ['is', 'tier', 'prefecture'], ['unknown', 'procuracyToldOn']],
      ],
    },
    { key: 'done', query: { stage: 'returned,refused,closed' } },
  ]
}
