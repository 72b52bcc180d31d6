import type { Doc, Item } from '../../document.ts'
import { printed } from '../../document.ts'
import { confirm, reject, type Sheet, show } from '../../outcome.ts'
import { type Fit, percentFit, shareRange, showPercent } from '../../ratio-math.ts'
import { fits, isAmount } from '../amounts.ts'

const VERB = /(?:占|完成|达到?|为|是|相当于)[^,;。]*$/

const PLAN = /任务|目标|计划|预算|指标/

/** A percentage or multiple with its base right before it: 39个,占152个的25.7%; 4312人,完成目标4000人的107.8%; 是1216件的2.05倍. */
export function checkDirectBases(sheet: Sheet): void {
  const { doc } = sheet
  for (const item of doc.items) {
    if (!['percent', 'multiple'].includes(item.family) || item.growth || item.range || item.threshold) continue
    const base = doc.items[item.index - 1]
    if (!base || base.sentence !== item.sentence || !isDirect(base, doc.text.slice(base.end, item.start))) continue
    const counts = countsBefore(doc, base)
    const count = counts.find((c) => fitOf(item, c, base) === 'ok') ?? counts[0]
    if (!count || base.lo <= 0) continue
    const bare = doc.text.slice(base.end, item.start) === '的'
    // 110类,占110类有效报警数的5.6%: a name that holds a number
    if (!bare && base.value <= count.value) continue
    sheet.judged.add(`pct${item.index}`)
    judge(sheet, item, count, base, bare && counts.length === 1)
  }
}

// 占1240名律师的38.6%; 在1240件案件中占65.5%
function isDirect(base: Item, gap: string): boolean {
  if (gap === '的') return VERB.test(base.before)
  return (
    (/(?<![合共])占(?:全[\u4e00-\u9fff]{1,3}|所有|总共)?$/.test(base.before) && /^[\u4e00-\u9fff]{1,6}的$/.test(gap)) ||
    (/在[^,;。]{0,6}$/.test(base.before) && /^[\u4e00-\u9fff]{0,8}中,?占(?:比|到|了)?$/.test(gap))
  )
}

// 审查300件,其中议题186件、协议73件,是上年225件的1.33倍: the count may be the total of the list before
function countsBefore(doc: Doc, base: Item): Item[] {
  const found: Item[] = []
  for (let k = base.index - 1; k >= 0 && base.index - k <= 8; k--) {
    const i = doc.items[k] as Item
    if (i.sentence !== base.sentence || doc.text.slice(i.end, base.start).includes(';')) break
    // 岗位1374个,为年任务1200人的114%: what is measured against a plan stands right before it, in whatever words it is counted
    const planned = i.index === base.index - 1 && PLAN.test(base.before) && (i.family === 'money') === (base.family === 'money')
    if (isAmount(i) && (planned || (i.unit === base.unit && fits(base, i)))) found.push(i)
  }
  return found
}

function fitOf(item: Item, count: Item, base: Item): Fit {
  const [lo, hi] = shareRange(count, base)
  return item.family === 'multiple' ? multipleFit(item, lo / 100, hi / 100) : percentFit(item, lo, hi)
}

// 2.05倍, 近2倍: the last place may be rounded or cut
function multipleFit(item: Item, lo: number, hi: number): Fit {
  if (item.bound !== 'exact') return hi >= item.lo * 0.95 && lo <= item.hi * 1.05 ? 'ok' : 'bad'
  return hi >= item.value - item.ulp / 2 - 1e-9 && lo < item.value + item.ulp ? 'ok' : 'bad'
}

function judge(sheet: Sheet, item: Item, count: Item, base: Item, sure: boolean): void {
  const { doc } = sheet
  const times = item.family === 'multiple'
  const fit = fitOf(item, count, base)
  const left = `${printed(doc, count)} ÷ ${printed(doc, base)}`
  if (fit === 'ok') confirm(sheet, 'ratio', `${left} = ${printed(doc, item)}`, [count, base, item])
  // only shares are adjusted in the last place
  if (fit === 'ok' || (fit === 'near' && !PLAN.test(base.before))) return
  const share = count.value / base.value
  const actual = times ? `${show(Math.round(share * 1e4) / 1e4)}倍` : showPercent(100 * share, item.decimals)
  const said = `${printed(doc, item)}${times ? '倍' : ''}`
  reject(sheet, {
    kind: 'ratio',
    severity: sure && fit === 'bad' && fits(base, count) ? 'error' : 'question',
    message: {
      zh: `${printed(doc, count)}是${printed(doc, base)}的${actual}，文中写作${said}`,
      en: `${printed(doc, count)} of ${printed(doc, base)} is ${actual}, the text says ${said}`,
    },
    arithmetic: `${left} = ${actual} ≠ ${said}`,
    items: [count, base, item],
    suggestion: { zh: '请核对分子、分母和比例。', en: 'Check the count, its base and the percentage.' },
  })
}
