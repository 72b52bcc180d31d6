import { Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { terminal } from './terminal.ts'

async function* nothing(): AsyncGenerator<Uint8Array> {}

function sink(write: (text: string) => Error | undefined, delayMs = 0) {
  return new Writable({
    write(chunk, _encoding, done) {
      setTimeout(() => done(write(String(chunk)) ?? null), delayMs)
    },
  })
}

test('every line comes out in order, however slowly it is read', async () => {
  let text = ''
  const stdout = sink((piece) => {
    text += piece
    return undefined
  }, 1)
  const { io, flush } = terminal({ stdin: nothing(), stdout, stderr: sink(() => undefined) })
  for (let line = 0; line < 50_000; line += 1) io.out(`第 ${line} 行`)
  await flush()
  const lines = text.split('\n')
  expect(lines).toHaveLength(50_001)
  expect(lines[49_999]).toBe('第 49999 行')
})

test('a reader that goes away ends nothing but the output', async () => {
  const stdout = sink(() => Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))
  const { io, flush } = terminal({ stdin: nothing(), stdout, stderr: sink(() => undefined) })
  io.out('一行')
  await flush()
  await new Promise((resolve) => setTimeout(resolve, 10))
  for (let line = 0; line < 100_000; line += 1) io.out('再一行')
  await flush()
  expect(stdout.destroyed).toBe(true)
})

test('standard input is read to its end', async () => {
  async function* pieces(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('调')
    yield Buffer.from('解')
  }
  const { io } = terminal({ stdin: pieces(), stdout: sink(() => undefined), stderr: sink(() => undefined) })
  expect(Buffer.from(await io.stdin()).toString('utf8')).toBe('调解')
})
