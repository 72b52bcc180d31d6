import { spawn } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { readLockFile } from './cluster.ts'
import { startEmbedded } from './embedded.ts'
import { isRoot, serviceUser } from './service-user.ts'
import { openStore } from './store.ts'

const made: string[] = []
const bin = process.env.FAZHI_PG_BIN
const lockFile = (data: string) => readLockFile(join(data, 'database', 'cluster'))

function dataDirectory(prefix = 'fazhi-embedded-'): string {
  const path = mkdtempSync(join(tmpdir(), prefix))
  chmodSync(path, 0o755)
  made.push(path)
  return path
}

/** A data directory with a database that was made and stopped in good order; a copy, because making one takes its time. */
function readyDirectory(): string {
  const path = dataDirectory()
  cpSync(prepared, path, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true })
  return path
}

let prepared = ''
beforeAll(async () => {
  prepared = dataDirectory()
  const embedded = await startEmbedded({ data: prepared, bin })
  await embedded.stop()
  made.pop()
})
afterAll(() => rmSync(prepared, { recursive: true, force: true }))

afterEach(() => {
  for (const path of made.splice(0)) {
    const pid = lockFile(path)?.pid
    if (pid) kill(pid)
    rmSync(path, { recursive: true, force: true, maxRetries: 10 })
  }
})

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It is dead already.
  }
}

test('the first start makes the database, a second process adopts it, and the last to leave stops it', async () => {
  const data = dataDirectory()
  const first = await startEmbedded({ data, bin })
  const second = await startEmbedded({ data, bin })
  expect([first.started, second.started]).toEqual([true, false])
  await first.stop()
  expect(lockFile(data)).toBeDefined()
  await second.stop()
  expect(lockFile(data)).toBeUndefined()
  const again = await startEmbedded({ data, bin })
  expect(again.started).toBe(true)
  await again.stop()
})

test('two processes that start at the same moment make one database', async () => {
  const data = dataDirectory()
  const both = await Promise.all([startEmbedded({ data, bin }), startEmbedded({ data, bin })])
  expect(both.map(({ started }) => started).sort()).toEqual([false, true])
  for (const one of both) await one.stop()
  expect(lockFile(data)).toBeUndefined()
})

test('who only looks makes nothing: an empty data directory is refused', async () => {
  const data = dataDirectory()
  await expect(startEmbedded({ data, bin, existing: true })).rejects.toMatchObject({ code: 'store.empty' })
  expect(existsSync(join(data, 'database'))).toBe(false)
})

test('a second server on the same data directory is refused with the process that runs', async () => {
  const data = readyDirectory()
  const server = await startEmbedded({ data, bin, server: true })
  await expect(startEmbedded({ data, bin, server: true })).rejects.toMatchObject({
    code: 'store.in-use',
    zh: `已有一个服务正在使用这个数据目录（进程 ${process.pid}）`,
  })
  // A command may run beside the server.
  const command = await startEmbedded({ data, bin })
  await command.stop()
  expect(lockFile(data)).toBeDefined()
  await server.stop()
})

test('after kill -9 the next start recovers by itself and keeps every acknowledged row', async () => {
  const data = readyDirectory()
  const child = runStore(
    data,
    `
    await store.owner((tx) => tx.exec(sql\`create table act (id integer)\`))
    for (let id = 1; ; id += 1) { await store.owner((tx) => tx.exec(sql\`insert into act values (\${id})\`)); process.stdout.write(id + '\\n') }`,
  )
  while (child.lines.length < 100) await pause(10)
  const postmaster = lockFile(data)?.pid ?? 0
  kill(postmaster)
  child.kill('SIGKILL')
  const acknowledged = Number(child.lines.at(-2))
  const store = await openStore({ data, bin })
  try {
    const kept = await store.owner((tx) => tx.one(sql<{ count: number }>`select count(*) as count from act`))
    expect(kept?.count).toBeGreaterThanOrEqual(acknowledged)
  } finally {
    await store.close()
  }
})

test('when only the program dies, the database it left running is adopted', async () => {
  const data = readyDirectory()
  const child = runStore(data, "process.stdout.write('ready\\n'); setInterval(() => undefined, 1000)")
  while (child.lines.length === 0) await pause(10)
  const before = lockFile(data)?.pid
  child.kill('SIGKILL')
  const adopted = await startEmbedded({ data, bin, server: true })
  expect(adopted.started).toBe(false)
  expect(lockFile(data)?.pid).toBe(before)
  await adopted.stop()
})

test('a server starts its database again when it is lost, and requests work again by themselves', async () => {
  const data = readyDirectory()
  const store = await openStore({ data, bin, server: true })
  try {
    const ask = () => store.owner((tx) => tx.one(sql<{ one: number }>`select 1 as one`))
    await ask()
    const before = lockFile(data)?.pid ?? 0
    kill(before)
    // For a moment the old sessions still answer; then every request is refused in words until the new server is there.
    let answer: unknown
    for (let attempt = 0; attempt < 1_200 && !(answer && isRunning(lockFile(data)?.pid, before)); attempt += 1) {
      await pause(50)
      answer = await ask().catch((error: unknown) => {
        expect(error).toMatchObject({ code: 'store.unavailable', status: 503 })
      })
    }
    expect(answer).toEqual({ one: 1 })
  } finally {
    await store.close()
  }
  expect(lockFile(data)).toBeUndefined()
})

test('a data directory with a long name gets its socket elsewhere', async () => {
  const data = join(dataDirectory(), '潮州市湘桥区司法局'.repeat(8))
  const embedded = await startEmbedded({ data, bin })
  const socket = embedded.owner.host ?? ''
  expect(Buffer.byteLength(`${socket}/.s.PGSQL.5432`)).toBeLessThanOrEqual(103)
  await embedded.stop()
  if (!socket.startsWith(data)) rmSync(socket, { recursive: true, force: true })
})

test.runIf(process.platform === 'linux')('after a power cut the old lock may name a foreign process, and the start goes on', async () => {
  const data = readyDirectory()
  const cluster = join(data, 'database', 'cluster')
  const innocent = spawn('sleep', ['60'], serviceUser(cluster) ? { uid: lstatSync(cluster).uid, gid: lstatSync(cluster).gid } : {})
  try {
    const lock = join(cluster, 'postmaster.pid')
    writeFileSync(lock, `${innocent.pid}\n${cluster}\n1500000000\n5432\n\n\n  1 2\nready   \n`, { mode: 0o600 })
    chownSync(lock, lstatSync(cluster).uid, lstatSync(cluster).gid)
    const again = await startEmbedded({ data, bin })
    expect(again.started).toBe(true)
    await again.stop()
    expect(innocent.exitCode).toBeNull()
  } finally {
    innocent.kill()
  }
})

test.runIf(process.platform === 'linux')('a copy of a directory whose database runs gets a database of its own', async () => {
  const data = readyDirectory()
  const original = await startEmbedded({ data, bin })
  // The locks come along; the files of a running database could vanish under the hand that copies them.
  const copy = readyDirectory()
  for (const lock of ['cluster/postmaster.pid', 'run/.s.PGSQL.5432.lock'].map((path) => join('database', path)))
    if (existsSync(join(data, lock))) cpSync(join(data, lock), join(copy, lock))
  const own = await startEmbedded({ data: copy, bin })
  try {
    expect(own.started).toBe(true)
    expect(lockFile(copy)?.pid).not.toBe(lockFile(data)?.pid)
    expect(own.owner.host).not.toBe(original.owner.host)
  } finally {
    await own.stop()
  }
  expect(lockFile(copy)).toBeUndefined()
  expect(lockFile(data)).toBeDefined()
  await original.stop()
})

test('durability is not bargained away: checksums, fsync and a UTF-8 that knows Chinese letters', async () => {
  const data = dataDirectory()
  const store = await openStore({ data, bin })
  try {
    const row = await store.owner((tx) =>
      tx.one(sql`select current_setting('fsync') as fsync, current_setting('data_checksums') as checksums,
        current_setting('synchronous_commit') as commit, current_setting('server_encoding') as encoding,
        current_setting('listen_addresses') as listening, regexp_replace('人民调解', '\\w', '', 'g') as letters`),
    )
    expect(row).toEqual({ fsync: 'on', checksums: 'on', commit: 'on', encoding: 'UTF8', listening: '', letters: '' })
    const role = await store.owner((tx) =>
      tx.one(sql`select rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = 'fazhi_app'`),
    )
    expect(role).toEqual({ rolsuper: false, rolbypassrls: false, rolcreaterole: false })
  } finally {
    await store.close()
  }
  const secret = join(data, 'database', 'access.json')
  expect(lstatSync(secret).mode & 0o077).toBe(0)
  expect(lstatSync(join(data, 'database', 'cluster')).mode & 0o077).toBe(0)
})

test('a place that cannot be written is said in one sentence', async () => {
  const file = join(dataDirectory(), 'a-file')
  writeFileSync(file, '')
  await expect(startEmbedded({ data: join(file, 'data'), bin })).rejects.toMatchObject({
    code: 'store.not-writable',
    zh: '数据库不能读写它的数据目录',
  })
})

test('without its access file the database is not touched, and the file is named', async () => {
  const data = readyDirectory()
  rmSync(join(data, 'database', 'access.json'))
  await expect(startEmbedded({ data, bin })).rejects.toMatchObject({ code: 'store.secret-lost' })
})

test('data of another PostgreSQL version are refused with the way out', async () => {
  const data = readyDirectory()
  writeFileSync(join(data, 'database', 'cluster', 'PG_VERSION'), '14\n')
  await expect(startEmbedded({ data, bin })).rejects.toMatchObject({ code: 'store.cluster-version' })
})

test.runIf(isRoot())('root hands the database to an unprivileged user', async () => {
  const data = readyDirectory()
  const embedded = await startEmbedded({ data, bin })
  const status = readFileSync(`/proc/${lockFile(data)?.pid}/status`, 'utf8')
  expect(/^Uid:\s+(\d+)/m.exec(status)?.[1]).toBe(String(serviceUser()?.uid))
  expect(/^Groups:(.*)$/m.exec(status)?.[1]?.trim()).toBe('')
  await embedded.stop()
})

test.runIf(isRoot())('a data directory that only root may enter has its database under /var/lib/fazhi', async () => {
  const closed = dataDirectory()
  chmodSync(closed, 0o700)
  const data = join(closed, '.fazhi')
  const embedded = await startEmbedded({ data, bin })
  const link = join(data, 'database')
  const place = readlinkSync(link)
  try {
    expect(place.startsWith('/var/lib/fazhi/database-')).toBe(true)
    await embedded.stop()
    const again = await startEmbedded({ data, bin })
    expect(again.where).toBe(place)
    await again.stop()
    // The link of a copy leads to the records of the original.
    const copy = join(closed, 'copy')
    cpSync(data, copy, { recursive: true, verbatimSymlinks: true })
    await expect(startEmbedded({ data: copy, bin })).rejects.toMatchObject({ code: 'store.copied-directory' })
    const moved = join(closed, 'moved')
    renameSync(data, moved)
    const there = await startEmbedded({ data: moved, bin })
    expect(there.where).toBe(place)
    await there.stop()
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
})

test.runIf(isRoot())('an ordinary user runs it as himself, and is told when the data are another user’s', async () => {
  const user = { uid: 65534, gid: 65534 }
  const data = dataDirectory()
  chownSync(data, user.uid, user.gid)
  const script = `await store.owner((tx) => tx.exec(sql\`select 1\`)); await store.close(); process.stdout.write('done\\n')`
  const child = runStore(data, script, user)
  expect(await child.ended).toBe(0)
  expect(lstatSync(join(data, 'database', 'cluster')).uid).toBe(user.uid)
  // Root then runs it as the user it belongs to.
  const byRoot = await startEmbedded({ data, bin })
  await byRoot.stop()
  expect(lstatSync(join(data, 'database', 'cluster')).uid).toBe(user.uid)

  const foreign = readyDirectory()
  const ours = await startEmbedded({ data: foreign, bin })
  await ours.stop()
  chownSync(foreign, user.uid, user.gid)
  const refused = runStore(foreign, script, user)
  expect(await refused.ended).toBe(1)
  expect(refused.errors()).toContain('store.data-owner')
})

function isRunning(pid: number | undefined, before: number): boolean {
  return pid !== undefined && pid !== before
}

/** A separate program that opens a store in `data` and runs some lines with it. */
function runStore(data: string, script: string, user: { uid?: number; gid?: number } = {}) {
  const here = import.meta.dirname
  const head = `import { sql } from 'kysely'; import { openStore } from '${here}/store.ts'
    const store = await openStore({ data: ${JSON.stringify(data)}, bin: ${JSON.stringify(bin)} });`
  const file = join(here, '..', '..', '..')
  const child = spawn(process.execPath, ['--input-type=module', '-e', head + script], {
    cwd: file,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...user,
  })
  const lines: string[] = []
  let errors = ''
  child.stdout.on('data', (bytes: Buffer) => lines.push(...bytes.toString('utf8').split('\n').filter(Boolean)))
  child.stderr.on('data', (bytes: Buffer) => {
    errors += bytes.toString('utf8')
  })
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve))
  return { lines, ended, errors: () => errors, kill: (signal: NodeJS.Signals) => child.kill(signal) }
}
