import { maskedSpans } from './dates.ts'
import { type RawFigure, scanFigures } from './figures.ts'
import { cleanLabel, isEach, isEarlier, isGrowth, isPrior, isTarget } from './labels.ts'
import { findTables, type LineTable } from './line-tables.ts'
import { joinLines, normalize } from './normalize.ts'
import { findPeriods, type PeriodMark, reportYear } from './periods.ts'
import type { Quote } from './types.ts'

/** A stretch between full stops or line ends. */
export interface Sentence {
  readonly index: number
  readonly start: number
  readonly end: number
  readonly paragraph: number
}

/** A figure in its place: sentence, clause, brackets, and the words before and after it. */
export interface Item extends RawFigure {
  readonly index: number
  readonly sentence: number
  readonly paragraph: number
  readonly depth: number
  /** Place of the bracket that holds it, -1 outside brackets. */
  readonly bracket: number
  /** Where its clause (its label) begins. */
  readonly clauseStart: number
  readonly before: string
  readonly after: string
  /** What is counted, in the words of the text. */
  readonly label: string
  /** An amount of change (增加30件), not a level. */
  readonly growth: boolean
  /** The earlier value of a comparison (比2014年的1124件, 由85%). */
  readonly prior: boolean
  /** A mean or a quota (人均, 每月, 平均). */
  readonly each: boolean
  /** A plan, not a fact (力争, 目标, 将). */
  readonly target: boolean
}

/** A text taken apart: everything the relations look at. */
export interface Doc {
  readonly source: string
  /** The normalised text without soft breaks; every place of an item is a place in it. */
  readonly text: string
  /** Where each sign of `text` stands in the source; null where they are the same. */
  readonly places: Uint32Array | null
  readonly sentences: readonly Sentence[]
  readonly items: readonly Item[]
  readonly bySentence: readonly (readonly Item[])[]
  readonly periods: readonly PeriodMark[]
  readonly year: number | null
  /** Tables pasted as text, and the figures of their cells by the place of the digits. */
  readonly tables: readonly LineTable[]
  readonly cellItems: ReadonlyMap<number, Item>
}

// Nothing written is one sentence of this length; the limit keeps the work linear on any input
const LONGEST = 1500

// 比去年同期(429)多7人
const BESIDE = /[比较](?:上年|去年|上月|上季度?|上周|(?:19|20)\d\d年)(?:同期)?\($/
// 4790起刑事案件以及217起行政案件: what stands before 以及 is the name of the figure before
const JOINED = /(?:以及|[及和与])$/

const HARD = ',;:。!?\n()（）'

/** Takes a text apart. Linear in its length. */
export function readDocument(source: string): Doc {
  const { text, places } = joinLines(normalize(source))
  const sentences = splitSentences(text)
  const year = reportYear(text)
  const tables = findTables(text)
  const items = placeItems(text, sentences, markCells(scanFigures(text, maskedSpans(text)), tables))
  const bySentence: Item[][] = sentences.map(() => [])
  for (const item of items) bySentence[item.sentence]?.push(item)
  return {
    source,
    text,
    places,
    sentences,
    items,
    bySentence,
    periods: findPeriods(text, year),
    year,
    tables,
    cellItems: cellItems(items, tables),
  }
}

// The numbers of a table are read by its lines and columns, never as prose
function markCells(raw: readonly RawFigure[], tables: readonly LineTable[]): RawFigure[] {
  const rows = tables.flatMap((t) => t.rows)
  let r = 0
  return raw.map((figure) => {
    while (r < rows.length && (rows[r]?.end ?? 0) <= figure.start) r++
    const row = rows[r]
    return row && row.start <= figure.start && figure.start >= (row.cells[0]?.start ?? 0) ? { ...figure, slash: true } : figure
  })
}

function cellItems(items: readonly Item[], tables: readonly LineTable[]): Map<number, Item> {
  const starts = new Set(tables.flatMap((t) => t.rows.flatMap((row) => row.cells.flatMap((c) => [c.start, c.start + 1]))))
  return new Map(items.filter((i) => starts.has(i.numStart)).map((i) => [i.numStart, i]))
}

function splitSentences(text: string): Sentence[] {
  const out: Sentence[] = []
  let start = 0
  let paragraph = 0
  const push = (end: number) => {
    if (end > start) out.push({ index: out.length, start, end, paragraph })
    start = end
  }
  for (let i = 0; i < text.length; i++) {
    const c = text[i]
    if (c === '\n') {
      push(i)
      start = i + 1
      paragraph++
    } else if (c === '。' || c === '!' || c === '?') push(i + 1)
    else if (i - start > LONGEST && (c === ',' || c === ';' || c === '、' || i - start > 2 * LONGEST)) push(i + 1)
  }
  push(text.length)
  return out
}

function placeItems(text: string, sentences: readonly Sentence[], raw: readonly RawFigure[]): Item[] {
  const items: Item[] = []
  let s = 0
  let scanned = 0
  let brackets: number[] = []
  for (const [index, figure] of raw.entries()) {
    while (s + 1 < sentences.length && (sentences[s] as Sentence).end <= figure.start) s++
    const sentence = sentences[s] as Sentence
    if (scanned < sentence.start) {
      scanned = sentence.start
      brackets = []
    }
    for (; scanned < figure.start; scanned++) {
      if (text[scanned] === '(') brackets.push(scanned)
      else if (text[scanned] === ')') brackets.pop()
    }
    const previous = items[index - 1]
    // a class border is part of the label: 不足3万元的39个
    const border = previous !== undefined && previous.sentence === s && (previous.threshold || previous.range)
    const limit = previous && previous.sentence === s ? (border ? previous.clauseStart : previous.end) : sentence.start
    const clauseStart = findClauseStart(text, figure.start, limit, previous !== undefined && !border && limit === previous.end)
    // 受理287件412人: the second measure counts what the first one counts
    const twin =
      previous !== undefined && previous.end === figure.start && previous.unit !== figure.unit && !previous.range && !previous.threshold
    const before = twin ? previous.before : text.slice(clauseStart, figure.start)
    const nextStart = raw[index + 1]?.start ?? text.length
    const after = text.slice(figure.end, findClauseEnd(text, figure.end, Math.min(nextStart, sentence.end)))
    const context = text.slice(Math.max(hardStart(text, figure.start, sentence.start), figure.start - 60), figure.start)
    items.push({
      ...figure,
      index,
      sentence: s,
      paragraph: sentence.paragraph,
      depth: brackets.length,
      bracket: brackets[brackets.length - 1] ?? -1,
      clauseStart,
      before,
      after,
      label: (JOINED.test(before) ? '' : cleanLabel(before)) || cleanLabel(after.replace(JOINED, '')),
      growth:
        figure.family === 'point' ||
        isGrowth(before, context) ||
        (items[index - 1]?.prior === true && /^\)?[多少][\u4e00-\u9fff]{0,3}$/.test(before.trim())) ||
        joinsGrowth(previous, figure, before) ||
        followsStep(items, figure, before),
      prior:
        isPrior(context, text.slice(figure.end, figure.end + 16)) ||
        isEarlier(before) ||
        BESIDE.test(text.slice(Math.max(0, figure.start - 12), figure.start)),
      each: isEach(before),
      target: isTarget(text, sentence.start, figure.start),
    })
  }
  return items
}

// 同比分别增长9.4%和11.2%: the second percentage is a change as well
function joinsGrowth(previous: Item | undefined, figure: RawFigure, before: string): boolean {
  return (
    previous?.growth === true &&
    previous.family === 'percent' &&
    figure.family === 'percent' &&
    /^[、和及与,]?(?:约|近)?$/.test(before.trim())
  )
}

// 由30件到21件,-30.0%: after two levels of one step a bare percentage is the change
function followsStep(items: readonly Item[], figure: RawFigure, before: string): boolean {
  const [from, to] = items.slice(-2)
  return (
    figure.family === 'percent' &&
    from?.prior === true &&
    to !== undefined &&
    from.unit === to.unit &&
    /^(?:同比)?[-+]?$/.test(before.trim())
  )
}

// Start of the label: the nearest stop, or the figure before; 、 divides only after a figure
function findClauseStart(text: string, at: number, limit: number, afterFigure: boolean): number {
  let i = at
  while (i > limit) {
    const c = text[i - 1] as string
    if (c === ')') {
      let open = i - 2
      while (open >= limit && i - open <= 14 && text[open] !== '(') open--
      if (open < limit || text[open] !== '(' || /\d/.test(text.slice(open, i))) return i
      i = open
      continue
    }
    if (HARD.includes(c)) return i
    i--
  }
  if (!afterFigure) return i
  const gap = text.slice(limit, at)
  const comma = gap.search(/[、/]/)
  return comma >= 0 ? limit + comma + 1 : limit
}

function findClauseEnd(text: string, at: number, limit: number): number {
  let i = at
  while (i < limit && i - at < 40) {
    const c = text[i] as string
    if (HARD.includes(c) || c === '、' || c === '/') break
    i++
  }
  return i
}

function hardStart(text: string, at: number, limit: number): number {
  let i = at
  while (i > limit && !',;:。\n'.includes(text[i - 1] as string)) i--
  return i
}

/** The last period phrase that governs a place: in its sentence, else in the sentences before it of one paragraph. */
export function periodOf(doc: Doc, item: Item): PeriodMark | null {
  let lo = 0
  let hi = doc.periods.length
  while (lo < hi) {
    const mid = (lo + hi) >> 1
    if ((doc.periods[mid] as PeriodMark).start < item.start) lo = mid + 1
    else hi = mid
  }
  const from = paragraphStart(doc, item.sentence)
  for (let i = lo - 1; i >= 0; i--) {
    const mark = doc.periods[i] as PeriodMark
    if (mark.start < from) return null
    if (!mark.compared && mark.end <= item.start) return mark
  }
  return null
}

function paragraphStart(doc: Doc, sentence: number): number {
  const paragraph = doc.sentences[sentence]?.paragraph
  let s = sentence
  // six sentences back is as far as a reader carries a period
  while (s > 0 && sentence - s < 6 && doc.sentences[s - 1]?.paragraph === paragraph) s--
  return doc.sentences[s]?.start ?? 0
}

/** The digits of an item as printed, with 万 or 亿 and the sign of a percentage. */
export function printed(doc: Doc, item: Item): string {
  const sign = item.family === 'percent' ? item.unit : ''
  return sourceSlice(doc, item.numStart, item.numEnd).text.replace(/\s/g, '') + sign
}

/** The words of the source between two places of the text. */
export function sourceSlice(doc: Doc, from: number, to: number): Quote {
  const start = doc.places?.[from] ?? from
  // up to the last sign itself, not to the first one of the next line
  const end = doc.places && to > from ? (doc.places[to - 1] ?? to) + 1 : to
  return { text: doc.source.slice(start, end), start, end }
}
