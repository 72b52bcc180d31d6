import type { Doc, Item } from '../../document.ts'
import { printed } from '../../document.ts'
import { confirm, reject, type Sheet } from '../../outcome.ts'
import { percentFit, showPercent } from '../../ratio-math.ts'
import { isLevel } from './change-words.ts'

const YEARLY = /(?:年均|每年平均|平均每年|年平均)[^,;。\d]{0,10}(增长|增加|增幅|增速|递增|上升|增|下降|减少|递减|降幅|降)[^,;。\d]{0,4}$/

/** Yearly growth over several years: 由2016年的1240件增加到2020年的2103件,年均增长14.1%. */
export function checkCompound(sheet: Sheet): void {
  const { doc } = sheet
  for (const item of doc.items) {
    if (item.family !== 'percent') continue
    const words = YEARLY.exec(doc.text.slice(Math.max(doc.sentences[item.sentence]?.start ?? 0, item.start - 24), item.start))
    const ends = words ? endsOf(doc, item) : null
    if (!words || !ends) continue
    const sign = /降|减/.test(words[1] as string) ? -1 : 1
    judge(sheet, item, ends, sign)
  }
}

interface Ends {
  readonly prior: Item
  readonly now: Item
  readonly years: number
}

// The two levels of one measure just before the percentage, each with its year
function endsOf(doc: Doc, item: Item): Ends | null {
  const levels = (doc.bySentence[item.sentence] ?? []).filter((i) => i.index < item.index && isLevel(i) && !i.growth).slice(-2)
  const [prior, now] = levels
  if (!prior || !now || prior.unit !== now.unit || prior.value <= 0) return null
  const [from, to] = [yearOf(prior), yearOf(now)]
  const years = from && to ? to - from : 0
  return years >= 2 ? { prior, now, years } : null
}

const yearOf = (i: Item): number => Number(/(?<!\d)((?:19|20)\d\d) ?年[^,;。]{0,16}$/.exec(i.before)?.[1] ?? 0)

function judge(sheet: Sheet, item: Item, { prior, now, years }: Ends, sign: number): void {
  const { doc } = sheet
  const rate = (n: number) => 100 * sign * ((now.value / prior.value) ** (1 / n) - 1)
  const actual = rate(years)
  const left = `(${printed(doc, now)} ÷ ${printed(doc, prior)})^(1/${years}) − 1 = ${showPercent(sign * actual, item.decimals)}`
  sheet.judged.add(`pct${item.index}`)
  if (percentFit(item, actual, actual) === 'ok') confirm(sheet, 'ratio', left, [prior, now, item])
  // both ends may be counted as years, or the mean of the yearly rates be meant
  else if (
    [years - 1, years + 1].every((n) => percentFit(item, rate(n), rate(n)) === 'bad') &&
    percentFit(item, actual, actual) === 'bad'
  ) {
    reject(sheet, {
      kind: 'ratio',
      severity: 'question',
      message: {
        zh: `${years}年间由${printed(doc, prior)}到${printed(doc, now)}，年均应为${showPercent(actual, item.decimals)}，文中写作${printed(doc, item)}`,
        en: `from ${printed(doc, prior)} to ${printed(doc, now)} in ${years} years is ${showPercent(actual, item.decimals)} a year, the text says ${printed(doc, item)}`,
      },
      arithmetic: `${left} ≠ ${printed(doc, item)}`,
      items: [prior, now, item],
      suggestion: { zh: '请核对起止年份、两个数和年均增幅。', en: 'Check the years, both values and the yearly rate.' },
    })
  }
}
