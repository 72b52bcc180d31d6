import { unzipSync, zipSync } from 'fflate'
import { streamXlsxRows, writeXlsxStream } from 'hucre/xlsx'
import { Fault } from '../fault.ts'
import type { Cell } from './cells.ts'
import { exchangeFault } from './faults.ts'

export const xlsxMedia = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** A workbook may not unfold to more than this. */
const UNFOLDED = 256 * 1024 * 1024
/** As uploaded. */
const LARGEST = 32 * 1024 * 1024
export const MOST_ROWS = 50_000
const MOST_COLUMNS = 300

/** One row of the first sheet, `row` as the spreadsheet counts: from 1. */
export interface SheetRow {
  readonly row: number
  readonly cells: readonly Cell[]
}

/**
 * The parts of a workbook that a table is read from, and nothing else: no pictures, no macros, no document types. What a part unfolds to is
 * bounded by what the directory says, and the sum of that is bounded here, so a file that lies about its size is cut off, not believed.
 */
function safePackage(file: Uint8Array): Uint8Array {
  if (file.length > LARGEST) throw exchangeFault('import.too-large')
  if (file[0] === 0xd0 && file[1] === 0xcf && file[2] === 0x11 && file[3] === 0xe0) throw exchangeFault('import.old-format')
  if (file[0] !== 0x50 || file[1] !== 0x4b) throw exchangeFault('import.not-workbook')
  let total = 0
  let huge = false
  let parts: Record<string, Uint8Array>
  try {
    parts = unzipSync(file, {
      filter: (f) => {
        const wanted =
          /^(\[Content_Types\]\.xml|_rels\/\.rels|xl\/(workbook|styles|sharedStrings)\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/worksheets\/[^/]+\.xml)$/i.test(
            f.name,
          )
        if (wanted) total += f.originalSize
        huge ||= total > UNFOLDED
        return wanted && !huge
      },
    })
  } catch (error) {
    throw exchangeFault('import.broken', {}, error)
  }
  if (huge) throw exchangeFault('import.too-large')
  if (!parts['xl/workbook.xml']) throw exchangeFault('import.not-workbook')
  for (const [name, part] of Object.entries(parts)) {
    const bytes = Buffer.from(part.buffer, part.byteOffset, part.length)
    if (bytes.subarray(0, 4096).includes('<!DOCTYPE') || !isWhole(bytes)) throw exchangeFault('import.broken')
    if (/^xl\/worksheets\//i.test(name)) parts[name] = withoutEmptyRows(bytes)
  }
  return zipSync(parts, { level: 0 })
}

/** Ends with the element that it began with: the reader would take a part that breaks off for a shorter table. */
function isWhole(xml: Buffer): boolean {
  if (xml.length < 4096 && /^(?:<\?[^>]*>\s*)?<[^<>]*\/>\s*$/.test(xml.toString('latin1'))) return true
  const root = /<([A-Za-z_][\w:.-]*)[\s>]/.exec(xml.subarray(0, 4096).toString('latin1'))?.[1]
  return root === undefined || xml.subarray(-200).toString('latin1').trimEnd().endsWith(`</${root}>`)
}

/**
 * A sheet whose columns were once coloured to the bottom has a million rows with nothing in them. They are taken out before it is read, and
 * a sheet that is too long is refused unread. Structure is plain ASCII, so the bytes are looked at one by one.
 */
function withoutEmptyRows(xml: Buffer): Uint8Array {
  const text = xml
    .toString('latin1')
    .replaceAll(/<(?:\w+:)?row\b[^>]*(?:\/>|>(?:\s*<(?:\w+:)?c\b[^>]*(?:\/>|><\/(?:\w+:)?c>))*\s*<\/(?:\w+:)?row>)/g, '')
  let rows = 0
  for (let at = text.indexOf('</row>'); at >= 0; at = text.indexOf('</row>', at + 6)) rows += 1
  if (rows > MOST_ROWS + 20) throw exchangeFault('import.too-many')
  return Buffer.from(text, 'latin1')
}

/** Reads the first sheet of a workbook row by row. Throws one clear fault for whatever is not a readable workbook. Takes seconds for a long one: see `sheetRows`. */
export async function* readRows(file: Uint8Array): AsyncGenerator<SheetRow> {
  const safe = safePackage(file)
  try {
    let n = 0
    for await (const { index, values } of streamXlsxRows(safe, { sheet: 0 })) {
      const cells = values.slice(0, MOST_COLUMNS)
      if (cells.every((c) => c === null || c === '')) continue
      if (++n > MOST_ROWS + 20) throw exchangeFault('import.too-many')
      yield { row: index + 1, cells: cells.map((c) => (typeof c === 'object' && c !== null && !(c instanceof Date) ? String(c) : c)) }
    }
  } catch (error) {
    throw error instanceof Fault ? error : exchangeFault('import.broken', {}, error)
  }
}

/** A column of a sheet that is written. */
export interface SheetColumn {
  readonly header: string
  readonly width: number
  /** Days are numbers of the spreadsheet, so that they sort and filter as days. */
  readonly numFmt?: string
}

/** Writes a sheet as its rows come, in constant memory: nothing is taken from `rows` before the reader of the stream asks for it. */
export function writeRows(
  name: string,
  columns: readonly SheetColumn[],
  rows: AsyncIterable<(string | number | boolean | null)[]>,
): ReadableStream<Uint8Array> {
  return writeXlsxStream(rows, { name, columns: columns.map((c) => ({ ...c })), freezePane: { rows: 1 } })
}
