import { doubtWhereOthersFit } from './another-reading.ts'
import { type Doc, type Item, periodOf, readDocument, sourceSlice } from './document.ts'
import { findHints } from './hint.ts'
import { scopeOf } from './labels.ts'
import { checkNumbering } from './numbering.ts'
import { type Draft, newSheet, type Sheet } from './outcome.ts'
import { toPeriod } from './periods.ts'
import { checkHundred } from './relations/all-of-them.ts'
import { checkBothWays } from './relations/both-ways.ts'
import { checkBounds } from './relations/bounds.ts'
import { checkDates } from './relations/calendar.ts'
import { checkChanges } from './relations/change.ts'
import { checkChangesOfParts } from './relations/change-of-parts.ts'
import { checkCompound } from './relations/compound.ts'
import { checkDifferences } from './relations/difference.ts'
import { checkDirectBases } from './relations/direct-base.ts'
import { checkDivisions } from './relations/division.ts'
import { checkFirstOnes } from './relations/first-ones.ts'
import { checkFlatLists, checkTotalsAfter } from './relations/flat-list.ts'
import { checkLineTables } from './relations/line-table.ts'
import { checkListLengths } from './relations/list-length.ts'
import { checkMeans } from './relations/mean.ts'
import { checkNamedSums } from './relations/named-sum.ts'
import { checkParallelLists } from './relations/parallel-list.ts'
import { checkPercentLists, checkStretches } from './relations/percent-list.ts'
import { checkQuarters } from './relations/quarters.ts'
import { checkRates } from './relations/rate.ts'
import { checkHalves } from './relations/rate-halves.ts'
import { checkRatiosOfTwo } from './relations/ratio-of-two.ts'
import { checkRemainders } from './relations/remainder.ts'
import { checkRepeats } from './relations/repeat.ts'
import { checkRespective } from './relations/respective.ts'
import { checkRows } from './relations/rows.ts'
import { checkSeries } from './relations/series.ts'
import { checkShares } from './relations/share.ts'
import { checkStockFlow } from './relations/stock-flow.ts'
import { checkStructures } from './relations/structure.ts'
import { checkSums } from './relations/sum.ts'
import { checkSlashTables } from './relations/table.ts'
import { checkTransposed } from './relations/transposed.ts'
import { withdrawSums } from './relations/withdraw-sums.ts'
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
  const parents = new Map<number, Item>()
  const used = new Set<number>()
  checkSlashTables(sheet)
  checkLineTables(sheet)
  checkSums(sheet, used, parents)
  checkDivisions(sheet, used, parents)
  checkFlatLists(sheet, used)
  checkTotalsAfter(sheet, used)
  checkParallelLists(sheet, parents)
  checkSeries(sheet)
  checkRows(sheet)
  checkNamedSums(sheet)
  checkQuarters(sheet)
  checkDifferences(sheet)
  checkListLengths(sheet)
  checkRespective(sheet)
  checkBothWays(sheet)
  checkDirectBases(sheet)
  checkFirstOnes(sheet)
  checkShares(sheet, parents)
  withdrawSums(sheet)
  checkRemainders(sheet)
  checkRates(sheet)
  checkHalves(sheet)
  checkRatiosOfTwo(sheet)
  checkMeans(sheet)
  checkPercentLists(sheet)
  checkStretches(sheet)
  checkChanges(sheet)
  checkCompound(sheet)
  checkChangesOfParts(sheet)
  checkStockFlow(sheet, parents)
  checkRepeats(sheet, parents)
  checkTransposed(sheet)
  checkHundred(sheet)
  checkStructures(sheet)
  checkBounds(sheet)
  checkNumbering(sheet)
  checkDates(sheet)
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
