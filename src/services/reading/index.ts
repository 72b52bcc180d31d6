import { open, stat } from 'node:fs/promises'
import { readDocx } from './docx.ts'
import { type Reading, refuse } from './fault.ts'
import { readPdf } from './pdf.ts'
import { decodeText } from './plain-text.ts'

export type { Reading, ReadingFault } from './fault.ts'

/** Larger files are refused: a work report is a few hundred kilobytes. */
export const LARGEST_FILE = 20 * 1024 * 1024

/** Text of a file by its content (PDF, Word, plain text). Expected troubles come back as faults, nothing is thrown. */
export async function readReport(bytes: Uint8Array): Promise<Reading> {
  if (bytes.length === 0) return refuse('reading.empty')
  if (bytes.length > LARGEST_FILE) return refuse('reading.too-large')
  const head = String.fromCharCode(...bytes.subarray(0, 8))
  if (head.startsWith('%PDF-')) return readPdf(bytes)
  if (head.startsWith('PK\u0003\u0004')) return readDocx(bytes)
  // old Word and WPS files, RTF, pictures
  if (
    head.startsWith('\u00d0\u00cf\u0011\u00e0') ||
    head.startsWith('{\\rtf') ||
    head.startsWith('\u0089PNG') ||
    head.startsWith('\u00ff\u00d8\u00ff')
  ) {
    return refuse('reading.unknown-kind')
  }
  const text = decodeText(bytes)
  return looksBinary(text) ? refuse('reading.unknown-kind') : { ok: true, text }
}

/** Reads a file of the disk as a report; the size is looked at before anything is loaded. */
export async function readReportFile(path: string): Promise<Reading> {
  try {
    const info = await stat(path)
    if (!info.isFile()) return refuse('reading.missing')
    if (info.size > LARGEST_FILE) return refuse('reading.too-large')
    const file = await open(path)
    try {
      return await readReport(new Uint8Array(await file.readFile()))
    } finally {
      await file.close()
    }
  } catch {
    return refuse('reading.missing')
  }
}

function looksBinary(text: string): boolean {
  const sample = text.slice(0, 4000)
  let bad = 0
  for (let i = 0; i < sample.length; i++) {
    const c = sample.charCodeAt(i)
    if (c === 0xfffd || (c < 32 && c !== 9 && c !== 10 && c !== 13 && c !== 12)) bad++
  }
  return bad > sample.length * 0.15
}
