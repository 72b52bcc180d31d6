import { doubtWhereOthersFit } from './another-reading.ts'
import { type Doc, type Item, periodOf, readDocument, sourceSlice } from './document.ts'
import { findHints } from './hint.ts'
import { scopeOf } from './labels.ts'
import { checkNumbering } from './numbering.ts'
import { type Draft, newSheet, type Sheet } from './outcome.ts'
import { toPeriod } from './periods.ts'
import { checkGrowth } from './relations/changes/index.ts'
import { checkQuotients, checkRatesUnexplained } from './relations/rates/index.ts'
import { checkSaidTwice } from './relations/repeats/index.ts'
import { checkSharesAlone, checkSharesOfTotals, checkSharesUnexplained } from './relations/shares/index.ts'
import { checkCameAndWent } from './relations/stocks/came-and-went.ts'
import { checkStockFlow } from './relations/stocks/stock-flow.ts'
import { checkDoneAndOpen, checkRemainders, checkTotals, withdrawSums } from './relations/sums/index.ts'
import { checkLineTables } from './relations/tables/line-table.ts'
import { checkSlashTables } from './relations/tables/table.ts'
import { checkBounds } from './relations/words/bounds.ts'
import { checkDates } from './relations/words/calendar.ts'
import { checkDurations } from './relations/words/duration.ts'
import { checkMeasures } from './relations/words/measures.ts'
import { checkOrder } from './relations/words/order.ts'
import { checkPoints } from './relations/words/points.ts'
import type { CheckOptions, CheckResult, Confirmation, Figure, Finding, Lang } from './types.ts'

export { kindTitles } from './kind-titles.ts'
export { compareWithLedger, type LedgerComparison, type LedgerIndicator } from './ledger.ts'
export { type Marking, segmentsOf } from './segments.ts'
export type * from './types.ts'

/**
 * Reads a Chinese work report and says which of its figures, shares, changes, stocks, dates and numbers cannot be true
 * together. Pure: the same text gives the same answer. Offsets are UTF-16 code units of `text`.
 */
export function checkText(text: string, options: CheckOptions = {}): CheckResult {
  const lang = options.lang ?? 'zh'
  const doc = readDocument(text)
  const sheet = newSheet(doc)
  checkSlashTables(sheet)
  checkLineTables(sheet)
  const parents = checkTotals(sheet)
  checkSharesOfTotals(sheet, parents)
  withdrawSums(sheet)
  checkRemainders(sheet)
  checkQuotients(sheet)
  checkSharesAlone(sheet)
  checkStockFlow(sheet, parents)
  checkCameAndWent(sheet)
  checkDoneAndOpen(sheet)
  checkGrowth(sheet)
  checkSaidTwice(sheet, parents)
  checkSharesUnexplained(sheet)
  checkRatesUnexplained(sheet)
  checkBounds(sheet)
  checkMeasures(sheet)
  checkOrder(sheet)
  checkPoints(sheet)
  checkNumbering(sheet)
  checkDates(sheet)
  checkDurations(sheet)
  doubtWhereOthersFit(sheet)
  return compose(sheet, lang)
}

const figureId = (item: Item): string => `f${item.index + 1}`

function compose(sheet: Sheet, lang: Lang): CheckResult {
  const { doc } = sheet
  const drafts = [...sheet.drafts].sort((a, b) => firstPlace(a) - firstPlace(b))
  const findings: Finding[] = drafts.map((d, k) => ({
    id: `r${k + 1}`,
    kind: d.kind,
    severity: d.severity,
    message: lang === 'zh' ? d.message.zh : d.message.en,
    arithmetic: d.arithmetic,
    quotes: d.quotes,
    suggestion: lang === 'zh' ? d.suggestion.zh : d.suggestion.en,
    figures: d.items.map(figureId),
  }))
  const confirmed: Confirmation[] = sheet.holds.map((h) => ({
    kind: h.kind,
    arithmetic: h.arithmetic,
    quotes: h.quotes,
    figures: h.items.map(figureId),
  }))
  const byId = new Map(doc.items.map((i) => [figureId(i), i]))
  const name = (id: string) => {
    const item = byId.get(id)
    return item ? `“${sourceSlice(doc, item.clauseStart, item.end).text.trim().slice(-24)}”` : id
  }
  return {
    chars: doc.source.length,
    figures: doc.items.map((i) => figureOf(doc, i)),
    findings,
    confirmed,
    hints: findHints(findings, confirmed, lang, name),
  }
}

const firstPlace = (d: Draft): number => d.quotes.reduce((n, q) => Math.min(n, q.start), Number.POSITIVE_INFINITY)

function figureOf(doc: Doc, item: Item): Figure {
  const mark = periodOf(doc, item)
  const { text, start, end } = sourceSlice(doc, item.start, item.end)
  return {
    id: figureId(item),
    text,
    value: item.value,
    bound: item.bound,
    unit: item.unit,
    what: item.label,
    scope: scopeOf(item.before),
    period: mark ? toPeriod(mark) : null,
    start,
    end,
  }
}
