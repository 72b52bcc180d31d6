import type { Doc, Item } from '../../document.ts'
import { printed } from '../../document.ts'
import { confirm, draftsWith, holdsWith, reject, type Sheet, show } from '../../outcome.ts'
import { add, amountsBefore, isAmount, meets } from '../amounts.ts'

const DONE = /办结|审结|结案|完成|答复|回复|调[处结解]|处理|化解|成功|解决|采纳|整改|解除|达标|通过|立案/
const OPEN =
  /(?:正在|尚在|仍在|还在|尚有|还有|仍有|剩余|其余|余下|尚未|未能?|不能|待)[\u4e00-\u9fff]{0,8}$|(?:办理|处理|推进|协调|审理|调解|整改|进行)[\u4e00-\u9fff]{0,3}中$/
/** A slip; more than that, and some stand in neither. */
const SLIP = 0.03
/** Too many is a slip whatever the words mean. */
const OVER = 0.2

/** What was to be done is done or still open: 受理3942件,办结3884件,正在办理58件. */
export function checkDoneAndOpen(sheet: Sheet): void {
  const { doc } = sheet
  for (const open of doc.items) {
    // 320件已完成(其中市级68件),55件正在推进
    const done = [1, 2, 3, 4].map((back) => doc.items[open.index - back]).find((i) => i && i.depth <= open.depth)
    if (!done || !isAmount(open) || !isAmount(done) || done.unit !== open.unit || done.sentence !== open.sentence) continue
    if (!isOpen(doc, open) || isOpen(doc, done) || !DONE.test(done.before + done.after)) continue
    if (/[;。]/.test(doc.text.slice(done.end, open.clauseStart)) || [done, open].some((i) => i.bound !== 'exact')) continue
    if (holdsWith(sheet, done).some((h) => h.kind === 'sum' && h.items.includes(open))) continue
    judge(sheet, [done, open])
  }
}

// 正在办理58件; 58件正在办理中: the words may stand before or behind
const isOpen = (doc: Doc, i: Item): boolean =>
  OPEN.test(i.before.trim()) || /^(?:正在|尚在|仍在|还在|尚未|未能?|待)/.test(doc.text.slice(i.end, i.end + 4))

function judge(sheet: Sheet, parts: readonly [Item, Item]): void {
  const { doc } = sheet
  const sum = add(parts)
  const totals = amountsBefore(doc, parts[0]).filter(
    (t) => t.unit === parts[0].unit && t.value > Math.max(...parts.map((p) => p.value)) * 0.8,
  )
  const left = parts.map((p) => printed(doc, p)).join('+')
  const whole = totals.find((t) => meets(t, sum))
  if (whole) {
    confirm(sheet, 'sum', `${left} = ${printed(doc, whole)}`, [whole, ...parts])
    return
  }
  // what was carried over is done or open as well
  const words = doc.text.slice(doc.sentences[parts[0].sentence]?.start, parts[1].end)
  const carried = /结转|旧存|上年|去年|往年|上月|遗留|原有|积案/.test(words)
  const reach = (t: Item) => (sum.value > t.value && t.sentence === parts[0].sentence && !carried ? OVER : SLIP)
  const near = totals.find((t) => t.bound === 'exact' && Math.abs(t.value - sum.value) <= Math.max(reach(t) * t.value, 3))
  if (!near || draftsWith(sheet, parts[0]).some((d) => d.items.includes(parts[1]))) return
  reject(sheet, {
    kind: 'sum',
    severity: 'question',
    message: { zh: '已办与未办之和与总数不符', en: 'what is done and what is open do not make the total' },
    arithmetic: `${left} = ${show(sum.value)} ≠ ${printed(doc, near)} (差 ${show(Math.abs(near.value - sum.value))})`,
    items: [near, ...parts],
    suggestion: { zh: '请核对这三个数。', en: 'Check the three figures.' },
  })
}
