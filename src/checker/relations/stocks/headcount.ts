import type { Doc, Item } from '../../document.ts'
import { printed } from '../../document.ts'
import { confirm, draftsWith, holdsWith, reject, type Sheet, show } from '../../outcome.ts'
import { isAmount } from '../amounts.ts'

const OPENING = /编制|原有|原来|原|年初|期初|上年末|核定|在[职编册岗]|共有|现有/
const COME = /招[录聘]|录用|调入|划入|转入|迁入|引进|新[增进设建聘成录]|补充|增[加设补编]|纳入|接收/
const GONE =
  /划转|划[出走拨]|上划|调[出离走]|转[出走]|迁出|退休|离[职任休]|辞[职退]|核减|收回|撤[并销]|合并|注销|减少|死亡|病故|移交|退出|清退|淘汰|解聘/
const CLOSING = /现有|现为|现在|实有|实际|剩余|尚有|还有|目前|年[末底]|期末|在岗|在编|在册|仅[为有剩]/
// posts and people
const STAFF = new Set(['org', 'person'])
/** A slip; more than that, and others came or went. */
const SLIP = 0.2
const LONGEST = 8

/** 原有64人,调入5人,退休8人,现有61人; 两处编制共43名,划转4名,实际39名: what was there, what came and went, what is there. */
export function checkHeadcounts(sheet: Sheet): void {
  for (const closing of sheet.doc.items) {
    if (!CLOSING.test(closing.before) || !isAmount(closing) || closing.bound !== 'exact') continue
    const flows = flowsBefore(sheet.doc, closing)
    const first = flows[0]
    if (first && !told(sheet, [first, closing])) judge(sheet, openings(sheet.doc, first), flows, closing)
  }
}

const told = (sheet: Sheet, pair: readonly Item[]): boolean =>
  [holdsWith, draftsWith].some((of) => of(sheet, pair[0] as Item).some((r) => r.items.includes(pair[1] as Item)))

const alike = (a: Item, b: Item): boolean => a.unit === b.unit || (STAFF.has(a.family) && STAFF.has(b.family))
const isFlow = (i: Item): boolean => COME.test(i.before + i.after) !== GONE.test(i.before + i.after)

// All that came and went right before the figure, without anything else of the measure between
function flowsBefore(doc: Doc, closing: Item): Item[] {
  const flows: Item[] = []
  for (let k = closing.index - 1; k >= 0 && flows.length < LONGEST; k--) {
    const i = doc.items[k] as Item
    if (i.paragraph !== closing.paragraph || closing.sentence - i.sentence > 1 || !alike(i, closing)) break
    if (!isFlow(i) || i.target || i.prior || (i.growth && /比|较|同比/.test(i.before))) break
    flows.unshift(i)
  }
  return flows
}

// The figure before what came and went, or as many of one name as stand together there
function openings(doc: Doc, first: Item): Item[][] {
  const found: Item[][] = []
  const some: Item[] = []
  for (let k = first.index - 1; k >= 0 && some.length < 4; k--) {
    const i = doc.items[k] as Item
    if (i.paragraph !== first.paragraph || first.sentence - i.sentence > 1) break
    if (!isAmount(i) || !alike(i, first) || !OPENING.test(i.before)) break
    some.unshift(i)
    found.push([...some])
  }
  return found
}

function judge(sheet: Sheet, choices: readonly Item[][], flows: readonly Item[], closing: Item): void {
  const { doc } = sheet
  const change = flows.reduce((n, f) => n + (GONE.test(f.before + f.after) ? -f.value : f.value), 0)
  const leaves = (opening: readonly Item[]) => opening.reduce((n, i) => n + i.value, change)
  const off = (opening: readonly Item[]) => Math.abs(leaves(opening) - closing.value)
  const opening = [...choices].sort((a, b) => off(a) - off(b))[0]
  if (!opening) return
  const signed = flows.map((f) => (GONE.test(f.before + f.after) ? '−' : '+') + printed(doc, f)).join('')
  const left = opening.map((i) => printed(doc, i)).join('+') + signed
  const items = [...opening, ...flows, closing]
  if (off(opening) < 1e-6) {
    confirm(sheet, 'stock_flow', `${left} = ${printed(doc, closing)}`, items)
    return
  }
  if (off(opening) > Math.max(3, SLIP * closing.value)) return
  const value = leaves(opening)
  reject(sheet, {
    kind: 'stock_flow',
    severity: 'question',
    message: {
      zh: `按增减推算应有${show(value)}${closing.unit}，文中写作${printed(doc, closing)}${closing.unit}`,
      en: `what came and went leaves ${show(value)}, the text says ${printed(doc, closing)}`,
    },
    arithmetic: `${left} = ${show(value)} ≠ ${printed(doc, closing)} (差 ${show(off(opening))})`,
    items,
    suggestion: { zh: '请核对原有数、增减数和现有数。', en: 'Check what was there, what came and went, and what is there.' },
  })
}
