import type { Doc, Item } from '../../document.ts'
import { printed } from '../../document.ts'
import { confirm, draftsWith, reject, type Sheet, show } from '../../outcome.ts'
import { add, isAmount, meets } from '../amounts.ts'

// 起诉 is left out: cases under examination at the year's end belong to neither side
const DENIED = /不(?:予)?(?:批准|批捕|捕|逮捕|同意|许可|准予|援助|立案|支持|采纳)/
/** Decisions may be pending: only a sum that nearly makes the number examined was meant to make it. */
const PENDING = 0.12

/** What was examined was granted or denied: 受理412人,批准逮捕286人,不批准逮捕126人; in each of two measures. */
export function checkBothWays(sheet: Sheet): void {
  const { doc } = sheet
  for (const denied of doc.items) {
    if (!DENIED.test(denied.before) || !isAmount(denied) || denied.depth > 0) continue
    const granted = previous(doc, denied)
    // 受理13件,提前介入2件,批准10件,不批准3件: what was granted was among what was examined
    const all = granted ? previous(doc, granted, granted.value) : null
    if (!granted || !all || !kin(granted, denied) || all.growth) continue
    judge(sheet, all, [granted, denied])
  }
}

// The figure of the same measure just before, past a twin measure and a change
function previous(doc: Doc, item: Item, least = 0): Item | null {
  for (let k = item.index - 1; k >= 0 && item.index - k <= 3; k--) {
    const i = doc.items[k] as Item
    if (i.sentence !== item.sentence || doc.text.slice(i.end, item.start).includes(';')) return null
    if (i.unit === item.unit && isAmount(i) && i.value >= least) return i
  }
  return null
}

// 批准和决定逮捕 and 不批准逮捕 share the word that is denied
function kin(granted: Item, denied: Item): boolean {
  const word = /不(?:予)?([\u4e00-\u9fff]{1,6})/.exec(denied.before)?.[1] ?? ''
  return !DENIED.test(granted.before) && [...word].some((c) => granted.before.includes(c))
}

// 受理16件14人,批准10件11人,不批准3件3人: the other measure adds up
function twinHolds(doc: Doc, all: Item, ways: readonly Item[]): boolean {
  return [-1, 1].some((step) => {
    const [whole, ...parts] = [all, ...ways].map((i) => doc.items[i.index + step])
    const touches = (i: Item | undefined, of: Item | undefined) =>
      i !== undefined && of !== undefined && (step > 0 ? i.start === of.end : i.end === of.start)
    if (!whole || ![whole, ...parts].every((i, k) => touches(i, [all, ...ways][k]))) return false
    return parts.every((p) => p?.unit === whole.unit) && meets(whole, add(parts as Item[]))
  })
}

function judge(sheet: Sheet, all: Item, ways: readonly Item[]): void {
  const { doc } = sheet
  const next = doc.items[(ways[ways.length - 1] as Item).index + 1]
  const third = next && next.sentence === all.sentence && next.unit === all.unit && isAmount(next) ? next : null
  // 予以35471件,不予111件,撤回46件: some were withdrawn
  if (ways.length === 2 && third && !meets(all, add(ways)) && meets(all, add([...ways, third]))) {
    judge(sheet, all, [...ways, third])
    return
  }
  const sum = add(ways)
  const left = ways.map((w) => printed(doc, w)).join('+')
  if (meets(all, sum)) {
    confirm(sheet, 'sum', `${left} = ${printed(doc, all)}`, [all, ...ways])
    return
  }
  if (draftsWith(sheet, all).some((d) => ways.every((w) => d.items.includes(w)))) return
  const near = Math.abs(sum.value - all.value) <= 3 || twinHolds(doc, all, ways)
  if (!near && (sum.value < all.value * (1 - PENDING) || sum.value > all.value * 1.5)) return
  reject(sheet, {
    kind: 'sum',
    severity: 'question',
    message: { zh: '准与不准之和与审查数不符', en: 'what was granted and what was denied do not make what was examined' },
    arithmetic: `${left} = ${show(sum.value)} ≠ ${printed(doc, all)} (差 ${show(Math.abs(all.value - sum.value))})`,
    items: [all, ...ways],
    suggestion: { zh: '请核对各数；如有未审结的，请写明。', en: 'Check the figures; if some are pending, say so.' },
  })
}
