import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { run } from '../machine/run.ts'
import { backup } from './backup.ts'
import { restore } from './restore.ts'
import { inOrder } from './tables.ts'
import { type TestStore, testStore } from './testing.ts'

const place = mkdtempSync(join(tmpdir(), 'fazhi-backup-'))
const file = join(place, 'county.fazhi.tar.gz')
const files = join(place, 'files')
const store = await testStore()
afterAll(() => rmSync(place, { recursive: true, force: true }))

const awkward = ['铁铺镇\t制表\n换行\r\\反斜杠', '单引号\'双引号"', '\\N', '\\.', '', '𠮷野家', 'x'.repeat(5_000_000)]

beforeAll(async () => {
  await store.owner(async (tx) => {
    for (const [index, value] of awkward.entries()) {
      await tx.exec(sql`insert into setting (bureau, name, value) values ('445102', ${`awkward.${index}`}, ${JSON.stringify(value)})`)
    }
    await tx.exec(sql`insert into account (bureau, id, username, name, password_hash, password_changed_at, created_at)
      select '445102', gen_random_uuid(), 'user' || n, '用户' || n, 'x', now(), now() from generate_series(1, 3000) n`)
    await tx.exec(sql`insert into post_held (bureau, id, account, post, unit, valid_from)
      select bureau, gen_random_uuid(), id, 'mediator', '445102112', date '2017-01-01' from account`)
  })
  mkdirSync(join(files, 'ab'), { recursive: true })
  writeFileSync(join(files, 'ab', 'cdef'), Buffer.alloc(300_000, 7))
  writeFileSync(join(files, 'empty'), '')
  writeFileSync(join(files, '.unfinished'), 'x')
})

const emptyStore = () => testStore({ template: 'template0' })
/** Everything the database holds, table by table, as one text. */
async function contents(of: TestStore): Promise<string> {
  const tables = await of.owner((tx) =>
    tx.rows(
      sql<{ name: string }>`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
    ),
  )
  const parts: string[] = []
  for (const { name } of tables.filter((table) => table.name !== 'migration')) {
    const row = await of.owner((tx) =>
      tx.one(sql<{ digest: string }>`select md5(string_agg(t::text, e'\n' order by t::text)) as digest from ${sql.table(name)} t`),
    )
    parts.push(`${name} ${row?.digest}`)
  }
  return parts.join('\n')
}

test('a backup restored into an empty database gives the same rows and the same files', async () => {
  const made = await backup(store, file, { files })
  expect(made.rows).toBeGreaterThan(6_000)
  expect(made.files).toBe(2)
  expect(statSync(file).mode & 0o077).toBe(0)
  const fresh = await emptyStore()
  const target = join(place, 'restored')
  const restored = await restore(fresh, file, { files: target })
  expect(restored).toEqual(made)
  expect(await contents(fresh)).toBe(await contents(store))
  expect(readFileSync(join(target, 'ab', 'cdef')).equals(Buffer.alloc(300_000, 7))).toBe(true)
  expect(existsSync(join(target, 'empty'))).toBe(true)
  const again = join(place, 'again.tar.gz')
  await backup(fresh, again, { files: target })
  expect(readHead(again)).toEqual(readHead(file))
})

test('the walls stand in the restored database: the application sees nothing without its settings', async () => {
  const fresh = await emptyStore()
  await restore(fresh, file)
  const count = sql<{ count: number }>`select count(*) as count from account`
  expect(await fresh.read({}, (tx) => tx.one(count))).toEqual({ count: 0 })
  expect(await fresh.read({ 'fazhi.bureau': '445102' }, (tx) => tx.one(count))).toEqual({ count: 3000 })
})

test('a backup is of one moment, while others go on writing', async () => {
  const moving = await testStore()
  let writing = true
  const writer = (async () => {
    for (let n = 0; writing; n += 1) {
      await moving.owner(async (tx) => {
        const id = crypto.randomUUID()
        await tx.exec(sql`insert into account (bureau, id, username, name, password_hash, password_changed_at, created_at)
          values ('445102', ${id}, ${`w${n}`}, 'x', 'x', now(), now())`)
        await tx.exec(
          sql`insert into post_held (bureau, id, account, post, unit, valid_from) values ('445102', ${id}, ${id}, 'mediator', '445102', '2017-01-01')`,
        )
      })
    }
  })()
  const moment = join(place, 'moment.tar.gz')
  await backup(moving, moment)
  writing = false
  await writer
  const fresh = await emptyStore()
  await restore(fresh, moment)
  const row = await fresh.owner((tx) => tx.one(sql`select (select count(*) from account) - (select count(*) from post_held) as difference`))
  expect(row).toEqual({ difference: 0 })
})

test('a cut, a changed and a foreign file are refused, and the database stays empty and usable', async () => {
  const cut = join(place, 'cut.tar.gz')
  cpSync(file, cut)
  truncateSync(cut, Math.floor(statSync(file).size * 0.7))
  const changed = join(place, 'changed.tar.gz')
  const bytes = gunzipSync(readFileSync(file))
  const at = bytes.indexOf('用户1500')
  bytes.write('用户1599', at)
  writeFileSync(changed, gzipSync(bytes))
  const foreign = join(place, 'foreign.tar.gz')
  writeFileSync(foreign, gzipSync('not an archive at all'.repeat(100)))
  const plain = join(place, 'plain.txt')
  writeFileSync(plain, 'not even compressed')
  const fresh = await emptyStore()
  for (const bad of [cut, changed, foreign, plain]) {
    await expect(restore(fresh, bad), bad).rejects.toMatchObject({ code: 'backup.damaged' })
  }
  await expect(restore(fresh, join(place, 'nowhere'))).rejects.toMatchObject({ code: 'backup.file' })
  await restore(fresh, file)
  expect(await contents(fresh)).toBe(await contents(store))
})

test('a backup is never restored over data', async () => {
  await expect(restore(store, file)).rejects.toMatchObject({ code: 'backup.not-empty', status: 409 })
})

test('a backup that cannot be finished leaves no file under its name', async () => {
  await expect(backup(store, join(place, 'no', 'such', 'place'))).rejects.toMatchObject({ code: 'backup.file' })
  const target = join(place, 'interrupted.tar.gz')
  const failing = { ownerClient: async () => Promise.reject(new Error('cut')) }
  await expect(backup(failing, target)).rejects.toThrow('cut')
  expect(existsSync(target) || existsSync(`${target}.partial`)).toBe(false)
})

test('a file name that leads out of its folder is refused', async () => {
  const evil = join(place, 'evil.tar.gz')
  const bytes = gunzipSync(readFileSync(file))
  const from = bytes.indexOf('folders/files/ab/cdef')
  bytes.write('folders/files/../cdef', from)
  const header = bytes.subarray(from, from + 512)
  let sum = 0
  for (let index = 0; index < 512; index += 1) sum += index >= 148 && index < 156 ? 32 : (header[index] ?? 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  writeFileSync(evil, gzipSync(bytes))
  await expect(restore(await emptyStore(), evil, { files: join(place, 'inner') })).rejects.toMatchObject({ code: 'backup.damaged' })
  expect(existsSync(join(place, 'cdef'))).toBe(false)
})

test('the archive can be looked into with the tools of the system', async () => {
  const { code, output } = await run('tar', ['-tzf', file])
  expect(code).toBe(0)
  expect(output.split('\n')).toEqual(
    expect.arrayContaining(['backup.json', 'tables/account/000001.copy', 'folders/files/ab/cdef', 'manifest.json']),
  )
})

test('tables come after those they refer to, and a circle is named', () => {
  const table = (name: string) => ({ name, columns: [] })
  const ordered = inOrder(
    [table('a'), table('b'), table('c')],
    [
      { from: 'a', to: 'b' },
      { from: 'b', to: 'c' },
    ],
  )
  expect(ordered.map(({ name }) => name)).toEqual(['c', 'b', 'a'])
  expect(() =>
    inOrder(
      [table('a'), table('b')],
      [
        { from: 'a', to: 'b' },
        { from: 'b', to: 'a' },
      ],
    ),
  ).toThrow('backup.circular-tables')
})

function readHead(path: string): unknown {
  const text = gunzipSync(readFileSync(path)).toString('latin1')
  return JSON.parse(text.slice(512, text.indexOf('\n}\n') + 3))
}
