import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { migrate } from './migrate.ts'
import { openStore, type Store, storeConfig } from './store.ts'

const { host, port, ownerPassword } = inject('cluster')
const address = (user: string, password: string, database: string) =>
  `postgresql://${user}:${password}@/${database}?host=${encodeURIComponent(host)}&port=${port}`
const administrator = new pg.Client({ host, port, user: 'fazhi', password: ownerPassword, database: 'postgres' })
let store: Store

beforeAll(async () => {
  await administrator.connect()
  await administrator.query("create role county_owner login password 'owner' nosuperuser")
  await administrator.query('grant fazhi_app to county_owner')
  await administrator.query('create database county owner county_owner')
  store = await openStore(storeConfig({ DATABASE_URL: address('county_owner', 'owner', 'county') }))
})
afterAll(async () => {
  await store?.close()
  await administrator.query('drop database if exists county with (force)')
  await administrator.query('drop role if exists county_owner')
  await administrator.end()
})

test('on a server of one’s own an ordinary owner ships every migration', async () => {
  expect((await migrate(store)).length).toBeGreaterThan(3)
  expect(await migrate(store)).toEqual([])
})

test('the application takes the role that owns nothing, and the walls hold', async () => {
  const who = sql<{ user: string }>`select current_user as user`
  expect(await store.read({}, (tx) => tx.one(who))).toEqual({ user: 'fazhi_app' })
  expect(await store.owner((tx) => tx.one(who))).toEqual({ user: 'county_owner' })
  await store.owner((tx) => tx.exec(sql`insert into setting (bureau, name, value) values ('445102', 'name', '"湘桥区"')`))
  const settings = sql`select name from setting where bureau = '445102'`
  expect(await store.read({}, (tx) => tx.rows(settings))).toEqual([])
  expect(await store.read({ 'fazhi.bureau': '445102' }, (tx) => tx.rows(settings))).toHaveLength(1)
})

test('it says where it is, and never with a password', async () => {
  const about = await store.about()
  expect(about.embedded).toBe(false)
  expect(about.version).toBeGreaterThanOrEqual(150000)
  expect(about.where).toContain('county')
  expect(JSON.stringify(about)).not.toContain('owner:')
})

test('a wrong password is not mistaken for a database that is away', async () => {
  const wrong = await openStore({ url: address('county_owner', 'wrong', 'county') })
  await expect(wrong.owner((tx) => tx.one(sql`select 1`))).rejects.toMatchObject({ code: '28P01' })
  await wrong.close()
})
