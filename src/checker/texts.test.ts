import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkText, type Finding } from './index.ts'

/** A relation of an annotated text, as the gold files hold it; `check` is its arithmetic, true where it holds. */
interface Noted {
  readonly kind: string
  readonly quotes: readonly string[]
  readonly check?: string
}
interface Gold {
  readonly findings: readonly Noted[]
  readonly holds: readonly Noted[]
  readonly suspects: readonly Noted[]
}
type Span = readonly [number, number]

const root = join(import.meta.dirname, 'texts')
const texts = readdirSync(root).flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.txt'))
    .map((name) => ({
      name: `${folder}/${name}`,
      text: readFileSync(join(root, folder, name), 'utf8'),
      gold: JSON.parse(readFileSync(join(root, folder, name.replace(/txt$/, 'gold.json')), 'utf8')) as Gold,
    })),
)

const spans = (text: string, quotes: readonly string[]): Span[] =>
  quotes.flatMap((q) =>
    [...text.matchAll(new RegExp(q.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'g'))].map((m) => [m.index, m.index + q.length] as const),
  )
const NUMERAL = /[\d０-９一二三四五六七八九十百千万亿两]/

// A finding hits a note where their quotes share a number; numbering has none to share
function hits(text: string, finding: Finding, note: Noted): boolean {
  return finding.quotes.some((a) =>
    spans(text, note.quotes).some(([from, to]) => {
      const [lo, hi] = [Math.max(a.start, from), Math.min(a.end, to)]
      return lo < hi && (note.kind === 'numbering' || NUMERAL.test(text.slice(lo, hi)))
    }),
  )
}

const share = (n: number, d: number, digits: number): number => Math.round(1e-9 + (n / d) * 100 * 10 ** digits) / 10 ** digits
const growth = (now: number, before: number, digits: number): number =>
  Math.sign(now - before) * share(Math.abs(now - before), before, digits)
const holds = (check: string): boolean => new Function('rd', 'gr', `return ${check}`)(share, growth) === true

interface Mutant {
  readonly text: string
  readonly note: Noted
  readonly what: string
}

/** Every text with one number of a relation that holds changed so that the relation no longer holds. */
function* mutants(text: string, gold: Gold): Generator<Mutant> {
  for (const note of gold.holds) {
    const { check } = note
    if (check === undefined) continue
    for (const quote of note.quotes) {
      for (const m of quote.matchAll(/\d+(?:\.\d+)?/g)) {
        const [old] = m
        const inCheck = new RegExp(`(?<![\\d.])${old.replace('.', '\\.')}(?![\\d.])`, 'g')
        for (const changed of changes(old)) {
          if (check.search(inCheck) < 0 || holds(check.replace(inCheck, changed))) continue
          const wrong = quote.slice(0, m.index) + changed + quote.slice(m.index + old.length)
          const quotes = note.quotes.map((q) => (q === quote ? wrong : q))
          yield { text: text.replace(quote, wrong), note: { ...note, quotes }, what: `${old} → ${changed}: ${check}` }
        }
      }
    }
  }
}

// A digit mistyped, and a slip of a few units
function changes(number: string): string[] {
  const value = Number(number)
  const decimals = number.split('.')[1]?.length ?? 0
  if (decimals > 0) return [(value + 1.3).toFixed(decimals)]
  const at = number.length > 1 ? 1 : 0
  const digit = (Number(number[at]) + 3) % 10
  const mistyped = number.slice(0, at) + digit + number.slice(at + 1)
  return [mistyped, String(value + (value < 20 ? 3 : value < 1000 ? 9 : 27))].filter(
    (s) => s !== number && Number(s) > 0 && !s.startsWith('0'),
  )
}

describe('the annotated texts', () => {
  const results = texts.map((t) => ({ ...t, findings: checkText(t.text).findings }))

  it('nine of ten contradictions are found', () => {
    const noted = results.flatMap((r) =>
      r.gold.findings.map((note) => ({ name: r.name, note, found: r.findings.some((f) => hits(r.text, f, note)) })),
    )
    const missed = noted.filter((n) => !n.found).map((n) => `${n.name}: ${n.note.quotes.join(' | ')}`)
    expect(missed.length, missed.join('\n')).toBeLessThanOrEqual(noted.length * 0.1)
  })

  it('no error is reported where the text is right', () => {
    const alarms = results.flatMap((r) =>
      r.findings
        .filter((f) => f.severity === 'error' && ![...r.gold.findings, ...r.gold.suspects].some((n) => hits(r.text, f, n)))
        .map((f) => `${r.name}: ${f.arithmetic}`),
    )
    expect(alarms).toEqual([])
  })

  it('nine of ten changed figures are noticed', () => {
    let all = 0
    const missed: string[] = []
    for (const { name, text, gold } of texts) {
      for (const mutant of mutants(text, gold)) {
        all++
        if (!checkText(mutant.text).findings.some((f) => hits(mutant.text, f, mutant.note))) missed.push(`${name}: ${mutant.what}`)
      }
    }
    expect(all).toBeGreaterThan(1000)
    expect(missed.length, missed.join('\n')).toBeLessThanOrEqual(all * 0.1)
  }, 240_000)
})
