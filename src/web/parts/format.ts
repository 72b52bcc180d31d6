import { dayInWords as dayText, weekdayInWords as weekdayText } from '../../law/index.ts'

export { dayText, weekdayText }
export type Lang = 'zh' | 'en'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** What a record is called, with the days in it written as days. */
export const labelText = (label: string, lang: Lang): string => label.replace(/\b\d{4}-\d\d-\d\d\b/g, (day) => dayText(day, lang))

/** A month of a figure: 2017年10月. */
export function monthText(month: string, lang: Lang): string {
  const [y, m] = month.split('-')
  return lang === 'zh' ? `${y}年${Number(m)}月` : `${months[Number(m) - 1]} ${y}`
}

const china = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})
function chinaParts(at: Date): Record<string, string> {
  return Object.fromEntries(china.formatToParts(at).map((p) => [p.type, p.value]))
}

/** The legal day in Asia/Shanghai at a moment. */
export function chinaDay(at: Date): string {
  const p = chinaParts(at)
  return `${p.year}-${p.month}-${p.day}`
}

/** A moment in Chinese time: 2017年10月31日 15:04. */
export function instantText(instant: string, lang: Lang): string {
  const at = new Date(instant)
  if (Number.isNaN(at.getTime())) return instant
  const p = chinaParts(at)
  return `${dayText(`${p.year}-${p.month}-${p.day}`, lang)} ${p.hour}:${p.minute}`
}

/** A number with thousands separated and no more decimals than it has (at most two). */
export function numberText(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 2 })
}

/** 12,000元; from 10,000 元 on also 1.2万元 as it is spoken. */
export function moneyText(yuan: number, lang: Lang): string {
  if (lang === 'en') return `CNY ${numberText(yuan)}`
  return yuan >= 10_000 ? `${numberText(yuan)}元（${numberText(yuan / 10_000)}万元）` : `${numberText(yuan)}元`
}

/** A figure with its measure word; a rate without a denominator is a dash. */
export function figureText(value: number | null, measure: string): string {
  if (value === null) return '—'
  return measure === '%' ? `${numberText(value)}%` : numberText(value)
}

/** 还剩 3 天, 今天到期, 逾期 2 天. */
export function countdown(daysLeft: number, lang: Lang): string {
  if (lang === 'en') {
    const n = Math.abs(daysLeft)
    const unit = n === 1 ? 'day' : 'days'
    return daysLeft === 0 ? 'due today' : daysLeft > 0 ? `${n} ${unit} left` : `${n} ${unit} late`
  }
  return daysLeft === 0 ? '今天到期' : daysLeft > 0 ? `还剩 ${daysLeft} 天` : `逾期 ${-daysLeft} 天`
}

/** The size of a file as people read it. */
export function sizeText(bytes: number): string {
  return bytes < 1024
    ? `${bytes} B`
    : bytes < 1024 * 1024
      ? `${numberText(Math.round(bytes / 102.4) / 10)} KB`
      : `${numberText(Math.round(bytes / 104857.6) / 10)} MB`
}
