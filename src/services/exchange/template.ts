import ExcelJS from 'exceljs'
import { codesOn, type Kept, type Step } from '../../kernel/index.ts'
import type { Cell } from './cells.ts'
import { type Column, FAULT_TITLE, importColumns } from './columns.ts'

const header: Partial<ExcelJS.Style> = {
  font: { bold: true, name: '宋体', size: 11 },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFDDE8F5' } },
  alignment: { vertical: 'middle', wrapText: true },
  border: { bottom: { style: 'thin' } },
}
const faulty: ExcelJS.Fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFD9D9' } }

const hintOf = (c: Column): string => {
  if (c.kind === 'external') return '来源系统中的编号；同一编号只导入一次'
  if (c.kind === 'unit') return '单位名称或代码；不填为本人单位'
  if (c.kind === 'parent') return '上级记录的编号'
  if (c.kind === 'person') return '多人用顿号分开，各列人数一致'
  if (c.kind !== 'field') return ''
  const { field } = c
  if (field.hint) return field.hint
  if (field.kind === 'day') return '如 2017-10-31'
  if (field.kind === 'flag') return '是 或 否'
  if (field.kind === 'money') return '单位：元'
  if (field.kind === 'choices') return '多个值用顿号分开'
  return field.kind === 'link' ? '填名称或编号' : ''
}

/** The workbook to be filled in: the columns of the opening step, drop-downs of the codes of the day, a sheet that explains each column. */
export async function importTemplate(kept: Kept, step: Step, today: string, unitNames: readonly string[]): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet(kept.type.title.slice(0, 31), { views: [{ state: 'frozen', ySplit: 1 }] })
  const codes = book.addWorksheet('代码', { state: 'hidden' })
  const notes = book.addWorksheet('填写说明')
  const columns = importColumns(kept, step).filter((c) => c.kind !== 'number')
  sheet.columns = columns.map((c) => ({
    header: c.required ? `${c.title} *` : c.title,
    width: c.kind === 'field' && c.field.kind === 'note' ? 40 : 18,
  }))
  sheet.getRow(1).eachCell((cell) => {
    cell.style = header
  })
  notes.columns = [
    { header: '列', width: 22 },
    { header: '必填', width: 8 },
    { header: '怎样填写', width: 80 },
  ]
  let lists = 0
  for (const [i, c] of columns.entries()) {
    const titles =
      c.kind === 'unit'
        ? unitNames
        : c.kind === 'field' && c.field.codes && c.field.kind === 'choice'
          ? codesOn(c.field.codes, today).map((k) => c.field.codes?.codes[k]?.title ?? k)
          : c.kind === 'field' && c.field.kind === 'flag'
            ? ['是', '否']
            : []
    const all = c.kind === 'field' && c.field.codes ? codesOn(c.field.codes, today).map((k) => c.field.codes?.codes[k]?.title ?? k) : []
    notes.addRow([c.title, c.required ? '是' : '', [hintOf(c), all.length > 0 ? `可选：${all.join('、')}` : ''].filter(Boolean).join('；')])
    if (titles.length > 0) {
      // A list written into the rule itself may hold 255 characters only; a hidden sheet holds any number.
      lists++
      codes.getColumn(lists).values = [c.title, ...titles]
      const letter = codes.getColumn(lists).letter
      const rule: ExcelJS.DataValidation = {
        type: 'list',
        allowBlank: true,
        formulae: [`代码!$${letter}$2:$${letter}$${titles.length + 1}`],
        showErrorMessage: c.kind === 'field',
        errorTitle: c.title,
        error: '请从下拉列表中选择',
      }
      for (let row = 2; row <= 1000; row++) sheet.getCell(row, i + 1).dataValidation = rule
    }
    if (c.kind === 'field' && c.field.kind === 'day') sheet.getColumn(i + 1).numFmt = 'yyyy-mm-dd'
    if (c.kind === 'person' || c.kind === 'external') sheet.getColumn(i + 1).numFmt = '@'
  }
  return new Uint8Array(await book.xlsx.writeBuffer())
}

/** The rows that did not go in, as they were, each with what is wrong; corrected, the same file can be imported again. */
export async function rejectedRows(
  headers: readonly string[],
  rows: readonly { cells: readonly Cell[]; columns: readonly number[]; say: string }[],
): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('未导入', { views: [{ state: 'frozen', ySplit: 1 }] })
  const kept = headers.map((h, i) => ({ h, i })).filter(({ h }) => h !== FAULT_TITLE)
  sheet.columns = [...kept.map(({ h }) => ({ header: h, width: 18 })), { header: FAULT_TITLE, width: 60 }]
  sheet.getRow(1).eachCell((cell) => {
    cell.style = header
  })
  for (const r of rows) {
    const added = sheet.addRow([...kept.map(({ i }) => r.cells[i] ?? null), r.say])
    for (const column of r.columns) {
      const at = kept.findIndex(({ i }) => i === column)
      if (at >= 0) added.getCell(at + 1).fill = faulty
    }
    added.getCell(kept.length + 1).alignment = { wrapText: true }
  }
  return new Uint8Array(await book.xlsx.writeBuffer())
}
