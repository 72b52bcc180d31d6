import type { Doc, Item } from '../../document.ts'
import { printed } from '../../document.ts'
import { reject, type Sheet } from '../../outcome.ts'
import { isAmount } from '../amounts.ts'

const THERE_ARE = /现有|共有|共设|设有|建有|共建|全[省市县区镇]|共/
const BACK = 12

/** 现有工作人员7人,…。9名工作人员分片包干: a sentence that begins with a set speaks of the one counted before it, and not of more. */
export function checkSameSets(sheet: Sheet): void {
  const { doc } = sheet
  for (const set of doc.items) {
    const noun = /^[\u4e00-\u9fff]{2,4}/.exec(set.after)?.[0]
    const head = doc.text.slice(doc.sentences[set.sentence]?.start ?? 0, set.start).trim()
    if (!noun || !/^(?:这|上述|以上|对)?$/.test(head) || !isAmount(set) || set.bound !== 'exact' || set.value < 3) continue
    const before = doc.items.slice(Math.max(0, set.index - BACK), set.index).filter((i) => i.paragraph === set.paragraph && isAmount(i))
    if (before.some((i) => i.value === set.value && i.family === set.family)) continue
    const counted = before.filter((i) => i.family === set.family && i.sentence < set.sentence && bears(doc, i, noun.slice(0, 2)))
    const [all] = counted
    if (counted.length === 1 && all && THERE_ARE.test(doc.text.slice(all.clauseStart, all.start)) && set.lo > all.hi)
      ask(sheet, all, set, noun)
  }
}

const bears = (doc: Doc, i: Item, noun: string): boolean => doc.text.slice(Math.max(i.clauseStart, i.start - 12), i.end + 4).includes(noun)

function ask(sheet: Sheet, all: Item, set: Item, noun: string): void {
  const { doc } = sheet
  reject(sheet, {
    kind: 'conflict',
    severity: 'question',
    message: {
      zh: `前面共有${printed(doc, all)}${all.unit}，后面说${printed(doc, set)}${set.unit}${noun}`,
      en: `${printed(doc, all)} were counted before, then ${printed(doc, set)} are spoken of`,
    },
    arithmetic: `${printed(doc, set)} ≠ ${printed(doc, all)}`,
    items: [all, set],
    suggestion: { zh: '请核对两处的数字。', en: 'Check both figures.' },
  })
}
