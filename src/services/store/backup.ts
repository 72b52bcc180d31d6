import { createHash, type Hash } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { Fault } from '../fault.ts'
import { archiveEnd, archiveHeader, archivePadding } from './archive.ts'
import { errorCode, explainStoreError } from './faults.ts'
import { migrationNumber } from './migrate.ts'
import type { Store } from './store.ts'
import { type Table, tablesInOrder } from './tables.ts'

/** The first file of a backup: what it is and what is needed to read it. */
export interface BackupHead {
  readonly format: 'fazhi backup'
  readonly version: 1
  readonly migration: number
  readonly migrations: readonly { readonly name: string; readonly checksum: string }[]
  readonly tables: readonly Table[]
  readonly folders: readonly string[]
}

/** The last file of a backup: what must have come out of it. */
export interface BackupManifest {
  readonly tables: Readonly<Record<string, Content>>
  readonly files: Readonly<Record<string, Content>>
}

export interface Content {
  readonly bytes: number
  readonly sha256: string
}

/** What a backup or a restore has done. */
export interface BackupReport {
  readonly migration: number
  readonly tables: number
  readonly rows: number
  readonly files: number
  readonly bytes: number
}

/** Tables are cut into pieces, because a file of an archive must say its size before its content. */
const PIECE = 4 * 1024 ** 2

/**
 * Writes everything into one compressed archive: each table as COPY text, all of one moment, and the files of the given folders
 * (e.g. `{ files: '/…/files' }`). Streams in constant memory. The file appears under its name only when it is complete.
 */
export async function backup(
  store: Pick<Store, 'ownerClient'>,
  file: string,
  folders: Readonly<Record<string, string>> = {},
): Promise<BackupReport> {
  const partial = `${file}.partial`
  try {
    const report = await store.ownerClient(async (client) => {
      // Row-level security must never leave rows out in silence: without the right to see all, the backup fails.
      await client.query('set row_security = off')
      await client.query('begin isolation level repeatable read read only')
      const progress = { rows: 0 }
      const head = await describe(client, folders)
      const manifest = { tables: {} as Record<string, Content>, files: {} as Record<string, Content> }
      await pipeline(
        Readable.from(archive(client, head, folders, manifest, progress)),
        createGzip({ level: 6 }),
        createWriteStream(partial, { mode: 0o600 }),
      )
      await client.query('commit')
      return {
        migration: head.migration,
        tables: head.tables.length,
        rows: progress.rows,
        files: Object.keys(manifest.files).length,
        bytes: statSync(partial).size,
      }
    })
    await flushToDisk(partial)
    renameSync(partial, file)
    return report
  } catch (error) {
    rmSync(partial, { force: true })
    throw explainFileError(error)
  }
}

async function describe(client: pg.ClientBase, folders: Readonly<Record<string, string>>): Promise<BackupHead> {
  const migration = await migrationNumber(client)
  if (migration === 0) {
    throw new Fault('backup.empty', {
      status: 409,
      zh: '数据库里还没有数据，无需备份',
      en: 'There is nothing in the database yet',
      remedy: { zh: '请先启动一次系统。', en: 'Start the system once first.' },
    })
  }
  const { rows } = await client.query<{ name: string; checksum: string }>('select name, checksum from migration order by number')
  return {
    format: 'fazhi backup',
    version: 1,
    migration,
    migrations: rows,
    tables: await tablesInOrder(client),
    folders: Object.keys(folders),
  }
}

async function* archive(
  client: pg.Client,
  head: BackupHead,
  folders: Readonly<Record<string, string>>,
  manifest: { tables: Record<string, Content>; files: Record<string, Content> },
  progress: { rows: number },
): AsyncGenerator<Buffer> {
  yield* whole('backup.json', Buffer.from(`${JSON.stringify(head, null, 2)}\n`))
  for (const table of head.tables) {
    const hash = createHash('sha256')
    let bytes = 0
    let number = 0
    for await (const piece of inPieces(copyOut(client, table))) {
      number += 1
      bytes += piece.length
      hash.update(piece)
      for (const byte of piece) if (byte === NEWLINE) progress.rows += 1
      yield* whole(`tables/${table.name}/${String(number).padStart(6, '0')}.copy`, piece)
    }
    manifest.tables[table.name] = { bytes, sha256: hash.digest('hex') }
  }
  for (const [folder, directory] of Object.entries(folders)) {
    for (const path of filesBelow(directory)) {
      const name = `folders/${folder}/${path}`
      const { size } = statSync(join(directory, path))
      const hash = createHash('sha256')
      yield archiveHeader(name, size)
      yield* exactly(join(directory, path), size, hash)
      yield archivePadding(size)
      manifest.files[name] = { bytes: size, sha256: hash.digest('hex') }
    }
  }
  yield* whole('manifest.json', Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`))
  yield archiveEnd()
}

/** COPY text writes one line for each row and escapes line breaks inside values. */
const NEWLINE = 0x0a

function copyOut(client: pg.Client, table: Table): AsyncIterable<Buffer> {
  const columns = table.columns.map((column) => pg.escapeIdentifier(column)).join(', ')
  return client.query(copyTo(`copy ${pg.escapeIdentifier(table.name)} (${columns}) to stdout`))
}

function* whole(name: string, content: Buffer): Generator<Buffer> {
  yield archiveHeader(name, content.length)
  yield content
  yield archivePadding(content.length)
}

async function* inPieces(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let gathered: Buffer[] = []
  let size = 0
  for await (const chunk of source) {
    gathered.push(chunk)
    size += chunk.length
    if (size >= PIECE) {
      yield Buffer.concat(gathered)
      gathered = []
      size = 0
    }
  }
  if (size > 0) yield Buffer.concat(gathered)
}

/** The content of a file, no more and no less than its header has announced. */
async function* exactly(path: string, size: number, hash: Hash): AsyncGenerator<Buffer> {
  if (size === 0) return
  let left = size
  for await (const chunk of createReadStream(path, { end: size - 1 })) {
    if (!Buffer.isBuffer(chunk)) continue
    left -= chunk.length
    hash.update(chunk)
    yield chunk
  }
  if (left !== 0) throw new Error(`${path} became shorter while it was read`)
}

/** Paths below a directory with slashes, in a fixed order; files still being written (dot, .partial) are left out. */
function filesBelow(directory: string, under = ''): string[] {
  if (!existsSync(directory)) return []
  return readdirSync(join(directory, under), { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.') && !name.endsWith('.partial'))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const path = under === '' ? entry.name : `${under}/${entry.name}`
      return entry.isDirectory() ? filesBelow(directory, path) : entry.isFile() ? [path] : []
    })
}

async function flushToDisk(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

/** What the file system may say while a backup is written or read. */
export function explainFileError(error: unknown): unknown {
  const code = errorCode(error)
  if (code === 'ENOENT' || code === 'EACCES' || code === 'EROFS' || code === 'EISDIR' || code === 'ENOTDIR' || code === 'EPERM') {
    return new Fault(
      'backup.file',
      {
        status: 400,
        zh: '不能读写指定的备份文件',
        en: 'The backup file cannot be read or written',
        remedy: { zh: '请检查路径和权限。', en: 'Check the path and the permissions.' },
      },
      error,
    )
  }
  return explainStoreError(error)
}
