import type { Doc, Item } from '../../document.ts'
import { printed } from '../../document.ts'
import { cleanLabel } from '../../labels.ts'
import { reject, type Sheet } from '../../outcome.ts'
import { isAmount } from '../amounts.ts'

/** Figures this far around belong to one telling. */
const AROUND = 5
/** So many figures in common make two tellings of one thing. */
const COMMON = 2
/** Further apart, the second telling would be of another matter. */
const NEAR = 40

/** 接收5318件,投诉3671件,举报1647件,办结4991件…合计:投诉3671件,举报1647件,受理5318件,办结5044件: told twice, and one figure is another. */
export function checkRestated(sheet: Sheet): void {
  const { doc } = sheet
  const named = Map.groupBy(
    doc.items.filter((i) => isAmount(i) && !i.target && i.value >= 20 && i.depth === 0 && nameOf(i).length >= 2),
    (i) => nameOf(i),
  )
  for (const [name, items] of named) {
    // a name repeated many times is a form
    if (items.length > 6) continue
    for (const [k, b] of items.entries()) {
      const a = items.slice(0, k).find((x) => areOne(doc, x, b))
      if (a) say(sheet, name, a, b)
    }
  }
}

// Nearly the same value, in the midst of the same other values
function areOne(doc: Doc, a: Item, b: Item): boolean {
  const off = Math.abs(a.value / b.value - 1)
  if (a.sentence === b.sentence || b.index - a.index > NEAR || (a.unit !== b.unit && b.unit !== '') || off === 0 || off > 0.1) return false
  return a.bound === 'exact' && b.bound === 'exact' && commonAround(doc, a, b) >= COMMON
}

function say(sheet: Sheet, name: string, a: Item, b: Item): void {
  const { doc } = sheet
  reject(sheet, {
    kind: 'conflict',
    severity: 'question',
    message: {
      zh: `“${name}”前后两个数：${printed(doc, a)}${a.unit}与${printed(doc, b)}${b.unit}，而同列的其他数相同`,
      en: `${name} stands with two values, ${printed(doc, a)} and ${printed(doc, b)}, while the figures beside them are the same`,
    },
    arithmetic: `${printed(doc, a)} ≠ ${printed(doc, b)}`,
    items: [a, b],
    suggestion: { zh: '请核对两处的数字，或写明各自的口径。', en: 'Check both, or say how they differ.' },
  })
}

const nameOf = (i: Item): string => cleanLabel(i.before.replace(/(?:数量|件数|人数|总数|总计|总量|数|量)(?:为|是)?$/, '')).slice(-4)

// Figures of three digits and more that stand around both; where the two tellings touch, each has its half
function commonAround(doc: Doc, a: Item, b: Item): number {
  const middle = Math.ceil((a.index + b.index) / 2)
  const values = (from: number, to: number) =>
    doc.items
      .slice(Math.max(0, from), to)
      .filter((x) => x !== a && x !== b && isAmount(x) && x.value >= 100)
      .map((x) => x.value)
  const first = new Set(values(a.index - AROUND, Math.min(a.index + AROUND + 1, middle)))
  const second = new Set(values(Math.max(b.index - AROUND, middle), b.index + AROUND + 1))
  return [...first].filter((v) => second.has(v)).length
}
