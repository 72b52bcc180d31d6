import type { Doc, Item } from '../../document.ts'
import { printed } from '../../document.ts'
import { parseChineseNumeral } from '../../numerals.ts'
import { confirm, reject, type Sheet } from '../../outcome.ts'
import { percentFit, percentOf, showPercent } from '../../ratio-math.ts'
import { add, headlines, isAmount } from '../amounts.ts'

const FIRST = /(前|上述|以上|这)?([两二三四五六七八]|\d)(?:类|项|位|名|种|大类|者|地|个[\u4e00-\u9fff]{1,6}?)[^,;。\d]{0,12}占/

const TOGETHER = /^(?:三者|两者|二者|四者)?(?:合计|共|共计|合)占/

/** 刷单264起,冒充客服143起,…,前四类占全部的83.8%: the share of the first ones of the list before it. */
export function checkFirstOnes(sheet: Sheet): void {
  const { doc } = sheet
  for (const item of doc.items) {
    if (item.family !== 'percent' || item.growth) continue
    const joint = TOGETHER.test(item.before) && !sheet.judged.has(`pct${item.index}`) ? joinedBefore(doc, item) : []
    if (joint.length >= 2) {
      judge(sheet, item, joint, joint)
      continue
    }
    const said = FIRST.exec(doc.text.slice(Math.max(item.clauseStart - 4, item.start - 40), item.start))
    if (!said || sheet.judged.has(`pct${item.index}`)) continue
    const n = parseChineseNumeral(said[2] as string) ?? Number(said[2])
    const list = listBefore(doc, item, said[1] === '前')
    if (n < 2 || list.length < n) continue
    judge(sheet, item, said[1] === '前' ? list.slice(0, n) : list.slice(-n), list)
  }
}

// The figures of one measure that stand before the share in its sentence, without their own shares
function listBefore(doc: Doc, item: Item, whole: boolean): Item[] {
  const list: Item[] = []
  for (let k = item.index - 1; k >= 0 && item.index - k <= 24; k--) {
    const i = doc.items[k] as Item
    const next = list[0]
    if (i.sentence !== item.sentence) break
    // 三个镇街占46.4%: the figure of how many they are
    if (i.family === 'percent' || (i.chinese && list.length === 0)) continue
    if (!isAmount(i) || (next && (i.unit !== next.unit || (whole ? /[;:]|其中/ : /[;。]|其中/).test(doc.text.slice(i.end, next.start)))))
      break
    list.unshift(i)
  }
  return list
}

// A783件、B579件、C562件,合计占77%: the counts joined by 、 right before it
function joinedBefore(doc: Doc, item: Item): Item[] {
  const list: Item[] = []
  for (let k = item.index - 1; k >= 0 && list.length < 12; k--) {
    const i = doc.items[k] as Item
    const next = list[0]
    if (i.sentence !== item.sentence || !isAmount(i) || (next && i.unit !== next.unit)) break
    const gap = next ? doc.text.slice(i.end, next.clauseStart) : doc.text.slice(i.end, item.clauseStart)
    if (next ? gap.trim() !== '、' : !/^[,、]$/.test(gap.trim())) break
    list.unshift(i)
  }
  return list
}

function judge(sheet: Sheet, item: Item, first: readonly Item[], list: readonly Item[]): void {
  const { doc } = sheet
  const sum = add(first)
  const { p } = percentOf(item)
  const totals = headlines(doc, list[0] as Item)
  // 占工单总量: the total that bears the name of the base
  const name = /占([\u4e00-\u9fff]{2})/.exec(item.before)?.[1]
  const named = name ? totals.filter((t) => t.before.includes(name)) : []
  const total = named.length > 0 ? named : totals
  const left = `(${first.map((i) => printed(doc, i)).join('+')})`
  const base = total.find((t) => percentFit(item, (100 * sum.lo) / t.hi, (100 * sum.hi) / t.lo) === 'ok')
  sheet.judged.add(`pct${item.index}`)
  if (base) {
    confirm(sheet, 'ratio', `${left} ÷ ${printed(doc, base)} = ${printed(doc, item)}`, [base, ...first, item])
    return
  }
  const near = total.find((t) => Math.abs((100 * sum.value) / t.value - p) <= 4)
  if (!near) return
  const actual = showPercent((100 * sum.value) / near.value, item.decimals)
  reject(sheet, {
    kind: 'ratio',
    severity: 'question',
    message: {
      zh: `前${first.length}项合计占比应为${actual}，文中写作${printed(doc, item)}`,
      en: `the first ${first.length} are ${actual}, the text says ${printed(doc, item)}`,
    },
    arithmetic: `${left} ÷ ${printed(doc, near)} = ${actual} ≠ ${printed(doc, item)}`,
    items: [near, ...first, item],
    suggestion: { zh: '请核对各项和占比。', en: 'Check the counts and the share.' },
  })
}
