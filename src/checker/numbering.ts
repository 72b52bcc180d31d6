import type { Doc } from './document.ts'
import { parseChineseNumeral, toChineseOrdinal } from './numerals.ts'
import { confirm, reject, type Sheet, slice } from './outcome.ts'

/** One numbering marker of the text. Levels: 一、 (一) 1. (1) and the running 一是. */
interface Marker {
  readonly level: Level
  readonly n: number
  readonly start: number
  readonly end: number
  readonly paragraph: number
  readonly atLineStart: boolean
}
type Level = 'top' | 'bracket' | 'digit' | 'digit-bracket' | 'running'

const DEPTH: Readonly<Record<Level, number>> = { top: 0, bracket: 1, digit: 2, 'digit-bracket': 3, running: 4 }
const CN = '[一二三四五六七八九十]{1,3}'
const MARKER = new RegExp(`(${CN})、|\\((${CN})\\)|(?<![\\d.〔第])(\\d{1,2})(?:、|[.](?![\\d年月]))|\\((\\d{1,2})\\)|(${CN})是`, 'g')

/** Missing, repeated and crossed numbering of headings and running lists. */
export function checkNumbering(sheet: Sheet): void {
  const markers = findMarkers(sheet.doc)
  ladder(
    sheet,
    markers.filter((m) => m.level !== 'running'),
  )
  running(sheet, markers)
}

function findMarkers(doc: Doc): Marker[] {
  const out: Marker[] = []
  const { text, sentences } = doc
  const rows = doc.tables.flatMap((x) => x.rows)
  let t = 0
  let s = 0
  for (const m of text.matchAll(MARKER)) {
    const at = m.index
    while (s + 1 < sentences.length && (sentences[s]?.end ?? 0) <= at) s++
    const sentence = sentences[s]
    if (!sentence) break
    const before = text.slice(Math.max(0, at - 3), at).trimEnd()
    const lineStart = at === 0 || /\n *$/.test(text.slice(Math.max(0, at - 8), at)) || text.slice(0, at).trim() === ''
    const afterStop = lineStart || /[。;:!?,]$/.test(before)
    const level: Level = m[1] ? 'top' : m[2] ? 'bracket' : m[3] ? 'digit' : m[4] ? 'digit-bracket' : 'running'
    const word = m[1] ?? m[2] ?? m[3] ?? m[4] ?? m[5] ?? ''
    const n = /\d/.test(word) ? Number(word) : (parseChineseNumeral(word) ?? 0)
    if (n === 0 || n > 40) continue
    // the lines of a table bear numbers of their own
    while (t < rows.length && (rows[t]?.end ?? 0) <= at) t++
    if ((rows[t]?.start ?? at + 1) <= at) continue
    // 一、 inside a sentence (一、二、三号) and (一) after a word are references, not headings
    if (level === 'top' && !(lineStart || /[。;:!?]$/.test(before))) continue
    if ((level === 'digit' || level === 'digit-bracket') && !(lineStart || /[。;:!?]$/.test(before))) continue
    // 二、普法依治(一)重点普法: the first bracket may follow its heading without a stop
    const heads = out[out.length - 1]
    const underTop = n === 1 && heads?.level === 'top' && at - heads.end <= 24 && !/[。;:,(]/.test(text.slice(heads.end, at))
    if (level === 'bracket' && !afterStop && !underTop) continue
    if (level === 'running' && (!afterStop || (n === 1 && /^是(?:否|非)/.test(text.slice(at + 1, at + 3))))) continue
    if (level === 'top' && /^[一二三四五六七八九十]{1,3}、[一二三四五六七八九十]{1,3}[、号是]/.test(text.slice(at, at + 8))) continue
    out.push({ level, n, start: at, end: at + m[0].length, paragraph: sentence.paragraph, atLineStart: lineStart })
  }
  return out
}

// Headings: each level counts on under its parent and starts anew under the next one
function ladder(sheet: Sheet, markers: readonly Marker[]): void {
  const last: (Marker | null)[] = [null, null, null, null]
  const runs: Marker[][] = [[], [], [], []]
  const close = (depth: number) => {
    for (let d = depth; d < 4; d++) {
      const run = runs[d] as Marker[]
      if (run.length >= 3)
        confirm(
          sheet,
          'numbering',
          `${run[0]?.n}…${run[run.length - 1]?.n}`,
          [],
          run.map((m) => heading(sheet.doc, m)),
        )
      runs[d] = []
      last[d] = null
    }
  }
  for (const [at, m] of markers.entries()) {
    const depth = DEPTH[m.level]
    const previous = last[depth] ?? null
    close(depth + 1)
    if (m.n === 1 || previous === null) {
      if (m.n === 1) {
        if (runs[depth]?.length) close(depth)
      } else if (previous === null && firstMissing(m, markers, at)) missing(sheet, m, null, sequel(m, markers, at))
      last[depth] = m
      runs[depth] = [m]
      continue
    }
    if (m.n === previous.n + 1) runs[depth]?.push(m)
    else {
      if (m.level === 'digit' && !(m.atLineStart && previous.atLineStart)) {
        last[depth] = m
        runs[depth] = [m]
        continue
      }
      if (m.n > previous.n + 1 && m.n - previous.n <= 4) missing(sheet, m, previous)
      else if (m.n === previous.n) repeated(sheet, m, previous)
      else if (m.n < previous.n && m.atLineStart && depth < 2) disorder(sheet, m, previous)
      runs[depth] = [m]
    }
    last[depth] = m
  }
  close(0)
}

// 二、三、四、 follow one another: the first heading is surely lost, not an extract begun
function sequel(m: Marker, markers: readonly Marker[], at: number): boolean {
  const next = markers.slice(at + 1, at + 200).filter((x) => x.level === m.level)
  return m.level === 'top' && m.n === 2 && next[0]?.n === 3 && next[1]?.n === 4
}

// A list that begins with 二 lost its first heading, if it goes on or the marker stands at a line's start
function firstMissing(m: Marker, markers: readonly Marker[], at: number): boolean {
  if (m.level === 'digit' || m.level === 'digit-bracket') return false
  if (m.n > 3) return false
  const goesOn = markers.slice(at + 1, at + 40).some((x) => x.level === m.level && x.start > m.start && x.n === m.n + 1)
  return m.atLineStart && (goesOn || (m.level === 'top' && m.n === 2))
}

// 一是…二是…: a list restarts with 一是; an inner list in the outer one's words is hard to follow
function running(sheet: Sheet, markers: readonly Marker[]): void {
  let stack: Marker[][] = []
  const finish = (list: readonly Marker[]) => {
    if (list.length >= 2 && list[0]?.n === 1) {
      confirm(
        sheet,
        'numbering',
        `一是…${toChineseOrdinal(list[list.length - 1]?.n ?? 0)}是`,
        [],
        list.map((m) => heading(sheet.doc, m)),
      )
    }
  }
  for (const m of markers) {
    if (m.level !== 'running') {
      // any heading closes the lists above it; 1、 inside 一是 does not
      if (m.level === 'top' || m.level === 'bracket') {
        for (const l of stack) finish(l)
        stack = []
      }
      continue
    }
    const top = stack[stack.length - 1]
    const lastTop = top?.[top.length - 1]
    if (m.n === 1) {
      // in a new paragraph the old lists are over unless they come back
      if (stack.length >= 3) stack.shift()
      stack.push([m])
      continue
    }
    if (lastTop && m.n === lastTop.n + 1) {
      top?.push(m)
      continue
    }
    const back = findBack(stack, m.n)
    if (back >= 0) {
      const inner = stack[stack.length - 1] as Marker[]
      const outer = stack[back] as Marker[]
      const outerLast = outer[outer.length - 1] as Marker
      if (inner[0]?.paragraph === outerLast.paragraph || m.paragraph === inner[inner.length - 1]?.paragraph)
        nested(sheet, outerLast, inner, m)
      for (const l of stack.slice(back + 1)) finish(l)
      stack = stack.slice(0, back + 1)
      outer.push(m)
      continue
    }
    if (!lastTop) {
      stack.push([m])
      continue
    }
    if (m.n === lastTop.n) repeated(sheet, m, lastTop)
    else if (m.n > lastTop.n + 1 && m.n - lastTop.n <= 4 && m.start - lastTop.start < 6000) missing(sheet, m, lastTop)
    top?.push(m)
  }
  for (const l of stack) finish(l)
}

function findBack(stack: readonly Marker[][], n: number): number {
  for (let k = stack.length - 2; k >= 0; k--) {
    const list = stack[k] as Marker[]
    if (list[list.length - 1]?.n === n - 1) return k
  }
  return -1
}

function heading(doc: Doc, m: Marker) {
  let end = m.end
  while (end < doc.text.length && end - m.start < 30 && !'。;:,\n'.includes(doc.text[end] as string)) end++
  return slice(doc, m.start, end)
}

function word(m: Marker, n: number): string {
  const cn = toChineseOrdinal(n)
  if (m.level === 'top') return `${cn}、`
  if (m.level === 'bracket') return `（${cn}）`
  if (m.level === 'digit') return `${n}.`
  if (m.level === 'digit-bracket') return `（${n}）`
  return `${cn}是`
}

// 一是…二要…三是, or a heading that lost its line: the number is there in another dress
function elsewhere(sheet: Sheet, m: Marker, n: number, from: number): boolean {
  const cn = toChineseOrdinal(n)
  // a marker may be broken over a line
  const between = sheet.doc.text
    .slice(Math.max(from, m.start - 3000), m.start)
    .replace(/(?<=[(一二三四五六七八九十])\s+|\s+(?=[)、.])/g, '')
  if (m.level === 'running')
    return new RegExp(`(?:^|[。;,:!?\\s])(?:${cn}[^一二三四五六七八九十个次项种名级]|第${cn}[,是]|其${cn}[,是]?)`).test(between)
  if (m.level === 'top') return between.includes(`${cn}、`) || between.includes(`${cn}.`)
  if (m.level === 'bracket') return between.includes(`(${cn})`) || between.includes(`(${cn}`)
  return new RegExp(`(?:^|[^\\d.])${n} ?[、.)]`).test(between)
}

function missing(sheet: Sheet, m: Marker, previous: Marker | null, sure = true): void {
  const { doc } = sheet
  const gone: string[] = []
  for (let n = (previous?.n ?? 0) + 1; n < m.n; n++) if (!previous || !elsewhere(sheet, m, n, previous.end)) gone.push(word(m, n))
  if (gone.length === 0) return
  const quotes = previous ? [heading(doc, previous), heading(doc, m)] : [heading(doc, m)]
  reject(sheet, {
    kind: 'numbering',
    severity: sure ? 'error' : 'question',
    message: { zh: `序号缺少“${gone.join('”“')}”`, en: `the numbering lacks ${gone.join(' ')}` },
    arithmetic: previous ? `${word(m, previous.n)} → ${word(m, m.n)}` : `→ ${word(m, m.n)}`,
    items: [],
    quotes,
    suggestion: { zh: '请补上标题序号，或重新编号。', en: 'Number the heading that lost its number, or renumber.' },
  })
}

function repeated(sheet: Sheet, m: Marker, previous: Marker): void {
  const { doc } = sheet
  reject(sheet, {
    kind: 'numbering',
    severity: 'error',
    message: { zh: `序号“${word(m, m.n)}”重复`, en: `the number ${word(m, m.n)} stands twice` },
    arithmetic: `${word(m, previous.n)} → ${word(m, m.n)}`,
    items: [],
    quotes: [heading(doc, previous), heading(doc, m)],
    suggestion: { zh: '请核对是否重复，或重新编号。', en: 'Check whether the passage is repeated, or renumber.' },
  })
}

function disorder(sheet: Sheet, m: Marker, previous: Marker): void {
  const { doc } = sheet
  reject(sheet, {
    kind: 'numbering',
    severity: 'question',
    message: {
      zh: `序号由“${word(m, previous.n)}”退到“${word(m, m.n)}”`,
      en: `the numbering goes back from ${word(m, previous.n)} to ${word(m, m.n)}`,
    },
    arithmetic: `${word(m, previous.n)} → ${word(m, m.n)}`,
    items: [],
    quotes: [heading(doc, previous), heading(doc, m)],
    suggestion: { zh: '请核对层次和序号。', en: 'Check levels and numbers.' },
  })
}

function nested(sheet: Sheet, outer: Marker, inner: readonly Marker[], m: Marker): void {
  const { doc } = sheet
  reject(sheet, {
    kind: 'numbering',
    severity: 'question',
    message: {
      zh: `“${word(m, outer.n)}”之下又用“一是……”编号，读到“${word(m, m.n)}”时分不清层次`,
      en: `an inner list under ${word(m, outer.n)} uses the same markers; ${word(m, m.n)} may belong to either`,
    },
    arithmetic: [outer, ...inner, m].map((x) => toChineseOrdinal(x.n)).join(' '),
    items: [],
    quotes: [outer, ...inner, m].map((x) => heading(doc, x)),
    suggestion: { zh: '内层请改用1.2.3.或（1）（2）（3）。', en: 'Use another kind of number for the inner list.' },
  })
}
