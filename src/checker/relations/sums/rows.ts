import type { Doc, Item } from '../../document.ts'
import { printed } from '../../document.ts'
import { confirm, holdsWith, reject, type Sheet, show } from '../../outcome.ts'
import { add, isAmount, meets } from '../amounts.ts'

// 甲所…;乙所…;丙所…: a division in clauses is not longer than this
const LONGEST = 10
const NEAR = 0.25
// a division by kind may stand between a total and the division by place
const APART = 6

/** One total with the figures of the clauses behind it that are counted in its measure. */
interface Column {
  readonly total: Item
  readonly cells: readonly Item[]
}

/**
 * 保障3120户5480人。城市420户、760人;农村2700户、4720人: the clauses behind a total divide it in each of its measures.
 * Where one measure adds up, the clauses are its parts, and the other measures must add up as well.
 */
export function checkRows(sheet: Sheet): void {
  const clauses = clausesOf(sheet.doc)
  const known = new Set(sheet.holds.filter((h) => h.kind === 'sum').map((h) => h.items.map((i) => i.index).join('+')))
  for (const [at, head] of clauses.entries()) {
    // farther off, only two measures together say that the rows divide the head
    const far = new Set(head.map((i) => i.unit)).size < 2 ? 1 : APART
    let best: readonly Column[] = []
    let most = 0
    for (let from = at + 1; from <= at + far && sameParagraph(head, clauses[from]); from++) {
      for (let n = 2; n <= LONGEST && from + n <= clauses.length; n++) {
        const rows = clauses.slice(from, from + n)
        if (!rows.every((row) => row.some((i) => head.some((t) => t.unit === i.unit)))) break
        const columns = columnsOf(head, rows)
        const agreed = columns.length >= 2 ? agreeing(columns, n) : 0
        if (agreed > most) {
          best = columns
          most = agreed
        }
      }
    }
    for (const column of best) judge(sheet, column, known)
  }
}

const sameParagraph = (head: readonly Item[], row: readonly Item[] | undefined): boolean => row?.[0]?.paragraph === head[0]?.paragraph

// Small counts agree by chance where only two of them are added; a column with a gap says less than a full one
const agreeing = (columns: readonly Column[], rows: number): number =>
  columns
    .filter((c) => meets(c.total, add(c.cells)) && (rows > 2 || c.total.value > 50))
    .reduce((n, c) => n + (c.cells.length === rows ? 1 : 0.9), 0)

// The amounts between two stops; those in brackets belong to the figure before them
function clausesOf(doc: Doc): Item[][] {
  const out: Item[][] = []
  let last: Item | null = null
  for (const item of doc.items) {
    if (!isAmount(item) || item.target || item.depth > 0) continue
    const open = out[out.length - 1]
    if (open && last && !/[;。:\n]/.test(doc.text.slice(last.end, item.start))) open.push(item)
    else out.push([item])
    last = item
  }
  return out
}

// The first figure of each measure, and any other that bears the name of one in the head
function columnsOf(head: readonly Item[], rows: readonly (readonly Item[])[]): Column[] {
  const columns: Column[] = []
  for (const [k, total] of head.entries()) {
    const first = head.findIndex((i) => i.unit === total.unit) === k
    const byName = rows.map((row) => row.find((i) => named(i, total)))
    const cells = byName.every((c) => c)
      ? (byName as Item[])
      : first
        ? rows.flatMap((row) => row.find((i) => i.unit === total.unit) ?? [])
        : []
    if (cells.length >= 2) columns.push({ total, cells })
  }
  return columns
}

const named = (cell: Item, total: Item): boolean =>
  cell.unit === total.unit && cell.label.length >= 2 && (total.label.startsWith(cell.label) || total.label.endsWith(cell.label))

function judge(sheet: Sheet, { total, cells }: Column, known: ReadonlySet<string>): void {
  const { doc } = sheet
  if (known.has([total, ...cells].map((i) => i.index).join('+'))) return
  const sum = add(cells)
  const left = cells.map((c) => printed(doc, c)).join('+')
  if (meets(total, sum)) {
    confirm(sheet, 'sum', `${left} = ${printed(doc, total)}`, [total, ...cells])
    return
  }
  if (Math.abs(sum.value / total.value - 1) > NEAR) return
  // they make another total
  if (
    holdsWith(sheet, cells[0] as Item).some((h) => h.kind === 'sum' && h.items[0] !== cells[0] && cells.every((c) => h.items.includes(c)))
  )
    return
  reject(sheet, {
    kind: 'sum',
    severity: 'question',
    message: { zh: '各部分之和与总数不符，而同处另一计量相符', en: 'the parts do not add up in this measure, though they do in another' },
    arithmetic: `${left} = ${show(sum.value)} ≠ ${printed(doc, total)} (差 ${show(Math.abs(total.value - sum.value))})`,
    items: [total, ...cells],
    suggestion: { zh: '请核对总数和各部分。', en: 'Check the total and its parts.' },
  })
}
