import type { Doc, Item } from '../../document.ts'
import { printed } from '../../document.ts'
import { isLadder, isOpenEnded, mostOverlap, partitionOf } from '../../labels.ts'
import { confirm, reject, type Sheet, show } from '../../outcome.ts'
import { add, fits, headlines, isAmount, meets, rough, wholeOf } from '../amounts.ts'
import { goesOn } from './goes-on.ts'
import { areNoParts } from './no-parts.ts'
import { judgeTwins } from './sum-judge.ts'

/** 按类型分, 从年龄看, 案件类型:, 按经营地统计: what follows is a division of the figure spoken of. */
const DIVIDED =
  /(?<=^|[,;:。\n])(?:[^,;:。\d]{0,4}(?:按照?|从|以|依照?|分)[^,;:。\d]{1,14}?(?:划分|分类|区分|统计|来看|来分|分|看)(?:的话)?[,:]?|按(?!要求|规定|照|计划|程序|政策|标准|原则|期|时|月|年|季|需)[^,;:。、\d]{2,6},|[^,;:。\d]{0,6}(?:体制|编制|经费|性别|年龄|学历|学位|职称|职级|人|性质|区域|地域|层级|方式|形式|渠道|来源|类别|类型|事项|案由|部门|领域)(?:上|方面),?|[^,;:。\d]{0,8}(?:类型|类别|构成|分布|结构|来源|分类|性别|年龄|学历|学位|职称|职级|层级|渠道|方式)(?:为|是|情况)?:)/g
/** 民事案件中…, 15个司法所中,…: the whole is named, or is a figure, right before 中. */
const AMONG =
  /(?<=^|[,;:。\n])(?:在)?([^,;:。、\d()]{2,12}?)(?:(?:当)?中(?=[^,:;。、央心国学小间华医介共外期青\d])|(?:(?:当)?中|里)[,:](?=[^,;:。、\d]))/g
const LATER = /^[^,;:。、\d]{0,8}(?:(?:中|里|之内)[,:]|里(?=[有\d]))/
const STOP = /合计|小计|总计|共计|总共|同比|另/
const CLOSING = /^[,、;](?:小计|合计|总计|共计|共)$/
const REST = /其他|其它|其余/

interface Division {
  readonly parts: readonly Item[]
  readonly wholes: readonly Item[]
  /** The whole is named beyond doubt. */
  readonly named: boolean
  /** What follows may be but some of it (盗窃案里,…). */
  readonly some?: boolean
}

/** Divisions announced by 按…分, 类型:, …中: their parts must make the figure divided. */
export function checkDivisions(sheet: Sheet, used: Set<number>, parents: Map<number, Item>): void {
  for (const division of divisions(sheet.doc)) {
    const { parts } = division
    if (parts.length < 2 || parts.some((p) => used.has(p.index))) continue
    const before = sheet.holds.length
    const whole = judge(sheet, division)
    if (!whole) continue
    // only of a division that adds up the total is known
    const sums = new Set(sheet.holds.slice(before).map((h) => h.items[0]))
    for (const p of parts) {
      used.add(p.index)
      if (sums.has(whole) && !parents.has(p.index)) parents.set(p.index, whole)
    }
  }
}

function* divisions(doc: Doc): Generator<Division> {
  for (const sentence of doc.sentences) {
    const items = doc.bySentence[sentence.index] ?? []
    if (items.length === 0) continue
    const text = doc.text.slice(sentence.start, sentence.end)
    const marks = [...text.matchAll(DIVIDED)].map((m) => [sentence.start + m.index, sentence.start + m.index + m[0].length] as const)
    for (const [k, [at, from]] of marks.entries()) {
      const parts = partsAfter(doc, items, from, marks[k + 1]?.[0] ?? sentence.end)
      if (parts.length > 0) yield divided(doc, parts, at)
    }
    for (const m of text.matchAll(AMONG)) {
      const from = sentence.start + m.index + m[0].length
      const parts = partsAfter(doc, items, from, sentence.end)
      const first = parts[0]
      if (!first || first.start - from > 24) continue
      const named = (w: Item) => names(w, m[1] as string)
      const wholes = before(doc, first, sentence.start + m.index).filter(named)
      if (wholes.length === 0) wholes.push(...further(doc, first).filter(named), ...behind(doc, parts).filter(named))
      if (wholes.length > 0) yield { parts, wholes: wholes.slice(0, 1), named: true, some: m[0].includes('里') }
    }
    const closed = restList(doc, items)
    if (closed.length >= 3) yield divided(doc, closed, (closed[0] as Item).clauseStart)
    for (const whole of items) {
      const among = isAmount(whole) ? LATER.exec(doc.text.slice(whole.end, whole.end + 12)) : null
      if (!among) continue
      const parts = partsAfter(doc, items, whole.end + among[0].length, sentence.end)
      if (parts[0] && fits(whole, parts[0])) yield { parts, wholes: [whole], named: true }
    }
  }
}

// 受理159件,不予受理14件,告知8件,其他处理5件: a list that names the rest is complete
function restList(doc: Doc, items: readonly Item[]): Item[] {
  const last = items.find((i) => isAmount(i) && REST.test(i.label.slice(0, 4)))
  if (!last) return []
  const list = [last]
  for (let k = last.index - 1; k >= 0; k--) {
    const i = doc.items[k] as Item
    // 618件,占49.6%,工伤赔偿173件: a share belongs to the member before it
    if (i.family === 'percent' && i.sentence === last.sentence && /^,?占/.test(i.before)) continue
    const next = doc.items[i.index + 1]
    const share = next && next !== list[0] ? next.end : i.end
    const gap = doc.text.slice(share, list[0]?.clauseStart)
    if (
      i.sentence !== last.sentence ||
      !isAmount(i) ||
      i.unit !== last.unit ||
      i.bracket !== last.bracket ||
      !/^[,、;和及]{0,2}$/.test(gap)
    )
      break
    list.unshift(i)
  }
  return list
}

// 民事案件中 speaks of the figure whose words hold 民事
function names(whole: Item, word: string): boolean {
  const words = whole.before + whole.after
  const key = word
    .replace(/^(?:在|其|已|受(?!理)|被|上述|所有|全部|全区|全市|全县|全省|本[年月周季]度?|今年|全年|上述)/, '')
    .replace(/(?:案件|人员|对象|总数|情况)$/, '')
  if (/^[审办已]?结$/.test(key)) return /结案|[审办已]结/.test(words)
  return key.length >= 2 && (words.includes(key) || (key.length >= 4 && inOrder(key.replace('的', ''), words)))
}

// 收到的申请 is found in 收到行政复议申请
function inOrder(key: string, words: string): boolean {
  let at = 0
  for (const c of words) if (c === key[at]) at++
  return at === key.length
}

// Neighbours of one measure; a semicolon ends the list unless the parts themselves are parted by semicolons
function partsAfter(doc: Doc, items: readonly Item[], from: number, to: number): Item[] {
  const parts: Item[] = []
  let last: Item | null = null
  // A 96件、B 57件,两者占七成;C 16件,其他8件: a list that names the rest goes on to it
  const rest = items.findLast((r) => r.start >= from && r.start < to && REST.test(r.label.slice(0, 4)))?.start ?? -1
  for (const i of items) {
    if (i.start < from || i.start >= to) continue
    const first = parts[0]
    if (first && i.bracket !== first.bracket) continue
    const gap = last ? doc.text.slice(last.end, i.start) : ''
    if (STOP.test(gap) && parts.length > 0 && isAmount(i)) break
    if (gap.includes(';') && parts.length >= 2 && !doc.text.slice(parts[0]?.end, parts[1]?.start).includes(';') && i.start > rest) break
    // 587批次986人次: the second measure of the same member
    const twin = last !== null && i.start === last.end
    last = i
    if (!isAmount(i) || (twin && first && !fits(first, i))) continue
    if (first && !fits(first, i)) break
    parts.push(i)
  }
  return parts
}

// 刑事类62、治安类242、其它1003,小计1307: a list that closes with a total has said of what it is
function divided(doc: Doc, parts: readonly Item[], at: number): Division {
  const last = parts[parts.length - 1] as Item
  const own = doc.items[last.index + 1]
  if (own?.sentence === last.sentence && isAmount(own) && fits(own, last) && CLOSING.test(doc.text.slice(last.end, own.start)))
    return { parts, wholes: [own], named: true }
  return { parts, wholes: before(doc, parts[0] as Item, at), named: false }
}

// Figures that may be divided: earlier in the sentence, then in the four sentences before it
function before(doc: Doc, first: Item, at: number): Item[] {
  const out: Item[] = []
  for (let s = first.sentence; s >= 0 && s >= first.sentence - 4; s--) {
    if ((doc.sentences[s]?.paragraph ?? -9) < first.paragraph - 1) break
    for (const i of [...(doc.bySentence[s] ?? [])].reverse()) {
      if (i.end <= at && isAmount(i) && i.depth === 0 && i.index < first.index && fits(i, first)) out.push(i)
    }
  }
  return out.slice(0, 24)
}

// 刑事案件中…: the figure may stand at the head of the section
function further(doc: Doc, first: Item): Item[] {
  const items = doc.items.slice(Math.max(0, first.index - 60), first.index).reverse()
  return items.filter((i) => isAmount(i) && i.unit === first.unit && i.depth === 0)
}

// 专任教师中,小学820人,中学1030人。全县教职工2100人,专任教师1850人
function behind(doc: Doc, parts: readonly Item[]): Item[] {
  const last = parts[parts.length - 1] as Item
  return doc.items
    .slice(last.index + 1, last.index + 4)
    .filter((i) => isAmount(i) && i.unit === last.unit && i.paragraph === last.paragraph)
}

// 从规模看,共有律所498家,10人以下280家,…: nearly the sum of what follows it
function opensWithTotal([head, ...rest]: readonly Item[]): boolean {
  if (!head || rest.length < 3 || rest.some((p) => p.hi > head.hi) || Math.abs(add(rest).value / head.value - 1) > 0.2) return false
  return /共|总/.test(head.before) || (isLadder(rest.map((p) => p.label)) && !/\d/.test(head.label))
}

// The whole where the division was understood (it holds, or it was rejected)
function judge(sheet: Sheet, division: Division): Item | null {
  const { doc } = sheet
  const { named } = division
  let { parts } = division
  const wholes = [...division.wholes]
  // 收到158件,受理143件,不予受理9件,其他6件: the list may begin with its own total
  const head = parts[0] as Item
  if (parts.length >= 4 && meets(head, add(parts.slice(1)))) wholes.unshift(head)
  for (let k = parts.length; k >= 2; k--) {
    if (k < parts.length && goesOn(doc, parts, k)) continue
    const some = parts[0] === wholes[0] ? parts.slice(1) : parts.slice(0, k)
    const whole = wholeOf(wholes, some)
    if (!whole) continue
    confirm(sheet, 'sum', `${some.map((p) => printed(doc, p)).join('+')} = ${printed(doc, whole)}`, [whole, ...some])
    judgeTwins(sheet, { total: whole, others: [], parts: some, complete: false, bracket: false })
    return whole
  }
  // the figure divided may stand at the head of the section
  const far = wholeOf([...wholes, ...headlines(doc, [...parts].sort((a, b) => b.value - a.value)[0] as Item)], parts)
  if (far) {
    confirm(sheet, 'sum', `${parts.map((p) => printed(doc, p)).join('+')} = ${printed(doc, far)}`, [far, ...parts])
    return far
  }
  if (opensWithTotal(parts)) {
    wholes.splice(0, wholes.length, head)
    parts = parts.slice(1)
  }
  const labels = parts.map((p) => p.label)
  const end = (parts[parts.length - 1] as Item).end
  const open =
    isOpenEnded(doc.text.slice((parts[0] as Item).clauseStart, end)) ||
    /^[^,;。]{0,6}(?:等|居多|为主|突出)/.test(doc.text.slice(end, end + 12))
  if (open || rough(parts) || (mostOverlap(labels) && !/[岁学]/.test(labels.join('')))) return null
  const sum = add(parts)
  const off = (w: Item) => Math.abs(w.value / sum.value - 1)
  const whole = wholes.filter((w) => !areNoParts(doc, w, parts)).sort((a, b) => off(a) - off(b))[0]
  // 第一产业,第二产业,第三产业: however far they miss
  const all = partitionOf(labels)?.name === 'industry'
  const complete = all || labels.some((l) => REST.test(l)) || isLadder(labels)
  if (
    whole?.bound !== 'exact' ||
    (off(whole) > (complete || named ? 0.4 : 0.2) && !all && !(named && Math.abs(whole.value - sum.value) <= 3)) ||
    (!complete && parts.some((p) => p.lo > whole.hi))
  )
    return null
  const over = sum.value > whole.value
  // 职业律师36名,具有五年以上经历的41名: two qualities are no division
  // 10万元以上的村231个,20万元以上的村96个: the second are among the first
  if (over && labels.every((l) => /以上|超过/.test(l))) return null
  if (
    !complete &&
    parts.length === 2 &&
    (over
      ? partitionOf(labels) === null &&
        !/(?:按|从)[^,;。]{1,10}[分看][:,]?$/.test(doc.text.slice(Math.max(0, (parts[0]?.clauseStart ?? 0) - 14), parts[0]?.clauseStart)) &&
        !/仍|剩|其余|尚|另/.test(parts[1]?.before ?? '') &&
        off(whole) > 0.03
      : !named)
  )
    return null
  if (division.some && !over && !complete && off(whole) > 0.015) return null
  const likely = wholes.filter((w) => off(w) <= 0.4).length === 1
  reject(sheet, {
    kind: 'sum',
    severity: over && (named || (likely && whole.sentence === parts[0]?.sentence)) && parts.length >= 3 ? 'error' : 'question',
    message: { zh: '分类数相加与总数不符', en: 'The kinds do not add up to the total' },
    arithmetic: `${parts.map((p) => printed(doc, p)).join('+')} = ${show(sum.value)} ≠ ${printed(doc, whole)} (差 ${show(Math.abs(whole.value - sum.value))})`,
    items: [whole, ...parts],
    suggestion: { zh: '请核对总数和各类数。', en: 'Check the total and the number of each kind.' },
  })
  return whole
}
