import type { Doc, Item } from '../../document.ts'
import { printed } from '../../document.ts'
import { confirm, reject, type Sheet, show } from '../../outcome.ts'
import { isAmount } from '../amounts.ts'

const NAMED = /^(?:[\u4e00-\u9fff]{2}|[\u4e00-\u9fff]{4})(?=比(?:值|率)?(?:为|是|达到|达)?$)/
/** 外聘与专任人数之比. */
const OF_TWO = /([\u4e00-\u9fff]{2})[与和]([\u4e00-\u9fff]{2})(?:人数|数量|案件数?)?(?:之比|的?比(?:值|例))(?:为|是|达到|达)?$/
const NEAR_MISS = 0.4
const BACK = 12

/** 学生36654人,教师1783人,生师比20.55; 收案152件、结案140件,结收比92.1%: a ratio named after the two counts it is of. */
export function checkRatiosOfTwo(sheet: Sheet): void {
  const { doc } = sheet
  for (const item of doc.items) {
    if (/性别比[^,;。]{0,16}$/.test(doc.text.slice(Math.max(0, item.start - 20), item.start))) sexRatio(sheet, item)
    if (!['none', 'percent'].includes(item.family) || item.growth || item.prior || item.bound !== 'exact' || item.value === 0) continue
    const [, one, two] = OF_TWO.exec(item.before.trim()) ?? []
    const name = one && two ? one + two : NAMED.exec(item.before.trim())?.[0]
    if (!name || /[同环占对相可之]$/.test(name)) continue
    const half = name.length / 2
    const upper = bearing(doc, item, name.slice(0, half))
    const lower = bearing(doc, item, name.slice(half))
    if (!upper || !lower || upper === lower || lower.value === 0) continue
    // 存贷比 is loans over deposits
    if (name === '存贷') judge(sheet, item, lower, upper)
    else judge(sheet, item, upper, lower)
  }
}

// 男性3052448人,女性2905544人,性别比(以女性为100)为105.06: men to a hundred women, the last of each before it
function sexRatio(sheet: Sheet, item: Item): void {
  const { doc } = sheet
  if (item.value < 50 || item.value > 200 || item.value === 100 || item.growth || item.prior) return
  const last = (sex: string) =>
    doc.items
      .slice(Math.max(0, item.index - BACK), item.index)
      .findLast((i) => i.paragraph === item.paragraph && isAmount(i) && i.unit !== '' && i.before.includes(sex))
  const [men, women] = [last('男'), last('女')]
  if (men && women && men !== women && men.unit === women.unit && women.value > 0) judge(sheet, item, men, women, 100)
}

// The last count before the ratio that bears all signs of one half of its name
function bearing(doc: Doc, item: Item, half: string): Item | null {
  for (let k = item.index - 1; k >= 0 && item.index - k <= BACK; k--) {
    const i = doc.items[k] as Item
    if (i.paragraph !== item.paragraph) return null
    if (isAmount(i) && [...half].every((c) => i.label.includes(c))) return i
  }
  return null
}

function judge(sheet: Sheet, item: Item, upper: Item, lower: Item, per = item.family === 'percent' ? 100 : 1): void {
  const { doc } = sheet
  const value = (upper.value / lower.value) * per
  const left = `${printed(doc, upper)} ÷ ${printed(doc, lower)}`
  if (value >= item.value - item.ulp / 2 - 1e-9 && value < item.value + item.ulp) {
    confirm(sheet, 'ratio', `${left} = ${printed(doc, item)}`, [upper, lower, item])
    return
  }
  // one off in the last place is forgiven, as it is to shares
  if (Math.abs(value / item.value - 1) > NEAR_MISS || Math.abs(value - item.value) <= 1.5 * item.ulp) return
  const actual = `${show(Math.round(value * 10 ** item.decimals) / 10 ** item.decimals)}${item.unit}`
  reject(sheet, {
    kind: 'ratio',
    severity: 'question',
    message: {
      zh: `按前面的数推算比值为${actual}，文中写作${printed(doc, item)}`,
      en: `by the counts before it the ratio is ${actual}, the text says ${printed(doc, item)}`,
    },
    arithmetic: `${left} = ${actual} ≠ ${printed(doc, item)}`,
    items: [upper, lower, item],
    suggestion: { zh: '请核对两数和比值。', en: 'Check both counts and the ratio.' },
  })
}
