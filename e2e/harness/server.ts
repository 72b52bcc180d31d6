import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** A whole system on a port and a data directory of its own. */
export interface RunningServer {
  readonly url: string
  readonly data: string
  /** Everything it has said so far. */
  readonly said: () => string
  /** Ends it as Ctrl-C does, and removes the data it made; returns the exit code. */
  readonly stop: () => Promise<number | null>
}

const project = join(import.meta.dirname, '..', '..')

/**
 * Starts the program itself, as `npm start` does after its preparations, and waits until it is healthy. `env` adds to the
 * environment, e.g. { FAZHI_DEMO: '0' }; `data` names a data directory that is there already and stays.
 */
export async function startServer(
  env: Readonly<Record<string, string>> = {},
  { patienceMs = 150_000, data: given }: { patienceMs?: number; data?: string } = {},
): Promise<RunningServer> {
  const data = given ?? mkdtempSync(join(tmpdir(), 'fazhi-e2e-'))
  chmodSync(data, 0o755)
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const child = spawn(process.execPath, [join(project, 'src', 'main.ts')], {
    cwd: project,
    env: { ...process.env, DATABASE_URL: '', FAZHI_DATA: data, FAZHI_PORT: String(port), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  const take = (bytes: Buffer) => {
    said += bytes.toString('utf8')
  }
  child.stdout.on('data', take)
  child.stderr.on('data', take)
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve))
  const stop = async (): Promise<number | null> => {
    child.kill('SIGINT')
    const code = await Promise.race([ended, pause(20_000, undefined, { ref: false })])
    if (code === undefined) child.kill('SIGKILL')
    if (!given) rmSync(data, { recursive: true, force: true, maxRetries: 10 })
    return code ?? null
  }
  try {
    await healthy(url, child, () => said, patienceMs)
  } catch (error) {
    await stop()
    throw error
  }
  return { url, data, said: () => said, stop }
}

async function healthy(url: string, child: ChildProcess, said: () => string, patienceMs: number): Promise<void> {
  for (let waited = 0; waited < patienceMs; waited += 100) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}:\n${said()}`)
    const answer = await fetch(`${url}/healthz`).catch(() => undefined)
    if (answer?.ok) return
    await pause(100)
  }
  throw new Error(`the server was not ready after ${patienceMs / 1000} s:\n${said()}`)
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
