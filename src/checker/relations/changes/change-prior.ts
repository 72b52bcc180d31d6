import type { Doc, Item } from '../../document.ts'
import { printed } from '../../document.ts'
import { confirm, reject, type Sheet } from '../../outcome.ts'
import { earlierExists, percentFit, showPercent } from '../../ratio-math.ts'
import { isLevel } from './change-words.ts'

/** 7976件(2019年6593件): the earlier value in the bracket right after a level. */
export function bracketPrior(doc: Doc, level: Item): Item | null {
  const next = doc.items[level.index + 1]
  if (!next || next.bracket !== level.end || !isLevel(next)) return null
  return /^(?:(?:19|20)\d\d年?|上年|去年)(?:同期)?[\u4e00-\u9fff]{0,4}(?:为|是|:)?$/.test(next.before.trim()) &&
    !/比|较|结|存/.test(next.before)
    ? next
    : null
}

const EARLIER =
  /^[,;(]?而?(?:(?:19|20)\d\d年度?(?:同期|第?[一二三四]季度|上半年|全年|末|底)?(?:受理|办理|收到|新收|立案|发生|查获|新登记|实现)?|(?:上年度?|去年|上一年度?|上季度?|上月|上周|上旬|前年|上半年|[年季月]初|(?:上年|去年|上季|上月|上年度)末)(?:同期|同口径)?[^,;。\d]{0,6}?)(?:为|是|有|:)?$/

/** 同比下降8.9%,去年同期为1904件; 减少15件(上年104件); 上升12%(731件): the earlier value stands behind the change. */
export function priorBehind(doc: Doc, change: Item, unit: string): Item | null {
  for (let k = change.index + 1; k <= change.index + 3; k++) {
    const i = doc.items[k]
    if (!i || i.sentence !== change.sentence) return null
    // 增加76条,增长15.8%,上年为482条
    if (i.growth) continue
    const words = doc.text.slice((doc.items[k - 1] as Item).end, i.start)
    // 2012年287件,同比增长12.1%;2013年331件: a later year is no earlier value
    const year = /^;(?:而)?((?:19|20)\d\d)/.exec(words)?.[1]
    if (year && Number(year) > lastYearNamed(doc, change)) return null
    if (i.unit !== unit || i.range || i.threshold) return null
    if (EARLIER.test(words)) return i
    return words === '(' && doc.text[i.end] === ')' ? i : null
  }
  return null
}

function lastYearNamed(doc: Doc, item: Item): number {
  const years = [...doc.text.slice(doc.sentences[item.sentence]?.start, item.start).matchAll(/(?:19|20)\d\d(?= ?年)/g)]
  return Number(years[years.length - 1]?.[0] ?? 0)
}

/** Compares a printed change with a printed earlier value; marks or rejects it. */
export function againstPrior(sheet: Sheet, item: Item, level: Item, prior: Item, sign: number, severity: 'error' | 'question'): void {
  const { doc } = sheet
  if (prior.lo <= 0) return
  const lo = (100 * sign * (sign > 0 ? level.lo - prior.hi : level.hi - prior.lo)) / (sign > 0 ? prior.hi : prior.lo)
  const hi = (100 * sign * (sign > 0 ? level.hi - prior.lo : level.lo - prior.hi)) / (sign > 0 ? prior.lo : prior.hi)
  const fit = percentFit(item, Math.min(lo, hi), Math.max(lo, hi))
  const actual = (100 * sign * (level.value - prior.value)) / prior.value
  if (fit === 'ok') {
    confirm(
      sheet,
      'ratio',
      `(${printed(doc, level)}−${printed(doc, prior)}) ÷ ${printed(doc, prior)} = ${showPercent(actual * sign, item.decimals)}`,
      [level, prior, item],
    )
  } else {
    reject(sheet, {
      kind: 'ratio',
      severity: fit === 'bad' && item.bound === 'exact' ? severity : 'question',
      message: {
        zh: `由${printed(doc, prior)}到${printed(doc, level)}应为${actual * sign >= 0 ? '增长' : '下降'}${showPercent(Math.abs(actual), item.decimals)}，文中写作${sign > 0 ? '增长' : '下降'}${printed(doc, item)}`,
        en: `from ${printed(doc, prior)} to ${printed(doc, level)} is ${showPercent(actual * sign, item.decimals)}, the text says ${sign > 0 ? '+' : '−'}${printed(doc, item)}`,
      },
      arithmetic: `(${printed(doc, level)}−${printed(doc, prior)}) ÷ ${printed(doc, prior)} = ${showPercent(actual * sign, item.decimals)} ≠ ${printed(doc, item)}`,
      items: [level, prior, item],
      suggestion: { zh: '请核对本期数、上期数和增幅。', en: 'Check both values and the change.' },
    })
  }
}

/** GRIM for changes: no whole earlier number of the level changes by the printed percentage. */
export function noEarlier(sheet: Sheet, item: Item, level: Item, sign: number): void {
  const { doc } = sheet
  const exact =
    level.bound === 'exact' && level.ulp === 1 && level.unit !== '' && ['case', 'person', 'visit', 'times', 'org'].includes(level.family)
  if (!exact || item.bound !== 'exact' || level.value > 2e5 || earlierExists(level.value, item, sign) || twin(doc, level, item, sign))
    return
  const guess = level.value / (1 + (sign * item.value) / 100)
  const r = (b: number) => showPercent((100 * sign * (level.value - b)) / b, item.decimals)
  reject(sheet, {
    kind: 'ratio',
    severity: 'question',
    message: {
      zh: `没有任何整数的上期数能使${printed(doc, level)}恰好${sign > 0 ? '增长' : '下降'}${printed(doc, item)}`,
      en: `no whole earlier number makes ${printed(doc, level)} a change of exactly ${printed(doc, item)}`,
    },
    arithmetic: `上期 ${Math.floor(guess)} → ${r(Math.floor(guess))}，${Math.ceil(guess)} → ${r(Math.ceil(guess))} ≠ ${printed(doc, item)}`,
    items: [level, item],
    suggestion: { zh: '请写明上期数，或核对增幅。', en: 'Give the earlier value, or check the change.' },
  })
}

// 95件127人次,同比上升63.79%: the change may be of the first of two measures
function twin(doc: Doc, level: Item, item: Item, sign: number): boolean {
  const before = doc.items[level.index - 1]
  return (
    before !== undefined && before.sentence === level.sentence && level.start - before.end <= 1 && earlierExists(before.value, item, sign)
  )
}
