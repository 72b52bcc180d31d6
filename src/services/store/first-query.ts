import pg from 'pg'

// What pg has besides its declared types; used here alone, and held by the tests of this folder.
declare module 'pg' {
  interface Query {
    name: string | undefined
    callback: ((error: Error | null, result: pg.QueryResult) => void) | undefined
    handleCommandComplete(message: unknown, connection: pg.Connection): void
    handleError(error: unknown, connection: pg.Connection): void
    _getRows(connection: pg.Connection, rows: number): void
  }
  interface Connection {
    submittedNamedStatements: Record<string, string>
    execute(portal: { portal?: string; rows?: number }): void
    sync(): void
  }
  interface QueryConfig {
    queryMode?: 'extended'
  }
}

/**
 * The first query of a transaction, with BEGIN and the settings before it: each a statement of its own, all in one write and
 * with one Sync at the end. If BEGIN or a setting fails, the server skips everything up to that Sync, so the query can never
 * run outside its transaction or without its settings. A query that is `alone` takes its COMMIT along in the same write.
 */
export class FirstQuery extends pg.Query {
  private readonly prelude: readonly string[]
  private readonly alone: boolean
  private ahead: number
  private done = false
  private heldName: string | undefined

  constructor(prelude: readonly string[], config: pg.QueryConfig, alone = false) {
    // Extended even without parameters: a simple query is not skipped up to a Sync.
    super({ ...config, queryMode: 'extended' })
    this.prelude = prelude
    this.alone = alone
    this.ahead = prelude.length
    this.submit = (connection) => this.submitAll(connection)
  }

  private submitAll(connection: pg.Connection): void {
    connection.stream.cork()
    try {
      connection.stream.write(preludeBytes(this.prelude))
      pg.Query.prototype.submit.call(this, connection)
      // pg takes the first "parse complete" for that of a named query; those of the prelude come first.
      this.heldName = this.name
      this.name = undefined
    } finally {
      connection.stream.uncork()
    }
  }

  override handleCommandComplete(message: unknown, connection: pg.Connection): void {
    if (this.ahead > 0) {
      this.ahead -= 1
      if (this.ahead === 0) this.name = this.heldName
      return
    }
    // The second is that of the COMMIT.
    if (this.done) return
    this.done = true
    super.handleCommandComplete(message, connection)
  }

  override _getRows(connection: pg.Connection, rows: number): void {
    if (this.alone) {
      connection.execute({})
      connection.stream.write(preludeBytes(['commit']))
      connection.sync()
    } else super._getRows(connection, rows)
  }

  override handleError(error: unknown, connection: pg.Connection): void {
    if (this.heldName !== undefined) delete connection.submittedNamedStatements[this.heldName]
    super.handleError(error, connection)
  }
}

/** Parse, Bind and Execute of each statement, without a Sync: the bytes of PostgreSQL's wire protocol 3.0. */
function preludeBytes(statements: readonly string[]): Buffer {
  let size = 0
  for (const text of statements) size += Buffer.byteLength(text) + PARSE + BIND + EXECUTE
  const bytes = Buffer.alloc(size)
  let at = 0
  for (const text of statements) {
    const length = Buffer.byteLength(text)
    // 'P', length, unnamed statement, text, no parameter types
    bytes[at] = 0x50
    bytes.writeInt32BE(length + PARSE - 1, at + 1)
    bytes.write(text, at + 6)
    at += length + PARSE
    // 'B', length, unnamed portal and statement, no formats, no values, no result formats
    bytes[at] = 0x42
    bytes.writeInt32BE(BIND - 1, at + 1)
    at += BIND
    // 'E', length, unnamed portal, all rows
    bytes[at] = 0x45
    bytes.writeInt32BE(EXECUTE - 1, at + 1)
    at += EXECUTE
  }
  return bytes
}

const PARSE = 9
const BIND = 13
const EXECUTE = 10

/** Sends a first query and waits for its answer. */
export function sendFirst(client: pg.ClientBase, query: FirstQuery): Promise<pg.QueryResult> {
  return new Promise((resolve, reject) => {
    query.callback = (error, result) => (error ? reject(error) : resolve(result))
    client.query(query)
  })
}
