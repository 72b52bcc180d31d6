import type { Item } from '../../document.ts'
import { printed } from '../../document.ts'
import { confirm, reject, type Sheet } from '../../outcome.ts'
import { percentFit, percentOf, showPercent } from '../../ratio-math.ts'
import { add, fits, isAmount } from '../amounts.ts'

/** 审结262件,直接纠错56件,调解51件,综合化解率41%: the outcomes just before it together. */
export function severalOutcomes(sheet: Sheet, item: Item, num: Item | undefined, bases: readonly Item[]): boolean {
  const { doc } = sheet
  if (!num || num.index !== item.index - 1 || !/综合|总|合计|共/.test(item.before)) return false
  const parts = [num]
  for (let k = num.index - 1; k >= 0 && parts.length < 4; k--) {
    const i = doc.items[k] as Item
    if (i.sentence !== num.sentence || i.unit !== num.unit || !isAmount(i)) break
    parts.unshift(i)
    const sum = add(parts)
    const base = bases.find(
      (b) => !parts.includes(b) && fits(b, num) && percentFit(item, (100 * sum.lo) / b.hi, (100 * sum.hi) / b.lo) === 'ok',
    )
    if (!base) continue
    confirm(sheet, 'ratio', `(${parts.map((x) => printed(doc, x)).join('+')}) ÷ ${printed(doc, base)} = ${printed(doc, item)}`, [
      base,
      ...parts,
      item,
    ])
    return true
  }
  return false
}

/** Grades of what was asked or examined. */
const GRADE = /满意|优秀|优等|良好|合格|一般|称职|赞成|反对|弃权/

/** 满意396人,基本满意12人,不满意4人,满意率96.1%: all that were asked are the grades together. */
export function amongGrades(sheet: Sheet, item: Item, stem: string): boolean {
  const { doc } = sheet
  const name = stem.slice(-2)
  const grades: Item[] = []
  for (let k = item.index - 1; k >= 0; k--) {
    const i = doc.items[k] as Item
    if (i.sentence !== item.sentence || !isAmount(i) || !GRADE.test(i.before) || (grades[0] && i.unit !== grades[0].unit)) break
    grades.unshift(i)
  }
  const own = grades.filter((i) => i.before.includes(name) && !/不/.test(i.before))
  if (grades.length < 3 || own.length === 0 || item.bound !== 'exact') return false
  const all = add(grades).value
  const readings = own.map((_, k) => (100 * add(own.slice(0, k + 1)).value) / all)
  const fit = readings.some((r) => percentFit(item, r, r) !== 'bad')
  const left = `${printed(doc, own[0] as Item)} ÷ (${grades.map((g) => printed(doc, g)).join('+')})`
  const actual = showPercent(readings[0] as number, item.decimals)
  if (fit) confirm(sheet, 'ratio', `${left} = ${printed(doc, item)}`, [...grades, item])
  else if (Math.abs((readings[0] as number) - percentOf(item).p) <= 15) {
    reject(sheet, {
      kind: 'ratio',
      severity: 'question',
      message: {
        zh: `${stem}率按各等次推算为${actual}，文中写作${printed(doc, item)}`,
        en: `by the grades before it the rate is ${actual}, the text says ${printed(doc, item)}`,
      },
      arithmetic: `${left} = ${actual} ≠ ${printed(doc, item)}`,
      items: [...grades, item],
      suggestion: { zh: '请核对各等次的数和比率。', en: 'Check the count of each grade and the rate.' },
    })
  } else return false
  return true
}
