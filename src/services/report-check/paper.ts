import { AlignmentType, BorderStyle, Paragraph, Table, TableCell, TableLayoutType, TableRow, VerticalAlignTable, WidthType } from 'docx'
import { bodyFont, bodyText, heading, labelFont, officialDocument, run } from '../documents/layout.ts'
import type { CheckSheet } from './sheet.ts'

/** The type area of GB/T 9704 in twentieths of a point: 156 mm. */
const WIDTH = 8844

/** 「校核单」 as .docx in official form: what was found with the quoted words and the arithmetic, then the ledger, then what holds. */
export function sheetPaper(sheet: CheckSheet): Promise<Uint8Array> {
  const children = [heading('校 核 单'), bodyText(`校核对象：《${sheet.name}》`), bodyText(sheet.summary)]
  for (const hint of sheet.hints) children.push(bodyText(`线索：${hint}`))
  const found = sheet.findings.map((f) => [
    String(f.n),
    `${f.severity}\n${f.kind}`,
    f.places.map((p) => `第${p.line}行：“${p.words}”`).join('\n'),
    [f.message, f.arithmetic && `算式：${f.arithmetic}`, f.suggestion && `建议：${f.suggestion}`].filter((t) => t !== '').join('\n'),
  ])
  const parts: (Paragraph | Table)[] = [...children]
  if (found.length === 0) parts.push(bodyText('没有发现矛盾。'))
  else parts.push(table(['序号', '性质', '原文', '问题与建议'], [7, 13, 36, 44], found))
  if (sheet.ledger.length > 0) {
    parts.push(bodyText('与台账比对：'))
    const rows = sheet.ledger.map((c) => [c.words, c.indicator, String(c.ledger), c.agrees ? '一致' : '不符'])
    parts.push(table(['报告所写', '指标', '台账', '结果'], [42, 34, 12, 12], rows))
  }
  if (sheet.confirmed.length > 0) {
    parts.push(bodyText('核对相符：'))
    const rows = sheet.confirmed.map((c) => [c.kind, c.arithmetic, c.words])
    parts.push(table(['类别', '算式', '原文'], [13, 37, 50], rows))
  }
  return officialDocument('校核单', parts)
}

function table(titles: readonly string[], shares: readonly number[], rows: readonly (readonly string[])[]): Table {
  const widths = shares.map((s) => Math.floor((WIDTH * s) / 100))
  const line = { style: BorderStyle.SINGLE, size: 4, color: '000000' }
  const row = (cells: readonly string[], head: boolean) =>
    new TableRow({
      cantSplit: true,
      tableHeader: head,
      children: cells.map(
        (text, i) =>
          new TableCell({
            width: { size: widths[i] ?? 0, type: WidthType.DXA },
            verticalAlign: head ? VerticalAlignTable.CENTER : VerticalAlignTable.TOP,
            margins: { left: 85, right: 85, top: 40, bottom: 40 },
            children: text.split('\n').map(
              (part) =>
                new Paragraph({
                  alignment: head ? AlignmentType.CENTER : AlignmentType.LEFT,
                  children: [run(part, head ? labelFont : bodyFont, head ? 24 : 22)],
                }),
            ),
          }),
      ),
    })
  return new Table({
    width: { size: widths.reduce((sum, w) => sum + w, 0), type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: { top: line, bottom: line, left: line, right: line, insideHorizontal: line, insideVertical: line },
    rows: [row(titles, true), ...rows.map((r) => row(r, false))],
  })
}
