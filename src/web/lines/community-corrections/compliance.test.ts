import { describe, expect, it } from 'vitest'
import type { DeadlineView } from '../../api/types.ts'
import { keeping, monthAfter, monthBefore, monthOf, monthRows } from './compliance.ts'

const clock = (more: Partial<DeadlineView>): DeadlineView => ({
  key: 'report',
  title: '定期报告',
  rule: 'cc.report.month',
  article: '社区矫正法实施办法 第二十四条',
  since: '2021-01-05',
  lawOn: '2021-01-05',
  originalDue: null,
  due: '2021-02-05',
  state: 'met',
  metOn: '2021-02-01',
  advisory: false,
  red: false,
  daysLeft: null,
  lapsed: false,
  orders: [],
  changes: [],
  ...more,
})

describe('how a duty was kept', () => {
  it('counts a cycle that was met on its last day as in time and one met a day later as late', () => {
    const [report] = keeping(
      [
        clock({ metOn: '2021-02-05' }),
        clock({ since: '2021-02-05', due: '2021-03-05', metOn: '2021-03-06' }),
        clock({ since: '2021-03-06', due: '2021-04-06', metOn: null, state: 'open', daysLeft: 3 }),
      ],
      '2021-04-03',
    )
    expect(report).toMatchObject({ inTime: 1, late: 1, lateDays: ['2021-03-05'], running: { due: '2021-04-06', daysLeft: 3 } })
  })

  it('counts what is overdue and still runs as late at once, and forgets clocks that do not apply', () => {
    const [report, ...others] = keeping(
      [clock({ state: 'open', metOn: null, daysLeft: -2 }), clock({ key: 'visit', state: 'dropped', metOn: null })],
      '2021-02-07',
    )
    expect(report).toMatchObject({ inTime: 0, late: 1, lateDays: ['2021-02-05'] })
    expect(others).toEqual([])
  })

  it('says nothing of lateness where the day cannot be said', () => {
    const [report] = keeping([clock({ due: null, state: 'unknown', metOn: null })], '2021-02-07')
    expect(report).toMatchObject({ inTime: 0, late: 0, running: { due: null } })
  })
})

describe('the calendar of duties', () => {
  it('begins its weeks on Monday and puts each entry on its day', () => {
    const entry = { day: '2021-08-31', kind: 'act', title: '报告', text: '', id: 'x', type: 't' } as const
    const weeks = monthOf('2021-08', [entry])
    // 1 August 2021 was a Sunday.
    expect(weeks[0]?.map((c) => c?.date ?? 0)).toEqual([0, 0, 0, 0, 0, 0, 1])
    expect(weeks.every((w) => w.length === 7)).toBe(true)
    expect(weeks.flat().filter((c) => c !== null)).toHaveLength(31)
    expect(weeks.flat().find((c) => c?.day === '2021-08-31')?.entries).toEqual([entry])
    expect(monthOf('1999-02', [])[0]?.[0]?.date).toBe(1)
  })

  it('walks over the end of the year', () => {
    expect([monthBefore('2021-01'), monthAfter('2020-12')]).toEqual(['2020-12', '2021-01'])
  })
})

describe('the months of a person', () => {
  it('show a month without any act as such', () => {
    const rows = monthRows(
      [
        { kind: 'report', day: '2021-01-09', hours: undefined },
        { kind: 'education', day: '2021-03-01', hours: 4 },
        { kind: 'education', day: '2021-03-31', hours: 4.5 },
      ],
      '2021-01-02',
      '2021-03-31',
    )
    expect(rows).toEqual([
      { month: '2021-03', counts: { education: 2 }, hours: { education: 8.5 } },
      { month: '2021-02', counts: {}, hours: {} },
      { month: '2021-01', counts: { report: 1 }, hours: {} },
    ])
  })
})
