import type { Item } from '../../document.ts'
import { printed } from '../../document.ts'
import { confirm, type Hold, holdsWith, reject, type Sheet, show } from '../../outcome.ts'
import { hundredFit } from '../../ratio-math.ts'
import { add, meets, rough } from '../amounts.ts'

/** A slip; more than that, and the shares were of kinds that overlap. */
const SLIP = 0.05

/**
 * Shares that make a hundred, each of a count of one total: then the counts make the total. Shares are rounded and
 * forgive a slip in a large count; their sum does not.
 */
export function checkWholeShares(sheet: Sheet): void {
  const shareOf = new Map<Item, Hold>()
  for (const h of sheet.holds) if (h.kind === 'ratio' && h.items.length === 3) shareOf.set(h.items[2] as Item, h)
  for (const hold of [...sheet.holds]) {
    if (hold.kind !== 'sum' || hold.items.length < 2 || !hold.items.every((i) => i.family === 'percent' && !i.growth)) continue
    const shares = hold.items.map((i) => shareOf.get(i))
    const total = commonest(shares.map((h) => h?.items[0]))
    const counts = shares.map((h) => h?.items[1]).filter((i) => i !== undefined)
    if (total && counts.length === hold.items.length) judge(sheet, total, counts)
  }
  // 占63%;…;占26.9%;…;占10.1%: they may stand too far apart to be seen as one list
  for (const [total, holds] of Map.groupBy(shareOf.values(), (h) => h.items[0])) {
    const near = holds.filter((h) => total && (h.items[1] as Item).paragraph === total.paragraph && /占/.test((h.items[2] as Item).before))
    if (total && near.length >= 3 && hundredFit(near.map((h) => h.items[2] as Item)) === 'ok')
      judge(
        sheet,
        total,
        near.map((h) => h.items[1] as Item),
      )
  }
}

function judge(sheet: Sheet, total: Item, counts: readonly Item[]): void {
  const { doc } = sheet
  if (new Set(counts).size !== counts.length || counts.includes(total)) return
  const sum = add(counts)
  const left = `${counts.map((c) => printed(doc, c)).join('+')} = ${show(sum.value)}`
  if (meets(total, sum)) {
    const told = holdsWith(sheet, total).some((h) => h.kind === 'sum' && h.items[0] === total && counts.every((c) => h.items.includes(c)))
    if (!told) confirm(sheet, 'sum', left, [total, ...counts])
    return
  }
  if (rough([total, ...counts]) || Math.abs(sum.value / total.value - 1) > SLIP) return
  reject(sheet, {
    kind: 'sum',
    severity: 'question',
    message: { zh: '各项占比合计100%，各项数量之和却与总数不符', en: 'the shares make 100 %, but their counts do not make the total' },
    arithmetic: `${left} ≠ ${printed(doc, total)} (差 ${show(Math.abs(total.value - sum.value))})`,
    items: [total, ...counts],
    suggestion: { zh: '请核对总数和各项数量。', en: 'Check the total and each count.' },
  })
}

// The total of all shares, or of all but one, which is of another by chance
function commonest(totals: readonly (Item | undefined)[]): Item | null {
  const [best] = [...Map.groupBy(totals, (t) => t)].sort((a, b) => b[1].length - a[1].length)
  return best?.[0] && best[1].length >= Math.max(2, totals.length - 1) ? best[0] : null
}
