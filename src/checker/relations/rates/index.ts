import type { Sheet } from '../../outcome.ts'
import { checkSmallBases } from './grim.ts'
import { checkMeans } from './mean.ts'
import { checkMeansOfLists } from './mean-of-list.ts'
import { checkRates } from './rate.ts'
import { checkHalves } from './rate-halves.ts'
import { checkRatiosOfTwo } from './ratio-of-two.ts'

/** Rates, ratios of two counts, and means. */
export function checkQuotients(sheet: Sheet): void {
  checkRates(sheet)
  checkHalves(sheet)
  checkRatiosOfTwo(sheet)
  checkMeans(sheet)
  checkMeansOfLists(sheet)
}

/** Rates that no count before them can give. */
export function checkRatesUnexplained(sheet: Sheet): void {
  checkSmallBases(sheet)
}
