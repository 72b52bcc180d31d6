import type { Doc, Item } from '../../document.ts'
import { printed } from '../../document.ts'
import { confirm, reject, type Sheet, show } from '../../outcome.ts'
import { clauseOf } from './change-words.ts'

// as far back as a report names a rate again
const BACK = 40
/** A difference this far from the printed one is of another rate. */
const NEAR_MISS = 0.25

/** 不捕率39.2%。…其中未成年人不捕率63.6%,比总体不捕率高24.4个百分点: the other rate stands further up under its name. */
export function checkNamedRates(sheet: Sheet): void {
  const { doc } = sheet
  const told = new Set([...sheet.holds, ...sheet.drafts].flatMap((r) => r.items))
  for (const item of doc.items) {
    if (item.family !== 'point' || item.bound !== 'exact' || told.has(item)) continue
    const [, name, way] = /[比较]([^,;。\d]{3,16}?)(高|低)(?:出|了)?$/.exec(clauseOf(doc, item)) ?? []
    const now = name ? doc.items.slice(Math.max(0, item.index - 3), item.index).findLast((i) => i.family === 'percent' && !i.growth) : null
    if (!name || !now || now.sentence !== item.sentence) continue
    const others = ratesNamed(doc, now, name)
    const off = (i: Item) => Math.abs((now.value - i.value) * (way === '高' ? 1 : -1) - item.value)
    const right = others.find((i) => off(i) <= (now.ulp + i.ulp + item.ulp) / 2 + 1e-9)
    const near = right ?? others.find((i) => off(i) <= NEAR_MISS * item.value)
    if (near) judge(sheet, item, now, near, right !== undefined)
  }
}

// Rates whose whole name closes the one that is compared with, nearest first
function ratesNamed(doc: Doc, now: Item, name: string): Item[] {
  const found: Item[] = []
  for (let k = now.index - 1; k >= 0 && now.index - k <= BACK; k--) {
    const i = doc.items[k] as Item
    if (i.family === 'percent' && !i.growth && /率/.test(i.label) && i.label.length >= 3 && name.endsWith(i.label.replace(/^.*[的]/, '')))
      found.push(i)
  }
  return found
}

function judge(sheet: Sheet, item: Item, now: Item, other: Item, right: boolean): void {
  const { doc } = sheet
  const diff = show(Math.round(Math.abs(now.value - other.value) * 1e4) / 1e4)
  const arithmetic = `|${printed(doc, now)}−${printed(doc, other)}| = ${right ? '' : `${diff} ≠ `}${printed(doc, item)}`
  if (right) {
    confirm(sheet, 'ratio', arithmetic, [other, now, item])
    return
  }
  reject(sheet, {
    kind: 'ratio',
    severity: 'question',
    message: { zh: '与前面写明的比率相差的百分点不符', en: 'the rate named further up does not lie so many points away' },
    arithmetic,
    items: [other, now, item],
    suggestion: { zh: '请核对两个比率和百分点。', en: 'Check both rates and the difference.' },
  })
}
