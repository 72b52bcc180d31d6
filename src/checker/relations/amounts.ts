import type { Doc, Item } from '../document.ts'
import { joins } from '../units.ts'

/** Can the item be a total or a part: a level counted in a measure word, not a rate, a change, a mean or a class border. */
export function isAmount(item: Item): boolean {
  if (item.growth || item.prior || item.each || item.threshold || item.slash || item.range) return false
  if (item.chinese && item.value < 20) return false
  switch (item.family) {
    case 'percent':
    case 'point':
    case 'multiple':
    case 'time':
      return false
    case 'none':
      // 行政处罚2100,占33.9%: a bare count stands before a stop and has a name
      return (
        (item.label.length >= 2 || /[合小总共]计$/.test(item.before)) &&
        Number.isInteger(item.value) &&
        /^[,;、)。(:]|^$/.test(item.after === '' ? ',' : item.after) &&
        item.ulp >= 1
      )
    default:
      return true
  }
}

const HEADLINE =
  /共|总|累计|受理|收到|新收|办理|调解|审结|现有|在册|在矫|接待|接收|全年|全[国省市县区院局校镇乡]|处理|检查|申请|案件|来访|实施|开展|立案|判处/
const FAR = 120
const NEAR = 30

/** Does the figure stand where a total stands: 共, 全年, 受理, 在册? */
export const isHeadline = (item: Item): boolean => HEADLINE.test(item.before)

/** Totals before a figure in its measure, wherever in the report they stand; nearest first, at most sixteen. */
export function headlines(doc: Doc, item: Item): Item[] {
  const found: Item[] = []
  for (let k = item.index - 1; k >= 0 && item.index - k <= FAR && found.length < 16; k--) {
    const i = doc.items[k] as Item
    if (i.unit === item.unit && i.depth === 0 && i.value >= item.value && isAmount(i) && !i.target && isHeadline(i)) found.push(i)
  }
  return found
}

/** Amounts (that may be counted with `kind`, if it is given), in the paragraph of `item` before it or the one before; nearest first. */
export function amountsBefore(doc: Doc, item: Item, kind: Item | null = item): Item[] {
  const found: Item[] = []
  for (let k = item.index - 1; k >= 0 && item.index - k <= NEAR; k--) {
    const i = doc.items[k] as Item
    if (i.paragraph < item.paragraph - 1) break
    if (isAmount(i) && (kind === null || fits(i, kind))) found.push(i)
  }
  return found
}

/** May `part` be counted into `total`? */
export function fits(total: Item, part: Item): boolean {
  if (isBatchOfVisits(part) && total.family === 'case') return true
  // 收到反映812件,其中电话640个
  if (part.unit === '个' && total.family === 'case' && /电话|来电|热线/.test(part.before)) return true
  if (isBatchOfVisits(total) && part.family === 'case') return true
  // 收到申请8份…予以公开2件
  if (total.unit === '份' && part.family === 'case' && /申请|建议|提案|来信/.test(total.before + total.after)) return true
  return joins(total.family, total.unit, part.family, part.unit)
}

// 来信264件,来访638批次: petitions are added up across these two measures
function isBatchOfVisits(item: Item): boolean {
  return item.unit === '批次' && /访/.test(item.before)
}

/** What a sum of printed figures may be: all of them rounded, or all of them cut off after their last place. */
interface Sum {
  readonly value: number
  readonly lo: number
  readonly hi: number
  readonly rounded: Bounds
  readonly cut: Bounds
}
type Bounds = readonly [number, number]

// 74.5万 stands for [74.45, 74.55] where figures are rounded and for [74.5, 74.6] where they are cut off
const roundedOf = (i: Item): Bounds => [i.lo, i.bound === 'exact' ? Math.min(i.hi, 2 * i.value - i.lo) : i.hi]
const cutOf = (i: Item): Bounds => [i.bound === 'exact' ? i.value : i.lo, i.hi]

/** Sum of values and of the bounds of the values; beside 74.5万 a printed 68万 is 68.0万. */
export function add(items: readonly Item[]): Sum {
  const scale = (i: Item) => i.ulp * 10 ** i.decimals
  // 10人 and 691人 beside 0.4万人 are whole
  const scaled = items.filter((i) => i.lo < i.hi)
  const first = scaled[0]
  const one = first !== undefined && scaled.every((i) => i.bound === 'exact' && Math.abs(scale(i) - scale(first)) < 1e-6)
  const finest = Math.min(...scaled.map((i) => i.ulp))
  const printedAs = (i: Item): Item => (one && i.ulp > finest ? { ...i, lo: i.value - finest / 2, hi: i.value + finest } : i)
  const all = items.map(printedAs)
  const total = (side: (i: Item) => number) => all.reduce((n, i) => n + side(i), 0)
  const both = (bounds: (i: Item) => Bounds): Bounds => [total((i) => bounds(i)[0]), total((i) => bounds(i)[1])]
  return { value: total((i) => i.value), lo: total((i) => i.lo), hi: total((i) => i.hi), rounded: both(roundedOf), cut: both(cutOf) }
}

/** Can the sum be the total? Exact whole numbers must agree exactly; figures of one list are rounded alike. */
export function meets(total: Item, sum: Sum): boolean {
  const slack = 1e-9 * Math.max(1, Math.abs(total.value))
  // 66万多 = 20万 + 24万 + 22万: a printed value that agrees with the printed sum is enough
  if (Math.abs(total.value - sum.value) <= slack) return true
  // 1万人 is met by any sum between 5000 and 15000: that says nothing
  if (total.hi - total.lo > 0.3 * total.value) return false
  const touch = (a: Bounds, b: Bounds) => a[1] >= b[0] - slack && a[0] <= b[1] + slack
  // of figures that are cut off the sum stays below the upper bound
  const cut = cutOf(total)
  return touch(sum.rounded, roundedOf(total)) || (touch(sum.cut, cut) && (sum.cut[1] > cut[0] + slack || sum.hi === sum.value))
}

/**
 * The whole that these parts make, nearest first. Exact parts make a rough whole (突破1万, 200多) only where no exact one
 * comes near their sum: that one was meant, and missed.
 */
export function wholeOf(wholes: readonly Item[], parts: readonly Item[]): Item | undefined {
  const sum = add(parts)
  const found = wholes.find((w) => meets(w, sum))
  if (!found || found.bound === 'exact' || rough(parts)) return found
  const exact = wholes.filter((w) => w.bound === 'exact' && w.unit === found.unit)
  return exact.find((w) => meets(w, sum)) ?? (exact.some((w) => Math.abs(w.value / sum.value - 1) <= 0.1) ? undefined : found)
}

/** Is any of the items only approximate (多, 余, 近, 约)? */
export function rough(items: readonly Item[]): boolean {
  return items.some((i) => i.bound !== 'exact')
}
