import type { Item } from '../../document.ts'
import { printed } from '../../document.ts'
import { confirm, reject, type Sheet, show } from '../../outcome.ts'
import { isLevel, levelFor, levels } from './change-words.ts'

/** How far a multiple may lie from both readings and still be meant as one of them. */
const NEAR_MISS = 0.7

/** 236件,较去年60件增长了近3倍: growth by so many times, or to so many times. */
export function checkMultiples(sheet: Sheet): void {
  const { doc } = sheet
  for (const item of doc.items) {
    // 企业数量分别增长3.2倍 names what it speaks of
    if (
      item.family !== 'multiple' ||
      !item.growth ||
      item.range ||
      !/^,?(?:同比|[比较][^,]{0,8})?(?:增长|增加|上升|提高|扩大|增)了?$/.test(item.before.trim())
    )
      continue
    const before = (doc.bySentence[item.sentence] ?? []).filter((i) => i.index < item.index && item.index - i.index <= 4)
    const prior = before.filter((i) => i.prior && isLevel(i) && !/[;。]/.test(doc.text.slice(i.end, item.start))).pop()
    const level = prior && prior.value > 0 ? levelFor(doc, prior, levels(doc, prior), item) : null
    if (prior && level) judge(sheet, item, level, prior)
  }
  for (const prior of doc.items) if (prior.prior && isLevel(prior) && prior.value > 0) doubled(sheet, prior)
}

/** 翻一番 is twice, 翻两番 four times. */
const DOUBLED = /^的?[^,;。\d]{0,6},?(?:增长|实现)?(近|接近|超过)?翻了?(近)?([一两二三])番/

// 1240件,比上年的620件翻了一番
function doubled(sheet: Sheet, prior: Item): void {
  const { doc } = sheet
  const words = DOUBLED.exec(doc.text.slice(prior.end, prior.end + 20))
  const level = words && levelFor(doc, prior, levels(doc, prior), prior)
  if (!words || !level) return
  const n = words[3] === '一' ? 1 : words[3] === '三' ? 3 : 2
  const times = level.value / prior.value
  const arithmetic = `${printed(doc, level)} ÷ ${printed(doc, prior)} = ${show(Math.round(times * 100) / 100)}`
  const round = words[1] || words[2] ? 1.25 : 1.12
  if (times / 2 ** n < 1.25 && times / 2 ** n > 1 / round) {
    confirm(sheet, 'ratio', `${arithmetic}，翻${words[3]}番`, [level, prior])
    return
  }
  reject(sheet, {
    kind: 'ratio',
    severity: 'question',
    message: {
      zh: `由${printed(doc, prior)}到${printed(doc, level)}是${show(Math.round(times * 100) / 100)}倍，翻${words[3]}番应是${2 ** n}倍`,
      en: `from ${printed(doc, prior)} to ${printed(doc, level)} is ${show(Math.round(times * 100) / 100)} times, to double ${n} times is ${2 ** n}`,
    },
    arithmetic: `${arithmetic} ≠ ${2 ** n}`,
    items: [level, prior],
    suggestion: { zh: '请核对两数，或改写倍数。', en: 'Check both values, or the multiple.' },
  })
}

function judge(sheet: Sheet, item: Item, level: Item, prior: Item): void {
  const { doc } = sheet
  const times = level.value / prior.value
  const fits = (n: number) =>
    item.bound === 'exact' ? n >= item.value - item.ulp / 2 && n < item.value + item.ulp : n >= 0.95 * item.lo && n <= 1.05 * item.hi
  const left = `${printed(doc, level)} ÷ ${printed(doc, prior)} = ${show(Math.round(times * 100) / 100)}`
  if (fits(times) || fits(times - 1)) {
    confirm(sheet, 'ratio', `${left}，${printed(doc, item)}倍`, [level, prior, item])
    return
  }
  if (times < 1 || Math.abs(times / item.value - 1) > NEAR_MISS) return
  reject(sheet, {
    kind: 'ratio',
    severity: 'question',
    message: {
      zh: `由${printed(doc, prior)}到${printed(doc, level)}是${show(Math.round(times * 100) / 100)}倍，文中写作${printed(doc, item)}倍`,
      en: `from ${printed(doc, prior)} to ${printed(doc, level)} is ${show(Math.round(times * 100) / 100)} times, the text says ${printed(doc, item)}`,
    },
    arithmetic: `${left} ≠ ${printed(doc, item)}`,
    items: [level, prior, item],
    suggestion: { zh: '请核对本期数、上期数和倍数。', en: 'Check both values and the multiple.' },
  })
}
