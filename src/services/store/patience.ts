import { Socket } from 'node:net'
import pg from 'pg'
import { stopwatch } from '../clock.ts'

/** How long a lent connection may be silent before the database is asked whether it is alive, and how long it may think about that. */
export interface Patience {
  readonly silenceMs: number
  readonly answerMs: number
}

const PATIENCE: Patience = { silenceMs: 8_000, answerMs: 5_000 }

/**
 * A database that is frozen keeps its sockets open and says nothing, so no query ever ends. When a lent connection has been
 * silent for a while, a new one is tried: if that is not answered either, the silent ones are cut, their queries fail as
 * `store.unavailable`, and the pool makes new ones once the database is back. A query that only takes long is never cut here.
 */
export function cutWhenFrozen(pool: pg.Pool, address: pg.ClientConfig, { silenceMs, answerMs }: Patience = PATIENCE): void {
  const lent = new Map<pg.PoolClient, { read: number; silent: () => number }>()
  pool.on('acquire', (client) => lent.set(client, { read: heard(client), silent: stopwatch() }))
  pool.on('release', (_, client) => lent.delete(client))
  const silentOnes = () =>
    [...lent].flatMap(([client, { read, silent }]) => {
      if (heard(client) === read) return silent() < silenceMs ? [] : [client]
      lent.set(client, { read: heard(client), silent: stopwatch() })
      return []
    })
  let asking = false
  const look = async (): Promise<void> => {
    if (pool.ended) clearInterval(timer)
    if (asking || silentOnes().length === 0) return
    asking = true
    const alive = await answers({ ...address, connectionTimeoutMillis: answerMs })
    asking = false
    for (const client of silentOnes()) {
      if (alive) lent.set(client, { read: heard(client), silent: stopwatch() })
      else client.connection.stream.destroy()
    }
  }
  const timer = setInterval(look, Math.min(1_000, silenceMs / 4))
  timer.unref()
}

/** Bytes that have come over a connection so far. */
function heard(client: pg.PoolClient): number {
  const { stream } = client.connection
  return stream instanceof Socket ? stream.bytesRead : 0
}

/** True when the database says anything to a new connection, be it that it has too many already. */
async function answers(address: pg.ClientConfig): Promise<boolean> {
  const client = new pg.Client(address)
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.end()
    return true
  } catch (error) {
    return error instanceof pg.DatabaseError
  }
}
