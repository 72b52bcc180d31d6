import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Marking, segmentsOf } from './segments.ts'

const marking = fc.record({
  id: fc.uuid(),
  tone: fc.constantFrom('error', 'question', 'ok') as fc.Arbitrary<Marking['tone']>,
  quotes: fc.array(fc.record({ start: fc.integer({ min: -5, max: 120 }), end: fc.integer({ min: -5, max: 120 }) }), { maxLength: 5 }),
})

describe('the marked text', () => {
  test('is cut without gap or overlap, whatever was found', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), fc.array(marking, { maxLength: 8 }), (length, markings) => {
        const segments = segmentsOf(length, markings)
        let at = 0
        for (const s of segments) {
          expect(s.start).toBe(at)
          expect(s.end).toBeGreaterThan(s.start)
          at = s.end
        }
        expect(at).toBe(length)
      }),
    )
  })
  test('a stretch names exactly what is found there', () => {
    fc.assert(
      fc.property(fc.array(marking, { maxLength: 6 }), (markings) => {
        for (const s of segmentsOf(100, markings)) {
          const here = markings.filter((m) => m.quotes.some((q) => q.start <= s.start && s.end <= q.end)).map((m) => m.id)
          expect([...s.ids].sort()).toEqual(here.sort())
        }
      }),
    )
  })
  test('the gravest finding gives its colour', () => {
    const at = [{ start: 0, end: 4 }]
    const segments = segmentsOf(6, [
      { id: 'b', tone: 'ok', quotes: at },
      { id: 'a', tone: 'error', quotes: at },
    ])
    expect(segments).toEqual([
      { start: 0, end: 4, ids: ['a', 'b'], tone: 'error' },
      { start: 4, end: 6, ids: [], tone: null },
    ])
  })
})
