import { join, resolve } from 'node:path'
import type { RawBuilder } from 'kysely'
import pg from 'pg'
import { Fault } from '../fault.ts'
import { type Step, startEmbedded } from './embedded.ts'
import { explainStoreError, isRetryable, isStalePlan } from './faults.ts'
import { cutWhenFrozen, type Patience } from './patience.ts'
import { alone, forgetPreparedStatements, inTransaction, type Plan, type Settings, type Tx } from './transaction.ts'
import { types } from './values.ts'

export type { Settings, Tx } from './transaction.ts'

/** How to reach one database as one role. */
export interface Connection {
  readonly host?: string
  readonly port?: number
  readonly database?: string
  readonly user?: string
  readonly password?: string
  /** Instead of the parts above: postgresql://… */
  readonly url?: string
  /** Take this role at connect, because the login is another one. */
  readonly role?: string
}

/** Where the data lie: a server of one's own by URL, or the database that this program keeps itself in a directory. */
export type StoreConfig = (
  | { readonly url: string; readonly appUrl?: string | undefined }
  | {
      readonly data: string
      readonly server?: boolean
      /** Only to look at what is there: an empty directory is refused with `store.empty`, and nothing is made in it. */
      readonly existing?: boolean
      readonly bin?: string | undefined
      readonly onStep?: (step: Step) => void
    }
) & {
  /** Connections of the application role; 10 unless told otherwise. */
  readonly poolSize?: number | undefined
}

/** What stands behind a store, for doctor, the start page and the log. */
export interface StoreAbout {
  /** 'PostgreSQL 18.4'. */
  readonly engine: string
  readonly version: number
  readonly embedded: boolean
  /** The directory of the embedded cluster, or host and database of the server; never a password. */
  readonly where: string
}

/** The database. `read` and `write` act as the application role behind row-level security; `owner` sees everything. */
export interface Store {
  /** One consistent snapshot (REPEATABLE READ READ ONLY): a count and its list agree. */
  read<T>(settings: Settings, work: (tx: Tx) => Promise<T>, options?: { plan?: Plan }): Promise<T>
  /** One query alone, in one round trip; otherwise as `read`. */
  ask<T>(settings: Settings, query: RawBuilder<T>, plan?: Plan): Promise<T[]>
  /**
   * One transaction that is committed when `work` returns and rolled back when it throws. After a serialization failure or a
   * deadlock it is done again, so `work` must have no effect outside the transaction.
   */
  write<T>(settings: Settings, work: (tx: Tx) => Promise<T>, options?: { serializable?: boolean; plan?: Plan }): Promise<T>
  /** One transaction as the owner of the tables: migrations, sealing, backup. Never with values that came from a request unread. */
  owner<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** The owner's bare connection, for COPY and for statements that allow no transaction. */
  ownerClient<T>(work: (client: pg.Client) => Promise<T>): Promise<T>
  about(): Promise<StoreAbout>
  /** Ends the connections, and stops the embedded database unless another process still uses it. */
  close(): Promise<void>
}

const ATTEMPTS = 5

type Environment = Readonly<Record<string, string | undefined>>

const project = join(import.meta.dirname, '..', '..', '..')

/** The data directory: FAZHI_DATA, or .fazhi in the project. Attachments (files/) and keys (keys/) lie beside the database. */
export function dataDirectory(env: Environment = process.env): string {
  return env.FAZHI_DATA ? resolve(env.FAZHI_DATA) : join(project, '.fazhi')
}

/** The configuration that the environment asks for: DATABASE_URL, or the embedded database in the data directory. */
export function storeConfig(env: Environment = process.env): StoreConfig {
  const poolSize = env.FAZHI_POOL ? Number(env.FAZHI_POOL) : undefined
  if (env.DATABASE_URL) return { url: env.DATABASE_URL, appUrl: env.FAZHI_APP_URL || undefined, poolSize }
  return { data: dataDirectory(env), bin: env.FAZHI_PG_BIN || undefined, poolSize }
}

/** Opens the database; starts the embedded one when it is not running. Connections are made when first needed. */
export async function openStore(config: StoreConfig): Promise<Store> {
  if ('url' in config) {
    const app: Connection = config.appUrl ? { url: config.appUrl } : { url: config.url, role: 'fazhi_app' }
    return connectStore({ owner: { url: config.url }, app }, { poolSize: config.poolSize })
  }
  const embedded = await startEmbedded(config)
  return connectStore(embedded, {
    poolSize: config.poolSize,
    where: embedded.where,
    onUnavailable: embedded.revive,
    onClose: embedded.stop,
  })
}

/** A store over connections that are already there; used by openStore and by the test harness. */
export function connectStore(
  connections: { owner: Connection; app: Connection },
  options: {
    poolSize?: number | undefined
    patience?: Patience
    where?: string
    onUnavailable?: () => void
    onClose?: () => Promise<void>
  } = {},
): Store {
  const app = makePool(connections.app, options.poolSize ?? 10, true, options.patience)
  const owner = makePool(connections.owner, 4, false)

  const withClient = async <T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await work(await pool.connect())
      } catch (error) {
        const stale = isStalePlan(error)
        if (stale) forgetPreparedStatements()
        if (attempt < ATTEMPTS && (stale || isRetryable(error))) {
          await new Promise((resolve) => setTimeout(resolve, attempt * attempt * 5))
          continue
        }
        const explained = explainStoreError(error)
        if (explained instanceof Fault && explained.code === 'store.unavailable') options.onUnavailable?.()
        throw explained
      }
    }
  }

  const store: Store = {
    read: (settings, work, { plan } = {}) => withClient(app, (client) => inTransaction(client, 'read', settings, work, plan)),
    ask: (settings, query, plan = 'custom') => withClient(app, (client) => alone(client, settings, query, plan)),
    write: (settings, work, { serializable = false, plan } = {}) =>
      withClient(app, (client) => inTransaction(client, serializable ? 'serializable' : 'write', settings, work, plan)),
    owner: (work) => withClient(owner, (client) => inTransaction(client, 'write', {}, work)),
    ownerClient: (work) =>
      withClient(owner, async (client) => {
        try {
          const result = await work(client)
          client.release()
          return result
        } catch (error) {
          client.release(true)
          throw error
        }
      }),
    about: () =>
      withClient(app, async (client) => {
        try {
          const answer = await client.query<{ number: string; version: string; database: string }>(
            "select current_setting('server_version_num') number, current_setting('server_version') version, current_database() database",
          )
          const row = answer.rows[0]
          return {
            engine: `PostgreSQL ${row?.version.split(' ')[0] ?? '?'}`,
            version: Number(row?.number ?? 0),
            embedded: options.where !== undefined,
            where: options.where ?? `${client.host}:${client.port}/${row?.database ?? ''}`,
          }
        } finally {
          client.release()
        }
      }),
    close: async () => {
      await Promise.all([app.end(), owner.end()])
      await options.onClose?.()
    },
  }
  return store
}

function ignore(): void {}

/**
 * A pool whose connections have the session settings we rely on. Custom plans only: a generic plan of a unit prefix was
 * measured 15 times slower on a million cases, and PostgreSQL chooses it by itself after five calls.
 */
function makePool(connection: Connection, size: number, forApp: boolean, patience?: Patience): pg.Pool {
  const { url, role, ...parts } = connection
  const session = [
    "set timezone = 'UTC'",
    ...(role === undefined ? [] : [`set role ${pg.escapeIdentifier(role)}`]),
    ...(forApp
      ? [
          "set plan_cache_mode = 'force_custom_plan'",
          "set statement_timeout = '60s'",
          "set lock_timeout = '10s'",
          "set idle_in_transaction_session_timeout = '60s'",
        ]
      : []),
  ]
  const address = url === undefined ? parts : { connectionString: url }
  const pool = new pg.Pool({
    ...address,
    types,
    max: size,
    // Written out in one go: BEGIN, the settings and the first query are one write. COPY does not work on such a connection.
    pipeline: forApp,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: forApp ? 60_000 : 10_000,
    keepAlive: true,
    application_name: forApp ? 'fazhi' : 'fazhi owner',
    onConnect: async (client) => {
      // A connection that breaks while it is lent out tells its query; without a listener Node would end the process.
      client.on('error', ignore)
      if (forApp) await Promise.all(session.map((statement) => client.query(statement)))
      else for (const statement of session) await client.query(statement)
    },
  })
  pool.on('error', ignore)
  // A job of the owner waits for as long as it takes; whoever waits for an answer is told.
  if (forApp) cutWhenFrozen(pool, address, patience)
  return pool
}
