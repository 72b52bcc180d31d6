import type { Doc, Item } from '../../document.ts'
import { printed } from '../../document.ts'
import { confirm, reject, type Sheet, show } from '../../outcome.ts'
import { isAmount } from '../amounts.ts'

/** 五类合计4128件,占总数的77.3%。其余为物业等纠纷,共1209件: what is left of the total of which the first was a share. */
export function checkRemainders(sheet: Sheet): void {
  const { doc } = sheet
  const wholes = new Map<Item, Item>()
  for (const { kind, items } of sheet.holds) {
    const [base, count, share] = items
    if (kind === 'ratio' && items.length === 3 && base && count && share?.family === 'percent' && base.unit === count.unit)
      wholes.set(count, base)
  }
  if (wholes.size === 0) return
  for (const item of doc.items) {
    if (!isAmount(item) || !/(?:其余|余下|剩余|其他)/.test(segment(doc, item))) continue
    const part = before(doc, item, wholes)
    if (part) judge(sheet, item, part, wholes.get(part) as Item)
  }
}

// The words from the last stop but commas
function segment(doc: Doc, item: Item): string {
  let i = item.start
  while (i > 0 && item.start - i < 50 && !';。\n:'.includes(doc.text[i - 1] as string)) i--
  const words = doc.text.slice(i, item.start)
  return /\d/.test(words.replace(/\d+个(?:县|镇|乡|所|部门|单位)/, '')) ? '' : words.slice(0, 6)
}

// The joint count just before, the one that was a share of something
function before(doc: Doc, item: Item, wholes: ReadonlyMap<Item, Item>): Item | null {
  for (let k = item.index - 1; k >= 0 && item.index - k <= 4; k--) {
    const i = doc.items[k] as Item
    if (i.paragraph !== item.paragraph) return null
    if (wholes.has(i) && i.unit === item.unit && /合计|共|[两三四五六七八]者|[两三四五六七八][类项地]/.test(i.before)) return i
  }
  return null
}

function judge(sheet: Sheet, item: Item, part: Item, whole: Item): void {
  const { doc } = sheet
  const value = whole.value - part.value
  const left = `${printed(doc, whole)}−${printed(doc, part)}`
  if (value >= item.lo && value <= item.hi) {
    confirm(sheet, 'sum', `${left} = ${printed(doc, item)}`, [whole, part, item])
    return
  }
  if (value <= 0 || Math.abs(value - item.value) > 0.5 * value) return
  reject(sheet, {
    kind: 'sum',
    severity: 'question',
    message: {
      zh: `其余应为${show(value)}，文中写作${printed(doc, item)}`,
      en: `what is left is ${show(value)}, the text says ${printed(doc, item)}`,
    },
    arithmetic: `${left} = ${show(value)} ≠ ${printed(doc, item)}`,
    items: [whole, part, item],
    suggestion: { zh: '请核对总数、合计数和其余数。', en: 'Check the total, the joint count and the rest.' },
  })
}
