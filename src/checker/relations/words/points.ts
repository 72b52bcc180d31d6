import { parseChineseNumeral, toChineseOrdinal } from '../../numerals.ts'
import { confirm, reject, type Sheet, slice } from '../../outcome.ts'

const NUMBER = '(?<![一二三四五六七八九十])[一二两三四五六七八九十]{1,3}(?![一二三四五六七八九十])|(?<!\\d)\\d{1,2}'
/** 采取四项措施, 从三个方面: a number that announces points. */
const ANNOUNCED = new RegExp(
  `(?:采取|做好|抓好|抓住|把好|突出|坚持|围绕|强化|落实|做到|从|以下|如下|主要|重点|具体|呈现|存在|打好|实施|开展|推进|建立|健全)[^,;:。\\d]{0,8}(${NUMBER})(?:项|个|大|条|点|方面|种|步|招|道)[^,;:。\\d]{0,6}(?:措施|方面|举措|做法|重点|环节|步骤|特点|原因|抓手|关口?|问题|到位|强化|突出|注重|坚持|结合|点|招)|(${NUMBER})(?:类|种|项|次|大类|个?方面|点|条|步)[^,;:。\\d]{0,8}:(?= *一是)`,
  'g',
)
const POINT = /(?<=^|[。;:,\n] {0,3})([一二三四五六七八九十]{1,3})是(?!否|非)[^,;:。\n]{0,14}/g
/** So far behind the number its points begin. */
const NEAR = 160
/** Points further apart are of another list. */
const LONG = 1500
/** “八进”即:进法院、进…; 三查(查账、查人、查物): each name begins with the word that is counted. */
const SLOGAN = new RegExp(
  `(?<![\\u4e00-\\u9fff])["“'‘]?(?<![第十百千万亿\\d])(${NUMBER})个?([\\u4e00-\\u9fff]{1,2})["”'’]?(?:,?即:?|:|\\()["“]?(?=\\2)([^。;()\\n\\d]{4,160})`,
  'g',
)

/** Points counted before they are told: 四项措施…一是…二是…三是; “八进”即:进A、进B…. */
export function checkPoints(sheet: Sheet): void {
  const { text } = sheet.doc
  const points: Point[] = [...text.matchAll(POINT)].map((m) => ({
    n: parseChineseNumeral(m[1] ?? '') ?? 0,
    at: m.index,
    end: m.index + m[0].length,
  }))
  let k = 0
  for (const m of text.matchAll(ANNOUNCED)) {
    const from = m.index + m[0].length
    while (k < points.length && (points[k] as Point).at < from) k++
    const first = points[k]
    if (first?.n !== 1 || first.at - from > NEAR) continue
    // another number between announces these points, not this one
    if (new RegExp(ANNOUNCED.source).test(text.slice(from, first.at))) continue
    const told = countOn(points, k)
    const last = points[k + told - 1]
    if (told < 2 || !last) continue
    const quotes = [slice(sheet.doc, m.index, from), ...[first, last].map((p) => slice(sheet.doc, p.at, p.end))]
    tell(sheet, numberOf(m[1] ?? m[2]), told, `一是…${toChineseOrdinal(told)}是`, quotes)
  }
  for (const m of text.matchAll(SLOGAN)) {
    const [whole, number, word = '', body = ''] = m
    const names = listed(body, word)
    if (names < 2) continue
    tell(sheet, numberOf(number), names, `${word}…`, [slice(sheet.doc, m.index, m.index + whole.length)])
  }
}

interface Point {
  readonly n: number
  readonly at: number
  readonly end: number
}

const numberOf = (word = ''): number => (/\d/.test(word) ? Number(word) : (parseChineseNumeral(word) ?? 0))

// 一是, 二是, 三是 in their order; a second 一是 among them leaves open which list goes on
function countOn(points: readonly Point[], first: number): number {
  let told = 1
  for (let k = first + 1; k < points.length; k++) {
    const [a, b] = [points[k - 1], points[k]]
    if (!a || !b || b.at - a.at > LONG) break
    if (b.n !== told + 1) return b.n === 1 ? told : 0
    told++
  }
  return told
}

// 进A、进B和进C; a name that begins otherwise ends the list
function listed(body: string, word: string): number {
  const names = body.split(new RegExp(`[、,]|(?:和|及|以及)(?=${word})`))
  const other = names.findIndex((n) => !n.replace(/^["“]/, '').startsWith(word))
  if (/等/.test(names.slice(0, other < 0 ? undefined : other).at(-1) ?? '')) return 0
  return other < 0 ? names.length : other
}

function tell(sheet: Sheet, said: number, told: number, points: string, quotes: ReturnType<typeof slice>[]): void {
  // 落实“十二个推进”重点: the points are others
  if (Math.abs(said - told) > 3) return
  if (said === told) {
    confirm(sheet, 'sum', `${told} = ${said}`, [], quotes)
    return
  }
  reject(sheet, {
    kind: 'numbering',
    severity: 'question',
    message: { zh: `文中说有${said}项，后面列出${told}项（${points}）`, en: `${said} points are announced, ${told} follow` },
    arithmetic: `${told} ≠ ${said}`,
    items: [],
    quotes,
    suggestion: { zh: '请核对项数，或补齐、删减所列各项。', en: 'Check the number, or complete the points.' },
  })
}
