import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { buildDemo } from '../../demo/build.ts'
import { demoPassword } from '../../demo/cast.ts'
import { compileBureau } from '../../src/kernel/index.ts'
import { hasRule } from '../../src/law/index.ts'
import { lines, posts } from '../../src/lines/index.ts'
import { over } from '../../src/services/open.ts'
import { connectStore } from '../../src/services/store/store.ts'
import { startTestCluster, type TestCluster } from '../../src/services/store/testing-setup.ts'
import { startServer } from './server.ts'

/** What a browser test needs to know of the county it works in. */
export interface World {
  readonly url: string
  /** The legal day on which the county stands. */
  readonly today: string
  readonly password: string
}

declare module 'vitest' {
  interface ProvidedContext {
    world: World
  }
}

/** One town of the demo county and half its year: enough for every page to be full, and made in seconds. */
const town = '445102001'
const today = '2017-06-30'

/** One running system for all browser tests, over a county of its own; both are gone when the tests are done. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startTestCluster()
  const data = mkdtempSync(join(tmpdir(), 'fazhi-world-'))
  const clear = async () => {
    await cluster.stop()
    rmSync(data, { recursive: true, force: true, maxRetries: 10 })
  }
  try {
    await fill(cluster.access, data)
    const { url, stop } = await startServer({ ...addresses(cluster.access), FAZHI_TODAY: today }, { data })
    project.provide('world', { url, today, password: demoPassword })
    return async () => {
      await stop()
      await clear()
    }
  } catch (error) {
    await clear()
    throw error
  }
}

async function fill(access: TestCluster, data: string): Promise<void> {
  const { host, port, ownerPassword, appPassword } = access
  const client = new pg.Client({ host, port, user: 'fazhi', password: ownerPassword, database: 'postgres' })
  await client.connect()
  await client.query('create database county template template_fazhi')
  await client.end()
  const at = { host, port, database: 'county' }
  const store = connectStore({
    owner: { ...at, user: 'fazhi', password: ownerPassword },
    app: { ...at, user: 'fazhi_app', password: appPassword },
  })
  const services = await over(store, compileBureau(lines, posts, { hasRule }), { data })
  try {
    await buildDemo(services, { through: today, towns: [town] })
  } finally {
    await services.close()
  }
}

/** The county's database as the environment names it. */
function addresses({ host, port, ownerPassword, appPassword }: TestCluster): Record<string, string> {
  const at = (user: string, password: string) => `postgres://${user}:${password}@${encodeURIComponent(host)}:${port}/county`
  return { DATABASE_URL: at('fazhi', ownerPassword), FAZHI_APP_URL: at('fazhi_app', appPassword) }
}
