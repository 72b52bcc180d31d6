import { type Reading, refuse } from './fault.ts'

const MOST_PAGES = 500

/** Text layer of a PDF, page by page, lines as printed. A scanned PDF without a text layer is refused with advice. */
export async function readPdf(bytes: Uint8Array): Promise<Reading> {
  const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs')
  // pdf.js takes ownership of the buffer
  const task = pdfjs.getDocument({
    data: bytes.slice(),
    useSystemFonts: false,
    disableFontFace: true,
    verbosity: 0,
  })
  try {
    const pdf = await task.promise
    const pages: string[] = []
    for (let n = 1; n <= Math.min(pdf.numPages, MOST_PAGES); n++) {
      const page = await pdf.getPage(n)
      const content = await page.getTextContent()
      let text = ''
      for (const item of content.items) if ('str' in item) text += item.str + (item.hasEOL ? '\n' : '')
      pages.push(text)
      page.cleanup()
    }
    const text = pages.join('\n')
    return text.trim() === '' ? refuse('reading.no-text') : { ok: true, text }
  } catch (error) {
    return refuse(error instanceof Error && error.name === 'PasswordException' ? 'reading.encrypted' : 'reading.damaged')
  } finally {
    await task.destroy().catch(() => undefined)
  }
}
