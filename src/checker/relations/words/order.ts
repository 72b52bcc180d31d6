import { type Doc, type Item, printed } from '../../document.ts'
import { confirm, reject, type Sheet, slice } from '../../outcome.ts'

const UP = '攀升|上升|增长|递增|提高|提升|增加|走高|上扬|攀高'
const DOWN = '下降|递减|减少|降低|回落|走低|下滑'
/** 连续六年攀升, 逐年下降: every figure goes beyond the one before it. */
const TREND = new RegExp(
  `(?:连续[二两三四五六七八九十\\d]{1,2}个?[年季月](?:度|来)?|逐[年月季]|年年|呈(?:逐[年月季]|持续|连续))(?:稳步|稳定|持续|大幅|保持)?(?:(${UP})|(${DOWN}))`,
  'g',
)
/** 最多的依次为, 从高到低依次是: no figure is larger than the one before it. */
const RANKED =
  /(?:最[多高大]|居前|前[二两三四五六七八九十\d]{1,2}[位名]?|[由从按][^,;。\d]{0,6}[高多大]到[低少小]|降序)[^;。\d]{0,24}依次(?:为|是)?[:]?/g
// ,98.45%连续六年攀升; 逐年上升,分别为95.1%
const BEHIND = 6
const AHEAD = 30

/** Words that say in which order a row of figures stands, held against the row. */
export function checkOrder(sheet: Sheet): void {
  const { doc } = sheet
  for (const m of doc.text.matchAll(TREND)) {
    // 10月起逐月递减
    if (/[起后来]/.test(doc.text[m.index - 1] ?? '')) continue
    const row = rowEndingAt(doc, m.index) ?? rowStartingAt(doc, m.index + m[0].length)
    if (row) judge(sheet, m, oldestFirst(doc, row), m[1] ? 1 : -1)
  }
  for (const m of doc.text.matchAll(RANKED)) {
    const row = rowStartingAt(doc, m.index + m[0].length)
    if (row) judge(sheet, m, row, -1, true)
  }
}

/** Figures that stand one after another, names between them at most. */
const CLOSE = 18
const follows = (doc: Doc, a: Item, b: Item): boolean =>
  a.sentence === b.sentence &&
  a.unit === b.unit &&
  !b.growth &&
  !b.prior &&
  !/合计|共|总|累计/.test(b.before) &&
  a.depth === b.depth &&
  b.start - a.end <= CLOSE &&
  /[、,和及]/.test(doc.text.slice(a.end, b.start)) &&
  !/[;。:]/.test(doc.text.slice(a.end, b.start))

// Index of the first figure that begins at or behind a place
function nextItem(doc: Doc, at: number): number {
  let [lo, hi] = [0, doc.items.length]
  while (lo < hi) {
    const middle = (lo + hi) >> 1
    if ((doc.items[middle] as Item).start < at) lo = middle + 1
    else hi = middle
  }
  return lo
}

function rowEndingAt(doc: Doc, at: number): Item[] | undefined {
  const last = doc.items[nextItem(doc, at) - 1]
  if (!last || at - last.end > BEHIND || /[;。]/.test(doc.text.slice(last.end, at))) return undefined
  const row = [last]
  for (let k = last.index - 1; k >= 0 && follows(doc, doc.items[k] as Item, row[0] as Item); k--) row.unshift(doc.items[k] as Item)
  return longEnough(row)
}

function rowStartingAt(doc: Doc, at: number): Item[] | undefined {
  const first = doc.items[nextItem(doc, at)]
  if (!first || first.start - at > AHEAD || first.growth || /[;。]/.test(doc.text.slice(at, first.start))) return undefined
  const row = [first]
  for (let k = first.index + 1; k < doc.items.length; k++) {
    const [a, b] = [row.at(-1) as Item, doc.items[k] as Item]
    // 甲类85件、乙类47件,丙类104件: a comma ends what was joined by 、
    const leaves = row.length >= 2 && stopBetween(doc, row[0] as Item, row[1] as Item) === '、' && stopBetween(doc, a, b) === ','
    if (!follows(doc, a, b) || leaves) break
    row.push(b)
  }
  return longEnough(row)
}

const stopBetween = (doc: Doc, a: Item, b: Item): string => /[、,]/.exec(doc.text.slice(a.end, b.start))?.[0] ?? ''

const longEnough = (row: Item[]): Item[] | undefined => (row.length >= 3 ? row : undefined)

// 2013年、2012年、2011年分别为…: the years before the row say which way it runs
function oldestFirst(doc: Doc, row: readonly Item[]): readonly Item[] {
  const start = row[0]?.start ?? 0
  const years = [...doc.text.slice(Math.max(0, start - 60), start).matchAll(/(?:19|20)\d\d(?=年)/g)].map((m) => Number(m[0]))
  const [a, b] = years.slice(-2)
  return a !== undefined && b !== undefined && a > b ? [...row].reverse() : row
}

function judge(sheet: Sheet, claim: RegExpExecArray, row: readonly Item[], sign: 1 | -1, mayEqual = false): void {
  const { doc } = sheet
  const goes = (a: Item, b: Item) => (b.hi - a.lo) * sign > 0 || (b.lo - a.hi) * sign > 0 || (mayEqual && a.value === b.value)
  const at = row.findIndex((b, k) => k > 0 && !goes(row[k - 1] as Item, b))
  const values = row.map((i) => printed(doc, i)).join('、')
  const quotes = [
    slice(
      doc,
      row.reduce((n, i) => Math.min(n, i.start), claim.index),
      row.reduce((n, i) => Math.max(n, i.end), claim.index + claim[0].length),
    ),
  ]
  if (at < 0) {
    confirm(sheet, 'conflict', values, row, quotes)
    return
  }
  const [a, b] = [row[at - 1] as Item, row[at] as Item]
  reject(sheet, {
    kind: 'conflict',
    severity: 'question',
    message: {
      zh: `文中说“${claim[0]}”，而${printed(doc, a)}之后是${printed(doc, b)}`,
      en: `the text says ${claim[0]}, yet ${printed(doc, b)} follows ${printed(doc, a)}`,
    },
    arithmetic: `${printed(doc, a)} → ${printed(doc, b)}`,
    items: [a, b],
    quotes: [...quotes],
    suggestion: { zh: '请核对各数及其次序，或改写说明。', en: 'Check the figures and their order, or the words.' },
  })
}
