import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { Fault } from '../fault.ts'
import { sheetRows } from './sheet-rows.ts'
import type { SheetRow } from './workbook.ts'

const spreadsheet = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const cell = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`
const header = `<row r="1">${cell('A1', '受理日期')}${cell('B1', '纠纷简况')}</row>`

/** A workbook of one sheet with these rows; `part` changes the finished text of the sheet. */
function workbook(rows: string, part: (xml: string) => string = (xml) => xml, more: Record<string, Uint8Array> = {}): Uint8Array {
  return zipSync({
    '[Content_Types].xml': strToU8('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"></Types>'),
    '_rels/.rels': strToU8(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    ),
    'xl/workbook.xml': strToU8(
      `<workbook xmlns="${spreadsheet}" xmlns:r="${relations}"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    'xl/worksheets/sheet1.xml': strToU8(part(`<worksheet xmlns="${spreadsheet}"><sheetData>${header}${rows}</sheetData></worksheet>`)),
    ...more,
  })
}
async function read(file: Uint8Array): Promise<SheetRow[] | string> {
  const out: SheetRow[] = []
  try {
    for await (const row of sheetRows(file)) out.push(row)
  } catch (error) {
    return error instanceof Fault ? error.code : String(error)
  }
  return out
}

describe('a workbook', () => {
  it('is read row by row, with the number that the spreadsheet shows', async () => {
    expect(await read(workbook(`<row r="3">${cell('A3', '2017-10-31')}${cell('B3', '漏水')}</row>`))).toEqual([
      { row: 1, cells: ['受理日期', '纠纷简况'] },
      { row: 3, cells: ['2017-10-31', '漏水'] },
    ])
  })

  it('with hundreds of thousands of empty rows, coloured or not, is the few rows that hold something', { timeout: 60_000 }, async () => {
    const empty = Array.from({ length: 200_000 }, (_, i) =>
      i % 2 ? `<row r="${i + 4}" s="1"/>` : `<row r="${i + 4}"><c r="A${i + 4}" s="1"/></row>`,
    )
    expect(await read(workbook(`<row r="3">${cell('A3', '2017-10-31')}</row>${empty.join('')}`))).toHaveLength(2)
  })

  it('with more rows than can be imported is refused unread', async () => {
    const many = Array.from({ length: 50_100 }, (_, i) => `<row r="${i + 2}"><c r="A${i + 2}"><v>1</v></c></row>`)
    expect(await read(workbook(many.join('')))).toBe('import.too-many')
  })

  it('that breaks off is never taken for a shorter table', async () => {
    const rows = `<row r="2">${cell('A2', '甲')}</row><row r="3">${cell('A3', '乙')}</row>`
    expect(await read(workbook(rows, (xml) => xml.slice(0, xml.indexOf('<row r="3"'))))).toBe('import.broken')
    expect(await read(workbook(rows, (xml) => xml.replace('</worksheet>', '')))).toBe('import.broken')
    expect(await read(workbook(rows).slice(0, 700))).toBe('import.broken')
  })

  it('takes no macros along, and no entity is unfolded', async () => {
    const row = `<row r="2">${cell('A2', '甲')}</row>`
    expect(await read(workbook(row, undefined, { 'xl/vbaProject.bin': new Uint8Array(2000) }))).toHaveLength(2)
    expect(await read(workbook(row, (xml) => `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>${xml}`))).toBe('import.broken')
  })

  it('that unfolds to more than a table can hold is refused', { timeout: 60_000 }, async () => {
    expect(await read(workbook(`<row r="2">${cell('A2', '甲'.repeat(100_000_000))}</row>`))).toBe('import.too-large')
  })
})
