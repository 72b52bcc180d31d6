import type { Doc, Item } from '../document.ts'
import { periodOf, printed } from '../document.ts'
import { coreLabel } from '../labels.ts'
import { confirm, reject, type Sheet, show } from '../outcome.ts'
import { earlierExists, percentFit, showPercent } from '../ratio-math.ts'
import { fits, isAmount } from './amounts.ts'

const UP = /增|多|上升|提高|扩大|升|涨/
const DOWN = /减|少|下降|降低|回落|缩小|降|跌/
/** Growth at constant prices or like for like: the printed values do not give it. */
const REAL = /可比|扣除|实际|不变价|剔除|同口径/

// 地区生产总值…增长5.6%: output grows at constant prices even where the text does not say so
function constantPrices(doc: Doc, item: Item): boolean {
  const start = doc.sentences[item.sentence]?.start ?? 0
  return /生产总值|增加值|GDP|总产值/.test(doc.text.slice(Math.max(start, item.start - 90), item.start))
}

/** 7976件(2019年6593件): the earlier value in the bracket right after a level. */
export function bracketPrior(doc: Doc, level: Item): Item | null {
  const next = doc.items[level.index + 1]
  if (!next || next.bracket !== level.end || !isLevel(next)) return null
  return /^(?:(?:19|20)\d\d年?|上年|去年)(?:同期)?(?:为|是|:)?$/.test(next.before.trim()) ? next : null
}

/** Growth: from a printed earlier value, from a printed difference, or from no whole earlier value at all. */
export function checkChanges(sheet: Sheet): void {
  const { doc } = sheet
  for (const item of doc.items) {
    if (item.range || item.slash) continue
    if (item.growth && (item.family === 'percent' || item.family === 'point')) percentChange(sheet, item)
    else if (item.growth && isLevel(item)) amountChange(sheet, item)
    else if (item.growth && item.family === 'multiple') continue
  }
}

const isLevel = (i: Item): boolean => !['percent', 'point', 'multiple', 'time'].includes(i.family)

/** +1 for growth, -1 for decline, 0 where the words do not say. */
function signOf(doc: Doc, item: Item): number {
  const tail = item.before.slice(-8)
  if (DOWN.test(tail)) return -1
  if (UP.test(tail)) return 1
  return DOWN.test(doc.text.slice(Math.max(0, item.start - 12), item.start)) ? -1 : 0
}

function clauseOf(doc: Doc, item: Item): string {
  let i = item.start
  while (i > 0 && item.start - i < 50 && !',;。\n:'.includes(doc.text[i - 1] as string)) i--
  return doc.text.slice(i, item.start)
}

// Levels before the change in its sentence, nearest first, not beyond a semicolon
function levels(doc: Doc, item: Item): Item[] {
  const out: Item[] = []
  const items = doc.bySentence[item.sentence] ?? []
  for (let k = items.length - 1; k >= 0 && out.length < 3; k--) {
    const i = items[k] as Item
    if (i.index >= item.index || i.growth || i.prior || i.threshold || !isLevel(i)) continue
    const gap = doc.text.slice(i.end, item.start)
    if (gap.length > 60 || /[;。]/.test(gap)) break
    if (i.bracket === item.bracket || i.bracket === -1) out.push(i)
  }
  return out
}

function percentChange(sheet: Sheet, item: Item): void {
  const { doc } = sheet
  const clause = clauseOf(doc, item)
  if (item.family === 'point') {
    pointChange(sheet, item)
    return
  }
  if (REAL.test(clause) || constantPrices(doc, item) || /年均|平均|年递增|年递减/.test(clause) || sheet.judged.has(`pct${item.index}`)) return
  const sign = signOf(doc, item)
  if (sign === 0) return
  sheet.judged.add(`pct${item.index}`)
  const items = doc.bySentence[item.sentence] ?? []
  const previous = items.filter((i) => i.index < item.index && item.index - i.index <= 4)
  const prior = previous.filter((i) => i.prior && isLevel(i) && !/[;。]/.test(doc.text.slice(i.end, item.start))).pop()
  const now = levels(doc, item)
  if (prior) {
    const level = levelFor(doc, prior, now, item)
    if (level) {
      againstPrior(sheet, item, now.find((n) => agrees(item, n, prior, sign)) ?? level, prior, sign, 'error')
      return
    }
  }
  const delta = previous.filter((i) => isDelta(doc, i) && !/[;。]/.test(doc.text.slice(i.end, item.start))).pop()
  if (delta && item.index - delta.index <= 2 && /增幅|降幅|升幅|涨幅|减幅|增长|下降|上升|增|减|降|升/.test(item.before)) {
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
  const next = deltaAfter(doc, item, level)
  if (next) {
    if (signOf(doc, next) === sign) againstDelta(sheet, item, next, sign)
    return
  }
  if (tableTotal(sheet, item, level, sign)) return
  if (lastYear(sheet, item, level, sign)) return
  noEarlier(sheet, item, level, sign)
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

// 由A增加到B,增长p%: B may follow A
function levelFor(doc: Doc, prior: Item, now: readonly Item[], item: Item): Item | null {
  const items = doc.bySentence[item.sentence] ?? []
  const between = items.find((i) => i.index > prior.index && i.index < item.index && isLevel(i) && !i.growth && !i.prior)
  if (between && fits(between, prior)) return between
  return now.find((n) => n.index < prior.index && (fits(n, prior) || n.unit === prior.unit)) ?? null
}

function agrees(item: Item, level: Item, prior: Item, sign: number): boolean {
  if (level.index > prior.index || prior.value <= 0 || level.unit !== prior.unit) return false
  const actual = (100 * sign * (level.value - prior.value)) / prior.value
  return percentFit(item, actual, actual) === 'ok'
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
  } else if (fit === 'bad') {
    reject(sheet, {
      kind: 'ratio',
      severity,
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

function againstDelta(sheet: Sheet, item: Item, delta: Item, sign: number): void {
  const { doc } = sheet
  const now = levels(doc, delta.index < item.index ? delta : item)
  if (now.length === 0) now.push(...namesake(doc, delta))
  if (now.length === 0) return
  let best: { level: Item; actual: number } | null = null
  for (const level of now) {
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
    if (fit === 'near') return
    if (!best && actual > 0) best = { level, actual }
  }
  if (!best) return
  const { level, actual } = best
  const adjacent =
    now.length === 1 &&
    Math.abs(item.index - delta.index) === 1 &&
    Math.min(item.index, delta.index) - level.index === 1 &&
    item.bound === 'exact'
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

// 律师65.16万人、律所3.86万家;律师比上一年度新增7.68万: the clause names the level it speaks of
function namesake(doc: Doc, delta: Item): Item[] {
  const word = /^([\u4e00-\u9fff]{2,8}?)(?:比|较|同比)/.exec(clauseOf(doc, delta))?.[1]
  if (!word) return []
  const items = doc.bySentence[delta.sentence] ?? []
  return items.filter((i) => i.index < delta.index && isLevel(i) && !i.growth && i.before.includes(word)).slice(-1)
}

// 受理59件…;受理同比下降38.5%: a clause with a label of its own speaks of the figure with that label
function subjectOf(doc: Doc, item: Item, now: readonly Item[]): Item | null {
  const label = clauseOf(doc, item)
    .replace(/(?:同比|环比|比|较).*$/, '')
    .replace(/(?:增|减|上升|下降|提高|降|升).*$/, '')
    .trim()
  const nearest = now[0] ?? null
  const word = label.replace(/[^\u4e00-\u9fff]/g, '')
  const gap = nearest ? doc.text.slice(nearest.end, item.clauseStart) : ''
  if (word.length >= 2 && !/分别|均|各|增幅|降幅|数$/.test(word)) {
    const items = doc.bySentence[item.sentence] ?? []
    const own = items.filter((i) => i.index < item.index && isLevel(i) && !i.growth && i.before.includes(word) && isAmount(i)).pop()
    if (own) return own
    return nearest && item.before.length > 0 && nearest.end >= item.clauseStart ? nearest : null
  }
  return nearest && gap.length <= 20 ? nearest : null
}

// 95件127人次,同比上升63.79%: the change may be of the first of two measures
function twin(doc: Doc, level: Item, item: Item, sign: number): boolean {
  const before = doc.items[level.index - 1]
  return (
    before !== undefined && before.sentence === level.sentence && level.start - before.end <= 1 && earlierExists(before.value, item, sign)
  )
}

// The same total stands in a table of the paragraph with its earlier value
function tableTotal(sheet: Sheet, item: Item, level: Item, sign: number): boolean {
  const { doc } = sheet
  const rows: Item[] = []
  for (let k = level.sentence - 8; k <= level.sentence + 8; k++) {
    for (const i of doc.bySentence[k] ?? []) {
      if (!i.slash || i.value !== level.value || i.paragraph !== level.paragraph) continue
      if (/合计|总计/.test(doc.text.slice(Math.max(0, i.start - 12), i.start))) rows.push(i)
    }
  }
  const row = rows[0]
  const before = row ? doc.items[row.index - 1] : undefined
  if (!row || !before?.slash || before.family === 'percent' || before.end + 1 !== row.start) return false
  againstPrior(sheet, item, level, before, sign, 'question')
  return true
}

/** The value of the year before, printed elsewhere under the same label; true where there is exactly one. */
export function lastYear(sheet: Sheet, item: Item, level: Item, sign: number): boolean {
  const { doc } = sheet
  const year = periodOf(doc, level)?.year ?? null
  const core = coreLabel(level.label)
  if (year === null || core.length < 2) return false
  const others = (byLabel(doc).get(labelKey(level.unit, core)) ?? []).filter(
    (i) => i.index !== level.index && periodOf(doc, i)?.year === year - 1 && alike(coreLabel(i.label), core),
  )
  if (others.length !== 1) return false
  againstPrior(sheet, item, level, others[0] as Item, sign, 'question')
  return true
}

const labelKey = (unit: string, core: string): string => `${unit}|${core.slice(-2)}`
const labelled = new WeakMap<Doc, Map<string, Item[]>>()

// Levels by measure word and the end of their label; at most forty a key, so that no text makes the search slow
function byLabel(doc: Doc): Map<string, Item[]> {
  const known = labelled.get(doc)
  if (known) return known
  const map = new Map<string, Item[]>()
  for (const i of doc.items) {
    if (!isAmount(i) || i.target) continue
    const core = coreLabel(i.label)
    if (core.length < 2) continue
    const key = labelKey(i.unit, core)
    const list = map.get(key)
    if (!list) map.set(key, [i])
    else if (list.length < 40) list.push(i)
  }
  labelled.set(doc, map)
  return map
}

/** Do two labels share their last two characters and most of the rest? */
function alike(a: string, b: string): boolean {
  if (a === b) return true
  if (a.length < 4 || b.length < 4 || a.slice(-2) !== b.slice(-2)) return false
  const set = new Set(a)
  const same = [...b].filter((c) => set.has(c)).length
  return same >= 6 && same / Math.max(a.length, b.length) >= 0.6
}

// 由93%提高到95%,提高2个百分点
function pointChange(sheet: Sheet, item: Item): void {
  const { doc } = sheet
  const items = (doc.bySentence[item.sentence] ?? []).filter((i) => i.index < item.index && i.family === 'percent')
  const last = items[items.length - 1]
  const second = items[items.length - 2]
  // 由A提高到B,提高…; B,比去年的A提高…
  const [now, prior] = last?.prior ? [second, last] : [last, second]
  if (!now || !prior?.prior || Math.abs(now.index - prior.index) !== 1 || item.index - (last?.index ?? 0) !== 1) return
  if (last?.prior && /[;。]/.test(doc.text.slice(now.end, prior.start))) return
  const diff = Math.abs(now.value - prior.value)
  // 100% is not rounded
  const give = (i: Item) => (i.value === 100 || i.value === 0 ? 0 : i.ulp / 2)
  const ok = Math.abs(diff - item.value) <= give(now) + give(prior) + item.ulp / 2 + 1e-9
  const arithmetic = `|${printed(doc, now)}−${printed(doc, prior)}| = ${show(diff)} ${ok ? '=' : '≠'} ${printed(doc, item)}`
  if (ok) confirm(sheet, 'ratio', arithmetic, [prior, now, item])
  else {
    reject(sheet, {
      kind: 'ratio',
      severity: 'error',
      message: { zh: '两个比率之差与所写百分点不符', en: 'the two rates do not differ by the printed points' },
      arithmetic,
      items: [prior, now, item],
      suggestion: { zh: '请核对两个比率和百分点。', en: 'Check both rates and the difference.' },
    })
  }
}

// 比2014年的1124件增加679件; 由1124件增加到1803件,增加679件
function amountChange(sheet: Sheet, item: Item): void {
  const { doc } = sheet
  const items = (doc.bySentence[item.sentence] ?? []).filter((i) => i.index < item.index && item.index - i.index <= 4)
  const prior = items.filter((i) => i.prior && i.unit === item.unit && !/[;。]/.test(doc.text.slice(i.end, item.start))).pop()
  if (!prior) return
  const now = levelFor(doc, prior, levels(doc, prior), item)
  const sign = signOf(doc, item)
  if (!now || sign === 0) return
  const lo = sign * (sign > 0 ? now.lo - prior.hi : now.hi - prior.lo)
  const hi = sign * (sign > 0 ? now.hi - prior.lo : now.lo - prior.hi)
  const ok = Math.max(lo, hi) >= item.lo - 1e-6 && Math.min(lo, hi) <= item.hi + 1e-6
  const diff = sign * (now.value - prior.value)
  const arithmetic = `${printed(doc, now)}−${printed(doc, prior)} = ${show(diff * sign)} ${ok ? '=' : '≠'} ${sign > 0 ? '' : '−'}${printed(doc, item)}`
  if (ok) confirm(sheet, 'sum', arithmetic, [now, prior, item])
  else {
    reject(sheet, {
      kind: 'sum',
      severity: 'error',
      message: { zh: '本期数与上期数之差与所写增减数不符', en: 'the two values do not differ by the printed amount' },
      arithmetic,
      items: [now, prior, item],
      suggestion: { zh: '请核对两期数和增减数。', en: 'Check both values and the difference.' },
    })
  }
}
