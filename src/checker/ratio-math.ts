import type { Item } from './document.ts'

/** ok: rounding or truncation gives it; near: one off in the last place (shares adjusted to reach 100); bad: cannot be. */
export type Fit = 'ok' | 'near' | 'bad'

/** Percentage value of an item; ‰ counts as tenths of a percent. */
export function percentOf(item: Item): { p: number; ulp: number } {
  const k = item.unit === '‰' ? 0.1 : 1
  return { p: item.value * k, ulp: item.ulp * k }
}

/** Is a percentage printed to its last place? 约40% is said of 38% as well, 约43% and 约53.2% only of what is rounded to them. */
export function isPrecise(item: Item): boolean {
  return item.bound === 'exact' || (item.bound === 'about' && (item.decimals > 0 || item.value % 5 !== 0))
}

/** Does a ratio that lies in [lo, hi] (in percent) agree with the printed percentage? */
export function percentFit(item: Item, lo: number, hi: number): Fit {
  const { p, ulp } = percentOf(item)
  const e = 1e-9 * Math.max(1, p)
  if (item.bound === 'at-least') {
    if (hi < p - e) return hi < p - ulp / 2 ? 'bad' : 'near'
    return lo <= p + Math.max(ulp, p * 0.2) ? 'ok' : 'near'
  }
  if (item.bound === 'at-most') {
    if (lo > p + e) return lo > p + ulp / 2 ? 'bad' : 'near'
    return hi >= p * 0.9 ? 'ok' : 'near'
  }
  if (!isPrecise(item) && hi >= p * 0.94 && lo <= p * 1.06) return 'ok'
  if (hi >= p - ulp / 2 - e && lo < p + ulp - e) return 'ok'
  if (hi >= p - 1.5 * ulp - e && lo <= p + 1.5 * ulp + e) return 'near'
  return 'bad'
}

/** Rounded shares seldom err in one direction by more than two or three deviations; cut off ones all fall short. */
export function hundredFit(run: readonly Item[]): 'ok' | 'doubtful' | 'bad' {
  const all = run.map(percentOf)
  // beside 22.6% a printed 35% is 35.0%
  const coarsest = all.some((x) => x.ulp < 1) ? 0.1 : 1
  const ulp = all.map((x) => Math.min(x.ulp, coarsest))
  const ulps = ulp.reduce((n, u) => n + u, 0)
  const off = all.reduce((n, x) => n + x.p, -100)
  const deviation = 0.29 * Math.hypot(...ulp)
  const limit = off > 0 ? 3 * deviation : ulps / 2
  if (Math.abs(off) <= Math.min(limit, ulps / 2) + 1e-9) return 'ok'
  return (off > 0 ? off > limit : -off > ulps) ? 'bad' : 'doubtful'
}

/** Bounds of 100·n/d. */
export function shareRange(n: Item, d: { lo: number; hi: number }): [number, number] {
  return [d.hi === 0 ? 0 : (100 * n.lo) / d.hi, d.lo === 0 ? Number.POSITIVE_INFINITY : (100 * n.hi) / d.lo]
}

/** GRIM: is there a whole numerator of `base` that gives the percentage (one off in the last place allowed)? */
export function numeratorExists(base: number, item: Item): boolean {
  const { p } = percentOf(item)
  const guess = (base * p) / 100
  for (let n = Math.max(0, Math.floor(guess) - 1); n <= Math.ceil(guess) + 1; n++) {
    const r = (100 * n) / base
    if (percentFit(item, r, r) !== 'bad') return true
  }
  return false
}

/** Is there a whole base of which `num` is exactly the printed percentage? */
export function baseExists(num: number, item: Item): boolean {
  const { p } = percentOf(item)
  if (p === 0) return true
  const guess = (100 * num) / p
  if (guess > 1e5) return true
  for (let b = Math.max(1, Math.floor(guess) - 2); b <= Math.ceil(guess) + 2; b++) {
    const r = (100 * num) / b
    if (percentFit(item, r, r) === 'ok') return true
  }
  return false
}

/** Is there a whole earlier value from which `now` has changed by the printed percentage (one off in the last place allowed)? `sign` is +1 or -1. */
export function earlierExists(now: number, item: Item, sign: number): boolean {
  const { p } = percentOf(item)
  const factor = 1 + (sign * p) / 100
  if (factor <= 0.001) return true
  const guess = now / factor
  const width = Math.ceil(guess * 0.0005) + 2
  if (width > 60) return true
  for (let b = Math.max(1, Math.floor(guess) - width); b <= Math.ceil(guess) + width; b++) {
    const r = (100 * sign * (now - b)) / b
    if (percentFit(item, r, r) !== 'bad') return true
  }
  return false
}

/** A percentage for messages. */
export function showPercent(n: number, decimals: number): string {
  return `${n.toFixed(Math.min(4, Math.max(decimals, 1)))}%`
}
