import type { Writable } from 'node:stream'
import type { Io } from './command.ts'

/** The parts of a process a terminal is made of. */
export interface Channels {
  readonly stdin: AsyncIterable<Uint8Array>
  readonly stdout: Writable & { isTTY?: boolean; columns?: number }
  readonly stderr: Writable
}

/**
 * The terminal of this process. Output is gathered and written in large pieces; when the reader has gone away (`| head`), the
 * rest is silently dropped and the command still ends in good order. `flush` waits until everything is out.
 */
export function terminal(channels: Channels): { io: Io; flush: () => Promise<void> } {
  const { stdin, stdout, stderr } = channels
  let gathered: string[] = []
  let size = 0
  let gone = false
  const listen = (stream: Writable): void => {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED') throw error
      gone = true
    })
  }
  listen(stdout)
  listen(stderr)

  const write = (): void => {
    if (size > 0 && !gone && !stdout.destroyed) stdout.write(gathered.join(''))
    gathered = []
    size = 0
  }
  let scheduled = false
  const io: Io = {
    out: (line) => {
      gathered.push(line, '\n')
      size += line.length + 1
      if (stdout.isTTY || size >= PIECE) write()
      else if (!scheduled) {
        scheduled = true
        setImmediate(() => {
          scheduled = false
          write()
        })
      }
    },
    err: (line) => {
      if (!stderr.destroyed) stderr.write(`${line}\n`)
    },
    tty: stdout.isTTY === true,
    columns: stdout.columns ?? 80,
    stdin: async () => {
      const chunks: Uint8Array[] = []
      for await (const chunk of stdin) chunks.push(chunk)
      return Buffer.concat(chunks)
    },
  }
  const flush = async (): Promise<void> => {
    write()
    for (const stream of [stdout, stderr]) {
      if (stream.writableLength > 0 && !stream.destroyed && !gone) await new Promise<void>((resolve) => stream.write('', () => resolve()))
    }
  }
  return { io, flush }
}

const PIECE = 64 * 1024
