import { chownSync, lstatSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Fault } from '../fault.ts'

/** An operating system user for the database, because PostgreSQL refuses to run as root. */
export interface ServiceUser {
  readonly uid: number
  readonly gid: number
  readonly name: string
}

/** In this order: one made for us, the one PostgreSQL packages make, then those every system has. */
const candidates = ['fazhi', 'postgres', '_postgres', 'nobody', 'daemon']

/** True when this process is root. */
export function isRoot(): boolean {
  return process.getuid?.() === 0
}

/**
 * The user who shall run the database: undefined means this process's own. When a cluster exists its owner decides; a cluster
 * that belongs to somebody else can only be run by root or by that user.
 */
export function serviceUser(cluster?: string): ServiceUser | undefined {
  if (process.getuid === undefined) return undefined
  const owner = cluster === undefined ? undefined : ownerOf(cluster)
  if (!isRoot()) {
    if (owner === undefined || owner === process.getuid()) return undefined
    throw new Fault('store.data-owner', {
      status: 500,
      zh: `数据目录属于另一个用户（${userName(owner)}）`,
      en: `The data directory belongs to another user (${userName(owner)})`,
      remedy: {
        zh: '请用当初启动本系统的用户（或 root）启动，或用 FAZHI_DATA 指定另一个目录。',
        en: 'Start as the user who started it first (or as root), or set FAZHI_DATA to another directory.',
      },
    })
  }
  const users = knownUsers()
  const chosen =
    (owner ? users.find(({ uid }) => uid === owner) : undefined) ??
    candidates.map((name) => users.find((user) => user.name === name)).find((user) => user !== undefined && user.uid > 0)
  if (chosen) return chosen
  throw new Fault('store.no-service-user', {
    status: 500,
    zh: '数据库不能以 root 运行，而本机没有可用的普通用户（fazhi、postgres、nobody）',
    en: 'The database cannot run as root, and this machine has none of the users fazhi, postgres, nobody',
    remedy: {
      zh: '请先建立用户：useradd --system fazhi，或以普通用户启动。',
      en: 'Create one: useradd --system fazhi, or start as an ordinary user.',
    },
  })
}

/** True when `user` may enter a directory and everything above it, judged by the permission bits. */
export function canEnter(directory: string, user: ServiceUser): boolean {
  for (let path = directory; ; path = dirname(path)) {
    const { mode, uid, gid } = statSync(path)
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001
    if ((mode & bit) === 0) return false
    if (dirname(path) === path) return true
  }
}

/** Give a path, and with `deep` all below it, to a user; nothing to do when there is no such user. */
export function giveTo(path: string, user: ServiceUser | undefined, deep = false): void {
  if (user === undefined) return
  chownSync(path, user.uid, user.gid)
  if (!deep || !lstatSync(path).isDirectory()) return
  for (const name of readdirSync(path)) giveTo(join(path, name), user, true)
}

function ownerOf(path: string): number | undefined {
  try {
    return statSync(path).uid
  } catch {
    return undefined
  }
}

function userName(uid: number): string {
  return knownUsers().find((user) => user.uid === uid)?.name ?? `uid ${uid}`
}

function knownUsers(): ServiceUser[] {
  try {
    return readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .filter((line) => !line.startsWith('#'))
      .map((line) => line.split(':'))
      .filter((parts) => parts.length >= 4)
      .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
  } catch {
    return []
  }
}
