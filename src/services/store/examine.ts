import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Fault } from '../fault.ts'
import { findBinaries, program } from './binaries.ts'
import { binariesVersion, isAlive, readLockFile } from './cluster.ts'
import { isRoot, serviceUser } from './service-user.ts'
import { dataDirectory } from './store.ts'

/** What there is to say about the database of this machine without starting it. */
export interface StoreExamination {
  /** Version and directory of the built-in programs, or why they do not run. */
  readonly builtIn: { readonly version: string; readonly bin: string } | Fault
  /** PostgreSQL 15 for the second run of the database tests. */
  readonly oldest: string | undefined
  /** DATABASE_URL is set: the built-in database is not used. */
  readonly byUrl: boolean
  readonly data: string
  /** Process id of the running database of the data directory. */
  readonly running: number | undefined
  /** Who runs the database: a name when this process is root. */
  readonly user: string | undefined
}

const OLDEST = '/usr/lib/postgresql/15/bin'

/** Looks without starting anything. */
export async function examineStore(env: Readonly<Record<string, string | undefined>> = process.env): Promise<StoreExamination> {
  const data = dataDirectory(env)
  const oldest = env.FAZHI_PG_BIN || OLDEST
  return {
    builtIn: await builtIn(),
    oldest: existsSync(program(oldest, 'postgres')) ? oldest : undefined,
    byUrl: Boolean(env.DATABASE_URL),
    data,
    running: runningProcess(data),
    user: isRoot() ? nameOfUser() : undefined,
  }
}

async function builtIn(): Promise<StoreExamination['builtIn']> {
  try {
    const { bin } = findBinaries()
    return { version: await binariesVersion({ bin, user: undefined }), bin }
  } catch (error) {
    if (error instanceof Fault) return error
    throw error
  }
}

function nameOfUser(): string | undefined {
  try {
    return serviceUser()?.name
  } catch {
    return undefined
  }
}

function runningProcess(data: string): number | undefined {
  const pid = readLockFile(join(data, 'database', 'cluster'))?.pid
  return pid !== undefined && isAlive(pid) ? pid : undefined
}
