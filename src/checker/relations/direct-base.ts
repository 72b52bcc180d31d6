import type { Doc, Item } from '../document.ts'
import { printed } from '../document.ts'
import { confirm, reject, type Sheet } from '../outcome.ts'
import { percentFit, shareRange, showPercent } from '../ratio-math.ts'
import { fits, isAmount } from './amounts.ts'

const VERB = /(?:占|完成|达到?|为|是|相当于)[^,;。]*$/

/** A percentage with its base right before it: 39个,占总数152个的25.7%; 4312人,完成目标4000人的107.8%. */
export function checkDirectBases(sheet: Sheet): void {
  const { doc } = sheet
  for (const item of doc.items) {
    if (item.family !== 'percent' || item.growth || item.range || item.threshold) continue
    const base = doc.items[item.index - 1]
    if (!base || base.sentence !== item.sentence || doc.text.slice(base.end, item.start) !== '的' || !VERB.test(base.before)) continue
    const count = countBefore(doc, base)
    if (!count || base.lo <= 0) continue
    sheet.judged.add(`pct${item.index}`)
    judge(sheet, item, count, base)
  }
}

function countBefore(doc: Doc, base: Item): Item | null {
  for (let k = base.index - 1; k >= 0 && base.index - k <= 4; k--) {
    const i = doc.items[k] as Item
    if (i.sentence !== base.sentence || doc.text.slice(i.end, base.start).includes(';')) return null
    if (isAmount(i) && i.unit === base.unit && fits(base, i)) return i
  }
  return null
}

function judge(sheet: Sheet, item: Item, count: Item, base: Item): void {
  const { doc } = sheet
  const [lo, hi] = shareRange(count, base)
  const fit = percentFit(item, lo, hi)
  const left = `${printed(doc, count)} ÷ ${printed(doc, base)}`
  if (fit === 'ok') confirm(sheet, 'ratio', `${left} = ${printed(doc, item)}`, [count, base, item])
  if (fit !== 'bad') return
  const actual = showPercent((100 * count.value) / base.value, item.decimals)
  reject(sheet, {
    kind: 'ratio',
    severity: 'error',
    message: {
      zh: `${printed(doc, count)}是${printed(doc, base)}的${actual}，文中写作${printed(doc, item)}`,
      en: `${printed(doc, count)} of ${printed(doc, base)} is ${actual}, the text says ${printed(doc, item)}`,
    },
    arithmetic: `${left} = ${actual} ≠ ${printed(doc, item)}`,
    items: [count, base, item],
    suggestion: { zh: '请核对分子、分母和比例。', en: 'Check the count, its base and the percentage.' },
  })
}
