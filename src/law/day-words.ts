import { type LegalDay, type LegalHour, toSerial, weekdayOf } from './day.ts'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const WEEKDAYS = {
  zh: ['星期一', '星期二', '星期三', '星期四', '星期五', '星期六', '星期日'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
} as const

/** A legal day as it is written: 2017年10月31日, 31 Oct 2017; a legal hour keeps its time; what is no day stays as it is. */
export function dayInWords(day: LegalDay | LegalHour, lang: 'zh' | 'en'): string {
  const [, y, m, d, time] = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d))?/.exec(day) ?? []
  if (!y || !m || !d) return day
  const date = lang === 'zh' ? `${y}年${Number(m)}月${Number(d)}日` : `${Number(d)} ${MONTHS[Number(m) - 1]} ${y}`
  return time ? `${date} ${time}` : date
}

/** The day of the week of a legal day. */
export const weekdayInWords = (day: LegalDay | LegalHour, lang: 'zh' | 'en'): string => WEEKDAYS[lang][weekdayOf(toSerial(day)) - 1] ?? ''
