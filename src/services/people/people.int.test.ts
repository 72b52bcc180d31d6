import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { compileBureau, defineLine, defineRecord, keptBy, text } from '../../kernel/index.ts'
import type { Actor } from '../access/access.ts'
import { testClock } from '../clock.ts'
import { openAudit } from '../identity/audit.ts'
import { testStore } from '../store/testing.ts'
import { verifyDataKey } from './data-key.ts'
import { identityCheckCharacter } from './identity-number.ts'
import { openPeople } from './people.ts'
import { createSealer } from './sealer.ts'

const store = await testStore()
const clock = testClock('2017-10-31')
const parties = { party: { title: '当事人' }, reporter: { title: '举报人', sealed: true } } as const
const note = defineRecord({ id: 'trial.note', title: '记录', parties, fields: { say: text('内容') } })
const secret = defineRecord({ id: 'secret.file', title: '矫正档案', class: 'sealed', parties, fields: { say: text('内容') } })
const bureau = compileBureau(
  [
    defineLine({ id: 'trial', title: '试验', section: '股', records: [note], procedures: [keptBy(note, { by: ['officer'] })] }),
    defineLine({ id: 'secret', title: '矫正', section: '股', records: [secret], procedures: [keptBy(secret, { by: ['head'] })] }),
  ],
  {
    officer: { title: '经办人', lines: ['trial'], clearance: 'restricted', at: ['township'] },
    head: { title: '股长', lines: ['*'], clearance: 'sealed', at: ['county'], duties: ['correct'] },
    worker: { title: '网格员', lines: ['trial'], clearance: 'open', at: ['village'], own: true },
    superior: { title: '上级', lines: ['*'], clearance: 'restricted', at: ['county'], reads: true },
    administrator: { title: '系统管理员', lines: [], clearance: 'open', at: ['county'], duties: ['system'] },
  },
  { hasRule: () => true },
)
const sealerOf = (cipher: 'aes' | 'sm', fill = 1) => createSealer({ key: Buffer.alloc(32, fill), cipher, randomToken: clock.randomToken })
const audit = openAudit({ store, clock })
const peopleOf = (cipher: 'aes' | 'sm') => openPeople({ store, clock, bureau, audit, sealer: sealerOf(cipher) })
const people = peopleOf('aes')

const who = (post: string, unit: string, code = '445102', n = 1): Actor => ({
  bureau: code,
  account: `00000000-0000-7000-8000-00000000000${n}`,
  name: post,
  holdings: [{ post, unit }],
})
const officer = who('officer', '445102112')
const head = who('head', '445102', '445102', 2)
const worker = who('worker', '445102112201', '445102', 3)
const foreign = who('head', '440105', '440105', 4)
const number = (seventeen: string) => seventeen + identityCheckCharacter(seventeen)
let sequence = 0
const fresh = () => number(`4451021980${String(101 + (sequence++ % 12) * 100).padStart(4, '0')}${String(100 + sequence).padStart(3, '0')}`)
const raw = <T>(query: string) => store.owner((tx) => tx.rows(sql.raw(query) as ReturnType<typeof sql<T>>))
const names = async (actor: Actor, query: string) => (await people.search(actor, query)).map((p) => p.name)

describe('人员库', () => {
  it('keeps the identity number sealed and shows it masked', async () => {
    const n = fresh()
    const { person } = await people.create(officer, { name: '陈安宁', identityNumber: n, phone: '13800001234' })
    expect(person).toMatchObject({ identityMasked: `4${'*'.repeat(16)}${n.at(-1)}`, phoneMasked: '138****1234' })
    const [row] = await raw<object>(`select * from person where id = '${person.id}'`)
    expect(JSON.stringify(row)).not.toContain(n)
  })

  it('returns the same person for the same number, never a second', async () => {
    const n = fresh()
    const first = await people.create(officer, { name: '林平安', identityNumber: n })
    const again = await people.create(head, { name: '林平安', identityNumber: ` ${n.slice(0, 6)} ${n.slice(6)}` })
    expect(again).toMatchObject({ known: true, person: { id: first.person.id } })
    expect(again.note).toBeUndefined()
    const misnamed = await people.create(head, { name: '林平平', identityNumber: n })
    expect(misnamed).toMatchObject({ known: true, person: { id: first.person.id, name: '林平安' } })
    expect(misnamed.note?.zh).toContain('林平安')
  })

  it('makes one entry when eight offices enter the same man at the same moment', async () => {
    const n = fresh()
    const all = await Promise.all(Array.from({ length: 8 }, () => people.create(officer, { name: '许同时', identityNumber: n })))
    expect(new Set(all.map((e) => e.person.id)).size).toBe(1)
    expect(all.filter((e) => !e.known)).toHaveLength(1)
  })

  it('finds the same person after the change from AES to SM4, and seals new numbers with SM4', async () => {
    const sm = peopleOf('sm')
    const n = fresh()
    const { person } = await people.create(officer, { name: '黄守约', identityNumber: n })
    expect(await sm.create(officer, { name: '黄守约', identityNumber: n })).toMatchObject({ known: true, person: { id: person.id } })
    const later = await sm.create(officer, { name: '黄守信', identityNumber: fresh() })
    const rows = await raw<{ identity_sealed: string }>(
      `select identity_sealed from person where id in ('${person.id}', '${later.person.id}') order by id`,
    )
    expect(rows.map((r) => r.identity_sealed.split(':')[0])).toEqual(['aes', 'sm'])
    expect((await people.look(officer, later.person.id, '核对送达地址')).identityNumber).toHaveLength(18)
  })

  it('points to those who are probably the same: same name and birthday, or same name and telephone', async () => {
    const a = await people.create(officer, { name: '郑和顺', birthDay: '1970-05-06' })
    const b = await people.create(officer, { name: '郑和顺', phone: '13900005678' })
    expect(b.likely).toEqual([])
    const c = await people.create(officer, { name: '郑 和 顺', birthDay: '1970-05-06', phone: '139 0000 5678' })
    expect(c.likely.map((p) => p.id).toSorted()).toEqual([a.person.id, b.person.id].toSorted())
  })

  it('notices when a sealed number was changed in the database or moved to another person', async () => {
    const a = await people.create(officer, { name: '甲改动', identityNumber: fresh() })
    const b = await people.create(officer, { name: '乙改动', identityNumber: fresh() })
    await store.owner((tx) =>
      tx.exec(
        sql`update person set identity_sealed = (select identity_sealed from person where id = ${a.person.id}) where id = ${b.person.id}`,
      ),
    )
    await expect(people.get(officer, b.person.id)).rejects.toMatchObject({ code: 'seal.broken' })
    expect(await people.get(officer, a.person.id)).toMatchObject({ name: '甲改动', records: [], hidden: 0 })
    await store.owner((tx) => tx.exec(sql`update person set identity_sealed = null where id = ${b.person.id}`))
  })
})

describe('查找', () => {
  it('finds by name, part of a name, pinyin, initials, end of the telephone number and identity number', async () => {
    const n = fresh()
    await people.create(officer, { name: '曾小满', identityNumber: n, phone: '13700009876' })
    await people.create(officer, { name: '单立夏' })
    await people.create(officer, { name: '重庆' })
    expect(await names(officer, '曾小')).toEqual(['曾小满'])
    expect(await names(officer, '立夏')).toEqual(['单立夏'])
    expect(await names(officer, 'zengxiao')).toEqual(['曾小满'])
    expect(await names(officer, 'Zeng Xiao')).toEqual(['曾小满'])
    expect(await names(officer, 'shanlix')).toEqual(['单立夏'])
    expect(await names(officer, 'slx')).toEqual(['单立夏'])
    expect(await names(officer, 'chongqing')).toEqual(['重庆'])
    expect(await names(officer, '9876')).toEqual(['曾小满'])
    expect(await names(officer, n)).toEqual(['曾小满'])
    expect(await names(officer, 'cengxiao')).toEqual([])
    expect(await names(officer, '%')).toEqual([])
    expect(await names(officer, '876')).toEqual([])
  })

  it('writes down who looked for an identity number, but not the number', async () => {
    const n = fresh()
    const { person } = await people.create(officer, { name: '方留痕', identityNumber: n })
    await people.search(officer, n)
    const { rows } = await audit.list('445102', { kind: 'person.sought' })
    expect(rows[0]).toMatchObject({ account: officer.account, subject: person.id, detail: { found: 1 } })
    expect(JSON.stringify(rows)).not.toContain(n)
  })

  it('shows a village worker only those he entered himself', async () => {
    const mine = await people.create(worker, { name: '蔡网格' })
    await people.create(officer, { name: '蔡所里' })
    expect(await names(worker, '蔡')).toEqual(['蔡网格'])
    expect((await names(officer, '蔡')).toSorted()).toEqual(['蔡所里', '蔡网格'].toSorted())
    await expect(people.look(worker, mine.person.id, '核对电话')).rejects.toMatchObject({ code: 'person.clearance' })
  })

  it('is closed to administrators, and a superior may look but enter nobody', async () => {
    await expect(people.search(who('administrator', '445102'), '陈')).rejects.toMatchObject({ code: 'person.no-post', status: 403 })
    await expect(people.create(who('superior', '445102'), { name: '陈某' })).rejects.toMatchObject({ code: 'person.reads' })
  })

  it('another bureau sees nobody of ours, even when the number is the same', async () => {
    const n = fresh()
    const { person } = await people.create(officer, { name: '吴本区', identityNumber: n })
    expect(await names(foreign, '吴本区')).toEqual([])
    expect(await names(foreign, n)).toEqual([])
    await expect(people.get(foreign, person.id)).rejects.toMatchObject({ code: 'person.missing' })
    const theirs = await people.create(foreign, { name: '吴本区', identityNumber: n })
    expect(theirs.known).toBe(false)
    const rows = await store.read({ 'fazhi.bureau': '440105' }, (tx) =>
      tx.rows(sql<{ bureau: string }>`select distinct bureau from person`),
    )
    expect(rows).toEqual([{ bureau: '440105' }])
    expect(await store.read({}, (tx) => tx.rows(sql`select 1 from person`))).toEqual([])
  })
})

describe('查看、修改、合并', () => {
  it('a look gives number and telephone in clear and leaves who, whom and why', async () => {
    const n = fresh()
    const { person } = await people.create(officer, { name: '罗查看', identityNumber: n, phone: '13600001111' })
    await expect(people.look(officer, person.id, ' ')).rejects.toMatchObject({ code: 'person.purpose' })
    expect(await people.look(officer, person.id, '制作调解协议书', '10.0.0.8')).toEqual({ identityNumber: n, phone: '13600001111' })
    const { rows } = await audit.list('445102', { kind: 'person.looked' })
    expect(rows[0]).toMatchObject({
      account: officer.account,
      subject: person.id,
      detail: { purpose: '制作调解协议书' },
      address: '10.0.0.8',
      title: '查看身份证号码和电话',
    })
  })

  it('a change keeps what is not named, renews the pinyin, and is refused on a stale version', async () => {
    const { person } = await people.create(officer, { name: '何旧名', address: '意溪镇', phone: '13500002222' })
    const changed = await people.change(officer, person.id, 1, { name: '贺新名', address: null })
    expect(changed).toMatchObject({ name: '贺新名', address: null, phoneMasked: '135****2222', version: 2 })
    expect(await names(officer, 'hexinming')).toEqual(['贺新名'])
    await expect(people.change(officer, person.id, 1, { name: '何' })).rejects.toMatchObject({ code: 'person.stale', status: 409 })
    const { rows } = await audit.list('445102', { kind: 'person.changed' })
    expect(rows[0]?.detail).toEqual({ name: ['何旧名', '贺新名'], address: ['意溪镇', null] })
  })

  it('a corrected number brings its own sex and day of birth', async () => {
    const { person } = await people.create(officer, { name: '谢更正', identityNumber: number('44510219900101002') })
    const changed = await people.change(officer, person.id, 1, { identityNumber: number('44510219910203003') })
    expect(changed).toMatchObject({ sex: 'male', birthDay: '1991-02-03' })
  })

  it('a change to a number that another has is refused with his name', async () => {
    const n = fresh()
    await people.create(officer, { name: '先登记', identityNumber: n })
    const { person } = await people.create(officer, { name: '后登记' })
    const refusal = people.change(officer, person.id, 1, { identityNumber: n })
    await expect(refusal).rejects.toMatchObject({ code: 'person.same-number', zh: expect.stringContaining('先登记') })
  })

  it('a merger moves the involvements once, takes over what was missing and leads the old entry to the new', async () => {
    const n = fresh()
    const keep = (await people.create(officer, { name: '苏合并', address: '磷溪镇' })).person.id
    const other = (await people.create(officer, { name: '苏合并', identityNumber: n, phone: '13300003333' })).person.id
    const record = (i: number) => `00000000-0000-7000-9000-00000000000${i}`
    await store.write({ 'fazhi.bureau': '445102' }, async (tx) => {
      for (const [id, person] of [
        [record(1), keep],
        [record(1), other],
        [record(2), other],
      ])
        await tx.exec(
          sql`insert into involvement (bureau, record_id, role, person, record_type) values ('445102', ${id}, 'party', ${person}, 'trial.note')`,
        )
    })
    await expect(people.merge(officer, { keep, other, reason: '同一人' })).rejects.toMatchObject({ code: 'access.duty' })
    const merged = await people.merge(head, { keep, other, reason: '同一人，重复登记' })
    expect(merged).toMatchObject({ id: keep, address: '磷溪镇', phoneMasked: '133****3333' })
    expect((await people.look(head, keep, '核对合并')).identityNumber).toBe(n)
    expect(await people.get(head, other)).toMatchObject({ id: keep })
    expect(await names(head, n)).toEqual(['苏合并'])
    const rows = await raw<{ record_id: string }>(`select record_id from involvement where person = '${keep}' order by record_id`)
    expect(rows.map((r) => r.record_id)).toEqual([record(1), record(2)])
    expect(await raw(`select 1 from involvement where person = '${other}'`)).toEqual([])
    await expect(people.merge(head, { keep, other, reason: '再合并' })).rejects.toMatchObject({ code: 'person.same' })
    const { rows: book } = await audit.list('445102', { kind: 'person.merged' })
    expect(book[0]?.detail).toMatchObject({ other, reason: '同一人，重复登记', records: 1 })
  })

  it('two people with different numbers are not merged', async () => {
    const a = (await people.create(officer, { name: '丁一', identityNumber: fresh() })).person.id
    const b = (await people.create(officer, { name: '丁一', identityNumber: fresh() })).person.id
    await expect(people.merge(head, { keep: a, other: b, reason: '误以为同一人' })).rejects.toMatchObject({
      code: 'person.different-numbers',
    })
  })

  it('details for a paper are in clear and follow a merger', async () => {
    const n = fresh()
    const { person } = await people.create(officer, { name: '文书用', identityNumber: n, occupation: '务农' })
    const details = await store.read({ 'fazhi.bureau': '445102' }, (tx) => people.details(tx, '445102', [person.id]))
    expect(details.get(person.id)).toMatchObject({ name: '文书用', identityNumber: n, occupation: '务农' })
  })
})

describe('个人页面', () => {
  it('lists the records a person has a part in as far as the post may see them, and keeps silent about sealed ones', async () => {
    const { person } = await people.create(officer, { name: '记录人' })
    const ids = [1, 2, 3, 4].map((i) => `00000000-0000-7000-9100-00000000000${i}`)
    await store.owner(async (tx) => {
      for (const [i, [type, unit, role, sealed]] of (
        [
          ['trial.note', '445102112', 'party', false],
          ['trial.note', '445102113', 'party', false],
          ['trial.note', '445102112', 'reporter', false],
          ['secret.file', '445102112', 'party', true],
        ] as const
      ).entries()) {
        await tx.exec(
          sql`insert into involvement (bureau, record_id, role, person, record_type) values ('445102', ${ids[i]}, ${role}, ${person.id}, ${type})`,
        )
        await tx.exec(sql`insert into search_doc (bureau, record_id, record_type, unit, sealed, title, body, pairs)
          values ('445102', ${ids[i]}, ${type}, ${unit}, ${sealed}, ${`事由${i}`}, '', ''::tsvector)`)
      }
    })
    expect(await people.get(officer, person.id)).toMatchObject({
      records: [{ id: ids[0], type: 'trial.note', typeTitle: '记录', label: '事由0', role: '当事人' }],
      hidden: 1,
    })
    const all = await people.get(head, person.id)
    expect([all.records.map((r) => r.label), all.hidden]).toEqual([['事由3', '事由2', '事由1', '事由0'], 0])
    await expect(people.get(worker, person.id)).rejects.toMatchObject({ code: 'person.missing' })
  })
})

describe('数据密钥与数据库', () => {
  it('the first key is remembered and another is refused', async () => {
    await verifyDataKey(store, sealerOf('aes'))
    await verifyDataKey(store, sealerOf('sm'))
    await expect(verifyDataKey(store, sealerOf('aes', 2))).rejects.toMatchObject({ code: 'data-key.other' })
  })
})
