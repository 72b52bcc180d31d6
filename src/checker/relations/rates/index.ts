import type { Sheet } from '../../outcome.ts'
import { checkMeans } from './mean.ts'
import { checkRates } from './rate.ts'
import { checkHalves } from './rate-halves.ts'
import { checkRatiosOfTwo } from './ratio-of-two.ts'

/** Rates, ratios of two counts, and means. */
export function checkQuotients(sheet: Sheet): void {
  checkRates(sheet)
  checkHalves(sheet)
  checkRatiosOfTwo(sheet)
  checkMeans(sheet)
}
