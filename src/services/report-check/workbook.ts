import ExcelJS from 'exceljs'
import type { CheckSheet } from './sheet.ts'

type Cell = string | number

/** 「校核单」 as a workbook: what was found on the first sheet, then what the ledger says and what holds. */
export async function sheetWorkbook(sheet: CheckSheet): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  const found = addSheet(book, '校核结果', [
    ['序号', 6],
    ['性质', 8],
    ['类别', 12],
    ['行', 10],
    ['原文', 60],
    ['问题', 50],
    ['算式', 36],
    ['建议', 50],
  ])
  for (const f of sheet.findings) {
    const lines = [...new Set(f.places.map((p) => p.line))].join('、')
    const quoted = f.places.map((p) => `“${p.words}”`).join('\n')
    add(found, [f.n, f.severity, f.kind, lines, quoted, f.message, f.arithmetic, f.suggestion])
  }
  add(found, [])
  add(found, ['', '', '', '', `《${sheet.name}》${sheet.summary}`])
  for (const hint of sheet.hints) add(found, ['', '线索', '', '', hint])
  if (sheet.ledger.length > 0) {
    const ledger = addSheet(book, '与台账比对', [
      ['报告所写', 50],
      ['指标', 40],
      ['台账', 14],
      ['结果', 10],
    ])
    for (const c of sheet.ledger) add(ledger, [c.words, c.indicator, c.ledger, c.agrees ? '一致' : '不符'])
  }
  const held = addSheet(book, '核对相符', [
    ['类别', 12],
    ['算式', 50],
    ['原文', 80],
  ])
  for (const c of sheet.confirmed) add(held, [c.kind, c.arithmetic, c.words])
  return new Uint8Array(await book.xlsx.writeBuffer())
}

function addSheet(book: ExcelJS.Workbook, name: string, columns: readonly (readonly [title: string, width: number])[]): ExcelJS.Worksheet {
  const made = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] })
  made.columns = columns.map(([header, width]) => ({ header, width }))
  made.getRow(1).font = { bold: true }
  return made
}

/** A text is written as a text: exceljs makes formulas of objects only, so a quoted “=1+1” stays what the report says. */
function add(to: ExcelJS.Worksheet, cells: readonly Cell[]): void {
  to.addRow([...cells]).alignment = { wrapText: true, vertical: 'top' }
}
