import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import type { Actor } from '../access/access.ts'
import { testClock } from '../clock.ts'
import { openAudit } from '../identity/audit.ts'
import { trialBureau as bureau } from '../identity/testing.ts'
import { tableSql } from '../ledger/tables.ts'
import { testStore } from '../store/testing.ts'
import { firstUnits } from './first-units.ts'
import { openOrganisation } from './organisation.ts'

const store = await testStore()
const clock = testClock('2023-07-01')
const audit = openAudit({ store, clock })
const open = () => openOrganisation({ store, clock, bureau, audit })
const organisation = open()
const administrator: Actor = {
  bureau: '445102',
  account: clock.newId(),
  name: '系统管理员',
  holdings: [{ post: 'systemAdministrator', unit: '445102' }],
}
const officer: Actor = { ...administrator, account: clock.newId(), holdings: [{ post: 'officer', unit: '445102112' }] }
await store.owner(async (tx) => {
  for (const kept of bureau.records.values()) for (const statement of tableSql(kept).split(/;\n/)) await tx.exec(sql.raw(statement))
})
await store.write({ 'fazhi.bureau': '445102' }, (tx) =>
  organisation.install(tx, '445102', '潮州市湘桥区司法局', firstUnits('445102') ?? []),
)
const county = () => organisation.county('445102')

describe('机构管理', () => {
  it('reads back what the dated data say: towns of 2017, mergers of 2021', async () => {
    const towns = async (day: string) => (await organisation.unitsOn('445102', day)).filter((u) => u.level === 'township')
    expect(await towns('2017-10-31')).toHaveLength(13)
    expect((await towns('2017-10-31')).filter((u) => u.counted)).toHaveLength(12)
    expect(await towns('2022-01-01')).toHaveLength(9)
    expect(await organisation.lineage('445102', '445102010')).toEqual(['445102001', '445102002', '445102003', '445102004', '445102010'])
    expect(await organisation.bureauName('445102')).toBe('潮州市湘桥区司法局')
  })

  it('adds, renames, counts and closes with dates, each in the audit book', async () => {
    await organisation.add(administrator, { code: '445102104', name: '新设镇', from: '2023-01-01' })
    await organisation.rename(administrator, '445102104', { name: '更名镇', from: '2023-03-01' })
    await organisation.count(administrator, '445102104', { from: '2023-04-01', counted: false })
    expect(await organisation.close(administrator, '445102104', { to: '2023-06-30' })).toEqual([])
    const units = await county()
    expect(
      ['2022-12-31', '2023-02-28', '2023-03-01', '2023-07-01'].map((day) => units.on(day).find((u) => u.code === '445102104')?.name),
    ).toEqual([undefined, '新设镇', '更名镇', undefined])
    expect(['2023-03-31', '2023-04-01'].map((day) => units.isCounted('445102104', day))).toEqual([true, false])
    const { rows } = await audit.list('445102', { kind: 'unit' })
    expect(rows.slice(0, 4).map((r) => [r.title, r.subject])).toEqual(
      ['撤销单位', '调整统计口径', '单位更名', '新增单位'].map((title) => [title, '445102104']),
    )
  })

  it('is for those with the duty, and a refusal is written down', async () => {
    const refused = organisation.add(officer, { code: '445102105', name: '甲镇', from: '2023-01-01' })
    await expect(refused).rejects.toMatchObject({ code: 'access.duty', status: 403 })
    const { rows } = await audit.list('445102', { kind: 'unit.added' })
    expect(rows[0]).toMatchObject({ kind: 'unit.added!', account: officer.account, subject: '445102105' })
    expect((await county()).unit('445102105')).toBeUndefined()
  })

  it('a refused change leaves the tables and the version as they were', async () => {
    const before = (await county()).version
    await expect(organisation.close(administrator, '445102112', { to: '2023-06-30' })).rejects.toMatchObject({ code: 'unit.below' })
    organisation.forget('445102')
    expect((await county()).version).toBe(before)
  })

  it('a unit with open records and posts may be closed, and is told so', async () => {
    await store.owner(async (tx) => {
      for (const [id, stage] of [
        [1, 'kept'],
        [2, 'kept'],
      ])
        await tx.exec(sql`insert into trial_matter (bureau, id, unit, stage, version, sealed, created_at, created_by, updated_at)
          values ('445102', ${`00000000-0000-7000-8000-00000000000${id}`}, '445102402498', ${stage}, 1, false, now(), ${officer.account}, now())`)
      await tx.exec(sql`insert into account (bureau, id, username, name, password_hash, password_changed_at, created_at)
        values ('445102', ${officer.account}, 'o', '甲', '', now(), now())`)
      await tx.exec(sql`insert into post_held (bureau, id, account, post, unit, valid_from)
        values ('445102', ${clock.newId()}, ${officer.account}, 'worker', '445102402498', '2022-01-01')`)
    })
    const ends = bureau.records.get('trial.matter')?.procedure.ends ?? []
    const remarks = await organisation.close(administrator, '445102402498', { to: '2023-06-30' })
    expect(remarks.map((r) => r.zh)).toEqual([
      ...(ends.includes('kept') ? [] : [expect.stringContaining('2 条未办结的事项')]),
      expect.stringContaining('1 个岗位任职'),
    ])
    expect((await county()).stands('445102402498', '2023-07-01')).toBe(false)
    await organisation.close(administrator, '445102402498', { to: null })
    expect((await county()).stands('445102402498', '2023-07-01')).toBe(true)
  })

  it('another process sees a change within two seconds', async () => {
    const other = open()
    await other.county('445102')
    await organisation.add(administrator, { code: '445102B09', name: '行政复议股', from: '2023-01-01' })
    expect((await county()).unit('445102B09')).toBeDefined()
    clock.advance(2_000)
    expect((await other.county('445102')).nameOf('445102B09')).toBe('行政复议股')
  })

  it('of two that add the same code at once, one is told that it is taken', async () => {
    const add = (name: string) => organisation.add(administrator, { code: '445102107', name, from: '2023-01-01' })
    const results = await Promise.allSettled([add('甲乙镇'), add('丙丁镇')])
    expect(results.map((r) => r.status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(results.find((r) => r.status === 'rejected')).toMatchObject({ reason: { code: 'unit.code-used' } })
  })

  it('another bureau has no units here and cannot change ours', async () => {
    const stranger: Actor = { ...administrator, bureau: '440105', holdings: [{ post: 'systemAdministrator', unit: '440105' }] }
    expect(await organisation.unitsOn('440105', '2023-07-01')).toEqual([])
    await expect(organisation.rename(stranger, '445102112', { name: '乱改镇', from: '2023-07-01' })).rejects.toMatchObject({
      code: 'unit.bureau-missing',
    })
    const rows = await store.read({ 'fazhi.bureau': '440105' }, (tx) =>
      tx.rows(sql`select 1 from unit union all select 1 from unit_counted`),
    )
    expect(rows).toEqual([])
  })
})
