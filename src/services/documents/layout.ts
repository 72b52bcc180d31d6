import {
  AlignmentType,
  BorderStyle,
  Document,
  DocumentGridType,
  Footer,
  HeightRule,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx'
import { type Block, blocksOf, type FormRow } from './markup.ts'
import { openPackage, sealPackage, textOf, withText } from './package.ts'

/** 「公文格式」 GB/T 9704-2012: A4, margins 37/35/28/26 mm, 仿宋 of size 3 (16 pt), 22 lines of 28 characters. */
const mm = (n: number): number => Math.round((n * 1440) / 25.4)
const margins = { top: mm(37), bottom: mm(35), left: mm(28), right: mm(26) }
export const bodyFont = '仿宋_GB2312'
const titleFont = '方正小标宋简体'
export const labelFont = '黑体'
const pageNumberFont = '宋体'
/** 28 pt in twentieths of a point. */
const fixedLine = { line: 560, lineRule: LineRuleType.EXACTLY }
/** The width of the type area in twentieths of a point, cut into columns that every row of a form is fitted to. */
const GRID = 24
const COLUMN = Math.floor((mm(210) - margins.left - margins.right) / GRID)

/** Every run names its font for Chinese and for everything else, so that “”—… are set in it too and no theme decides. Size in half points. */
export const run = (text: string, font: string, size: number): TextRun =>
  new TextRun({ text, font: { ascii: font, hAnsi: font, eastAsia: font, cs: font, hint: 'eastAsia' }, size, noProof: true })

const marks = (opens: readonly string[], over: 'row' | 'paragraph'): string => opens.map((o) => `{#${o} [loopOver: "${over}"]}`).join('')
const ends = (closes: readonly string[]): string => closes.map((c) => `{/${c}}`).join('')

function paragraph(block: Exclude<Block, { kind: 'form' }>, firstTitle: boolean): Paragraph {
  if (block.kind === 'title')
    return new Paragraph({
      alignment: AlignmentType.CENTER,
      pageBreakBefore: !firstTitle,
      spacing: { line: 640, lineRule: LineRuleType.EXACTLY, before: firstTitle ? 0 : 120, after: 360 },
      children: [run(block.text, titleFont, 44)],
    })
  if (block.kind === 'right')
    return new Paragraph({ alignment: AlignmentType.RIGHT, spacing: fixedLine, children: [run(block.text, bodyFont, 32)] })
  // 居左顶格: the line that names the addressee begins at the edge; every other paragraph two characters in.
  const addressee = /^[^，。；]{1,24}：$/.test(block.text)
  return new Paragraph({
    alignment: AlignmentType.JUSTIFIED,
    spacing: fixedLine,
    ...(addressee ? {} : { indent: { firstLine: 640, firstLineChars: 200 } }),
    children: [run(`${marks(block.opens, 'paragraph')}${block.text}${ends(block.closes)}`, bodyFont, 32)],
  })
}

/** How wide the cells of a row are, in columns of the grid: names of things narrow, values wide. */
export function spansOf(cells: readonly string[]): number[] {
  const n = cells.length
  if (n === 1) return [GRID]
  if (n > GRID) return cells.map(() => 1)
  if (n % 2 === 0 && n <= 6) {
    const label = n === 2 ? 5 : n === 4 ? 4 : 3
    return cells.map((_, i) => (i % 2 === 0 ? label : GRID / (n / 2) - label))
  }
  return cells.map((_, i) => Math.floor((GRID * (i + 1)) / n) - Math.floor((GRID * i) / n))
}

function formRow(row: FormRow): TableRow {
  const spans = spansOf(row.cells)
  const last = row.cells.length - 1
  return new TableRow({
    cantSplit: true,
    height: { value: 567, rule: HeightRule.ATLEAST },
    children: row.cells.map((cell, i) => {
      const label = !cell.includes('{') && cell !== ''
      const text = `${i === 0 ? marks(row.opens, 'row') : ''}${cell}${i === last ? ends(row.closes) : ''}`
      return new TableCell({
        columnSpan: spans[i] ?? 1,
        width: { size: (spans[i] ?? 1) * COLUMN, type: WidthType.DXA },
        verticalAlign: VerticalAlignTable.CENTER,
        margins: { left: 85, right: 85, top: 40, bottom: 40 },
        children: [
          new Paragraph({
            alignment: label ? AlignmentType.CENTER : AlignmentType.LEFT,
            children: [run(text, label ? labelFont : bodyFont, label ? 24 : 28)],
          }),
        ],
      })
    }),
  })
}

function form(rows: readonly FormRow[]): Table {
  const line = { style: BorderStyle.SINGLE, size: 4, color: '000000' }
  return new Table({
    width: { size: GRID * COLUMN, type: WidthType.DXA },
    columnWidths: Array.from({ length: GRID }, () => COLUMN),
    layout: TableLayoutType.FIXED,
    borders: { top: line, bottom: line, left: line, right: line, insideHorizontal: line, insideVertical: line },
    rows: rows.map(formRow),
  })
}

/** 「— 1 —」 in 宋体 of size 4, on the outer side: right on odd pages, left on even ones (GB/T 9704 7.5). */
const footer = (side: 'left' | 'right'): Footer =>
  new Footer({
    children: [
      new Paragraph({
        alignment: side === 'right' ? AlignmentType.RIGHT : AlignmentType.LEFT,
        indent: side === 'right' ? { right: 280 } : { left: 280 },
        children: [
          new TextRun({
            children: ['— ', PageNumber.CURRENT, ' —'],
            font: { ascii: pageNumberFont, hAnsi: pageNumberFont, eastAsia: pageNumberFont, cs: pageNumberFont, hint: 'eastAsia' },
            size: 28,
            noProof: true,
          }),
        ],
      }),
    ],
  })

/** The heading of a paper: 小标宋 of size 2, in the middle; a second one of the same paper begins a page. */
export const heading = (text: string, first = true): Paragraph => paragraph({ kind: 'title', text }, first)

/** A paragraph of the body, two characters in. */
export const bodyText = (text: string): Paragraph => paragraph({ kind: 'text', text, opens: [], closes: [] }, true)

/** The default template of a document as .docx: the body set in official form, its tags left for the office to move about and for the filler to fill. */
export function templateOf(title: string, body: string): Promise<Uint8Array> {
  let titles = 0
  const children = blocksOf(body).map((block) => {
    if (block.kind === 'form') return form(block.rows)
    if (block.kind === 'title') titles += 1
    return paragraph(block, titles <= 1)
  })
  return officialDocument(title, children)
}

/** A .docx in official form with the same bytes each time. */
export async function officialDocument(title: string, children: readonly (Paragraph | Table)[]): Promise<Uint8Array> {
  const font = { ascii: bodyFont, hAnsi: bodyFont, eastAsia: bodyFont, cs: bodyFont }
  const made = new Document({
    title,
    creator: 'fazhi',
    lastModifiedBy: 'fazhi',
    styles: { default: { document: { run: { font, size: 32, language: { value: 'zh-CN', eastAsia: 'zh-CN' } } } } },
    evenAndOddHeaderAndFooters: true,
    sections: [
      {
        properties: {
          page: {
            size: { width: mm(210), height: mm(297) },
            margin: { ...margins, header: mm(15), footer: mm(28) },
          },
          grid: { type: DocumentGridType.LINES_AND_CHARS, linePitch: 579, charSpace: -849 },
        },
        footers: { default: footer('right'), even: footer('left') },
        children: [...children],
      },
    ],
  })
  const parts = openPackage(await Packer.toBuffer(made))
  // The library dates the file; a template that is the same must have the same bytes.
  const core = textOf(parts, 'docProps/core.xml').replaceAll(/<dcterms:(created|modified)[^>]*>[^<]*<\/dcterms:\1>/g, '')
  return sealPackage(withText(parts, 'docProps/core.xml', core))
}
