import { expect, test } from 'vitest'
import type { DueItem } from '../api/types.ts'
import { byUrgency } from './due-order.ts'

const item = (label: string, state: DueItem['state'], due: string | null, red = false): DueItem => ({
  record: { type: 'mediation.case', id: label, label, unitName: '' },
  title: '',
  due,
  daysLeft: null,
  state,
  red,
  advisory: false,
})

test('overdue comes before near, near before open, red lines first in each, then the earlier day; a paused clock comes last', () => {
  const mixed = [
    item('paused', 'paused', null),
    item('open', 'open', '2017-12-01'),
    item('warn', 'warn', '2017-11-02'),
    item('late', 'overdue', '2017-10-01'),
    item('late red', 'overdue', '2017-10-20', true),
    item('later', 'overdue', '2017-10-02'),
    item('warn red', 'warn', '2017-11-05', true),
  ]
  expect(byUrgency(mixed).map((d) => d.record.label)).toEqual(['late red', 'late', 'later', 'warn red', 'warn', 'open', 'paused'])
  expect(mixed[0]?.record.label).toBe('paused')
})
