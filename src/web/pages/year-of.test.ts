import { describe, expect, test } from 'vitest'
import { builtInYears, isWorkingDay } from '../../law/index.ts'
import { monthsOf } from './year-of.ts'

const days = (year: number) =>
  monthsOf(
    year,
    builtInYears.filter((y) => y.year === year),
  ).flatMap((m) => m.weeks.flatMap((w) => w.days.flatMap((d) => (d.day ? [d.day] : []))))

describe('the page of the legal calendar', () => {
  test.each([2008, 2016, 2017, 2024])('%i has all its days, seven to a week, Monday first', (year) => {
    const all = days(year)
    expect(all.length).toBe(year % 4 === 0 ? 366 : 365)
    for (const m of monthsOf(year, [])) {
      for (const w of m.weeks) {
        expect(w.days.length).toBe(7)
        w.days.forEach(({ day }, i) => {
          if (day) expect((new Date(`${day.day}T00:00:00Z`).getUTCDay() + 6) % 7).toBe(i)
        })
      }
    }
  })
  test('shows the same working days as the law clock counts', () => {
    for (const d of days(2017)) {
      if (d.day >= '2017-12-29') continue
      expect([d.day, d.kind === 'work' || d.kind === 'makeup']).toEqual([d.day, isWorkingDay(d.day)])
    }
  })
  test('a later notice amends a single day', () => {
    const year = builtInYears.filter((y) => y.year === 2017)
    const late = {
      year: 2017,
      notices: [],
      holidays: [['临时放假', '2017-11-10', '2017-11-10']] as const,
      workdays: [],
      amends: true as const,
    }
    const november = monthsOf(2017, [...year, late])[10]
    const day = november?.weeks.flatMap((w) => w.days).find((d) => d.day?.day === '2017-11-10')?.day
    expect(day).toMatchObject({ kind: 'holiday', name: '临时放假' })
  })
})
