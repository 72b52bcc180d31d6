import type { Doc, Item } from '../../document.ts'
import { fits, headlines, isAmount } from '../amounts.ts'
import type { Share } from './share-claim.ts'

/** 占全省, 占在册: how the base may be known by its words; null where they name none. */
export function nameOf(base: string): ((words: string) => boolean) | null {
  const bare = base.replace(/\([^()]*\)/g, '').replace(/^(?:全[市县区省国院局部年]|本[市县区年]|所有|全部|当年|总)(?=..)/, '')
  const w = bare.replace(/(?:的|总数|总量|总额|总|数|量|比例|比重|人数|案件|人员)+$/g, '')
  if (w.length < 2 || w.length > 8 || /[^\u4e00-\u9fff]/.test(w)) return null
  if (w.length < 4) return (words) => words.includes(w)
  // any three signs in a row: 占一审民商事案件 finds 审结民商事案件; or all in order: 刑事立案 finds 刑事案件立案
  const threes = w.length >= 5 ? Array.from({ length: w.length - 2 }, (_, k) => w.slice(k, k + 3)) : []
  return (words) => inOrder(words, w) || threes.some((three) => words.includes(three))
}

/** 1109户3180人。…690户,占农户的62%: a bare figure is known by its measure. */
export const measures = (b: Item, base: string): boolean => b.label === '' && b.unit !== '' && base.replace(/总?数$/, '').endsWith(b.unit)

function inOrder(words: string, name: string): boolean {
  let at = 0
  for (const c of words) if (c === name[at]) at++
  return at === name.length
}

/** 占全省…: is the base said to be another than the total just named? */
export function foreign(s: Share): boolean {
  const w = s.base.replace(/(?:的|总数|总量|总额|总|数|比例|比重|人数|案件|人员)+$/g, '')
  if (w === '') return false
  const words = `${s.parent?.before ?? ''}${s.parent?.after ?? ''}`
  for (let k = 0; k + 2 <= w.length; k++) if (words.includes(w.slice(k, k + 2))) return false
  return true
}

/** The figures that a share may be of: its parent, what stands before it, the totals of the section, and what bears the name. */
export function candidates(doc: Doc, s: Share, all: readonly Share[]): Item[] {
  const out: Item[] = []
  const count = s.count as Item
  const push = (i: Item | null | undefined) => {
    if (i && i.index !== count.index && i.hi >= count.lo && !out.includes(i)) out.push(i)
  }
  push(s.parent)
  for (const other of all) push(other.parent)
  // a share under a heading may be of the total of the section before: 占收到申请总数 is carried on
  for (let back = 0; back <= 8; back++) {
    const sentence = doc.sentences[count.sentence - back]
    if (!sentence || (back > 3 && s.base === '' && sentence.paragraph < count.paragraph - 2)) break
    const items = doc.bySentence[sentence.index] ?? []
    for (let k = items.length - 1; k >= 0; k--) {
      const i = items[k] as Item
      if (i.index < s.item.index && isAmount(i) && (fits(i, count) || i.family === count.family)) push(i)
    }
    if (out.length > 12) break
  }
  if (/总/.test(s.item.before)) for (const i of headlines(doc, count).slice(0, 8)) push(i)
  const word = nameOf(s.base)
  if (word && out.length < 28) {
    for (const i of doc.items.slice(Math.max(0, count.index - 150), count.index + 30)) {
      if (i.index !== count.index && isAmount(i) && fits(i, count) && word(i.before)) push(i)
      if (out.length > 24) break
    }
  }
  return out
}
