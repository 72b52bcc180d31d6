import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { INSTALLATION, type Migration, migrate, readMigrations } from './migrate.ts'
import { testStore } from './testing.ts'

const migration = (number: number, text: string): Migration => ({
  number,
  name: `000${number}-test.sql`,
  sql: text,
  checksum: `${number}:${text}`,
})
const empty = () => testStore({ template: 'template0' })
const names = sql<{ name: string }>`select name from migration where bureau = ${INSTALLATION} order by number`

test('migrations are shipped once, in order, and a second start has nothing to do', async () => {
  const store = await empty()
  const first = migration(1, 'create table one (bureau text, primary key (bureau))')
  const second = migration(2, "create table two (bureau text, primary key (bureau)); insert into two values ('445102')")
  expect(await migrate(store, [first])).toEqual([first.name])
  expect(await migrate(store, [first, second])).toEqual([second.name])
  expect(await migrate(store, [first, second])).toEqual([])
  expect(await store.owner((tx) => tx.rows(names))).toEqual([{ name: first.name }, { name: second.name }])
})

test('a migration that fails leaves the database as it was, and says which one and why', async () => {
  const store = await empty()
  const broken = migration(2, 'create table half (bureau text); select 1 / 0')
  const shipping = migrate(store, [migration(1, 'create table one (bureau text)'), broken])
  await expect(shipping).rejects.toMatchObject({ code: 'store.migration-failed', zh: expect.stringContaining('0002-test.sql') })
  expect(await store.owner((tx) => tx.rows(names))).toHaveLength(1)
  expect(await store.owner((tx) => tx.one(sql`select to_regclass('half') as half`))).toEqual({ half: null })
})

test('a migration changed after it was applied is a clear fault', async () => {
  const store = await empty()
  await migrate(store, [migration(1, 'select 1')])
  await expect(migrate(store, [migration(1, 'select 2')])).rejects.toMatchObject({ code: 'store.migration-changed' })
})

test('a program older than its database does not touch it', async () => {
  const store = await empty()
  await migrate(store, [migration(1, 'select 1'), migration(2, 'select 2')])
  await expect(migrate(store, [migration(1, 'select 1')])).rejects.toMatchObject({ code: 'store.newer-database' })
})

test('two programs that start at once ship each migration once', async () => {
  const store = await empty()
  const list = [migration(1, 'create table one (bureau text)'), migration(2, 'create table two (bureau text)')]
  const shipped = await Promise.all([migrate(store, list), migrate(store, list), migrate(store, list)])
  expect(shipped.flat().sort()).toEqual([list[0]?.name, list[1]?.name])
})

test('the migrations on disk are numbered without a gap and bring up an empty database', async () => {
  const store = await empty()
  const all = readMigrations()
  expect(all.length).toBeGreaterThan(3)
  expect(await migrate(store)).toEqual(all.map(({ name }) => name))
})

test('the application may read the list of migrations and owns nothing', async () => {
  const store = await testStore()
  expect((await store.read({}, (tx) => tx.rows(names))).length).toBeGreaterThan(0)
  await expect(store.write({}, (tx) => tx.exec(sql`delete from migration`))).rejects.toMatchObject({ code: '42501' })
  const owned = sql`select relname from pg_class where relowner = (select oid from pg_roles where rolname = 'fazhi_app')`
  expect(await store.owner((tx) => tx.rows(owned))).toEqual([])
})
