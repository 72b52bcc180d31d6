import type { Item } from '../../document.ts'
import type { TableCell } from '../../line-tables.ts'
import { confirm, reject, type Sheet, show, slice } from '../../outcome.ts'
import { percentFit, showPercent } from '../../ratio-math.ts'

interface Cell extends TableCell {
  readonly item: Item | null
}
interface Row {
  readonly label: string
  readonly start: number
  readonly end: number
  readonly cells: readonly Cell[]
}

const CELL = /-?\d[\d.]{0,12}%?|-(?=[,。;\n]|$)/y

/** Tables written into a line: 人社132/118,卫健7/5,…,合计376/250, with 占比 and 同比 columns where the head names them. */
export function checkSlashTables(sheet: Sheet): void {
  const { doc } = sheet
  for (const sentence of doc.sentences) {
    if ((doc.bySentence[sentence.index] ?? []).filter((i) => i.slash).length < 4) continue
    const rows = readRows(sheet, doc.bySentence[sentence.index] ?? [], sentence.start, sentence.end)
    const width = rows[rows.length - 1]?.cells.length ?? 0
    const table = rows.filter((r) => r.cells.length === width)
    if (table.length < 3 || width < 2) continue
    judge(sheet, table, width, heads(doc.text.slice(sentence.start, table[0]?.start ?? sentence.start), width))
  }
}

function readRows(sheet: Sheet, items: readonly Item[], from: number, to: number): Row[] {
  const { text } = sheet.doc
  const byStart = new Map<number, Item>()
  for (const i of items) byStart.set(i.numStart, i)
  const rows: Row[] = []
  let start = from
  for (let i = from; i < to; i++) {
    if (',;:、。'.includes(text[i] as string)) {
      start = i + 1
      continue
    }
    const before = text[i - 1] ?? ''
    if (!/[\d-]/.test(text[i] as string) || /[\d.]/.test(before)) continue
    const cells: Cell[] = []
    let at = i
    while (cells.length < 12) {
      CELL.lastIndex = at
      const m = CELL.exec(text)
      if (!m) break
      const raw = m[0]
      const number = raw === '-' ? Number.NaN : Number(raw.replace('%', ''))
      const digits = raw.replace(/[-%]/g, '')
      cells.push({
        item: byStart.get(raw.startsWith('-') ? at + 1 : at) ?? null,
        value: number,
        percent: raw.endsWith('%'),
        decimals: digits.includes('.') ? digits.length - digits.indexOf('.') - 1 : 0,
        text: raw,
        start: at,
        end: at + raw.length,
      })
      at += raw.length
      if (text[at] !== '/') break
      at++
    }
    if (cells.length >= 2) rows.push({ label: text.slice(start, i).trim(), start, end: at, cells })
    i = Math.max(i, at - 1)
  }
  return rows
}

function heads(lead: string, width: number): string[] {
  const m = /\(([^()]{2,60})\)[^()]{0,3}$/.exec(lead)
  const names = m ? (m[1] as string).split('/') : []
  return names.length === width ? names : []
}

function judge(sheet: Sheet, rows: readonly Row[], width: number, names: readonly string[]): void {
  const { doc } = sheet
  const totalAt = rows.findIndex((r) => /合计|总计|共计|总数/.test(r.label))
  const total = totalAt >= 0 ? (rows[totalAt] as Row) : null
  const body = rows.filter((r) => r !== total)
  for (let c = 0; c < width; c++) {
    const cells = body.map((r) => r.cells[c] as Cell)
    if (cells.some((x) => x.percent) || !total) continue
    const t = total.cells[c] as Cell
    const sum = cells.reduce((n, x) => n + (Number.isNaN(x.value) ? 0 : x.value), 0)
    const items = [...cells, t].flatMap((x) => (x.item ? [x.item] : []))
    const quotes = [total, ...body].map((r) => slice(doc, r.start, r.end))
    const arithmetic = `${cells.map((x) => (Number.isNaN(x.value) ? '0' : x.text)).join('+')} = ${show(sum)}`
    if (Math.abs(sum - t.value) < 1e-6) confirm(sheet, 'sum', `${arithmetic}`, items, quotes)
    else {
      reject(sheet, {
        kind: 'sum',
        severity: 'error',
        message: { zh: `第${c + 1}列各项之和与合计不符`, en: `column ${c + 1} does not add up to its total` },
        arithmetic: `${arithmetic} ≠ ${t.text} (差 ${show(Math.abs(sum - t.value))})`,
        items,
        quotes,
        suggestion: { zh: '请核对合计数与各行。', en: 'Check the total and each row.' },
      })
    }
  }
  const share = names.findIndex((n) => /占比|比重|比例/.test(n))
  const change = names.findIndex((n) => /同比|增长|增幅|变化/.test(n))
  for (const row of rows) {
    if (share > 0 && total) ratio(sheet, row, share, row.cells[share - 1] as Cell, total.cells[share - 1] as Cell, false)
    if (change >= 2) ratio(sheet, row, change, row.cells[1] as Cell, row.cells[0] as Cell, true)
  }
}

function ratio(sheet: Sheet, row: Row, at: number, n: Cell, base: Cell, growth: boolean): void {
  const { doc } = sheet
  const printedCell = row.cells[at] as Cell
  const item = printedCell.item
  if (!item || Number.isNaN(printedCell.value) || !printedCell.percent || !base.value || Number.isNaN(n.value)) return
  const actual = growth ? (100 * (n.value - base.value)) / base.value : (100 * n.value) / base.value
  const sameSign = Math.sign(Math.round(actual * 1e6)) === Math.sign(printedCell.value) || printedCell.value === 0
  const fit = sameSign ? percentFit(item, Math.abs(actual), Math.abs(actual)) : 'bad'
  const items = [n.item, base.item, item].flatMap((x) => (x ? [x] : []))
  const quotes = [slice(doc, row.start, row.end)]
  const left = growth ? `(${n.text}−${base.text}) ÷ ${base.text}` : `${n.text} ÷ ${base.text}`
  if (fit === 'ok') confirm(sheet, 'ratio', `${left} = ${printedCell.text}`, items, quotes)
  else if (fit === 'bad') {
    reject(sheet, {
      kind: 'ratio',
      severity: 'error',
      message: {
        zh: `表中“${row.label}”一行的比率与数量不符`,
        en: `the percentage in the row ${row.label} does not follow from its numbers`,
      },
      arithmetic: `${left} = ${showPercent(actual, printedCell.decimals)} ≠ ${printedCell.text}`,
      items,
      quotes,
      suggestion: { zh: '请核对该行。', en: 'Check the row.' },
    })
  }
}
