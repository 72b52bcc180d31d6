import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkText } from './index.ts'

/** A text in pieces: words and the numbers that bear it, in order. */
type Piece = string | { readonly n: number; readonly digits: number }

const whole = (n: number): Piece => ({ n, digits: 0 })
const rate = (n: number, of: number): Piece => ({ n: Math.round((n / of) * 10000) / 100, digits: 2 })

interface Ledger {
  readonly civil: number
  readonly criminal: number
  readonly administrative: number
  readonly accepted: number
  readonly failed: number
  readonly inflow: number
  readonly outflow: number
  readonly probation: number
  readonly before: number
  readonly more: number
  readonly women: number
}

const ledgers: fc.Arbitrary<Ledger> = fc
  .record({
    civil: fc.integer({ min: 60, max: 900 }),
    criminal: fc.integer({ min: 60, max: 900 }),
    administrative: fc.integer({ min: 10, max: 90 }),
    accepted: fc.integer({ min: 1000, max: 9000 }),
    failed: fc.integer({ min: 10, max: 90 }),
    inflow: fc.integer({ min: 600, max: 3000 }),
    outflow: fc.integer({ min: 100, max: 400 }),
    probation: fc.integer({ min: 60, max: 95 }),
    before: fc.integer({ min: 300, max: 2000 }),
    more: fc.integer({ min: 20, max: 250 }),
    women: fc.integer({ min: 20, max: 60 }),
  })
  // equal numbers may stand for one another: then a change is not always a contradiction
  .filter((l) => new Set(Object.values(l)).size === Object.values(l).length)

/** The year's report of a ledger: every number of it is held by at least one relation. */
function report(l: Ledger): Piece[][] {
  const aid = l.civil + l.criminal + l.administrative
  const stock = l.inflow - l.outflow
  const suspended = Math.floor((stock * l.probation) / 100)
  const parole = Math.floor((stock - suspended) / 2)
  return [
    [
      '2019年工作报告\n一、法律援助\n全年办理法律援助案件',
      whole(aid),
      '件,其中民事',
      whole(l.civil),
      '件、刑事',
      whole(l.criminal),
      '件、行政',
      whole(l.administrative),
      '件。\n',
    ],
    [
      '二、人民调解\n全区人民调解组织受理纠纷',
      whole(l.accepted),
      '件,调解成功',
      whole(l.accepted - l.failed),
      '件,成功率',
      rate(l.accepted - l.failed, l.accepted),
      '%。\n',
    ],
    [
      '三、社区矫正\n截至2019年底,累计接收社区矫正对象',
      whole(l.inflow),
      '人,累计解除',
      whole(l.outflow),
      '人,现在册',
      whole(stock),
      '人。\n',
    ],
    [
      '四、在册结构\n在册',
      whole(stock),
      '人,其中缓刑',
      whole(suspended),
      '人,假释',
      whole(parole),
      '人,暂予监外执行',
      whole(stock - suspended - parole),
      '人。\n',
    ],
    ['五、行政复议\n新收复议申请', whole(l.before + l.more), '件,比2018年的', whole(l.before), '件增长', rate(l.more, l.before), '%。\n'],
    ['六、队伍\n现有调解员', whole(l.civil + l.women), '名,其中女性', whole(l.women), '名,占', rate(l.women, l.civil + l.women), '%。\n'],
  ]
}

const print = (pieces: readonly Piece[]): string => pieces.map((p) => (typeof p === 'string' ? p : p.n.toFixed(p.digits))).join('')

describe('a report written from a ledger', () => {
  it('has no finding when every figure comes from the same cases', () => {
    fc.assert(
      fc.property(ledgers, (l) => {
        const result = checkText(print(report(l).flat()))
        expect(result.findings.map((f) => `${f.message} ${f.arithmetic}`)).toEqual([])
        expect(result.confirmed.length).toBeGreaterThanOrEqual(6)
      }),
      { numRuns: 300 },
    )
  }, 240_000)

  it('has a finding as soon as one of its figures is changed', () => {
    fc.assert(
      fc.property(ledgers, fc.nat(), fc.constantFrom(1, -1), (l, pick, sign) => {
        const pieces = report(l).flat()
        const numbers = pieces.flatMap((p, i) => (typeof p === 'string' ? [] : [i]))
        const at = numbers[pick % numbers.length] as number
        const old = pieces[at] as { n: number; digits: number }
        const by = old.digits > 0 ? 1.37 : Math.max(9, Math.round(old.n * 0.04))
        const changed = { ...old, n: old.n + sign * by }
        if (changed.n <= 0) return
        const text = print(pieces.map((p, i) => (i === at ? changed : p)))
        expect(checkText(text).findings.length, text).toBeGreaterThan(0)
      }),
      { numRuns: 600 },
    )
  }, 240_000)
})
