import { z } from 'zod'
import type { Jobs } from '../../services/jobs/jobs.ts'
import { type RouteApp, route } from '../route.ts'
import { idText as id, sendFile } from './transfer.ts'

/** 「任务」 as its page shows it. */
export const job = z
  .object({
    id: z.string(),
    kind: z.string(),
    title: z.string(),
    state: z.enum(['waiting', 'running', 'done', 'failed']),
    progress: z.number(),
    log: z.array(z.object({ at: z.string(), say: z.string() })),
    result: z
      .object({ say: z.string(), figures: z.record(z.string(), z.number()).optional(), file: z.object({ name: z.string() }).optional() })
      .nullable(),
    by: z.string(),
    at: z.string(),
    startedAt: z.string().nullable(),
    endedAt: z.string().nullable(),
    approval: z
      .object({ purpose: z.string(), approved: z.object({ name: z.string(), at: z.string() }).nullable(), mine: z.boolean() })
      .nullable(),
  })
  .meta({ title: '任务' })

/** Long work: lists, progress, results, and the second person's word. */
export function jobRoutes(app: RouteApp, { jobs }: { readonly jobs: Jobs }): void {
  const tag = 'jobs'
  const params = z.object({ id })
  route(app, {
    method: 'GET',
    url: '/api/jobs',
    summary: '我的任务和等待我批准的任务',
    tag,
    auth: 'any',
    response: z.array(job),
    handle: ({ actor }) => jobs.list(actor),
  })
  route(app, {
    method: 'GET',
    url: '/api/jobs/{id}',
    summary: '任务的进度、记录和结果',
    tag,
    auth: 'any',
    params,
    response: job,
    errors: ['job.missing'],
    handle: ({ actor, params: p }) => jobs.get(actor, p.id),
  })
  route(app, {
    method: 'GET',
    url: '/api/jobs/{id}/result',
    summary: '下载任务的结果文件',
    tag,
    auth: 'any',
    params,
    media: 'application/octet-stream',
    errors: ['job.missing', 'job.no-result'],
    handle: async ({ actor, params: p, reply }) => {
      const { stream, ...file } = await jobs.result(actor, p.id)
      return sendFile(reply, { ...file, body: stream })
    },
  })
  route(app, {
    method: 'POST',
    url: '/api/jobs/{id}/approve',
    summary: '第二人批准',
    tag,
    auth: 'any',
    params,
    response: job,
    errors: ['job.missing', 'job.same-person', 'job.not-waiting', 'access.duty', 'access.sealed'],
    handle: ({ actor, params: p }) => jobs.approve(actor, p.id),
  })
  route(app, {
    method: 'POST',
    url: '/api/jobs/{id}/refuse',
    summary: '不予批准，或撤回自己的申请',
    tag,
    auth: 'any',
    params,
    body: z.strictObject({ reason: z.string().max(500).meta({ title: '理由' }) }),
    response: job,
    errors: ['job.missing', 'job.not-waiting', 'job.reason'],
    handle: ({ actor, params: p, body }) => jobs.refuse(actor, p.id, body.reason),
  })
}
