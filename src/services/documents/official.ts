import { codeTitle, type Field } from '../../kernel/index.ts'

/** 2017-10-31 → 2017年10月31日, without leading zeros, as official papers write it (GB/T 9704 7.3.5.4). */
export function officialDay(day: string): string {
  const [, y, m, d] = /^(\d{4})-(\d{2})-(\d{2})/.exec(day) ?? []
  return y && m && d ? `${y}年${Number(m)}月${Number(d)}日` : day
}

/** A UTC instant in the legal time of China, to the minute. */
export function officialInstant(instant: string): string {
  const [, hour, minute] = /T(\d{2}):(\d{2})/.exec(instant) ?? []
  if (!hour || !minute) return officialDay(instant)
  const shanghai = Number(hour) + 8
  const day = shanghai >= 24 ? nextDay(instant.slice(0, 10)) : instant.slice(0, 10)
  return `${officialDay(day)}${shanghai % 24}时${minute}分`
}

function nextDay(day: string): string {
  const [y = 0, m = 0, d = 0] = day.split('-').map(Number)
  const leap = (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0
  const last = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][m - 1] ?? 31
  const [ny, nm, nd] = d < last ? [y, m, d + 1] : m < 12 ? [y, m + 1, 1] : [y + 1, 1, 1]
  return `${ny}-${String(nm).padStart(2, '0')}-${String(nd).padStart(2, '0')}`
}

const numerals = '零壹贰叁肆伍陆柒捌玖'
const places = ['', '拾', '佰', '仟']
const groups = ['', '万', '亿', '万亿']

/** 「大写金额」 12000.5 → 壹万贰仟元伍角; whole amounts end in 整, as cheques and agreements write them. Up to 9999999999999999.99 元. */
export function amountInWords(yuan: number): string {
  const cents = Math.round(yuan * 100)
  if (!Number.isSafeInteger(cents) || cents < 0) return String(yuan)
  const [whole, jiao, fen] = [Math.floor(cents / 100), Math.floor(cents / 10) % 10, cents % 10]
  const digit = (n: number) => numerals[n] ?? ''
  let words = ''
  let gap = false
  const digits = String(whole)
  for (let i = 0; i < digits.length; i++) {
    const place = digits.length - 1 - i
    const n = Number(digits[i])
    if (n > 0) {
      if (gap && words) words += '零'
      words += digit(n) + (places[place % 4] ?? '')
      gap = false
    } else gap = true
    if (place % 4 === 0 && place > 0 && Number(digits.slice(Math.max(0, i - 3), i + 1)) > 0) words += groups[place / 4] ?? ''
  }
  const small = jiao === 0 && fen === 0 ? '' : `${jiao > 0 ? `${digit(jiao)}角` : whole > 0 ? '零' : ''}${fen > 0 ? `${digit(fen)}分` : ''}`
  if (whole === 0) return small || '零元整'
  return `${words}元${small || '整'}`
}

const plainNumber = (n: number): string => (Number.isInteger(n) ? String(n) : n.toFixed(2).replace(/0$/, ''))

/** A value as it stands in a paper; '' when it is unknown. Names of units, people and linked records are found by the caller. */
export function officialValue(f: Field, value: unknown): string {
  if (value === null || value === undefined || value === '') return ''
  switch (f.kind) {
    case 'day':
      return officialDay(String(value))
    case 'instant':
      return officialInstant(String(value))
    case 'flag':
      return value === true ? '是' : '否'
    case 'choice':
      return f.codes ? codeTitle(f.codes, String(value)) : String(value)
    case 'choices':
      return Array.isArray(value) ? value.map((v) => (f.codes ? codeTitle(f.codes, String(v)) : String(v))).join('、') : ''
    case 'count':
    case 'number':
      return `${plainNumber(Number(value))}${f.measure ?? ''}`
    case 'money':
      return `${plainNumber(Number(value))}元（人民币${amountInWords(Number(value))}）`
    case 'spans':
      return Array.isArray(value)
        ? value.map((s: { from: string; to: string | null }) => `${officialDay(s.from)}至${s.to ? officialDay(s.to) : '今'}`).join('；')
        : ''
    default:
      return String(value)
  }
}
