import type { Doc, Item } from '../../document.ts'
import { printed } from '../../document.ts'
import { confirm, reject, type Sheet, show } from '../../outcome.ts'
import { add, fits, isAmount, meets } from '../amounts.ts'

// 纠错 of reconsideration: what the law counts as setting an act right
const CORRECTED = /^(?:直接|综合)?纠错$/
const CORRECTING = ['撤销', '变更', '确认违法', '责令履行', '责令', '部分撤销']
const BACK = 24

/** 直接纠错(撤销、确认违法、责令履行)共128件: the kinds named in the bracket stand with their counts before it. */
export function checkNamedSums(sheet: Sheet): void {
  const { doc } = sheet
  for (const item of doc.items) {
    if (!isAmount(item)) continue
    const named = namesIn(doc, item)
    const right = CORRECTED.test(item.label)
    if (named.length >= 2) judge(sheet, item, partsFor(doc, item, named, true))
    else if (right) judge(sheet, item, partsFor(doc, item, CORRECTING, false))
  }
}

/** The kinds named before a sum: in a bracket, or 撤销、确认违法两类合计. */
export function namesIn(doc: Doc, item: Item): string[] {
  const lead = doc.text.slice(Math.max(doc.sentences[item.sentence]?.start ?? 0, item.start - 80), item.start)
  const body =
    /\(([^()\d;:。]{3,60})\)[^,;。()\d]{0,6}$/.exec(lead)?.[1] ??
    /(?:^|[,;:。])([^,;:。()\d]{4,50}?)(?:等)?[两二三四五六七八](?:类|项|者|种)?[^,;:。\d]{0,6}(?:合计|共计|共)$/.exec(lead)?.[1] ??
    /(?:^|[,;:。])([^,;:。()\d]{2,10}(?:和|及|与|、)[^,;:。()\d]{2,10}?)(?:合计|共计)$/.exec(lead)?.[1] ??
    ''
  return /[、和及与]/.test(body) && !/等/.test(body) ? body.split(/[、和及与]/).filter((w) => w.length >= 2) : []
}

// 责令履行 is found in 责令限期履行
function bears(label: string, name: string): boolean {
  if (label.endsWith(name)) return true
  let at = 0
  for (const c of label.slice(-name.length - 4)) if (c === name[at]) at++
  return name.length >= 3 && at === name.length
}

function partsFor(doc: Doc, item: Item, names: readonly string[], all: boolean): Item[] {
  const found = new Map<string, Item>()
  for (let k = item.index - 1; k >= 0 && item.index - k <= BACK; k--) {
    const i = doc.items[k] as Item
    if (i.paragraph !== item.paragraph) break
    const name = names.find((n) => !found.has(n) && bears(i.label, n))
    if (name && isAmount(i) && fits(item, i)) found.set(name, i)
  }
  const parts = [...found.values()].sort((a, b) => a.index - b.index)
  return all && parts.length < names.length ? [] : parts
}

function judge(sheet: Sheet, item: Item, parts: readonly Item[]): void {
  if (parts.length < 2) return
  const { doc } = sheet
  const sum = add(parts)
  const left = `${parts.map((p) => printed(doc, p)).join('+')} = ${show(sum.value)}`
  if (meets(item, sum)) {
    confirm(sheet, 'sum', left, [item, ...parts])
    return
  }
  if (Math.abs(sum.value - item.value) > Math.max(3, 0.4 * item.value)) return
  reject(sheet, {
    kind: 'sum',
    severity: 'question',
    message: { zh: '所列各类之和与该数不符', en: 'the kinds named do not add up to this figure' },
    arithmetic: `${left} ≠ ${printed(doc, item)} (差 ${show(Math.abs(sum.value - item.value))})`,
    items: [item, ...parts],
    suggestion: { zh: '请核对各类数，或写明包括哪些。', en: 'Check the kinds, or say which are counted.' },
  })
}
