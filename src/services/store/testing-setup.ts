import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { copyBinaries, findBinaries } from './binaries.ts'
import { type Cluster, createCluster, isAlive, SOCKET_PORT, startCluster, stopCluster } from './cluster.ts'
import { migrate } from './migrate.ts'
import { socketDirectory } from './place.ts'
import { canEnter, giveTo, serviceUser } from './service-user.ts'
import { connectStore } from './store.ts'

/** What a test file needs to reach the run's cluster. */
export interface TestCluster {
  readonly host: string
  readonly port: number
  readonly ownerPassword: string
  readonly appPassword: string
}

declare module 'vitest' {
  interface ProvidedContext {
    cluster: TestCluster
  }
}

const PREFIX = 'fazhi-test-'

/**
 * One cluster for a whole run of database tests, in the temporary directory and without fsync, with a migrated template that
 * each test file clones. Stopped and removed at the end; what a killed run left behind is cleared by the next one.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await sweep()
  const started = await startTestCluster()
  project.provide('cluster', started.access)
  return started.stop
}

/** A throw-away cluster with the migrated database `template_fazhi`; also for benchmarks and for the browser tests' server. */
export async function startTestCluster(): Promise<{ access: TestCluster; stop: () => Promise<void>; engine: string }> {
  const root = mkdtempSync(join(tmpdir(), PREFIX))
  writeFileSync(join(root, 'owner.pid'), String(process.pid))
  const cluster = clusterIn(root)
  giveTo(root, cluster.user)
  const password = 'test'
  const stop = async (): Promise<void> => {
    await stopCluster(cluster, 'immediate')
    rmSync(root, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    await createCluster(cluster, password)
    const socket = socketDirectory(root, cluster.user)
    const unsafe = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200', shared_buffers: '128MB' }
    const listen = process.platform === 'win32' ? { port: 40_000 + (process.pid % 20_000) } : { socket }
    await startCluster(cluster, listen, unsafe)
    const access: TestCluster =
      'port' in listen
        ? { host: '127.0.0.1', port: listen.port, ownerPassword: password, appPassword: password }
        : { host: socket, port: SOCKET_PORT, ownerPassword: password, appPassword: password }
    const engine = await makeTemplate(access)
    return { access, stop, engine }
  } catch (error) {
    await stop().catch(() => undefined)
    throw error
  }
}

/** Makes and migrates the template; returns the engine's name. */
async function makeTemplate(access: TestCluster): Promise<string> {
  const { host, port, ownerPassword, appPassword } = access
  const client = new pg.Client({ host, port, user: 'fazhi', password: ownerPassword, database: 'postgres' })
  await client.connect()
  await client.query(`create role fazhi_app login password ${pg.escapeLiteral(appPassword)} nosuperuser nobypassrls`)
  await client.query('create database template_fazhi')
  await client.end()
  const owner = { host, port, user: 'fazhi', password: ownerPassword, database: 'template_fazhi' }
  const store = connectStore({ owner, app: owner })
  try {
    await migrate(store)
    return (await store.about()).engine
  } finally {
    await store.close()
  }
}

function clusterIn(root: string): Cluster {
  const user = serviceUser()
  const found = findBinaries(process.env.FAZHI_PG_BIN)
  const reachable = user === undefined || canEnter(found.bin, user)
  const shelf = join(tmpdir(), 'fazhi-programs')
  if (!reachable) mkdirSync(shelf, { recursive: true })
  const { bin } = reachable ? found : copyBinaries(found, shelf)
  return { bin, directory: join(root, 'cluster'), log: join(root, 'postgres.log'), user }
}

/** Clusters whose run has died: their servers are stopped and their directories removed. */
async function sweep(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue
    const root = join(tmpdir(), name)
    try {
      const owner = Number(readFileSync(join(root, 'owner.pid'), 'utf8'))
      if (isAlive(owner)) continue
      await stopCluster(clusterIn(root), 'immediate')
      rmSync(root, { recursive: true, force: true })
    } catch {
      // Another user's, or just being removed.
    }
  }
}
