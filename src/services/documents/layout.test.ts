import { describe, expect, it } from 'vitest'
import { compileBureau } from '../../kernel/index.ts'
import { lines, posts } from '../../lines/index.ts'
import { Fault } from '../fault.ts'
import { asPreview, type Content, fill } from './fill.ts'
import { spansOf, templateOf } from './layout.ts'
import { blocksOf } from './markup.ts'
import { openPackage, sealPackage, textOf, unescapeXml, withText } from './package.ts'
import { readTags, type TagNode } from './tags.ts'

const bureau = compileBureau(lines, posts, { hasRule: () => true })
const words = (xml: string) =>
  xml
    .split('</w:p>')
    .map((p) => [...p.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map((m) => unescapeXml(m[1] ?? '')).join(''))
    .join('\n')
const sample = (tags: readonly TagNode[]): Content =>
  Object.fromEntries(tags.map((t) => [t.name, t.list ? [sample(t.list), sample(t.list)] : '“样例”——……']))
const agreement = bureau.documents.get('mediation.case/agreement')
const caseKept = bureau.records.get('mediation.case')
if (!agreement || !caseKept) throw new Error('the mediation line has lost its agreement')

describe('公文版式（T12）', () => {
  it('names the font of every run for Chinese and for quotation marks, and no theme font', async () => {
    const parts = openPackage(await templateOf(agreement.title, agreement.body))
    const filled = openPackage(await fill(sealPackage(parts), sample(readTags(bureau, caseKept, parts))))
    for (const name of ['word/document.xml', 'word/footer1.xml', 'word/styles.xml'])
      expect(textOf(filled, name)).not.toMatch(/[aA]siaTheme|asciiTheme|hAnsiTheme/)
    const runs = textOf(filled, 'word/document.xml').match(/<w:r>[\s\S]*?<\/w:r>/g) ?? []
    expect(runs.length).toBeGreaterThan(15)
    for (const r of runs.filter((x) => x.includes('<w:t'))) {
      expect(r).toMatch(/w:eastAsia="(仿宋_GB2312|黑体|方正小标宋简体)"/)
      expect(r).toMatch(/w:hint="eastAsia"/)
      expect(/w:ascii="([^"]+)"/.exec(r)?.[1]).toBe(/w:eastAsia="([^"]+)"/.exec(r)?.[1])
    }
    expect(runs.some((r) => r.includes('“样例”——……') && r.includes('仿宋_GB2312'))).toBe(true)
  })

  it('sets A4 with margins of 37, 35, 28 and 26 mm, 22 lines of 28 characters, fixed lines and two characters of indent', async () => {
    const page = textOf(openPackage(await templateOf(agreement.title, agreement.body)), 'word/document.xml')
    const size = /<w:pgSz [^>]*>/.exec(page)?.[0] ?? ''
    const margin = /<w:pgMar [^>]*>/.exec(page)?.[0] ?? ''
    const mm = (name: string) => Math.round((Number(new RegExp(`w:${name}="(\\d+)"`).exec(margin)?.[1]) * 25.4) / 1440)
    expect(size).toMatch(/w:w="11906"/)
    expect(size).toMatch(/w:h="16838"/)
    expect([mm('top'), mm('bottom'), mm('left'), mm('right')]).toEqual([37, 35, 28, 26])
    expect(page).toMatch(/<w:docGrid [^>]*w:type="linesAndChars"/)
    expect(page).toMatch(/w:linePitch="579"/)
    expect(page).toContain('w:firstLineChars="200"')
    expect(page).toContain('w:firstLine="640"')
    expect(page).toMatch(/w:line="560" w:lineRule="exact/)
  })

  it('fills every document of every line without a tag left over or a word of the machine', async () => {
    for (const d of bureau.documents.values()) {
      const kept = bureau.records.get(d.record)
      if (!kept) throw new Error(d.record)
      const template = await templateOf(d.title, d.body)
      const tags = readTags(bureau, kept, openPackage(template))
      const filled = words(textOf(openPackage(await fill(template, sample(tags))), 'word/document.xml'))
      expect(filled, d.id).not.toMatch(/[{}]|undefined|null|NaN|\[object/)
      expect(filled.split('\n')[0], d.id).not.toBe('')
      const blank = (nodes: readonly TagNode[]): Content => Object.fromEntries(nodes.map((t) => [t.name, t.list ? [] : '']))
      expect(words(textOf(openPackage(await fill(template, blank(tags))), 'word/document.xml')), d.id).not.toMatch(/[{}]|undefined|null/)
    }
  })

  it('gives the same bytes for the same content, so that an issued paper can be made again', async () => {
    const [a, b] = await Promise.all([1, 2].map(() => templateOf(agreement.title, agreement.body)))
    expect(Buffer.compare(a as Uint8Array, b as Uint8Array)).toBe(0)
    const content = sample(readTags(bureau, caseKept, openPackage(a as Uint8Array)))
    expect(Buffer.compare(await fill(a as Uint8Array, content), await fill(b as Uint8Array, content))).toBe(0)
  })

  it('repeats table rows for each person, and leaves a line to write on where nothing is known', async () => {
    const d = bureau.documents.get('mediation.case/application')
    const template = await templateOf(d?.title ?? '', d?.body ?? '')
    const tags = readTags(bureau, caseKept, openPackage(template))
    const person = (name: string) => ({ name, sex: '女', phone: '', identityNumber: '', address: '' })
    const content = {
      ...sample(tags),
      applicant: [person('陈一'), person('陈二')],
      respondent: [person('林三')],
      amountClaimed: '',
      summary: '第一段\n第二段',
    }
    const page = textOf(openPackage(await fill(template, content)), 'word/document.xml')
    expect(page.match(/<w:tr>/g)?.length ?? page.match(/<w:tr /g)?.length).toBe(5)
    expect(words(page)).toContain('争议金额：＿＿＿＿＿＿')
    expect(page).toContain('<w:t xml:space="preserve">　　第二段</w:t>')
  })

  it('marks every page of a preview', async () => {
    const parts = openPackage(asPreview(await templateOf('文书', '# 文书\n正文。')))
    expect(textOf(parts, 'word/header-preview.xml')).toContain('预览')
    expect(textOf(parts, 'word/document.xml').match(/headerReference/g)).toHaveLength(3)
  })
})

describe('文书标记', () => {
  it('keeps the rows around a list in one form and puts the list on its rows', () => {
    const [form] = blocksOf('| 甲 | {a} |\n{#p}\n| 姓名 | {name} |\n| 电话 | {phone} |\n{/p}\n| 乙 |  |')
    expect(form).toEqual({
      kind: 'form',
      rows: [
        { cells: ['甲', '{a}'], opens: [], closes: [] },
        { cells: ['姓名', '{name}'], opens: ['p'], closes: [] },
        { cells: ['电话', '{phone}'], opens: [], closes: ['p'] },
        { cells: ['乙', ''], opens: [], closes: [] },
      ],
    })
  })

  it('fits the cells of every row to one width', () => {
    for (let n = 1; n <= 24; n++) expect(spansOf(Array.from({ length: n }, () => 'x')).reduce((a, b) => a + b, 0)).toBe(24)
  })
})

describe('上传的模板', () => {
  const faultsOf = async (page: (xml: string) => string): Promise<string[]> => {
    const parts = openPackage(await templateOf(agreement.title, agreement.body))
    try {
      readTags(bureau, caseKept, withText(parts, 'word/document.xml', page(textOf(parts, 'word/document.xml'))))
      return []
    } catch (e) {
      return e instanceof Fault ? (e.faults ?? []).map((f) => f.say) : [String(e)]
    }
  }

  it('is refused with all its faults at once: unknown names, lists that do not close, single braces', async () => {
    const faults = await faultsOf((xml) =>
      xml
        .replace('{number}', '{numbr}')
        .replace('{/applicant}', '')
        .replace('{performBy}', '{performBy')
        .replace('{agreedOn}', '{identityNumber}'),
    )
    expect(faults).toHaveLength(4)
    expect(faults.join()).toMatch(/numbr/)
    expect(faults.join()).toMatch(/\{#applicant\} 没有结束标记/)
    expect(faults.join()).toMatch(/花括号不成对/)
  })

  it('may have a tag that the editor has split over several runs', async () => {
    expect(await faultsOf((xml) => xml.replace('编号：{number}', '编号：{num</w:t></w:r><w:r><w:t>ber}'))).toEqual([])
  })

  it('is refused when it is no Word document, or unfolds to gigabytes', () => {
    expect(() => openPackage(new Uint8Array([1, 2, 3]))).toThrow(/template-file/)
    const bomb = sealPackage({ '[Content_Types].xml': new Uint8Array(1), 'word/document.xml': new Uint8Array(70 * 1024 * 1024) })
    expect(() => openPackage(bomb)).toThrow(/template-file/)
  })
})
