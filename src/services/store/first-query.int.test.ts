import { Socket } from 'node:net'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FirstQuery, sendFirst } from './first-query.ts'
import { testStore } from './testing.ts'

const store = await testStore()
const { owner } = store.connections
const client = new pg.Client({ ...owner, pipeline: true })
const settings = ["set local fazhi.bureau = '445102'", "set local fazhi.scope = '445102112'"]

beforeAll(async () => {
  await client.connect()
  await store.owner((tx) => tx.exec(sql`create table act (id integer primary key)`))
})
afterAll(() => client.end())

test('BEGIN, the settings and the query leave in a single write', async () => {
  const writes = countWrites()
  const row = await sendFirst(client, new FirstQuery(['begin', ...settings], { text: "select current_setting('fazhi.scope') as scope" }))
  expect(row.rows).toEqual([{ scope: '445102112' }])
  expect(writes.stop()).toBe(1)
  await client.query('rollback')
})

test('settings in Chinese and of any length come through', async () => {
  const value = '铁铺镇司法所'.repeat(200)
  const row = await sendFirst(
    client,
    new FirstQuery(['begin', `set local fazhi.name = '${value}'`], { text: "select current_setting('fazhi.name') as name" }),
  )
  expect(row.rows).toEqual([{ name: value }])
  await client.query('rollback')
})

test('when a setting fails, the query behind it is not carried out, not even outside a transaction', async () => {
  const act = { text: 'insert into act values ($1)', values: [1] }
  const failed = sendFirst(client, new FirstQuery(['begin', 'set local no_such_setting = 1'], act))
  await expect(failed).rejects.toMatchObject({ code: '42704' })
  await client.query('rollback')
  expect((await client.query('select * from act')).rows).toEqual([])
})

test('when BEGIN fails, the query behind it is not carried out', async () => {
  const act = { text: 'insert into act values ($1)', values: [2] }
  await expect(sendFirst(client, new FirstQuery(['begin isolation level impossible', ...settings], act))).rejects.toMatchObject({
    code: '42601',
  })
  expect((await client.query('select * from act')).rows).toEqual([])
})

test('a query without parameters is held back just the same', async () => {
  const act = { text: 'insert into act values (3)' }
  await expect(sendFirst(client, new FirstQuery(['begin impossible'], act))).rejects.toMatchObject({ code: '42601' })
  expect((await client.query('select * from act')).rows).toEqual([])
})

test('a prepared statement whose first use failed is prepared again at its next use', async () => {
  const named = { name: 'later', text: 'select id from later_table where id = $1', values: [1] }
  await expect(sendFirst(client, new FirstQuery(['begin'], named))).rejects.toMatchObject({ code: '42P01' })
  await client.query('rollback')
  await store.owner((tx) => tx.exec(sql`create table later_table (id integer)`))
  for (let use = 0; use < 2; use += 1) {
    expect((await sendFirst(client, new FirstQuery(['begin', ...settings], named))).rows).toEqual([])
    await client.query('commit')
  }
})

test('a query alone takes its COMMIT along: one write, one result, no transaction left open', async () => {
  const writes = countWrites()
  const alone = new FirstQuery(['begin', ...settings], { text: 'select $1::text as given', values: ['湘桥'] }, true)
  expect((await sendFirst(client, alone)).rows).toEqual([{ given: '湘桥' }])
  expect(writes.stop()).toBe(1)
  const { rows } = await client.query("select current_setting('fazhi.scope', true) as scope, now() = statement_timestamp() as fresh")
  expect(rows).toEqual([{ scope: '', fresh: true }])
})

/** Counts what is handed to the operating system on this client's socket. */
function countWrites(): { stop(): number } {
  const socket = client.connection.stream
  if (!(socket instanceof Socket)) throw new Error('not a socket')
  const { _write, _writev } = socket
  let count = 0
  socket._write = (...given) => {
    count += 1
    return _write.apply(socket, given)
  }
  socket._writev = (...given) => {
    count += 1
    return _writev?.apply(socket, given)
  }
  return {
    stop: () => {
      socket._write = _write
      if (_writev) socket._writev = _writev
      return count
    },
  }
}
