import { createHash, type Hash } from 'node:crypto'
import { createReadStream, createWriteStream, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { z } from 'zod'
import { Fault } from '../fault.ts'
import { type ArchiveEntry, readArchive } from './archive.ts'
import { type BackupHead, type BackupManifest, type BackupReport, type Content, explainFileError } from './backup.ts'
import { errorCode } from './faults.ts'
import { migrate, migrationNumber, readMigrations } from './migrate.ts'
import type { Store } from './store.ts'
import { tablesInOrder } from './tables.ts'

const headSchema: z.ZodType<BackupHead> = z.object({
  format: z.literal('fazhi backup'),
  version: z.literal(1),
  migration: z.int().min(1),
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()) })),
  folders: z.array(z.string()),
})
const contentSchema: z.ZodType<Content> = z.object({ bytes: z.number(), sha256: z.string() })
const manifestSchema: z.ZodType<BackupManifest> = z.object({
  tables: z.record(z.string(), contentSchema),
  files: z.record(z.string(), contentSchema),
})

/**
 * Reads a backup into an empty database: brings it to the backup's migration, loads every table in one transaction, compares
 * every checksum, and only then commits and ships the newer migrations. `folders` says where files go, e.g. `{ files: '/…' }`;
 * folders that are not named are checked but not written. A damaged or cut backup leaves the database empty.
 */
export async function restore(
  store: Pick<Store, 'ownerClient'>,
  file: string,
  folders: Readonly<Record<string, string>> = {},
): Promise<BackupReport> {
  const known = readMigrations()
  const source = createReadStream(file)
  const unpacked = createGunzip()
  // The pipeline carries an error of the file to the reader; the reader reports it.
  const reading = pipeline(source, unpacked).catch(() => undefined)
  try {
    const entries = readArchive(unpacked)
    const first = await entries.next()
    if (first.done === true || first.value.name !== 'backup.json') throw damaged()
    const head = await readJson(first.value, headSchema)
    refuseUnknown(head, known)
    await store.ownerClient(refuseFilled)
    await migrate(store, known.slice(0, head.migration))
    const report = await store.ownerClient((client) => load(client, head, entries, folders))
    await migrate(store, known)
    await store.ownerClient((client) => client.query('analyze'))
    return { ...report, bytes: source.bytesRead }
  } catch (error) {
    const code = errorCode(error)
    if (error instanceof RangeError || error instanceof SyntaxError || error instanceof z.ZodError || code?.startsWith('Z_') === true)
      throw damaged(error)
    throw explainFileError(error)
  } finally {
    source.destroy()
    unpacked.destroy()
    await reading
  }
}

async function load(
  client: pg.Client,
  head: BackupHead,
  entries: AsyncGenerator<ArchiveEntry>,
  folders: Readonly<Record<string, string>>,
): Promise<Omit<BackupReport, 'bytes'>> {
  const found = { tables: {} as Record<string, Content>, files: {} as Record<string, Content> }
  let manifest: BackupManifest | undefined
  let rows = 0
  // Not rolled back here: when this throws, the connection is closed, in the middle of a COPY too, and nothing is kept.
  await client.query('begin')
  const known = new Map(head.tables.map((table) => [table.name, table.columns]))
  const names = head.tables.map(({ name }) => pg.escapeIdentifier(name))
  // What migrations themselves have put into tables comes with the backup.
  if (names.length > 0) await client.query(`truncate ${names.join(', ')}`)
  let open: { name: string; stream: ReturnType<typeof startCopy>; hash: Hash; bytes: number } | undefined
  const finish = async (): Promise<void> => {
    if (open === undefined) return
    rows += await open.stream.end()
    found.tables[open.name] = { bytes: open.bytes, sha256: open.hash.digest('hex') }
    open = undefined
  }
  for await (const entry of entries) {
    const table = /^tables\/([^/]+)\/\d+\.copy$/.exec(entry.name)?.[1]
    if (table === undefined || open?.name !== table) await finish()
    if (table !== undefined) {
      const columns = known.get(table)
      if (columns === undefined) throw damaged()
      open ??= { name: table, stream: startCopy(client, table, columns), hash: createHash('sha256'), bytes: 0 }
      for await (const chunk of entry.content) {
        open.hash.update(chunk)
        open.bytes += chunk.length
        await open.stream.write(chunk)
      }
    } else if (entry.name === 'manifest.json') manifest = await readJson(entry, manifestSchema)
    else if (entry.name.startsWith('folders/')) found.files[entry.name] = await placeFile(entry, folders)
  }
  await finish()
  if (manifest === undefined || !agrees(manifest, found)) throw damaged()
  await client.query('commit')
  return { migration: head.migration, tables: head.tables.length, rows, files: Object.keys(found.files).length }
}

/** A COPY into one table that takes pieces one by one; `end` returns the number of rows. */
function startCopy(client: pg.Client, table: string, columns: readonly string[]) {
  const names = columns.map((column) => pg.escapeIdentifier(column)).join(', ')
  const stream = client.query(copyFrom(`copy ${pg.escapeIdentifier(table)} (${names}) from stdin`))
  let failure: unknown
  stream.on('error', (error) => {
    failure ??= error
  })
  const settled = new Promise<void>((resolve) => {
    stream.on('finish', resolve)
    stream.on('close', resolve)
    stream.on('error', () => resolve())
  })
  const check = (): void => {
    if (failure !== undefined) throw failure
  }
  return {
    write: async (chunk: Buffer): Promise<void> => {
      check()
      if (!stream.write(chunk)) await Promise.race([new Promise((resolve) => stream.once('drain', resolve)), settled])
      check()
    },
    end: async (): Promise<number> => {
      stream.end()
      await settled
      check()
      return stream.rowCount
    },
  }
}

/** Writes one file of a folder aside and then under its name; returns what it holds. */
async function placeFile(entry: ArchiveEntry, folders: Readonly<Record<string, string>>): Promise<Content> {
  const [, folder = '', ...path] = entry.name.split('/')
  // A name that leads out of its folder is no work of ours.
  if (path.length === 0 || path.some((part) => part === '' || part === '.' || part === '..' || part.includes('\\'))) throw damaged()
  const hash = createHash('sha256')
  const hashed = Readable.from(
    (async function* () {
      for await (const chunk of entry.content) {
        hash.update(chunk)
        yield chunk
      }
    })(),
  )
  const directory = folders[folder]
  if (directory === undefined) for await (const _ of hashed);
  else {
    const target = join(directory, ...path)
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 })
    const partial = `${target}.partial`
    try {
      await pipeline(hashed, createWriteStream(partial, { mode: 0o600, flush: true }))
      renameSync(partial, target)
    } catch (error) {
      rmSync(partial, { force: true })
      throw error
    }
  }
  return { bytes: entry.size, sha256: hash.digest('hex') }
}

/** An empty table has no file in the archive, but an entry in the manifest. */
function agrees(manifest: BackupManifest, found: BackupManifest): boolean {
  const same = (want: Readonly<Record<string, Content>>, have: Readonly<Record<string, Content>>) =>
    Object.keys(have).every((name) => want[name] !== undefined) &&
    Object.entries(want).every(([name, { bytes, sha256 }]) =>
      have[name] === undefined ? bytes === 0 : have[name].bytes === bytes && have[name].sha256 === sha256,
    )
  return same(manifest.tables, found.tables) && same(manifest.files, found.files)
}

async function readJson<T>(entry: ArchiveEntry, schema: z.ZodType<T>): Promise<T> {
  const chunks: Buffer[] = []
  for await (const chunk of entry.content) chunks.push(chunk)
  return schema.parse(JSON.parse(Buffer.concat(chunks).toString('utf8')))
}

function refuseUnknown(head: BackupHead, known: readonly { name: string; checksum: string }[]): void {
  const strange = head.migrations.find(({ name, checksum }, index) => known[index]?.name !== name || known[index]?.checksum !== checksum)
  if (strange === undefined) return
  throw new Fault('backup.newer', {
    status: 409,
    zh: `备份来自另一个版本的程序（迁移 ${strange.name}）`,
    en: `The backup comes from another version of the program (migration ${strange.name})`,
    remedy: { zh: '请用做备份时的版本或更新的版本恢复。', en: 'Restore with the version that made it, or a later one.' },
  })
}

async function refuseFilled(client: pg.ClientBase): Promise<void> {
  if ((await migrationNumber(client)) === 0) return
  for (const { name } of await tablesInOrder(client)) {
    const { rowCount } = await client.query(`select from ${pg.escapeIdentifier(name)} limit 1`)
    if (rowCount === 0) continue
    throw new Fault('backup.not-empty', {
      status: 409,
      zh: '数据库里已有数据，不能在其上恢复',
      en: 'The database is not empty; a backup is not restored over data',
      remedy: {
        zh: '请用 FAZHI_DATA 指定一个新的数据目录，或用 DATABASE_URL 指向一个空数据库。',
        en: 'Set FAZHI_DATA to a new data directory, or DATABASE_URL to an empty database.',
      },
    })
  }
}

function damaged(cause?: unknown): Fault {
  return new Fault(
    'backup.damaged',
    {
      status: 400,
      zh: '备份文件不完整或已损坏，没有恢复任何数据',
      en: 'The backup file is incomplete or damaged; nothing was restored',
      remedy: { zh: '请换用另一份备份。', en: 'Use another backup.' },
    },
    cause,
  )
}
