import { reject, type Sheet, slice } from '../../outcome.ts'
import { daysIn } from '../../periods.ts'

/** Days that no calendar has (2月30日, 13月), and periods that end before they begin. */
export function checkDates(sheet: Sheet): void {
  const { doc } = sheet
  for (const m of doc.text.matchAll(/(?<![\d.])(?:((?:19|20)\d\d)年)?(\d{1,2})月(?:(\d{1,2})日)?/g)) {
    const month = Number(m[2])
    const day = m[3] ? Number(m[3]) : null
    if (month >= 1 && month <= 12 && (day === null || (day >= 1 && day <= daysIn(m[1] ? Number(m[1]) : 2000, month)))) continue
    // 2021年16月: the dash of 1-6月 was lost
    if (day === null && (!m[1] || lostDash(m[2] as string))) continue
    fault(sheet, m.index, m[0], `日历上没有${m[0]}`, `there is no such day: ${m[0]}`)
  }
  for (const m of doc.text.matchAll(/(?<!\d)((?:19|20)\d\d)年?(?:-|至|到)((?:19|20)\d\d)年/g)) {
    if (Number(m[1]) <= Number(m[2])) continue
    fault(sheet, m.index, m[0], `期间${m[0]}的止年早于起年`, `the period ${m[0]} ends before it begins`)
  }
  for (const m of doc.text.matchAll(/(?<!\d)((?:19|20)\d\d)年(\d{1,2})月(?:份|底|末|初)?(?:-|至|到)((?:19|20)\d\d)年(\d{1,2})月/g)) {
    if (dayOf(m[1], m[2]) > dayOf(m[3], m[4]))
      fault(sheet, m.index, m[0], `期间${m[0]}的止月早于起月`, `the period ${m[0]} ends before it begins`)
  }
  for (const m of doc.text.matchAll(DAYS)) {
    const [, y1, m1, d1, y2, m2 = m1, d2] = m
    // 12月25日至1月5日 runs into the next year, 3月4日至2月10日 hardly
    if (!y2 && Number(m2) < Number(m1) && (!y1 || Number(m1) - Number(m2) > 2)) continue
    const [from, to] = [dayOf(y1, m1, d1), dayOf(y2 ?? y1, m2, d2)]
    if (from > to && (y1 || !y2)) fault(sheet, m.index, m[0], `期间${m[0]}的止日早于起日`, `the period ${m[0]} ends before it begins`)
  }
  for (const m of doc.text.matchAll(/(?<![\d.])(\d{1,2})(?:月)?(?:-|至|到)(\d{1,2})月份?(?!\d)/g)) {
    const a = Number(m[1])
    const b = Number(m[2])
    if (b <= 12 || b > 19 || a < 1 || a > 12 || /[龄大]/.test(doc.text[m.index + m[0].length] ?? '')) continue
    fault(sheet, m.index, m[0], `没有${m[0]}这样的月份`, `there are no such months: ${m[0]}`)
  }
}

const DAYS = /(?<!\d)(?:((?:19|20)\d\d)年)?(\d{1,2})月(\d{1,2})日?(?:-|至|到)(?:((?:19|20)\d\d)年)?(?:(\d{1,2})月)?(\d{1,2})日/g
const dayOf = (year = '0', month = '', day = ''): number => Number(year) * 10_000 + Number(month) * 100 + Number(day)

const lostDash = (months: string): boolean => months.length === 2 && Number(months[0]) >= 1 && Number(months[0]) < Number(months[1])

function fault(sheet: Sheet, at: number, text: string, zh: string, en: string): void {
  reject(sheet, {
    kind: 'date',
    severity: 'error',
    message: { zh, en },
    arithmetic: text,
    items: [],
    quotes: [slice(sheet.doc, at, at + text.length)],
    suggestion: { zh: '请核对日期。', en: 'Check the date.' },
  })
}
