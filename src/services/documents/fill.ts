import { LoopPlugin, ScopeData, type Tag, TagPlacement, TemplateHandler, TextPlugin, type XmlNode } from 'easy-template-x'
import { openPackage, sealPackage, textOf, withText } from './package.ts'

/** What is filled in: texts in official form, and lists of the same. It is kept with an issued paper, so that it can be made again. */
export interface Content {
  readonly [tag: string]: string | readonly Content[]
}

/** A place to write by hand, where a value is unknown. */
const BLANK = '＿＿＿＿＿＿'

/** A value in a sentence leaves a line to write on when it is unknown, and begins its further paragraphs two characters in; in a form an empty cell is that place. */
class OfficialText extends TextPlugin {
  override simpleTagReplacements(tag: Tag, data: ScopeData): void {
    const value: unknown = data.getScopeData()
    const text = typeof value === 'string' ? value : ''
    const inForm = tag.placement === TagPlacement.TextNode && isInCell(tag.xmlTextNode)
    const set = new ScopeData({})
    set.scopeDataResolver = () => (inForm ? text : text === '' ? BLANK : text.replaceAll(/\n+/g, '\n　　'))
    super.simpleTagReplacements(tag, set)
  }
}

function isInCell(node: XmlNode): boolean {
  for (let at: XmlNode | undefined = node; at; at = at.parentNode) if (at.nodeName === 'w:tc') return true
  return false
}

/** Fills a template. The same template and content give the same bytes. Throws when the content lacks a tag: a paper never goes out with a gap nobody meant. */
export async function fill(template: Uint8Array, content: Content): Promise<Uint8Array> {
  const handler = new TemplateHandler({
    plugins: [new LoopPlugin(), new OfficialText()],
    defaultContentType: 'text',
    containerContentType: 'loop',
    scopeDataResolver: (args) => {
      const found = ScopeData.defaultResolver(args)
      if (found === undefined) throw new Error(`the content lacks the tag ${args.strPath.join('/')}`)
      return found
    },
  })
  const filled = await handler.process(Buffer.from(template), content as Parameters<TemplateHandler['process']>[1])
  return sealPackage(openPackage(filled))
}

const previewHeader = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas><v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800"/><v:textpath on="t" fitshape="t"/></v:shapetype><v:shape id="preview" type="#_x0000_t136" style="position:absolute;width:360pt;height:180pt;rotation:315;z-index:-1;mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;mso-position-vertical-relative:margin" fillcolor="#d9d9d9" stroked="f"><v:textpath style="font-family:&quot;黑体&quot;;font-size:1pt" string="预览"/></v:shape></w:pict></w:r><w:r><w:rPr><w:rFonts w:ascii="黑体" w:hAnsi="黑体" w:eastAsia="黑体" w:cs="黑体" w:hint="eastAsia"/><w:color w:val="C00000"/><w:sz w:val="24"/></w:rPr><w:t>预览　未编号　不具效力</w:t></w:r></w:p></w:hdr>`

/** Marks every page of a filled paper as a preview: a header in red and a watermark, in place of whatever header the template has. */
export function asPreview(filled: Uint8Array): Uint8Array {
  let parts = openPackage(filled)
  parts = withText(parts, 'word/header-preview.xml', previewHeader)
  const types = textOf(parts, '[Content_Types].xml').replace(
    '</Types>',
    '<Override PartName="/word/header-preview.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/></Types>',
  )
  const rels = textOf(parts, 'word/_rels/document.xml.rels').replace(
    '</Relationships>',
    '<Relationship Id="rIdPreview" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header-preview.xml"/></Relationships>',
  )
  const references = ['default', 'even', 'first'].map((t) => `<w:headerReference w:type="${t}" r:id="rIdPreview"/>`).join('')
  const page = textOf(parts, 'word/document.xml')
    .replaceAll(/<w:headerReference[^>]*\/>/g, '')
    .replaceAll(/<w:sectPr((?: [^>]*)?)(\/?)>/g, (_, attributes: string, empty: string) =>
      empty ? `<w:sectPr${attributes}>${references}</w:sectPr>` : `<w:sectPr${attributes}>${references}`,
    )
  parts = withText(parts, '[Content_Types].xml', types)
  parts = withText(parts, 'word/_rels/document.xml.rels', rels)
  return sealPackage(withText(parts, 'word/document.xml', page))
}
