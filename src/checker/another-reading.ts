import { type Item, printed } from './document.ts'
import type { Draft, Sheet } from './outcome.ts'
import { percentFit, percentOf } from './ratio-math.ts'
import { add, fits, isAmount, meets } from './relations/amounts.ts'

/**
 * How likely a pair of neighbours may give a percentage by chance before the agreement says nothing. Each pair tried
 * agrees by chance with about the width of the last place, so 12.3% may be tried against a hundred pairs, 12% against none.
 */
const CHANCE = 0.1
const BEHIND = 4

/**
 * An error is what cannot be true whatever was meant. Where other figures beside a percentage give it exactly, or
 * another figure is the sum of a list, the text may have meant those: the error becomes a question that names them.
 */
export function doubtWhereOthersFit(sheet: Sheet): void {
  for (const [k, draft] of sheet.drafts.entries()) {
    if (draft.severity !== 'error') continue
    const other = draft.kind === 'ratio' ? otherPair(sheet, draft) : draft.kind === 'sum' ? otherTotal(sheet, draft) : null
    if (!other) continue
    sheet.drafts[k] = {
      ...draft,
      severity: 'question',
      suggestion: {
        zh: `文中另有相符的算法：${other}。请核对，或写明口径。`,
        en: `Other figures give it: ${other}. Check, or say which are meant.`,
      },
    }
  }
}

function otherPair(sheet: Sheet, draft: Draft): string | null {
  const { doc } = sheet
  const percents = draft.items.filter((i) => i.family === 'percent')
  const [item] = percents
  if (!item || percents.length > 1 || item.bound !== 'exact' || item.decimals === 0) return null
  const { p, ulp } = percentOf(item)
  let budget = CHANCE / (ulp / 100)
  // a pair that another percentage was printed for has said what it says
  const taken = sheet.holds.filter((h) => h.kind === 'ratio' && !h.items.includes(item))
  for (const [a, b] of pairsBeside(sheet, item)) {
    if (--budget < 0) return null
    if (taken.some((h) => h.items.includes(a) && h.items.includes(b))) continue
    const share = item.growth ? (100 * Math.abs(a.value - b.value)) / b.value : (100 * a.value) / b.value
    if (share > 0 && p > 0 && percentFit(item, share, share) === 'ok') {
      const left = item.growth ? `(${printed(doc, a)}−${printed(doc, b)})` : printed(doc, a)
      return `${left} ÷ ${printed(doc, b)} = ${printed(doc, item)}`
    }
  }
  return null
}

// Count and base, or this and last year's level: nearest first
function* pairsBeside(sheet: Sheet, item: Item): Generator<[Item, Item]> {
  const { items } = sheet.doc
  const near: Item[] = []
  for (let k = Math.min(items.length - 1, item.index + BEHIND); k >= 0 && near.length < 16; k--) {
    const i = items[k] as Item
    if (i.index > item.index ? i.sentence !== item.sentence : i.paragraph < item.paragraph - 1) continue
    if ((isAmount(i) || (item.growth && i.prior)) && i.value > 0) near.push(i)
  }
  near.sort((x, y) => Math.abs(x.index - item.index) - Math.abs(y.index - item.index))
  for (const [n, a] of near.entries()) {
    for (const b of near.slice(0, n)) {
      if (!fits(a, b)) continue
      if (item.growth) yield [a, b]
      if (item.growth || a.value <= b.value) yield a.value <= b.value ? [a, b] : [b, a]
      else yield [b, a]
    }
  }
}

function otherTotal(sheet: Sheet, draft: Draft): string | null {
  const [total, ...parts] = draft.items
  if (!total || parts.length < 2 || !parts.every(isAmount)) return null
  // 401件中,初次362件,重复39件,署名99件: the first ones are all of it, and what follows is another quality
  const first = parts.findIndex((_, k) => k >= 2 && meets(total, add(parts.slice(0, k))))
  const shown = (list: readonly Item[]) => list.map((x) => printed(sheet.doc, x)).join('+')
  if (first > 0) return `${shown(parts.slice(0, first))} = ${printed(sheet.doc, total)}`
  const sum = add(parts)
  const { items } = sheet.doc
  for (let k = total.index - 12; k <= total.index + 12; k++) {
    const i = items[k]
    if (i && i !== total && !parts.includes(i) && i.paragraph === total.paragraph && isAmount(i) && fits(i, total) && meets(i, sum))
      return `${shown(parts)} = ${printed(sheet.doc, i)}`
  }
  return null
}
