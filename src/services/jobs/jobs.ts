import { createReadStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Readable } from 'node:stream'
import { sql } from 'kysely'
import type { Bureau, Post } from '../../kernel/index.ts'
import { type Actor, mayDo } from '../access/access.ts'
import type { Clock } from '../clock.ts'
import { deny } from '../ledger/ledger.ts'
import { type Once, once } from '../ledger/once.ts'
import type { Store, Tx } from '../store/index.ts'
import { jobFault } from './faults.ts'

/** What a job leaves behind: a sentence, figures for the page, and perhaps a file. */
export interface JobResult {
  readonly say: string
  readonly figures?: Readonly<Record<string, number>>
  /** A file in the job's own directory. */
  readonly file?: { readonly name: string; readonly media: string; readonly path: string }
}

/** A second person who must agree before the job is run. */
export interface Approval {
  readonly purpose: string
  readonly duty: NonNullable<Post['duties']>[number]
  readonly line: string
  readonly unit: string
  /** Who may approve must be cleared for what the job shows. */
  readonly clearance: Post['clearance']
  readonly by?: { readonly account: string; readonly name: string; readonly at: string }
}

/** A job as its page shows it. */
export interface JobView {
  readonly id: string
  readonly kind: string
  readonly title: string
  readonly state: 'waiting' | 'running' | 'done' | 'failed'
  readonly progress: number
  readonly log: readonly { at: string; say: string }[]
  readonly result: { readonly say: string; readonly figures?: Readonly<Record<string, number>>; readonly file?: { name: string } } | null
  readonly by: string
  readonly at: string
  readonly startedAt: string | null
  readonly endedAt: string | null
  readonly approval: { purpose: string; approved: { name: string; at: string } | null; mine: boolean } | null
}

/** Work that is asked for. */
export interface NewJob {
  readonly kind: string
  readonly title: string
  readonly input: Readonly<Record<string, unknown>>
  readonly approval?: Approval
}

export interface Jobs {
  add(actor: Actor, job: NewJob, o?: Once): Promise<JobView>
  /** The actor's own, and those that wait for his approval; newest first. */
  list(actor: Actor): Promise<JobView[]>
  get(actor: Actor, id: string): Promise<JobView>
  result(actor: Actor, id: string): Promise<{ name: string; media: string; bytes: number; stream: Readable }>
  /** 「第二人批准」 */
  approve(actor: Actor, id: string): Promise<JobView>
  refuse(actor: Actor, id: string, reason: string): Promise<JobView>
  /** Clears result files of jobs that ended more than thirty days ago. */
  sweep(): Promise<number>
  /** Called when a job may be ready to run. */
  onReady(wake: () => void): void
}

/** A row of the table, with what is kept in its JSON. */
export interface JobRow {
  readonly bureau: string
  readonly id: string
  readonly kind: string
  readonly title: string
  readonly input: { readonly given: Readonly<Record<string, unknown>>; readonly approval?: Approval }
  readonly state: JobView['state']
  readonly progress: number
  readonly log: readonly { at: string; say: string }[]
  readonly result: JobResult | null
  readonly account: string
  readonly name: string | null
  readonly at: string
  readonly startedAt: string | null
  readonly endedAt: string | null
}

export const jobColumns = sql`j.bureau, j.id, j.kind, j.title, j.input, j.state, j.progress, j.log, j.result, j.account, j.at,
  j.started_at as "startedAt", j.ended_at as "endedAt"`

/** 「任务」 Long work that can be left: asked for, perhaps approved by a second person, run by the runner, its result fetched later. */
export function openJobs(deps: { store: Store; bureau: Bureau; clock: Clock; directory: string }): Jobs {
  const { store, bureau, clock } = deps
  const wakers: (() => void)[] = []
  const wall = (actor: Actor) => ({ 'fazhi.bureau': actor.bureau })
  const select = sql`select ${jobColumns}, a.name from job j left join account a on a.bureau = j.bureau and a.id = j.account`

  const waitsFor = (row: JobRow): boolean =>
    row.state === 'waiting' && row.input.approval !== undefined && row.input.approval.by === undefined
  /** May the actor give the second person's word? */
  function mayApprove(actor: Actor, row: JobRow) {
    const a = row.input.approval
    if (!a) throw jobFault('job.not-waiting')
    const rank = { open: 0, restricted: 1, sealed: 2 }
    const d = mayDo(bureau, actor, a.duty, a.unit, a.line)
    if (!d.allowed) return d
    return rank[bureau.posts[d.by.post]?.clearance ?? 'open'] >= rank[a.clearance]
      ? d
      : { allowed: false as const, code: 'access.sealed', zh: '您的岗位密级不足，不能批准', en: 'Your post is not cleared for it' }
  }

  const view = (actor: Actor, row: JobRow): JobView => {
    const a = row.input.approval
    return {
      id: row.id,
      kind: row.kind,
      title: row.title,
      state: row.state,
      progress: row.progress,
      log: row.log,
      result: row.result
        ? {
            say: row.result.say,
            ...(row.result.figures ? { figures: row.result.figures } : {}),
            ...(row.result.file && row.account === actor.account ? { file: { name: row.result.file.name } } : {}),
          }
        : null,
      by: row.name ?? '',
      at: row.at,
      startedAt: row.startedAt,
      endedAt: row.endedAt,
      approval: a
        ? {
            purpose: a.purpose,
            approved: a.by ? { name: a.by.name, at: a.by.at } : null,
            mine: waitsFor(row) && row.account !== actor.account && mayApprove(actor, row).allowed,
          }
        : null,
    }
  }

  /** One job that the actor may see: his own, or one that he may approve. */
  async function find(tx: Tx, actor: Actor, id: string, lock = false): Promise<JobRow> {
    const row = await tx.one(
      sql<JobRow>`${select} where j.bureau = ${actor.bureau} and j.id = ${id} ${lock ? sql`for update of j` : sql``}`,
    )
    if (!row || (row.account !== actor.account && !(row.input.approval && mayApprove(actor, row).allowed))) throw jobFault('job.missing')
    return row
  }

  const enter = async (tx: Tx, actor: Actor, job: NewJob): Promise<string> => {
    const id = clock.newId()
    const input = { given: job.input, ...(job.approval ? { approval: job.approval } : {}) }
    await tx.exec(sql`insert into job (bureau, id, kind, title, input, state, account, at)
      values (${actor.bureau}, ${id}, ${job.kind}, ${job.title}, ${JSON.stringify(input)}::jsonb, 'waiting', ${actor.account}, ${clock.now()})`)
    return id
  }
  const wake = () => {
    for (const w of wakers) w()
  }
  const get: Jobs['get'] = (actor, id) => store.read(wall(actor), async (tx) => view(actor, await find(tx, actor, id)))

  return {
    get,
    add: async (actor, job, o) => {
      const { id } = await store.write(wall(actor), (tx) => once(tx, clock, actor, o, async () => ({ id: await enter(tx, actor, job) })))
      wake()
      return get(actor, id)
    },
    list: (actor) =>
      store.read(wall(actor), async (tx) => {
        const rows = await tx.rows(sql<JobRow>`${select} where j.bureau = ${actor.bureau}
          and (j.account = ${actor.account} or (j.state = 'waiting' and j.input ? 'approval')) order by j.at desc, j.id desc limit 200`)
        return rows.filter((r) => r.account === actor.account || (waitsFor(r) && mayApprove(actor, r).allowed)).map((r) => view(actor, r))
      }),
    result: async (actor, id) => {
      const row = await store.read(wall(actor), (tx) => find(tx, actor, id))
      const file = row.account === actor.account && row.state === 'done' ? row.result?.file : undefined
      if (!file) throw jobFault('job.no-result')
      const path = join(deps.directory, row.id, basename(file.path))
      const found = await stat(path).catch(() => undefined)
      if (!found) throw jobFault('job.no-result')
      return { name: file.name, media: file.media, bytes: found.size, stream: createReadStream(path) }
    },
    approve: async (actor, id) => {
      const done = await store.write(wall(actor), async (tx) => {
        const row = await find(tx, actor, id, true)
        if (row.account === actor.account) throw jobFault('job.same-person')
        if (!waitsFor(row)) throw jobFault('job.not-waiting')
        const d = mayApprove(actor, row)
        if (!d.allowed) throw deny(d)
        const by = { account: actor.account, name: actor.name, at: clock.now() }
        await tx.exec(sql`update job set input = jsonb_set(input, '{approval,by}', ${JSON.stringify(by)}::jsonb),
          log = log || ${JSON.stringify([{ at: clock.now(), say: `${actor.name}已批准` }])}::jsonb where bureau = ${actor.bureau} and id = ${id}`)
        return view(actor, await find(tx, actor, id))
      })
      wake()
      return done
    },
    refuse: async (actor, id, reason) => {
      const why = reason.trim()
      if ([...why].length < 2 || why.length > 500) throw jobFault('job.reason')
      return store.write(wall(actor), async (tx) => {
        const row = await find(tx, actor, id, true)
        if (!waitsFor(row)) throw jobFault('job.not-waiting')
        const say = row.account === actor.account ? `${actor.name}已撤回：${why}` : `${actor.name}不予批准：${why}`
        await tx.exec(sql`update job set state = 'failed', ended_at = ${clock.now()}, result = ${JSON.stringify({ say })}::jsonb,
          log = log || ${JSON.stringify([{ at: clock.now(), say }])}::jsonb where bureau = ${actor.bureau} and id = ${id}`)
        return view(actor, await find(tx, actor, id))
      })
    },
    sweep: async () => {
      const old = await store.owner((tx) =>
        tx.rows(sql<{ id: string }>`update job set result = result - 'file'
          where ended_at < ${clock.now()}::timestamptz - interval '30 days' and result ? 'file' returning id`),
      )
      for (const { id } of old) await rm(join(deps.directory, id), { recursive: true, force: true })
      return old.length
    },
    onReady: (w) => wakers.push(w),
  }
}
