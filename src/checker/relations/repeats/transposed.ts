import type { Item } from '../../document.ts'
import { periodOf, printed } from '../../document.ts'
import { coreLabel, scopeOf } from '../../labels.ts'
import { holdsWith, reject, type Sheet } from '../../outcome.ts'
import { isAmount } from '../amounts.ts'

/** What is there, not what was done: one report has one number of it. */
export const STANDING = /现有|共有|共设|设有|建有|配备|在册|在岗|实有/
// digits repeated more often are a form, not an indicator
const MOST = 8
const FILLING = /\([^()]*\)|[^\u4e00-\u9fff]|[共计约达近超余的了已为有]|全年|全[国省市县区]|案件|人次|工作|情况/g

/** Digits that changed places between two mentions of one thing: 共有律师2316人 …执业律师2361人. */
export function checkTransposed(sheet: Sheet): void {
  const groups = new Map<string, Item[]>()
  for (const item of sheet.doc.items) {
    if (!isAmount(item) || item.target || item.depth > 0 || item.bound !== 'exact' || item.ulp !== 1 || item.value < 100) continue
    const key = [...String(item.value)].sort().join('')
    const list = groups.get(key)
    if (list) list.push(item)
    else groups.set(key, [item])
  }
  for (const list of groups.values()) {
    if (list.length < 2 || list.length > MOST) continue
    for (const [k, b] of list.entries()) for (const a of list.slice(0, k)) if (isSlip(sheet, a, b)) ask(sheet, a, b)
  }
}

// Two neighbours changed places, in figures of one thing and one year that no relation explains
function isSlip(sheet: Sheet, a: Item, b: Item): boolean {
  if (a.sentence === b.sentence || !swapsNeighbours(String(a.value), String(b.value)) || !measureAlike(a, b)) return false
  const [s, t] = [a, b].map((i) => /^[全我各本].*/.exec(scopeOf(i.before))?.[0] ?? '') as [string, string]
  const [p, q] = [periodOf(sheet.doc, a)?.year ?? null, periodOf(sheet.doc, b)?.year ?? null]
  if ((s !== t && s !== '' && t !== '') || (p !== q && p !== null && q !== null)) return false
  if (holdsWith(sheet, a).length > 0 && holdsWith(sheet, b).length > 0) return false
  if (STANDING.test(a.before) && STANDING.test(b.before) && endAlike(coreLabel(a.before), coreLabel(b.before))) return true
  const sameNoun = /^[\u4e00-\u9fff]{2}/.exec(a.after)?.[0]
  return (sameNoun !== undefined && b.after.startsWith(sameNoun)) || sharedPairs(a, b) >= (a.value >= 10_000 ? 1 : 2)
}

const endAlike = (x: string, y: string): boolean => Math.min(x.length, y.length) >= 2 && (x.endsWith(y) || y.endsWith(x))

function swapsNeighbours(a: string, b: string): boolean {
  const at = [...a].findIndex((c, k) => c !== b[k])
  return at >= 0 && a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2)
}

const measureAlike = (a: Item, b: Item): boolean =>
  a.unit === b.unit || (a.family === b.family && a.family === 'case') || /^人次?$/.test(a.unit) === /^人次?$/.test(b.unit)

// Signs two by two that both names have, before the figure and behind it
function sharedPairs(a: Item, b: Item): number {
  const pairs = (i: Item) => {
    const name = (i.before.slice(-14) + i.after.slice(0, 6)).replace(FILLING, '')
    return new Set([...name].slice(1).map((c, k) => name[k] + c))
  }
  const theirs = pairs(b)
  return [...pairs(a)].filter((pair) => theirs.has(pair)).length
}

function ask(sheet: Sheet, a: Item, b: Item): void {
  const { doc } = sheet
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
