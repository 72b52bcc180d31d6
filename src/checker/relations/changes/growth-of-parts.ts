import type { Doc, Item } from '../../document.ts'
import { printed } from '../../document.ts'
import { confirm, type Hold, reject, type Sheet, show } from '../../outcome.ts'
import { percentOf } from '../../ratio-math.ts'
import { clauseOf, isLevel, signOf } from './change-words.ts'

// a difference, a share or a bracket may stand between a level and its growth
const REACH = 4
// growth over another span, or at other prices, makes no total
const BASIS = /环比|比上[月周季]|较上[月周季]|年均|平均|可比|不变价|扣除|实际/
/** How far beyond what the parts allow a growth may lie and still be meant as theirs, in points. */
const NEAR_MISS = 25

/** Parts that make a total now made it a year ago as well: 投诉90件,增长12.5%;商品类60件,增长20%,服务类30件,持平. */
export function checkGrowthOfParts(sheet: Sheet): void {
  for (const hold of sheet.holds.filter((h) => h.items.length >= 3 && h.items.every((i) => isLevel(i) && !i.growth))) {
    const [whole, ...parts] = splitHold(hold)
    if (!whole || parts.length < 2) continue
    const all = [whole, ...parts]
    const end = (i: Item) => Math.min(...all.filter((p) => p.index > i.index).map((p) => p.index), Number.POSITIVE_INFINITY)
    const past = all.map((level) => pastOf(sheet.doc, level, end(level)))
    if (past.every((p) => p !== null)) judge(sheet, past)
  }
}

// in = out + stock is a sum as well
function splitHold(hold: Hold): readonly Item[] {
  if (hold.kind === 'sum') return hold.items
  return hold.kind === 'stock_flow' && hold.items.length === 3 ? hold.items : []
}

/** A level, its growth and what it was before. */
interface Past {
  readonly level: Item
  readonly growth: Item
  readonly lo: number
  readonly hi: number
}

function pastOf(doc: Doc, level: Item, end: number): Past | null {
  for (let k = level.index + 1; k < end && k <= level.index + REACH; k++) {
    const i = doc.items[k]
    if (!i || i.sentence !== level.sentence) return null
    if (!i.growth || i.family !== 'percent') continue
    const sign = signOf(doc, i)
    if (sign === 0 || i.bound !== 'exact' || BASIS.test(clauseOf(doc, i)) || /率/.test(clauseOf(doc, i))) return null
    const { p, ulp } = percentOf(i)
    const factors = [p - ulp, p + ulp].map((q) => 1 + (sign * q) / 100)
    const [least, most] = [Math.min(...factors), Math.max(...factors)]
    return least <= 0 ? null : { level, growth: i, lo: level.lo / most, hi: level.hi / least }
  }
  return null
}

function judge(sheet: Sheet, [whole, ...parts]: readonly Past[]): void {
  if (!whole) return
  const { doc } = sheet
  const lo = parts.reduce((n, p) => n + p.lo, 0)
  const hi = parts.reduce((n, p) => n + p.hi, 0)
  const now = whole.level.value
  const middle = (lo + hi) / 2
  const said = (whole.lo + whole.hi) / 2
  const items = [whole, ...parts].flatMap((p) => [p.level, p.growth])
  const before = (p: Past) => `${printed(doc, p.level)}(${signOf(doc, p.growth) < 0 ? '−' : '+'}${printed(doc, p.growth)})`
  const left = parts.map(before).join(' + ')
  if (hi >= whole.lo && lo <= whole.hi) {
    // so rough that any growth would meet it: that says nothing
    if (hi - lo < 0.02 * middle) confirm(sheet, 'ratio', `${left} = ${before(whole)}`, items)
    return
  }
  const actual = 100 * (now / middle - 1)
  if (Math.abs(actual - 100 * (now / said - 1)) > NEAR_MISS) return
  reject(sheet, {
    kind: 'ratio',
    severity: 'question',
    message: {
      zh: `按各项的增减幅推算，合计应为${actual >= 0 ? '增长' : '下降'}${show(Math.abs(Math.round(actual * 100) / 100))}%，文中写作${printed(doc, whole.growth)}`,
      en: `by the growth of the parts the total changed by ${show(Math.round(actual * 100) / 100)}%, the text says ${printed(doc, whole.growth)}`,
    },
    arithmetic: `${left} → ${show(Math.round(actual * 100) / 100)}% ≠ ${signOf(doc, whole.growth) < 0 ? '−' : '+'}${printed(doc, whole.growth)}`,
    items,
    suggestion: { zh: '请核对合计和各项的增减幅。', en: 'Check the growth of the total and of each part.' },
  })
}
