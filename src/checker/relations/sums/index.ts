import type { Item } from '../../document.ts'
import type { Sheet } from '../../outcome.ts'
import { checkBothWays } from './both-ways.ts'
import { checkDifferences } from './difference.ts'
import { checkDivisions } from './division.ts'
import { checkFlatLists, checkTotalsAfter } from './flat-list.ts'
import { checkListLengths } from './list-length.ts'
import { checkNamedSums } from './named-sum.ts'
import { checkNearMisses } from './near-miss.ts'
import { checkNested } from './nested.ts'
import { checkParallelLists } from './parallel-list.ts'
import { checkQuarters } from './quarters.ts'
import { checkRows } from './rows.ts'
import { checkSeries } from './series.ts'
import { checkSubsets } from './subset.ts'
import { checkSums } from './sum.ts'

export { checkDoneAndOpen } from './done-and-open.ts'
export { checkRemainders } from './remainder.ts'
export { withdrawSums } from './withdraw-sums.ts'

/** Totals and their parts, the surest wording first; the total of each part, by the index of the part. */
export function checkTotals(sheet: Sheet): Map<number, Item> {
  const parents = new Map<number, Item>()
  const used = new Set<number>()
  checkSums(sheet, used, parents, checkNested(sheet))
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
  checkBothWays(sheet)
  checkSubsets(sheet)
  checkNearMisses(sheet)
  return parents
}
