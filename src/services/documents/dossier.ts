import { openPackage, type Parts, sealPackage, sha256, textOf, unescapeXml, withText } from './package.ts'

/** One paper of a dossier: its .docx and how the catalogue calls it. */
export interface Bound {
  readonly title: string
  readonly number: string | null
  readonly day: string
  readonly bytes: Uint8Array
}

const bodyOf = (page: string): { content: string; section: string } => {
  const body = /<w:body>([\s\S]*)<\/w:body>/.exec(page)?.[1] ?? ''
  const at = body.lastIndexOf('<w:sectPr')
  return at < 0 ? { content: body, section: '<w:sectPr/>' } : { content: body.slice(0, at), section: body.slice(at) }
}

const textIn = (xml: string): string => [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map((m) => unescapeXml(m[1] ?? '')).join('')

/** A fair guess at the pages of a paper, for the catalogue as it is before the word processor counts for itself. */
export function pagesOf(content: string): number {
  const lines = content
    .split('</w:p>')
    .reduce((n, p) => n + (p.includes('<w:tc>') ? 0.6 : 1) * Math.max(1, Math.ceil(textIn(p).length / 28)), 0)
  const breaks = content.match(/<w:pageBreakBefore\/>|<w:br w:type="page"\/>/g)?.length ?? 0
  return Math.max(1 + breaks, Math.ceil(lines / 22))
}

const run = (inner: string, size = 28) =>
  `<w:r><w:rPr><w:rFonts w:ascii="仿宋_GB2312" w:hAnsi="仿宋_GB2312" w:eastAsia="仿宋_GB2312" w:cs="仿宋_GB2312" w:hint="eastAsia"/><w:noProof/><w:sz w:val="${size}"/></w:rPr>${inner}</w:r>`

/** The page on which a bookmark stands: the word processor counts it when the file is opened, the guess stands there until then. */
const pageReference = (bookmark: string, guess: number) =>
  `${run('<w:fldChar w:fldCharType="begin" w:dirty="true"/>')}${run(`<w:instrText xml:space="preserve"> PAGEREF ${bookmark} \\h </w:instrText>`)}${run('<w:fldChar w:fldCharType="separate"/>')}${run(`<w:t>${guess}</w:t>`)}${run('<w:fldChar w:fldCharType="end"/>')}`

const sectionEnd = (section: string) =>
  `<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>${section}</w:pPr></w:p>`

/** Styles and pictures of a paper under names of its own, so that two papers may both have a style called "1" and a picture called image1. */
function adopt(base: Parts, paper: Parts, content: string, n: number): { parts: Parts; content: string } {
  let parts = base
  let out = content
    .replaceAll(/<w:numPr>[\s\S]*?<\/w:numPr>/g, '')
    .replaceAll(/<w:(bookmarkStart|bookmarkEnd|commentRangeStart|commentRangeEnd)[^>]*\/>/g, '')
  const styles = textOf(paper, 'word/styles.xml')
  const wanted = new Set([...out.matchAll(/<w:[prt](?:bl)?Style w:val="([^"]+)"/g)].map((m) => m[1] ?? ''))
  const copied: string[] = []
  for (const id of wanted) {
    const style = styles.match(new RegExp(`<w:style [^>]*w:styleId="${id.replaceAll(/[^\w-]/g, '\\$&')}"[\\s\\S]*?</w:style>`))?.[0]
    if (!style) continue
    const parent = /<w:basedOn w:val="([^"]+)"/.exec(style)?.[1]
    if (parent) wanted.add(parent)
    copied.push(
      style
        .replace(/w:styleId="([^"]+)"/, `w:styleId="d${n}_$1"`)
        .replace(/ w:default="[^"]*"/, '')
        .replace(/<w:name w:val="([^"]+)"/, `<w:name w:val="d${n} $1"`)
        .replaceAll(/<w:(basedOn|link) w:val="([^"]+)"/g, `<w:$1 w:val="d${n}_$2"`)
        .replaceAll(/<w:next [^>]*\/>|<w:numPr>[\s\S]*?<\/w:numPr>/g, ''),
    )
  }
  out = out.replaceAll(/<w:([prt](?:bl)?Style) w:val="([^"]+)"/g, `<w:$1 w:val="d${n}_$2"`)
  if (copied.length > 0)
    parts = withText(parts, 'word/styles.xml', textOf(parts, 'word/styles.xml').replace('</w:styles>', `${copied.join('')}</w:styles>`))
  const relations = [...textOf(paper, 'word/_rels/document.xml.rels').matchAll(/<Relationship [^>]*>/g)].map((m) => m[0])
  for (const r of relations) {
    const [id, target] = [/ Id="([^"]+)"/.exec(r)?.[1] ?? '', / Target="([^"]+)"/.exec(r)?.[1] ?? '']
    const picture = r.includes('/image"') ? paper[`word/${target}`] : undefined
    if (!picture || !out.includes(`"${id}"`)) continue
    const extension = target.split('.').at(-1) ?? 'png'
    const name = `media/d${n}-${sha256(picture).slice(0, 12)}.${extension}`
    parts = { ...parts, [`word/${name}`]: picture }
    parts = withText(
      parts,
      'word/_rels/document.xml.rels',
      textOf(parts, 'word/_rels/document.xml.rels').replace(
        '</Relationships>',
        `<Relationship Id="d${n}_${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="${name}"/></Relationships>`,
      ),
    )
    const types = textOf(parts, '[Content_Types].xml')
    if (!types.includes(`Extension="${extension}"`))
      parts = withText(
        parts,
        '[Content_Types].xml',
        types.replace(
          /(<Types[^>]*>)/,
          `$1<Default Extension="${extension}" ContentType="image/${extension === 'jpg' ? 'jpeg' : extension}"/>`,
        ),
      )
    out = out.replaceAll(`r:embed="${id}"`, `r:embed="d${n}_${id}"`).replaceAll(`r:id="${id}"`, `r:id="d${n}_${id}"`)
  }
  return { parts, content: out }
}

/**
 * Binds papers behind a cover with its catalogue into one .docx. The cover's template carries `@page0@`, `@page1@` … where the page of each paper is to stand.
 * Page numbers run through; a paper's own headers and footers give way to the dossier's.
 */
export function bind(cover: Uint8Array, papers: readonly Bound[]): Uint8Array {
  let parts = openPackage(cover)
  const page = textOf(parts, 'word/document.xml')
  const { content: front, section } = bodyOf(page)
  const footers = section.match(/<w:(?:footer|header)Reference[^>]*\/>/g)?.join('') ?? ''
  let at = 1 + pagesOf(front)
  let body = front
  let ending = section
  for (const [n, paper] of papers.entries()) {
    const opened = openPackage(paper.bytes)
    const own = bodyOf(textOf(opened, 'word/document.xml'))
    const adopted = adopt(parts, opened, own.content, n)
    parts = adopted.parts
    const mark = `paper_${n}`
    body = body.replace(new RegExp(`<w:r>(?:(?!</w:r>)[\\s\\S])*?@page${n}@[\\s\\S]*?</w:r>`), pageReference(mark, at))
    body += `${sectionEnd(ending)}<w:bookmarkStart w:id="${9000 + n}" w:name="${mark}"/><w:bookmarkEnd w:id="${9000 + n}"/>${adopted.content}`
    ending = own.section
      .replaceAll(/<w:(?:footer|header)Reference[^>]*\/>|<w:pgNumType[^>]*\/>|<w:titlePg[^>]*\/>/g, '')
      .replace(
        /<w:sectPr((?: [^>]*?)?)(\/?)>/,
        (_, attributes: string, empty: string) =>
          `<w:sectPr${attributes.replaceAll(/ w:rsid\w*="[^"]*"/g, '')}>${footers}${empty ? '</w:sectPr>' : ''}`,
      )
    at += pagesOf(own.content)
  }
  const settings = textOf(parts, 'word/settings.xml')
  if (!settings.includes('<w:updateFields'))
    parts = withText(parts, 'word/settings.xml', settings.replace('</w:settings>', '<w:updateFields w:val="true"/></w:settings>'))
  return sealPackage(
    withText(
      parts,
      'word/document.xml',
      page.replace(/<w:body>[\s\S]*<\/w:body>/, () => `<w:body>${body}${ending}</w:body>`),
    ),
  )
}
