import type { Doc, Item } from '../../document.ts'
import { printed } from '../../document.ts'
import { confirm, draftsWith, holdsWith, reject, type Sheet } from '../../outcome.ts'
import { percentFit, shareRange, showPercent } from '../../ratio-math.ts'
import { isAmount } from '../amounts.ts'

/** 网上申请量占受理总量的31.2%: both the part and its whole are named. */
const NAMED =
  /^(?:其中)?([\u4e00-\u9fff]{2,10}?)(?:数量|人数|件数|量|数|件)?占(?:全部|所有|同期|全[省市县区]|当年|其)?([\u4e00-\u9fff]{2,10}?)(?:总数|总量|总额|总人数|数量|人数|件数|量|数)?的(?:比例|比重)?(?:为|达到?|是)?$/
const BACK = 16

/** Shares that stand apart from their counts and name both of them. */
export function checkNamedShares(sheet: Sheet): void {
  const { doc } = sheet
  for (const item of doc.items) {
    if (item.family !== 'percent' || item.growth || item.prior || item.target || item.bound !== 'exact') continue
    const [, part = '', whole = ''] = NAMED.exec(doc.text.slice(item.clauseStart, item.start).trim()) ?? []
    if (part === '' || holdsWith(sheet, item).length + draftsWith(sheet, item).length > 0) continue
    const base = bearing(doc, item, whole.replace(/^(?:案件|本[年月])/, ''))
    const count = bearing(doc, item, part)
    if (base && count && base !== count && base.unit === count.unit && count.value < base.value) judge(sheet, item, count, base)
  }
}

// The only figure before it that bears the name
function bearing(doc: Doc, item: Item, name: string): Item | null {
  if (name.length < 2) return null
  const found = doc.items
    .slice(Math.max(0, item.index - BACK), item.index)
    .filter((i) => i.paragraph === item.paragraph && isAmount(i) && (i.before + i.after.slice(0, 8)).includes(name))
  return found.length === 1 ? (found[0] as Item) : null
}

function judge(sheet: Sheet, item: Item, count: Item, base: Item): void {
  const { doc } = sheet
  const left = `${printed(doc, count)} ÷ ${printed(doc, base)}`
  const fit = percentFit(item, ...shareRange(count, base))
  if (fit === 'ok') confirm(sheet, 'ratio', `${left} = ${printed(doc, item)}`, [base, count, item])
  if (fit !== 'bad') return
  const actual = showPercent((100 * count.value) / base.value, item.decimals)
  reject(sheet, {
    kind: 'ratio',
    severity: 'question',
    message: {
      zh: `按文中所列推算占比为${actual}，文中写作${printed(doc, item)}`,
      en: `the figures named give ${actual}, the text says ${printed(doc, item)}`,
    },
    arithmetic: `${left} = ${actual} ≠ ${printed(doc, item)}`,
    items: [base, count, item],
    suggestion: { zh: '请核对分子、分母和比例。', en: 'Check both counts and the percentage.' },
  })
}
