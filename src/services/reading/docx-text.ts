import mammoth from 'mammoth'

const ENTITIES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&nbsp;': ' ', '&amp;': '&' }

/** Words of a Word document: one paragraph a line, one row of a table a line with its cells parted by tabs. */
export async function docxText(bytes: Uint8Array): Promise<string> {
  const { value } = await mammoth.convertToHtml(
    { buffer: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) },
    { convertImage: mammoth.images.imgElement(async () => ({ src: '' })), includeDefaultStyleMap: false },
  )
  return value
    .replace(/<t[dh][^>]*>((?:(?!<\/?t[dh]\b)[\s\S])*)<\/t[dh]>/g, (_, cell: string) => `${plain(cell.replace(/<[^>]*>/g, ' '))}\t`)
    .replace(/\t?<\/tr>/g, '\n')
    .replace(/<\/(?:p|h\d|li)>|<br ?\/?>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:lt|gt|quot|#39|nbsp|amp);/g, (e) => ENTITIES[e] ?? e)
}

const plain = (cell: string): string => cell.replace(/\s+/g, ' ').trim()
