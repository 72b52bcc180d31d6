import type { Doc, Item } from '../../document.ts'
import { printed } from '../../document.ts'
import { parseChineseNumeral } from '../../numerals.ts'
import { confirm, draftsWith, holdsWith, reject, type Sheet, show } from '../../outcome.ts'
import { isAmount } from '../amounts.ts'
import { againstPrior } from './change-prior.ts'
import { clauseOf, isLevel, signOf } from './change-words.ts'

/** 2024年受理742件,2025年受理879件,增长18.5%; 2012年9899人,2018年1660人,六年减少8239人: two years, and the change right behind them. */
export function checkTwoYears(sheet: Sheet): void {
  const { doc } = sheet
  for (const item of doc.items) {
    if (!item.growth || item.bound !== 'exact') continue
    const [before, now] = [doc.items[item.index - 2], doc.items[item.index - 1]]
    if (!before || !now || [before, now].some((i) => i.sentence !== item.sentence || !isAmount(i)) || before.unit !== now.unit) continue
    const years = yearOf(doc, now) - yearOf(doc, before)
    if (!(years > 0) || !/^[,、]/.test(doc.text.slice(now.end, now.end + 1))) continue
    // each of 分别增长8.8%和9.4% belongs to a year of its own
    if (/分别|依次|各|年均|平均/.test(doc.text.slice(now.end, item.start))) continue
    const told = [...holdsWith(sheet, item), ...draftsWith(sheet, item)].some((h) => h.items.includes(now))
    const sign = signOf(doc, item)
    // 两年增收0.28亿元 behind the figures of three years
    const span = parseChineseNumeral(/^([两二三四五六七八九十])年/.exec(clauseOf(doc, item))?.[1] ?? '')
    if (told || sign === 0 || (span !== null && span !== years)) continue
    if (item.family === 'percent' && years === 1) againstPrior(sheet, item, now, before, sign, 'question')
    if (isLevel(item) && item.unit === now.unit) againstDifference(sheet, item, now, before, sign)
  }
}

const yearOf = (doc: Doc, i: Item): number => Number(/((?:19|20)\d\d)年/.exec(doc.text.slice(i.clauseStart, i.start))?.[1] ?? Number.NaN)

function againstDifference(sheet: Sheet, item: Item, now: Item, before: Item, sign: number): void {
  const { doc } = sheet
  const value = sign * (now.value - before.value)
  const left = `${printed(doc, now)}−${printed(doc, before)}`
  if (Math.abs(value - item.value) <= (item.ulp > 1 || item.decimals > 0 ? 1.01 * item.ulp : 1e-6)) {
    confirm(sheet, 'sum', `${left} = ${sign > 0 ? '' : '−'}${printed(doc, item)}`, [now, before, item])
    return
  }
  if (Math.abs(value / item.value - 1) > 0.6) return
  reject(sheet, {
    kind: 'sum',
    severity: 'question',
    message: { zh: '两年的数之差与所写增减数不符', en: 'the values of the two years do not differ by the printed amount' },
    arithmetic: `${left} = ${show(sign * value)} ≠ ${sign > 0 ? '' : '−'}${printed(doc, item)}`,
    items: [now, before, item],
    suggestion: { zh: '请核对两年的数和增减数。', en: 'Check both values and the difference.' },
  })
}
