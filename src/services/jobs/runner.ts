import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Actor } from '../access/access.ts'
import { type Clock, stopwatch } from '../clock.ts'
import { Fault } from '../fault.ts'
import { explainStoreError, type Store } from '../store/index.ts'
import { jobFault } from './faults.ts'
import { type JobResult, type JobRow, type Jobs, jobColumns } from './jobs.ts'

/** A job while it runs, as its handler sees it. */
export interface Running {
  readonly id: string
  /** Who asked for it, with the posts he holds now. */
  readonly actor: Actor
  readonly input: Readonly<Record<string, unknown>>
  /** Told when the program is being stopped: finish the row in hand and return. */
  readonly signal: AbortSignal
  /** A path in the job's own directory for its result. */
  path(name: string): string
  /** How far it is, 0 to 1. */
  progress(share: number): Promise<void>
  log(say: string): void
}

/** How a kind of job is done. */
export interface JobKind {
  /** Doing it twice does no harm, so it is done again when the program was stopped in the middle. */
  readonly again: boolean
  run(job: Running): Promise<JobResult>
}

export interface Runner {
  /** Takes up what an earlier run left, then runs jobs as they come, one at a time. */
  start(): Promise<void>
  /** Lets the job in hand come to a stop, and starts no other. */
  stop(): Promise<void>
  /** Runs everything that is ready now; for commands and tests. */
  drain(): Promise<number>
}

const LONGEST_LOG = 500

/** Runs jobs, one at a time in this process; several processes share the queue. */
export function openRunner(deps: {
  store: Store
  clock: Clock
  jobs: Jobs
  kinds: ReadonlyMap<string, JobKind>
  /** The person behind an account, with the posts of today; null when he may not work any more. */
  actorOf: (bureau: string, account: string) => Promise<Actor | null>
  directory: string
  report?: (error: unknown) => void
  /** Milliseconds between looks at the queue; another process may have put something there. */
  every?: number
}): Runner {
  const { store, clock, kinds } = deps
  const stopping = new AbortController()
  let nudge = new AbortController()
  let loop: Promise<void> = Promise.resolve()
  deps.jobs.onReady(() => nudge.abort())

  /** Claims the next job that is ready. One bureau at a time, so that the claim stays on one shard of a distributed table. */
  async function claim(): Promise<JobRow | undefined> {
    const ready = sql`state = 'waiting' and (not input ? 'approval' or input->'approval' ? 'by')`
    const bureaus = await store.owner((tx) =>
      tx.rows(sql<{ bureau: string }>`select distinct bureau from job where ${ready} order by bureau`),
    )
    for (const { bureau } of bureaus) {
      const row = await store.owner((tx) =>
        tx.one(sql<JobRow>`update job j set state = 'running', started_at = ${clock.now()}, progress = 0
          where j.bureau = ${bureau} and j.id = (select id from job where bureau = ${bureau} and ${ready} order by at, id limit 1 for update skip locked)
          returning ${jobColumns}, null as name`),
      )
      if (row) return row
    }
    return undefined
  }

  async function save(
    row: JobRow,
    values: { state?: string; progress?: number; log: readonly object[]; result?: object | null },
  ): Promise<void> {
    const ended = values.state === 'done' || values.state === 'failed'
    await store.write({ 'fazhi.bureau': row.bureau }, (tx) =>
      tx.exec(sql`update job set state = coalesce(${values.state ?? null}, state), progress = coalesce(${values.progress ?? null}::real, progress),
        log = ${JSON.stringify(values.log.slice(-LONGEST_LOG))}::jsonb, result = coalesce(${values.result ? JSON.stringify(values.result) : null}::jsonb, result),
        ended_at = ${ended ? clock.now() : null} where bureau = ${row.bureau} and id = ${row.id}`),
    )
  }

  /** Holds a lock for as long as the job runs: its loss tells the next start that nobody runs it any more. */
  const holding = (row: JobRow, work: () => Promise<void>): Promise<void> =>
    store.ownerClient(async (client) => {
      await client.query('select pg_advisory_lock(hashtextextended($1, 7))', [row.id])
      try {
        await work()
      } finally {
        await client.query('select pg_advisory_unlock(hashtextextended($1, 7))', [row.id]).catch(() => undefined)
      }
    })

  async function run(row: JobRow): Promise<void> {
    const log: { at: string; say: string }[] = [...row.log]
    const say = (text: string) => log.push({ at: clock.now(), say: text })
    const directory = join(deps.directory, row.id)
    const since = stopwatch()
    let saved = -1000
    try {
      const kind = kinds.get(row.kind)
      if (!kind) throw new Error(`no handler for jobs of kind ${row.kind}`)
      const actor = await deps.actorOf(row.bureau, row.account)
      if (!actor) throw jobFault('job.account')
      await mkdir(directory, { recursive: true, mode: 0o700 })
      const result = await kind.run({
        id: row.id,
        actor,
        input: row.input.given,
        signal: stopping.signal,
        path: (name) => join(directory, name),
        progress: async (share) => {
          if (since() - saved < 500) return
          saved = since()
          await save(row, { progress: Math.min(1, Math.max(0, share)), log })
        },
        log: say,
      })
      say(result.say)
      await save(row, { state: 'done', progress: 1, log, result })
    } catch (thrown) {
      const error = explainStoreError(thrown)
      if (stopping.signal.aborted && !(error instanceof Fault)) {
        const again = kinds.get(row.kind)?.again === true
        say(again ? '系统停止，重新启动后继续' : '系统停止，任务未完成')
        await save(row, again ? { state: 'waiting', log } : { state: 'failed', log, result: { say: '系统停止，任务未完成，请重新办理' } })
        return
      }
      await rm(directory, { recursive: true, force: true })
      if (!(error instanceof Fault)) deps.report?.(error)
      const text =
        error instanceof Fault
          ? `${error.zh}（${error.code}）。${error.remedy.zh}`
          : '任务因系统错误中止，请稍后重试或联系系统管理员（server.fault）'
      say(text)
      await save(row, { state: 'failed', log, result: { say: text } })
    }
  }

  /** Jobs that say they run while nobody holds their lock: their process died. */
  async function recover(): Promise<void> {
    const left = await store.owner((tx) => tx.rows(sql<JobRow>`select ${jobColumns}, null as name from job j where state = 'running'`))
    for (const row of left) {
      const free = await store.ownerClient(async (client) => {
        const taken = await client.query<{ ok: boolean }>('select pg_try_advisory_lock(hashtextextended($1, 7)) as ok', [row.id])
        if (taken.rows[0]?.ok) await client.query('select pg_advisory_unlock(hashtextextended($1, 7))', [row.id])
        return taken.rows[0]?.ok === true
      })
      if (!free) continue
      const again = kinds.get(row.kind)?.again === true
      const log = [...row.log, { at: clock.now(), say: again ? '系统曾意外停止，任务重新执行' : '系统曾意外停止，任务没有完成' }]
      await save(
        row,
        again ? { state: 'waiting', log } : { state: 'failed', log, result: { say: '系统曾意外停止，任务没有完成，请重新办理' } },
      )
    }
  }

  async function drain(): Promise<number> {
    let n = 0
    while (!stopping.signal.aborted) {
      const row = await claim()
      if (!row) break
      await holding(row, () => run(row))
      n++
    }
    return n
  }

  return {
    drain,
    start: async () => {
      await recover()
      await deps.jobs.sweep()
      let lost = false
      loop = (async () => {
        while (!stopping.signal.aborted) {
          // The database may be gone for a minute: the queue is looked at again, and with it what was running when it went.
          try {
            if (lost) await recover()
            lost = false
            await drain()
          } catch (error) {
            lost = true
            deps.report?.(error)
          }
          await wait(deps.every ?? 2000, undefined, { signal: AbortSignal.any([stopping.signal, nudge.signal]) }).catch(() => undefined)
          nudge = new AbortController()
        }
      })()
    },
    stop: async () => {
      stopping.abort()
      await loop
    },
  }
}
