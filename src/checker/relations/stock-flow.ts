import type { Doc, Item } from '../document.ts'
import { periodOf, printed } from '../document.ts'
import { confirm, reject, type Sheet, show } from '../outcome.ts'
import { fits, isAmount } from './amounts.ts'

const OPENING = /上年结转|结转|旧存|期初|年初|上年末|上期|原有|结存/
const IN = /接收|新收|收治|入矫|接受|列管|收到|受理|收案|新增|转入|纳入/
const OUT = /解除|解矫|终止|期满|释放|办结|审结|结案|减少|转出|销号|解教|执结/
const STOCK = /在册|在矫|现有|尚有|未结|在办|剩余|结余|期末|年末|在管|存量|未办结|未审结|待办/

interface Flow {
  opening: Item | null
  in: Item | null
  out: Item | null
  stock: Item | null
}

/** Stock and flow: 累计接收−累计解除=在册, 结转+新收−办结=未结. Flows of one year alone prove nothing about the stock. */
export function checkStockFlow(sheet: Sheet): void {
  const { doc } = sheet
  for (const items of doc.bySentence) {
    const amounts = items.filter((i) => isAmount(i) && i.depth === 0)
    if (amounts.length < 3) continue
    const flow: Flow = { opening: null, in: null, out: null, stock: null }
    for (const item of amounts) {
      // the clause names a person group for the first item only: 累计接收…人, 解除…人, 在册…人
      const words = item.before
      if (flow.in && flow.out && flow.stock) break
      if (flow.stock === null && STOCK.test(words) && flow.out) flow.stock = item
      else if (flow.opening === null && flow.in === null && OPENING.test(words)) flow.opening = item
      else if (flow.out === null && flow.in !== null && OUT.test(words) && !STOCK.test(words)) flow.out = item
      else if (flow.in === null && IN.test(words) && !OUT.test(words)) flow.in = item
    }
    judge(sheet, doc, flow)
  }
}

function judge(sheet: Sheet, doc: Doc, flow: Flow): void {
  const { opening, in: into, out, stock } = flow
  if (!into || !out || !stock || !fits(into, out) || !fits(into, stock)) return
  const start = opening && fits(opening, into) ? opening : null
  const lo = (start?.lo ?? 0) + into.lo - out.hi
  const hi = (start?.hi ?? 0) + into.hi - out.lo
  const value = (start?.value ?? 0) + into.value - out.value
  const left = `${start ? `${printed(doc, start)}+` : ''}${printed(doc, into)}−${printed(doc, out)}`
  const items = [...(start ? [start] : []), into, out, stock]
  if ((hi >= stock.lo && lo <= stock.hi) || Math.abs(value - stock.value) < 1e-6) {
    confirm(sheet, 'stock_flow', `${left} = ${printed(doc, stock)}`, items)
    return
  }
  const cumulative = /累计|历年|共/.test(into.before)
  const relative = Math.abs(value - stock.value) / Math.max(stock.value, 1)
  const pending = /未结|在办|未办结|未审结|待办/.test(stock.before) && relative < 0.1
  if (!start && !pending) {
    if (!cumulative && !/未结|在办|未办结|未审结|待办/.test(stock.before)) return
    // flows of one year: the stock holds what came before
    const mark = periodOf(doc, into)
    const yearly = mark !== null && mark.kind !== 'as-of' && mark.start >= (doc.sentences[into.sentence]?.start ?? 0)
    if (yearly || (stock.value > into.value && !(cumulative && mark?.kind === 'as-of'))) return
    if (!cumulative && stock.value > value && relative > 0.1) return
    if (cumulative && mark?.kind !== 'as-of' && stock.value > value && relative > 0.3) return
  }
  reject(sheet, {
    kind: 'stock_flow',
    severity: start || (cumulative && /累计|解除|解矫|终止/.test(out.before)) ? 'error' : 'question',
    message: {
      zh: `按进出推算应有${show(value)}${stock.unit}，文中写作${printed(doc, stock)}${stock.unit}，相差${show(Math.abs(value - stock.value))}`,
      en: `the flows leave ${show(value)}, the text says ${printed(doc, stock)}, a difference of ${show(Math.abs(value - stock.value))}`,
    },
    arithmetic: `${left} = ${show(value)} ≠ ${printed(doc, stock)} (差 ${show(Math.abs(value - stock.value))})`,
    items,
    suggestion: {
      zh: '请核对累计数与当期数是否混用，并写明期初数。',
      en: 'Check whether figures since the start and figures of the period were mixed, and give the opening stock.',
    },
  })
}
