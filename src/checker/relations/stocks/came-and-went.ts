import type { Doc, Item } from '../../document.ts'
import { printed } from '../../document.ts'
import { confirm, draftsWith, holdsWith, reject, type Sheet, show } from '../../outcome.ts'
import { isAmount } from '../amounts.ts'

const BEGINNING = /(?:年|期|月|季)度?初|(?:上|去)(?:年|期|月|季度?)(?:底|末)|原有|清理前/
const OPENING = /编制|原有|原来|原|年初|期初|上年末|核定|在[职编册岗]|共有|现有/
const CLOSING =
  /现有|现为|现在|现存|现持|实有|实际|剩余|尚有|还有|目前|保留|继续有效|(?:年|期|月|季)度?(?:末|底)|在[岗编册矫帮聘]|仅[为有剩]/
const COME =
  /新[增进设建聘成录纳接入排认领制准收注登发招购培]|增(?!长)|接收|接受|衔接|受理|收案|入[矫库职]|招[录聘收]|录用|(?<!解)聘(?!用制)|购|准入|[调转迁划]入|引进|纳入|排查|认定|补充|开业|借入|发行/
const GONE =
  /解除|解矫|解聘|期满|办结|结案|出库|发放|注销|废止|失效|划[转出走拨]|上划|调[出离走]|转[出走]|迁出|退[休出伍]|离[职任休]|辞[职退]|核减|收回|撤[并销]|合并|减少|死亡|病故|收监|移交|清退|淘汰|偿还|化解|销号|终止|重新违法|取消/
// what goes on is neither, nor is a part of what came
const STAYS = /续聘|留任|其中|涉及|占/
// posts and people
const STAFF = new Set(['org', 'person'])
/** A slip; more than that, and others came or went where nobody says what there was in the beginning. */
const SLIP = 0.2
const LONGEST = 8

/** What there was, one figure or several together, and what came and went until the closing figure. */
interface Reading {
  readonly opening: readonly Item[]
  readonly flows: readonly Item[]
  /** How far off still is a slip. */
  readonly reach: number
}

/** 原有64人,调入5人,退休8人,现有61人; 年末76名,年初71名,入库14名,出库9名: what there was, what came, what went, what there is. */
export function checkCameAndWent(sheet: Sheet): void {
  const { doc } = sheet
  for (const closing of doc.items) {
    if (!CLOSING.test(closing.before) || BEGINNING.test(closing.before) || !isLevel(closing)) continue
    const readings = [framed(doc, closing), ...adjacent(doc, closing)].filter((r) => r !== null)
    if (readings.some((r) => r.flows.some((f) => told(sheet, f, closing)))) continue
    const right = readings.find((r) => off(r, closing) <= exactness(closing))
    const near = right ?? readings.filter((r) => off(r, closing) <= r.reach).sort((a, b) => off(a, closing) - off(b, closing))[0]
    if (near) judge(sheet, near, closing)
  }
}

// 上年的86件 is said as an earlier value
const isLevel = (i: Item): boolean => isAmount({ ...i, prior: false }) && i.bound === 'exact'
// 年内减少3件 is a change
const isFlow = (i: Item): boolean => {
  const words = i.before + i.after
  return i.family !== 'percent' && i.bound === 'exact' && COME.test(words) !== GONE.test(words) && !/净/.test(i.before)
}
const isGone = (i: Item): boolean => GONE.test(i.before + i.after)
const alike = (a: Item, b: Item): boolean => a.unit === b.unit || (STAFF.has(a.family) && STAFF.has(b.family))
const exactness = (i: Item): number => (i.decimals > 0 ? i.ulp : 1e-6)
const told = (sheet: Sheet, flow: Item, closing: Item): boolean =>
  [...holdsWith(sheet, flow), ...draftsWith(sheet, flow)].some((r) => r.kind === 'stock_flow' && r.items.includes(closing))

const leaves = ({ opening, flows }: Reading): number =>
  opening.reduce((n, i) => n + i.value, 0) + flows.reduce((n, f) => n + (isGone(f) ? -f.value : f.value), 0)
const off = (r: Reading, closing: Item): number => Math.abs(leaves(r) - closing.value)

// The beginning is named in the sentence, and all else that is counted alike in it came or went
function framed(doc: Doc, closing: Item): Reading | null {
  const items = (doc.bySentence[closing.sentence] ?? []).filter((i) => i.unit === closing.unit && i.depth === closing.depth)
  const opening = items.find((i) => isLevel(i) && BEGINNING.test(i.before))
  if (!opening) return null
  const last = Math.max(opening.index, closing.index)
  const flows = items.filter((i) => i !== opening && i !== closing && i.index < last && !STAYS.test(i.before))
  if (!flows.every(isFlow) || !flows.some(isGone)) return null
  return {
    opening: [opening],
    flows,
    reach: leaves({ opening: [opening], flows, reach: 0 }) < 0 ? Number.POSITIVE_INFINITY : 0.6 * Math.max(closing.value, opening.value),
  }
}

// Flows right before the figure, and before them what there was: one figure, or as many of one name as stand together there
function adjacent(doc: Doc, closing: Item): Reading[] {
  const belongs = (i: Item) => i.paragraph === closing.paragraph && closing.sentence - i.sentence <= 1 && alike(i, closing)
  const flows: Item[] = []
  let k = closing.index - 1
  for (; k >= 0 && flows.length < LONGEST; k--) {
    const i = doc.items[k] as Item
    if (!belongs(i) || !isFlow(i) || i.target || i.prior || (i.growth && /比|较|同比/.test(i.before))) break
    flows.unshift(i)
  }
  const readings: Reading[] = []
  const opening: Item[] = []
  for (; k >= 0 && flows.length > 0 && opening.length < 4; k--) {
    const i = doc.items[k] as Item
    if (!belongs(i) || !isAmount(i) || !OPENING.test(i.before)) break
    opening.unshift(i)
    readings.push({ opening: [...opening], flows, reach: Math.max(3, SLIP * closing.value) })
  }
  return readings
}

function judge(sheet: Sheet, reading: Reading, closing: Item): void {
  const { doc } = sheet
  const { opening, flows } = reading
  const value = leaves(reading)
  const signed = flows.map((f) => (isGone(f) ? '−' : '+') + printed(doc, f)).join('')
  const left = opening.map((i) => printed(doc, i)).join('+') + signed
  const items = [...opening, ...flows, closing]
  if (off(reading, closing) <= exactness(closing)) {
    confirm(sheet, 'stock_flow', `${left} = ${printed(doc, closing)}`, items)
    return
  }
  reject(sheet, {
    kind: 'stock_flow',
    severity: 'question',
    message: {
      zh: `按增减推算应有${show(value)}${closing.unit}，文中写作${printed(doc, closing)}${closing.unit}`,
      en: `what came and went leaves ${show(value)}, the text says ${printed(doc, closing)}`,
    },
    arithmetic: `${left} = ${show(value)} ≠ ${printed(doc, closing)} (差 ${show(off(reading, closing))})`,
    items,
    suggestion: { zh: '请核对原有数、增减数和现有数。', en: 'Check what was there, what came and went, and what is there.' },
  })
}
