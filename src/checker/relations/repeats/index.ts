import type { Item } from '../../document.ts'
import type { Sheet } from '../../outcome.ts'
import { checkPartsOfYear } from './part-of-year.ts'
import { checkRepeats } from './repeat.ts'
import { checkRestated } from './restated.ts'
import { checkRoughEchoes } from './rough-echo.ts'
import { checkSameSets } from './same-set.ts'
import { checkTransposed } from './transposed.ts'

/** One thing said twice: under one name, in one telling and another, roughly and exactly, with digits changed over. */
export function checkSaidTwice(sheet: Sheet, parents: ReadonlyMap<number, Item>): void {
  checkRepeats(sheet, parents)
  checkRestated(sheet)
  checkPartsOfYear(sheet)
  checkRoughEchoes(sheet)
  checkTransposed(sheet)
  checkSameSets(sheet)
}
