import type { Doc, Item } from '../../document.ts'
import { printed } from '../../document.ts'
import { endAlike, isFunnel, isOpenEnded, mostOverlap } from '../../labels.ts'
import { confirm, reject, type Sheet, show } from '../../outcome.ts'
import { add, isAmount, meets, rough } from '../amounts.ts'
import { goesOn } from './goes-on.ts'
import { areNoParts } from './no-parts.ts'
import { saidOtherwise } from './parallel-list.ts'

const LONGEST = 24
/** How near the sum must come to the figure before it, by the number of its members. */
const REACH = [0, 0, 0.03, 0.1, 0.1]

// what came and what went do not make what is there
const FLOW = /接收|解除|入矫|解矫|新增|注销|转入|转出|迁[入出]|结转|旧存/

/** Figures of one measure right behind another that nearly make it, where nothing else has explained them. */
export function checkNearMisses(sheet: Sheet): void {
  const { doc } = sheet
  const known = new Set<Item>()
  for (const { kind, items } of [...sheet.holds, ...sheet.drafts])
    if (kind === 'sum' && items.length > 2) for (const i of items.slice(1)) known.add(i)
  for (const total of doc.items) {
    if (!isAmount(total) || total.target || total.bound !== 'exact') continue
    const parts = behind(doc, total)
    // 住房54件,纠纷45件,火警11件,求助33件: a member of a list is no total of those behind it
    const ahead = doc.items[total.index - 1]
    if (ahead && parts[0] && ahead.sentence === parts[0].sentence && goesOn(doc, [ahead, total, parts[0]], 2)) continue
    if (parts.length < 2 || parts.some((p) => known.has(p) || p.value >= total.value) || rough(parts)) continue
    judge(sheet, total, parts)
  }
  farAbove(sheet, known)
}

/** A list that misses a figure further up by so little was meant to make it. */
const HAIR = 0.003
const FAR = 24

// 党的基层组织3656个。…设立基层党委188个、总支部218个、支部3249个
function farAbove(sheet: Sheet, known: ReadonlySet<Item>): void {
  const { doc } = sheet
  for (const first of doc.items) {
    const previous = doc.items[first.index - 1]
    if (previous && isListed(doc, previous, first)) continue
    const parts = [first]
    for (
      let next = doc.items[first.index + 1];
      next && isListed(doc, parts[parts.length - 1] as Item, next);
      next = doc.items[next.index + 1]
    )
      parts.push(next)
    if (parts.length < 3 || parts.length > LONGEST || parts.some((p) => known.has(p)) || rough(parts)) continue
    const sum = add(parts)
    const above = doc.items
      .slice(Math.max(0, first.index - FAR), first.index)
      .filter((t) => isAmount(t) && t.unit === first.unit && !known.has(t))
    if (above.some((t) => meets(t, sum))) continue
    const near = above.findLast((t) => t.bound === 'exact' && Math.abs(t.value - sum.value) <= HAIR * t.value)
    if (near) judge(sheet, near, parts)
  }
}

const isListed = (doc: Doc, a: Item, b: Item): boolean =>
  isAmount(a) && isAmount(b) && a.unit === b.unit && a.sentence === b.sentence && /^、[^,;。、]*$/.test(doc.text.slice(a.end, b.start))

function behind(doc: Doc, total: Item): Item[] {
  const parts: Item[] = []
  for (let k = total.index + 1; k < doc.items.length && parts.length < LONGEST; k++) {
    const i = doc.items[k] as Item
    // the list may stand in the next sentence, but it stands in one
    if (i.paragraph !== total.paragraph || i.sentence > total.sentence + 1 || (parts[0] && i.sentence !== parts[0].sentence)) break
    // 交二级单位办理120件: a small number in words is part of a name
    if (i.chinese && i.value < 20) continue
    if (i.family === 'percent' || i.growth || i.prior || i.range || i.threshold) continue
    if (!isAmount(i) || i.unit !== total.unit || i.bracket !== total.bracket) {
      if (i.depth > total.depth) continue
      break
    }
    const semicolon = (a: Item | undefined, b: Item | undefined) => a !== undefined && doc.text.slice(a.end, b?.start).includes(';')
    if (parts.length >= 2 && semicolon(parts[parts.length - 1], i) && !semicolon(parts[0], parts[1])) break
    parts.push(i)
  }
  return parts
}

function judge(sheet: Sheet, total: Item, parts: readonly Item[]): void {
  const { doc } = sheet
  const labels = parts.map((p) => p.label)
  const sum = add(parts)
  const left = `${parts.map((p) => printed(doc, p)).join('+')} = ${show(sum.value)}`
  if (meets(total, sum)) {
    if (parts.length >= 3 || sum.value >= 40) confirm(sheet, 'sum', left, [total, ...parts])
    return
  }
  const off = Math.abs(sum.value / total.value - 1)
  if (off > (REACH[Math.min(parts.length, 4)] ?? 0) || (parts.length === 2 && total.value < 40)) return
  // 收到5890件,立案5002件,并案262件,转为建议626件: so near, whatever they are called
  const examined = /经[^,;。]{0,4}审(?:查|核|议|定)[,:]?[^,;。]{0,6}$/.test(doc.text.slice(total.end, parts[0]?.start))
  const hair = parts.length >= 3 && (off <= 0.01 || examined)
  if (
    (isFunnel(labels) && !hair) ||
    labels.some((l) => FLOW.test(l)) ||
    saidOtherwise(doc, parts, total, sum.value) ||
    mostOverlap(labels) ||
    endAlike([total.label, ...labels])
  )
    return
  const end = (parts[parts.length - 1] as Item).end
  if (isOpenEnded(doc.text.slice(total.end, end)) || /^[^,;。]{0,6}(?:等|居多|为主)/.test(doc.text.slice(end, end + 12))) return
  if (/前[二三四五六七八九十\d]/.test(doc.text.slice(Math.max(0, total.start - 20), end)) || areNoParts(doc, total, parts)) return
  reject(sheet, {
    kind: 'sum',
    severity: 'question',
    message: { zh: '后面各项之和与前面的数相近而不等', en: 'The figures that follow nearly make the one before them' },
    arithmetic: `${left} ≠ ${printed(doc, total)} (差 ${show(Math.abs(total.value - sum.value))})`,
    items: [total, ...parts],
    suggestion: { zh: '如是分项，请核对总数和各项。', en: 'If these are its parts, check the total and each of them.' },
  })
}
