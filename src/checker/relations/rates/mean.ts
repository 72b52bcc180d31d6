import type { Doc, Item } from '../../document.ts'
import { periodOf, printed } from '../../document.ts'
import { confirm, partsOf, reject, type Sheet, show } from '../../outcome.ts'
import { daysOf } from '../../periods.ts'
import type { Family } from '../../units.ts'
import { isAmount } from '../amounts.ts'

/** 人均, 件均, 场均, 日均, 平均每个调委会, 每村: what the total is divided by. */
const MEAN =
  /(?:(?:(?:平均)?每|^)(10?万|十万|百万|千|万|百)(?:名|户)?(?:常住|户籍)?人口?|(人|户|件|宗|起|案|场|次|期|村|所|镇|乡|县|校|队|日|天|月|年|亩|批)[均产]|平均每(?:一?(?:场次|批次|人次|个|名|位|家|件|起|宗|场|次|期|户|所|天|日|月|年|人))?|(?<=[\u4e00-\u9fff]{2})平均(?!每|水平|增长|年龄|用时|时长|气温|得分|分)|(?<!平)均每(?:个|名|位|家|件|场|次|期)?|(?<!均)每(?:个|名|位|家|件|起|场|次|期|户|所)?)([\u4e00-\u9fff]{0,9})$/
const PER: Readonly<Record<string, number>> = { 百: 100, 千: 1e3, 万: 1e4, 十万: 1e5, '1万': 1e4, '10万': 1e5, 百万: 1e6 }
/** Where the name of what divides ends and what each of them has begins: 每村拥有法律顾问3.2名. */
const HAS = /拥有|配[备有]|[仅只约达为是的]|有|办[理结]?|受理|接待|调[解处]|安排|投入|支出|服务/
const BY_WORD: Readonly<Record<string, readonly Family[]>> = {
  人: ['person', 'visit'],
  户: ['org'],
  件: ['case', 'paper'],
  宗: ['case'],
  起: ['case'],
  案: ['case', 'paper'],
  场: ['times'],
  次: ['times'],
  期: ['times'],
  亩: ['area'],
  批: ['times'],
}
/** A printed mean this far from what its neighbours give is a mean of something else. */
const NEAR_MISS = 0.6
const WIDE_MISS = 1.4
// as far as a reader looks for what was divided
const BACK = 14

interface Reading {
  readonly total: Item
  /** What divides it, or how many days or months. */
  readonly by: Item | number
  readonly value: number
}

/** Means: 864人次,人均3.1次; 补贴186.3万元,件均885元; 接待10181人次,日均28人次: a printed total over a printed count. */
export function checkMeans(sheet: Sheet): void {
  const parts = partsOf(sheet)
  for (const item of sheet.doc.items) {
    if (item.growth || item.prior || item.target || item.threshold || item.range || item.slash || item.bound === 'at-most') continue
    if (item.family === 'time') longOnes(sheet, item)
    if (['percent', 'point', 'multiple', 'time', 'none'].includes(item.family)) continue
    const m = MEAN.exec(item.before.replace(/\([^()]{1,12}\)/g, '').trim())
    if (!m || /最低|标准|限额|不得|应|须/.test(item.before)) continue
    const [said, per, word, rest] = m
    // 中队平均配备29人: what is divided by stands before
    const noun =
      said.startsWith('平均') && !said.startsWith('平均每')
        ? item.before.slice(0, m.index).slice(-4)
        : rest?.split(HAS)[0] || /每(所|村|镇|乡|局|院)/.exec(said)?.[1]
    const name: Name = {
      word: per ? '人' : (word ?? ''),
      noun: noun ?? '',
      rest: rest ?? '',
      per: PER[per ?? ''] ?? 1,
      daily: /日|天/.test(said),
      monthly: /月/.test(said),
    }
    judge(sheet, item, readingsOf(sheet.doc, item, name), parts)
  }
}

// 接听1095通,通话时长7045分钟,平均通话时长6.4分钟: the total length over how many there were
function longOnes(sheet: Sheet, item: Item): void {
  const { doc } = sheet
  if (!/平均[\u4e00-\u9fff]{0,6}(?:时长|用时|时间|耗时|天数|周期)(?:为|是|约|达)?$/.test(item.before)) return
  const items = (doc.bySentence[item.sentence] ?? []).filter((i) => i.index < item.index && item.index - i.index <= 8)
  const totals = items.filter((i) => i.unit === item.unit && !i.each && !i.growth && i.value > 3 * item.value)
  const counts = items.filter((i) => isAmount(i) && Number.isInteger(i.value))
  const readings = totals.flatMap((total) => counts.map((by) => ({ total, by, value: total.value / by.value })))
  judge(sheet, item, readings.reverse(), new Set())
}

/** The words of a mean: divided by what, of what, per how many. */
interface Name {
  readonly word: string
  readonly noun: string
  /** All words after 每 or 均. */
  readonly rest: string
  readonly per: number
  readonly daily: boolean
  readonly monthly: boolean
}

function readingsOf(doc: Doc, item: Item, { word, noun, rest, per, daily, monthly }: Name): Reading[] {
  const totals: Item[] = []
  const counts: Item[] = []
  for (let k = item.index - 1; k >= 0 && item.index - k <= BACK; k--) {
    const i = doc.items[k] as Item
    if (i.paragraph !== item.paragraph || item.sentence - i.sentence > 2) break
    if (i.growth || i.prior || i.each || i.threshold || i.range || i.slash) continue
    // 支出低保金3347万: the unit of money is left out behind 万
    const money = item.family === 'money' && i.family === 'none' && i.ulp >= 100
    if (item.family === 'money' && /收入/.test(item.before) && !/收入/.test(i.before)) continue
    if (i.unit === item.unit || money || (i.family === item.family && (i.family === 'money' || i.family === 'weight'))) totals.push(i)
    else counts.push(i)
    // 登记律师950人,每万人拥有律师2.5名
    if (i.unit !== item.unit && i.family === 'person' && item.family === 'person' && !/人口/.test(i.before)) totals.push(i)
  }
  // 受案11115、结案10887起,年均3705件: the first of two shares the measure of the second
  if (word === '年') totals.push(...counts.filter((c) => c.family === 'none' && c.value > item.value))
  if (item.family === 'times' && totals.length === 0) totals.push(...counts.filter((c) => c.family === 'visit' || c.family === 'times'))
  // 中队平均配备29人(中队人员共232人)
  const next = doc.items[item.index + 1]
  if (next && next.bracket === item.end && next.unit === item.unit) totals.unshift(next)
  // 每万人拥有律师38名,律师总数950名
  const thing = rest.split(HAS).at(-1) ?? ''
  for (const name of [noun, thing])
    if (totals.length === 0 && name.length >= 2)
      totals.push(...elsewhere(doc, item, (i) => i.unit === item.unit && bears(i, name.slice(-4), '')))
  // 日均46个,全年共接听16790个: the total may follow
  if (totals.length === 0)
    totals.push(
      ...doc.items
        .slice(item.index + 1, item.index + 3)
        .filter((i) => i.sentence === item.sentence && i.unit === item.unit && isAmount(i) && /共|总|全年|累计|办理/.test(i.before)),
    )
  const near = totals.slice(0, 8)
  // 全年开放250个工作日: of how many days is said
  const days = daily ? counts.filter((c) => /^个?工作日$|^[天日]$/.test(c.unit) && c.value > 1) : []
  if (days.length > 0) return near.flatMap((total) => days.map((by) => ({ total, by, value: total.value / by.value })))
  if (daily || monthly || word === '年') return near.flatMap((total) => overTime(doc, item, total, daily, monthly))
  const families = BY_WORD[word]
  const fit = word
    ? counts.filter((c) => families?.includes(c.family) || bears(c, word, ''))
    : [...counts, ...totals].filter((c) => bears(c, noun, item.before) && (noun.length !== 1 || c.family === 'org'))
  const org = (bearing: (i: Item) => boolean) => elsewhere(doc, item, (i) => i.family === 'org' && bearing(i))
  if (fit.length === 0 && !word && noun !== '') fit.push(...org((i) => bears(i, noun, item.before) && (noun.length > 1 || placed(i, noun))))
  // 20个乡(镇),平均每个乡镇司法所2.8人
  if (fit.length === 0 && !word && /^[乡镇村街社]./.test(noun)) fit.push(...org((i) => placed(i, noun.slice(0, 1))).slice(0, 1))
  if (families?.[0] === 'person') fit.push(...elsewhere(doc, item, (i) => i.family === 'person' && /在册|现有|共有|人口/.test(i.before)))
  // 人均办案31件,全市执业律师390人
  // 18个县区…2160个,县均120个: of one measure
  if (fit.length === 0 && word) fit.push(...totals.filter((c) => c.family === 'org' && bears(c, word, '')))
  if (fit.length === 0 && word)
    fit.push(...elsewhere(doc, item, (i) => i.index > item.index && (families?.includes(i.family) || bears(i, word, ''))))
  const times = (i: Item) => (i.unit === '吨' && /斤|千克/.test(item.unit) ? 1000 : 1)
  return near.flatMap((total) =>
    fit.filter((c) => c !== total && c.value > 0).map((by) => ({ total, by, value: (total.value * times(total) * per) / by.value })),
  )
}

// 平均每个调委会…: the count that bears the name, or the measure word of 每名, 每件
function bears(count: Item, noun: string, before: string): boolean {
  const measure = /每(?:一)?(名|位|件|起|宗|场|次|期|户|所|人|家|亩)/.exec(before)?.[1]
  if (measure && (count.unit.startsWith(measure) || (measure === '人' && count.family === 'person'))) return true
  return noun.length > 0 && [...noun.slice(0, 4)].every((c) => (count.before + count.unit + count.after).replaceAll('农村', '').includes(c))
}

// 21个村, 20个乡镇
const placed = (i: Item, first: string): boolean => i.unit === first || i.after.startsWith(first)

// 266个调委会 at the head of the report, 平均每个调委会 further down; or just behind
function elsewhere(doc: Doc, item: Item, fits: (i: Item) => boolean): Item[] {
  const found: Item[] = []
  for (let k = item.index + 2; k >= 0 && item.index - k <= 80 && found.length < 12; k--) {
    const i = doc.items[k]
    if (!i || k === item.index || (k > item.index && i.sentence !== item.sentence)) continue
    if (!i.growth && !i.prior && !i.target && !i.each && fits(i)) found.push(i)
  }
  return found
}

// The head of the paragraph, where its period is named
function opening(doc: Doc, item: Item): string {
  let s = item.sentence
  while (s > 0 && item.sentence - s < 12 && doc.sentences[s - 1]?.paragraph === item.paragraph) s--
  return doc.text.slice(doc.sentences[s]?.start ?? 0, (doc.sentences[s]?.start ?? 0) + 40)
}

function overTime(doc: Doc, item: Item, total: Item, daily: boolean, monthly: boolean): Reading[] {
  const mark = periodOf(doc, total)
  const from = mark?.from ?? null
  const to = mark?.to ?? null
  const spans: number[] = []
  if (from && to) {
    const days = daysOf(from, to)
    const months = Math.round(days / 30.4)
    spans.push(daily ? days : monthly ? months : Math.round(days / 365))
  }
  // 第28周…日均10169件
  if (daily && /本周|上周|一周|第\d+周|第[一二三四五]周/.test(opening(doc, item))) spans.push(7)
  // 按250个工作日计算: of how many days is said
  if (daily && /工作日/.test(doc.text.slice(item.start, item.end + 24))) return []
  const full = daily ? [365, 366] : monthly ? [12] : []
  const title = doc.text.slice(0, 60)
  const part = /上半年/.test(title) ? 6 : /前三季度/.test(title) ? 9 : /季度/.test(title) ? 3 : 0
  if (part > 0) full.splice(0, 2, daily ? Math.round(part * 30.4) : part)
  const head = doc.text.slice(doc.sentences[item.sentence]?.start ?? 0, item.start)
  const years = /([二两三四五六七八九十])年(?:来|间)/.exec(head)?.[1]
  const [since, until] = (/((?:19|20)\d\d)年?(?:-|至|到)((?:19|20)\d\d)年/.exec(head)?.slice(1) ?? []).map(Number)
  if (!daily && !monthly && since && until && until > since) spans.push(until - since + 1)
  if (!daily && !monthly && years) spans.push(years === '两' ? 2 : '一二三四五六七八九十'.indexOf(years) + 1)
  return [...new Set([...spans, ...full])].filter((n) => n > 1).map((by) => ({ total, by, value: total.value / by }))
}

function judge(sheet: Sheet, item: Item, readings: readonly Reading[], parts: ReadonlySet<Item>): void {
  const { doc } = sheet
  if (item.value === 0) return
  const off = (r: Reading) => Math.abs(r.value / item.value - 1)
  // a part divides only what it is named in: 公证员人均办证
  const part = (i: Item | number) => typeof i !== 'number' && parts.has(i) && !(i.label.length >= 2 && item.before.includes(i.label))
  const whole = readings.filter((r) => !part(r.total) && !part(r.by))
  // 耕地122亩(田89亩),人均0.4亩: the total that stands before it is meant, not its part
  const tied = whole.filter((r) => isTied(doc, item, r.total))
  const best =
    (tied.length > 0 ? tied : readings).find((r) => right(item, r)) ??
    [...(tied.length > 0 ? tied : whole)].sort((a, b) => off(a) - off(b))[0]
  if (!best) return
  const by = typeof best.by === 'number' ? String(best.by) : printed(doc, best.by)
  const items = [best.total, ...(typeof best.by === 'number' ? [] : [best.by]), item]
  const left = `${printed(doc, best.total)} ÷ ${by}`
  if (right(item, best)) {
    confirm(sheet, 'ratio', `${left} = ${printed(doc, item)}`, items)
    return
  }
  const slip = tenfold(item, readings)
  if (slip) {
    ask(sheet, item, slip)
    return
  }
  // money and produce per head are often of the mean population, which is not printed
  if (off(best) > (tied.length > 0 ? WIDE_MISS : NEAR_MISS) || (off(best) < 0.03 && item.family === 'money' && item.ulp > 1)) return
  ask(sheet, item, best)
}

function ask(sheet: Sheet, item: Item, { total, by, value }: Reading): void {
  const { doc } = sheet
  const divisor = typeof by === 'number' ? String(by) : printed(doc, by)
  const actual = show(Math.round(value * 10 ** item.decimals) / 10 ** item.decimals)
  reject(sheet, {
    kind: 'ratio',
    severity: 'question',
    message: {
      zh: `按前面的数推算平均为${actual}，文中写作${printed(doc, item)}${item.unit}`,
      en: `by the figures before it the mean is ${actual}, the text says ${printed(doc, item)}`,
    },
    arithmetic: `${printed(doc, total)} ÷ ${divisor} = ${actual} ≠ ${printed(doc, item)}`,
    items: [total, ...(typeof by === 'number' ? [] : [by]), item],
    suggestion: {
      zh: '请核对总数、个数和平均数，或写明平均的口径。',
      en: 'Check the total, the count and the mean, or say what it is a mean of.',
    },
  })
}

// 461人 of 583.08万人 are 0.79 of every 万, not 7.9: the same digits with the point elsewhere
function tenfold(item: Item, readings: readonly Reading[]): Reading | null {
  // of every 万: with other divisors the same digits come by chance
  if (!/[百千万]/.test(item.before) || (item.decimals === 0 && item.value < 10 && readings.length > 1)) return null
  const isSlip = (r: Reading) =>
    [0.01, 0.1, 10, 100].some((k) => Math.abs(r.value / (item.value * k) - 1) <= Math.min(0.02, item.ulp / item.value))
  return readings.find((r) => typeof r.by !== 'number' && isSlip(r)) ?? null
}

// 耕地2155亩,人均耕地0.68亩: the mean bears the name of the total, or none and stands right behind it
function isTied(doc: Doc, item: Item, total: Item): boolean {
  if (total.sentence !== item.sentence || total.index > item.index || item.index - total.index > 3) return false
  if (doc.items.slice(total.index + 1, item.index).some((i) => i.depth === item.depth)) return false
  return /^[人户][均]$/.test(item.before.trim()) || (total.label.length >= 2 && item.before.includes(total.label))
}

// Rounded or cut; a total printed in 万 carries its own rounding
function right(item: Item, { total, by, value }: Reading): boolean {
  if (item.bound !== 'exact') return value >= item.lo * 0.94 && value <= item.hi * 1.06
  const size = value / total.value
  const [lo, hi] = typeof by === 'number' ? [1, 1] : [by.value / by.hi, by.lo > 0 ? by.value / by.lo : 1]
  const rounds = 1e-9 * Math.max(1, item.value)
  return total.hi * size * hi >= item.value - item.ulp / 2 - rounds && total.lo * size * lo < item.value + item.ulp + rounds
}
