import type { Doc, Item } from '../../document.ts'
import { draftsWith, holdsWith, type Sheet } from '../../outcome.ts'
import { isAmount } from '../amounts.ts'
import { againstPrior } from './change-prior.ts'
import { signOf } from './change-words.ts'

/** 2024年受理742件,2025年受理879件,增长18.5%: two years that follow one another, and the growth right behind them. */
export function checkTwoYears(sheet: Sheet): void {
  const { doc } = sheet
  for (const item of doc.items) {
    if (item.family !== 'percent' || !item.growth || item.bound !== 'exact' || /分别|依次|各/.test(item.before)) continue
    const [before, now] = [doc.items[item.index - 2], doc.items[item.index - 1]]
    if (!before || !now || [before, now].some((i) => i.sentence !== item.sentence || !isAmount(i)) || before.unit !== now.unit) continue
    if (yearOf(doc, now) !== yearOf(doc, before) + 1 || !/^[,、]/.test(doc.text.slice(now.end, now.end + 1))) continue
    // each of 分别增长8.8%和9.4% belongs to a year of its own
    if (/分别|依次|各|年均|平均/.test(doc.text.slice(now.end, item.start))) continue
    const told = [...holdsWith(sheet, item), ...draftsWith(sheet, item)].some((h) => h.items.includes(now))
    const sign = signOf(doc, item)
    if (!told && sign !== 0) againstPrior(sheet, item, now, before, sign, 'question')
  }
}

const yearOf = (doc: Doc, i: Item): number => Number(/((?:19|20)\d\d)年/.exec(doc.text.slice(i.clauseStart, i.start))?.[1] ?? Number.NaN)
