import { createHash } from 'node:crypto'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { documentFault } from './faults.ts'

/** The parts of a .docx by their path in the package. */
export type Parts = Record<string, Uint8Array>

/** A package may not unfold to more than this; a form has some tens of kilobytes. */
const LARGEST = 64 * 1024 * 1024

/** Opens a .docx. Throws `document.template-file` when it is none, or unfolds to more than a paper can hold. */
export function openPackage(file: Uint8Array): Parts {
  try {
    let total = 0
    const parts = unzipSync(file, {
      filter: (f) => {
        total += f.originalSize
        if (total > LARGEST) throw new RangeError('the package unfolds to too much')
        return true
      },
    })
    if (parts['word/document.xml'] && parts['[Content_Types].xml']) return parts
  } catch (error) {
    throw documentFault('document.template-file', { en: `Not a Word document: ${error instanceof RangeError ? 'too large' : 'damaged'}` })
  }
  throw documentFault('document.template-file')
}

/**
 * Packs parts so that the same parts always give the same bytes: fixed order, fixed time (noon, so that no time zone moves the day), fixed level.
 * This is what lets an issued paper be made again, byte for byte.
 */
export function sealPackage(parts: Parts): Uint8Array {
  const names = Object.keys(parts).toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
  return zipSync(Object.fromEntries(names.map((n) => [n, parts[n] ?? new Uint8Array()])), { level: 6, mtime: '2000-01-01T12:00:00' })
}

/** The content types come first: some readers look only there. */
const rank = (name: string): number => (name === '[Content_Types].xml' ? 0 : name === '_rels/.rels' ? 1 : 2)

export const textOf = (parts: Parts, name: string): string => strFromU8(parts[name] ?? new Uint8Array())
export const withText = (parts: Parts, name: string, text: string): Parts => ({ ...parts, [name]: strToU8(text) })
export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
export const unescapeXml = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&amp;', '&')
