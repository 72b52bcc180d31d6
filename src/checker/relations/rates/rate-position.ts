import type { Doc, Item } from '../../document.ts'
import { printed } from '../../document.ts'
import { confirm, reject, type Sheet } from '../../outcome.ts'
import { type Fit, percentFit, percentOf, showPercent } from '../../ratio-math.ts'
import { add, isAmount } from '../amounts.ts'

/** A rate this near to what its neighbours give was meant to follow from them. */
const NEAR_MISS = 5
/** Of what was due and what was done it may be farther off: 应报到820人,实报到714人,报到率98.0%. */
const FAR_MISS = 25
const DUE = /应|发放|发出|计划|拟/
const DONE = /实|已|收回|回收|收到|完成/

/**
 * Rates whose names say nothing of their numerator, read by their place: 应考5213人,实考5187人,参考率99.5%;
 * 应安置412人,务农187人,经商96人,…,安置率98.1%. True where the figures just before explain or nearly explain the rate.
 */
export function byPosition(sheet: Sheet, item: Item, stem: string): boolean {
  const { doc } = sheet
  const run = runBefore(doc, item)
  if (run.length < 2) return false
  const [num, den] = [run[run.length - 1] as Item, run[run.length - 2] as Item]
  const base = run[0] as Item
  const list = run.slice(1)
  const readings: readonly (readonly [readonly Item[], Item])[] =
    list.length >= 3
      ? [
          [[num], den],
          [list, base],
        ]
      : [[[num], den]]
  let miss: readonly [readonly Item[], Item] | null = null
  for (const [parts, whole] of readings) {
    const sum = add(parts)
    if (sum.lo > whole.hi * 1.2 || whole.lo <= 0) continue
    const fit: Fit = percentFit(item, (100 * sum.lo) / whole.hi, (100 * sum.hi) / whole.lo)
    const joined = parts.map((p) => printed(doc, p)).join('+')
    const left = `${parts.length > 1 ? `(${joined})` : joined} ÷ ${printed(doc, whole)}`
    if (fit === 'ok') confirm(sheet, 'ratio', `${left} = ${printed(doc, item)}`, [whole, ...parts, item])
    if (fit !== 'bad') return true
    const { p } = percentOf(item)
    const off = Math.abs((100 * sum.value) / whole.value - p)
    const due = DUE.test(whole.before) && DONE.test((parts[0] as Item).before)
    if (off <= (due ? FAR_MISS : p >= 50 ? NEAR_MISS : Math.min(NEAR_MISS, p / 4))) miss = [parts, whole]
  }
  if (!miss) return false
  const [parts, whole] = miss
  const actual = showPercent((100 * add(parts).value) / whole.value, item.decimals)
  const left = parts.map((p) => printed(doc, p)).join('+')
  reject(sheet, {
    kind: 'ratio',
    severity: 'question',
    message: {
      zh: `${stem}率按前面的数推算为${actual}，文中写作${printed(doc, item)}`,
      en: `by the figures before it the rate is ${actual}, the text says ${printed(doc, item)}`,
    },
    arithmetic: `${parts.length > 1 ? `(${left})` : left} ÷ ${printed(doc, whole)} = ${actual} ≠ ${printed(doc, item)}`,
    items: [whole, ...parts, item],
    suggestion: { zh: '请核对分子、分母，或写明比率口径。', en: 'Check both counts, or say what the rate is of.' },
  })
  return true
}

/** 审结135件,其中纠错29件: the amount that the words say is divided, null where none is. */
export function dividedBy(doc: Doc, num: Item): Item | null {
  for (let k = num.index - 1; k >= 0 && num.index - k <= 3; k--) {
    const i = doc.items[k] as Item
    if (i.sentence !== num.sentence || i.depth !== num.depth || i.family === 'percent' || i.growth || i.prior) continue
    const divides = isAmount(i) && i.unit === num.unit && i.lo >= num.hi
    return divides && /^[^;。:]*其中[^,;。:]*$/.test(doc.text.slice(i.end, num.start)) ? i : null
  }
  return null
}

// The unbroken run of figures of one measure that ends right before the rate
function runBefore(doc: Doc, item: Item): Item[] {
  const run: Item[] = []
  let next = item.clauseStart
  for (let k = item.index - 1; k >= 0 && run.length < 12; k--) {
    const i = doc.items[k] as Item
    const gap = doc.text.slice(i.end, next)
    if (i.sentence !== item.sentence || !isAmount(i) || i.depth !== item.depth || /[;。]/.test(gap) || gap.length > 6) break
    if (run[0] && run[0].unit !== i.unit) break
    run.unshift(i)
    next = i.clauseStart
  }
  return run
}
