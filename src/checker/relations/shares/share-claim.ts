import type { Doc, Item } from '../../document.ts'
import { cleanLabel } from '../../labels.ts'
import { percentOf } from '../../ratio-math.ts'
import { isAmount, rough } from '../amounts.ts'

/** A printed share: 占(base)的p%, with the count it belongs to and the words before 占. */
export interface Share {
  readonly item: Item
  readonly count: Item | null
  /** 来访683批1427人次,占24%: the second measure of the same count. */
  readonly twin: Item | null
  readonly label: string
  readonly base: string
  readonly parent: Item | null
}

const SHARE = /^(.*?)(?:大约|约|仅|只|就|各|均|分别|所|共)*占(?:比重|比例|比|有)?(.*)$/s
// 2606家,超过机构总数的60%
const BOUNDED = /^(.*?)(?:超过|超|不足|不到|接近|约为?)([^,;。\d]{0,8}总[数量额人户件]{0,2}的)$/

// 812件,比重达60.2%
const BARE = /^()(?:比重|比例)(?:为|达到?|是|约为?)?()$/

/** The share that a percentage states (占14%, 占总数的60.7%), or null where it states none. */
export function readShare(doc: Doc, item: Item, items: readonly Item[], parents: ReadonlyMap<number, Item>): Share | null {
  if (item.family !== 'percent' || item.growth || item.prior || item.threshold || item.range) return null
  const counted = inBracket(doc, item)
  if (counted && items.filter((i) => inBracket(doc, i) !== null).length >= 3)
    return { item, count: counted, twin: null, label: counted.label, base: '', parent: parents.get(counted.index) ?? null }
  const m = SHARE.exec(item.before) ?? BOUNDED.exec(item.before) ?? BARE.exec(item.before.trim())
  if (!m) return null
  const label = cleanLabel(m[1] ?? '')
  const base = cleanLabel((m[2] ?? '').replace(/(?:的|为|达到|达|比例|比重|比|约|近)+$/, ''))
  if (/分别占|各占|依次|分别为/.test(item.before)) return null
  // 企业占比, 线上占比: a share that names its count is of that one, whatever stands nearer
  let count: Item | null = label.length >= 2 ? namesake(doc, item, label) : firstOfSeveral(doc, item, items)
  if (!count && label.length <= 2) {
    for (let k = items.length - 1; k >= 0; k--) {
      const c = items[k] as Item
      if (c.index >= item.index) continue
      const gap = doc.text.slice(c.end, item.start)
      if (gap.length > 42 || /[;。]/.test(gap)) break
      // 475人(其中全日制133人),占81.3%: what stands in the bracket is said in passing
      if (c.depth > item.depth) continue
      if (isAmount(c) || (c.chinese && c.family !== 'time' && !/^[\u4e00-\u9fff]*占/.test(doc.text.slice(c.end, c.end + 8)))) {
        if (label.length < 2 || (c.before + c.after).includes(label)) count = c
        break
      }
    }
    if (count && /[,;]/.test(doc.text.slice(count.end, item.clauseStart).slice(0, -1)) && label === '') {
      // something else was said between the count and its share: 51个中心建成,运行良好,占60%
      const between = doc.text.slice(count.end, item.clauseStart)
      if (between.length > 24) count = null
    }
  }
  count ??= behind(doc, item)
  const first = count && count.index < item.index ? doc.items[count.index - 1] : undefined
  const twin = count && first && first.end === count.start && isAmount(first) ? count : null
  if (twin && first) count = first
  const parent = count ? (parents.get(count.index) ?? null) : null
  return { item, count, twin, label: label || (count?.label ?? ''), base, parent }
}

// 38人(4.76%)选择…,90人(11.28%)选择…: a percentage alone in the bracket of its count; of several, they are shares
function inBracket(doc: Doc, item: Item): Item | null {
  const before = doc.items[item.index - 1]
  if (item.family !== 'percent' || !before || !isAmount(before) || item.bracket !== before.end) return null
  return item.before.trim() === '' && doc.text[item.end] === ')' ? before : null
}

// 民事案件占70%(448件); 民事案件占总数的70%,共448件: the count may stand behind its share
function behind(doc: Doc, item: Item): Item | null {
  const next = doc.items[item.index + 1]
  if (!next || next.sentence !== item.sentence || !isAmount(next)) return null
  return next.bracket === item.end || /^,(?:共|共有|共计|计|有)$/.test(doc.text.slice(item.end, next.start)) ? next : null
}

// 城市25.3万起、亡620人,占38.3%和46.8%: the first of two shares is of the first of two counts
function firstOfSeveral(doc: Doc, item: Item, items: readonly Item[]): Item | null {
  let n = 1
  for (let next = doc.items[item.index + 1]; next?.family === 'percent'; next = doc.items[item.index + ++n]) {
    if (!/^[、和及与]$/.test(doc.text.slice(doc.items[next.index - 1]?.end, next.numStart))) break
  }
  return n < 2 ? null : (items.filter((i) => i.index < item.index && isAmount(i)).slice(-n)[0] ?? null)
}

// 起数占32%,亡人占68%: the share names the measure of its count
export const byMeasure = (i: Item, name: string): boolean => `${i.unit}数` === name || (i.label.length === 1 && i.label + i.unit === name)

// 社会律师承办1896件,…,社会律师承办案件占总数的80.4%: the share names the count it is of
function namesake(doc: Doc, item: Item, label: string): Item | null {
  const name = label.replace(/(?:案件|人员|对象|人数|人次|件数|数量|总数|数)$/, '')
  if (name.length < 2) return null
  for (let k = item.index - 1; k >= 0 && item.index - k <= 20; k--) {
    const i = doc.items[k] as Item
    if (i.paragraph !== item.paragraph) return null
    if (
      isAmount(i) &&
      (i.label === name ||
        byMeasure(i, name) ||
        i.label.endsWith(name) ||
        (name.length === 2 && i.label.startsWith(name)) ||
        (i.label.length >= 3 && name.endsWith(i.label)))
    )
      return i
  }
  return null
}

// 52.2万多人…9.98万多人,占19.16%: what 多 hides may well give it
/** May the share be of this total, one of the two being only approximate? */
export function roughly(s: Share, base: Item): boolean {
  const count = s.count as Item
  if (!rough([count, base])) return false
  const { p } = percentOf(s.item)
  return Math.abs((100 * count.value) / base.value - p) <= 0.02 * p
}
