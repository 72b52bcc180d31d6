import type { Span } from './dates.ts'
import { isChineseDigit, parseChineseNumeral, roundness } from './numerals.ts'
import type { Bound } from './types.ts'
import { type Family, familyOf, unitAt } from './units.ts'

/** A number of the text with its unit, before anything is known about what it counts. */
export interface RawFigure {
  /** Span of number and unit, with the words of approximation that touch it. */
  readonly start: number
  readonly end: number
  /** Span of the digits alone. */
  readonly numStart: number
  readonly numEnd: number
  readonly value: number
  /** The true value lies in [lo, hi]. */
  readonly lo: number
  readonly hi: number
  /** Decimals printed (of the mantissa) and value of one unit in the last place. */
  readonly decimals: number
  readonly ulp: number
  readonly bound: Bound
  readonly unit: string
  readonly family: Family
  /** Written in Chinese numerals. */
  readonly chinese: boolean
  /** Upper end of a printed range (7000-8000万元). */
  readonly range: boolean
  /** Words of approximation that contradict each other (近…余). */
  readonly clash: string
  /** 30(含), 35岁以下, 3万元以上的: a class border, not an amount. */
  readonly threshold: boolean
  /** A cell of a table, in a line (人社132/118) or a row: no prose relation reads it. */
  readonly slash: boolean
}

const isDigit = (c: string | undefined): boolean => c !== undefined && c >= '0' && c <= '9'
const MULTIPLIERS: readonly (readonly [string, number])[] = [
  ['万亿', 1e12],
  ['百万', 1e6],
  ['千万', 1e7],
  ['百亿', 1e10],
  ['千亿', 1e11],
  ['亿', 1e8],
  ['万', 1e4],
  ['千', 1e3],
  ['百', 1e2],
]
// "12千米", "3百分点": the multiplier belongs to the unit
const NOT_MULTIPLIER = /^(?:千米|千克|千瓦|千元|百分|百家|万元户)/
const PREFIX =
  /(不少于|不低于|不超过|不高于|不足|不到|少于|低于|多于|高于|超过|大约|将近|接近|突破|至少|最多|超|逾|近|(?<![节契条公合签预违履])约)(?:达到?|了)?$/
const FLOOR = new Set(['不少于', '不低于', '多于', '高于', '超过', '突破', '至少', '超', '逾'])
const CEILING = new Set(['不超过', '不高于', '不足', '不到', '少于', '低于', '最多'])
// 占14.6;…占总数的34.3;…结案率为97;…下降了10: the sign of the percentage was left out
const SIGNLESS =
  /(?:占(?:[\u4e00-\u9fff]{1,10}的(?:比例)?为?|比为?)?|[\u4e00-\u9fff]率(?:为|达到?|是)?|(?:同比|较|比)[^,;。]{0,10}(?:增长|上升|下降)了?)$/
const NEAR = new Set(['将近', '接近', '近'])
// 超过机构总数的60%, 约占总数的40%: what bounds the share stands before its base
const BOUNDS_SHARE = /(超过|超|不足|不到|接近|约)(?:占|为)?(?:[^,;。\d]{0,8}总[数量额人户件]{0,2}的)?$/

interface Reading {
  value: number
  decimals: number
  scale: number
  end: number
  chinese: boolean
  more: string
}

/** Reads all figures of the normalised text; digits inside `masked` are skipped. Linear in the length. */
export function scanFigures(text: string, masked: readonly Span[]): RawFigure[] {
  const out: RawFigure[] = []
  let next = 0
  let i = 0
  // where the last masked stretch ended: digits right after it stand alone
  let freed = -1
  while (i < text.length) {
    while (next < masked.length && (masked[next] as Span).end <= i) next++
    const span = masked[next]
    if (span && span.start <= i) {
      i = span.end
      freed = i
      continue
    }
    const c = text[i] as string
    const read = isDigit(c) ? readArabic(text, i) : isChineseDigit(c) ? readChinese(text, i) : null
    if (!read) {
      i++
      continue
    }
    const figure = finish(text, i, read, i === freed)
    if (figure) {
      out.push(figure)
      i = Math.max(figure.end, i + 1)
    } else i = Math.max(read.end, i + 1)
  }
  return out
}

function digitsFrom(text: string, at: number): number {
  let i = at
  while (isDigit(text[i])) i++
  return i
}

function readArabic(text: string, at: number): Reading | null {
  let end = digitsFrom(text, at)
  let digits = text.slice(at, end)
  // "4 598", "1,234"
  for (let guard = 0; guard < 4; guard++) {
    const sep = text[end]
    if (sep === ' ' || sep === ',') {
      const stop = digitsFrom(text, end + 1)
      const group = stop - end - 1
      const plain = digits.length <= 3 || guard > 0
      if (group !== 3 || !plain || (sep === ',' && text[end + 1 + group] === ',' && digits.length < 1)) break
      // "1 757 526件": a group of three may follow
      if (sep === ' ' && unitAt(text, skipBlank(text, stop)) === '' && !/^ \d{3}(?!\d)/.test(text.slice(stop, stop + 5))) break
      digits += text.slice(end + 1, stop)
      end = stop
    } else break
  }
  if (digits.length > 15) return { value: 0, decimals: 0, scale: 0, end, chinese: false, more: '' }
  let decimals = 0
  if (text[end] === '.' && isDigit(text[end + 1])) {
    const stop = digitsFrom(text, end + 1)
    decimals = stop - end - 1
    digits += text.slice(end, stop)
    end = stop
    // 1.2.3 is a clause number
    if (text[end] === '.' && isDigit(text[end + 1])) {
      while (isDigit(text[end]) || text[end] === '.') end++
      return { value: 0, decimals: 0, scale: 0, end, chinese: false, more: '' }
    }
  }
  let more = ''
  let p = skipBlank(text, end)
  if ('多余'.includes(text[p] ?? '-')) {
    more = text[p] as string
    p++
  }
  let scale = 1
  const times = multiplierAt(text, p)
  if (times) {
    scale = times[1]
    p += times[0].length
    if ('多余'.includes(text[p] ?? '-')) {
      more = text[p] as string
      p++
    }
    // 9万3千多: the thousands may follow
    const rest = times[1] === 1e4 && more === '' && decimals === 0 ? /^(\d)千(?!米|克|瓦|元)(多|余)?/.exec(text.slice(p, p + 3)) : null
    if (rest) {
      digits += rest[1]
      scale = 1000
      more = rest[2] ?? ''
      p += rest[0].length
    }
    end = p
  } else if (more) end = p
  // 128.05亿 without the dust of binary fractions
  return { value: Number((Number(digits) * scale).toPrecision(15)), decimals, scale, end, chinese: false, more }
}

function multiplierAt(text: string, at: number): readonly [string, number] | null {
  if (NOT_MULTIPLIER.test(text.slice(at, at + 3))) return null
  for (const m of MULTIPLIERS) if (text.startsWith(m[0], at)) return m
  return null
}

const skipBlank = (text: string, at: number): number => (text[at] === ' ' ? at + 1 : at)

function readChinese(text: string, at: number): Reading | null {
  let end = at
  while (end < text.length && end - at < 14 && isChineseDigit(text[end] as string)) end++
  const word = text.slice(at, end)
  let p = end
  let more = ''
  if ('多余'.includes(text[p] ?? '-')) {
    more = text[p] as string
    p++
    const m = multiplierAt(text, p)
    if (m) {
      const head = parseChineseNumeral(word)
      return head === null ? null : { value: head * m[1], decimals: 0, scale: m[1], end: p + m[0].length, chinese: true, more }
    }
  }
  const value = parseChineseNumeral(word)
  const before = text[at - 1] ?? ''
  if (value === null || '第之其统专同单进唯分周礼星初前'.includes(before || '-'))
    return { value: 0, decimals: 0, scale: 0, end, chinese: true, more }
  if (value < 2 || word === '万' || word === '千' || word === '亿') {
    return { value: 0, decimals: 0, scale: 0, end, chinese: true, more }
  }
  return { value, decimals: 0, scale: word.length === 1 && value >= 100 ? value : 1, end: p, chinese: true, more }
}

function finish(text: string, at: number, read: Reading, alone: boolean): RawFigure | null {
  if (read.scale === 0) return null
  const before = text.slice(Math.max(0, at - 6), at)
  // part of a bigger number or of a word with letters
  if (!alone && !read.chinese && /[A-Za-z\d.]$/.test(before) && !/(?<![A-Za-z])APP$/i.test(before)) return null
  // 每十万人, 每10万人: the measure of a mean
  if (before.endsWith('每') && read.value >= 100 && Number.isInteger(Math.log10(read.value))) return null
  let end = read.end
  let threshold = false
  if (text.startsWith('(含)', end)) {
    threshold = true
    end += 3
  }
  const unitStart = skipBlank(text, end)
  let unit = unitAt(text, unitStart)
  if (read.chinese && (unit === '' || !countsInChinese(text, unitStart, unit))) return null
  // 县、乡、村三级 counts; 二级单位 and 三次产业 are names
  if (read.chinese && ((unit === '级' && !/、[^,;。]{1,6}$/.test(before)) || (unit === '次' && text.startsWith('产业', end + 1))))
    return null
  if (
    unit === '' &&
    !read.chinese &&
    read.value <= 100 &&
    SIGNLESS.test(text.slice(Math.max(0, at - 16), at)) &&
    /^[,;。)、\n]?$/.test(text.slice(end, end + 1))
  )
    unit = '%'
  else if (unit !== '') end = unitStart + unit.length
  if (unit === '个' && /^(?:左右|以上)?(?:月|工作日|小时|星期)/.test(text.slice(end, end + 5))) unit = '个月'
  const slash = text[end] === '/' || before.endsWith('/')
  const tail = /^(?:\(含\))?[及或]?(?:以上|以下|以内|左右|上下|多|余)/.exec(text.slice(end, end + 6))?.[0] ?? ''
  const prefix = PREFIX.exec(before)
  // 30至50(含), 7000-8000万元: the first number of a range has no meaning of its own
  const rangeTo = /^(?:\(含\))? ?(?:-|至|到) ?(?=\d)/.exec(text.slice(read.end, read.end + 7))
  const range =
    !slash &&
    (rangeTo !== null ||
      classTo(text, at, read.end, unit) ||
      (/\d[\d.]*(?:\(含\))?[^,。;升降增减扩缩提变]{0,2}(?:\(不?含\))?(?:-|至|到) ?$/.test(text.slice(Math.max(0, at - 18), at)) &&
        !read.chinese))
  if (tail.includes('以') && borders(text, end + tail.length)) threshold = true
  if (prefix && /^(?:的|者)/.test(text.slice(end, end + 1)) && /超|不足|低于|高于|少于|多于/.test(prefix[1] ?? '')) threshold = true
  // 未满18岁的1人: a class of ages
  if (/岁$/.test(unit) && /(?:未满|不满|年满|已满)$/.test(before)) threshold = true
  const start = prefix ? at - (prefix[0]?.length ?? 0) : at
  const pre = prefix?.[1] ?? (unit === '%' ? BOUNDS_SHARE.exec(text.slice(Math.max(0, at - 16), at))?.[1] : undefined) ?? ''
  const post = tail.replace(/\(含\)|[及或]/g, '')
  const family = familyOf(unit)
  const ulp = 10 ** -read.decimals * read.scale
  const { bound, lo, hi, clash } = interval(
    read,
    pre,
    post,
    family,
    ulp,
    read.more !== '' && !'多余'.includes(text[read.end - 1] as string),
  )
  return {
    start,
    end:
      end +
      (post === '左右' || post === '上下' || (post.startsWith('以') && !threshold) || post === '多' || post === '余' ? tail.length : 0),
    numStart: at,
    numEnd: read.end,
    value: read.value,
    lo,
    hi,
    decimals: read.decimals,
    ulp,
    bound,
    unit,
    family,
    chinese: read.chinese,
    range,
    clash,
    threshold,
    slash,
  }
}

// 10人(含)至30人157家: the unit stands at both ends; 由10人至30人 is a step
function classTo(text: string, at: number, end: number, unit: string): boolean {
  if (unit === '') return false
  const words = text.slice(end, end + unit.length + 14)
  const to = /^ ?[^\d,;。()]{1,4}(?:\(不?含\))?(?:以上)? ?(?:-|至|到) ?\d[\d.]*[万亿]?/.exec(words)
  return to !== null && text.startsWith(unit, end + to[0].length) && !/[由从]/.test(text.slice(Math.max(0, at - 12), at))
}

// 以上/以下 before a noun is a class (35岁以下30人, 百人以上律所); before a stop it bounds the amount
function borders(text: string, at: number): boolean {
  const next = text[/\d/.test(text[at + 1] ?? '') ? skipBlank(text, at) : at] ?? '\n'
  return !/[,。;、:)\n! ]/.test(next)
}

// Measure words that make a Chinese numeral a figure; 一方面, 三点, 两次 and the like stay words
function countsInChinese(text: string, at: number, unit: string): boolean {
  const family = familyOf(unit)
  if (family === 'time' || family === 'length') return false
  if ('方层点门步头字里度节面通对批'.includes(unit)) return unit === '方面'
  // 二本院校, 三本以上 are names
  if (unit === '本' && /^(?:[院高学线批录科]|以上|及)/.test(text.slice(at + 1, at + 3))) return false
  return !(unit === '个' && /^个?(?:月|星期|一|层面)/.test(text.slice(at + 1, at + 4)))
}

function interval(read: Reading, pre: string, post: string, family: Family, ulp: number, inside: boolean) {
  const v = read.value
  const floor = read.more !== '' || post === '多' || post === '余'
  const clashes =
    (floor && (NEAR.has(pre) || CEILING.has(pre))) ||
    (post === '以上' && (NEAR.has(pre) || (CEILING.has(pre) && !pre.startsWith('不')))) ||
    (post === '以下' && FLOOR.has(pre)) ||
    ((post === '左右' || post === '上下') && (FLOOR.has(pre) || CEILING.has(pre)) && !/于/.test(pre))
  const clash = clashes ? `${pre}…${read.more || post}` : ''
  // 170多万 is short of 180万, 170万多 of 171万
  const step = read.decimals > 0 || (read.scale > 1 && !inside) ? ulp : roundness(v)
  if (FLOOR.has(pre) || post === '以上') return { bound: 'at-least' as Bound, lo: v, hi: Number.POSITIVE_INFINITY, clash }
  if (floor) return { bound: 'at-least' as Bound, lo: v, hi: v + step, clash }
  if (CEILING.has(pre) || post === '以下' || post === '以内') return { bound: 'at-most' as Bound, lo: 0, hi: v, clash }
  if (NEAR.has(pre)) return { bound: 'at-most' as Bound, lo: v * 0.85, hi: v, clash }
  if (pre !== '' || post === '左右' || post === '上下') return { bound: 'about' as Bound, lo: v * 0.94, hi: v * 1.06, clash }
  if (family === 'percent' || family === 'point') return { bound: 'exact' as Bound, lo: v, hi: v, clash }
  if (read.scale > 1 || read.decimals > 0) return { bound: 'exact' as Bound, lo: v - ulp / 2, hi: v + ulp, clash }
  return { bound: 'exact' as Bound, lo: v, hi: v, clash }
}
