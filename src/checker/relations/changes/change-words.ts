import type { Doc, Item } from '../../document.ts'
import { fits } from '../amounts.ts'

const UP = /↑|增|多|上升|提高|扩大|延长|升|涨/
const DOWN = /↓|减|少|下降|降低|回落|缩小|缩短|降|跌/

const WHEN =
  /(?:上|去|前|本|今)?(?:一)?(?:年度?|月份?|季度?|周|旬|期)(?:同期)?|同期|(?:19|20)\d\d年|\d[\d.]*[万亿]?[\u4e00-\u9fff]?(?=$|增|减|上|下|多|少|提|降|升)/g

/** Does a clause only compare (同比去年23976件增长了), so that it speaks of what was spoken of before? */
function goesOn(clause: string): boolean {
  const rest = clause.replace(WHEN, '').replace(/^(?:同比|环比|与|和|同|比|较|相比)+|的|相比/g, '')
  return rest !== clause && /^(?:增加?|减少?|增长|上升|下降|多|少|提高|降)(?:了|约)?$/.test(rest)
}

/** Is the figure a count or an amount, no rate and no time? */
export const isLevel = (i: Item): boolean => !['percent', 'point', 'multiple', 'time'].includes(i.family)

/** +1 for growth, -1 for decline, 0 where the words do not say. */
export function signOf(doc: Doc, item: Item): number {
  const tail = item.before.slice(-8)
  if (DOWN.test(tail)) return -1
  if (UP.test(tail)) return 1
  if (/^(?:同比)?[-+]?$/.test(item.before.trim())) return tail.endsWith('-') ? -1 : 1
  return DOWN.test(doc.text.slice(Math.max(0, item.start - 12), item.start)) ? -1 : 0
}

/** The words of the clause before the change. */
export function clauseOf(doc: Doc, item: Item): string {
  let i = item.start
  while (i > 0 && item.start - i < 50 && !',;。\n:'.includes(doc.text[i - 1] as string)) i--
  return doc.text.slice(i, item.start)
}

/** Levels before the change in its sentence, nearest first, not beyond a semicolon. */
export function levels(doc: Doc, item: Item): Item[] {
  const out: Item[] = []
  const items = doc.bySentence[item.sentence] ?? []
  for (let k = items.length - 1; k >= 0 && out.length < 3; k--) {
    const i = items[k] as Item
    if (i.index >= item.index || i.growth || i.prior || i.threshold || !isLevel(i)) continue
    const gap = doc.text.slice(i.end, item.start)
    // 270件,比去年增加33件;比上月增加27件: a clause without a subject goes on with the one before
    const reach = out.length === 0 && goesOn(clauseOf(doc, item)) ? 100 : 60
    if (gap.length > reach || (reach === 60 ? /[;。]/ : /;.*;|。/).test(gap)) break
    if (i.bracket === item.bracket || i.bracket === -1) out.push(i)
  }
  return out.length > 0 ? out : sentenceBefore(doc, item)
}

// 调解1421件,…。与去年同期相比,调解数量增加174件: the clause names the figure of the sentence before
function sentenceBefore(doc: Doc, item: Item): Item[] {
  const name =
    /([\u4e00-\u9fff]{2,8}?)(?:[起件人户家批]数|总数|数量|总量|数|量)?(?:同比|环比|比|较|增|减|上升|下降)/.exec(clauseOf(doc, item))?.[1] ??
    ''
  if (name.length < 2 || doc.sentences[item.sentence - 1]?.paragraph !== doc.sentences[item.sentence]?.paragraph) return []
  const before = doc.bySentence[item.sentence - 1] ?? []
  return (
    before
      .filter((i) => isLevel(i) && !i.growth && !i.prior && !i.threshold)
      // 事故385起,造成177人死亡: the name may stand behind
      .filter((i) => i.before.replace(/[^\u4e00-\u9fff]/g, '').endsWith(name) || i.after.startsWith(name))
      .slice(-1)
  )
}

/** The level a printed earlier value belongs to: 由A增加到B,增长p%: B may follow A. */
export function levelFor(doc: Doc, prior: Item, now: readonly Item[], item: Item): Item | null {
  const items = doc.bySentence[item.sentence] ?? []
  const between = items.find((i) => i.index > prior.index && i.index < item.index && isLevel(i) && !i.growth && !i.prior)
  if (between && fits(between, prior)) return between
  return now.find((n) => n.index < prior.index && (fits(n, prior) || n.unit === prior.unit)) ?? null
}
