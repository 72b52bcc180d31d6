import { describe, expect, test } from 'vitest'
import { disputeKind } from '../src/lines/mediation/codes.ts'
import { type DisputePatterns, disputePatterns, standings } from './dispute-patterns.ts'
import { type NarrativeKind, narrative, type Plot, plotOf, settlement } from './disputes.ts'
import { peopleFrom } from './names.ts'
import { bodyOf, countedVillages, houseIn } from './places.ts'
import { type Random, randomFrom } from './random.ts'

const kinds = Object.keys(disputePatterns) as NarrativeKind[]
const table: Readonly<Record<string, DisputePatterns>> = disputePatterns
const openings = (kind: NarrativeKind) => (table[kind]?.found ?? []).map((f) => (typeof f === 'string' ? f : f[0]))
const endings = (kind: NarrativeKind) => [
  ...(table[kind]?.settled ?? []),
  ...(table[kind]?.found ?? []).flatMap((f) => (typeof f === 'string' ? [] : [f[1]])),
]
const sides = { first: '张三', second: '李四', village: '锡美村', house: '和睦巷1号' }

/** The shares of a usual county year. */
const year = {
  family: 18,
  neighbour: 22,
  housing: 9,
  contract: 10,
  business: 5,
  damages: 12,
  land: 5,
  expropriation: 2,
  environment: 2,
  labour: 5,
  consumer: 2,
  traffic: 5,
  property: 2,
  other: 8,
}

function payablePlot(random: Random, kind: NarrativeKind): Plot {
  for (;;) {
    const plot = plotOf(random, kind)
    if (plot.payable) return plot
  }
}

/** As the demo makes them: disputes between people or with made-up bodies, in the villages of 2017. */
function disputesOf(seed: string, size: number) {
  const random = randomFrom(seed)
  const person = peopleFrom(random.fork('people'))
  const villages = countedVillages('2017-06-30')
  return Array.from({ length: size }, () => {
    const plot = plotOf(random, random.weighted(year))
    const village = random.pick(villages)
    const home = { village: village.code, on: '2017-06-30' }
    const first = person({ ...home, ...plot.first }).name
    const second = plot.against === 'person' ? person({ ...home, ...plot.second }).name : bodyOf(random, plot.against).name
    return narrative(random, plot, { first, second, village: village.name, house: houseIn(random) }).summary
  })
}

describe('演示中的纠纷', () => {
  test("every kind of the ministry's form can be told, under its official title", () => {
    const titles = Object.fromEntries(kinds.map((kind) => [kind, disputePatterns[kind].title]))
    const official = Object.fromEntries(Object.entries(disputeKind.codes).map(([kind, code]) => [kind, code.title]))
    expect(titles).toEqual(official)
  })

  test('each kind has at least eight ways to begin and several to end, all different', () => {
    for (const kind of kinds) {
      const all = [...openings(kind), ...endings(kind), ...disputePatterns[kind].paid]
      expect(openings(kind).length, kind).toBeGreaterThanOrEqual(8)
      expect(endings(kind).length, kind).toBeGreaterThanOrEqual(3)
      expect(disputePatterns[kind].paid.length, kind).toBeGreaterThanOrEqual(2)
      expect(new Set(all).size, kind).toBe(all.length)
    }
    const beginnings = kinds.flatMap(openings)
    expect(new Set(beginnings).size).toBe(beginnings.length)
  })

  test('every pattern is whole sentences in full-width punctuation and names who, how much and until when', () => {
    for (const kind of kinds) {
      const paid = disputePatterns[kind].paid
      for (const pattern of [...openings(kind), ...endings(kind), ...paid, ...standings]) {
        expect(pattern).toMatch(/。$/)
        expect(pattern.replace(/\{[^}]*\}/g, '')).not.toMatch(/[,.;:!?()\s{}|]/)
      }
      for (const pattern of openings(kind)) {
        expect(pattern).toMatch(/\{甲/)
        expect(pattern.match(/\{元:/g)?.length ?? 0).toBeLessThanOrEqual(1)
      }
      for (const pattern of paid) expect(pattern).toMatch(/(?=.*\{额\})(?=.*\{日\})/)
      expect(openings(kind).filter((pattern) => pattern.includes('{元:')).length, kind).toBeGreaterThanOrEqual(1)
    }
  })

  test('every pattern and every word in it can be drawn without a gap in the text', () => {
    const random = randomFrom('all')
    for (const kind of kinds) {
      for (let i = 0; i < 400; i += 1) {
        const plot = plotOf(random, kind)
        const { summary, claimed } = narrative(random, plot, sides)
        const payment = plot.payable && i % 2 === 0 ? { amount: 8600, until: '2017-08-09' } : null
        const end = settlement(random, plot, sides, payment)
        expect(summary + end).not.toMatch(/[{}|:]|undefined/)
        expect(summary.length).toBeLessThan(200)
        expect(claimed !== null).toBe(plot.payable)
        if (claimed !== null) expect(summary).toContain(`${claimed}元`)
      }
    }
  })

  test('an agreement with a payment names the very sum and day, one without names neither', () => {
    const random = randomFrom('pay')
    for (const kind of kinds) {
      for (let i = 0; i < 20; i += 1) {
        const paid = settlement(random, payablePlot(random, kind), sides, { amount: 8600, until: '2017-08-09' })
        expect(paid).toContain('8600元')
        expect(paid).toContain('2017年8月9日')
        expect(settlement(random, plotOf(random, kind), sides, null)).not.toMatch(/\d/)
      }
    }
  })

  test('nothing is paid where nothing is asked for', () => {
    const random = randomFrom('none')
    const plots = Array.from({ length: 200 }, () => plotOf(random, 'neighbour')).filter((plot) => !plot.payable)
    expect(plots.length).toBeGreaterThan(0)
    for (const plot of plots) {
      expect(() => settlement(random, plot, sides, { amount: 1, until: '2017-08-09' })).toThrow('nothing can be paid')
    }
  })

  test('a story says who fits: the husband is a man, the mother in childbirth a young woman, anyone may be a neighbour', () => {
    const random = randomFrom('parts')
    const plots = kinds.flatMap((kind) => Array.from({ length: 300 }, () => plotOf(random, kind)))
    const telling = (word: string) => plots.find((plot) => plot.pattern.includes(word))
    expect(telling('称丈夫')).toMatchObject({ first: { sex: 'female' }, second: { sex: 'male' } })
    expect(telling('产妇')).toMatchObject({ first: { sex: 'female', ages: [22, 32] }, against: 'hospital' })
    expect(telling('屋檐相邻')).toMatchObject({ first: {}, second: {} })
    for (const word of ['妻', '订婚', '离婚后']) {
      const { first, second } = telling(word) ?? { first: {}, second: {} }
      expect([first.sex, second.sex].toSorted(), word).toEqual(['female', 'male'])
    }
  })

  test('a sum is one that people would name and lies in a sensible range', () => {
    const random = randomFrom('sums')
    for (let i = 0; i < 2000; i += 1) {
      const claimed = narrative(random, payablePlot(random, random.pick(kinds)), sides).claimed ?? 0
      expect(claimed % (claimed >= 10_000 ? 1000 : claimed >= 1000 ? 100 : 10)).toBe(0)
      expect(claimed).toBeGreaterThanOrEqual(50)
      expect(claimed).toBeLessThanOrEqual(400_000)
    }
  })

  test('six thousand disputes of a year do not read alike', () => {
    const disputes = disputesOf('2017', 6065)
    expect(disputesOf('2017', 100)).toEqual(disputes.slice(0, 100))
    expect(new Set(disputes).size).toBeGreaterThan(6050)
  })

  test('even with the same names in the same house, more than half of six thousand have their own words', () => {
    const random = randomFrom('words')
    const texts = Array.from({ length: 6000 }, () =>
      narrative(random, plotOf(random, random.weighted(year)), sides).summary.replace(/\d+/g, '0'),
    )
    expect(new Set(texts).size).toBeGreaterThan(3000)
  })
})
