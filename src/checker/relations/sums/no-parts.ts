import type { Doc, Item } from '../../document.ts'
import { isFunnel, isLadder, mayOverlap, partitionOf } from '../../labels.ts'
import { percentFit, percentOf, shareRange } from '../../ratio-math.ts'
import { isAmount } from '../amounts.ts'

// as far back as a base of shares stands
const BACK = 40

/**
 * Do the words or the shares say that these figures are not the parts of this whole? Their shares are of another figure,
 * or are right and make less than a hundred; one of them is called like the whole (亡1109人…亡754人,伤320人) or like another.
 */
export function areNoParts(doc: Doc, whole: Item, parts: readonly Item[]): boolean {
  const labels = parts.map((p) => p.label)
  // 投诉涉及50家,50家中在线9家: one of them is the whole, said again
  if (parts.some((p) => p.value === whole.value && /^[^,;。\d]{0,8}中/.test(p.after))) return true
  // A类最多,有1951家,其他依次为B类1233家: the list began before
  if (/其次|其后|(?:其[他它余]|随后|之后)[^,;。]{0,2}依次/.test(parts[0]?.before ?? '')) return true
  // 前三位依次为甲85件、乙47件、丙47件: the first of more
  if (/前[两三四五六七八九十\d]+(?![\d个季月年])/.test(parts[0]?.before ?? '')) return true
  // 10人以下280家,10至30人157家,30人以上60家: the first class is no total of the others
  if (isLadder([whole.label, ...labels])) return true
  // 产业类11个、资金826万元,基础设施类8个、资金433万元: a name that all share is that of the measure
  const named = new Set(labels).size > 1 ? labels.filter((l) => l !== '') : []
  // 640件纠纷里有婚姻家庭260件: what only follows the whole is no name of it
  const name = whole.before.trim() === '' ? '' : whole.label
  // 城区专职9名、兼职4名;农村专职6名、兼职5名: each half has its own
  const again = (l: string, k: number) => {
    const before = labels.slice(0, k).lastIndexOf(l)
    return before >= 0 && !doc.text.slice(parts[before]?.end, parts[k]?.start).includes(';')
  }
  if (
    named.includes(name) ||
    (named.length > 0 && labels.some((l, k) => l !== '' && (again(l, k) || (mayOverlap([l]) && labels.indexOf(l) < k))))
  )
    return true
  // 执行案件2018件…审结刑事270件,执结执行案件1819件: of the whole itself only a step is told
  const own = named.filter((l) => l.endsWith(name))
  if (name.length >= 3 && own.length === 1 && isFunnel(own)) return true
  // what came in and what was carried over do not make what was closed
  if (labels.some((l) => /结转|旧存/.test(l)) && /[审办执已]结|结案/.test(whole.before)) return true
  const shares = parts.flatMap((p) => shareOf(doc, p) ?? [])
  if (shares.length < 2) return false
  const of = (w: Item) => shares.every((s) => accords(s, doc.items[s.index - 1] as Item, w))
  // 合伙2.1万家占60.6%,国资870家占2.6%,个人9400家占27.7%: kinds of which there are no others are to make a hundred
  if (of(whole))
    return (
      partitionOf(labels) === null &&
      !labels.some((l) => /其他|其它|其余/.test(l)) &&
      shares.length === parts.length &&
      Math.abs(shares.reduce((n, s) => n + percentOf(s).p, 0) - 100) > 1.5
    )
  const first = parts[0] as Item
  for (let k = first.index - 1; k >= 0 && first.index - k <= BACK; k--) {
    const base = doc.items[k] as Item
    if (base !== whole && isAmount(base) && base.unit === first.unit && of(base)) return true
  }
  return false
}

// 1590件,占14.23%: the percentage right behind
function shareOf(doc: Doc, part: Item): Item | null {
  const next = doc.items[part.index + 1]
  return next && next.family === 'percent' && !next.growth && next.sentence === part.sentence && /占/.test(next.before) ? next : null
}

function accords(share: Item, part: Item, whole: Item): boolean {
  if (part.hi > whole.hi) return false
  const [lo, hi] = shareRange(part, whole)
  return percentFit(share, lo, hi) === 'ok'
}
