import { expect, test } from 'vitest'
import { periods } from './period.ts'

test('the periods people ask for, at the end of October', () => {
  const p = periods('2017-10-31')
  expect(p.thisYear).toEqual({ from: '2017-01-01', to: '2017-10-31' })
  expect(p.lastYear).toEqual({ from: '2016-01-01', to: '2016-12-31' })
  expect(p.thisQuarter).toEqual({ from: '2017-10-01', to: '2017-10-31' })
  expect(p.lastMonth).toEqual({ from: '2017-09-01', to: '2017-09-30' })
})
test('last month reaches over the year and knows leap days', () => {
  expect(periods('2018-01-15').lastMonth).toEqual({ from: '2017-12-01', to: '2017-12-31' })
  expect(periods('2016-03-31').lastMonth).toEqual({ from: '2016-02-01', to: '2016-02-29' })
})
