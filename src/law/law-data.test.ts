import { describe, expect, it } from 'vitest'
import { builtInYears } from './data/calendar.ts'
import { countings } from './data/counting.ts'
import {
  addDays,
  builtInLaw,
  citationFaults,
  citations,
  findArticle,
  isDay,
  isWorkingDay,
  ruleCodes,
  ruleOf,
  toChinese,
  versionOn,
} from './index.ts'
import { dayAfter, weekday } from './testing.ts'

const everyVersion = ruleCodes.flatMap((code) => (ruleOf(code)?.versions ?? []).map((version) => ({ code, version })))

describe('rules', () => {
  it('cite articles that exist in the version in force when they begin', () => {
    const faults = everyVersion.flatMap(({ code, version: v }) =>
      [
        ...citationFaults(v.article, v.from),
        ...[v.extend?.article, ...(v.pauses ?? []).map((p) => p.article)].flatMap((text) =>
          text ? citationFaults(text, v.to ?? '2026-01-01') : [],
        ),
      ].map((f) => `${code} ${v.from}: ${f}`),
    )
    expect(faults).toEqual([])
  })

  it('that were checked against the text quote a clause with their number', () => {
    const missing = everyVersion.flatMap(({ code, version: v }) => {
      if (v.checked !== 'text' || v.length === 0) return []
      const n = Math.abs(v.length)
      const quotes = citations(v.article).flatMap((c) => c.articles.map((a) => findArticle(c.statute, a, v.from)?.reading?.quote ?? ''))
      const number = new RegExp(`(?<![一二三四五六七八九十百])${toChinese(n)}(?![十百])|(?<!\\d)${n}(?!\\d)`)
      return quotes.some((q) => number.test(q)) ? [] : [`${code} ${v.from}`]
    })
    expect(missing).toEqual([])
  })

  it('that were checked against the text cite a text that was read, those seen on a page a page', () => {
    const faults = everyVersion.flatMap(({ code, version: v }) => {
      if (v.checked === 'memory') return []
      return citations(v.article).flatMap((c) => {
        const statute = builtInLaw.statutes.find((s) => s.short === c.statute)
        const version = statute && versionOn(statute.versions, v.from)
        const good = v.checked === 'text' ? version?.read : (version?.read ?? version?.page)
        return good ? [] : [`${code} ${v.from}`]
      })
    })
    expect(faults).toEqual([])
  })

  it('count in working days where the short periods of reconsideration and penalty law are working days', () => {
    for (const { code, version: v } of everyVersion) {
      if (v.counting === 'reconsideration') expect([3, 5, 7, 10], code).toContain(v.length)
      if (v.counting === 'penalty') expect([2, 3, 5, 7], code).toContain(v.length)
      if (['working', 'reconsideration', 'penalty'].includes(v.counting)) expect(v.unit, code).toBe('working')
      if (v.unit === 'working') expect(['working', 'reconsideration', 'penalty'], code).toContain(v.counting)
      expect(v.unit === 'hour', code).toBe(v.counting === 'hours')
    }
  })

  it('have versions in order that do not overlap', () => {
    const faults = [...builtInLaw.rules].flatMap(([code, rule]) => overlaps(rule.versions).map((f) => `${code}: ${f}`))
    expect(faults).toEqual([])
  })

  it('count by clauses that exist', () => {
    const faults = Object.values(countings).flatMap((c) =>
      c.basis.flatMap((b) => [b.cite, b.month, b.roll].flatMap((text) => (text ? citationFaults(text, b.to ?? '2026-01-01') : []))),
    )
    expect(faults).toEqual([])
  })
})

const overlaps = (versions: readonly { from: string; to: string | null }[]): string[] =>
  versions.flatMap((v, i) => {
    const next = versions[i + 1]
    if (!isDay(v.from) || (v.to !== null && (!isDay(v.to) || v.to < v.from))) return [`bad days ${v.from}`]
    return next && (v.to === null || v.to >= next.from) ? [`${v.from} overlaps ${next.from}`] : []
  })

describe('statutes', () => {
  it('have versions in order that do not overlap, and ids and short titles of their own', () => {
    expect(builtInLaw.statutes.flatMap((s) => overlaps(s.versions).map((f) => `${s.short}: ${f}`))).toEqual([])
    expect(new Set(builtInLaw.statutes.map((s) => s.id)).size).toBe(builtInLaw.statutes.length)
    expect(new Set(builtInLaw.statutes.map((s) => s.short)).size).toBe(builtInLaw.statutes.length)
  })

  it('quote only from texts that were read or seen', () => {
    const faults = builtInLaw.statutes.flatMap((s) =>
      s.versions.flatMap((v) => (Object.values(v.articles).some((a) => 'quote' in a && a.quote) && !v.read && !v.page ? [s.short] : [])),
    )
    expect(faults).toEqual([])
  })
})

describe('the calendar', () => {
  it('has every year from 2004 to 2026, each with a notice', () => {
    expect(builtInYears.map((y) => y.year)).toEqual(Array.from({ length: 23 }, (_, i) => 2004 + i))
    expect(builtInYears.every((y) => y.notices.length > 0)).toBe(true)
  })

  it('invents no notice number: 2004, 2005 and 2008 are not verified', () => {
    expect(builtInYears.filter((y) => y.notices.some((n) => n.number === null)).map((y) => y.year)).toEqual([2004, 2005, 2008])
  })

  it('makes up with working weekends only, and with as many as it takes from the week', () => {
    for (const year of builtInYears) {
      for (const day of year.workdays) expect([0, 6], day).toContain(weekday(day))
      for (const [, from, to] of year.holidays) expect(from <= to && isDay(from) && isDay(to), from).toBe(true)
    }
  })

  it('gives the statutory holidays of each year off', () => {
    for (let year = 2004; year <= 2026; year += 1) {
      for (const day of ['01-01', '05-01', '10-01', '10-02', '10-03']) expect(isWorkingDay(`${year}-${day}`), `${year}-${day}`).toBe(false)
    }
  })

  it('has between 243 and 254 working days in every year', () => {
    for (let year = 2004; year <= 2025; year += 1) {
      let worked = 0
      for (let day = `${year}-01-01`; day.startsWith(`${year}`); day = dayAfter(day)) if (isWorkingDay(day)) worked += 1
      expect(worked, `${year}`).toBeGreaterThanOrEqual(243)
      expect(worked, `${year}`).toBeLessThanOrEqual(254)
    }
  })

  it('knows the days before New Year that the next year’s notice moved', () => {
    const moved = {
      '2005-12-31': true,
      '2006-12-30': true,
      '2006-12-31': true,
      '2007-12-29': true,
      '2007-12-31': false,
      '2011-12-31': true,
      '2018-12-29': true,
      '2018-12-31': false,
      '2022-12-31': false,
    }
    for (const [day, worked] of Object.entries(moved)) expect(isWorkingDay(day), day).toBe(worked)
    expect(isWorkingDay(addDays('2004-01-01', -1))).toBeNull()
  })
})
