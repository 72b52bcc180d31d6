import { type Item, printed } from '../../document.ts'
import { reject, type Sheet } from '../../outcome.ts'
import { isAmount } from '../amounts.ts'
import { clauseOf } from '../changes/change-words.ts'

/** Measures that do not suit what they measure: cases with decimals, an income of millions a head, amounts that grow by 百分点. */
export function checkMeasures(sheet: Sheet): void {
  for (const item of sheet.doc.items) {
    if (isBroken(sheet, item)) {
      ask(sheet, [item], {
        zh: '不是整数，可能漏写了“万”或点错了小数点',
        en: 'of what comes whole: 万 may be missing, or the point is wrong',
      })
    } else if (isFortune(item)) {
      ask(sheet, [item], { zh: '作为人均数大得不合情理，可能多写了“万”', en: 'a head is beyond belief: 万 may be one too many' })
    } else if (growsByPoints(sheet, item)) {
      ask(sheet, [sheet.doc.items[item.index - 1] as Item, item], {
        zh: '是数量的增减，应当用百分比而不是百分点',
        en: 'is a change of an amount: per cent is meant, not percentage points',
      })
    }
  }
}

/** People, cases and houses come whole; 个 measures time and percentages as well, those have units of their own. */
const WHOLE = new Set([
  '件',
  '件次',
  '起',
  '宗',
  '例',
  '人',
  '名',
  '位',
  '人次',
  '户',
  '户次',
  '家',
  '所',
  '个',
  '场',
  '场次',
  '批次',
  '份',
  '封',
  '册',
])
// 人均, 万人拥有, 折合, 高于全国 and their like divide what is whole, or measure points
const DIVIDED = /均|每|[十百千万]人|千人|折|相当|率|增速|规模|比|[高低快慢]于|标准|之间|当量|系数|指数|密度|得分|评分|平方|倍|百分/

function isBroken({ doc }: Sheet, item: Item): boolean {
  if (item.ulp >= 1 || item.decimals === 0 || !WHOLE.has(item.unit)) return false
  if (item.each || item.growth || item.threshold || item.range || item.slash || item.bound === 'about') return false
  const from = Math.max(doc.sentences[item.sentence]?.start ?? 0, item.start - 40)
  return !DIVIDED.test(doc.text.slice(from, item.start) + /^[^,;。]{0,12}/.exec(doc.text.slice(item.end, item.end + 12)))
}

// 人均纯收入达8150万元
const isFortune = (item: Item): boolean =>
  item.unit === '元' && item.value >= 3e6 && /(?:人均|户均)[\u4e00-\u9fff]{0,12}$/.test(item.before)

const ONLY_CHANGE = /^(?:同比|环比|[比较与和][^,;]{1,10})?(?:相比)?(?:增长|上升|下降|提高|增加|减少|降低|增|降)了?$/

function growsByPoints({ doc }: Sheet, item: Item): boolean {
  if (item.family !== 'point' || item.depth > 0 || !ONLY_CHANGE.test(clauseOf(doc, item))) return false
  const level = doc.items[item.index - 1]
  if (!level || level.sentence !== item.sentence || level.depth > 0 || !isAmount(level)) return false
  // 增速、比重 of an earlier clause may be what grew
  const said = doc.text.slice(doc.sentences[item.sentence]?.start ?? 0, item.start)
  return doc.text.slice(level.end, item.start).split(',').length === 2 && !/[%％率速幅]|比重|占比|指数|满意度/.test(said.slice(-80))
}

function ask(sheet: Sheet, items: readonly Item[], why: { readonly zh: string; readonly en: string }): void {
  const { doc } = sheet
  const [figure] = items as [Item, ...Item[]]
  const shown = items.map((i) => `${printed(doc, i)}${i.unit}`)
  reject(sheet, {
    kind: 'unit',
    severity: 'question',
    message: { zh: `${shown.at(-1)}${why.zh}`, en: `${printed(doc, figure)} ${why.en}` },
    arithmetic: shown.join(' ↔ '),
    items,
    suggestion: { zh: '请核对数字和计量单位。', en: 'Check the figure and its unit.' },
  })
}
