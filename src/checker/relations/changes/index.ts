import type { Sheet } from '../../outcome.ts'
import { checkChanges } from './change.ts'
import { checkChangesOfParts } from './change-of-parts.ts'
import { checkCompound } from './compound.ts'
import { checkDirections } from './directions.ts'
import { checkGrowthOfParts } from './growth-of-parts.ts'
import { checkMultiples } from './multiples.ts'
import { checkNamedChanges } from './named-change.ts'
import { checkNamedRates } from './named-rate.ts'
import { checkPointsInPercent } from './points-in-percent.ts'
import { checkTwoYears } from './two-years.ts'

/** Growth and decline against a printed level, a printed difference, or over several years. */
export function checkGrowth(sheet: Sheet): void {
  checkDirections(sheet)
  checkChanges(sheet)
  checkTwoYears(sheet)
  checkPointsInPercent(sheet)
  checkCompound(sheet)
  checkChangesOfParts(sheet)
  checkGrowthOfParts(sheet)
  checkNamedChanges(sheet)
  checkNamedRates(sheet)
  checkMultiples(sheet)
}
