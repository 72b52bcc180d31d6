/** A number of a table cell; NaN where the cell holds only a dash. */
export interface TableCell {
  readonly value: number
  readonly percent: boolean
  readonly decimals: number
  readonly text: string
  readonly start: number
  readonly end: number
}

/** A line of a table: its words, then its numbers. */
export interface TableRow {
  readonly label: string
  readonly start: number
  readonly end: number
  readonly cells: readonly TableCell[]
}

/** Neighbouring lines with as many numbers each: a table pasted as text. `head` is the line before the first. */
export interface LineTable {
  readonly head: string
  readonly rows: readonly TableRow[]
}

const NUMBER = /^(-?)(\d{1,12}(?:\.\d{1,6})?)(%?)[\u4e00-\u9fff]{0,2}$/
// 2008年 before the numbers of a line names the line
const YEAR = /^\d{1,4}(?:年度?|月份?|季度)$/
const DASH = /^[-/]+$/
// a heading, a unit line or an empty line may stand between the lines of one table
const MOST_BETWEEN = 2

/** Tables pasted as text: lines of words and numbers parted by blanks or bars. Linear in the length. */
export function findTables(text: string): LineTable[] {
  const tables: LineTable[] = []
  let rows: TableRow[] = []
  let head = ''
  let last = ''
  let between = 0
  const close = () => {
    if (rows.length >= 2) tables.push({ head, rows })
    rows = []
    between = 0
  }
  let at = 0
  while (at <= text.length) {
    const stop = text.indexOf('\n', at)
    const end = stop < 0 ? text.length : stop
    const row = end - at > 400 ? null : readRow(text, at, end)
    if (row) {
      if (rows.length > 0 && rows[0]?.cells.length !== row.cells.length) close()
      if (rows.length === 0) head = last
      rows.push(row)
      between = 0
    } else if (rows.length > 0 && (++between > MOST_BETWEEN || /[。;]|^ *[一二三四五六七八九十]{1,3}、/.test(text.slice(at, end)))) close()
    if (end > at) last = text.slice(at, Math.min(end, at + 200))
    at = end + 1
  }
  close()
  return tables
}

function readRow(text: string, from: number, to: number): TableRow | null {
  const cells: TableCell[] = []
  let end = to
  while (cells.length < 40) {
    while (end > from && ' |'.includes(text[end - 1] as string)) end--
    let start = end
    while (start > from && !' |'.includes(text[start - 1] as string)) start--
    if (start === end) break
    const cell = readCell(text.slice(start, end), start, end)
    if (!cell || (YEAR.test(cell.text) && text.slice(from, start).trim() === '')) break
    cells.unshift(cell)
    end = start
  }
  const label = text.slice(from, end).replace(/[ |]+/g, ' ').trim()
  if (cells.length < 2 || label === '' || label.length > 60 || /[。;]/.test(label)) return null
  return { label, start: from, end: to, cells }
}

function readCell(word: string, start: number, end: number): TableCell | null {
  if (DASH.test(word)) return { value: Number.NaN, percent: false, decimals: 0, text: word, start, end }
  const m = NUMBER.exec(word)
  if (!m) return null
  const [, sign, digits, percent] = m
  return {
    value: Number(`${sign}${digits}`),
    percent: percent === '%',
    decimals: digits?.includes('.') ? digits.length - digits.indexOf('.') - 1 : 0,
    text: word,
    start,
    end,
  }
}
