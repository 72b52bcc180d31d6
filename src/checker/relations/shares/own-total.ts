import type { Doc, Item } from '../../document.ts'
import { fits, isAmount, isHeadline } from '../amounts.ts'
import { foreign, nameOf } from './share-base.ts'
import type { Share } from './share-claim.ts'

// 受理的98件中,…20件,占20.4%; 500件,其中…: the total that the words of the sentence divide, else one that the share names
export function ownTotal(doc: Doc, s: Share, bases: readonly Item[], parts: ReadonlySet<Item>): Item | null {
  const count = s.count as Item
  const scope = /^全[国省市县区]/.exec(s.base)?.[0]
  const may = (b: Item) => !parts.has(b) && fits(b, count) && b.lo > count.hi && (!scope || b.before.includes(scope))
  const led = ledTotal(doc, s)
  if (led) return led
  const named = nameOf(s.base)
  if (s.parent && s.parent.sentence === count.sentence && !foreign(s) && may(s.parent)) return s.parent
  return (
    bases.find((b) => b.sentence === count.sentence && b.index < count.index && may(b) && divides(doc, b, count)) ??
    (named
      ? (bases.find((b) => b.paragraph === count.paragraph && b.bound === 'exact' && isHeadline(b) && may(b) && named(b.label)) ?? null)
      : null)
  )
}

function divides(doc: Doc, b: Item, count: Item): boolean {
  if (/^[^,;。\d]{0,12}(?:中|里|来看)[,:]/.test(doc.text.slice(b.end, b.end + 16))) return true
  return b.unit === count.unit && /^[^,;。\d]{0,4}[,(]其中/.test(doc.text.slice(b.end, count.clauseStart + 3)) && isNext(doc, b, count)
}

const isNext = (doc: Doc, b: Item, count: Item): boolean => doc.items.slice(b.index + 1, count.index).every((i) => i.growth || i.prior)

// 人民调解8988件。从人民调解的纠纷类型看,交通事故2005件,占22.3%: the words before the list name what it divides
export function ledTotal(doc: Doc, s: Share): Item | null {
  const count = s.count as Item
  const start = doc.sentences[count.sentence]?.start ?? 0
  const lead =
    /从([\u4e00-\u9fff]{2,6}?)(?:案件|纠纷|投诉)?的?[\u4e00-\u9fff]{0,2}(?:类型|类别|种类|构成|结构|分布|来源|性质)[^,;。]{0,8}看[,:]/.exec(
      doc.text.slice(start, count.start),
    )
  const name = lead?.[1]
  if (!name || s.base !== '' || /[;。]/.test(doc.text.slice(start + lead.index, count.start))) return null
  for (let k = count.index - 1; k >= 0 && count.index - k <= 12; k--) {
    const i = doc.items[k] as Item
    if (i.paragraph !== count.paragraph) return null
    if (i.end <= start + lead.index && isAmount(i) && i.unit === count.unit && i.lo >= count.hi && i.label.includes(name)) return i
  }
  return null
}
