import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Document, Packer, Paragraph, Table, TableCell, TableRow } from 'docx'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { LARGEST_FILE, readReport, readReportFile } from './index.ts'

const text = '全区共受理矛盾纠纷20宗，调处成功19宗。'
const bytes = (s: string): Uint8Array => new TextEncoder().encode(s)
const code = async (b: Uint8Array): Promise<string> => {
  const r = await readReport(b)
  return r.ok ? `ok: ${r.text.slice(0, 20)}` : r.fault.code
}

/** A one-page PDF with the words as its text layer; without words it is an empty page. */
function pdf(words: string): Uint8Array {
  const stream = words === '' ? '' : `BT /F1 12 Tf 72 720 Td (${words}) Tj ET`
  const parts = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${stream.length}>>\nstream\n${stream}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ]
  let out = '%PDF-1.4\n'
  const offsets: number[] = []
  for (const [i, p] of parts.entries()) {
    offsets.push(out.length)
    out += `${i + 1} 0 obj\n${p}\nendobj\n`
  }
  const xref = out.length
  out += `xref\n0 6\n0000000000 65535 f \n${offsets.map((o) => `${String(o).padStart(10, '0')} 00000 n \n`).join('')}`
  return bytes(`${out}trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n${xref}\n%%EOF\n`)
}

describe('plain text', () => {
  it('is read in UTF-8, with or without a mark', async () => {
    expect(await readReport(bytes(text))).toEqual({ ok: true, text })
    expect(await readReport(bytes(`\ufeff${text}`))).toEqual({ ok: true, text })
  })
  it('is read in the encoding of old Windows reports (GB18030)', async () => {
    // 调解 in GB18030
    expect(await readReport(new Uint8Array([0xb5, 0xf7, 0xbd, 0xe2, 0x32, 0x30, 0xd7, 0xda]))).toEqual({ ok: true, text: '调解20宗' })
  })
  it('is read in UTF-16, with or without a mark', async () => {
    const le = new Uint8Array([...`${text}20`].flatMap((c) => [c.charCodeAt(0) & 0xff, c.charCodeAt(0) >> 8]))
    expect(await readReport(new Uint8Array([0xff, 0xfe, ...le]))).toEqual({ ok: true, text: `${text}20` })
    const ascii = new Uint8Array([...'2017 10 31\n'].flatMap((c) => [c.charCodeAt(0), 0]))
    expect(await readReport(ascii)).toEqual({ ok: true, text: '2017 10 31\n' })
  })
  it('a few damaged bytes do not change the encoding', async () => {
    const long = bytes(text.repeat(20))
    long[100] = 0xff
    const r = await readReport(long)
    expect(r.ok && r.text.includes('调处成功19宗')).toBe(true)
  })
})

describe('Word and PDF', () => {
  it('a Word document gives its paragraphs as lines', async () => {
    const doc = new Document({ sections: [{ children: [new Paragraph('一、总体情况'), new Paragraph(text)] }] })
    const r = await readReport(new Uint8Array(await Packer.toBuffer(doc)))
    expect(r).toMatchObject({ ok: true })
    expect(r.ok && r.text.trim().split('\n')).toEqual(['一、总体情况', text])
  })
  it('a table of a Word document gives its rows as lines, so that its sums are checked', async () => {
    const row = (...cells: string[]) => new TableRow({ children: cells.map((c) => new TableCell({ children: [new Paragraph(c)] })) })
    const table = new Table({ rows: [row('类别', '2021年', '2022年'), row('处罚', '86', '112'), row('合计', '86', '112')] })
    const doc = new Document({ sections: [{ children: [new Paragraph('见下表<1>：'), table, new Paragraph('完')] }] })
    const r = await readReport(new Uint8Array(await Packer.toBuffer(doc)))
    expect(r.ok && r.text.trim().split('\n')).toEqual(['见下表<1>：', '类别\t2021年\t2022年', '处罚\t86\t112', '合计\t86\t112', '完'])
  })
  it('a PDF gives its text layer', async () => {
    expect(await code(pdf('Accepted 20, settled 19'))).toBe('ok: Accepted 20, settled')
  })
  it('a scanned PDF is refused with advice', async () => {
    expect(await code(pdf(''))).toBe('reading.no-text')
  })
})

describe('what cannot be read is refused, not thrown', () => {
  it('empty, damaged and unknown files', async () => {
    expect(await code(new Uint8Array())).toBe('reading.empty')
    expect(await code(bytes('PK\u0003\u0004 no archive at all'))).toBe('reading.damaged')
    expect(await code(bytes('%PDF-1.4 cut off'))).toBe('reading.damaged')
    expect(await code(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]))).toBe('reading.unknown-kind')
    expect(await code(Uint8Array.from({ length: 4000 }, (_, i) => (i * 7) % 31))).toBe('reading.unknown-kind')
  })
  it('an archive that is no Word document', async () => {
    expect(await code(zipSync({ 'a.txt': strToU8('1') }))).toBe('reading.damaged')
  })
  it('an archive that unpacks to an unreasonable size', async () => {
    const bomb = zipSync({ 'word/document.xml': new Uint8Array(70 * 1024 * 1024) }, { level: 9 })
    expect(bomb.length).toBeLessThan(200_000)
    expect(await code(bomb)).toBe('reading.bomb')
  })
  it('a file of a hundred megabytes, without loading it', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'reading-'))
    const big = join(dir, 'big.txt')
    writeFileSync(big, new Uint8Array(LARGEST_FILE + 1))
    const r = await readReportFile(big)
    expect(!r.ok && r.fault.code).toBe('reading.too-large')
    const none = await readReportFile(join(dir, 'none.txt'))
    expect(!none.ok && none.fault.code).toBe('reading.missing')
  })
})
