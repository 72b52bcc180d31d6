import type { Doc, Item } from '../../document.ts'
import { printed } from '../../document.ts'
import { parseChineseNumeral } from '../../numerals.ts'
import { confirm, draftsWith, holdsWith, reject, type Sheet, show } from '../../outcome.ts'
import { percentOf } from '../../ratio-math.ts'

const TOGETHER = /合计|合占|共占|共计|总(?:比例|占比)|之和|上述|以上[^,]{0,4}(?:项|类|者|种)|[二两三四五六七八九](?:项|者|类|种|个)/
const COUNTED = /([二两三四五六七八九])(?:项|者|类|种|个)/
const LONGEST = 9
const BACK = 30

/** 占23.1%,…占11.5%,两项合计占34.6%: a share of several together is the sum of the shares before it. */
export function checkJointShares(sheet: Sheet): void {
  const { doc } = sheet
  for (const item of doc.items) {
    if (!isShare(item)) continue
    const words = doc.text.slice(Math.max(doc.sentences[item.sentence]?.start ?? 0, item.clauseStart - 14), item.start)
    if (!TOGETHER.test(words)) continue
    const shares = before(doc, item)
    if (shares.length >= 2) judge(sheet, item, shares, parseChineseNumeral(COUNTED.exec(words)?.[1] ?? '') ?? 0)
  }
}

const isShare = (i: Item): boolean =>
  i.family === 'percent' && i.unit === '%' && !i.growth && !i.prior && !i.threshold && !i.range && i.bound === 'exact'

// Nearest last
function before(doc: Doc, item: Item): Item[] {
  const found: Item[] = []
  for (let k = item.index - 1; k >= 0 && item.index - k <= BACK && found.length < LONGEST; k--) {
    const i = doc.items[k] as Item
    if (i.paragraph !== item.paragraph) break
    if (isShare(i)) found.unshift(i)
  }
  return found
}

function judge(sheet: Sheet, item: Item, shares: readonly Item[], counted: number): void {
  const { doc } = sheet
  const { p, ulp } = percentOf(item)
  const tails = shares
    .slice(1)
    .map((_, k) => shares.slice(k))
    .reverse()
  const off = (some: readonly Item[]) => Math.abs(some.reduce((n, i) => n + percentOf(i).p, 0) - p)
  const give = (some: readonly Item[]) => Math.max(ulp, ...some.map((i) => percentOf(i).ulp)) * (some.length > 4 ? 2.01 : 1.01)
  const left = (some: readonly Item[]) => some.map((i) => printed(doc, i)).join('+')
  const match = tails.find((some) => off(some) <= give(some))
  if (match) {
    confirm(sheet, 'sum', `${left(match)} = ${printed(doc, item)}`, [item, ...match])
    return
  }
  if (holdsWith(sheet, item).length > 0 || draftsWith(sheet, item).length > 0) return
  const nearest = tails.find((some) => some.length === counted) ?? [...tails].sort((a, b) => off(a) - off(b))[0]
  if (!nearest || off(nearest) > (nearest.length === counted ? 4 : 1.5)) return
  const sum = nearest.reduce((n, i) => n + percentOf(i).p, 0)
  reject(sheet, {
    kind: 'sum',
    severity: 'question',
    message: { zh: '合计占比与前面各项占比之和不符', en: 'the joint share is not the sum of the shares before it' },
    arithmetic: `${left(nearest)} = ${show(sum)}% ≠ ${printed(doc, item)}`,
    items: [item, ...nearest],
    suggestion: { zh: '请核对合计占比和各项占比。', en: 'Check the joint share and each share.' },
  })
}
