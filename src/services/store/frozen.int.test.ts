import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { readLockFile } from './cluster.ts'
import { type Embedded, startEmbedded } from './embedded.ts'
import { connectStore, type Store } from './store.ts'

const data = mkdtempSync(join(tmpdir(), 'fazhi-frozen-'))
let embedded: Embedded
let store: Store

beforeAll(async () => {
  chmodSync(data, 0o755)
  embedded = await startEmbedded({ data, bin: process.env.FAZHI_PG_BIN })
  store = connectStore(embedded, { poolSize: 3, patience: { silenceMs: 1_000, answerMs: 2_000 } })
  await store.owner((tx) => tx.exec(sql`create table act (id integer)`))
  await store.owner((tx) => tx.exec(sql`grant select, insert on act to fazhi_app`))
})
afterAll(async () => {
  signalDatabase('SIGCONT')
  await store?.close()
  await embedded?.stop()
  rmSync(data, { recursive: true, force: true, maxRetries: 10 })
})

/** The server process and all its children: one that is stopped alone would leave the others answering. */
function signalDatabase(signal: NodeJS.Signals): void {
  const server = readLockFile(join(data, 'database', 'cluster'))?.pid
  if (server === undefined) return
  const children = readdirSync('/proc').filter((name) => {
    try {
      return /^\d+$/.test(name) && /\) \S (\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'utf8'))?.[1] === String(server)
    } catch {
      return false
    }
  })
  for (const pid of [server, ...children.map(Number)]) process.kill(pid, signal)
}

const add = (id: number) => store.write({}, (tx) => tx.exec(sql`insert into act values (${id})`))
const acts = () => store.read({}, (tx) => tx.rows(sql<{ id: number }>`select id from act order by id`))

test('a query that only takes long is waited for, of the application and of the owner', async () => {
  const slow = sql<{ done: boolean }>`select pg_sleep(3) is not null as done`
  const both = await Promise.all([store.read({}, (tx) => tx.one(slow)), store.owner((tx) => tx.one(slow))])
  expect(both).toEqual([{ done: true }, { done: true }])
})

test.runIf(process.platform === 'linux')(
  'while the database is frozen every request is told so, jobs of the owner wait, and all goes on by itself afterwards',
  async () => {
    // One connection is in the middle of a change, others lie ready in the pool.
    let go: () => void = () => undefined
    const middle = new Promise<void>((resolve) => {
      go = resolve
    })
    const halfDone = store.write({}, async (tx) => {
      await tx.exec(sql`insert into act values (1)`)
      await middle
      await tx.exec(sql`insert into act values (2)`)
    })
    const told = expect(halfDone).rejects.toMatchObject({ code: 'store.unavailable', status: 503 })
    await Promise.all([acts(), acts()])
    const job = store.owner((tx) => tx.one(sql<{ done: boolean }>`select pg_sleep(0.2) is not null as done`))
    await pause(100)
    signalDatabase('SIGSTOP')
    go()
    await told
    // More requests than the pool has connections, old and new ones.
    const answers = await Promise.allSettled([acts(), acts(), acts(), add(3), store.about()])
    for (const answer of answers) expect(answer).toMatchObject({ status: 'rejected', reason: { status: 503 } })
    signalDatabase('SIGCONT')
    expect(await job).toEqual({ done: true })
    await vi.waitFor(async () => expect(await acts()).toEqual([]), { timeout: 30_000, interval: 100 })
    await add(4)
    expect(await acts()).toEqual([{ id: 4 }])
  },
)
