import type { Item } from '../../document.ts'
import type { Sheet } from '../../outcome.ts'
import { checkHundred } from './all-of-them.ts'
import { checkCompositions } from './composition.ts'
import { checkDirectBases } from './direct-base.ts'
import { checkFirstOnes } from './first-ones.ts'
import { checkJointShares } from './joint-share.ts'
import { checkNamedShares } from './named-share.ts'
import { checkNearMisses } from './near-miss.ts'
import { checkPercentLists, checkStretches } from './percent-list.ts'
import { checkRespective } from './respective.ts'
import { checkShares } from './share.ts'
import { checkStructures } from './structure.ts'
import { checkWholeShares } from './whole-shares.ts'

/** Shares of a printed total: those whose operands the words name first, then those that need their list. */
export function checkSharesOfTotals(sheet: Sheet, parents: ReadonlyMap<number, Item>): void {
  checkRespective(sheet)
  checkDirectBases(sheet)
  checkFirstOnes(sheet)
  checkShares(sheet, parents)
}

/** Shares whose total is not printed, or is the hundred itself. */
export function checkSharesAlone(sheet: Sheet): void {
  checkPercentLists(sheet)
  checkStretches(sheet)
  checkJointShares(sheet)
  checkHundred(sheet)
  checkStructures(sheet)
  checkCompositions(sheet)
}

/** What all other relations left: percentages that the counts near them nearly give, and lists of shares whose counts do not add up. */
export function checkSharesUnexplained(sheet: Sheet): void {
  checkNamedShares(sheet)
  checkNearMisses(sheet)
  checkWholeShares(sheet)
}
