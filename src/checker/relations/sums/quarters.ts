import type { Doc, Item } from '../../document.ts'
import { printed } from '../../document.ts'
import { confirm, holdsWith, reject, type Sheet, show } from '../../outcome.ts'
import { add, isAmount, meets } from '../amounts.ts'

const QUARTER = /(?:第)?([一二三四])季度(?!末|底|初)/
const HALF = /([上下])半年/
// 1至9月, 前三季度, 全年: how many quarters the total spans
const SPANS: readonly (readonly [RegExp, number])[] = [
  [/(?:1|一)月?(?:-|至|到)(?:9|九)月|前三个?季度/, 3],
  [/(?:1|一)月?(?:-|至|到)(?:6|六)月|上半年|前两个?季度/, 2],
  [/全年|(?:1|一)月?(?:-|至|到)(?:12|十二)月|四个季度/, 4],
]
const REACH = 24

/** 1至9月累计1951件, 一季度587件, 二季度663件, 三季度701件: the quarters make the total, in whatever order they stand. */
export function checkQuarters(sheet: Sheet): void {
  const { doc } = sheet
  for (const total of doc.items) {
    if (!isAmount(total) || !/累计|共|全年|合计/.test(total.before)) continue
    const lead = doc.text.slice(Math.max(doc.sentences[total.sentence]?.start ?? 0, total.start - 24), total.start)
    const span = SPANS.find(([word]) => word.test(lead))?.[1]
    if (!span) continue
    const parts = partsOf(doc, total, span)
    // 上半年129件,下半年164件,全年共293件;全年审结271件: they have made another total
    const told = parts?.every((p) => holdsWith(sheet, p).some((h) => h.kind === 'sum' && parts.every((q) => h.items.includes(q))))
    if (parts && !told) judge(sheet, total, parts)
  }
}

function partsOf(doc: Doc, total: Item, span: number): Item[] | null {
  const quarters = new Map<string, Item>()
  const halves = new Map<string, Item>()
  for (let k = Math.max(0, total.index - REACH); k < doc.items.length && k <= total.index + REACH; k++) {
    const i = doc.items[k] as Item
    if (i.paragraph !== total.paragraph || i === total || !isAmount(i) || i.unit !== total.unit || i.target) continue
    const q = QUARTER.exec(i.before)?.[1]
    const h = HALF.exec(i.before)?.[1]
    if (q && !quarters.has(q)) quarters.set(q, i)
    else if (h && !halves.has(h)) halves.set(h, i)
  }
  const wanted = [...'一二三四'].slice(0, span)
  if (span >= 2 && wanted.every((q) => quarters.has(q))) return wanted.map((q) => quarters.get(q) as Item)
  const both = ['上', '下'].map((h) => halves.get(h))
  return span === 4 && both[0] && both[1] ? (both as Item[]) : null
}

function judge(sheet: Sheet, total: Item, parts: readonly Item[]): void {
  const { doc } = sheet
  const sum = add(parts)
  const left = `${parts.map((p) => printed(doc, p)).join('+')} = ${show(sum.value)}`
  if (meets(total, sum)) {
    confirm(sheet, 'sum', left, [total, ...parts])
    return
  }
  if (Math.abs(sum.value / total.value - 1) > 0.3) return
  reject(sheet, {
    kind: 'sum',
    severity: 'question',
    message: { zh: '各期之和与累计数不符', en: 'the periods do not add up to the running total' },
    arithmetic: `${left} ≠ ${printed(doc, total)} (差 ${show(Math.abs(total.value - sum.value))})`,
    items: [total, ...parts],
    suggestion: { zh: '请核对累计数和各期数。', en: 'Check the total and the figure of each period.' },
  })
}
