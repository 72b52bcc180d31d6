import type { Doc, Item } from '../../document.ts'
import { printed } from '../../document.ts'
import { confirm, draftsWith, holdsWith, reject, type Sheet, show } from '../../outcome.ts'
import { hundredFit, isPrecise, percentOf } from '../../ratio-math.ts'

const NAME = /^[,、;:]?[^,、;:。\d]{1,14}$/
const RATE = /率|增|降|升|减|比例|占|完成|进度|超|达/
const CLOSED = /其他|其它|其余/
const DIVIDED = /(?:按|从|分)[^,;:。]{1,10}(?:分|看)[,:]?$|(?:构成|分布|结构|比例)[^,;。]{0,4}[:为是]$/

/** A division in percentages alone: 按类型分,咨询77.2%,投诉12.5%,求助9.7%,其他0.6%. */
export function checkPercentLists(sheet: Sheet): void {
  const { doc } = sheet
  for (const items of doc.bySentence) {
    let run: Item[] = []
    for (const item of [...items, null]) {
      if (item && joins(doc, run[run.length - 1], item, sheet.judged)) {
        run.push(item)
        continue
      }
      if (run.length >= 3) judge(sheet, run)
      run = item && joins(doc, undefined, item, sheet.judged) ? [item] : []
    }
  }
}

/** Shares of one thing in one stretch of words, whatever they are called: 本科最多(占51%),大专、研究生的比例分别为37%、8%,其他占4%. */
export function checkStretches(sheet: Sheet): void {
  const { doc } = sheet
  for (const all of doc.bySentence) {
    // 25岁以下12人,占15%: borders and counts stand between the shares
    const items = all.filter((i) => i.family === 'percent')
    let run: Item[] = []
    for (const [k, item] of [...items, null].entries()) {
      const last = items[k - 1]
      const gap = item && last ? doc.text.slice(last.end, item.start) : ''
      // semicolons end a list, or part all of its members
      const stopped =
        gap.includes('。') || (gap.includes(';') && run.length > 1 && !doc.text.slice(run[0]?.end, run[1]?.start).includes(';'))
      const cut = !item || !last || stopped || !isShare(doc, item, last)
      if (cut) {
        if (run.length >= 2) stretch(sheet, run)
        run = []
      }
      if (item && isShare(doc, item, cut ? undefined : last)) run.push(item)
    }
  }
}

function isShare(doc: Doc, item: Item, last: Item | undefined): boolean {
  if (item.family !== 'percent' || item.growth || item.prior || item.threshold || item.range || !isPrecise(item)) return false
  if (/占|比例/.test(item.before)) return true
  return last?.family === 'percent' && /^[、和及与]$/.test(doc.text.slice(last.end, item.numStart))
}

function stretch(sheet: Sheet, run: readonly Item[]): void {
  const { doc } = sheet
  const [first] = run
  if (!first || holdsWith(sheet, first).some((h) => run.every((i) => h.items.includes(i)))) return
  if (run.some((i) => draftsWith(sheet, i).length > 0)) return
  const total = run.reduce((n, i) => n + percentOf(i).p, 0)
  const left = run.map((i) => printed(doc, i)).join('+')
  const fit = hundredFit(run)
  if (fit === 'ok') confirm(sheet, 'sum', `${left} = 100%`, run)
  // three shares that nearly make a hundred were meant to; farther off they may be of several things
  else if (fit === 'bad' && (run.length > 2 ? total >= 97.5 && total <= 103.2 : Math.abs(total - 100) <= 1.5))
    notHundred(sheet, run, left, total)
}

function joins(doc: Doc, last: Item | undefined, item: Item, judged: ReadonlySet<string>): boolean {
  if (item.family !== 'percent' || item.growth || item.prior || item.range || item.threshold || judged.has(`pct${item.index}`)) return false
  if (item.label.length < 2 || RATE.test(item.before)) return false
  return last === undefined || (item.index - last.index === 1 && NAME.test(doc.text.slice(last.end, item.numStart).replace(/\s/g, '')))
}

function judge(sheet: Sheet, run: readonly Item[]): void {
  const { doc } = sheet
  const first = run[0] as Item
  const total = run.reduce((n, i) => n + percentOf(i).p, 0)
  const left = run.map((i) => printed(doc, i)).join('+')
  if (hundredFit(run) === 'ok') {
    confirm(sheet, 'sum', `${left} = 100%`, run)
    return
  }
  const lead = doc.text.slice(Math.max(0, first.clauseStart - 14), first.clauseStart).trim()
  const closed = run.some((i) => CLOSED.test(i.label))
  if ((!closed && !DIVIDED.test(lead)) || Math.abs(total - 100) > (closed ? 12 : 6) || !run.every(isPrecise)) return
  notHundred(sheet, run, left, total)
}

function notHundred(sheet: Sheet, run: readonly Item[], left: string, total: number): void {
  reject(sheet, {
    kind: 'sum',
    severity: 'question',
    message: { zh: '各项占比之和不是100%', en: 'the shares do not add up to 100 %' },
    arithmetic: `${left} = ${show(total)}% ≠ 100%`,
    items: run,
    suggestion: { zh: '请核对各项占比，或说明其余部分。', en: 'Check the shares, or say what the rest is.' },
  })
}
