import type { Doc, Item } from '../../document.ts'
import { printed } from '../../document.ts'
import { draftsWith, holdsWith, reject, type Sheet } from '../../outcome.ts'
import { isPrecise, numeratorExists, percentOf, showPercent } from '../../ratio-math.ts'
import { isAmount } from '../amounts.ts'
import { UNSURE } from './rate-fault.ts'

const ACTED = /受理|调解|调处|化解|办理|审结|处理|接收|检查|抽查|评查|回访|排查|纠纷|疑难/
/** What a sample is drawn from, or who took part: the base of any short share that follows. */
const DRAWN = /抽[取查检样]|随机|评[查估议审]|回访|参[加训考评与]|考核|考试|测试|测评|检查|走访|问卷|审结|办结|受理/
/** Of those asked, not of those served: 受理682件,满意率99.48%. */
const ASKED = /回访|测评|评议|问卷|调查/
/** 良好占比, 优秀率, 满意率: a name too short to bring in another base. */
const SHORT =
  /^(?:其中)?[,:]?(?:[\u4e00-\u9fff]{1,6}(?:率|面)|[\u4e00-\u9fff]{0,4}(?:占比|所占比例|比例)|[\u4e00-\u9fff]{0,4}占)(?:为|达到?|是|高达|有)?$/
const OTHER = /全[国省市县区]|上年|去年|同比|平均|目标|知晓|覆盖|增长|上升|下降|完成|使用|利用|就业|参保/

// 调解疑难84起,成功率98.4%: no whole number of 84 gives it
/** A rate that no whole number of its base gives (GRIM); of a base that only the name of the rate points to, it is asked. */
export function grim(sheet: Sheet, item: Item, stem: string, here: readonly Item[], named = false): void {
  const { doc } = sheet
  const base = here[here.length - 1]
  if (!base || item.bound !== 'exact' || UNSURE.test(stem) || (named && /不|未/.test(base.before))) return
  const gap = doc.text.slice(base.end, item.clauseStart)
  if (!named && (gap.length > 14 || /[;。]/.test(gap) || !ACTED.test(base.before + base.after))) return
  if (isCount(base, ['case', 'person']) && !numeratorExists(base.value, item)) noWhole(sheet, item, base, named ? 'question' : 'error')
}

/** 抽取案件11件(民事6件、刑事5件),其中良好占比34.36%: no whole number of any count of the sentence gives what no other relation explained. */
export function checkSmallBases(sheet: Sheet): void {
  const { doc } = sheet
  for (const item of doc.items) {
    if (item.family !== 'percent' || item.growth || item.prior || item.target || item.threshold || item.range || !isPrecise(item)) continue
    if (item.decimals === 0 || !SHORT.test(item.before.trim()) || OTHER.test(item.before)) continue
    if (holdsWith(sheet, item).length > 0 || draftsWith(sheet, item).length > 0) continue
    const bases = basesOf(doc, item)
    const drawn = /满意/.test(item.before) ? ASKED : DRAWN
    const base = bases.find((b) => b.depth === item.depth && !/不|未/.test(b.before) && drawn.test(b.before + b.after))
    if (base && bases.every((b) => isCount(b, ['case', 'person', 'paper', 'org']) && !numeratorExists(b.value, item)))
      noWhole(sheet, item, base, 'question')
  }
}

// The counts before it in its sentence, nearest first; what stands between may be percentages of the same list
function basesOf(doc: Doc, item: Item): Item[] {
  const items = doc.bySentence[item.sentence] ?? []
  return items.filter((i) => i.index < item.index && i.family !== 'percent' && (isAmount(i) || !i.growth)).reverse()
}

const isCount = (base: Item, families: readonly Item['family'][]): boolean =>
  base.bound === 'exact' && base.ulp === 1 && families.includes(base.family)

function noWhole(sheet: Sheet, item: Item, base: Item, severity: 'error' | 'question'): void {
  const { doc } = sheet
  const guess = Math.floor((base.value * percentOf(item).p) / 100)
  const r = (n: number) => showPercent((100 * n) / base.value, item.decimals)
  reject(sheet, {
    kind: 'ratio',
    severity,
    message: {
      zh: `${printed(doc, base)}${base.unit}中没有任何整数能得出${printed(doc, item)}`,
      en: `no whole number out of ${printed(doc, base)} gives ${printed(doc, item)}`,
    },
    arithmetic: `${guess} ÷ ${printed(doc, base)} = ${r(guess)}，${guess + 1} ÷ ${printed(doc, base)} = ${r(guess + 1)} ≠ ${printed(doc, item)}`,
    items: [base, item],
    suggestion: { zh: '请核对基数和比率。', en: 'Check the base and the rate.' },
  })
}
