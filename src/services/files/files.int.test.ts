import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { openOffice, refusal } from '../documents/testing.ts'
import { testStore } from '../store/testing.ts'
import { openBlobs } from './blobs.ts'
import { openFiles } from './files.ts'
import { verifyFiles } from './verify.ts'

const store = await testStore()
const office = await openOffice(store)
const { actors, openCase, ledger } = office
const directory = mkdtempSync(join(tmpdir(), 'fazhi-files-'))
const blobs = openBlobs(directory, office.clock)
const files = openFiles({ ...office, blobs })
async function* from(...chunks: (string | Uint8Array)[]) {
  for (const c of chunks) yield typeof c === 'string' ? Buffer.from(c) : c
}
const onDisk = () => readdirSync(directory, { recursive: true, withFileTypes: true }).filter((e) => e.isFile()).length
const { id } = await openCase()
const pdf = (text: string) => ({ name: '证据.pdf', stream: from('%PDF-1.4 ', text) })

describe('材料', () => {
  it('keeps a file by its content, once, with an event in the history', async () => {
    const a = await files.add(actors.mediator, 'mediation.case', id, pdf('照片'))
    const before = onDisk()
    const b = await files.add(actors.mediator, 'mediation.case', id, { ...pdf('照片'), name: '../../另一份.pdf' })
    expect(a).toMatchObject({ name: '证据.pdf', media: 'application/pdf', by: '陈调解', voidedAt: null })
    expect(b).toMatchObject({ name: '另一份.pdf', sha256: a.sha256 })
    expect(onDisk()).toBe(before)
    const read = await files.read(actors.leader, a.id)
    expect(Buffer.concat(await read.stream.toArray()).toString()).toBe('%PDF-1.4 照片')
    const events = await store.owner((tx) =>
      tx.rows(sql<{ kind: string }>`select kind from event where record_id = ${id} and kind = 'file'`),
    )
    expect(events).toHaveLength(2)
  })

  it('leaves nothing behind when an upload breaks off, is too large, empty or of a wrong type', async () => {
    const before = onDisk()
    async function* breaking() {
      yield Buffer.from('%PDF-1.4')
      throw Object.assign(new Error('premature close'), { code: 'ERR_STREAM_PREMATURE_CLOSE' })
    }
    async function* endless() {
      for (let i = 0; i < 51; i++) yield Buffer.alloc(1024 * 1024, 0x25)
    }
    async function* full() {
      yield Buffer.from('%PDF-1.4')
      throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
    }
    const add = (stream: AsyncIterable<Uint8Array>, name = 'a.pdf') =>
      refusal(files.add(actors.mediator, 'mediation.case', id, { name, stream }))
    expect(await add(breaking())).toBe('file.broken-upload')
    expect(await add(endless())).toBe('file.too-large')
    expect(await add(full())).toBe('file.disk-full')
    expect(await add(from())).toBe('file.empty')
    expect(await add(from(Buffer.from([0x4d, 0x5a, 0x90, 0, 3])), 'a.pdf')).toBe('file.type')
    expect(await refusal(files.add(actors.mediator, 'mediation.case', id, { ...pdf('x'), cut: () => true }))).toBe('file.too-large')
    expect(onDisk()).toBe(before)
    expect(await files.of(actors.mediator, 'mediation.case', id)).toHaveLength(2)
  })

  it('is closed to other towns and to those who only read', async () => {
    const [first] = await files.of(actors.mediator, 'mediation.case', id)
    expect(await refusal(files.read(actors.other, first?.id ?? ''))).toBe('file.missing')
    expect(await refusal(files.add(actors.other, 'mediation.case', id, pdf('x')))).toBe('record.missing')
    expect(await refusal(files.add(actors.superior, 'mediation.case', id, pdf('x')))).toBe('file.reads')
  })

  it('is voided with a reason, by the uploader or a post with that duty, and stays readable', async () => {
    const [first] = await files.of(actors.mediator, 'mediation.case', id)
    const file = first?.id ?? ''
    expect(await refusal(files.void(actors.stationOfficer, file, '传错了材料'))).toBe('file.not-yours')
    expect(await refusal(files.void(actors.mediator, file, ' '))).toBe('file.reason')
    expect((await files.void(actors.mediator, file, '传错了材料')).voidedAt).not.toBeNull()
    expect(await refusal(files.void(actors.leader, file, '再作废一次'))).toBe('file.voided')
    expect((await files.read(actors.mediator, file)).bytes).toBeGreaterThan(5)
  })

  it('takes no file for a voided record', async () => {
    const c = await openCase()
    await ledger.void(actors.leader, 'mediation.case', c.id, { version: 1, reason: '重复登记' })
    expect(await refusal(files.add(actors.mediator, 'mediation.case', c.id, pdf('x')))).toBe('file.voided')
  })

  it('is held against what the ledger says of it: contents, entries and files that were touched behind it are named', async () => {
    const look = async () => (await verifyFiles(store, blobs, actors.leader.bureau)).broken?.zh ?? null
    const kept = await files.add(actors.mediator, 'mediation.case', id, pdf('现场照片'))
    const { files: many } = await verifyFiles(store, blobs, actors.leader.bureau)
    expect(many).toBeGreaterThanOrEqual(3)
    expect(await look()).toBeNull()

    const place = join(directory, kept.sha256.slice(0, 2), kept.sha256.slice(2, 4), kept.sha256)
    const content = readFileSync(place)
    writeFileSync(place, '%PDF-1.4 另一张照片')
    expect(await look()).toBe('材料“证据.pdf”的内容已被改动')
    rmSync(place)
    expect(await look()).toBe('材料“证据.pdf”的文件不在了')
    writeFileSync(place, content)

    const set = (sha256: string) => store.owner((tx) => tx.exec(sql`update attachment set sha256 = ${sha256} where id = ${kept.id}`))
    await set('0'.repeat(64))
    expect(await look()).toBe('材料“证据.pdf”已被换成另一份')
    await set(kept.sha256)

    await store.owner((tx) => tx.exec(sql`create table gone as select * from attachment where id = ${kept.id}`))
    await store.owner((tx) => tx.exec(sql`delete from attachment where id = ${kept.id}`))
    expect(await look()).toBe('材料“证据.pdf”的登记已被删除')
    await store.owner((tx) => tx.exec(sql`insert into attachment select * from gone`))
    await store.owner((tx) => tx.exec(sql`update gone set id = ${office.clock.newId()}`))
    await store.owner((tx) => tx.exec(sql`insert into attachment select * from gone`))
    expect(await look()).toBe('材料“证据.pdf”没有任何留痕')
    await store.owner((tx) => tx.exec(sql`delete from attachment a using gone where a.id = gone.id`))
    expect(await look()).toBeNull()
  })
})
