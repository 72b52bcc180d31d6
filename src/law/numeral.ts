const DIGITS = '零一二三四五六七八九'

/** 「中文数字」 1–9999 as statutes write them: 八, 十二, 八十八, 一百零五, 一千二百六十. */
export function toChinese(n: number): string {
  const parts: string[] = []
  let zero = false
  for (const [unit, name] of [
    [1000, '千'],
    [100, '百'],
    [10, '十'],
    [1, ''],
  ] as const) {
    const digit = Math.floor(n / unit) % 10
    if (digit === 0) {
      zero = parts.length > 0
      continue
    }
    if (zero) parts.push('零')
    zero = false
    parts.push(`${DIGITS[digit]}${name}`)
  }
  const text = parts.join('')
  return n >= 10 && n < 20 ? text.slice(1) : text
}

/** The number of a Chinese numeral below ten thousand; null when it is none. */
export function fromChinese(text: string): number | null {
  let total = 0
  let digit: number | null = null
  for (const char of text) {
    const at = DIGITS.indexOf(char)
    if (at >= 0) {
      digit = at
      continue
    }
    const unit = char === '千' ? 1000 : char === '百' ? 100 : char === '十' ? 10 : 0
    if (unit === 0) return null
    total += (digit ?? (unit === 10 && total === 0 ? 1 : 0)) * unit
    digit = null
  }
  const value = total + (digit ?? 0)
  return value > 0 && toChinese(value) === text ? value : null
}

/** 「第…条」 */
export const articleLabel = (n: number): string => `第${toChinese(n)}条`
