import { z } from 'zod'
import type { Identity } from '../../services/identity/identity.ts'
import { type RouteApp, route } from '../route.ts'
import { dayText, plainText } from './shapes.ts'

export interface AccountServices {
  readonly identity: Identity
}

const held = z.object({
  id: z.string(),
  post: z.string(),
  postTitle: z.string(),
  unit: z.string(),
  unitName: z.string(),
  from: z.string(),
  to: z.string().nullable(),
})
const account = z
  .object({
    id: z.string(),
    username: z.string(),
    name: z.string(),
    mustChange: z.boolean(),
    totp: z.boolean(),
    disabledAt: z.string().nullable(),
    lockedUntil: z.string().nullable(),
    passwordChangedAt: z.string(),
    createdAt: z.string(),
    seenAt: z.string().nullable(),
    posts: z.array(held),
  })
  .meta({ title: '账户' })
const withPassword = z.object({ account, password: z.string().optional().meta({ description: 'one-time password, shown only here' }) })
const password = z.string().max(256).meta({ title: '密码' })
const one = z.object({ id: z.uuid().meta({ title: '账户标识' }) })
const policy = z.strictObject({
  passwordDays: z.int().min(0).max(3650).meta({ title: '密码有效天数', description: '0: never' }),
  idleMinutes: z.int().min(5).max(1440).meta({ title: '无操作退出（分钟）' }),
  sessionHours: z.int().min(1).max(720).meta({ title: '最长登录（小时）' }),
})
/** An empty value of a filter says nothing. */
const filled = (schema: z.ZodString | z.ZodUUID) => z.preprocess((v) => (v === '' ? undefined : v), schema.optional())

const duty = ['access.duty', 'account.missing']

/** 「三员」 Accounts, posts and the audit book. Who may do what is judged by the service, which says who has the duty and writes refusals down. */
export function accountRoutes(app: RouteApp, { identity }: AccountServices): void {
  const { accounts } = identity
  const tag = 'accounts'
  route(app, {
    method: 'GET',
    url: '/api/accounts',
    summary: '账户列表（系统管理员、安全管理员） / all accounts with their posts',
    tag,
    auth: 'any',
    response: z.array(account),
    errors: ['access.duty'],
    handle: ({ actor }) => accounts.list(actor),
  })

  route(app, {
    method: 'POST',
    url: '/api/accounts',
    summary: '新建账户（系统管理员） / a new account; without a password a one-time password is made',
    tag,
    auth: 'any',
    status: 201,
    body: z.strictObject({
      username: plainText('用户名', 64, 1),
      name: plainText('姓名', 60, 1),
      password: password.optional(),
    }),
    response: withPassword,
    errors: ['access.duty', 'account.username', 'account.username-taken', 'password.weak', 'session.busy'],
    handle: ({ actor, body }) => accounts.create(actor, body),
  })

  const acts = {
    disable: { summary: '停用账户（系统管理员） / disable; all sessions end', errors: ['account.self', 'account.last-administrator'] },
    enable: { summary: '恢复账户（系统管理员） / enable again', errors: [] },
    unlock: { summary: '解除锁定（安全管理员） / lift the lock', errors: ['account.self'] },
    removeTotp: { summary: '停用动态口令（安全管理员） / remove one-time codes', errors: ['account.self'] },
  } as const
  for (const [act, { summary, errors }] of Object.entries(acts) as [keyof typeof acts, (typeof acts)[keyof typeof acts]][]) {
    route(app, {
      method: 'POST',
      url: `/api/accounts/{id}/${act === 'removeTotp' ? 'remove-totp' : act}`,
      summary,
      tag,
      auth: 'any',
      params: one,
      response: account,
      errors: [...duty, ...errors],
      handle: ({ actor, params }) => accounts[act](actor, params.id),
    })
  }

  route(app, {
    method: 'POST',
    url: '/api/accounts/{id}/reset-password',
    summary: '重置密码（系统管理员；安全、审计管理员的由安全管理员） / reset the password; sessions end, the next login must change it',
    tag,
    auth: 'any',
    params: one,
    body: z.strictObject({ password: password.optional() }).nullish(),
    response: withPassword,
    errors: [...duty, 'account.self', 'account.reset-by-security', 'account.reset-by-system', 'password.weak', 'session.busy'],
    handle: ({ actor, params, body }) => accounts.resetPassword(actor, params.id, body?.password),
  })

  route(app, {
    method: 'POST',
    url: '/api/accounts/{id}/posts',
    summary: '授予岗位（安全管理员） / grant a post at a unit from–to',
    tag,
    auth: 'any',
    status: 201,
    params: one,
    body: z.strictObject({
      post: plainText('岗位', 60, 1),
      unit: plainText('单位', 15, 1),
      from: dayText('任职起始'),
      to: dayText('任职终止').nullish(),
    }),
    response: account,
    errors: [...duty, 'account.disabled', 'post.unknown', 'post.own', 'post.self', 'post.unit', 'post.days', 'post.held', 'post.separated'],
    handle: ({ actor, params, body }) => accounts.grant(actor, params.id, body),
  })

  route(app, {
    method: 'POST',
    url: '/api/accounts/{id}/posts/{heldId}/end',
    summary: '终止岗位（安全管理员） / the post is held for the last time on a day',
    tag,
    auth: 'any',
    params: one.extend({ heldId: z.uuid().meta({ title: '任职标识' }) }),
    body: z.strictObject({ to: dayText('任职终止') }),
    response: account,
    errors: [...duty, 'post.missing', 'post.days', 'account.last-administrator'],
    handle: ({ actor, params, body }) => accounts.endPost(actor, params.id, params.heldId, body.to),
  })

  route(app, {
    method: 'GET',
    url: '/api/policy',
    summary: '登录与密码规则 / rules of logins and passwords',
    tag,
    auth: 'any',
    response: policy,
    handle: ({ actor }) => identity.policy(actor),
  })

  route(app, {
    method: 'PUT',
    url: '/api/policy',
    summary: '修改登录与密码规则（安全管理员） / set the rules of logins and passwords',
    tag,
    auth: 'any',
    body: policy,
    response: policy,
    errors: ['access.duty'],
    handle: ({ actor, body }) => identity.setPolicy(actor, body),
  })

  route(app, {
    method: 'GET',
    url: '/api/audit',
    summary: '审计记录（审计管理员），新的在前 / the audit book, newest first',
    tag: 'audit',
    auth: 'any',
    query: z.object({
      kind: filled(plainText('类别', 60)).meta({ title: '类别', description: 'a whole kind such as account.created, or its first word' }),
      after: filled(z.uuid()).meta({ title: '续页' }),
      limit: z.coerce.number().int().min(1).max(500).default(100).meta({ title: '条数' }),
    }),
    response: z.object({
      rows: z.array(
        z.object({
          id: z.string(),
          at: z.string(),
          kind: z.string(),
          title: z.string(),
          account: z.string().nullable(),
          name: z.string().nullable(),
          subject: z.string().nullable(),
          detail: z.record(z.string(), z.unknown()),
          address: z.string().nullable(),
        }),
      ),
      next: z.string().nullable(),
    }),
    errors: ['access.duty'],
    handle: ({ actor, query }) => identity.readAudit(actor, query),
  })
}
