import { strFromU8, unzipSync } from 'fflate'
import { docxText } from './docx-text.ts'
import { type Reading, refuse } from './fault.ts'

const MOST_UNPACKED = 60 * 1024 * 1024
const MOST_FILES = 4000

/** Text of a Word document (.docx), one paragraph or table row a line. Refuses archives that unpack to an unreasonable size. */
export async function readDocx(bytes: Uint8Array): Promise<Reading> {
  let unpacked = 0
  let files = 0
  let document = false
  try {
    // the sizes are in the directory of the archive: nothing is unpacked here
    unzipSync(bytes, {
      filter: (f) => {
        files++
        unpacked += Math.max(f.originalSize, 0)
        if (f.name === 'word/document.xml') document = true
        return false
      },
    })
  } catch {
    return refuse('reading.damaged')
  }
  if (unpacked > MOST_UNPACKED || files > MOST_FILES) return refuse('reading.bomb')
  if (!document) return refuse('reading.damaged')
  // the directory may lie: the main part is unpacked once under a limit of its own
  try {
    const main = unzipSync(bytes, { filter: (f) => f.name === 'word/document.xml' && f.originalSize < MOST_UNPACKED })['word/document.xml']
    if (!main || main.length > MOST_UNPACKED) return refuse('reading.bomb')
    if (/<!ENTITY/.test(strFromU8(main.subarray(0, 2000)))) return refuse('reading.damaged')
  } catch {
    return refuse('reading.damaged')
  }
  try {
    const text = await docxText(bytes)
    return text.trim() === '' ? refuse('reading.no-text') : { ok: true, text }
  } catch {
    return refuse('reading.damaged')
  }
}
