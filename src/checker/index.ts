import { doubtWhereOthersFit } from './another-reading.ts'
import { type Doc, type Item, periodOf, readDocument, sourceSlice } from './document.ts'
import { findHints } from './hint.ts'
import { scopeOf } from './labels.ts'
import { checkNumbering } from './numbering.ts'
import { type Draft, newSheet, type Sheet } from './outcome.ts'
import { toPeriod } from './periods.ts'
import { checkChanges } from './relations/changes/change.ts'
import { checkChangesOfParts } from './relations/changes/change-of-parts.ts'
import { checkCompound } from './relations/changes/compound.ts'
import { checkMeans } from './relations/rates/mean.ts'
import { checkRates } from './relations/rates/rate.ts'
import { checkHalves } from './relations/rates/rate-halves.ts'
import { checkRatiosOfTwo } from './relations/rates/ratio-of-two.ts'
import { checkRepeats } from './relations/repeats/repeat.ts'
import { checkTransposed } from './relations/repeats/transposed.ts'
import { checkHundred } from './relations/shares/all-of-them.ts'
import { checkDirectBases } from './relations/shares/direct-base.ts'
import { checkFirstOnes } from './relations/shares/first-ones.ts'
import { checkPercentLists, checkStretches } from './relations/shares/percent-list.ts'
import { checkRespective } from './relations/shares/respective.ts'
import { checkShares } from './relations/shares/share.ts'
import { checkStructures } from './relations/shares/structure.ts'
import { checkStockFlow } from './relations/stocks/stock-flow.ts'
import { checkBothWays } from './relations/sums/both-ways.ts'
import { checkDifferences } from './relations/sums/difference.ts'
import { checkDivisions } from './relations/sums/division.ts'
import { checkFlatLists, checkTotalsAfter } from './relations/sums/flat-list.ts'
import { checkListLengths } from './relations/sums/list-length.ts'
import { checkNamedSums } from './relations/sums/named-sum.ts'
import { checkParallelLists } from './relations/sums/parallel-list.ts'
import { checkQuarters } from './relations/sums/quarters.ts'
import { checkRemainders } from './relations/sums/remainder.ts'
import { checkRows } from './relations/sums/rows.ts'
import { checkSeries } from './relations/sums/series.ts'
import { checkSums } from './relations/sums/sum.ts'
import { withdrawSums } from './relations/sums/withdraw-sums.ts'
import { checkLineTables } from './relations/tables/line-table.ts'
import { checkSlashTables } from './relations/tables/table.ts'
import { checkBounds } from './relations/words/bounds.ts'
import { checkDates } from './relations/words/calendar.ts'
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
