import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, inject, test, vi } from 'vitest'
import { testStore } from './services/store/testing.ts'

const store = await testStore({ template: 'template0' })
const data = mkdtempSync(join(tmpdir(), 'fazhi-main-'))
afterAll(() => rmSync(data, { recursive: true, force: true }))

/** The program itself over a database server, without a demo. */
function start(port: number) {
  const { host, port: socket, ownerPassword } = inject('cluster')
  const url = `postgresql://fazhi:${ownerPassword}@/${store.database}?host=${encodeURIComponent(host)}&port=${socket}`
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    env: { ...process.env, DATABASE_URL: url, FAZHI_DATA: data, FAZHI_PORT: String(port), FAZHI_DEMO: '0', FAZHI_LANG: 'zh' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (bytes: Buffer) => {
      said += bytes.toString('utf8')
    })
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve))
  return { child, said: () => said, ended }
}

test('on a database server of one’s own it is ready without a demo, and Ctrl-C ends it in good order', async () => {
  const server = start(0)
  await vi.waitFor(() => expect(server.said()).toContain('按 Ctrl-C 停止'), { timeout: 80_000, interval: 100 })
  expect(server.said()).toContain('首次使用：请在浏览器中打开上面的地址')
  server.child.kill('SIGINT')
  expect([await server.ended, server.said().includes('正在停止')]).toEqual([0, true])
})

test('a port that is taken is said with what to do, and the program ends', async () => {
  const other = createServer()
  const port = await new Promise<number>((resolve) => {
    other.listen(0, '127.0.0.1', () => {
      const address = other.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
  try {
    const server = start(port)
    expect(await server.ended).toBe(1)
    expect(server.said()).toContain(`端口 ${port} 已被其他程序占用，或无权使用（start.port-taken）`)
    expect(server.said()).toContain('用 FAZHI_PORT 指定另一个端口')
  } finally {
    other.close()
  }
})
