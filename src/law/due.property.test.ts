import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CalendarYear, calendarOf } from './calendar.ts'
import {
  addDays,
  dayInWords,
  daysBetween,
  dueDay,
  dueOf,
  type LegalDay,
  type RuleCode,
  type RuleVersion,
  ruleCodes,
  ruleOf,
} from './index.ts'
import { walk } from './testing.ts'

const FIRST = '2004-01-01'
const LAST = '2026-12-27'
const ofDays = ruleCodes.filter((code) => ruleOf(code)?.versions.every((v) => v.unit !== 'hour'))
const forward = ofDays.filter((code) => ruleOf(code)?.versions.every((v) => v.direction !== 'before' && !v.unit.includes(':')))

/** A rule, one of its versions and a start within it and within the calendar. */
const lawful = (codes: readonly RuleCode[]) =>
  fc
    .constantFrom(...codes)
    .chain((code) => fc.constantFrom(...(ruleOf(code)?.versions ?? [])).map((version: RuleVersion) => ({ code, version })))
    .chain(({ code, version }) => {
      const from = version.from > FIRST ? version.from : FIRST
      const to = version.to !== null && version.to < LAST ? version.to : LAST
      const span = Math.max(0, daysBetween(from, to))
      return fc.record({ code: fc.constant(code), version: fc.constant(version), start: fc.nat(span).map((n) => addDays(from, n)) })
    })

const pausesFrom = (start: LegalDay) =>
  fc.array(
    fc
      .record({ after: fc.integer({ min: -10, max: 90 }), days: fc.integer({ min: 1, max: 30 }) })
      .map(({ after, days }) => ({ from: addDays(start, after), to: addDays(start, after + days - 1) })),
    { maxLength: 4 },
  )

describe('the law clock agrees with counting day by day', () => {
  it('for any rule and start, without pauses', () => {
    fc.assert(
      fc.property(lawful(ofDays), ({ code, version, start }) => {
        expect(dueDay(code, start)).toBe(walk(version, start))
      }),
      { numRuns: 3000 },
    )
  })

  it('for any rule and start, with pauses and an extension', () => {
    fc.assert(
      fc.property(
        lawful(forward).chain((given) => fc.record({ given: fc.constant(given), pauses: pausesFrom(given.start), extendDays: fc.nat(40) })),
        ({ given: { code, version, start }, pauses, extendDays }) => {
          expect(dueDay(code, start, { pauses, extendDays })).toBe(walk(version, start, { pauses, extendDays }))
        },
      ),
      { numRuns: 3000 },
    )
  })

  it('and says the same with its reasons as without them', () => {
    fc.assert(
      fc.property(
        lawful(forward).chain((given) => fc.record({ given: fc.constant(given), pauses: pausesFrom(given.start) })),
        ({ given: { code, start }, pauses }) => {
          const answer = dueOf({ rule: code, start, pauses })
          const alone = dueDay(code, start, { pauses })
          if (answer.ok) {
            expect(answer.due).toBe(alone)
            expect(answer.derivation.at(-1)).toContain(dayInWords(answer.due, 'zh'))
          } else {
            expect(alone).toBeNull()
            expect(answer.error.code).toBe('deadline.calendar-missing')
          }
        },
      ),
      { numRuns: 1500 },
    )
  })
})

describe('what must hold of every deadline', () => {
  it('a later start never gives an earlier due day within one version', () => {
    fc.assert(
      fc.property(lawful(ofDays), fc.integer({ min: 1, max: 40 }), ({ code, version, start }, later) => {
        const next = addDays(start, later)
        if (version.to !== null && next > version.to) return
        const [a, b] = [dueDay(code, start), dueDay(code, next)]
        if (a !== null && b !== null) expect(b >= a).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  it('pausing never shortens a period, and a longer pause never shortens it either', () => {
    fc.assert(
      fc.property(lawful(forward), fc.nat(60), fc.integer({ min: 1, max: 30 }), fc.nat(20), ({ code, start }, after, days, more) => {
        const from = addDays(start, after)
        const bare = dueDay(code, start)
        const paused = dueDay(code, start, { pauses: [{ from, to: addDays(from, days - 1) }] })
        const longer = dueDay(code, start, { pauses: [{ from, to: addDays(from, days - 1 + more) }] })
        if (bare !== null && paused !== null) expect(paused >= bare).toBe(true)
        if (paused !== null && longer !== null) expect(longer >= paused).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  it('a paused day is never the due day of a rule that rolls or counts working days', () => {
    fc.assert(
      fc.property(
        lawful(forward).chain((given) => fc.record({ given: fc.constant(given), pauses: pausesFrom(given.start) })),
        ({ given: { code, version, start }, pauses }) => {
          if (version.length === 0 || version.counting === 'span' || version.counting === 'custody') return
          const due = dueDay(code, start, { pauses })
          if (due !== null && due > start) expect(pauses.some((p) => p.from <= due && due <= p.to)).toBe(false)
        },
      ),
      { numRuns: 1000 },
    )
  })

  it('in a calendar where every day is worked, working days and calendar days are the same', () => {
    const every: CalendarYear[] = []
    for (let year = 2015; year <= 2019; year += 1) {
      const workdays: string[] = []
      for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = addDays(day, 1)) workdays.push(day)
      every.push({ year, notices: [{ title: '测试', number: null, issued: null }], holidays: [], workdays })
    }
    const calendar = calendarOf(every)
    fc.assert(
      fc.property(fc.nat(900), fc.nat(60), (n, pause) => {
        const start = addDays('2015-06-01', n)
        const pauses = [{ from: addDays(start, pause), to: addDays(start, pause + 4) }]
        for (const code of ['la.review', 'dis.answer', 'sup.notary'] as const) {
          const length = ruleOf(code)?.versions[0]?.length ?? 0
          expect(dueDay(code, start, { calendar })).toBe(addDays(start, length))
          const moved = pause >= 1 && pause <= length ? 5 : pause < 1 ? 4 : 0
          expect(dueDay(code, start, { calendar, pauses })).toBe(addDays(start, length + moved))
        }
      }),
    )
  })
})
