import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, addMonths, addYears, dateOf, daysBetween, fromSerial, isDay, isHour, serialOf, toSerial, weekdayOf } from './day.ts'
import { dayAfter, weekday } from './testing.ts'

describe('days', () => {
  it('every day from 1899 to 2101 follows the one before and falls on the right weekday', () => {
    let day = '1899-12-31'
    for (let serial = toSerial(day); day < '2101-01-01'; serial += 1) {
      if (fromSerial(serial) !== day || toSerial(day) !== serial || weekdayOf(serial) % 7 !== weekday(day)) throw new Error(day)
      day = dayAfter(day)
    }
  })

  it('a serial number and its date are one', () => {
    fc.assert(
      fc.property(fc.integer({ min: -700_000, max: 2_000_000 }), (serial) => {
        const { year, month, day } = dateOf(serial)
        expect(serialOf(year, month, day)).toBe(serial)
      }),
    )
  })

  it('1970-01-01 is day zero, a Thursday', () => {
    expect([toSerial('1970-01-01'), weekdayOf(0)]).toEqual([0, 4])
  })

  it('days that do not exist are no days', () => {
    for (const text of ['2017-02-29', '2100-02-29', '2017-04-31', '2017-00-10', '2017-1-1', '2017-01-01 ', '', 'today'])
      expect(isDay(text)).toBe(false)
    for (const text of ['2016-02-29', '2000-02-29', '2017-12-31']) expect(isDay(text)).toBe(true)
    expect(isDay(20170101)).toBe(false)
  })

  it('hours go from 00:00 to 23:59', () => {
    expect(['2017-01-01T00:00', '2017-01-01T23:59', '2017-01-01T24:00', '2017-02-29T10:00', '2017-01-01T10:00:00'].map(isHour)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ])
  })

  it.each([
    ['2017-01-31', 1, '2017-02-28'],
    ['2016-01-31', 1, '2016-02-29'],
    ['2017-08-31', 1, '2017-09-30'],
    ['2017-12-15', 1, '2018-01-15'],
    ['2017-03-31', -1, '2017-02-28'],
    ['2017-01-15', -1, '2016-12-15'],
    ['2017-01-15', -13, '2015-12-15'],
    ['2017-11-30', 3, '2018-02-28'],
  ])('%s and %i months is %s', (day, months, then) => {
    expect(addMonths(day, months)).toBe(then)
  })

  it('a leap day and one year is the last of February', () => {
    expect([addYears('2016-02-29', 1), addYears('2016-02-29', 4), addYears('2017-03-01', -1)]).toEqual([
      '2017-02-28',
      '2020-02-29',
      '2016-03-01',
    ])
  })

  it('days added are days between', () => {
    fc.assert(fc.property(fc.integer({ min: -4000, max: 4000 }), (n) => daysBetween('2017-06-15', addDays('2017-06-15', n)) === n))
  })
})
