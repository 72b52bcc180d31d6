import type { Item } from '../../document.ts'
import { periodOf, printed } from '../../document.ts'
import { coreLabel, scopeOf } from '../../labels.ts'
import { reject, type Sheet } from '../../outcome.ts'
import { isAmount } from '../amounts.ts'

/** What is there, not what was done: one report has one number of it. */
export const STANDING = /现有|共有|共设|设有|建有|配备|在册|在岗|实有/
// a label repeated more often is a form, not an indicator
const MOST = 8

/** Digits that changed places between two mentions of one thing: 共有律师2316人 …执业律师2361人. */
export function checkTransposed(sheet: Sheet): void {
  const groups = new Map<string, Item[]>()
  for (const item of sheet.doc.items) {
    if (!isAmount(item) || item.target || item.depth > 0 || item.bound !== 'exact' || item.ulp !== 1 || item.value < 100) continue
    const core = coreLabel(item.before)
    if (core.length < 2) continue
    const key = `${item.unit}|${core.slice(-2)}|${sorted(item)}`
    const list = groups.get(key)
    if (list) list.push(item)
    else groups.set(key, [item])
  }
  for (const list of groups.values()) {
    if (list.length < 2 || list.length > MOST) continue
    for (const [k, b] of list.entries()) for (const a of list.slice(0, k)) compare(sheet, a, b)
  }
}

const sorted = (i: Item): string => [...String(i.value)].sort().join('')

function compare(sheet: Sheet, a: Item, b: Item): void {
  const { doc } = sheet
  if (a.value === b.value || a.sentence === b.sentence) return
  const [x, y] = [coreLabel(a.before), coreLabel(b.before)]
  if (!x.endsWith(y) && !y.endsWith(x)) return
  // a short name is only one thing where both say how many there are
  if (Math.min(x.length, y.length) < 4 && !(STANDING.test(a.before) && STANDING.test(b.before))) return
  const [s, t] = [scopeOf(a.before), scopeOf(b.before)]
  const [p, q] = [periodOf(doc, a)?.year ?? null, periodOf(doc, b)?.year ?? null]
  if ((s !== t && s !== '' && t !== '') || (p !== q && p !== null && q !== null)) return
  reject(sheet, {
    kind: 'conflict',
    severity: 'question',
    message: {
      zh: `同一事项前后写作${printed(doc, a)}${a.unit}和${printed(doc, b)}${b.unit}，数字像是颠倒了`,
      en: `one thing stands as ${printed(doc, a)} and ${printed(doc, b)}: two digits may have changed places`,
    },
    arithmetic: `${printed(doc, a)} ≠ ${printed(doc, b)}`,
    items: [a, b],
    suggestion: { zh: '请核对两处的数字。', en: 'Check both figures.' },
  })
}
