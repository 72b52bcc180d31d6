import type { Doc, Item } from '../../document.ts'
import { printed } from '../../document.ts'
import { coreLabel } from '../../labels.ts'
import { reject, type Sheet } from '../../outcome.ts'
import { isLevel } from '../changes/change-words.ts'

const PART = /((?:19|20)\d\d)年(?:上半年|下半年|前[二三]季度|第?[一二三四]季度|1(?:月)?[-至到]\d{1,2}月)/g
const WHOLE = /((?:19|20)\d\d)年(?:度)?全年[^,;。\d]{0,12}$/

/** 2013年上半年5083件,…2013年全年1914件: no part of a year has more of a thing than the year. */
export function checkPartsOfYear(sheet: Sheet): void {
  const { doc } = sheet
  checkSinceBeginning(sheet)
  for (const whole of doc.items) {
    const year = WHOLE.exec(whole.before)?.[1]
    if (!year || !isLevel(whole) || whole.growth) continue
    const part = doc.items
      .slice(Math.max(0, whole.index - 12), whole.index)
      .findLast((i) => i.unit === whole.unit && i.paragraph === whole.paragraph && isLevel(i) && !i.growth && partYear(doc, i) === year)
    if (!part || part.lo <= whole.hi || !isOneThing(doc, part, whole)) continue
    reject(sheet, {
      kind: 'conflict',
      severity: 'question',
      message: {
        zh: `${year}年中一段时间的${printed(doc, part)}${part.unit}多于全年的${printed(doc, whole)}${whole.unit}`,
        en: `${printed(doc, part)} in a part of ${year} are more than ${printed(doc, whole)} in the whole year`,
      },
      arithmetic: `${printed(doc, part)} > ${printed(doc, whole)}`,
      items: [part, whole],
      suggestion: { zh: '请核对两处的年份和数字。', en: 'Check the year and the figure of both.' },
    })
  }
}

/** 全国共处理54万件…累计处理26万件: what has come together over the years is no less than one year of it. */
function checkSinceBeginning(sheet: Sheet): void {
  const { doc } = sheet
  for (const ever of doc.items) {
    if (!isLevel(ever) || ever.growth || !/累计[\u4e00-\u9fff]{4,12}(?:已达?|达到?|超过?|逾|近|约|共|总数)?$/.test(ever.before)) continue
    const words = doc.text.slice(doc.sentences[ever.sentence]?.start ?? 0, ever.start)
    // 1至9月累计, 今年累计, 当月累计 are parts of the year
    if (/[月季]|今年|本年|全年|年内|(?:19|20)\d\d年/.test(words)) continue
    const name = ever.before.replace(/^.*累计/, '').replace(/(?:已达?|达到?|超过?|逾|近|约|共|总数)$/, '')
    if (name.length < 4) continue
    const year = doc.items
      .slice(Math.max(0, ever.index - 12), ever.index)
      .findLast((i) => i.unit === ever.unit && isLevel(i) && !i.growth && !i.prior && i.label.endsWith(name))
    const most = ever.bound === 'exact' ? ever.hi : 1.2 * ever.value
    if (!year || year.lo <= most || year.sentence === ever.sentence) continue
    reject(sheet, {
      kind: 'conflict',
      severity: 'question',
      message: {
        zh: `累计${name}${printed(doc, ever)}${ever.unit}，少于前文一个时期的${printed(doc, year)}${year.unit}`,
        en: `${printed(doc, ever)} since the beginning are fewer than ${printed(doc, year)} in one period`,
      },
      arithmetic: `${printed(doc, ever)} < ${printed(doc, year)}`,
      items: [year, ever],
      suggestion: { zh: '请核对两处的期间和数字。', en: 'Check the period and the figure of both.' },
    })
  }
}

// The year whose part is named last before the figure in its sentence
function partYear(doc: Doc, item: Item): string | undefined {
  const words = doc.text.slice(Math.max(doc.sentences[item.sentence]?.start ?? 0, item.start - 60), item.start)
  return [...words.matchAll(PART)].at(-1)?.[1]
}

// …5083件…,是2013年全年1914件的近3倍, or one name
function isOneThing(doc: Doc, part: Item, whole: Item): boolean {
  if (
    part.sentence === whole.sentence &&
    /(?:是|为|[比较])(?:19|20)\d\d年(?:度)?全年$/.test(doc.text.slice(Math.max(0, whole.start - 14), whole.start))
  )
    return true
  const name = coreLabel(whole.label)
  return name.length >= 2 && coreLabel(part.label).endsWith(name)
}
