import type { Doc, Item } from '../../document.ts'
import { printed } from '../../document.ts'
import { confirm, reject, type Sheet, show } from '../../outcome.ts'
import { clauseOf, isLevel, signOf } from './change-words.ts'

// levels of something else may stand between: 机构2473家(含综合机构332家),其中新登记87家,注销25家,比去年增加53家
const REACH = 6

/** Parts that make a total change as it does: 收入679万元,增加65万元;其中税收365万元,增加24万元,非税314万元,增加41万元. */
export function checkChangesOfParts(sheet: Sheet): void {
  const sums = sheet.holds.filter((h) => h.kind === 'sum' && h.items.length >= 3 && h.items.every(isLevel))
  for (const [total, ...parts] of sums.map((h) => h.items)) {
    const next = (i: Item) => Math.min(...parts.filter((p) => p.index > i.index).map((p) => p.index), Number.POSITIVE_INFINITY)
    const whole = total && changeOf(sheet.doc, total, next(total))
    const changes = parts.map((p) => changeOf(sheet.doc, p, next(p)))
    if (whole && changes.every((c) => c !== null)) judge(sheet, whole, changes)
  }
}

interface Change {
  readonly item: Item
  readonly sign: number
}

// The amount of change that is printed with a level: just behind it, or said to be 比去年 before the next part begins
function changeOf(doc: Doc, level: Item, end: number): Change | null {
  for (let k = level.index + 1; k < end && k <= level.index + REACH; k++) {
    const i = doc.items[k]
    if (!i || i.sentence !== level.sentence) return null
    const near = k <= level.index + 2 || /[比较](?:去年|上年)|同比/.test(clauseOf(doc, i))
    if (!i.growth || i.unit !== level.unit || !near) continue
    const sign = signOf(doc, i)
    return sign === 0 || i.bound !== 'exact' ? null : { item: i, sign }
  }
  return null
}

function judge(sheet: Sheet, whole: Change, changes: readonly Change[]): void {
  const { doc } = sheet
  const sum = changes.reduce((n, c) => n + c.sign * c.item.value, 0)
  const said = whole.sign * whole.item.value
  const give = [whole, ...changes].reduce((n, c) => n + (c.item.ulp > 1 || c.item.decimals > 0 ? c.item.ulp / 2 : 0), 0)
  const left = changes.map((c, k) => `${c.sign < 0 ? '−' : k > 0 ? '+' : ''}${printed(doc, c.item)}`).join('')
  const items = [whole.item, ...changes.map((c) => c.item)]
  if (Math.abs(sum - said) <= give + 1e-6) {
    confirm(sheet, 'sum', `${left} = ${whole.sign < 0 ? '−' : ''}${printed(doc, whole.item)}`, items)
    return
  }
  reject(sheet, {
    kind: 'sum',
    severity: 'question',
    message: { zh: '各项的增减数相加，与合计的增减数不符', en: 'the changes of the parts do not add up to the change of their total' },
    arithmetic: `${left} = ${show(sum)} ≠ ${whole.sign < 0 ? '−' : ''}${printed(doc, whole.item)}`,
    items,
    suggestion: { zh: '请核对合计和各项的增减数。', en: 'Check the change of the total and of each part.' },
  })
}
