import type { Doc, Item } from '../../document.ts'
import { printed } from '../../document.ts'
import { confirm, reject, type Sheet, show } from '../../outcome.ts'
import { type Fit, percentFit, showPercent } from '../../ratio-math.ts'
import { priorBehind } from './change-prior.ts'
import { clauseOf, isLevel, levelFor, levels, signOf } from './change-words.ts'

/** A printed change against a printed difference: 比上年多100件,增幅10%. */
export function againstDelta(sheet: Sheet, item: Item, delta: Item, sign: number): void {
  const { doc } = sheet
  const now = levels(doc, delta.index < item.index ? delta : item)
  if (now.length === 0) now.push(...namesake(doc, delta))
  if (now.length === 0) now.push(...behind(doc, delta, item))
  if (now.length === 0) return
  // 四年共受理1372件,其中2011年比2010年少18件: the level of that year is not printed
  const year = /((?:19|20)\d\d)年[比较]/.exec(clauseOf(doc, delta))?.[1]
  let best: { level: Item; actual: number; fit: Fit } | null = null
  for (const level of now) {
    if (year && !doc.text.slice(level.clauseStart, level.end).includes(year)) continue
    if (level.family !== delta.family && delta.family !== 'none' && level.family !== 'none') continue
    const lo = (100 * delta.lo) / Math.max(level.hi - sign * delta.lo, 1e-9)
    const hi = (100 * delta.hi) / Math.max(level.lo - sign * delta.hi, 1e-9)
    const fit = percentFit(item, lo, hi)
    const actual = (100 * delta.value) / (level.value - sign * delta.value)
    if (fit === 'ok') {
      confirm(
        sheet,
        'ratio',
        `${printed(doc, delta)} ÷ (${printed(doc, level)}${sign > 0 ? '−' : '+'}${printed(doc, delta)}) = ${showPercent(actual, item.decimals)}`,
        [level, delta, item],
      )
      return
    }
    if (!best && actual > 0) best = { level, actual, fit }
  }
  if (!best) return
  const { level, actual } = best
  // 死亡57168人。…死亡人数减少131人,下降28.9%: in a sentence of its own it may speak of one kind only
  if (level.sentence !== item.sentence && Math.abs(Math.log(actual / item.value)) > 1) return
  const adjacent =
    now.length === 1 &&
    Math.abs(item.index - delta.index) === 1 &&
    Math.min(item.index, delta.index) - level.index === 1 &&
    item.bound === 'exact' &&
    // one off in the last place is asked about
    best.fit === 'bad'
  reject(sheet, {
    kind: 'ratio',
    severity: adjacent ? 'error' : 'question',
    message: {
      zh: `按增减数推算应为${showPercent(actual, item.decimals)}，文中写作${printed(doc, item)}`,
      en: `the printed difference gives ${showPercent(actual, item.decimals)}, the text says ${printed(doc, item)}`,
    },
    arithmetic: `${printed(doc, delta)} ÷ (${printed(doc, level)}${sign > 0 ? '−' : '+'}${printed(doc, delta)}) = ${showPercent(actual, item.decimals)} ≠ ${printed(doc, item)}`,
    items: [level, delta, item],
    suggestion: { zh: '请核对本期数、增减数和幅度。', en: 'Check the value, the difference and the percentage.' },
  })
}

// 减少134件,降幅8.8%,共受理1106件: the level may stand behind both
function behind(doc: Doc, delta: Item, item: Item): Item[] {
  const next = doc.items[Math.max(delta.index, item.index) + 1]
  if (!next || next.sentence !== item.sentence || next.unit !== delta.unit || !isLevel(next) || next.growth || next.prior) return []
  return /^,[^,;。\d]{0,10}$/.test(doc.text.slice(Math.max(delta.end, item.end), next.start)) &&
    /共|全年|累计|总|受理|办理|达到?$/.test(next.before)
    ? [next]
    : []
}

// 律师65.16万人、律所3.86万家;律师比上一年度新增7.68万; 死亡2人,…,死亡人数减少4人: the clause names the level it speaks of
function namesake(doc: Doc, delta: Item): Item[] {
  const said = /^([\u4e00-\u9fff]{2,10}?)(?:比|较|同比|增|减|上升|下降|多|少)/.exec(clauseOf(doc, delta))?.[1]
  const word = said?.replace(/(?:起数|人数|件数|户数|次数|数量|数|量)$/, '') ?? ''
  if (word.length < 2) return []
  const items = doc.bySentence[delta.sentence] ?? []
  return items.filter((i) => i.index < delta.index && isLevel(i) && !i.growth && !i.prior && (i.before + i.label).includes(word)).slice(-1)
}

// 由A提高到B,提高…; B,比去年的A提高…; B,提高…,上年为A
function ratesOf(doc: Doc, item: Item): readonly [Item, Item] | null {
  // 适用率95.8%,达到90%的目标要求: a goal is no rate that was reached
  const items = (doc.bySentence[item.sentence] ?? []).filter(
    (i) => i.index < item.index && i.family === 'percent' && !/^的?(?:目标|要求|任务|指标)/.test(doc.text.slice(i.end, i.end + 4)),
  )
  const last = items[items.length - 1]
  const second = items[items.length - 2]
  if (!last || item.index - last.index !== 1) return null
  // 率为90.69%,较2022年7月(90.04%)上升0.65个百分点
  const compared = last.bracket >= 0 && /[比较][^,;。]{1,14}$/.test(doc.text.slice(Math.max(0, last.bracket - 16), last.bracket))
  if (compared && second && second.depth === 0) return /[;。]/.test(doc.text.slice(second.end, last.start)) ? null : [second, last]
  const behind = last.prior ? null : priorBehind(doc, item, last.unit)
  if (behind) return [last, behind]
  const [now, prior] = last.prior ? [second, last] : [last, second]
  if (!now || !prior?.prior || Math.abs(now.index - prior.index) !== 1) return null
  return last.prior && /[;。]/.test(doc.text.slice(now.end, prior.start)) ? null : [now, prior]
}

/** 由93%提高到95%,提高2个百分点. */
export function pointChange(sheet: Sheet, item: Item): void {
  const { doc } = sheet
  // 降到5.19%,比全国平均低5.32个百分点: held against what is not printed
  if (/(?:比|较|低于|高于|优于)(?:全[国省市县]|[^,;\d]{0,6}(?:平均|均值|目标|计划|任务|预期))[^,;\d]{0,12}$/.test(clauseOf(doc, item)))
    return
  const pair = ratesOf(doc, item)
  if (!pair) return
  const [now, prior] = pair
  const diff = Math.abs(now.value - prior.value)
  // 100% is not rounded
  const give = (i: Item) => (i.value === 100 || i.value === 0 ? 0 : i.ulp / 2)
  // 由90.04%上升0.65个百分点, but the later rate is the lower one
  const turned = now.index < prior.index && diff > 0 && (now.value - prior.value) * signOf(doc, item) < 0
  const ok = !turned && Math.abs(diff - item.value) <= give(now) + give(prior) + item.ulp / 2 + 1e-9
  const arithmetic = turned
    ? `${printed(doc, now)}−${printed(doc, prior)} = ${show(now.value - prior.value)} ≠ ${signOf(doc, item) < 0 ? '−' : '+'}${printed(doc, item)}`
    : `|${printed(doc, now)}−${printed(doc, prior)}| = ${ok ? '' : `${show(diff)} ≠ `}${printed(doc, item)}`
  if (ok) confirm(sheet, 'ratio', arithmetic, [prior, now, item])
  else {
    reject(sheet, {
      kind: 'ratio',
      severity: turned ? 'question' : 'error',
      message: { zh: '两个比率之差与所写百分点不符', en: 'the two rates do not differ by the printed points' },
      arithmetic,
      items: [prior, now, item],
      suggestion: { zh: '请核对两个比率和百分点。', en: 'Check both rates and the difference.' },
    })
  }
}

/** 比2014年的1124件增加679件; 由1124件增加到1803件,增加679件. */
export function amountChange(sheet: Sheet, item: Item): void {
  const { doc } = sheet
  const items = (doc.bySentence[item.sentence] ?? []).filter((i) => i.index < item.index && item.index - i.index <= 4)
  // 比去年同期(429)多7人: what stands in the bracket needs no measure word
  const sameUnit = (i: Item) => i.unit === item.unit || (i.unit === '' && i.bracket >= 0)
  const said = items.filter((i) => i.prior && sameUnit(i) && !/[;。]/.test(doc.text.slice(i.end, item.start))).pop()
  const prior = said ?? priorBehind(doc, item, item.unit)
  if (!prior) return
  const sign = signOf(doc, item)
  const around = levels(doc, said ?? item).filter((l) => l.unit === item.unit && l !== prior)
  // 用时266天,较上年(252天)增长14天: a time is no amount, but one time may be longer than another
  if (item.family === 'time')
    around.push(...items.filter((i) => i.unit === item.unit && i.index < prior.index && !i.growth && !i.prior).slice(-1))
  // 受理193件,成功189件,比去年同期的171件增加22件: the level that agrees is the one meant
  const now =
    around.find((l) => Math.abs(sign * (l.value - prior.value) - item.value) < 1e-6) ??
    (said && item.family !== 'time' ? levelFor(doc, prior, levels(doc, prior), item) : around[0])
  if (!now || sign === 0) return
  // 从1.24亿元到1.37亿元,再到1.52亿元,两年增收0.28亿元: from the first to the last
  if (
    /^[两二三四五六七八九十\d]+年/.test(clauseOf(doc, item)) &&
    items.some((i) => i.index > now.index && i.unit === now.unit && !i.growth)
  )
    return
  const lo = sign * (sign > 0 ? now.lo - prior.hi : now.hi - prior.lo)
  const hi = sign * (sign > 0 ? now.hi - prior.lo : now.lo - prior.hi)
  const fine = item.bound === 'about' && item.value % 10 !== 0
  const ok = fine
    ? Math.abs(sign * (now.value - prior.value) - item.value) <= 1.5 * item.ulp
    : Math.max(lo, hi) >= item.lo - 1e-6 && Math.min(lo, hi) <= item.hi + 1e-6
  const diff = sign * (now.value - prior.value)
  const arithmetic = `${printed(doc, now)}−${printed(doc, prior)} = ${ok ? '' : `${show(diff * sign)} ≠ `}${sign > 0 ? '' : '−'}${printed(doc, item)}`
  if (ok) confirm(sheet, 'sum', arithmetic, [now, prior, item])
  else {
    reject(sheet, {
      kind: 'sum',
      severity: fine || item.family === 'time' ? 'question' : 'error',
      message: { zh: '本期数与上期数之差与所写增减数不符', en: 'the two values do not differ by the printed amount' },
      arithmetic,
      items: [now, prior, item],
      suggestion: { zh: '请核对两期数和增减数。', en: 'Check both values and the difference.' },
    })
  }
}
