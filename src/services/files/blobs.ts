import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { type Clock, millisecondsOf } from '../clock.ts'
import { Fault } from '../fault.ts'
import { fileFault } from './faults.ts'

/** A file that has arrived but is not yet kept. */
export interface Arrived {
  readonly sha256: string
  readonly bytes: number
  /** Its first four kilobytes, to see what it is. */
  readonly head: Uint8Array
  /** Puts it in its place for good; may be called again. */
  keep(): Promise<void>
  /** Forgets it. Does nothing once it is kept. */
  drop(): Promise<void>
}

/** Contents by their SHA-256: the same content is kept once, and what is kept never changes. */
export interface Blobs {
  /** Takes a stream to disk, at most `limit` bytes. Throws and leaves nothing behind when it is too large, breaks off or the disk is full. */
  receive(stream: AsyncIterable<Uint8Array>, limit: number): Promise<Arrived>
  /** The content; throws `file.lost` when it is not there. */
  read(sha256: string): Promise<Readable>
}

const HEAD = 4096
const ABANDONED_MS = 3_600_000

/** Contents under a directory of this machine: `ab/cd/abcd…`. A store that speaks S3 would stand behind the same three words. */
export function openBlobs(directory: string, clock: Pick<Clock, 'newId' | 'now'>): Blobs {
  const arriving = join(directory, 'arriving')
  const placeOf = (sha256: string) => join(directory, sha256.slice(0, 2), sha256.slice(2, 4), sha256)
  let swept = false
  /** What a process that died left half-written; another process may still be writing what is younger than an hour. */
  const sweep = async (): Promise<void> => {
    swept = true
    const limit = millisecondsOf(clock.now()) - ABANDONED_MS
    for (const name of await readdir(arriving)) {
      const found = await stat(join(arriving, name)).catch(() => undefined)
      if (found && found.mtimeMs < limit) await rm(join(arriving, name), { force: true })
    }
  }
  return {
    receive: async (stream, limit) => {
      const path = join(arriving, clock.newId())
      const hash = createHash('sha256')
      const head: Uint8Array[] = []
      let bytes = 0
      try {
        await mkdir(arriving, { recursive: true, mode: 0o700 })
        if (!swept) await sweep()
        const file = await open(path, 'wx', 0o600)
        try {
          for await (const chunk of stream) {
            if (bytes < HEAD) head.push(chunk.subarray(0, HEAD - bytes))
            bytes += chunk.length
            if (bytes > limit) throw fileFault('file.too-large')
            hash.update(chunk)
            await file.writeFile(chunk)
          }
          await file.sync()
        } finally {
          await file.close()
        }
        if (bytes === 0) throw fileFault('file.empty')
      } catch (error) {
        await rm(path, { force: true })
        throw explained(error)
      }
      const sha256 = hash.digest('hex')
      return {
        sha256,
        bytes,
        head: Buffer.concat(head),
        keep: async () => {
          const place = placeOf(sha256)
          try {
            if (await exists(path)) {
              await mkdir(dirname(place), { recursive: true, mode: 0o700 })
              await rename(path, place)
              await syncDirectory(dirname(place))
            } else if (!(await exists(place))) throw fileFault('file.lost')
          } catch (error) {
            throw explained(error)
          }
        },
        drop: () => rm(path, { force: true }),
      }
    },
    read: async (sha256) => {
      const place = placeOf(sha256)
      if (!(await exists(place))) throw fileFault('file.lost')
      return createReadStream(place)
    },
  }
}

/** What the file system says, in words for a person. */
function explained(error: unknown): unknown {
  if (error instanceof Fault) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') return fileFault('file.disk-full', error)
  if (['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'ABORT_ERR', 'FST_ERR_CTP_INVALID_MEDIA_TYPE'].includes(code))
    return fileFault('file.broken-upload', error)
  return error instanceof Error && /terminated|aborted|premature|unexpected end/i.test(error.message)
    ? fileFault('file.broken-upload', error)
    : error
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

/** A name is safe on disk only when its directory is; Windows has no such call and does it by itself. */
async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
