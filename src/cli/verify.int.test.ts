import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { installedApp } from '../http/testing.ts'
import { testBureau } from '../services/figures/testing.ts'
import { verifyFiles } from '../services/files/verify.ts'
import { type Link, linkText } from '../services/ledger/chain.ts'
import { sealNow, verify } from '../services/ledger/verify.ts'
import { testStore } from '../services/store/testing.ts'
import { verifyCommand } from './verify.ts'

const store = await testStore()
const { call, services } = await installedApp(store, testBureau(), {
  mediator: ['mediator', '445102100'],
  head: ['stationHead', '445102100'],
})
const command = verifyCommand({
  run: async (work) =>
    work(
      await services.installation.bureaus(),
      (bureau) => verify(store, services.seals, services.bureau, bureau),
      (bureau) => verifyFiles(store, services.blobs, bureau),
    ),
})
async function run(...args: string[]) {
  const out: string[] = []
  const err: string[] = []
  const io = {
    out: (l: string) => out.push(l),
    err: (l: string) => err.push(l),
    tty: false,
    columns: 80,
    stdin: async () => new Uint8Array(),
  }
  return { code: await command.run(args, io), out, err }
}

/** The verdict as another program reads it. */
async function verdict(): Promise<{ code: number; broken: unknown }> {
  const { code, out } = await run('--json')
  expect(out).toHaveLength(1)
  return { code, broken: (JSON.parse(out[0] ?? '') as { broken: unknown }).broken }
}

const values = { kind: 'neighbour', summary: '两户因屋檐滴水发生争执' }
const { body } = await call('POST', '/api/mediation/dispute', { values }, 'mediator')
const { id } = body as { id: string }
for (const [version, summary] of ['屋檐滴水，已到现场', '屋檐滴水，两户均到场', '屋檐滴水，当场劝和'].entries()) {
  const correction = { version: version + 1, values: { summary }, reason: '补记到场情况' }
  const answer = await call('POST', `/api/mediation/dispute/${id}/correct`, correction, 'head')
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
}
await call('POST', '/api/mediation/dispute', { values: { ...values, summary: '另一宗' } }, 'mediator')
const at = (now: string) => ({ ...services.clock, now: () => now })
expect(await sealNow(store, services.seals, at('2017-10-31T20:00:00.000Z'), '445102')).toBe(1)

const tables = ['event', 'mediation_dispute', 'seal']
const all = (statements: readonly string[]) =>
  store.owner(async (tx) => {
    for (const statement of statements) await tx.exec(sql.raw(statement))
  })
await all(tables.map((t) => `create table honest_${t} as table ${t}`))
afterEach(() => all(tables.flatMap((t) => [`delete from ${t}`, `insert into ${t} select * from honest_${t}`])))

/** Writes a chain anew from its rows, as one would who knows how the hashes are made. */
async function forge(): Promise<void> {
  const links = await store.owner((tx) => tx.rows<Link>(sql`select * from event where record_id = ${id} order by seq`))
  let previous = ''
  for (const link of links) {
    const hash = services.seals.hash(linkText({ ...link, previous }))
    const before = previous
    await store.owner((tx) =>
      tx.exec(sql`update event set previous = ${before}, hash = ${hash} where record_id = ${id} and seq = ${link.seq}`),
    )
    previous = hash
  }
}

const event = (seq: number) => `record_id = '${id}' and seq = ${seq}`
const row = (seq: number, say: string) => ({ record: id, type: 'mediation.dispute', seq, zh: expect.stringContaining(say) })

test('an untouched ledger verifies with its counts', async () => {
  const whole = await run('--json')
  expect(whole.code).toBe(0)
  expect(whole.out.map((line) => JSON.parse(line))).toEqual([{ records: 2, events: 5, seals: 1, files: 0, broken: null }])
})

test('the first broken place is told to people as well', async () => {
  await all([`update event set at = '2017-10-30T00:00:00Z' where ${event(1)}`])
  const told = await run()
  expect(told.code).toBe(1)
  expect(told.err.join()).toContain(`mediation.dispute ${id} #1`)
})

test.each([
  ['a changed first event', [`update event set at = '2017-10-30T00:00:00Z' where ${event(1)}`], row(1, '已被改动')],
  [
    'a changed event in the middle',
    [`update event set patch = '{"summary": ["屋檐滴水，已到现场", "无事"]}' where ${event(3)}`],
    row(3, '已被改动'),
  ],
  ['a changed last event', [`update event set account = '00000000-0000-7000-8000-000000000001' where ${event(4)}`], row(4, '已被改动')],
  [
    'two events that were swapped',
    [
      `update event set seq = 99 where ${event(2)}`,
      `update event set seq = 2 where ${event(3)}`,
      `update event set seq = 3 where ${event(99)}`,
    ],
    row(2, '不衔接'),
  ],
  ['a deleted event in the middle', [`delete from event where ${event(2)}`], row(3, '缺少第 2 条')],
  ['a deleted last event', [`delete from event where ${event(4)}`], row(3, '其后的留痕已被删除')],
  ['a field that was changed behind the ledger', [`update mediation_dispute set summary = '无事' where id = '${id}'`], row(4, '纠纷简况')],
  ['a stage that was changed behind the ledger', [`update mediation_dispute set stage = 'settled' where id = '${id}'`], row(4, '办理阶段')],
  ['a record that was voided behind the ledger', [`update mediation_dispute set voided_at = now() where id = '${id}'`], row(4, '作废状态')],
  ['a record that was removed', [`delete from mediation_dispute where id = '${id}'`], row(4, '记录已被删除')],
  ['a record without events', [`delete from event where record_id = '${id}'`], row(0, '没有任何留痕')],
  ['a changed seal', [`update seal set heads = 3`], { type: 'seal', seq: 1, zh: '封签签名无效' }],
  ['a foreign signature', [`update seal set signature = 'AAAA'`], { type: 'seal', seq: 1, zh: '封签签名无效' }],
])('names %s', async (_, sabotage, broken) => {
  await all(sabotage)
  expect(await verdict()).toMatchObject({ code: 1, broken })
})

test('whoever deletes the last event and puts the record back to fit, or writes a whole chain anew, is betrayed by the seal', async () => {
  await all([
    `delete from event where ${event(4)}`,
    `update mediation_dispute set summary = '屋檐滴水，两户均到场', version = 3, updated_at = (select at from event where ${event(3)}) where id = '${id}'`,
  ])
  expect(await verdict()).toMatchObject({ code: 1, broken: { type: 'seal', seq: 1, zh: '封签之后有留痕被删除或改动' } })
  await all(tables.flatMap((t) => [`delete from ${t}`, `insert into ${t} select * from honest_${t}`]))
  await all([`update event set patch = '{"summary": ["屋檐滴水，已到现场", "从未到场"]}' where ${event(3)}`])
  await forge()
  expect(await verdict()).toMatchObject({ code: 1, broken: { type: 'seal', seq: 1, zh: '封签之后有留痕被删除或改动' } })
})

test('a seal that is missing is named', async () => {
  await all([
    `insert into seal select bureau, 3, at, through, heads, root, previous, algorithm, public_key, signature from seal where n = 1`,
  ])
  expect(await verdict()).toMatchObject({ code: 1, broken: { type: 'seal', seq: 3, zh: '封签缺号' } })
})

test('used wrongly, it ends with 2 and shows its usage', async () => {
  expect(await run('everything')).toMatchObject({ code: 2, err: ['fazhi verify [--json]'] })
})
