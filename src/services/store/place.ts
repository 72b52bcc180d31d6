import { createHash } from 'node:crypto'
import { chmodSync, existsSync, lstatSync, mkdirSync, readFileSync, realpathSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { systemClock } from '../clock.ts'
import { Fault } from '../fault.ts'
import { copyBinaries, findBinaries } from './binaries.ts'
import { type Cluster, clusterFault, type Listen } from './cluster.ts'
import { errorCode } from './faults.ts'
import { canEnter, giveTo, isRoot, type ServiceUser, serviceUser } from './service-user.ts'

/** Everything about one embedded database on disk. */
export interface Place {
  /** The directory that holds the cluster, its log and its secret. */
  readonly home: string
  readonly cluster: Cluster
  readonly listen: Listen
  readonly ownerPassword: string
  readonly appPassword: string
}

/** A socket path longer than this fails: 104 bytes with the final NUL on macOS, 108 on Linux. */
const SOCKET_PATH_MAX = 103
/** Where databases go that cannot live in the data directory. */
const SHELF = '/var/lib/fazhi'

/**
 * Finds or makes the place of the embedded database: `<data>/database/`. When this process is root and the service user may not
 * enter that directory (a project under /root), the database lies under /var/lib/fazhi and `<data>/database` is a link to it.
 */
export function preparePlace(dataDirectory: string, bin?: string, freePort?: number): Place {
  const data = resolve(dataDirectory)
  try {
    mkdirSync(data, { recursive: true })
    const given = findBinaries(bin)
    const link = join(data, 'database')
    const user = serviceUser(join(link, 'cluster'))
    const home = user === undefined ? makeHome(link) : homeFor(link, data, user)
    const binaries =
      user === undefined || canEnter(given.bin, user) ? given : copyBinaries(given, dirname(home) === data ? shelf() : dirname(home))
    const cluster: Cluster = { bin: binaries.bin, directory: join(home, 'cluster'), log: join(home, 'postgres.log'), user }
    adoptOwner(cluster)
    const secret = readSecret(join(home, 'access.json'), freePort, existsSync(cluster.directory))
    return {
      home,
      cluster,
      listen: secret.port === undefined ? { socket: socketDirectory(home, user) } : { port: secret.port },
      ownerPassword: secret.owner,
      appPassword: secret.app,
    }
  } catch (error) {
    if (error instanceof Fault) throw error
    // Whatever else the file system says here (no permission, read-only, no such place, a file in the way) is one thing to mend.
    throw clusterFault('store.not-writable', errorCode(error) === 'ENOSPC' ? 'ENOSPC' : 'EACCES', error)
  }
}

function makeHome(home: string): string {
  mkdirSync(home, { recursive: true, mode: 0o700 })
  return realpathSync(home)
}

function homeFor(link: string, data: string, user: ServiceUser): string {
  if (!exists(link)) {
    // The attachments beside the database stay closed to everybody; the service user only passes through.
    if ((statSync(data).mode & 0o001) === 0) chmodSync(data, statSync(data).mode | 0o011)
    if (canEnter(data, user)) mkdirSync(link, { mode: 0o711 })
    else {
      // A fresh name each time: whoever removes the data directory starts anew, and loses nothing by it.
      const place = join(shelf(), `database-${systemClock().newId().slice(-12)}`)
      mkdirSync(place, { mode: 0o711 })
      symlinkSync(place, link)
    }
  }
  const home = realpathSync(link)
  if (dirname(home) === SHELF) refuseCopiedLink(home, data)
  if (canEnter(home, user)) return home
  throw new Fault('store.closed-directory', {
    status: 500,
    zh: `数据库用户 ${user.name} 不能进入目录 ${home}`,
    en: `The database user ${user.name} may not enter the directory ${home}`,
    remedy: {
      zh: '请把数据目录移到 /var/lib 或 /srv 之类的地方并用 FAZHI_DATA 指出，或以普通用户启动。',
      en: 'Move the data directory to a place like /var/lib or /srv and set FAZHI_DATA, or start as an ordinary user.',
    },
  })
}

/** A data directory that was copied brings the link along, and would work on the database of the original. */
function refuseCopiedLink(home: string, data: string): void {
  const mark = join(home, 'data-directory')
  const original = existsSync(mark) ? readFileSync(mark, 'utf8') : data
  const still = join(original, 'database')
  if (original !== data && existsSync(still) && realpathSync(still) === home) {
    throw new Fault('store.copied-directory', {
      status: 409,
      zh: `数据目录 ${data} 是 ${original} 的副本，两者指向同一个数据库`,
      en: `The data directory ${data} is a copy of ${original}, and both point to one database`,
      remedy: {
        zh: '请用 backup 与 restore 命令复制数据；副本目录中的 database 链接请先删除。',
        en: 'Copy the data with the commands backup and restore; remove the link database from the copy first.',
      },
    })
  }
  // it was moved, or this is its first start
  if (original !== data || !existsSync(mark)) writeFileSync(mark, data)
}

function shelf(): string {
  mkdirSync(SHELF, { recursive: true, mode: 0o755 })
  return SHELF
}

/** A cluster that was copied or brought back by hand may be open to others or belong to root; PostgreSQL then refuses it. */
function adoptOwner(cluster: Cluster): void {
  if (process.platform === 'win32' || !existsSync(cluster.directory)) return
  const { uid, mode } = statSync(cluster.directory)
  if ((mode & 0o077) !== 0) chmodSync(cluster.directory, 0o700)
  if (cluster.user !== undefined && uid === 0) giveTo(cluster.directory, cluster.user, true)
}

/**
 * The socket's directory: beside the cluster when the path is short enough, else in the runtime directory of this machine.
 * Closed to everybody but root and the service user.
 */
export function socketDirectory(home: string, user: ServiceUser | undefined): string {
  const beside = join(home, 'run')
  const short = `fazhi-${createHash('sha256').update(home).digest('hex').slice(0, 12)}`
  const runtime = isRoot() ? '/run' : process.env.XDG_RUNTIME_DIR
  const candidates = [beside, ...(runtime ? [join(runtime, short)] : []), join(tmpdir(), short), join('/tmp', short)]
  for (const path of candidates) {
    if (Buffer.byteLength(join(path, '.s.PGSQL.5432')) > SOCKET_PATH_MAX) continue
    try {
      mkdirSync(path, { recursive: true, mode: 0o700 })
      const owner = statSync(path).uid
      if (lstatSync(path).isSymbolicLink() || (owner !== process.getuid?.() && owner !== user?.uid)) continue
      chmodSync(path, 0o700)
      giveTo(path, user)
      return path
    } catch {
      // Not writable: the next one.
    }
  }
  throw clusterFault('store.not-writable', 'Permission denied')
}

interface Secret {
  readonly owner: string
  readonly app: string
  /** On Windows: the port on 127.0.0.1, chosen once. */
  readonly port?: number
}

function readSecret(path: string, freePort: number | undefined, clusterExists: boolean): Secret {
  if (existsSync(path)) {
    const read: unknown = JSON.parse(readFileSync(path, 'utf8'))
    if (isSecret(read)) return read
  }
  if (clusterExists) {
    throw new Fault('store.secret-lost', {
      status: 500,
      zh: `数据库的访问文件 ${path} 丢失或损坏`,
      en: `The access file ${path} of the database is missing or damaged`,
      remedy: {
        zh: '请从备份中恢复该文件，或把数据目录移开后用 fazhi restore 恢复备份。',
        en: 'Restore that file from a backup, or move the data directory away and use fazhi restore.',
      },
    })
  }
  const secret: Secret = {
    owner: systemClock().randomToken(24),
    app: systemClock().randomToken(24),
    ...(freePort === undefined ? {} : { port: freePort }),
  }
  writeFileSync(path, `${JSON.stringify(secret)}\n`, { mode: 0o600 })
  return secret
}

function isSecret(value: unknown): value is Secret {
  return (
    typeof value === 'object' &&
    value !== null &&
    'owner' in value &&
    typeof value.owner === 'string' &&
    'app' in value &&
    typeof value.app === 'string'
  )
}

function exists(path: string): boolean {
  try {
    lstatSync(path)
    return true
  } catch {
    return false
  }
}
