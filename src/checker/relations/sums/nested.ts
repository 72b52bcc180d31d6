import type { Doc, Item, Sentence } from '../../document.ts'
import { printed } from '../../document.ts'
import { isFunnel } from '../../labels.ts'
import { confirm, reject, type Sheet, show } from '../../outcome.ts'
import { add, isAmount, meets } from '../amounts.ts'

/** What stands between two semicolons: a total and its parts, or a total alone. */
interface Segment {
  readonly head: Item
  readonly parts: readonly Item[]
}

/** A slip; farther off, the figures behind a head are no parts of it. */
const NEAR = 0.3

/**
 * 甲类50件,甲一20件,甲二30件;乙类1件;丙类62件,丙一52件,丙二10件: between the semicolons each total stands with its own parts.
 * The parts of the parts, which no list above them may count.
 */
export function checkNested(sheet: Sheet): Set<Item> {
  const inner = new Set<Item>()
  for (const sentence of sheet.doc.sentences) {
    const segments = segmentsOf(sheet.doc, sentence)
    if (segments.length < 2) continue
    const divided = segments.filter((s) => s.parts.length >= 2 && s.parts.every((p) => p.value < s.head.value))
    const right = divided.filter((s) => meets(s.head, add(s.parts)))
    if (right.length < 2 && !(right.length === 1 && headsMeet(sheet.doc, segments))) continue
    for (const s of divided) judge(sheet, s, inner)
  }
  return inner
}

function segmentsOf(doc: Doc, sentence: Sentence): Segment[] {
  if (!doc.text.slice(sentence.start, sentence.end).includes(';')) return []
  const groups: Item[][] = []
  let last: Item | null = null
  for (const item of doc.bySentence[sentence.index] ?? []) {
    if (!isAmount(item) || item.depth > 0) continue
    // 共292件,其中:甲类…: the total before the list heads no segment
    if (!last || /[;:]|其中/.test(doc.text.slice(last.end, item.start))) groups.push([item])
    else groups[groups.length - 1]?.push(item)
    last = item
  }
  const segments = groups.flatMap(([head, ...parts]) => (head ? [{ head, parts }] : []))
  const unit = segments[segments.length - 1]?.head.unit
  return segments.filter(({ head, parts }) => head.unit === unit && parts.every((p) => p.unit === unit))
}

// The heads alone make a figure before them
function headsMeet(doc: Doc, segments: readonly Segment[]): boolean {
  const heads = segments.map((s) => s.head)
  for (const from of [0, 1]) {
    const some = heads.slice(from)
    const first = some[0]
    if (!first || some.length < 2) return false
    const before = doc.items.slice(Math.max(0, first.index - 3), first.index)
    if (before.some((w) => isAmount(w) && w.unit === first.unit && w.paragraph >= first.paragraph - 1 && meets(w, add(some)))) return true
  }
  return false
}

function judge(sheet: Sheet, { head, parts }: Segment, inner: Set<Item>): void {
  const { doc } = sheet
  const sum = add(parts)
  const left = parts.map((p) => printed(doc, p)).join('+')
  const off = Math.abs(sum.value - head.value)
  if (!meets(head, sum) && (off > Math.max(3, NEAR * head.value) || isFunnel(parts.map((p) => p.label)))) return
  for (const p of parts) inner.add(p)
  if (meets(head, sum)) {
    confirm(sheet, 'sum', `${left} = ${printed(doc, head)}`, [head, ...parts])
    return
  }
  reject(sheet, {
    kind: 'sum',
    severity: 'question',
    message: { zh: '各部分之和与总数不符，而前后同样的各组相符', en: 'the parts do not add up, though those of the groups beside them do' },
    arithmetic: `${left} = ${show(sum.value)} ≠ ${printed(doc, head)} (差 ${show(off)})`,
    items: [head, ...parts],
    suggestion: { zh: '请核对总数和各部分。', en: 'Check the total and its parts.' },
  })
}
