import { existsSync, renameSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { Fault } from '../fault.ts'
import {
  binariesVersion,
  type Cluster,
  clusterFault,
  clusterVersion,
  createCluster,
  readLockFile,
  SOCKET_PORT,
  startCluster,
  stopCluster,
} from './cluster.ts'
import { errorCode, explainStoreError } from './faults.ts'
import { withFileLock } from './file-lock.ts'
import { type Place, preparePlace } from './place.ts'
import type { Connection } from './store.ts'

/** The running embedded database, as one process uses it. */
export interface Embedded {
  readonly owner: Connection
  readonly app: Connection
  /** The directory of the database on disk. */
  readonly where: string
  /** False when it was running already and has been adopted. */
  readonly started: boolean
  /** Start it again after it was lost; quick to return, tries in the background. */
  readonly revive: () => void
  /** Leave it; the last process to leave stops it. */
  readonly stop: () => Promise<void>
}

/** What takes time at a start, for a line of progress. */
export type Step = 'creating' | 'starting'

/** Advisory locks by which the processes of one data directory know of each other: everybody's shared one, the server's own. */
const LOCK_CLASS = 0x66617a68
const IN_USE = 1
const SERVER = 2

/**
 * Adopts the embedded database of a data directory, or starts it, making it first if there is none.
 *
 * `server` claims the directory for a server process: a second one is refused with `store.in-use`, and a lost database is
 * started again. Commands run beside a server and leave it alone.
 */
export async function startEmbedded(config: {
  readonly data: string
  readonly server?: boolean
  readonly existing?: boolean
  readonly bin?: string | undefined
  readonly settings?: Readonly<Record<string, string>>
  readonly onStep?: (step: Step) => void
}): Promise<Embedded> {
  if (config.existing && !existsSync(join(config.data, 'database'))) throw nothingThere(config.data)
  const place = preparePlace(config.data, config.bin, process.platform === 'win32' ? await freePort() : undefined)
  const locked = <T>(work: () => Promise<T>) => withFileLock(join(place.home, 'starting.lock'), work)
  let keeper: pg.Client | undefined
  let leaving = false
  let reviving = false

  const enter = async (): Promise<boolean> =>
    locked(async () => {
      const started = await ensureRunning(place, config.settings ?? {}, config.onStep ?? (() => undefined))
      keeper = await hold(place, config.server ?? false)
      keeper.on('error', () => undefined)
      keeper.on('end', () => {
        keeper = undefined
        if (config.server) revive()
      })
      return started
    })

  const revive = (): void => {
    if (leaving || reviving || keeper !== undefined) return
    reviving = true
    const again = async (): Promise<void> => {
      for (let wait = 100; !leaving; wait = Math.min(wait * 2, 5_000)) {
        try {
          await enter()
          break
        } catch {
          await pause(wait)
        }
      }
      reviving = false
    }
    void again()
  }

  const started = await enter().catch((error: unknown) => {
    throw error instanceof Fault || error instanceof pg.DatabaseError ? error : clusterFault('store.cluster-start', String(error), error)
  })
  const connect = (user: string, password: string): Connection => ({ ...address(place), database: 'fazhi', user, password })
  return {
    owner: connect('fazhi', place.ownerPassword),
    app: connect('fazhi_app', place.appPassword),
    where: place.home,
    started,
    revive,
    stop: async () => {
      leaving = true
      await locked(async () => {
        const alone = await leave(keeper)
        if (alone) await stopCluster(place.cluster)
      })
    },
  }
}

/** True when the database had to be started, false when it was running. */
async function ensureRunning(place: Place, settings: Readonly<Record<string, string>>, onStep: (step: Step) => void): Promise<boolean> {
  const { cluster } = place
  if (!existsSync(join(cluster.directory, 'PG_VERSION'))) {
    onStep('creating')
    await createCluster(cluster, place.ownerPassword)
  } else if (await answers(place)) return false
  await refuseOtherVersion(cluster)
  rotateLog(cluster.log)
  onStep('starting')
  await startCluster(cluster, place.listen, settings)
  await prepareDatabase(place)
  return true
}

/** True when the server answers; waits while it is starting or recovering, or while it shuts down. */
async function answers(place: Place): Promise<boolean> {
  for (let attempt = 0; attempt < 2_400; attempt += 1) {
    if (readLockFile(place.cluster.directory) === undefined) return false
    try {
      const client = await connected(place, 'postgres', 'fazhi probe')
      await client.end()
      return true
    } catch (error) {
      const code = errorCode(error)
      if (code === '28P01' || code === '28000') throw wrongSecret(place, error)
      if (code !== '57P03') {
        // It runs and refuses: on a full disk it cannot even prepare a connection. Starting another one would be no help.
        if (error instanceof pg.DatabaseError) throw explainStoreError(error)
        return false
      }
      await pause(250)
    }
  }
  return false
}

/** The database, and the role of the application, which owns nothing. Repeatable: a start may have died between the two. */
async function prepareDatabase(place: Place): Promise<void> {
  const client = await connected(place, 'postgres', 'fazhi preparation')
  try {
    const roles = await client.query("select from pg_roles where rolname = 'fazhi_app'")
    if (roles.rowCount === 0) {
      await client.query(`create role fazhi_app login password ${pg.escapeLiteral(place.appPassword)} nosuperuser nobypassrls`)
    }
    const databases = await client.query("select from pg_database where datname = 'fazhi'")
    if (databases.rowCount === 0) await client.query('create database fazhi')
  } finally {
    await client.end()
  }
}

/** The connection by which this process is known to use the database; it holds the advisory locks until it closes. */
async function hold(place: Place, server: boolean): Promise<pg.Client> {
  const client = await connected(place, 'postgres', `fazhi ${server ? 'server' : 'command'} ${process.pid}`)
  try {
    await client.query(`select pg_advisory_lock_shared(${LOCK_CLASS}, ${IN_USE})`)
    if (server) {
      const { rows } = await client.query<{ mine: boolean }>(`select pg_try_advisory_lock(${LOCK_CLASS}, ${SERVER}) mine`)
      if (rows[0]?.mine !== true) throw inUse(await holder(client))
    }
    return client
  } catch (error) {
    await client.end().catch(() => undefined)
    throw error
  }
}

async function holder(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `select a.application_name as name from pg_locks l join pg_stat_activity a on a.pid = l.pid
     where l.locktype = 'advisory' and l.classid = ${LOCK_CLASS} and l.objid = ${SERVER} and l.granted`,
  )
  return /\d+$/.exec(rows[0]?.name ?? '')?.[0] ?? '?'
}

/** Gives up this process's claim; true when nobody else has one. */
async function leave(keeper: pg.Client | undefined): Promise<boolean> {
  if (keeper === undefined) return true
  try {
    await keeper.query(`select pg_advisory_unlock_all()`)
    const { rows } = await keeper.query<{ alone: boolean }>(`select pg_try_advisory_lock(${LOCK_CLASS}, ${IN_USE}) alone`)
    await keeper.end()
    return rows[0]?.alone === true
  } catch {
    return true
  }
}

async function connected(place: Place, database: string, name: string): Promise<pg.Client> {
  const client = new pg.Client({
    ...address(place),
    database,
    user: 'fazhi',
    password: place.ownerPassword,
    application_name: name,
    connectionTimeoutMillis: 10_000,
  })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

/** A running server's lock file says where it listens; it may have been started with another socket directory. */
function address(place: Place): { host: string; port: number } {
  if ('port' in place.listen) return { host: '127.0.0.1', port: place.listen.port }
  const running = readLockFile(place.cluster.directory)
  return { host: running?.socket || place.listen.socket, port: SOCKET_PORT }
}

async function refuseOtherVersion(cluster: Cluster): Promise<void> {
  const made = clusterVersion(cluster.directory)
  const version = await binariesVersion(cluster)
  if (made === undefined || made === Number.parseInt(version, 10)) return
  throw new Fault('store.cluster-version', {
    status: 500,
    zh: `数据由 PostgreSQL ${made} 建立，现有的程序是 ${version}`,
    en: `The data were made by PostgreSQL ${made}, the programs here are ${version}`,
    remedy: {
      zh: `请先用 PostgreSQL ${made}（FAZHI_PG_BIN）运行 fazhi backup，再在新的数据目录里 fazhi restore。`,
      en: `Run fazhi backup with PostgreSQL ${made} (FAZHI_PG_BIN), then fazhi restore into a new data directory.`,
    },
  })
}

function nothingThere(data: string): Fault {
  return new Fault('store.empty', {
    status: 404,
    zh: `数据目录 ${data} 里还没有数据`,
    en: `There are no data yet in ${data}`,
    remedy: {
      zh: '请先运行 npm start，或用 FAZHI_DATA 指明数据所在的目录。',
      en: 'Run npm start first, or say with FAZHI_DATA where the data are.',
    },
  })
}

function inUse(processId: string): Fault {
  return new Fault('store.in-use', {
    status: 409,
    zh: `已有一个服务正在使用这个数据目录（进程 ${processId}）`,
    en: `A server is already running on this data directory (process ${processId})`,
    remedy: {
      zh: '请先停止它，或用 FAZHI_DATA 指定另一个目录、用 FAZHI_PORT 指定另一个端口。',
      en: 'Stop it first, or set FAZHI_DATA to another directory and FAZHI_PORT to another port.',
    },
  })
}

function wrongSecret(place: Place, cause: unknown): Fault {
  return new Fault(
    'store.secret-wrong',
    {
      status: 500,
      zh: `数据库不接受 ${join(place.home, 'access.json')} 里的口令`,
      en: `The database does not accept the password in ${join(place.home, 'access.json')}`,
      remedy: { zh: '请从备份中恢复该文件。', en: 'Restore that file from a backup.' },
    },
    cause,
  )
}

/** The server's log starts anew at ten megabytes; the one before is kept. */
function rotateLog(path: string): void {
  if (existsSync(path) && statSync(path).size > 10 * 1024 ** 2) renameSync(path, `${path}.1`)
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
