/** An exact decimal number: `digits` × 10^−`scale`. Sums of money pass through no binary fraction. */
export interface Decimal {
  readonly digits: bigint
  readonly scale: number
}

export const ZERO: Decimal = { digits: 0n, scale: 0 }

/** Reads what PostgreSQL writes for a numeric: `-214.50`. */
export function decimal(text: string | number): Decimal {
  const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(text))
  if (!parts) throw new RangeError(`not a decimal number: ${text}`)
  const [, sign, whole = '0', fraction = ''] = parts
  const digits = BigInt(whole + fraction)
  return { digits: sign ? -digits : digits, scale: fraction.length }
}

const widened = (a: Decimal, scale: number): bigint => a.digits * 10n ** BigInt(scale - a.scale)

export function plus(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale)
  return { digits: widened(a, scale) + widened(b, scale), scale }
}

export const negative = (a: Decimal): Decimal => ({ digits: -a.digits, scale: a.scale })

export const minus = (a: Decimal, b: Decimal): Decimal => plus(a, negative(b))

/** Divides by a power of ten: 元 to 万元 is four places. */
export const shifted = (a: Decimal, places: number): Decimal => ({ digits: a.digits, scale: a.scale + places })

/** −1, 0 or 1. */
export function compare(a: Decimal, b: Decimal): number {
  const { digits } = minus(a, b)
  return digits < 0n ? -1 : digits > 0n ? 1 : 0
}

/** The number as it is written, without zeros at its end. */
export function shown(a: Decimal): string {
  const negativeSign = a.digits < 0n ? '-' : ''
  const text = (a.digits < 0n ? -a.digits : a.digits).toString().padStart(a.scale + 1, '0')
  const whole = text.slice(0, text.length - a.scale)
  const fraction = text.slice(text.length - a.scale).replace(/0+$/, '')
  return `${negativeSign}${whole}${fraction ? `.${fraction}` : ''}`
}

/** The nearest number; its shortest notation is the decimal's own up to 15 digits. */
export const toNumber = (a: Decimal): number => Number(shown(a))

/** `a` × `times` ÷ `b`, rounded to so many places, half away from zero (四舍五入); null when `b` is 0. */
export function ratio(a: Decimal, b: Decimal, times: number, places: number): Decimal | null {
  if (b.digits === 0n) return null
  const scale = Math.max(a.scale, b.scale)
  const over = widened(a, scale) * BigInt(times) * 10n ** BigInt(places)
  const under = widened(b, scale)
  const sign = over < 0n === under < 0n ? 1n : -1n
  const [n, d] = [over < 0n ? -over : over, under < 0n ? -under : under]
  return { digits: sign * ((2n * n + d) / (2n * d)), scale: places }
}
