import { createHash } from 'node:crypto'
import { createQueryId, PostgresQueryCompiler, type RawBuilder } from 'kysely'
import pg from 'pg'
import { isStalePlan } from './faults.ts'
import { FirstQuery, sendFirst } from './first-query.ts'

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

/**
 * How prepared statements are planned: 'custom' each time by the values (counts, anything over a unit prefix), 'generic' once
 * for all values, 'kept' once for these very values, which are written into the text. Generic suits only queries that find
 * single rows by key; kept suits what is asked again with the same values, such as the first page of a list. Planning costs
 * as much as finding fifty rows.
 */
export type Plan = 'custom' | 'generic' | 'kept'

const begin: Readonly<Record<Mode, string>> = {
  read: 'begin isolation level repeatable read read only',
  write: 'begin read write',
  serializable: 'begin isolation level serializable',
}

const planStatement: Readonly<Record<Plan, readonly string[]>> = {
  custom: [],
  kept: [],
  generic: ["set local plan_cache_mode = 'force_generic_plan'"],
}

const compiler = new PostgresQueryCompiler()

/**
 * Runs `work` in one transaction and gives the client back to its pool.
 *
 * BEGIN and one `SET LOCAL name = 'literal'` for each setting leave together with the first query of `work`. Never
 * `set_config()`: on a distributed server it does not reach the workers. If one of them fails, every query of the transaction
 * fails, so a lost setting can give no rows.
 */
export async function inTransaction<T>(
  client: pg.PoolClient,
  mode: Mode,
  settings: Settings,
  work: (tx: Tx) => Promise<T>,
  plan: Plan = 'custom',
): Promise<T> {
  let phase: 'new' | 'open' | 'ended' = 'new'
  const run = async (query: RawBuilder<unknown>): Promise<pg.QueryResult> => {
    if (phase === 'ended') throw new Error('A query was made after its transaction had ended; await every query in the work.')
    const config = compiled(query, plan)
    if (phase === 'open') {
      hold(client)
      return client.query(config)
    }
    phase = 'open'
    return sendFirst(client, new FirstQuery(preludeOf(mode, plan, settings), config))
  }
  const tx: Tx = {
    rows: async <R>(query: RawBuilder<R>) => (await run(query)).rows as R[],
    one: async <R>(query: RawBuilder<R>) => (await run(query)).rows[0] as R | undefined,
    exec: async (query) => (await run(query)).rowCount ?? 0,
  }
  const begun = () => phase === 'open'
  try {
    const result = await work(tx)
    const sent = begun()
    phase = 'ended'
    if (sent) await commit(client, mode)
    giveBack(client)
    return result
  } catch (error) {
    const sent = begun() || phase === 'ended'
    phase = 'ended'
    if (sent) await rollBack(client, error)
    else giveBack(client)
    throw traced(error)
  }
}

/** One query that is a transaction of its own: all of it leaves in one write and comes back in one answer. */
export async function alone<T>(client: pg.PoolClient, settings: Settings, query: RawBuilder<T>, plan: Plan): Promise<T[]> {
  try {
    const { rows } = await sendFirst(client, new FirstQuery(preludeOf('read', plan, settings), compiled(query, plan), true))
    giveBack(client)
    return rows as T[]
  } catch (error) {
    await rollBack(client, error)
    throw traced(error)
  }
}

function preludeOf(mode: Mode, plan: Plan, settings: Settings): string[] {
  return [begin[mode], ...planStatement[plan], ...settingStatements(settings)]
}

function compiled(query: RawBuilder<unknown>, plan: Plan): pg.QueryConfig {
  const { sql, parameters } = compiler.compileQuery(query.toOperationNode(), createQueryId())
  if (plan !== 'kept') return statement(sql, parameters)
  const written = withValues(sql, parameters)
  return written === undefined ? statement(sql, parameters) : statement(written, [])
}

/** The text with its values in it, or undefined when one of them is neither text, number, truth value nor a list of texts. */
function withValues(text: string, values: readonly unknown[]): string | undefined {
  const written = values.map(literal)
  if (written.includes(undefined)) return undefined
  return text.replaceAll(/\$(\d+)/g, (_, place: string) => written[Number(place) - 1] ?? 'null')
}

function literal(value: unknown): string | undefined {
  if (Array.isArray(value)) {
    if (!value.every((v) => typeof v === 'string')) return undefined
    return pg.escapeLiteral(`{${value.map((v) => `"${v.replaceAll(/["\\]/g, '\\$&')}"`).join()}}`)
  }
  return ['string', 'number', 'boolean'].includes(typeof value) ? pg.escapeLiteral(String(value)) : undefined
}

/** Holds back what is asked in this turn, so that queries that do not wait for each other leave in one write: a write costs more than a query. */
function hold(client: pg.PoolClient): void {
  const { stream } = client.connection
  stream.cork()
  process.nextTick(() => stream.uncork())
}

async function commit(client: pg.PoolClient, mode: Mode): Promise<void> {
  if (mode === 'read') {
    // Nothing is at stake in the COMMIT of a read: the answer need not wait for it, and the next user of this connection is
    // queued behind it. Held back for the rest of this turn, it shares a write with what that next user sends.
    const { stream } = client.connection
    stream.cork()
    setImmediate(() => stream.uncork())
    client.query('commit').catch(() => undefined)
    return
  }
  const { command } = await client.query('commit')
  // PostgreSQL answers ROLLBACK to the COMMIT of an aborted transaction.
  if (command === 'ROLLBACK') throw new Error('A query of this transaction failed and its error was swallowed; nothing was saved.')
}

/** An error that came over the wire has no idea who asked; say so. */
function traced(error: unknown): unknown {
  if (error instanceof pg.DatabaseError) Error.captureStackTrace(error, inTransaction)
  return error
}

/** SET LOCAL statements, name checked and value escaped; throws a RangeError on a name outside fazhi.*. */
export function settingStatements(settings: Settings): string[] {
  return Object.entries(settings).map(([name, value]) => {
    if (!/^fazhi\.[a-z_]+$/.test(name)) throw new RangeError(`not a setting of this program: ${name}`)
    if (value.includes('\0')) throw new RangeError(`a setting cannot hold a NUL character: ${name}`)
    return `set local ${name} = ${pg.escapeLiteral(value)}`
  })
}

async function rollBack(client: pg.PoolClient, reason: unknown): Promise<void> {
  try {
    await client.query('rollback')
    giveBack(client, isStalePlan(reason))
  } catch {
    client.release(true)
  }
}

/**
 * Texts seen often enough to be worth a prepared statement, with its name, or how often they were seen. Bounded, because each
 * prepared statement lives in every connection: when there are too many, all are forgotten, and connections that know them end
 * at their next return.
 */
const names = new Map<string, string | number>()
let generation = 0
const generations = new WeakMap<pg.PoolClient, number>()
const NAMED_AFTER = 3
const NAMED_AT_MOST = 400

function statement(text: string, values: readonly unknown[]): pg.QueryConfig {
  const known = names.get(text)
  if (typeof known === 'string') return { name: known, text, values: [...values] }
  const seen = (known ?? 0) + 1
  if (names.size >= NAMED_AT_MOST) forgetRareTexts()
  if (names.size >= NAMED_AT_MOST) forgetPreparedStatements()
  names.set(text, seen < NAMED_AFTER ? seen : nameOf(text))
  return { text, values: [...values] }
}

function nameOf(text: string): string {
  return `q${generation}_${createHash('sha256').update(text).digest('base64url').slice(0, 20)}`
}

function forgetRareTexts(): void {
  for (const [text, name] of names) if (typeof name === 'number') names.delete(text)
}

/** After a change of tables, or when there are too many: every text gets a new name. */
export function forgetPreparedStatements(): void {
  generation += 1
  names.clear()
}

/** Back to its pool, or to its end when it holds what is forgotten. */
function giveBack(client: pg.PoolClient, broken = false): void {
  const since = generations.get(client)
  if (since === undefined) generations.set(client, generation)
  client.release(broken || (since !== undefined && since !== generation))
}
