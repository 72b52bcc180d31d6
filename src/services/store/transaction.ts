import { createHash } from 'node:crypto'
import { Duplex } from 'node:stream'
import { createQueryId, PostgresQueryCompiler, type RawBuilder } from 'kysely'
import pg from 'pg'
import { isStalePlan } from './faults.ts'

/** Settings of one transaction that row-level security reads, e.g. { 'fazhi.bureau': '445102', 'fazhi.scope': '445102112' }. */
export interface Settings {
  readonly [name: string]: string
}

/** One open transaction. Queries are written with kysely's `sql` tag; every interpolated value is a bound parameter. */
export interface Tx {
  /** All rows. */
  rows<T>(query: RawBuilder<T>): Promise<T[]>
  /** The first row, or undefined when there is none. */
  one<T>(query: RawBuilder<T>): Promise<T | undefined>
  /** Number of rows inserted, updated or deleted. */
  exec(query: RawBuilder<unknown>): Promise<number>
}

export type Mode = 'read' | 'write' | 'serializable'

const begin: Readonly<Record<Mode, string>> = {
  read: 'begin isolation level repeatable read read only',
  write: 'begin read write',
  serializable: 'begin isolation level serializable',
}

const compiler = new PostgresQueryCompiler()

/**
 * Runs `work` in one transaction and gives the client back to its pool.
 *
 * BEGIN and one `SET LOCAL name = 'literal'` for each setting leave together with the first query of `work`. Never
 * `set_config()`: on a distributed server it does not reach the workers. If one of them fails, the transaction is aborted and
 * every later query of it fails, so a lost setting can give no rows.
 */
export async function inTransaction<T>(client: pg.PoolClient, mode: Mode, settings: Settings, work: (tx: Tx) => Promise<T>): Promise<T> {
  const prelude = [begin[mode], ...settingStatements(settings)]
  let failure: unknown
  const opened = gather(client, prelude, (error) => {
    failure ??= error
  })
  let open = true
  const run = async (query: RawBuilder<unknown>): Promise<pg.QueryResult> => {
    if (!open) throw new Error('A query was made after its transaction had ended; await every query inside the work.')
    const { sql, parameters } = compiler.compileQuery(query.toOperationNode(), createQueryId())
    try {
      return await client.query(statement(sql, parameters))
    } catch (error) {
      await opened
      throw failure ?? error
    }
  }
  const tx: Tx = {
    rows: async <R>(query: RawBuilder<R>) => (await run(query)).rows as R[],
    one: async <R>(query: RawBuilder<R>) => (await run(query)).rows[0] as R | undefined,
    exec: async (query) => (await run(query)).rowCount ?? 0,
  }
  try {
    const result = await work(tx)
    open = false
    if (mode === 'read') {
      // Nothing is at stake in the COMMIT of a read: the answer need not wait for it, and the next user of this connection
      // is queued behind it.
      client.query('commit').catch(() => undefined)
      await opened
      if (failure !== undefined) throw failure
      client.release()
      return result
    }
    await opened
    if (failure !== undefined) throw failure
    const { command } = await client.query('commit')
    // PostgreSQL answers ROLLBACK to the COMMIT of an aborted transaction: a failed query was swallowed by the work.
    if (command === 'ROLLBACK') throw new Error('A query of this transaction failed and its error was not passed on; nothing was saved.')
    client.release()
    return result
  } catch (error) {
    open = false
    await opened
    await rollBack(client, error)
    throw error
  }
}

/** SET LOCAL statements, name checked and value escaped; throws a RangeError on a name outside fazhi.*. */
export function settingStatements(settings: Settings): string[] {
  return Object.entries(settings).map(([name, value]) => {
    if (!/^fazhi\.[a-z_]+$/.test(name)) throw new RangeError(`not a setting of this program: ${name}`)
    if (value.includes('\0')) throw new RangeError(`a setting cannot hold a NUL character: ${name}`)
    return `set local ${name} = ${pg.escapeLiteral(value)}`
  })
}

/**
 * Sends statements at once, held back in the socket until the present turn of the event loop ends, so that the first query of
 * the work goes out in the same write.
 */
function gather(client: pg.PoolClient, statements: readonly string[], failed: (error: unknown) => void): Promise<unknown> {
  const socket = socketOf(client)
  socket?.cork()
  process.nextTick(() => socket?.uncork())
  return Promise.all(statements.map((text) => client.query(text).catch(failed)))
}

/** The socket under a client; pg does not declare it, so its absence only costs the joined write. */
function socketOf(client: object): Duplex | undefined {
  if (!('connection' in client) || typeof client.connection !== 'object' || client.connection === null) return undefined
  if (!('stream' in client.connection)) return undefined
  return client.connection.stream instanceof Duplex ? client.connection.stream : undefined
}

async function rollBack(client: pg.PoolClient, reason: unknown): Promise<void> {
  try {
    await client.query('rollback')
    client.release(isStalePlan(reason))
  } catch {
    client.release(true)
  }
}

/**
 * Texts seen often enough to be worth a prepared statement, with its name, or how often they were seen. Bounded, because each
 * prepared statement lives in every connection.
 */
const names = new Map<string, string | number>()
let generation = 0
const NAMED_AFTER = 3
const NAMED_AT_MOST = 400

function statement(text: string, values: readonly unknown[]): pg.QueryConfig {
  const known = names.get(text)
  if (typeof known === 'string') return { name: known, text, values: [...values] }
  const seen = (known ?? 0) + 1
  if (names.size >= NAMED_AT_MOST) forgetRareTexts()
  if (names.size < NAMED_AT_MOST) names.set(text, seen < NAMED_AFTER ? seen : nameOf(text))
  return { text, values: [...values] }
}

function nameOf(text: string): string {
  return `q${generation}_${createHash('sha256').update(text).digest('base64url').slice(0, 20)}`
}

function forgetRareTexts(): void {
  for (const [text, name] of names) if (typeof name === 'number') names.delete(text)
}

/** After a change of tables: the old prepared statements no longer fit, so every text gets a new name. */
export function forgetPreparedStatements(): void {
  generation += 1
  names.clear()
}
