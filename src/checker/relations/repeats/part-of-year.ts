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
