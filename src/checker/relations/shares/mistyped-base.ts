import type { Item } from '../../document.ts'
import { printed } from '../../document.ts'
import { reject, type Sheet, show } from '../../outcome.ts'
import { percentOf } from '../../ratio-math.ts'
import { amountsBefore, headlines } from '../amounts.ts'

/** A count with its share. */
export interface Pair {
  readonly count: Item
  readonly item: Item
}

/** Two shares fix a total when they leave it no more room than this. */
const TIGHT = 0.03

/**
 * Counts and shares that all imply one total which is printed nowhere near, while another stands before them:
 * 教师1112人,教授347人,占19.15%,副教授474人,占26.16% can only be of 1812. A list whose shares agree is right in itself;
 * what is asked about is the total. `parts` have a share of their own and are no total.
 */
export function mistypedBase(sheet: Sheet, pairs: readonly Pair[], parts: ReadonlySet<Item> = new Set()): boolean {
  const { doc } = sheet
  const first = pairs[0]?.count
  const usable = agreeing(pairs.filter((p) => p.item.bound === 'exact' && p.count.bound === 'exact' && percentOf(p.item).p > 0))
  if (!first || new Set(usable.map((p) => p.count)).size < 2) return false
  const [lo, hi] = implied(usable)
  const middle = (lo + hi) / 2
  if (lo > hi || (usable.length < 3 && hi / lo - 1 > TIGHT)) return false
  const counts = new Set(pairs.map((p) => p.count))
  const totals = [...amountsBefore(doc, first), ...headlines(doc, first)].filter((t) => !counts.has(t) && !parts.has(t))
  if (totals.some((t) => t.hi >= lo && t.lo <= hi)) return false
  const likely = totals.filter((t) => isSlip(t, middle) || (usable.length >= 3 && t.value > middle / 2 && t.value < middle * 2))
  const base = likely.sort((a, b) => Math.abs(a.value / middle - 1) - Math.abs(b.value / middle - 1))[0]
  if (!base) return false
  reject(sheet, {
    kind: 'ratio',
    severity: 'question',
    message: {
      zh: `这几项占比推得的总数都约为${show(Math.round(middle))}，前面写的总数是${printed(doc, base)}`,
      en: `these shares all imply a total of about ${show(Math.round(middle))}; the total printed before them is ${printed(doc, base)}`,
    },
    arithmetic: usable
      .map((p) => `${printed(doc, p.count)} ÷ ${printed(doc, p.item)} ≈ ${show(Math.round((100 * p.count.value) / percentOf(p.item).p))}`)
      .join('；'),
    items: [base, ...usable.flatMap((p) => [p.count, p.item])],
    suggestion: { zh: '请核对总数，或写明占比的基数。', en: 'Check the total, or say what the shares are of.' },
  })
  return true
}

// One of three or more may be wrong itself
function agreeing(pairs: readonly Pair[]): readonly Pair[] {
  const meet = (list: readonly Pair[]) => {
    const [lo, hi] = implied(list)
    return lo <= hi
  }
  if (pairs.length < 3 || pairs.length > 20 || meet(pairs)) return pairs
  return pairs.map((p) => pairs.filter((q) => q !== p)).find(meet) ?? pairs
}

// The totals of which every share is right to the last place, as an interval
function implied(pairs: readonly Pair[]): [number, number] {
  let [lo, hi] = [0, Number.POSITIVE_INFINITY]
  for (const { count, item } of pairs) {
    const { p, ulp } = percentOf(item)
    lo = Math.max(lo, (100 * count.lo) / (p + ulp))
    hi = Math.min(hi, (100 * count.hi) / Math.max(p - ulp / 2, p / 10))
  }
  return [lo, hi]
}

// One digit is another, or the number is off by a few hundredths
function isSlip(total: Item, middle: number): boolean {
  if (Math.abs(total.value / middle - 1) <= 0.05) return true
  const [a, b] = [String(total.value), String(Math.round(middle))]
  return a.length >= 3 && a.length === b.length && [...a].filter((c, k) => c !== b[k]).length === 1
}
