import type { Doc, Item } from '../../document.ts'
import { printed } from '../../document.ts'
import { holdsWith, reject, type Sheet } from '../../outcome.ts'
import { isPrecise, percentFit, percentOf, showPercent } from '../../ratio-math.ts'
import { add, amountsBefore, headlines, isAmount, rough } from '../amounts.ts'
import { mistypedBase } from './mistyped-base.ts'

/** So near, in points and in proportion, that the printed counts were most likely meant. */
const POINTS = 2
const PART = 0.2
/** A base that may be anything (突破1万) is the base of every share. */
const VAGUE = 1.3
const BACK = 6
/** Small counts come near any share; they are tried only where they stand together. */
const SMALL = 30
/** Words of a share or rate, or none at all: the percentage goes on with the one before it. */
const SHARE = /(?<!贡献)[占率比面]|^[,、和及与(]?(?:约|近|达|为)?$/

interface Miss {
  readonly parts: readonly Item[]
  readonly whole: Item
  readonly item: Item
  readonly actual: number
  /** One off in the last place, as a share of a list is that was made to reach a hundred. */
  readonly slight: boolean
}

/**
 * What no wording explained: a percentage that two counts near it almost give, and none give exactly. Only asked about,
 * as another base may be meant; several that miss one total by the same measure are one question about the total.
 */
export function checkNearMisses(sheet: Sheet): void {
  const { doc } = sheet
  const known = new Set([...sheet.holds, ...sheet.drafts].flatMap((h) => h.items.filter((i) => i.family === 'percent')))
  const used = new Set(sheet.holds.filter((h) => h.kind === 'ratio').map((h) => h.items[1]))
  const misses = doc.items
    .filter((i) => i.family === 'percent' && isPrecise(i) && i.value > 0 && isShare(doc, i) && !known.has(i))
    .filter((i) => !i.growth && !i.prior && !i.target && !i.threshold && !i.slash && !i.range)
    .flatMap((i) => nearest(sheet, i, used) ?? [])
  for (const group of Map.groupBy(misses, (m) => m.whole).values()) {
    const pairs = group.filter((m) => m.parts.length === 1).map((m) => ({ count: m.parts[0] as Item, item: m.item }))
    if (pairs.length < 2 || pairs.length < group.length || !mistypedBase(sheet, pairs)) for (const m of group) if (!m.slight) ask(sheet, m)
  }
}

function isShare(doc: Doc, item: Item): boolean {
  const words = item.before.trim()
  // 连续三年保持100%; 按可办案件计算为86.9%: of other years, of another base
  if (/连续|按[^,;。]{2,12}计算/.test(words)) return false
  return SHARE.test(words) && (words !== '' || doc.items[item.index - 1]?.sentence === item.sentence)
}

function ask(sheet: Sheet, { parts, whole, item, actual }: Miss): void {
  const { doc } = sheet
  const joined = parts.map((x) => printed(doc, x)).join('+')
  const given = showPercent(actual, item.decimals)
  reject(sheet, {
    kind: 'ratio',
    severity: 'question',
    message: {
      zh: `按前面的数推算为${given}，文中写作${printed(doc, item)}`,
      en: `the counts before it give ${given}, the text says ${printed(doc, item)}`,
    },
    arithmetic: `${parts.length > 1 ? `(${joined})` : joined} ÷ ${printed(doc, whole)} = ${given} ≠ ${printed(doc, item)}`,
    items: [whole, ...parts, item],
    suggestion: { zh: '请核对分子、分母和比例，或写明比例的口径。', en: 'Check the counts and the percentage, or say what it is of.' },
  })
}

function nearest(sheet: Sheet, item: Item, used: ReadonlySet<Item | undefined>): Miss | null {
  const { doc } = sheet
  const { p } = percentOf(item)
  if (givenBySums(doc, item)) return null
  // …;制发建议17份,采纳率100%: of the figures of its own segment
  const segment = doc.text.lastIndexOf(';', item.start)
  const own = (doc.bySentence[item.sentence] ?? []).some((i) => i.start > segment && i.index < item.index && isAmount(i))
  let best: Miss | null = null
  for (const parts of numerators(doc, item, used)) {
    // 信息员1000余人 is no count that a share of two decimals was worked out from
    if (rough(parts)) continue
    const sum = add(parts)
    const first = parts[0] as Item
    if (own && segment > 0 && first.end <= segment && first.sentence === item.sentence && /率/.test(item.before)) continue
    for (const whole of [...amountsBefore(doc, item, first), ...headlines(doc, first)]) {
      if (parts.includes(whole) || whole.value <= sum.value || whole.hi > VAGUE * whole.lo) continue
      if (whole.value < SMALL && item.index - whole.index > 3) continue
      const fit = percentFit(item, (100 * sum.lo) / whole.hi, (100 * sum.hi) / whole.lo)
      if (fit === 'ok') return null
      const actual = (100 * sum.value) / whole.value
      const off = Math.abs(actual - p)
      // 52.2万多人…9.98万多人,占19.16%: what 多 hides may well give it
      if (rough([whole, ...parts]) && off <= 0.02 * p) return null
      if (off <= POINTS && off <= PART * p && (!best || off < Math.abs(best.actual - p)))
        best = { parts, whole, item, actual, slight: fit === 'near' && item.decimals > 1 && isOneOfList(sheet, whole, item) }
    }
  }
  return best
}

// Two others of its sentence are shares of that total
function isOneOfList(sheet: Sheet, whole: Item, item: Item): boolean {
  const shares = holdsWith(sheet, whole).filter((h) => h.kind === 'ratio' && h.items[0] === whole && h.items[2]?.sentence === item.sentence)
  return shares.length >= 2
}

// 研究生17人,本科66人,大专23人,总人数110人,本科及以上占75.5%: neighbours together over any figure of the sentence
function givenBySums(doc: Doc, item: Item): boolean {
  const here = (doc.bySentence[item.sentence] ?? []).filter((i) => i.index < item.index && item.index - i.index <= 12 && isAmount(i))
  return here.some((_, from) =>
    here.slice(from + 1).some((_, k) => {
      const some = here.slice(from, from + k + 2)
      if ((some.at(-1)?.index ?? 0) - (some[0]?.index ?? 0) !== some.length - 1) return false
      const sum = add(some)
      return here.some(
        (w) =>
          w.value > sum.value && w.unit === here[from]?.unit && percentFit(item, (100 * sum.lo) / w.hi, (100 * sum.hi) / w.lo) === 'ok',
      )
    }),
  )
}

// The count in the bracket behind, each one before (in the sentence before, where it has none itself), and the list right before, as one
function numerators(doc: Doc, item: Item, used: ReadonlySet<Item | undefined>): Item[][] {
  const next = doc.items[item.index + 1]
  const behind = next && next.sentence === item.sentence && next.depth > item.depth && isAmount(next) ? [[next]] : []
  const here = (doc.bySentence[item.sentence] ?? []).filter((i) => i.index < item.index && isAmount(i))
  const near = (here.length > 0 ? here : (doc.bySentence[item.sentence - 1] ?? []).filter(isAmount))
    .filter((i) => item.index - i.index <= BACK && mayBe(item, i, used))
    .reverse()
  const run: Item[] = []
  const runs: Item[][] = []
  for (const i of near) {
    const last = run[0]
    const joined = last === undefined || (i.unit === last.unit && /^[、,和及]/.test(doc.text.slice(i.end, i.end + 1)))
    if (i.index !== item.index - 1 - run.length || !joined) break
    run.unshift(i)
    if (run.length >= 2) runs.push([...run])
  }
  return [...behind, ...near.filter((i) => i.index === item.index - 1 || !hasShare(doc, i)).map((i) => [i]), ...runs]
}

// Money makes shares of money under the same words; how many were content is no count of cases
function mayBe(item: Item, i: Item, used: ReadonlySet<Item | undefined>): boolean {
  if (used.has(i) || (/满意|知晓/.test(item.before) && !/满意|知晓/.test(i.before))) return false
  // 按时结案597件,结案率100%
  if (/按[时期]|及时/.test(i.before) && !/按[时期]|及时/.test(item.before)) return false
  return i.family !== 'money' || item.index - i.index === 1 || shareWord(i.before, item.before)
}

// A count that a percentage of its own follows has said what it has to say
function hasShare(doc: Doc, i: Item): boolean {
  const next = doc.items[i.index + 1]
  return next?.family === 'percent' && !next.growth && next.sentence === i.sentence
}

// 第二产业增加值20328.8亿元…第二产业为46.3%
function shareWord(a: string, b: string): boolean {
  for (let k = 0; k + 2 <= b.length; k++) if (/^[\u4e00-\u9fff]{2}$/.test(b.slice(k, k + 2)) && a.includes(b.slice(k, k + 2))) return true
  return false
}
