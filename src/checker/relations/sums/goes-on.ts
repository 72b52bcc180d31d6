import type { Doc, Item } from '../../document.ts'
import { isFunnel, mayOverlap } from '../../labels.ts'

/**
 * 投诉12件,处罚17件,强制1件,确权2件,不作为2件: a list that goes on behind its first `k` members as it began is not cut where
 * these make some figure by chance.
 */
export function goesOn(doc: Doc, parts: readonly Item[], k: number): boolean {
  // 8个咨询座席、3个调度座席: what is counted may stand behind its figure
  const stop = (n: number) => /[、,;。和及]/.exec(doc.text.slice((parts[n - 1] as Item).end, (parts[n - 1] as Item).end + 16))?.[0]
  const next = parts[k]
  if (!next || next.unit !== parts[0]?.unit || isFunnel([next.label]) || mayOverlap([next.label])) return false
  if (qualityOf(next.label) !== qualityOf((parts[k - 1] as Item).label)) return false
  for (let n = 1; n < k; n++) if (stop(n) !== stop(k)) return false
  return next.index - (parts[k - 1] as Item).index === 1
}

/** Of several degrees a person is counted at the highest. */
export const DEGREE = /博士|硕士|研究生|本科|大专|专科|中专|中师|高中|初中|小学|文盲/

/** By what a class of people is named: 20-30岁, 本科, 男. A list in which it changes is another list. */
export const qualityOf = (label: string): string =>
  /岁/.test(label) ? 'age' : DEGREE.test(label) ? 'degree' : /^[男女]性?/.test(label) ? 'sex' : ''
