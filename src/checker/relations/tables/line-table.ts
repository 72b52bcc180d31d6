import { type Item, printed } from '../../document.ts'
import type { LineTable, TableCell, TableRow } from '../../line-tables.ts'
import { confirm, reject, type Sheet, show, slice, type Words } from '../../outcome.ts'
import { showPercent } from '../../ratio-math.ts'
import type { RelationKind } from '../../types.ts'

const TOTAL = /合计|总计|共计|小计/
// a percentage follows from columns near it; the limit keeps a wide table linear
const NEAREST = 6
// as far before a table as its total stands
const BEFORE = 300
const EMPTY = (c: TableCell): boolean => Number.isNaN(c.value)
const amount = (c: TableCell): number => (EMPTY(c) ? 0 : c.value)

/** One relation of a table: the cells that make it, and whether they do. */
interface Claim {
  readonly ok: boolean
  readonly cells: readonly TableCell[]
  readonly rows: readonly TableRow[]
  readonly arithmetic: string
}

/** Tables pasted as text: total rows and columns, change and share columns, the identity of requests for information. */
export function checkLineTables(sheet: Sheet): void {
  for (const table of sheet.doc.tables) {
    totalRow(sheet, table)
    headRow(sheet, table)
    totalColumn(sheet, table)
    percentColumns(sheet, table)
    requests(sheet, table)
  }
}

const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(a))
const sumOf = (cells: readonly TableCell[]): number => cells.reduce((n, c) => n + amount(c), 0)

function sumClaim(parts: readonly TableCell[], total: TableCell, rows: readonly TableRow[]): Claim {
  const sum = sumOf(parts)
  const ok = near(sum, total.value)
  const left = `${parts.map((c) => (EMPTY(c) ? '0' : c.text)).join('+')} = ${show(sum)}`
  return { ok, cells: [...parts, total], rows, arithmetic: ok ? left : `${left} ≠ ${total.text} (差 ${show(Math.abs(sum - total.value))})` }
}

// 合计 is the sum of the lines above it; where a table begins with other lines, of those that make most columns
function totalRow(sheet: Sheet, table: LineTable): void {
  const { rows } = table
  const at = rows.findIndex((r) => TOTAL.test(r.label))
  const total = rows[at]
  if (!total) return
  const above = at === 0 ? rows.slice(1) : rows.slice(0, at)
  const columns = total.cells.map((_, c) => c).filter((c) => !total.cells[c]?.percent && !EMPTY(total.cells[c] as TableCell))
  const claims = (some: readonly TableRow[]) =>
    columns.map((c) =>
      sumClaim(
        some.map((r) => r.cells[c] as TableCell),
        total.cells[c] as TableCell,
        [...some, total],
      ),
    )
  let best: Claim[] = []
  let score = 0
  for (let k = 0; k + 2 <= above.length && k < 12; k++) {
    const found = claims(at === 0 ? above.slice(0, above.length - k) : above.slice(k))
    // a column of zeros proves nothing
    const right = found.filter((f) => f.ok && f.cells.some((c) => amount(c) !== 0)).length
    if (right > score) {
      best = found
      score = right
    }
  }
  if (score === 0 && columns.length <= 2 && above.length >= 2) best = claims(above)
  judge(sheet, 'sum', best, best.length > 0 && score === 0 ? 'question' : 'error', (row) => ({
    zh: `表中“${row.label}”一行与各行之和不符`,
    en: `the row ${row.label} is not the sum of its rows`,
  }))
}

// 结案数 is the sum of the lines under it where it is in most columns, whatever they are called; one line may stand between
function headRow(sheet: Sheet, { rows }: LineTable): void {
  for (const [at, total] of rows.entries()) {
    if (TOTAL.test(total.label) || total.cells.length < 3 || total.cells.some((c) => c.percent || EMPTY(c))) continue
    for (const from of [at + 1, at + 2]) {
      const claims = [2, 3, 4, 5, 6, 7, 8]
        .filter((n) => from + n <= rows.length)
        .map((n) => rows.slice(from, from + n))
        .map((some) =>
          total.cells.map((cell, c) =>
            sumClaim(
              some.map((r) => r.cells[c] as TableCell),
              cell,
              [total, ...some],
            ),
          ),
        )
        .find(
          (found) =>
            found.filter((f) => f.ok && amount(f.cells[f.cells.length - 1] as TableCell) > 0).length >= Math.max(2, found.length - 1),
        )
      if (!claims) continue
      judge(sheet, 'sum', claims, 'question', () => ({
        zh: `表中“${total.label}”一行与下面各行之和不符`,
        en: `the row ${total.label} is not the sum of the rows under it`,
      }))
      break
    }
  }
}

// The last column is the sum of the others where its head says so, or where it is in most lines
function totalColumn(sheet: Sheet, table: LineTable): void {
  const width = table.rows[0]?.cells.length ?? 0
  const rows = table.rows.filter((r) => r.cells.every((c) => !c.percent))
  if (width < 3 || rows.length < 2) return
  const claims = rows.map((r) => sumClaim(r.cells.slice(0, -1), r.cells[width - 1] as TableCell, [r]))
  const right = claims.filter((c) => c.ok && c.cells.some((x) => amount(x) !== 0)).length
  const named = TOTAL.test(table.head.trim().slice(-6))
  if (!(named && right > 0) && right < Math.max(2, rows.length * 0.6)) return
  judge(sheet, 'sum', claims, 'error', (row) => ({
    zh: `表中“${row.label}”一行的总计与各列之和不符`,
    en: `the total of the row ${row.label} is not the sum of its columns`,
  }))
}

type Expected = (row: TableRow) => { readonly value: number; readonly left: string } | null

/** 同比, 占比, 成功率: a column of percentages that follows, in most lines, from two columns, or from one and a total. */
function percentColumns(sheet: Sheet, table: LineTable): void {
  const width = table.rows[0]?.cells.length ?? 0
  const numbers = Array.from({ length: width }, (_, c) => c).filter((c) => table.rows.every((r) => !r.cells[c]?.percent))
  for (let c = 0; c < width; c++) {
    if (!table.rows.some((r) => r.cells[c]?.percent)) continue
    const near = [...numbers].sort((x, y) => Math.abs(x - c) - Math.abs(y - c)).slice(0, NEAREST)
    const pairs = near.flatMap((x) => near.filter((y) => y !== x).map((y) => [x, y] as const))
    const readings: Expected[] = [
      ...pairs.map(([from, to]) => growth(from, to)),
      ...near.flatMap((n) => totalsOf(sheet, table, n).map((total) => share(n, total))),
      ...pairs.map(([whole, part]) => rate(whole, part)),
    ]
    readings.some((of) => column(sheet, table, c, of))
  }
}

const usable = (cell: TableCell | undefined): cell is TableCell => cell !== undefined && !cell.percent && !EMPTY(cell)

function growth(x: number, y: number): Expected {
  return (row) => {
    const [from, to] = [row.cells[x], row.cells[y]]
    if (!usable(from) || !usable(to) || from.value === 0) return null
    return { value: (100 * (to.value - from.value)) / from.value, left: `(${to.text}−${from.text}) ÷ ${from.text}` }
  }
}

function rate(x: number, y: number): Expected {
  return (row) => {
    const [whole, part] = [row.cells[x], row.cells[y]]
    if (!usable(whole) || !usable(part) || whole.value === 0) return null
    return { value: (100 * part.value) / whole.value, left: `${part.text} ÷ ${whole.text}` }
  }
}

function share(n: number, total: { readonly value: number; readonly text: string }): Expected {
  return (row) => {
    const part = row.cells[n]
    return usable(part) ? { value: (100 * part.value) / total.value, left: `${part.text} ÷ ${total.text}` } : null
  }
}

// The line 合计, else the figures that stand before the table: 共新收3571件
function totalsOf(sheet: Sheet, table: LineTable, n: number): { value: number; text: string }[] {
  const cell = table.rows.find((r) => TOTAL.test(r.label))?.cells[n]
  if (usable(cell) && cell.value !== 0) return [cell]
  const start = table.rows[0]?.start ?? 0
  const largest = Math.max(...table.rows.map((r) => amount(r.cells[n] as TableCell)))
  return sheet.doc.items
    .filter((i) => i.end <= start && start - i.end <= BEFORE && i.family !== 'percent' && i.value >= largest && i.value > 0)
    .slice(-6)
    .map((i) => ({ value: i.value, text: printed(sheet.doc, i) }))
}

// True where most lines agree; then the odd ones are at fault
function column(sheet: Sheet, table: LineTable, c: number, of: Expected): boolean {
  const claims: Claim[] = []
  for (const row of table.rows) {
    const cell = row.cells[c] as TableCell
    const expected = cell.percent && !EMPTY(cell) ? of(row) : null
    if (!expected) continue
    const ok = Math.abs(expected.value - cell.value) <= 1.01 * 10 ** -cell.decimals
    const actual = showPercent(expected.value, cell.decimals)
    claims.push({
      ok,
      cells: row.cells,
      rows: [row],
      arithmetic: ok ? `${expected.left} = ${cell.text}` : `${expected.left} = ${actual} ≠ ${cell.text}`,
    })
  }
  if (claims.filter((x) => x.ok).length < Math.max(2, claims.length * 0.6)) return false
  judge(sheet, 'ratio', claims, 'error', (row) => ({
    zh: `表中“${row.label}”一行的比率与数量不符`,
    en: `the percentage in the row ${row.label} does not follow from its numbers`,
  }))
  return true
}

// 本年新收+上年结转 = 总计+结转下年度, as the form of the annual report prints it
function requests(sheet: Sheet, table: LineTable): void {
  const find = (pattern: RegExp) => table.rows.find((r) => pattern.test(r.label))
  const fresh = find(/本年新收/)
  const carried = find(/上年结转/)
  const done = find(/总计/)
  const next = find(/结转下年/)
  if (!fresh || !carried || !done || !next) return
  const claims = fresh.cells.map((a, c): Claim => {
    const [b, d, e] = [carried, done, next].map((r) => r.cells[c] as TableCell) as [TableCell, TableCell, TableCell]
    const ok = near(amount(a) + amount(b), amount(d) + amount(e))
    const sides = `${a.text}+${b.text} ${ok ? '=' : '≠'} ${d.text}+${e.text}`
    return { ok, cells: [a, b, d, e], rows: [fresh, carried, done, next], arithmetic: sides }
  })
  judge(sheet, 'stock_flow', claims, 'error', () => ({
    zh: '新收加结转不等于办理总计加结转下年度',
    en: 'received plus carried over is not dealt with plus carried forward',
  }))
}

function judge(
  sheet: Sheet,
  kind: RelationKind,
  claims: readonly Claim[],
  severity: 'error' | 'question',
  message: (row: TableRow) => Words,
): void {
  const { doc } = sheet
  const byStart = (c: TableCell): Item | undefined => doc.cellItems.get(c.start) ?? doc.cellItems.get(c.start + 1)
  for (const claim of claims) {
    const items = claim.cells.flatMap((c) => byStart(c) ?? [])
    const quotes = claim.rows.map((r) => slice(doc, r.start, r.end))
    if (claim.ok) {
      if (claim.cells.some((c) => amount(c) !== 0)) confirm(sheet, kind, claim.arithmetic, items, quotes)
      continue
    }
    reject(sheet, {
      kind,
      severity,
      message: message(claim.rows[claim.rows.length - 1] as TableRow),
      arithmetic: claim.arithmetic,
      items,
      quotes,
      suggestion: { zh: '请核对表中该行该列。', en: 'Check the cells of the table.' },
    })
  }
}
