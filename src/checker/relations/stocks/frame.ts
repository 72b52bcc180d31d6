import type { Item } from '../../document.ts'
import { printed } from '../../document.ts'
import { confirm, draftsWith, holdsWith, reject, type Sheet, show } from '../../outcome.ts'
import { isAmount } from '../amounts.ts'

const OPENING = /(?:年|期|月|季)度?初|(?:上|去)(?:年|期|月|季度?)(?:底|末)|原有|清理前/
const CLOSING = /(?:年|期|月|季)度?(?:末|底)|现有|现存|现持|保留|继续有效|在[册矫帮聘编岗]/
const COME =
  /(?<!重)新|增|接收|接受|衔接|受理|入[矫库职]|招[录聘收]|录用|(?<!解)聘(?!用制)|购|准入|调入|转入|迁入|排查|认定|补充|开业|借入|发行|收案/
const GONE =
  /解除|解矫|解聘|期满|办结|结案|出库|发放|注销|废止|失效|退[出休伍]|辞[职退]|离职|调离|调出|转出|迁出|死亡|收监|减少|偿还|化解|销号|终止|重新违法|取消|撤销|核减|收回/
// what goes on is neither, nor is a part of what came
const STAYS = /续聘|留任|其中|涉及|占/

/** What there was, what came, what went, what there is: 年初76名,入库14名,出库9名,年末81名, whatever is counted. */
export function checkFrames(sheet: Sheet): void {
  for (const items of sheet.doc.bySentence) {
    const closing = items.find((i) => isLevel(i) && CLOSING.test(i.before) && !OPENING.test(i.before))
    const opening = items.find((i) => isLevel(i) && OPENING.test(i.before) && i.unit === closing?.unit)
    if (!closing || !opening || opening.depth !== closing.depth || isTold(sheet, closing)) continue
    const between = items.filter(
      (i) =>
        i !== opening &&
        i !== closing &&
        i.unit === closing.unit &&
        i.depth === closing.depth &&
        i.index < Math.max(opening.index, closing.index),
    )
    const flows = between.filter((i) => !STAYS.test(i.before))
    if (flows.length === 0 || !flows.every((i) => isFlow(i))) continue
    judge(sheet, opening, closing, flows)
  }
}

// 上年的86件 is said as an earlier value, 年内减少3件 as a change
const isLevel = (i: Item): boolean => isAmount({ ...i, prior: false }) && i.bound === 'exact' && i.ulp <= 1e6
const isFlow = (i: Item): boolean =>
  i.family !== 'percent' && i.bound === 'exact' && COME.test(i.before) !== GONE.test(i.before) && !/净/.test(i.before)
const isTold = (sheet: Sheet, i: Item): boolean =>
  draftsWith(sheet, i).length > 0 || holdsWith(sheet, i).some((h) => h.kind === 'stock_flow')

function judge(sheet: Sheet, opening: Item, closing: Item, flows: readonly Item[]): void {
  const { doc } = sheet
  const sign = (i: Item) => (COME.test(i.before) ? 1 : -1)
  const value = flows.reduce((n, i) => n + sign(i) * i.value, opening.value)
  const left = `${printed(doc, opening)}${flows.map((i) => `${sign(i) > 0 ? '+' : '−'}${printed(doc, i)}`).join('')}`
  if (Math.abs(value - closing.value) < 1e-6 * Math.max(1, closing.value) + (closing.ulp < 1 || closing.decimals > 0 ? closing.ulp : 0)) {
    confirm(sheet, 'stock_flow', `${left} = ${printed(doc, closing)}`, [opening, ...flows, closing])
    return
  }
  if (!flows.some((i) => sign(i) < 0) || (value >= 0 && Math.abs(value - closing.value) > 0.6 * Math.max(closing.value, opening.value)))
    return
  reject(sheet, {
    kind: 'stock_flow',
    severity: 'question',
    message: {
      zh: `按期初数和进出推算应有${show(value)}${closing.unit}，文中写作${printed(doc, closing)}${closing.unit}`,
      en: `what there was and what came and went leave ${show(value)}, the text says ${printed(doc, closing)}`,
    },
    arithmetic: `${left} = ${show(value)} ≠ ${printed(doc, closing)} (差 ${show(Math.abs(value - closing.value))})`,
    items: [opening, ...flows, closing],
    suggestion: { zh: '请核对期初数、增减数和期末数。', en: 'Check the opening, what came and went, and the closing figure.' },
  })
}
