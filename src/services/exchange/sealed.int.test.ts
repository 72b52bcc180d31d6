import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { day, defineDocuments, defineLine, defineRecord, flag, keptBy, text } from '../../kernel/index.ts'
import { openDocuments } from '../documents/documents.ts'
import { openOffice, refusal, who } from '../documents/testing.ts'
import { openJobs } from '../jobs/jobs.ts'
import { openRunner } from '../jobs/runner.ts'
import { tableSql } from '../ledger/tables.ts'
import { testStore } from '../store/testing.ts'
import { openExports } from './export.ts'
import { openProfiles } from './profiles.ts'

// A small line with sealed data, kept by the justice office (cleared) and read by a section (not cleared).
const person = defineRecord({
  id: 'resettlement.trial',
  title: '帮教对象',
  class: 'restricted',
  parties: { subject: { title: '本人', min: 1, max: 1 } },
  fields: { metOn: day('衔接日期'), minor: flag('未成年'), offence: text('罪名').sealed() },
  sealedWhen: ['is', 'minor', true],
  label: ['metOn'],
})
const line = defineLine({
  id: 'resettlement',
  title: '安置帮教',
  section: '股',
  records: [person],
  procedures: [keptBy(person, { by: ['stationOfficer', 'mediationOfficer'], on: 'metOn', papers: ['sheet'] })],
  documents: defineDocuments(person, {
    sheet: {
      title: '帮教登记表',
      body: '# 帮教登记表\n{#subject}\n| 姓名 | {name} | 身份证号 | {identityNumber} |\n{/subject}\n| 罪名 | {offence} |',
    },
    plain: { title: '通知', body: '# 通知\n{metOn}' },
  }),
})
const store = await testStore()
const office = await openOffice(store, [line])
const { actors, bureau, ledger } = office
await store.owner(async (tx) => {
  const kept = bureau.records.get('resettlement.trial')
  for (const statement of kept ? tableSql(kept).split(/;\n/) : []) await tx.exec(sql.raw(statement))
})
const documents = openDocuments({ ...office, bureauName: async () => '司法局' })
const directory = mkdtempSync(join(tmpdir(), 'fazhi-sealed-'))
const jobs = openJobs({ ...office, directory })
const exports = openExports({ ...office, jobs, profiles: openProfiles(office) })
const runner = openRunner({
  ...office,
  jobs,
  directory,
  kinds: new Map([['export.sealed', exports.kind]]),
  actorOf: async (_, account) => Object.values(actors).find((a) => a.account === account) ?? null,
})
const T = 'resettlement.trial'
const enter = (minor: boolean, offence: string) =>
  ledger.create(actors.stationOfficer, T, {
    values: { metOn: '2017-10-09', minor, offence },
    people: [{ role: 'subject', name: '陈某某', identityNumber: '110101199003070011' }],
  })
const events = (id: string) =>
  store.owner((tx) =>
    tx.rows(
      sql<{
        kind: string
        patch: { looked?: string[] }
        reason: string | null
      }>`select kind, patch, reason from event where record_id = ${id} order by seq`,
    ),
  )
const sheetText = async (stream: AsyncIterable<Uint8Array>) => {
  const chunks: Uint8Array[] = []
  for await (const c of stream) chunks.push(c)
  return Buffer.from(unzipSync(Buffer.concat(chunks))['xl/worksheets/sheet1.xml'] ?? new Uint8Array()).toString()
}

describe('封存信息', () => {
  it('stands in a paper only when a cleared post issues it; the paper is sealed, and each reading of it is an event', async () => {
    const { id } = await enter(false, '盗窃罪')
    expect(await refusal(documents.issue(actors.officer, T, id, 'sheet'))).toBe('document.sealed')
    const paper = await documents.issue(actors.stationOfficer, T, id, 'sheet')
    const [row] = await store.owner((tx) => tx.rows(sql<{ sealed: boolean }>`select sealed from document where id = ${paper.id}`))
    expect(row?.sealed).toBe(true)
    expect(await refusal(documents.read(actors.officer, paper.id))).toBe('document.missing')
    await documents.read(actors.stationOfficer, paper.id)
    expect((await events(id)).map((e) => [e.kind, e.patch.looked ?? null, e.reason])).toEqual([
      ['step', null, null],
      ['document', ['罪名'], null],
      ['document', ['罪名'], '调取文书'],
    ])
    // A paper of the same record without sealed data stays open to the section.
    const open = await documents.issue(actors.stationOfficer, T, id, 'plain')
    expect(await refusal(documents.read(actors.officer, open.id))).toBe('done')
    // Were the mark in the table lost, the content itself still says that it is sealed.
    await store.owner((tx) => tx.exec(sql`update document set sealed = false where id = ${paper.id}`))
    expect(await refusal(documents.read(actors.officer, paper.id))).toBe('document.sealed')
  })

  it('is blank in a preview, which no event tells of', async () => {
    const { id } = await enter(false, '诈骗罪')
    const { bytes } = await documents.preview(actors.officer, T, id, 'sheet')
    const page = Buffer.from(unzipSync(bytes)['word/document.xml'] ?? new Uint8Array()).toString()
    expect(page).not.toContain('诈骗罪')
    expect(page).toContain('陈某某')
    expect(await events(id)).toHaveLength(1)
  })

  it('of a sealed record seals all its papers, and those who are not cleared do not find it', async () => {
    const { id } = await enter(true, '故意伤害罪')
    const paper = await documents.issue(actors.stationOfficer, T, id, 'plain')
    expect(await refusal(documents.read(actors.officer, paper.id))).toBe('document.missing')
    expect(await refusal(documents.preview(actors.officer, T, id, 'plain'))).toBe('record.missing')
    const { bytes } = await documents.preview(actors.stationOfficer, T, id, 'sheet')
    expect(Buffer.from(unzipSync(bytes)['word/document.xml'] ?? new Uint8Array()).toString()).not.toContain('故意伤害罪')
  })

  it('leaves a plain export: fields masked, sealed records counted but not listed', async () => {
    const text = await sheetText((await exports.list(actors.leader, T, { query: { fields: {} }, columns: ['metOn', 'offence'] })).stream)
    expect(text).not.toMatch(/盗窃罪|诈骗罪|故意伤害罪/)
    expect(text).toContain('（封存）')
    expect(text).toContain('另有 1 条封存记录未列入')
  })

  it('is exported after a second, cleared person has approved, with a look written down for each record', async () => {
    const job = await exports.request(actors.leader, T, { query: { fields: {} }, columns: ['offence'] }, '年度核查')
    expect(await refusal(jobs.approve(actors.officer, job.id))).toBe('job.missing')
    expect(await refusal(jobs.approve(who(11, 'stationOfficer', '445102112'), job.id))).toBe('job.missing')
    await jobs.approve(actors.deputy, job.id)
    await runner.drain()
    const done = await jobs.get(actors.leader, job.id)
    expect(done).toMatchObject({ state: 'done', result: { figures: { rows: 3 } } })
    expect(await refusal(jobs.result(actors.deputy, job.id))).toBe('job.no-result')
    expect(await sheetText((await jobs.result(actors.leader, job.id)).stream)).toMatch(/盗窃罪[\s\S]*|故意伤害罪/)
    const looks = await store.owner((tx) =>
      tx.rows(sql<{ n: number }>`select 1 as n from event where kind = 'look' and reason = '年度核查'`),
    )
    expect(looks).toHaveLength(3)
  })
})
