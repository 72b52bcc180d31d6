import type { Doc, Item } from '../../document.ts'
import { printed } from '../../document.ts'
import { confirm, reject, type Sheet, show } from '../../outcome.ts'

/** Whatever stands there, if it is more. */
const ANY = /(?:)/

const COME = /新(?!闻)[\u4e00-\u9fff]{0,4}(?:设|增|登记|建|成立|注册|核准|收|入|招|发展|认定)|增加|迁入|转入|调入|开业|接收|录用|入[职矫]/
const GONE = /注销|减少|迁出|转出|调出|吊销|关闭|关停|撤销|解除|退出|清退|取消|离职|流失|淘汰|停[办业]/

/** A figure that is one figure less another: its own words, the words of both. */
const DIFFERENCES: readonly (readonly [result: RegExp, from: RegExp, less: RegExp])[] = [
  [/缺编|空编|缺员|缺口|空缺/, /编制|核定|应配|应有/, /实有|在编|在岗|实配|实际|现有|现在|[只仅]有|已配|到岗/],
  [/自然(?:增长|增加|净增)/, /出生/, /死亡/],
  [/自然(?:减少|净减)/, /死亡/, /出生/],
  [/净增/, COME, GONE],
  [/净减/, GONE, COME],
  [/超额完成|超出任务|超任务/, /完成|办理|建成|新增|实现/, /任务|目标|计划/],
  [/贸易顺差|顺差/, /出口/, /进口/],
  [/贸易逆差|逆差/, /进口/, /出口/],
  [/资产净(?:值|额)|净资产/, /资产总|总资产/, /负债/],
  [/实际(?:参加|参会|调查|回收|到会|走访|受访)|实到/, ANY, /未(?!成年)|缺席|请假|无效|剔除|扣除/],
  [/未(?:安置|参评|参检|参考|到场|到位|签收|整改)/, /应|共|总|发现|排查/, /已|实/],
]
// 编制71个, 实有63人: posts and people
const STAFF = new Set(['org', 'person'])
// 净增6家 of 84 new and 90 gone is a loss
const NET = /净[增减]/
// as far back as the two stand
const BACK = 8

/** 核定编制58名,实有46名,缺编12名; 出生3012人,死亡3587人,自然减少575人. */
export function checkDifferences(sheet: Sheet): void {
  const { doc } = sheet
  for (const item of doc.items) {
    if (item.target || item.family === 'percent' || item.family === 'time') continue
    const rule = DIFFERENCES.find(([result]) => result.test(item.before))
    if (!rule) continue
    const before = near(doc, item, NET.test(item.before))
    // 95个编制,只有81个工作人员(缺编14人): the name may follow its figure
    const words = (i: Item) => i.before + i.after
    const starts = before.filter((i) => (rule[1] === ANY ? i.value > item.value : rule[1].test(words(i))) && !rule[0].test(i.before))
    const nearest = starts[0]
    const less = before.find((i) => i !== nearest && rule[2].test(words(i)) && !rule[0].test(i.before))
    // 编制86名,其中行政41名、事业45名;实有79人: the posts are more than the people
    const from = NET.test(item.before) ? nearest : (starts.find((i) => i !== less && less && i.value >= less.value) ?? nearest)
    if (from && less) judge(sheet, item, from, less)
  }
}

// Nearest first, in the measure of the result; what came and what went may be called 增加 and 减少
function near(doc: Doc, item: Item, flows: boolean): Item[] {
  const found: Item[] = []
  for (let k = item.index - 1; k >= 0 && item.index - k <= BACK; k--) {
    const i = doc.items[k] as Item
    if (i.paragraph !== item.paragraph || item.sentence - i.sentence > 1) break
    if (
      (i.family === item.family || (STAFF.has(i.family) && STAFF.has(item.family))) &&
      (flows || !i.growth) &&
      !i.prior &&
      !i.threshold &&
      !i.range
    )
      found.push(i)
  }
  return found
}

function judge(sheet: Sheet, item: Item, from: Item, less: Item): void {
  const { doc } = sheet
  const value = from.value - less.value
  const fits = from.hi - less.lo >= item.lo - 1e-6 && from.lo - less.hi <= item.hi + 1e-6
  const left = `${printed(doc, from)}−${printed(doc, less)}`
  if (fits || Math.abs(value - item.value) < 1e-6) {
    confirm(sheet, 'sum', `${left} = ${printed(doc, item)}`, [from, less, item])
    return
  }
  // 月初在册528人,…,月末在册530人,净增2人: several came and went
  const others = near(doc, item, true).filter((i) => !COME.test(i.before) && !GONE.test(i.before))
  if (NET.test(item.before) && others.some((a) => others.some((b) => a.index > b.index && Math.abs(a.value - b.value) === item.value)))
    return
  // far off, the two may be of something else
  const turned = NET.test(item.before) && value === -item.value
  if (!turned && Math.abs(value - item.value) > Math.max(0.35 * from.value, 5)) return
  reject(sheet, {
    kind: 'sum',
    severity: 'question',
    message: {
      zh: `两数相减应为${show(value)}，文中写作${printed(doc, item)}${item.unit}`,
      en: `the two figures differ by ${show(value)}, the text says ${printed(doc, item)}`,
    },
    arithmetic: `${left} = ${show(value)} ≠ ${printed(doc, item)}`,
    items: [from, less, item],
    suggestion: { zh: '请核对这三个数。', en: 'Check the three figures.' },
  })
}
