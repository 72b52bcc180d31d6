import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { legalDay, systemClock, testClock, toInstant } from './clock.ts'

describe('the legal day', () => {
  test('changes at midnight in Asia/Shanghai, which is 16:00 UTC', () => {
    const clock = testClock('2017-10-31T15:59:59.999Z')
    expect(clock.today()).toBe('2017-10-31')
    clock.advance(1)
    expect(clock.today()).toBe('2017-11-01')
  })

  test('is the day the Chinese calendar of this machine gives, for any instant of our records', () => {
    const shanghai = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' })
    const from = Date.parse('2000-01-01T00:00:00Z')
    fc.assert(fc.property(fc.integer({ min: from, max: from + 50 * 365 * 86_400_000 }), (at) => legalDay(at) === shanghai.format(at)))
  })
})

describe('the clock of a running system', () => {
  test('stands on the day it is told, with instants of that very day', () => {
    const clock = systemClock({ FAZHI_TODAY: '2017-10-31' })
    expect(clock.today()).toBe('2017-10-31')
    expect(legalDay(Date.parse(clock.now()))).toBe('2017-10-31')
  })

  test('refuses a day that does not exist', () => {
    expect(() => systemClock({ FAZHI_TODAY: '2017-02-29' })).toThrow('FAZHI_TODAY')
    expect(() => systemClock({ FAZHI_TODAY: 'yesterday' })).toThrow('FAZHI_TODAY')
  })

  test('without a wish goes with the machine', () => {
    expect(Math.abs(Date.parse(systemClock({}).now()) - Date.now())).toBeLessThan(1_000)
  })
})

describe('identifiers', () => {
  test('are UUIDs of version 7 that sort in the order they were made, also within a millisecond and when the clock steps back', () => {
    const clock = testClock('2017-10-31T08:00:00.000Z')
    const made: string[] = []
    for (let index = 0; index < 10_000; index += 1) {
      if (index === 5_000) clock.advance(-60_000)
      made.push(clock.newId())
    }
    expect(made.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toBe(true)
    expect(made).toEqual([...made].sort())
    expect(new Set(made).size).toBe(made.length)
  })

  test('begin with the instant they were made at', () => {
    const id = testClock('2017-10-31T08:00:00.000Z').newId()
    expect(Number.parseInt(id.slice(0, 13).replace('-', ''), 16)).toBe(Date.parse('2017-10-31T08:00:00.000Z'))
  })

  test('are the same in every run of a test and different for another seed', () => {
    const ids = (seed: number) =>
      Array.from(
        { length: 3 },
        (
          (clock) => () =>
            clock.newId()
        )(testClock('2017-10-31', seed)),
      )
    expect(ids(1)).toEqual(ids(1))
    expect(ids(1)).not.toEqual(ids(2))
  })
})

test('a token has the asked number of bytes and is never the same twice', () => {
  const { randomToken } = systemClock({})
  expect(Buffer.from(randomToken(), 'base64url')).toHaveLength(32)
  expect(Buffer.from(randomToken(16), 'base64url')).toHaveLength(16)
  expect(new Set(Array.from({ length: 1_000 }, () => randomToken())).size).toBe(1_000)
})

test('an instant with any offset becomes UTC, and what is no instant is not guessed', () => {
  expect(toInstant('2017-05-19T08:00:00+08:00')).toBe('2017-05-19T00:00:00.000Z')
  expect(toInstant('soon')).toBeUndefined()
})
