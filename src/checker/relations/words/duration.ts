import type { Doc } from '../../document.ts'
import { parseChineseNumeral } from '../../numerals.ts'
import { confirm, reject, type Sheet, slice } from '../../outcome.ts'
import { daysIn } from '../../periods.ts'

const DATE = '(?:((?:19|20)\\d\\d)年)?(?:(\\d{1,2})月)(?:(\\d{1,2})[日号])?'
const SAYS = '(?:为期|历时|历经|持续|连续|共计|共用|共|用时|时间|活动期)'
/** 12月1日至7日…为期7天, 3月1日至5月31日,历时三个月: a stretch of days or months, and how long it is said to be. */
const STRETCH = new RegExp(
  `${DATE}[^,;。\\d]{0,8},?(?:至|到|-)(?:((?:19|20)\\d\\d)年)?(?:(\\d{1,2})月)?(?:(\\d{1,2})[日号])?[^;。\\d]{0,12}?${SAYS}(?:了|约)?([一二两三四五六七八九十]{1,3}|\\d{1,3})(天|日|个月|个工作日)(半)?`,
  'g',
)

/** How long a period is said to be, held against its first and last day. */
export function checkDurations(sheet: Sheet): void {
  const { doc } = sheet
  for (const m of doc.text.matchAll(STRETCH)) {
    const [, y1, m1, d1, y2, m2, d2, count = '', unit, half] = m
    if (unit === '个工作日' || half || (!m2 && !d2)) continue
    const said = /\d/.test(count) ? Number(count) : (parseChineseNumeral(count) ?? 0)
    const year = Number(y1 ?? y2 ?? doc.year ?? 2001)
    const from = { month: Number(m1), day: d1 ? Number(d1) : null }
    const to = { month: Number(m2 ?? m1), day: d2 ? Number(d2) : null }
    const turns = to.month < from.month ? 1 : 0
    const years = (y2 ? Number(y2) : year + turns) - year
    const length = unit === '个月' ? months(from, to, years) : days(from, to, year, years)
    if (length === null || said === 0) continue
    const quote = slice(doc, m.index, m.index + m[0].length)
    // both ends counted, or one
    if (said === length || (unit !== '个月' && said === length - 1)) confirm(sheet, 'date', m[0], [], [quote])
    else if (unit !== '个月' || Math.abs(said - length) >= 1) ask(sheet, doc, m, length, said, unit ?? '')
  }
}

interface Place {
  readonly month: number
  readonly day: number | null
}

function days(from: Place, to: Place, year: number, years: number): number | null {
  if (from.day === null || to.day === null || years > 1) return null
  let length = to.day - from.day + 1
  for (let month = from.month; month < to.month + 12 * years; month++)
    length += daysIn(year + Math.floor((month - 1) / 12), ((month - 1) % 12) + 1)
  return length > 0 ? length : null
}

// Whole months: 3月1日至5月31日, 3月至5月; 3月15日至6月14日 and the like
function months(from: Place, to: Place, years: number): number | null {
  const between = to.month - from.month + 12 * years
  if (from.day === null && to.day === null) return between + 1
  if (from.day === null || to.day === null) return null
  if (from.day === 1 && to.day >= 28) return between + 1
  return Math.abs(to.day - from.day) <= 1 ? between : null
}

function ask(sheet: Sheet, doc: Doc, m: RegExpExecArray, length: number, said: number, unit: string): void {
  reject(sheet, {
    kind: 'date',
    severity: 'question',
    message: { zh: `起止时间共${length}${unit}，文中写作${said}${unit}`, en: `the period is ${length} long, the text says ${said}` },
    arithmetic: `${length}${unit} ≠ ${said}${unit}`,
    items: [],
    quotes: [slice(doc, m.index, m.index + m[0].length)],
    suggestion: { zh: '请核对起止日期和时长。', en: 'Check the first and the last day, and the length.' },
  })
}
