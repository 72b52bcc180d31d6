import type { Doc, Item } from '../../document.ts'
import { printed } from '../../document.ts'
import { confirm, draftsWith, holdsWith, reject, type Sheet, show } from '../../outcome.ts'
import { add, isAmount } from '../amounts.ts'

/** 三镇平均179件, 平均每批85人, 二季度月均243人次: no total, but each of the figures that are averaged. */
const MEAN = /(?:平均|[月季年所镇村批期场]均)(?:每[\u4e00-\u9fff]{1,2})?[\u4e00-\u9fff]{0,6}$/
const BACK = 24
const NEAR_MISS = 0.6

/** A mean right behind the row of figures that it is of. */
export function checkMeansOfLists(sheet: Sheet): void {
  const { doc } = sheet
  for (const item of doc.items) {
    if (!item.each || item.growth || item.prior || item.target || item.bound !== 'exact' || !MEAN.test(item.before)) continue
    if (holdsWith(sheet, item).length + draftsWith(sheet, item).length > 0) continue
    const row = rowBefore(doc, item)
    if (row.length >= 3) judge(sheet, item, row)
  }
}

function rowBefore(doc: Doc, item: Item): Item[] {
  const row: Item[] = []
  for (let k = item.index - 1; k >= 0 && item.index - k <= BACK; k--) {
    const i = doc.items[k] as Item
    // 三镇平均179件
    if (i.chinese && i.value < 20) continue
    const next = row[0] ?? item
    const gap = doc.text.slice(i.end, next.start)
    if (i.sentence !== item.sentence || i.unit !== item.unit || !isAmount(i) || /[;:]/.test(gap)) break
    if (row.length === 0 ? gap.length > BACK : gap.length > 12 || !/[、,和及]/.test(gap)) break
    row.unshift(i)
  }
  return row
}

function judge(sheet: Sheet, item: Item, row: readonly Item[]): void {
  const { doc } = sheet
  const value = add(row).value / row.length
  const left = `(${row.map((i) => printed(doc, i)).join('+')}) ÷ ${row.length}`
  if (Math.abs(value - item.value) < item.ulp) {
    confirm(sheet, 'ratio', `${left} = ${printed(doc, item)}`, [...row, item])
    return
  }
  if (Math.abs(value / item.value - 1) > NEAR_MISS) return
  const actual = show(Math.round(value * 10 ** item.decimals) / 10 ** item.decimals)
  reject(sheet, {
    kind: 'ratio',
    severity: 'question',
    message: { zh: `前面各数的平均为${actual}，文中写作${printed(doc, item)}`, en: `the mean of the figures before it is ${actual}` },
    arithmetic: `${left} = ${actual} ≠ ${printed(doc, item)}`,
    items: [...row, item],
    suggestion: { zh: '请核对各数和平均数，或写明平均的口径。', en: 'Check the figures and the mean, or say what it is a mean of.' },
  })
}
