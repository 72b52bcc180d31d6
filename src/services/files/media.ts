/** What a file is by its first bytes: the name it came with proves nothing. */
export interface Media {
  readonly media: string
  /** Extensions under which such a file is kept; the first is given to a file that has none of them. */
  readonly extensions: readonly string[]
}

const office = 'application/vnd.openxmlformats-officedocument'

const starts: readonly { readonly bytes: readonly number[]; readonly at?: number; readonly is: Media }[] = [
  { bytes: [0x25, 0x50, 0x44, 0x46, 0x2d], is: { media: 'application/pdf', extensions: ['pdf'] } },
  { bytes: [0xff, 0xd8, 0xff], is: { media: 'image/jpeg', extensions: ['jpg', 'jpeg'] } },
  { bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], is: { media: 'image/png', extensions: ['png'] } },
  { bytes: [0x47, 0x49, 0x46, 0x38], is: { media: 'image/gif', extensions: ['gif'] } },
  { bytes: [0x42, 0x4d], is: { media: 'image/bmp', extensions: ['bmp'] } },
  { bytes: [0x49, 0x49, 0x2a, 0x00], is: { media: 'image/tiff', extensions: ['tif', 'tiff'] } },
  { bytes: [0x4d, 0x4d, 0x00, 0x2a], is: { media: 'image/tiff', extensions: ['tif', 'tiff'] } },
  { bytes: [0x57, 0x45, 0x42, 0x50], at: 8, is: { media: 'image/webp', extensions: ['webp'] } },
  { bytes: [0x57, 0x41, 0x56, 0x45], at: 8, is: { media: 'audio/wav', extensions: ['wav'] } },
  { bytes: [0x66, 0x74, 0x79, 0x70], at: 4, is: { media: 'video/mp4', extensions: ['mp4', 'm4a', 'mov', 'heic'] } },
  { bytes: [0x49, 0x44, 0x33], is: { media: 'audio/mpeg', extensions: ['mp3'] } },
  { bytes: [0xff, 0xfb], is: { media: 'audio/mpeg', extensions: ['mp3'] } },
  { bytes: [0x23, 0x21, 0x41, 0x4d, 0x52], is: { media: 'audio/amr', extensions: ['amr'] } },
]

const zips: readonly { readonly holds: string; readonly is: Media }[] = [
  { holds: 'word/', is: { media: `${office}.wordprocessingml.document`, extensions: ['docx'] } },
  { holds: 'xl/', is: { media: `${office}.spreadsheetml.sheet`, extensions: ['xlsx'] } },
  { holds: 'ppt/', is: { media: `${office}.presentationml.presentation`, extensions: ['pptx'] } },
  { holds: 'OFD.xml', is: { media: 'application/ofd', extensions: ['ofd'] } },
]

const has = (head: Uint8Array, bytes: readonly number[], at = 0): boolean => bytes.every((b, i) => head[at + i] === b)

/** Plain text: valid UTF-8 or GB 18030 without control characters, and no mark-up that a browser would run. */
function isText(head: Uint8Array): boolean {
  if (head.some((b) => b < 0x20 && b !== 0x09 && b !== 0x0a && b !== 0x0d)) return false
  const text = Buffer.from(head).toString('latin1').trimStart().toLowerCase()
  return !text.startsWith('<') && !text.startsWith('#!')
}

/** What a file is; null for programs, web pages and anything this list does not know. `head` is its first four kilobytes. */
export function sniff(head: Uint8Array, name: string): Media | null {
  const extension = /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  // A program that begins as a picture would: 「BM」 and 「MZ」 are two letters only, so the rest of the header is looked at too.
  const known = starts.find((s) => has(head, s.bytes, s.at))
  if (known && !(known.is.extensions[0] === 'bmp' && !has(head, [0, 0, 0, 0], 6))) return known.is
  if (has(head, [0x50, 0x4b, 0x03, 0x04])) {
    const text = Buffer.from(head).toString('latin1')
    return zips.find((z) => text.includes(z.holds))?.is ?? zipBy(extension)
  }
  if (has(head, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) {
    const old: Readonly<Record<string, string>> = {
      doc: 'application/msword',
      xls: 'application/vnd.ms-excel',
      ppt: 'application/vnd.ms-powerpoint',
      wps: 'application/vnd.ms-works',
      et: 'application/vnd.ms-excel',
    }
    const media = old[extension]
    return media ? { media, extensions: [extension] } : null
  }
  if (head.length > 0 && isText(head))
    return extension === 'csv' ? { media: 'text/csv', extensions: ['csv'] } : { media: 'text/plain', extensions: ['txt'] }
  return null
}

/** An office package whose telling part lies further in than the head. */
const zipBy = (extension: string): Media =>
  zips.find((z) => z.is.extensions.includes(extension))?.is ?? { media: 'application/zip', extensions: ['zip'] }

/** A name that is safe on every system and says the truth about the file: no path, no control or turning characters, an extension that fits. */
export function cleanName(name: string, media: Media): string {
  const last = name.normalize('NFC').split(/[\\/]/).at(-1) ?? ''
  const plain = [...last]
    .filter((c) => c >= ' ' && c !== '\u007f' && !/[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/.test(c))
    .join('')
    .replaceAll(/[:*?"<>|]/g, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '')
  const [, stem = plain, extension = ''] = /^(.*)\.([^.]{1,8})$/.exec(plain) ?? []
  const fits = media.extensions.includes(extension.toLowerCase())
  const base = [...(fits ? stem : plain)].slice(0, 120).join('') || '附件'
  return `${base}.${fits ? extension.toLowerCase() : media.extensions[0]}`
}
