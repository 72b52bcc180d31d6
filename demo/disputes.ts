import type { LegalDay } from '../src/law/index.ts'
import { type DisputePatterns, disputePatterns, standings } from './dispute-patterns.ts'
import type { BodyKind } from './places.ts'
import type { Random } from './random.ts'

/** A kind of dispute of the ministry's form, by the identifier that the code list 「纠纷类型」 has for it. */
export type NarrativeKind = keyof typeof disputePatterns

/** Who fits a part: what `peopleFrom` must be asked for. Empty: anyone. */
export interface Part {
  readonly sex?: 'male' | 'female'
  readonly ages?: readonly [number, number]
}

/** A story drawn, not yet told: its two parts are to be filled with people who fit, or the second with a body. */
export interface Plot {
  readonly kind: NarrativeKind
  readonly against: 'person' | BodyKind
  readonly first: Part
  readonly second: Part
  /** Whether a sum is at issue; only then may it end with a payment. */
  readonly payable: boolean
  readonly pattern: string
  /** The ending that fits this story only. */
  readonly ending: string | null
}

/** Who quarrels and where: `first` complains against `second`; `house` is a lane with its number in `village`. */
export interface Sides {
  readonly first: string
  readonly second: string
  readonly village: string
  readonly house: string
}

/** What was found: the facts in a few sentences, and the sum at issue in 元 where one is named. */
export interface Narrative {
  readonly summary: string
  readonly claimed: number | null
}

const ages: Readonly<Record<string, readonly [number, number]>> = { 青: [22, 32], 壮: [30, 52], 老: [60, 80] }

function partIn(pattern: string, side: '甲' | '乙'): Part {
  const tag = new RegExp(`\\{${side}:([男女]?)([青壮老]?)\\}`).exec(pattern)
  const range = ages[tag?.[2] ?? '']
  return { ...(tag?.[1] ? { sex: tag[1] === '男' ? 'male' : 'female' } : {}), ...(range ? { ages: range } : {}) }
}

/** Draws a story of a kind of dispute. */
export function plotOf(random: Random, kind: NarrativeKind): Plot {
  const { against, found }: DisputePatterns = disputePatterns[kind]
  const drawn = random.pick(found)
  const [pattern, ending] = typeof drawn === 'string' ? [drawn, null] : drawn
  return {
    kind,
    against,
    first: partIn(pattern, '甲'),
    second: partIn(pattern, '乙'),
    payable: pattern.includes('{元:'),
    pattern,
    ending,
  }
}

/** Sums as people name them: no odd 元 below a thousand, no odd hundreds above ten thousand. */
function sum(random: Random, min: number, max: number): number {
  const amount = random.int(min, max)
  const step = amount >= 10_000 ? 1000 : amount >= 1000 ? 100 : 10
  return Math.max(min, Math.floor(amount / step) * step)
}

/** Fills a pattern: names, one of several words, numbers. Returns the text and the sum that it names. */
function fill(random: Random, pattern: string, words: Readonly<Record<string, string>>): Narrative {
  let claimed: number | null = null
  const summary = pattern.replace(/\{([^}]+)\}/g, (_, slot: string) => {
    const known = words[slot.replace(/:[男女青壮老]+$/, '')]
    if (known !== undefined) return known
    const range = /^(元|数):(\d+)-(\d+)$/.exec(slot)
    if (range) {
      const [min, max] = [Number(range[2]), Number(range[3])]
      if (range[1] === '数') return String(random.int(min, max))
      claimed = sum(random, min, max)
      return String(claimed)
    }
    if (slot.includes('|')) return random.pick(slot.split('|'))
    throw new RangeError(`a pattern asks for {${slot}}, which nobody gave: ${pattern}`)
  })
  return { summary, claimed }
}

const names = (sides: Sides) => ({ 甲: sides.first, 乙: sides.second, 村: sides.village, 居: sides.house })

/** 「纠纷简要情况」: tells a story of these people. */
export function narrative(random: Random, plot: Plot, sides: Sides): Narrative {
  const told = fill(random, plot.pattern, names(sides))
  if (random.chance(0.3)) return told
  const standing = fill(random, random.pick(standings), names(sides)).summary
  const saidAlready = ['各执一词', '争执', '争吵', '情绪', '协商', '一致'].some(
    (word) => standing.includes(word) && told.summary.includes(word),
  )
  return saidAlready ? told : { ...told, summary: told.summary + standing }
}

/** What is paid and until when, as an agreement promises it. */
export interface Payment {
  readonly amount: number
  readonly until: LegalDay
}

/** 「协议内容」: what the two sides agreed. A payment is refused for a story in which no sum is at issue. */
export function settlement(random: Random, plot: Plot, sides: Sides, payment: Payment | null): string {
  const patterns: DisputePatterns = disputePatterns[plot.kind]
  if (payment === null) {
    const own = plot.ending !== null && random.chance(0.7) ? plot.ending : random.pick(patterns.settled)
    return fill(random, own, names(sides)).summary
  }
  if (!plot.payable) throw new RangeError(`nothing is asked for in this story, so nothing can be paid: ${plot.pattern}`)
  const words = { ...names(sides), 额: String(payment.amount), 日: writtenDay(payment.until) }
  return fill(random, random.pick(patterns.paid), words).summary
}

/** 2017年6月30日 */
function writtenDay(day: LegalDay): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}
