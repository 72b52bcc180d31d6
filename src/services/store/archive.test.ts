import fc from 'fast-check'
import { expect, test } from 'vitest'
import { archiveEnd, archiveHeader, archivePadding, readArchive } from './archive.ts'

const archiveOf = (files: readonly { name: string; content: Buffer }[]): Buffer =>
  Buffer.concat([
    ...files.flatMap(({ name, content }) => [archiveHeader(name, content.length), content, archivePadding(content.length)]),
    archiveEnd(),
  ])

async function* inChunks(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function unpack(source: AsyncIterable<Buffer>): Promise<{ name: string; content: Buffer }[]> {
  const files: { name: string; content: Buffer }[] = []
  for await (const entry of readArchive(source)) {
    const chunks: Buffer[] = []
    for await (const chunk of entry.content) chunks.push(chunk)
    files.push({ name: entry.name, content: Buffer.concat(chunks) })
  }
  return files
}

test('what goes in comes out, however the stream is cut', async () => {
  const file = fc.record({
    name: fc.stringMatching(/^[a-z0-9]{1,40}(\/[a-z0-9]{1,40}){0,3}$/),
    content: fc.uint8Array({ maxLength: 2_000 }).map((bytes) => Buffer.from(bytes)),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(file, { maxLength: 5 }), fc.integer({ min: 1, max: 3_000 }), async (files, size) => {
      expect(await unpack(inChunks(archiveOf(files), size))).toEqual(files)
    }),
  )
})

test('a name longer than a hundred bytes keeps its folders, and one that fits nowhere is refused', async () => {
  const name = `folders/files/${'a'.repeat(60)}/${'b'.repeat(60)}`
  expect((await unpack(inChunks(archiveOf([{ name, content: Buffer.from('x') }]), 512)))[0]?.name).toBe(name)
  expect(() => archiveHeader('c'.repeat(101), 1)).toThrow(RangeError)
})

test('content that is not read is passed over', async () => {
  const names: string[] = []
  const bytes = archiveOf(['one', 'two'].map((name) => ({ name, content: Buffer.alloc(1_500, 1) })))
  for await (const entry of readArchive(inChunks(bytes, 700))) names.push(entry.name)
  expect(names).toEqual(['one', 'two'])
})

test('a cut archive is noticed at every length', async () => {
  const bytes = archiveOf([{ name: 'one', content: Buffer.alloc(600, 1) }])
  for (let length = 0; length < bytes.length - 512; length += 97) {
    await expect(unpack(inChunks(bytes.subarray(0, length), 512)), `${length} bytes`).rejects.toThrow(RangeError)
  }
})
