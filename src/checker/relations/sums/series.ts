import type { Doc, Item } from '../../document.ts'
import { printed } from '../../document.ts'
import { isFunnel } from '../../labels.ts'
import { confirm, reject, type Sheet, show } from '../../outcome.ts'
import { add, isAmount, meets } from '../amounts.ts'

// Lists of one build stand close together
const LONGEST = 8
const BACK = 60
const NEAR = 0.4

/** One total with what divides it; the next row of the series is built alike. */
interface Row {
  readonly total: Item
  readonly parts: readonly Item[]
}

/**
 * Lists of one build one after another: each sentence begins with its own total; each year is divided alike; 分别 lists in
 * which each member of the first is the sum of those below it. Where most rows add up, the odd one is asked about.
 */
export function checkSeries(sheet: Sheet): void {
  const known = new Set<string>()
  for (const { kind, items } of [...sheet.holds, ...sheet.drafts])
    if (kind === 'sum') for (const [k, i] of items.entries()) if (k > 0) known.add(`${items[k - 1]?.index}+${i.index}`)
  for (const { rows, heads } of byParagraph(sheet.doc)) if (judge(sheet, rows, known)) together(sheet, heads, known)
  for (const rows of [...byYear(sheet.doc), ...respectively(sheet.doc)]) judge(sheet, rows, known)
}

function judge(sheet: Sheet, rows: readonly Row[], known: ReadonlySet<string>): boolean {
  const right = rows.filter((r) => meets(r.total, add(r.parts)))
  // 1 = 1+0+0 says nothing
  const telling = right.filter((r) => r.parts.filter((p) => p.value > 0).length >= 2)
  if (telling.length < 2 || right.length * 2 < rows.length) return false
  for (const row of rows) judgeRow(sheet, row, known)
  return true
}

function judgeRow(sheet: Sheet, { total, parts }: Row, known: ReadonlySet<string>): void {
  const { doc } = sheet
  if (parts.some((p, k) => k > 0 && known.has(`${parts[k - 1]?.index}+${p.index}`))) return
  const sum = add(parts)
  const left = parts.map((p) => printed(doc, p)).join('+')
  if (meets(total, sum)) {
    confirm(sheet, 'sum', `${left} = ${printed(doc, total)}`, [total, ...parts])
    return
  }
  if (Math.abs(sum.value - total.value) > Math.max(3, NEAR * total.value)) return
  reject(sheet, {
    kind: 'sum',
    severity: 'question',
    message: { zh: '各部分之和与总数不符，而前后同样的各组相符', en: 'the parts do not add up, though those of the rows beside them do' },
    arithmetic: `${left} = ${show(sum.value)} ≠ ${printed(doc, total)} (差 ${show(Math.abs(total.value - sum.value))})`,
    items: [total, ...parts],
    suggestion: { zh: '请核对总数和各部分。', en: 'Check the total and its parts.' },
  })
}

// The totals at the heads of the sentences divide the figure before them
function together(sheet: Sheet, heads: readonly Item[], known: ReadonlySet<string>): void {
  const first = heads[0] as Item
  const largest = Math.max(...heads.map((h) => h.value))
  const mayHold = (i: Item) =>
    isAmount(i) && i.unit === first.unit && i.depth === 0 && i.value > largest && i.paragraph >= first.paragraph - 1
  const whole = sheet.doc.items.slice(Math.max(0, first.index - 4), first.index).findLast(mayHold)
  if (whole) judgeRow(sheet, { total: whole, parts: heads }, known)
}

// 行政检察案件62件,审判监督52件;执行监督10件。控告申诉50件,控告2件;…: each sentence begins with its total
function byParagraph(doc: Doc): { rows: Row[]; heads: Item[] }[] {
  const series: { rows: Row[]; heads: Item[] }[] = []
  let last: Item | null = null
  for (const items of doc.bySentence) {
    const [total, ...parts] = items.filter((i) => isAmount(i) && i.depth === 0)
    if (!total) continue
    const even = parts.length <= 2 * LONGEST && parts.every((p) => p.unit === total.unit)
    const goesOn: boolean = even && last !== null && last.unit === total.unit && total.paragraph - last.paragraph <= 1
    // only a divided figure opens a series
    const opens: boolean = !goesOn && even && parts.length >= 2
    if (opens) series.push({ rows: [], heads: [] })
    last = goesOn || opens ? total : null
    if (last === null) continue
    const { rows, heads } = series[series.length - 1] as { rows: Row[]; heads: Item[] }
    heads.push(total)
    // 发出建议52件,整改51件,起诉4件: steps divide nothing
    if (parts.length >= 2 && !isFunnel(parts.map((p) => p.label))) rows.push({ total, parts })
  }
  return series.filter(({ rows }) => rows.length >= 3)
}

// 2009年离婚142件,2010年186件…。2009年:判决56件,调解79件,撤诉7件;2010年:…: the same names again and again
function byYear(doc: Doc): Row[][] {
  const amounts = doc.items.filter(isAmount)
  const out: Row[][] = []
  for (let i = 0; i < amounts.length; i++) {
    const n = periodAt(amounts, i)
    if (n === 0) continue
    let k = 1
    while (alike(amounts, i, i + k * n, n)) k++
    if (k < 3) continue
    const rows = Array.from({ length: k }, (_, r) => amounts.slice(i + r * n, i + (r + 1) * n))
    for (const totals of repeated(amounts, i, k)) out.push(rows.flatMap((parts, r) => (totals[r] ? [{ total: totals[r], parts }] : [])))
    i += k * n - 1
  }
  return out
}

// How many names come before the first one comes again, with all of them
function periodAt(amounts: readonly Item[], at: number): number {
  for (let n = 2; n <= LONGEST; n++) if (alike(amounts, at, at + n, n)) return n
  return 0
}

function alike(amounts: readonly Item[], a: number, b: number, n: number): boolean {
  for (let k = 0; k < n; k++) {
    const [x, y] = [amounts[a + k], amounts[b + k]]
    if (!x || !y || x.label === '' || x.label !== y.label || x.unit !== y.unit || x.paragraph !== y.paragraph) return false
  }
  return amounts[a]?.label !== amounts[a + 1]?.label
}

// Figures of one name, as many as there are rows, that stand before them
function repeated(amounts: readonly Item[], at: number, rows: number): Item[][] {
  const groups = new Map<string, Item[]>()
  const first = amounts[at] as Item
  for (const i of amounts.slice(Math.max(0, at - BACK), at)) {
    if (i.label === '' || i.paragraph < first.paragraph - 1) continue
    const key = `${i.label} ${i.unit}`
    groups.set(key, [...(groups.get(key) ?? []), i])
  }
  return [...groups.values()].filter((g) => g.length === rows || g.length === rows + 1)
}

// 总数分别为21件、44件、50件,其中甲分别为11件、17件、24件,乙分别为…: member by member
function respectively(doc: Doc): Row[][] {
  const out: Row[][] = []
  for (const items of doc.bySentence) {
    const lists = membersOf(doc, items)
    for (const [k, totals] of lists.entries()) {
      const below = lists.slice(k + 1).filter((l) => l.length === totals.length && l[0]?.unit === totals[0]?.unit)
      if (below.length >= 2) out.push(totals.map((total, m) => ({ total, parts: below.map((l) => l[m] as Item) })))
    }
  }
  return out
}

function membersOf(doc: Doc, items: readonly Item[]): Item[][] {
  const lists: Item[][] = []
  let open: Item[] | null = null
  for (const item of items) {
    const last = open?.[open.length - 1]
    if (open && last && isAmount(item) && /^[、和及]$/.test(doc.text.slice(last.end, item.start))) open.push(item)
    else if (isAmount(item) && /分别[为是有]?$/.test(item.before)) {
      open = [item]
      lists.push(open)
    } else open = null
  }
  return lists.filter((l) => l.length >= 3)
}
