import type { Doc, Item } from '../../document.ts'
import { periodOf, printed } from '../../document.ts'
import { confirm, holdsWith, reject, type Sheet, show } from '../../outcome.ts'
import { fits, isAmount } from '../amounts.ts'

const OPENING =
  /(?:上年|上年度|去年|上月|上期|上季度?|年初|期初|月初|上年末)[^,]{0,8}(?:结转|未结|在册|在矫|存案|旧存|结存)?|旧存|结转|原有|结存/
const PENDING =
  /未结|未办结|未审结|未执结|在办|待办|(?:正在|仍在|还在)(?:办理|审理|处理|化解|调解|侦查|整改|推进|实施|进行)|尚在(?:办理|审理|处理)?|尚未(?:审结|办结)|结转(?:下|至下|到下)|其余|剩余|余下|^(?:尚|还|仅|只)?余$/
const STOCK = /在册|在矫|在管|在帮|在库|在聘|库存|结存|现有|尚有|结余|(?:期|年|月|季)度?末|存量/
const REST = /其余|剩余|余下|^(?:尚|还|仅|只)?余$/
const IN = /接收|新收|收治|入矫|接受|列管|收到|受理|收案|新增|纳入|申请|登记|交办|转办|到位|总收入/
const MORE = /迁入|转入|调入|恢复|追加|其他增加/
const OUT =
  /解除|解矫|期满|释放|办结|审结|结案|执结|销号|(?:处理|办理|审理|整改|实施|验收)完毕|已(?:完成|处理|回复)|解教|减少|支出|(?<!未)化解(?!率)|整改(?:到位|完成)|已(?:调解|调处|整改)/
const LESS = /收监|死亡|迁出|转出|调出|撤案|移交|终止|其他减少/
// as far back as the parts of one balance stand apart
const BACK = 3

type Role = 'opening' | 'in' | 'more' | 'out' | 'less' | 'stock' | null

/** One balance: opening + in + more − out − less = stock. */
interface Balance {
  readonly opening: Item | null
  readonly into: Item
  readonly more: readonly Item[]
  readonly out: Item
  readonly less: readonly Item[]
  readonly stock: Item
}

/** Stock and flow: 累计接收−累计解除=在册, 结转+新收−办结=未结. Flows of one year alone prove nothing about the stock. */
export function checkStockFlow(sheet: Sheet, parents: ReadonlyMap<number, Item>): void {
  for (const stock of sheet.doc.items) {
    if (roleOf(stock) !== 'stock') continue
    const choices = balances(sheet.doc, stock, parents)
    const right = choices.find(holds)
    // the reading that comes nearest is the one that was meant; an opening stock is not left out
    const open = choices.filter((b) => b.opening)
    const first = (open.length > 0 ? open : choices).sort((a, b) => gap(a) - gap(b))[0]
    if (right) confirm(sheet, 'stock_flow', `${left(sheet.doc, right)} = ${printed(sheet.doc, stock)}`, members(right))
    // 交办214件,办结186件,阶段性办结19件,未办结9件: they are the parts of what came
    else if (first && !holdsWith(sheet, stock).some((h) => h.kind === 'sum' && h.items.includes(first.into))) fault(sheet, first)
  }
}

function roleOf(item: Item): Role {
  // 减少100人 between two stocks is a flow, 比上年减少100人 is not
  if (!isAmount(item) && !(item.growth && item.family !== 'percent' && /^(?:期?内|其[他它]|自然)?(?:增加|减少)$/.test(item.before.trim())))
    return null
  // 审结646件(含上年结转43件)
  if (item.depth > 0)
    return /(?:上年|去年|\d{4}年|上期)度?结转|旧存/.test(item.before) && !/不含|不计|不包括/.test(item.before) ? 'opening' : null
  const words = item.before + (item.before.trim() === '' || item.label === '' || /^(?:其余|另)$/.test(item.label) ? item.after : '')
  const opening = /(?:年|期|月|季)初|上年|上月|上期|上季|去年/.test(words)
  if (opening && (PENDING.test(words) || STOCK.test(words))) return 'opening'
  if (PENDING.test(words) && !/不予/.test(words)) return 'stock'
  if (STOCK.test(words) && !opening) return 'stock'
  if (OPENING.test(words) && (opening || !IN.test(words))) return /不含|不计|不包括/.test(words) ? null : 'opening'
  if (LESS.test(words)) return 'less'
  if (MORE.test(words)) return 'more'
  if (OUT.test(words)) return 'out'
  return IN.test(words) && !/不予?(?:受理|接收|列管)/.test(words) ? 'in' : null
}

// All ways of reading the figures before a stock as its balance, the likeliest first
function balances(doc: Doc, stock: Item, parents: ReadonlyMap<number, Item>): Balance[] {
  const near = neighbours(doc, stock)
  const of = (role: Role) => near.filter((i) => roleOf(i) === role && fits(i, stock))
  const out = of('out').pop()
  if (!out) return []
  const before = of('in').filter((i) => i.index < out.index)
  // 新收一审…,旧存…: the sentence of the closing figure speaks first, and a whole before its parts
  const rank = (i: Item) => (i.sentence === out.sentence ? 0 : 2) + (parents.has(i.index) ? 1 : 0)
  before.sort((a, b) => rank(a) - rank(b) || b.index - a.index)
  const all = total(doc, near, out, stock, parents)
  if (!before.some((i) => i.sentence === out.sentence) || REST.test(stock.before + stock.after)) before.unshift(...all)
  const openings = [...of('opening'), ...of('stock').filter((i) => isEnd(i) && i.index < out.index), ...later(doc, stock)]
  const result: Balance[] = []
  for (const into of before.slice(0, 4)) {
    for (const opening of [...openings.slice(-2), null]) {
      const inside = (i: Item) => i.index > Math.min(into.index, opening?.index ?? into.index)
      const more = of('more').filter(inside)
      const less = [...of('less').filter(inside), ...lessBehind(doc, stock)]
      result.push({ opening, into, more, out, less, stock })
      if (more.length + less.length > 0) result.push({ opening, into, more: [], out, less: [], stock })
    }
  }
  return result
}

// The figures of the sentence up to the stock, and of the sentences just before it
function neighbours(doc: Doc, stock: Item): Item[] {
  const found: Item[] = []
  for (let s = Math.max(0, stock.sentence - BACK); s <= stock.sentence; s++) {
    if (doc.sentences[s]?.paragraph !== stock.paragraph) continue
    for (const i of doc.bySentence[s] ?? []) if (i.index < stock.index && stock.index - i.index <= 40) found.push(i)
  }
  return found
}

// 214件,已办结209件,其余5件正在办理: the figure before the closed ones is what there was
function total(doc: Doc, near: readonly Item[], out: Item, stock: Item, parents: ReadonlyMap<number, Item>): Item[] {
  if (!PENDING.test(stock.before + stock.after)) return []
  const suits = (i: Item) => isAmount(i) && i.unit === out.unit && i.depth === 0 && i.lo >= out.hi
  // 事项375件(重点74件),已完成320件: what stands in brackets is of the figure before them
  let k = out.index - 1
  while (k > 0 && out.index - k < 4 && (doc.items[k] as Item).depth > 0) k--
  const before = doc.items[k]
  if (before && before.sentence === out.sentence && suits(before)) return [before]
  if (!REST.test(stock.before + stock.after)) return []
  return near.filter((i) => i.index < out.index && suits(i) && !parents.has(i.index)).reverse()
}

// 二季度末在册156人,…,三季度末在册158人: the stock of the earlier day opens the balance
const isEnd = (i: Item): boolean => /(?:年|月|季)度?(?:末|底)/.test(i.before)

// 年末在册198人,年初在册187人,期间收监执行4人
function lessBehind(doc: Doc, stock: Item): Item[] {
  const behind = (doc.bySentence[stock.sentence] ?? []).filter((i) => i.index > stock.index && i.index <= stock.index + 4)
  return behind.filter((i) => /期间|其间/.test(i.before) && roleOf(i) === 'less' && fits(i, stock))
}

// 现有在册130名,比年初的149名减少19名
function later(doc: Doc, stock: Item): Item[] {
  const next = doc.items[stock.index + 1]
  if (!next || next.sentence !== stock.sentence || next.unit !== stock.unit) return []
  return /(?:年|月|期|季度?)初|(?:上年|去年|上月|上季度?)末/.test(next.before) && (next.prior || roleOf(next) === 'opening') ? [next] : []
}

const plus = (b: Balance): Item[] => [...(b.opening ? [b.opening] : []), b.into, ...b.more]
const minus = (b: Balance): Item[] => [b.out, ...b.less]
const members = (b: Balance): Item[] => [...plus(b), ...minus(b), b.stock]
const sum = (items: readonly Item[], pick: (i: Item) => number): number => items.reduce((n, i) => n + pick(i), 0)
const leaves = (b: Balance): number => sum(plus(b), (i) => i.value) - sum(minus(b), (i) => i.value)

const gap = (b: Balance): number => Math.abs(leaves(b) - b.stock.value)

function holds(b: Balance): boolean {
  const lo = sum(plus(b), (i) => i.lo) - sum(minus(b), (i) => i.hi)
  const hi = sum(plus(b), (i) => i.hi) - sum(minus(b), (i) => i.lo)
  return (hi >= b.stock.lo && lo <= b.stock.hi) || Math.abs(leaves(b) - b.stock.value) < 1e-6
}

function left(doc: Doc, b: Balance): string {
  const show = (i: Item) => printed(doc, i)
  return `${plus(b).map(show).join('+')}−${minus(b).map(show).join('−')}`
}

function fault(sheet: Sheet, b: Balance): void {
  const { doc } = sheet
  const { opening, into, out, stock } = b
  const value = leaves(b)
  const together = into.sentence === stock.sentence && out.sentence === stock.sentence
  if (!opening && !provable(doc, b, value, together)) return
  if (opening && !together && Math.abs(value - stock.value) > Math.max(5, 0.3 * into.value)) return
  const rest = REST.test(stock.before + stock.after)
  const cumulative = /累计|历年/.test(into.before)
  reject(sheet, {
    kind: 'stock_flow',
    severity: together && (opening || rest || (cumulative && /累计|解除|解矫|终止/.test(out.before))) ? 'error' : 'question',
    message: {
      zh: `按进出推算应有${show(value)}${stock.unit}，文中写作${printed(doc, stock)}${stock.unit}，相差${show(Math.abs(value - stock.value))}`,
      en: `the flows leave ${show(value)}, the text says ${printed(doc, stock)}, a difference of ${show(Math.abs(value - stock.value))}`,
    },
    arithmetic: `${left(doc, b)} = ${show(value)} ≠ ${printed(doc, stock)} (差 ${show(Math.abs(value - stock.value))})`,
    items: members(b),
    suggestion: {
      zh: '请核对累计数与当期数是否混用，并写明期初数。',
      en: 'Check whether figures since the start and figures of the period were mixed, and give the opening stock.',
    },
  })
}

/** Flows of one year leave next to nothing beside what is there; flows that leave nearly the stock are meant to leave it. */
const NEAR_MISS = 0.25

// Without an opening stock only flows since the start, or a remainder, must give the stock
function provable(doc: Doc, b: Balance, value: number, together: boolean): boolean {
  const { into, stock } = b
  const off = Math.abs(value - stock.value)
  if (STOCK.test(stock.before) && value > 0 && stock.sentence - b.out.sentence <= 1 && off <= NEAR_MISS * stock.value) return true
  const far = off > Math.max(5, 0.2 * into.value)
  if (!together && REST.test(stock.before + stock.after)) return !far && b.out.sentence === stock.sentence
  if (!together) return sinceTheStart(doc, b)
  const pending = PENDING.test(stock.before + stock.after)
  const relative = Math.abs(value - stock.value) / Math.max(stock.value, 1)
  if (REST.test(stock.before + stock.after)) return true
  if (pending && (relative < 0.1 || value < 0 || Math.abs(value - stock.value) <= Math.max(3, 0.1 * into.value))) return true
  const cumulative = /累计|历年/.test(into.before)
  if (!cumulative && !pending) return false
  const mark = periodOf(doc, into)
  const began = mark !== null && mark.kind === 'open' && /自|从/.test(doc.text.slice(Math.max(0, mark.start - 2), mark.start + 1))
  if (began || /以来|(?:多|[二三四五六七八九十\d])年来/.test(doc.text.slice(doc.sentences[into.sentence]?.start ?? 0, into.start))) {
    if (!/今年|本年/.test(mark?.text ?? '')) return true
  }
  // 今年新接收58名,…,累计接收1264名: beside a flow of the year the other is since the start
  if (cumulative && flowOfYear(doc, into)) return true
  const yearly = mark !== null && mark.kind !== 'as-of' && mark.start >= (doc.sentences[into.sentence]?.start ?? 0)
  if (yearly || (stock.value > into.value && !(cumulative && mark?.kind === 'as-of'))) return false
  if (!cumulative && stock.value > value && relative > 0.1) return false
  return !(cumulative && mark?.kind !== 'as-of' && stock.value > value && relative > 0.3)
}

// 累计接收764人,累计解除454人。现有在册310人: both flows run since the start, and the stock is the next thing said
function sinceTheStart(doc: Doc, { into, out, stock }: Balance): boolean {
  const begin = doc.sentences[into.sentence]?.start ?? 0
  return (
    [into, out].every((i) => /累计|历年/.test(i.before)) &&
    into.sentence === out.sentence &&
    stock.sentence === out.sentence + 1 &&
    !/今年|本年|全年|年度|季度|上半年/.test(doc.text.slice(begin, out.end))
  )
}

function flowOfYear(doc: Doc, into: Item): boolean {
  const before = (doc.bySentence[into.sentence] ?? []).filter((i) => i.index < into.index)
  return before.some((i) => roleOf(i) === 'in' && !/累计|历年/.test(i.before) && i.unit === into.unit && i.value < into.value)
}
