import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { randomFrom } from './random.ts'

describe('演示数据的随机源', () => {
  test('the same seed gives the same numbers, these very ones on every machine', () => {
    const draw = (seed: string) => {
      const random = randomFrom(seed)
      return [random.int(0, 999), random.int(0, 999), random.int(0, 999), random.int(0, 999)]
    }
    expect(draw('2017')).toEqual(draw('2017'))
    expect(draw('2017')).not.toEqual(draw('2018'))
    expect(draw('2017')).toMatchInlineSnapshot(`
      [
        593,
        529,
        805,
        96,
      ]
    `)
  })

  test('a day between two days lies between them and exists, also around 29 February', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const day = randomFrom(seed).dayBetween('2016-02-27', '2016-03-02')
        expect(['2016-02-27', '2016-02-28', '2016-02-29', '2016-03-01', '2016-03-02']).toContain(day)
      }),
    )
    const random = randomFrom('year')
    const days = new Set(Array.from({ length: 20_000 }, () => random.dayBetween('2017-01-01', '2017-12-31')))
    expect(days.size).toBe(365)
    for (const day of days) expect(new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10)).toBe(day)
  })

  test('days that do not exist, empty lists and turned ranges are refused', () => {
    const random = randomFrom('x')
    expect(() => random.dayBetween('2017-02-29', '2017-03-01')).toThrow('not a day')
    expect(() => random.dayBetween('2017-03-02', '2017-03-01')).toThrow('between')
    expect(() => random.pick([])).toThrow('nothing')
    expect(() => random.weighted({ a: 0 })).toThrow('weight')
  })

  test('weights are met: three times the weight comes about three times as often, weight nought never', () => {
    const random = randomFrom('weights')
    const counts = { often: 0, seldom: 0, never: 0 }
    for (let i = 0; i < 20_000; i += 1) counts[random.weighted({ often: 3, seldom: 1, never: 0 })] += 1
    expect(counts.never).toBe(0)
    expect(counts.often / counts.seldom).toBeGreaterThan(2.8)
    expect(counts.often / counts.seldom).toBeLessThan(3.2)
  })

  test('drawing more in one part does not change another part', () => {
    const first = randomFrom('county')
    const second = randomFrom('county')
    second.fork('people').int(0, 9)
    for (let i = 0; i < 50; i += 1) second.next()
    expect(second.fork('disputes').next()).toBe(first.fork('disputes').next())
  })

  test('a shuffle keeps every value once', () => {
    const values = Array.from({ length: 100 }, (_, i) => i)
    const shuffled = randomFrom('shuffle').shuffle(values)
    expect(shuffled).not.toEqual(values)
    expect(shuffled.toSorted((a, b) => a - b)).toEqual(values)
  })

  test('numbers spread evenly over a range', () => {
    const random = randomFrom('spread')
    const counts = new Array<number>(10).fill(0)
    for (let i = 0; i < 50_000; i += 1) {
      const at = random.int(0, 9)
      counts[at] = (counts[at] ?? 0) + 1
    }
    for (const count of counts) expect(Math.abs(count - 5000)).toBeLessThan(350)
  })
})
