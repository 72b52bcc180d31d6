import { addDays, daysBetween, isDay, type LegalDay } from '../src/law/index.ts'

/**
 * Chance for the demo: the same seed gives the same county year on every machine. Nothing here looks at the clock or at Math.random.
 */
export interface Random {
  /** A number from 0 (included) to 1 (excluded). */
  next(): number
  /** A whole number from `min` to `max`, both included. */
  int(min: number, max: number): number
  /** True with this probability. */
  chance(probability: number): boolean
  /** One of the values; the list must not be empty. */
  pick<T>(values: readonly T[]): T
  /** One of the keys, as often as its weight says; at least one weight must be positive. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K
  /** A legal day from `from` to `to`, both included. */
  dayBetween(from: LegalDay, to: LegalDay): LegalDay
  /** The values in another order. */
  shuffle<T>(values: readonly T[]): T[]
  /** A source of its own for one part of the demo: drawing more there does not change what the other parts get. */
  fork(name: string): Random
}

/** Four 32-bit words from a text (xmur3), to start the generator from any seed. */
function words(seed: string): [number, number, number, number] {
  let h = 1779033703 ^ seed.length
  for (let i = 0; i < seed.length; i += 1) {
    h = Math.imul(h ^ seed.charCodeAt(i), 3432918353)
    h = (h << 13) | (h >>> 19)
  }
  const word = () => {
    h = Math.imul(h ^ (h >>> 16), 2246822507)
    h = Math.imul(h ^ (h >>> 13), 3266489909)
    h ^= h >>> 16
    return h >>> 0
  }
  return [word(), word(), word(), word()]
}

/** The generator sfc32: small, fast, and good enough for a made-up county. */
function sfc32(seed: string): () => number {
  let [a, b, c, d] = words(seed)
  const next = () => {
    const t = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + t
    c |= 0
    return (t >>> 0) / 4294967296
  }
  for (let i = 0; i < 12; i += 1) next()
  return next
}

/** Opens the source of chance for a seed. */
export function randomFrom(seed: string): Random {
  const next = sfc32(seed)
  const int = (min: number, max: number) => {
    if (!(Number.isSafeInteger(min) && Number.isSafeInteger(max) && min <= max)) {
      throw new RangeError(`no whole number lies between ${min} and ${max}`)
    }
    return min + Math.floor(next() * (max - min + 1))
  }
  const pick = <T>(values: readonly T[]): T => {
    if (values.length === 0) throw new RangeError('nothing to pick from')
    return values[int(0, values.length - 1)] as T
  }
  return {
    next,
    int,
    pick,
    chance: (probability) => next() < probability,
    weighted: <K extends string>(weights: Readonly<Record<K, number>>): K => {
      const entries = (Object.entries(weights) as [K, number][]).filter(([, weight]) => weight > 0)
      const last = entries.at(-1)
      if (!last) throw new RangeError('no weight is positive')
      let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [key, weight] of entries) {
        left -= weight
        if (left < 0) return key
      }
      return last[0]
    },
    dayBetween: (from, to) => {
      for (const day of [from, to]) if (!isDay(day)) throw new RangeError(`not a day: ${day}`)
      return addDays(from, int(0, daysBetween(from, to)))
    },
    shuffle: (values) => {
      const order = [...values]
      for (let i = order.length - 1; i > 0; i -= 1) {
        const j = int(0, i)
        const held = order[i] as (typeof order)[number]
        order[i] = order[j] as (typeof order)[number]
        order[j] = held
      }
      return order
    },
    fork: (name) => randomFrom(`${seed}/${name}`),
  }
}
