import type { Period } from './types.ts'

/** A period phrase of the text with its place. `open`: runs to the day of writing (今年来). `asOf`: a stock day. */
export interface PeriodMark {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly from: string | null
  readonly to: string | null
  readonly year: number | null
  readonly kind: 'year' | 'range' | 'as-of' | 'open' | 'day'
  /** Stands in a comparison (比2019年): says nothing about the figures after it. */
  readonly compared: boolean
}

const CN: Readonly<Record<string, number>> = { 一: 1, 二: 2, 三: 3, 四: 4 }
const LAST = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

const day = (y: number, m: number, d: number): string => `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`
const leap = (y: number): boolean => (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0

/** Days of a month; 0 where the month does not exist. */
export function daysIn(year: number, month: number): number {
  return month === 2 && leap(year) ? 29 : (LAST[month - 1] ?? 0)
}

/** Days from one legal day to another, both counted. */
export function daysOf(from: string, to: string): number {
  const [y1, m1, d1] = from.split('-').map(Number) as [number, number, number]
  const [y2, m2, d2] = to.split('-').map(Number) as [number, number, number]
  let days = d2 - d1 + 1
  for (let k = y1 * 12 + m1 - 1; k < y2 * 12 + m2 - 1; k++) days += daysIn(Math.floor(k / 12), (k % 12) + 1)
  return days
}

const PHRASE = new RegExp(
  [
    // 1 prefix, 2 year or 今年, 3 month from, 4 month to, 5 day, 6 tail
    '(截至|截止到?|截止至|至|到|比|较|与|同)?(?:(?<!\\d\\d)((?:19|20)\\d\\d) ?年?度?|(今年|本年度?|去年|上年度?))?',
    '(?:(前[二三]个?季度|第?[一二三四]季度|上半年|下半年|全年)|(\\d{1,2}) ?月?份? ?(?:-|至|到) ?(\\d{1,2}) ?月份?|(\\d{1,2}) ?月(?:(\\d{1,2}) ?[日号])?(?:份|底|末|初)?|(底|末))?',
    '(以来|来|起|止)?',
  ].join(''),
  'y',
)
const STARTS = /[截至到比较与同今本去上前第下全12\d一年]/g
const WORDS: readonly (readonly [string, PeriodMark['kind']])[] = [
  ['一年来', 'year'],
  ['年内', 'year'],
  ['年度', 'year'],
  ['全年', 'year'],
  ['目前', 'as-of'],
  ['截至目前', 'as-of'],
  ['至今', 'as-of'],
]

/** The year the report is about: of the title or first lines, else the year named most often. */
export function reportYear(text: string): number | null {
  const head = /(?<!\d)((?:19|20)\d\d) ?年/.exec(text.slice(0, 120))
  if (head) return Number(head[1])
  const counts = new Map<number, number>()
  for (const m of text.matchAll(/(?<!\d)((?:19|20)\d\d) ?年/g)) {
    const y = Number(m[1])
    counts.set(y, (counts.get(y) ?? 0) + 1)
  }
  let best: number | null = null
  for (const [y, n] of counts) if (best === null || n > (counts.get(best) ?? 0)) best = y
  return best
}

/** All period phrases of the text, in order. 今年 is resolved by the report's own year where it is known. */
export function findPeriods(text: string, docYear: number | null): PeriodMark[] {
  const marks: PeriodMark[] = []
  for (let i = 0; i < text.length; i++) {
    STARTS.lastIndex = i
    const start = STARTS.exec(text)
    if (!start) break
    i = start.index
    const word = WORDS.find(([w]) => text.startsWith(w, i))
    if (word) {
      const [w, kind] = word
      const y = kind === 'year' ? docYear : null
      marks.push({
        start: i,
        end: i + w.length,
        text: w,
        from: y === null ? null : day(y, 1, 1),
        to: y === null ? null : day(y, 12, 31),
        year: docYear,
        kind,
        compared: false,
      })
      i += w.length - 1
      continue
    }
    PHRASE.lastIndex = i
    const m = PHRASE.exec(text)
    if (!m || m[0] === '') continue
    const mark = readPhrase(m, i, docYear)
    if (!mark) continue
    marks.push(mark)
    i = mark.end - 1
  }
  return marks
}

function readPhrase(m: RegExpExecArray, start: number, docYear: number | null): PeriodMark | null {
  const [text, prefix, yearText, word, part, m1, m2, month, dayText, ending, tail] = m
  if (!yearText && !word && !part && !m1 && !month) return null
  let year = yearText ? Number(yearText) : docYear
  if (word === '去年' || word?.startsWith('上年')) year = docYear === null ? null : docYear - 1
  const asOf = prefix !== undefined && /截|至|到/.test(prefix)
  const compared = prefix !== undefined && /比|较|与|同/.test(prefix)
  let from: [number, number] = [1, 1]
  let to: [number, number] = [12, 31]
  let kind: PeriodMark['kind'] = 'year'
  if (part && part !== '全年') {
    kind = 'range'
    if (part === '上半年') to = [6, 30]
    else if (part === '下半年') from = [7, 1]
    else {
      const q = CN[/[一二三四]/.exec(part)?.[0] ?? '一'] ?? 1
      to = [q * 3, LAST[q * 3 - 1] ?? 31]
      if (!part.startsWith('前')) from = [q * 3 - 2, 1]
    }
  } else if (m1 && m2) {
    kind = 'range'
    from = [Number(m1), 1]
    to = [Number(m2), year === null ? (LAST[Number(m2) - 1] ?? 31) : daysIn(year, Number(m2))]
  } else if (month) {
    const mm = Number(month)
    kind = dayText ? 'day' : 'range'
    to = [mm, dayText ? Number(dayText) : year === null ? (LAST[mm - 1] ?? 31) : daysIn(year, mm)]
    from = dayText ? to : [mm, 1]
  }
  if (asOf) kind = 'as-of'
  else if (tail === '以来' || tail === '来' || tail === '起') kind = 'open'
  else if (word === '今年' && text === word) kind = 'open'
  if (to[0] > 12 || from[0] > 12) return null
  if (ending && kind === 'year') kind = 'as-of'
  return {
    start,
    end: start + text.length,
    text,
    from: year === null || kind === 'as-of' ? null : day(year, from[0], from[1]),
    to: year === null || kind === 'open' ? null : day(year, to[0], to[1]),
    year,
    kind,
    compared,
  }
}

/** The period as the contract prints it. */
export function toPeriod(mark: PeriodMark): Period {
  return { text: mark.text, from: mark.from, to: mark.to }
}
