import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { testStore } from '../store/testing.ts'
import { openDocuments } from './documents.ts'
import { templateOf } from './layout.ts'
import { openPackage, sealPackage, textOf, unescapeXml, withText } from './package.ts'
import { openOffice, refusal } from './testing.ts'

const store = await testStore()
const office = await openOffice(store)
const { actors, ledger, openCase } = office
const documents = openDocuments({ ...office, bureauName: async () => '潮州市湘桥区司法局' })
const words = (bytes: Uint8Array) =>
  textOf(openPackage(bytes), 'word/document.xml')
    .split('</w:p>')
    .map((p) => [...p.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map((m) => unescapeXml(m[1] ?? '')).join(''))
    .join('\n')
const rows = <T>(text: string) => store.owner((tx) => tx.rows<T>(sql.raw(text)))
const agreed = async (more: Readonly<Record<string, unknown>> = {}) => {
  const c = await openCase()
  return ledger.step(actors.mediator, 'mediation.case', c.id, 'agreeInWriting', {
    version: 1,
    values: { agreedOn: '2017-10-20', terms: '一、林平安于十日内清理排水沟。\n二、双方互不追究。', amountAgreed: 8000, ...more },
  })
}

describe('制发文书', () => {
  it('is refused before the step that issues the paper, to other towns and to posts that do not take the step', async () => {
    const { id } = await openCase()
    expect(await refusal(documents.issue(actors.mediator, 'mediation.case', id, 'agreement'))).toBe('document.too-early')
    expect(await refusal(documents.issue(actors.other, 'mediation.case', id, 'registration'))).toBe('record.missing')
    expect(await refusal(documents.issue(actors.officer, 'mediation.case', id, 'registration'))).toBe('access.post')
    expect(await refusal(documents.issue(actors.mediator, 'mediation.case', id, 'nothing'))).toBe('document.unknown')
    expect(await refusal(documents.issue(actors.mediator, 'mediation.case', id, 'registration'))).toBe('done')
  })

  it('fills record, people and linked committee, writes down the look at identity numbers, and tells the history', async () => {
    const c = await agreed()
    const paper = await documents.issue(actors.mediator, 'mediation.case', c.id, 'agreement')
    const text = words((await documents.read(actors.mediator, paper.id)).bytes)
    expect(text).toContain('当事人：陈安宁，男，1990年3月7日出生')
    expect(text).toContain('身份证号110101199003070011')
    expect(text).toContain('铁铺镇人民调解委员会（盖章）')
    expect(text).toContain('协议涉及金额：8000元（人民币捌仟元整）')
    expect(text).toContain('2017年10月20日')
    expect(text).not.toMatch(/[{}]|undefined|null/)
    const [look] = await rows<{ detail: { purpose: string } }>(
      `select detail from audit where kind = 'person.looked' and detail->>'record' = '${c.id}'`,
    )
    expect(look?.detail.purpose).toBe('制发《人民调解协议书》')
    expect(await rows(`select 1 from audit where kind = 'document.opened' and subject = '${paper.id}'`)).toHaveLength(1)
    expect(await rows(`select kind, step from event where record_id = '${c.id}' order by seq desc limit 1`)).toEqual([
      { kind: 'document', step: 'agreement' },
    ])
  })

  it('takes numbers without a gap, also after a refusal, and gives a repeated request the same paper', async () => {
    const refer = async () => {
      const c = await openCase()
      await ledger.step(actors.mediator, 'mediation.case', c.id, 'refer', {
        version: 1,
        values: { resultOn: '2017-10-25', organ: 'court', reason: '不属调解范围' },
      })
      return c.id
    }
    const [a, b] = [await refer(), await refer()]
    const key = { key: 'paper-1', request: [a, 'referral'] }
    const first = await documents.issue(actors.mediator, 'mediation.case', a, 'referral', key)
    expect(first.number).toBe('铁铺调移字〔2017〕第1号')
    expect(await documents.issue(actors.mediator, 'mediation.case', a, 'referral', key)).toEqual(first)
    expect(await refusal(documents.issue(actors.other, 'mediation.case', b, 'referral'))).toBe('record.missing')
    const all = await Promise.all([1, 2, 3].map(() => documents.issue(actors.mediator, 'mediation.case', b, 'referral')))
    expect(all.map((x) => x.number).toSorted()).toEqual([2, 3, 4].map((n) => `铁铺调移字〔2017〕第${n}号`))
    expect(words((await documents.read(actors.mediator, first.id)).bytes)).toContain('铁铺调移字〔2017〕第1号')
  })

  it('makes an issued paper again byte for byte after the record was corrected and the template replaced', async () => {
    const c = await agreed()
    const paper = await documents.issue(actors.mediator, 'mediation.case', c.id, 'agreement')
    const before = await documents.read(actors.mediator, paper.id)
    await ledger.correct(actors.leader, 'mediation.case', c.id, { version: c.version, values: { amountAgreed: 9000 }, reason: '金额笔误' })
    const d = office.bureau.documents.get('mediation.case/agreement')
    const other = await templateOf('协议书', `${d?.body}\n本局监制。`)
    expect(await refusal(documents.replaceTemplate(actors.mediator, 'mediation.case/agreement', other))).toBe('access.duty')
    expect(await documents.replaceTemplate(actors.officer, 'mediation.case/agreement', other)).toEqual({ version: 2 })
    expect(Buffer.compare((await documents.read(actors.mediator, paper.id)).bytes, before.bytes)).toBe(0)
    const second = await documents.issue(actors.mediator, 'mediation.case', c.id, 'agreement')
    const text = words((await documents.read(actors.mediator, second.id)).bytes)
    expect(text).toContain('本局监制。')
    expect(text).toContain('9000元')
    await documents.restoreTemplate(actors.officer, 'mediation.case/agreement')
    expect((await documents.templates(actors.officer, 'mediation.case/agreement')).map((v) => [v.version, v.own])).toEqual([
      [3, false],
      [2, true],
      [1, false],
    ])
  })

  it('refuses a template with an unknown tag and keeps the one in use', async () => {
    const parts = openPackage(await templateOf('函', '# 函\n{kind}'))
    const bad = sealPackage(withText(parts, 'word/document.xml', textOf(parts, 'word/document.xml').replace('{kind}', '{kin}')))
    expect(await refusal(documents.replaceTemplate(actors.officer, 'mediation.case/referral', bad))).toBe('document.template')
    expect(await refusal(documents.replaceTemplate(actors.officer, 'mediation.case/referral', new Uint8Array([80, 75])))).toBe(
      'document.template-file',
    )
  })

  it('previews without a number and with identity numbers masked', async () => {
    const c = await openCase()
    const text = words((await documents.preview(actors.mediator, 'mediation.case', c.id, 'confirmationRequest')).bytes)
    expect(text).toContain('身份证号1****************1')
    expect(text).not.toContain('110101199003070011')
    expect(words((await documents.preview(actors.mediator, 'mediation.case', c.id, 'referral')).bytes)).toContain('（预览，未编号）')
  })

  it('says of each document whether it may be issued now, and why not', async () => {
    const c = await openCase()
    const list = await documents.of(actors.mediator, 'mediation.case', c.id)
    expect(list.find((d) => d.key === 'registration')).toMatchObject({ allowed: true, issued: [] })
    expect(list.find((d) => d.key === 'agreement')).toMatchObject({ allowed: false, why: '办理“达成书面协议”后制发' })
    expect((await documents.of(actors.superior, 'mediation.case', c.id)).every((d) => !d.allowed)).toBe(true)
  })

  it('offers the papers of a medical dispute for medical disputes only', async () => {
    const [neighbours, medical] = [await openCase(), await openCase(actors.mediator, { kind: 'medical' })]
    const keys = async (id: string) => (await documents.of(actors.mediator, 'mediation.case', id)).map((d) => d.key)
    expect(await keys(neighbours.id)).not.toContain('medicalNotice')
    expect(await keys(medical.id)).toContain('medicalNotice')
    expect(await refusal(documents.issue(actors.mediator, 'mediation.case', neighbours.id, 'medicalNotice'))).toBe('document.not-for')
  })

  it('binds a dossier of all papers of the case and its sessions, with a catalogue and page references', async () => {
    const c = await openCase()
    const s = await ledger.create(actors.mediator, 'mediation.session', {
      parent: c.id,
      values: { heldOn: '2017-10-12', place: '村委会', toldRights: true, record: '双方到场。' },
    })
    await documents.issue(actors.mediator, 'mediation.case', c.id, 'registration')
    await documents.issue(actors.mediator, 'mediation.session', s.id, 'minutes')
    const { bytes, name } = await documents.dossier(actors.mediator, 'mediation.case', c.id)
    const text = words(bytes)
    expect(name).toContain('卷宗')
    expect(text.indexOf('人民调解受理登记表')).toBeLessThan(text.indexOf('人民调解记录'))
    expect(text).toContain('双方到场。')
    expect(text).toContain('村委会')
    const xml = textOf(openPackage(bytes), 'word/document.xml')
    expect(xml.match(/PAGEREF paper_\d/g)).toEqual(['PAGEREF paper_0', 'PAGEREF paper_1'])
    expect(xml.match(/<w:sectPr/g)).toHaveLength(3)
    expect(xml).not.toContain('@page')
  })

  it('does not issue papers of a voided record', async () => {
    const c = await openCase()
    await ledger.void(actors.leader, 'mediation.case', c.id, { version: 1, reason: '重复登记' })
    expect(await refusal(documents.issue(actors.mediator, 'mediation.case', c.id, 'registration'))).toBe('document.voided')
  })
})
