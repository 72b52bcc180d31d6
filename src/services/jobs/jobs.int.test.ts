import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, it, vi } from 'vitest'
import { openOffice, refusal } from '../documents/testing.ts'
import { explainStoreError, type Store } from '../store/index.ts'
import { testStore } from '../store/testing.ts'
import { openJobs } from './jobs.ts'
import { type JobKind, openRunner } from './runner.ts'

const store = await testStore()
const office = await openOffice(store)
const { actors } = office
const directory = mkdtempSync(join(tmpdir(), 'fazhi-jobs-'))
const everyone = Object.values(actors)
const kinds = new Map<string, JobKind>([
  [
    'count',
    {
      again: true,
      run: async (job) => {
        await job.progress(0.5)
        job.log('数到一半')
        writeFileSync(job.path('out.txt'), '1 2 3')
        return { say: '数完了', figures: { n: 3 }, file: { name: '结果.txt', media: 'text/plain', path: 'out.txt' } }
      },
    },
  ],
  ['broken', { again: false, run: () => Promise.reject(new TypeError('secret detail')) }],
  [
    'long',
    {
      again: true,
      run: async (job) => {
        while (!job.signal.aborted) await new Promise((r) => setTimeout(r, 5))
        throw new Error('stopped')
      },
    },
  ],
])
// A busy machine is no fault of the code.
const patience = { timeout: 20_000 }
const comesTo = (jobs: ReturnType<typeof openJobs>, id: string, state: string) =>
  vi.waitFor(async () => expect((await jobs.get(actors.officer, id)).state).toBe(state), patience)
const open = (over: Store = store) => {
  const jobs = openJobs({ ...office, directory })
  const runner = openRunner({
    ...office,
    store: over,
    jobs,
    kinds,
    directory,
    actorOf: async (_, account) => everyone.find((a) => a.account === account) ?? null,
    every: 20,
  })
  return { jobs, runner }
}
const approval = { purpose: '年度核对', duty: 'export', line: 'mediation', unit: '445102', clearance: 'sealed' } as const

describe('任务', () => {
  it('is run with progress and log, and its result can be fetched by the one who asked for it', async () => {
    const { jobs, runner } = open()
    const job = await jobs.add(actors.officer, { kind: 'count', title: '数数', input: {} })
    expect(job.state).toBe('waiting')
    expect(await refusal(jobs.result(actors.officer, job.id))).toBe('job.no-result')
    expect(await runner.drain()).toBe(1)
    const done = await jobs.get(actors.officer, job.id)
    expect(done).toMatchObject({ state: 'done', progress: 1, result: { say: '数完了', figures: { n: 3 }, file: { name: '结果.txt' } } })
    expect(done.log.map((l) => l.say)).toEqual(['数到一半', '数完了'])
    expect(Buffer.concat(await (await jobs.result(actors.officer, job.id)).stream.toArray()).toString()).toBe('1 2 3')
    expect(await refusal(jobs.get(actors.other, job.id))).toBe('job.missing')
    expect(await refusal(jobs.result(actors.leader, job.id))).toBe('job.missing')
  })

  it('that fails says so in words for a person, without a word of the machine', async () => {
    const { jobs, runner } = open()
    const job = await jobs.add(actors.officer, { kind: 'broken', title: '会失败', input: {} })
    await runner.drain()
    const failed = await jobs.get(actors.officer, job.id)
    expect(failed.state).toBe('failed')
    expect(JSON.stringify(failed)).not.toContain('secret')
  })

  it('waits for a second person who carries the duty; the same person cannot approve it', async () => {
    const { jobs, runner } = open()
    const job = await jobs.add(actors.leader, { kind: 'count', title: '导出封存信息', input: {}, approval })
    expect(await runner.drain()).toBe(0)
    expect(await refusal(jobs.approve(actors.leader, job.id))).toBe('job.same-person')
    expect(await refusal(jobs.approve(actors.mediator, job.id))).toBe('job.missing')
    expect(await refusal(jobs.approve(actors.officer, job.id))).toBe('job.missing')
    expect((await jobs.list(actors.deputy)).map((j) => [j.id, j.approval?.mine])).toEqual([[job.id, true]])
    await jobs.approve(actors.deputy, job.id)
    expect(await runner.drain()).toBe(1)
    expect(await jobs.get(actors.leader, job.id)).toMatchObject({ state: 'done', approval: { approved: { name: '杨副局长' } } })
    expect(await refusal(jobs.approve(actors.deputy, job.id))).toBe('job.not-waiting')
    const other = await jobs.add(actors.leader, { kind: 'count', title: '再导出', input: {}, approval })
    expect((await jobs.refuse(actors.deputy, other.id, '用途不明')).result?.say).toContain('不予批准：用途不明')
    expect(await runner.drain()).toBe(0)
  })

  it('goes back into the queue when the program is stopped, and is not run for an account that is gone', async () => {
    const { jobs, runner } = open()
    const job = await jobs.add(actors.officer, { kind: 'long', title: '很久', input: {} })
    await runner.start()
    await comesTo(jobs, job.id, 'running')
    await runner.stop()
    expect(await jobs.get(actors.officer, job.id)).toMatchObject({ state: 'waiting' })
    await store.owner((tx) =>
      tx.exec(sql`update job set kind = 'count', account = '00000000-0000-7000-8000-0000000000ff' where id = ${job.id}`),
    )
    await open().runner.drain()
    const [row] = await store.owner((tx) =>
      tx.rows(sql<{ state: string; result: { say: string } }>`select state, result from job where id = ${job.id}`),
    )
    expect(row).toMatchObject({ state: 'failed', result: { say: expect.stringContaining('job.account') } })
  })

  it('left running by a process that died is done again when that does no harm, and said to have failed when it might', async () => {
    const { jobs, runner } = open()
    const [a, b] = [
      await jobs.add(actors.officer, { kind: 'count', title: '可重做', input: {} }),
      await jobs.add(actors.officer, { kind: 'broken', title: '不可重做', input: {} }),
    ]
    await store.owner((tx) => tx.exec(sql`update job set state = 'running' where id in (${a.id}, ${b.id})`))
    await runner.start()
    await comesTo(jobs, a.id, 'done')
    await runner.stop()
    expect((await jobs.get(actors.officer, a.id)).log.map((l) => l.say)).toContain('系统曾意外停止，任务重新执行')
    expect(await jobs.get(actors.officer, b.id)).toMatchObject({ state: 'failed' })
  })

  it('whose database goes away in its middle is taken up again when the database is back', async () => {
    let away = false
    const work =
      <A extends unknown[], R>(call: (...args: A) => Promise<R>) =>
      (...args: A): Promise<R> =>
        away ? Promise.reject(explainStoreError(Object.assign(new Error('gone'), { code: 'ECONNREFUSED' }))) : call(...args)
    const shaky: Store = { ...store, write: work(store.write), owner: work(store.owner), ownerClient: work(store.ownerClient) }
    let runs = 0
    kinds.set('cut', {
      again: true,
      run: async (job) => {
        runs++
        away = runs === 1
        await job.progress(0.5)
        return { say: '做完了', figures: {} }
      },
    })
    const { jobs, runner } = open(shaky)
    const job = await jobs.add(actors.officer, { kind: 'cut', title: '中途断开', input: {} })
    await runner.start()
    await vi.waitFor(() => expect(away).toBe(true), patience)
    expect(await jobs.get(actors.officer, job.id)).toMatchObject({ state: 'running' })
    away = false
    await comesTo(jobs, job.id, 'done')
    await runner.stop()
    expect(runs).toBe(2)
  })

  it('is run once when two processes look at the queue at the same moment', async () => {
    const [one, two] = [open(), open()]
    for (let i = 0; i < 6; i++) await one.jobs.add(actors.officer, { kind: 'count', title: `第${i}项`, input: {} })
    const [a, b] = await Promise.all([one.runner.drain(), two.runner.drain()])
    expect(a + b).toBe(6)
  })
})
