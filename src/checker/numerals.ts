const DIGITS: Readonly<Record<string, number>> = {
  〇: 0,
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}
const SMALL: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 }
const LARGE: Readonly<Record<string, number>> = { 万: 1e4, 亿: 1e8 }

const SIGNS = new Set([DIGITS, SMALL, LARGE].flatMap((signs) => Object.keys(signs)))

/** True for a character that may stand in a Chinese numeral. */
export function isChineseDigit(ch: string): boolean {
  return SIGNS.has(ch)
}

/**
 * Value of a Chinese numeral (两千四百四十六, 十五, 二〇一七, 三万五千, 百); null where the characters are no numeral.
 * A bare 百 or 千 counts as 100 or 1000 because 百余场 is written so.
 */
export function parseChineseNumeral(text: string): number | null {
  if (text === '') return null
  const chars = [...text]
  if (chars.length > 1 && chars.every((c) => c in DIGITS && c !== '两')) {
    // 二〇一七: digits one by one; two digits side by side (三四) are a guess between numbers, not a numeral
    if (chars.length < 3) return null
    return chars.reduce((n, c) => n * 10 + (DIGITS[c] ?? 0), 0)
  }
  let total = 0
  let section = 0
  let digit: number | null = null
  for (const c of chars) {
    const d = DIGITS[c]
    if (d !== undefined) {
      if (digit !== null && digit !== 0) return null
      digit = d
      continue
    }
    const small = SMALL[c]
    if (small !== undefined) {
      section += (digit === null || digit === 0 ? 1 : digit) * small
      digit = null
      continue
    }
    const large = LARGE[c]
    if (large === undefined) return null
    section += digit ?? 0
    if (section === 0 && total === 0) section = 1
    // 一亿二千万: 万 multiplies what stands after 亿 only
    total = large === 1e4 ? total + section * large : (total + section) * large
    section = 0
    digit = null
  }
  return total + section + (digit ?? 0)
}

/** Zero-based place of the last digit that is not zero: 9400 → 100, 30 → 10, 28 → 1. Used for 多 and 余. */
export function roundness(n: number): number {
  if (!Number.isInteger(n) || n === 0) return 1
  let step = 1
  while (n % (step * 10) === 0) step *= 10
  return step
}

const TOP = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十']

/** Chinese numeral of a small ordinal, for messages: 12 → 十二. */
export function toChineseOrdinal(n: number): string {
  if (n <= 10) return TOP[n] ?? String(n)
  if (n < 20) return `十${TOP[n - 10] ?? ''}`
  if (n < 100) return `${TOP[Math.floor(n / 10)] ?? ''}十${n % 10 === 0 ? '' : (TOP[n % 10] ?? '')}`
  return String(n)
}
