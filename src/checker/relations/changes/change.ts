import { type Doc, type Item, periodOf } from '../../document.ts'
import type { Sheet } from '../../outcome.ts'
import { percentFit } from '../../ratio-math.ts'
import { isAmount } from '../amounts.ts'
import { againstDelta, amountChange, pointChange } from './change-difference.ts'
import { againstPrior, bracketPrior, noEarlier, priorBehind } from './change-prior.ts'
import { clauseOf, isLevel, levelFor, levels, signOf } from './change-words.ts'
import { earlierByPlace, lastYear, tableTotal } from './last-year.ts'

/** Growth at constant prices or like for like: the printed values do not give it. */
const REAL = /可比|扣除|实际|不变价|剔除|同口径/

// 地区生产总值…增长5.6%: output grows at constant prices even where the text does not say so
function constantPrices(doc: Doc, item: Item): boolean {
  const start = doc.sentences[item.sentence]?.start ?? 0
  return /生产总值|增加值|GDP|总产值/.test(doc.text.slice(Math.max(start, item.start - 90), item.start))
}

/** Growth: from a printed earlier value, from a printed difference, or from no whole earlier value at all. */
export function checkChanges(sheet: Sheet): void {
  const { doc } = sheet
  for (const item of doc.items) {
    if (item.range || item.slash) continue
    if (item.growth && (item.family === 'percent' || item.family === 'point')) percentChange(sheet, item)
    else if (item.growth && (isLevel(item) || item.family === 'time')) amountChange(sheet, item)
  }
}

function percentChange(sheet: Sheet, item: Item): void {
  const { doc } = sheet
  const clause = clauseOf(doc, item)
  if (item.family === 'point') {
    pointChange(sheet, item)
    return
  }
  // 比去年减少56人,自然增长率为2.82‰: births less deaths, of a thousand
  if (
    item.unit === '‰' ||
    REAL.test(clause) ||
    constantPrices(doc, item) ||
    /年均|平均|年递增|年递减/.test(clause) ||
    sheet.judged.has(`pct${item.index}`)
  )
    return
  const sign = signOf(doc, item)
  // 参考率比去年上升2.5%: the change of a rate is of no count
  if (sign === 0 || (/率(?:同比|环比|比|较|又|也|也比)/.test(clause) && !/(?:增长|上升|下降)率/.test(clause))) return
  sheet.judged.add(`pct${item.index}`)
  const items = doc.bySentence[item.sentence] ?? []
  // 发展到1975家(国资所27家、合伙所1334家、个人所614家),增长30.7%: what stands in brackets does not part them
  const ahead = items.filter((i) => i.index < item.index)
  const outer = ahead.filter((i) => i.depth <= item.depth).slice(-4)
  const previous = ahead.filter((i) => item.index - i.index <= 4 || outer.includes(i))
  // 上年同期773件1350人,件数下降38.2%: the clause names the measure
  const measure = /([件人起宗户批次家名])(?:次?数|(?<=批)次|(?<=人)次)(?:同比|环比)?[^,;\d]{0,4}$/.exec(clause)?.[1] ?? ''
  const meant = (i: Item) => i.unit.startsWith(measure) && !/[;。]/.test(doc.text.slice(i.end, item.start))
  const prior = previous.filter((i) => i.prior && isLevel(i) && meant(i)).pop()
  const now = levels(doc, item)
  const year = priorByYear(doc, item) ?? step(doc, item) ?? stepBehind(doc, item)
  if (year) {
    againstPrior(sheet, item, year[0], year[1], sign, 'error')
    return
  }
  if (prior) {
    const level = levelFor(doc, prior, now, item)
    if (level && !otherBetween(doc, Math.max(level.index, prior.index), item, level)) {
      againstPrior(sheet, item, now.find((n) => agrees(item, n, prior, sign)) ?? level, prior, sign, 'error')
      return
    }
  }
  const delta = previous.filter((i) => isDelta(doc, i) && !/[;。]/.test(doc.text.slice(i.end, item.start))).pop()
  if (
    delta &&
    // 同比增加20件,环比下降6.9%
    signOf(doc, delta) !== -sign &&
    item.index - delta.index <= 2 &&
    !priorBehind(doc, item, delta.unit) &&
    /增幅|降幅|升幅|涨幅|减幅|增长|下降|上升|增|减|降|升/.test(item.before)
  ) {
    againstDelta(sheet, item, delta, sign)
    return
  }
  const level = subjectOf(doc, item, now)
  if (!level) return
  const inBracket = bracketPrior(doc, level)
  if (inBracket) {
    againstPrior(sheet, item, level, inBracket, sign, 'error')
    return
  }
  // 受理640件,涉及1325人,同比增长28%(上年500件): what stands behind says by its measure which level is meant
  for (const one of [level, ...now.filter((n) => n.unit !== level.unit)]) {
    const behind = priorBehind(doc, item, one.unit)
    const next = behind ? null : deltaAfter(doc, item, one)
    if (behind) againstPrior(sheet, item, one, behind, sign, 'error')
    if (next && signOf(doc, next) === sign) againstDelta(sheet, item, next, sign)
    if (behind || next) return
  }
  if (tableTotal(sheet, item, level, sign)) return
  if (lastYear(sheet, item, level, sign) || earlierByPlace(sheet, item, level, sign)) return
  noEarlier(sheet, item, level, sign)
}

// 试点由2个市扩大至8个市,全年受理18122件,比上年增长78.9%: another level has come between
function otherBetween(doc: Doc, from: number, item: Item, level: Item): boolean {
  return doc.items.slice(from + 1, item.index).some((i) => isAmount(i) && i.unit !== level.unit && i.depth === item.depth)
}

// 一审案件129件,2016年为75件,同比增长72%: the level of the year before stands between
function priorByYear(doc: Doc, item: Item): readonly [Item, Item] | null {
  const prior = doc.items[item.index - 1]
  const now = [2, 3, 4].map((back) => doc.items[item.index - back]).find((i) => i?.unit === prior?.unit)
  if (!prior || !now || now.sentence !== item.sentence || now.unit !== prior.unit || !isLevel(prior) || !isLevel(now)) return null
  if (prior.growth || now.growth || now.prior || now.depth !== prior.depth || /[;。]/.test(doc.text.slice(now.end, item.start))) return null
  const named = /^(?:而)?((?:19|20)\d\d)年?(?:同期)?(?:全年)?(.{0,8}?)(?:为|是|有|共)?$/.exec(prior.before.trim())
  // 2022年受理案件500件 is the earlier level of what was named before
  const year = named && now.before.includes(named[2] as string) ? Number(named[1]) : 0
  const said = Number(/((?:19|20)\d\d) ?年[^,;]*$/.exec(now.before)?.[1] ?? periodOf(doc, now)?.year ?? 0)
  return year > 0 && said === year + 1 ? [now, prior] : null
}

// 下降5.2%,由上年的1240件减至1176件
function stepBehind(doc: Doc, item: Item): readonly [Item, Item] | null {
  const [prior, now] = [doc.items[item.index + 1], doc.items[item.index + 2]]
  if (!prior?.prior || !now || now.sentence !== item.sentence || !isLevel(prior) || prior.unit !== now.unit || now.growth) return null
  return /^,[由从][^,;。\d]{0,6}(?:(?:19|20)\d\d年)?[^,;。\d]{0,6}$/.test(doc.text.slice(item.end, prior.start)) &&
    /[至到为]$/.test(now.before.trim())
    ? [now, prior]
    : null
}

// 2013年377827件,到2019年已增长至508829件,增长34.7%
function step(doc: Doc, item: Item): readonly [Item, Item] | null {
  const [prior, now] = [doc.items[item.index - 2], doc.items[item.index - 1]]
  if (!prior || !now || prior.sentence !== item.sentence || !isLevel(now) || prior.unit !== now.unit || prior.depth !== now.depth)
    return null
  if (prior.growth || now.growth || now.prior || /[;。]/.test(doc.text.slice(prior.end, item.start))) return null
  return /(?:增长|增加|上升|发展|扩大|提高|下降|减少|降低|缩小|[增升降减])(?:至|到|为)$/.test(now.before.trim()) &&
    /(?:19|20)\d\d ?年|[上去]年/.test(prior.before)
    ? [now, prior]
    : null
}

const isDelta = (doc: Doc, i: Item): boolean =>
  isLevel(i) && (i.growth || /(?:新增|净增|增加|多)(?:了)?$/.test(i.before)) && i.family !== 'none'
    ? true
    : isLevel(i) && i.ulp >= 1 && /(?:新增|净增|增加)(?:了)?$/.test(doc.text.slice(Math.max(0, i.start - 4), i.start))

// 同比下降2.60%,同比减少7件: the difference may stand behind the percentage
function deltaAfter(doc: Doc, item: Item, level: Item): Item | null {
  const next = doc.items[item.index + 1]
  if (!next || next.sentence !== item.sentence || !next.growth || next.unit !== level.unit) return null
  return /^,[^,;。]{0,8}$/.test(doc.text.slice(item.end, next.start)) ? next : null
}

function agrees(item: Item, level: Item, prior: Item, sign: number): boolean {
  if (level.index > prior.index || prior.value <= 0 || level.unit !== prior.unit) return false
  const actual = (100 * sign * (level.value - prior.value)) / prior.value
  return percentFit(item, actual, actual) === 'ok'
}

// 受理59件…;受理同比下降38.5%: a clause with a label of its own speaks of the figure with that label
function subjectOf(doc: Doc, item: Item, now: readonly Item[]): Item | null {
  const label = clauseOf(doc, item)
    .replace(/(?:同比|环比|[与和同][^,;]{0,8}相?比|比|较).*$/, '')
    .replace(/(?:增|减|上升|下降|提高|降|升).*$/, '')
    .trim()
  const nearest = now[0] ?? null
  const word = label.replace(/[^\u4e00-\u9fff]/g, '')
  // 环比下降11.3%(上季度为486件次),同比上升8.6%: what stands in brackets is said in passing
  const gap = nearest ? doc.text.slice(nearest.end, item.clauseStart).replace(/\([^()]{0,40}\)/g, '') : ''
  if (word.length >= 2 && !/分别|均|各|增幅|降幅|数$/.test(word)) {
    const items = doc.bySentence[item.sentence] ?? []
    // 受理59件(2019年受理96件),受理案件同比下降38.5%
    const short = word.replace(/(?:案件|人数|件数|数量|总量|总数|量|数)$/, '')
    const bears = (i: Item) => i.before.includes(word) || (short.length >= 2 && i.depth === item.depth && i.before.includes(short))
    const own = items.filter((i) => i.index < item.index && isLevel(i) && !i.growth && bears(i) && isAmount(i)).pop()
    if (own) return own
    return nearest && item.before.length > 0 && nearest.end >= item.clauseStart ? nearest : null
  }
  return nearest && gap.length <= 20 ? nearest : null
}
