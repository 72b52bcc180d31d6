/**
 * A plain tar archive (ustar), written and read as a stream, so that a backup can be looked into with every system's own tools.
 * Only regular files, names up to 255 bytes, sizes up to 8 GB.
 */
const BLOCK = 512

/** The header of one file. */
export function archiveHeader(name: string, size: number): Buffer {
  const header = Buffer.alloc(BLOCK)
  const [prefix, rest] = splitName(name)
  header.write(rest, 0, 100)
  header.write('0000600\0', 100)
  header.write('0000000\0', 108)
  header.write('0000000\0', 116)
  header.write(`${size.toString(8).padStart(11, '0')}\0`, 124)
  header.write('00000000000\0', 136)
  header.write('        ', 148)
  header.write('0', 156)
  header.write('ustar\0', 257)
  header.write('00', 263)
  header.write(prefix, 345, 155)
  header.write(`${checksum(header).toString(8).padStart(6, '0')}\0 `, 148)
  return header
}

/** What follows a file's content up to the next block. */
export function archivePadding(size: number): Buffer {
  return Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK)
}

/** Two empty blocks end an archive. */
export function archiveEnd(): Buffer {
  return Buffer.alloc(2 * BLOCK)
}

/** One file of an archive; its content must be read to the end before the next is asked for. */
export interface ArchiveEntry {
  readonly name: string
  readonly size: number
  readonly content: AsyncIterable<Buffer>
}

/** The files of an archive in order. Throws a RangeError when it is damaged or ends too early. */
export async function* readArchive(source: AsyncIterable<Buffer>): AsyncGenerator<ArchiveEntry> {
  const reader = byteReader(source)
  for (;;) {
    const header = await reader.exactly(BLOCK)
    if (header.every((byte) => byte === 0)) return
    if (Number.parseInt(header.toString('latin1', 148, 154), 8) !== checksum(header)) throw new RangeError('damaged archive header')
    const prefix = textOf(header, 345, 155)
    const name = `${prefix === '' ? '' : `${prefix}/`}${textOf(header, 0, 100)}`
    const size = Number.parseInt(textOf(header, 124, 12), 8)
    let left = size
    const content = (async function* () {
      while (left > 0) {
        const piece = await reader.upTo(left)
        left -= piece.length
        yield piece
      }
    })()
    yield { name, size, content }
    while (left > 0) left -= (await reader.upTo(left)).length
    await reader.exactly((BLOCK - (size % BLOCK)) % BLOCK)
  }
}

function byteReader(source: AsyncIterable<Buffer>) {
  const pieces = source[Symbol.asyncIterator]()
  let rest: Buffer = Buffer.alloc(0)
  const more = async (): Promise<Buffer> => {
    while (rest.length === 0) {
      const next = await pieces.next()
      if (next.done === true) throw new RangeError('the archive ends too early')
      rest = next.value
    }
    return rest
  }
  const upTo = async (size: number): Promise<Buffer> => {
    const present = await more()
    const piece = present.subarray(0, size)
    rest = present.subarray(piece.length)
    return piece
  }
  const exactly = async (size: number): Promise<Buffer> => {
    const parts: Buffer[] = []
    for (let left = size; left > 0; ) {
      const piece = await upTo(left)
      parts.push(piece)
      left -= piece.length
    }
    return Buffer.concat(parts)
  }
  return { upTo, exactly }
}

/** A name longer than 100 bytes is parted at a slash into prefix and name. */
function splitName(name: string): [string, string] {
  if (Buffer.byteLength(name) <= 100) return ['', name]
  for (let at = name.indexOf('/'); at > 0; at = name.indexOf('/', at + 1)) {
    if (Buffer.byteLength(name.slice(0, at)) <= 155 && Buffer.byteLength(name.slice(at + 1)) <= 100) {
      return [name.slice(0, at), name.slice(at + 1)]
    }
  }
  throw new RangeError(`name too long for an archive: ${name}`)
}

function checksum(header: Buffer): number {
  let sum = 0
  for (let at = 0; at < BLOCK; at += 1) sum += at >= 148 && at < 156 ? 32 : (header[at] ?? 0)
  return sum
}

function textOf(header: Buffer, from: number, length: number): string {
  const end = header.indexOf(0, from)
  return header.toString('utf8', from, end < 0 || end > from + length ? from + length : end)
}
