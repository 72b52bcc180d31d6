import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, daysBetween } from '../../law/index.ts'
import { Fault } from '../fault.ts'
import { lastOf, monthOf, monthsOf, periodOf, split, yearBefore } from './period.ts'

const period = fc.tuple(fc.nat(3000), fc.nat(900)).map(([start, length]) => {
  const from = addDays('2012-01-01', start)
  return { from, to: addDays(from, length) }
})

describe('a period is cut into whole months and the days between them', () => {
  it('every day is counted once, whichever months may be taken whole', () => {
    fc.assert(
      fc.property(period, fc.func(fc.boolean()), (p, clean) => {
        const { months, rest } = split(p, (m) => clean(m))
        const days = [...months.map((m) => ({ from: `${m}-01`, to: lastOf(m) })), ...rest].sort((a, b) => (a.from < b.from ? -1 : 1))
        expect(days[0]?.from).toBe(p.from)
        expect(days.at(-1)?.to).toBe(p.to)
        for (const [i, d] of days.slice(1).entries()) expect(d.from).toBe(addDays(days[i]?.to ?? '', 1))
        expect(days.reduce((n, d) => n + daysBetween(d.from, d.to) + 1, 0)).toBe(daysBetween(p.from, p.to) + 1)
      }),
    )
  })
  it('1 January to 31 October is ten months and no days', () => {
    const { months, rest } = split({ from: '2017-01-01', to: '2017-10-31' }, () => true)
    expect([months.length, months[0], months[9], rest]).toEqual([10, '2017-01', '2017-10', []])
  })
  it('1 January to 20 November is ten months and twenty days', () => {
    expect(split({ from: '2017-01-01', to: '2017-11-20' }, () => true).rest).toEqual([{ from: '2017-11-01', to: '2017-11-20' }])
  })
  it('months run over the end of the year', () => {
    expect(monthsOf({ from: '2016-11-30', to: '2017-02-01' })).toEqual(['2016-11', '2016-12', '2017-01', '2017-02'])
  })
})

describe('the same period a year before', () => {
  it('is the same days', () =>
    expect(yearBefore({ from: '2017-01-01', to: '2017-10-31' })).toEqual({ from: '2016-01-01', to: '2016-10-31' }))
  it('ends with February when February does', () => {
    expect(yearBefore({ from: '2017-02-01', to: '2017-02-28' }).to).toBe('2016-02-29')
    expect(yearBefore({ from: '2016-02-01', to: '2016-02-29' }).to).toBe('2015-02-28')
    expect(monthOf(yearBefore({ from: '2016-02-29', to: '2016-03-15' }).from)).toBe('2015-02')
  })
})

describe('a period that is none is refused, naming its end', () => {
  const say = (from: unknown, to: unknown) => {
    try {
      periodOf(from, to)
    } catch (error) {
      if (error instanceof Fault) return `${error.code} ${error.faults?.[0]?.path}`
    }
    return 'accepted'
  }
  it('a day that does not exist, a day that is missing, an end before the beginning', () => {
    expect(say('2017-02-30', '2017-03-01')).toBe('period.invalid from')
    expect(say('2017-01-01', undefined)).toBe('period.invalid to')
    expect(say('2017-01-01', '20171031')).toBe('period.invalid to')
    expect(say('2017-10-31', '2017-01-01')).toBe('period.invalid to')
    expect(say('0001-01-01', '2017-01-01')).toBe('period.invalid from')
    expect(say('2017-01-01', '2017-10-31')).toBe('accepted')
  })
})
