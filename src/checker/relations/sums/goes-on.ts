import type { Doc, Item } from '../../document.ts'
import { isFunnel, mayOverlap } from '../../labels.ts'

/**
 * 投诉12件,处罚17件,强制1件,确权2件,不作为2件: a list that goes on behind its first `k` members as it began is not cut where
 * these make some figure by chance.
 */
export function goesOn(doc: Doc, parts: readonly Item[], k: number): boolean {
  const next = parts[k]
  if (!next || next.unit !== parts[0]?.unit || isFunnel([next.label]) || mayOverlap([next.label])) return false
  if (qualityOf(next.label) !== qualityOf((parts[k - 1] as Item).label)) return false
  // 8个咨询座席、3个调度座席: what is counted may stand behind its figure
  const stop = stopBehind(doc, parts[k - 1] as Item)
  for (let n = 1; n < k; n++) if (stopBehind(doc, parts[n - 1] as Item) !== stop) return false
  return next.index - (parts[k - 1] as Item).index === 1
}

const stops = new WeakMap<Item, string>()

function stopBehind(doc: Doc, item: Item): string {
  const known = stops.get(item)
  if (known !== undefined) return known
  const stop = /[、,;。和及]/.exec(doc.text.slice(item.end, item.end + 16))?.[0] ?? ''
  stops.set(item, stop)
  return stop
}

/** Of several degrees a person is counted at the highest. */
export const DEGREE = /博士|硕士|研究生|本科|大专|专科|中专|中师|高中|初中|小学|文盲/

/** By what a class of people is named: 20-30岁, 本科, 男. A list in which it changes is another list. */
export const qualityOf = (label: string): string =>
  /岁/.test(label)
    ? 'age'
    : DEGREE.test(label)
      ? 'degree'
      : /^[男女]性?/.test(label)
        ? 'sex'
        : /^(?:新建|改建|改造|扩建|续建|提升)/.test(label)
          ? 'work'
          : ''
