import type { Doc, Item } from '../../document.ts'
import type { Sheet } from '../../outcome.ts'
import { add, fits, isAmount, meets } from '../amounts.ts'
import { judgeList, judgeTwins, type List } from './sum-judge.ts'

const STOP = /另有|另外|另|此外|同时|合计|小计|总计|共计|总共|(?<!公)共(?!同|建|产|青|享|治)|累计|截[至止]/

// A list longer than this is a table, not a sentence; the limits keep the work linear
const WINDOW = 60
const REACH = 600

/** Totals and their parts: 其中, brackets, colons, 包括. Marks the parts it used so that flat lists leave them alone. */
export function checkSums(sheet: Sheet, used: Set<number>, parents: Map<number, Item>, inner: ReadonlySet<Item>): void {
  const { doc } = sheet
  for (const sentence of doc.sentences) {
    const items = doc.bySentence[sentence.index] ?? []
    if (items.length === 0) continue
    for (const list of markedLists(doc, sentence.start, sentence.end, sentence.index, items, inner)) {
      const understood = judgeList(sheet, list)
      // what follows the understood parts may be of another figure
      for (const p of list.parts.slice(0, understood || list.parts.length)) if (!parents.has(p.index)) parents.set(p.index, list.total)
      for (const p of list.parts.slice(0, understood)) used.add(p.index)
      judgeTwins(sheet, understood >= 2 ? { ...list, parts: list.parts.slice(0, understood) } : list)
    }
  }
}

function* markedLists(
  doc: Doc,
  start: number,
  end: number,
  sentence: number,
  items: readonly Item[],
  nested: ReadonlySet<Item>,
): Generator<List> {
  const marker = /其中|包括|(?<=,)即(?!将|便|使)|包含|分为|分别是|\(|:|^[^,;:。、\d]{1,7}中,/g
  const text = doc.text.slice(start, end)
  let covered = -1
  let cursor = 0
  for (const m of text.matchAll(marker)) {
    const at = start + m.index
    if (at < covered) continue
    const word = m[0]
    const loose = word === '其中' || word.endsWith('中,')
    const bracketAt = bracketOf(doc.text, start, at)
    const stop = word === '(' ? closing(doc.text, at, end) : word === '即' ? segmentEnd(doc.text, at, end) : end
    const inside = word === '(' ? at : bracketAt
    while (cursor < items.length && (items[cursor] as Item).start <= at) cursor++
    const after = items
      .slice(cursor, cursor + WINDOW)
      .filter((i) => i.start < stop && i.bracket === inside && isAmount(i) && !nested.has(i))
    const first = after[0]
    if (!first) continue
    if (first.start - at > 30 && !loose) continue
    const totals = totalsBefore(doc, items, cursor, sentence, at, word === '(' ? -2 : bracketAt, first)
    if (totals.length === 0) continue
    const parts = gather(doc, totals[0] as Item, after)
    const largest = parts.reduce((n, p) => Math.max(n, p.lo), 0)
    // a total is not smaller than its parts: 未调解成功41件。其中… speaks of the 5935 before
    const total = parts.length > 2 ? (totals.find((t) => t.hi >= largest) ?? totals[0]) : totals[0]
    if (!total) continue
    if (!loose && !closeTo(doc.text, total, at, word)) continue
    if (parts.length === 0 || (/分别[为是有]?$/.test(first.before) && /^[、和及]$/.test(gapBefore(doc, total)))) continue
    const opening = doc.text.slice(at, first.start)
    const complete = (word === '(' && !/其中|包括|含/.test(opening)) || word === ':' || word === '即' || word.startsWith('分')
    // 61个(当时,全市有14个…): a clause of its own is no list of the figure before it
    if (word === '(' && (parts.length < 2 || (opening.includes(',') && !/其中|包括|含|分|按/.test(opening)))) continue
    if ((word === ':' || word === '即') && parts.length < 2) continue
    covered = loose || parts.length >= 2 ? Math.max(covered, at + 1) : covered
    yield { total, others: totals.filter((t) => t !== total), parts, complete, bracket: word === '(' }
  }
}

// 分别为24件、50件、58件,其中甲分别为13件、33件、34件: member by member, never all of them the parts of the last
function gapBefore(doc: Doc, total: Item): string {
  const previous = doc.items[total.index - 1]
  return previous ? doc.text.slice(previous.end, total.start) : ''
}

function bracketOf(text: string, start: number, at: number): number {
  let depth = 0
  for (let i = at - 1; i >= start && at - i < REACH; i--) {
    if (text[i] === ')') depth++
    else if (text[i] === '(') {
      if (depth === 0) return i
      depth--
    }
  }
  return -1
}

function segmentEnd(text: string, at: number, end: number): number {
  const stop = text.slice(at, end).indexOf(';')
  return stop < 0 ? end : at + stop
}

function closing(text: string, open: number, end: number): number {
  let depth = 0
  for (let i = open; i < end && i - open < REACH; i++) {
    if (text[i] === '(') depth++
    else if (text[i] === ')' && --depth === 0) return i
  }
  return end
}

// A bracket belongs to the figure just before it; a colon or 包括 to a figure of the same clause or the one before
function closeTo(text: string, total: Item, at: number, word: string): boolean {
  const gap = text.slice(total.end, at)
  // 146件,占10%(…); 146件提案满意率达100%(满意144件,基本满意2件): the percentage is said in passing
  const rest = gap
    .replace(/^(?:,占|[^,;。]{0,8}率(?:为|是|达到?)?)[\d.]+%/, '')
    .replace(/^[^,;。\d]{0,10}(?:,[^,;。\d]{0,8}率(?:为|是|达到?)?[\d.]+%)*,[^,;。\d]{0,6}满意率(?:为|是|达到?)?[\d.]+%/, '')
  if (word === '(') return rest.length <= 8 && !/[,;。、]/.test(rest)
  return gap.length <= 24 && !/[;。]/.test(gap)
}

function totalsBefore(
  doc: Doc,
  items: readonly Item[],
  cursor: number,
  sentence: number,
  at: number,
  bracket: number,
  first: Item,
): Item[] {
  const found: Item[] = []
  const sameName: Item[] = []
  for (let k = cursor - 1; k >= 0 && k > cursor - WINDOW && found.length < 6; k--) {
    const i = items[k] as Item
    // 上年企业7225个(内资…): the bracket divides last year's figure
    const level = bracket === -2 && i.prior ? { ...i, prior: false } : i
    if (i.end > at || !isAmount(level) || !(bracket === -2 || i.bracket === bracket || i.bracket === -1)) continue
    if (fits(i, first)) found.push(i)
    else if (sameThing(doc, i, first)) sameName.push(i)
  }
  if (found.length === 0) found.push(...sameName)
  if (found.length > 0) return found
  // 其中 at the head of a sentence or inside a bracket refers to the sentence before
  const head = doc.text.slice(doc.sentences[sentence]?.start ?? 0, at).trim()
  if (head.length > 6 && !head.endsWith('中') && !head.endsWith('其')) return []
  const out: Item[] = []
  const paragraph = doc.sentences[sentence]?.paragraph
  for (let s = sentence - 1; s >= sentence - 3 && doc.sentences[s]?.paragraph === paragraph; s--) {
    for (const i of [...(doc.bySentence[s] ?? [])].reverse()) if (isAmount(i) && fits(i, first) && i.depth === 0) out.push(i)
    if (out.length > 24) break
  }
  return out.slice(0, 24)
}

function gather(doc: Doc, total: Item, after: readonly Item[]): Item[] {
  const parts: Item[] = []
  let last: Item | null = null
  let inner = false
  for (const item of after) {
    const gap = last ? doc.text.slice(last.end, item.start) : ''
    // 刑事141件,即逮捕41件、起诉99件;民事1件: what a part is made of is no part of the whole
    inner = !gap.includes(';') && (inner || (/^,即/.test(gap) && parts.length > 0))
    if (inner) {
      last = item
      continue
    }
    // 撤销287件,变更9件,共296件: a subtotal inside the list is no part
    if (last && /(?<!公)共/.test(gap) && fits(total, item) && subtotal(item, parts)) {
      last = item
      continue
    }
    if (last && STOP.test(gap)) break
    // 其中A 3件,占5%;按类别B 2件,C 1件: a new way of dividing begins
    if (last && /;[^,;。\d]{1,8}(?:中|里),/.test(gap)) break
    if (
      last &&
      gap.includes(';') &&
      (/;(?:按|从|以|在)|;[^,]{0,8}(?:上|中(?!\d)|方面|看|来看)/.test(gap) || parts.length === 1) &&
      semicolonBreaks(doc, item, after, parts.length)
    )
      break
    last = item
    if (fits(total, item) || sameThing(doc, total, item)) parts.push(item)
  }
  return parts
}

// 调查评估7件,其中拟判缓刑的调查评估3人: cases counted by the people they are about; 受理195件236人 is a second measure
const HEADS = new Set(['case', 'person', 'org'])
function sameThing(doc: Doc, total: Item, part: Item): boolean {
  if (!HEADS.has(total.family) || !HEADS.has(part.family) || doc.items[part.index - 1]?.end === part.start) return false
  const name = total.label.slice(-2)
  return name.length === 2 && part.label.length > 2 && part.label.endsWith(name)
}

function subtotal(item: Item, parts: readonly Item[]): boolean {
  for (let k = 2; k <= parts.length; k++) if (meets(item, add(parts.slice(-k)))) return true
  return false
}

// After a single part, a semicolon ends the list unless the parts themselves are divided by semicolons
function semicolonBreaks(doc: Doc, item: Item, after: readonly Item[], count: number): boolean {
  if (count !== 1) return true
  // 29件48人: the second measure is of the same part
  const next = after.slice(after.indexOf(item) + 1).find((n) => doc.items[n.index - 1]?.end !== n.start)
  return next !== undefined && !/[;:]/.test(doc.text.slice(item.end, next.start))
}
