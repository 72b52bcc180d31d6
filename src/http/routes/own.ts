import { z } from 'zod'
import type { Bureau } from '../../kernel/index.ts'
import { Fault } from '../../services/fault.ts'
import type { Enrolment } from '../../services/own/enrolment.ts'
import type { Own } from '../../services/own/own.ts'
import { type RouteApp, route } from '../route.ts'
import { pathOf } from './records.ts'

/** The refusal of every other page to an account that is only a person's own. */
export const ownPagesOnly = (): Fault =>
  new Fault('access.own-pages', {
    zh: '本人账户只能使用本人页面',
    en: 'A person’s own account opens his own pages and no other',
    remedy: { zh: '请从“我的矫正”进入；有疑问请联系司法所', en: 'Use your own pages, or ask the justice office' },
    status: 403,
  })

const loose = z.record(z.string(), z.unknown())
const step = z.object({
  key: z.string(),
  title: z.string(),
  basis: z.string().optional(),
  form: z.array(z.string()),
  allowed: z.boolean(),
  why: z.string().optional(),
})
const record = z.object({
  type: z.string(),
  title: z.string(),
  id: z.string(),
  number: z.string().nullable(),
  stage: z.string(),
  stageTitle: z.string(),
  ended: z.boolean(),
  values: loose,
  steps: z.array(step),
})
const file = record.extend({
  unitName: z.string(),
  role: z.string(),
  duties: z.array(
    z.object({
      key: z.string(),
      title: z.string(),
      due: z.string().nullable(),
      daysLeft: z.number().nullable(),
      article: z.string().nullable(),
      late: z.string().nullable(),
      derivation: z.array(z.string()),
    }),
  ),
  opens: z.array(step.extend({ type: z.string() })),
  below: z.array(record),
})

/** 「本人」 The pages of a person by his own account, and the officer's act that opens it. */
export function ownRoutes(app: RouteApp, s: { bureau: Bureau; own: Own; enrolment: Enrolment }): void {
  const tag = '本人'
  route(app, {
    method: 'GET',
    url: '/api/own',
    summary: '本人的记录、义务和可以办理的事项 / what is kept about the person himself, as far as it is shown to him',
    tag,
    auth: 'own',
    response: z.array(file),
    handle: ({ actor }) => s.own.files(actor),
  })

  route(app, {
    method: 'POST',
    url: '/api/own/acts',
    summary: '本人提交报告、申请 / a report or an application by the person himself',
    tag,
    auth: 'own',
    body: z.strictObject({
      type: z.string().max(80),
      step: z.string().max(60),
      on: z.uuid().meta({ title: '记录标识' }),
      values: loose,
      photo: z.base64().max(3_000_000).optional().meta({ title: '照片' }),
    }),
    response: z.array(file),
    errors: ['access.own', 'own.photo', 'access.post', 'record.invalid', 'record.missing', 'record.own-day', 'step.gate', 'step.refused'],
    once: true,
    handle: async ({ actor, body, once }) => {
      await s.own.act(actor, body, once)
      return s.own.files(actor)
    },
  })

  const account = z.object({ username: z.string(), createdAt: z.string(), seenAt: z.string().nullable(), closed: z.boolean() })
  for (const kept of s.bureau.records.values()) {
    if (!kept.type.shownTo || kept.type.parent) continue
    const type = kept.type.id
    const url = `${pathOf(type)}/{id}/own-account`
    const params = z.object({ id: z.uuid().meta({ title: '记录标识' }) })
    const errors = ['record.missing', 'access.duty', 'own.nobody']
    route(app, {
      method: 'GET',
      url,
      summary: `${kept.type.title}的本人账户`,
      tag,
      auth: 'any',
      params,
      response: z.object({ account: account.nullable() }),
      errors,
      handle: async ({ actor, params: p }) => ({ account: await s.enrolment.of(actor, type, p.id) }),
    })
    route(app, {
      method: 'POST',
      url,
      summary: `开通${kept.type.title}的本人账户，或者重发一次性密码`,
      tag,
      auth: 'any',
      params,
      response: z.object({ username: z.string(), password: z.string() }),
      errors,
      handle: ({ actor, params: p }) => s.enrolment.open(actor, type, p.id),
    })
    route(app, {
      method: 'DELETE',
      url,
      summary: `停用${kept.type.title}的本人账户`,
      tag,
      auth: 'any',
      params,
      errors: [...errors, 'account.missing'],
      handle: async ({ actor, params: p }) => {
        await s.enrolment.close(actor, type, p.id)
      },
    })
  }
}
