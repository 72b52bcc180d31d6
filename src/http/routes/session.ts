import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Fault } from '../../services/fault.ts'
import type { Identity } from '../../services/identity/identity.ts'
import { type RouteApp, route } from '../route.ts'
import { tokenOf } from '../server.ts'
import { plainText } from './shapes.ts'

export interface SessionServices {
  readonly identity: Identity
}

const password = z.string().min(1, '不能为空 / must not be empty').max(256)
const code = z.string().trim().max(10)

const account = z
  .object({
    id: z.string(),
    username: z.string(),
    name: z.string(),
    bureau: z.string(),
    bureauName: z.string(),
    mustChange: z.boolean(),
    totp: z.boolean(),
    holdings: z.array(z.object({ post: z.string(), postTitle: z.string(), unit: z.string(), unitName: z.string() })),
    duties: z.array(z.string()),
    lines: z.array(z.string()),
    self: z.boolean(),
  })
  .meta({ title: '账户' })

const cookie = { path: '/', httpOnly: true, sameSite: 'strict' } as const

/** The token of a request that has been identified. */
const ownToken = (request: FastifyRequest): string => tokenOf(request) ?? ''

/** 「登录」 Sessions, the own password, one-time codes. */
export function sessionRoutes(app: RouteApp, { identity }: SessionServices): void {
  const tag = 'session'
  route(app, {
    method: 'POST',
    url: '/api/session',
    summary: '登录 / sign in; sets the session cookie and returns the same token for the Authorization header',
    tag,
    auth: 'public',
    body: z.strictObject({
      username: plainText('用户名', 64),
      password: password.meta({ title: '密码' }),
      totp: code.optional().meta({ title: '动态口令' }),
    }),
    response: z.object({ token: z.string(), account }),
    errors: ['session.refused', 'session.totp', 'session.busy', 'session.which-bureau'],
    handle: async ({ body, request, reply }) => {
      const {
        token,
        account: who,
        seconds,
      } = await identity.login({
        ...body,
        address: request.ip,
        agent: request.headers['user-agent'],
      })
      reply.setCookie('fazhi_session', token, { ...cookie, secure: request.protocol === 'https', maxAge: seconds })
      return { token, account: who }
    },
  })

  route(app, {
    method: 'GET',
    url: '/api/session',
    summary: '当前账户 / the account behind the session; null when nobody is signed in',
    tag,
    auth: 'public',
    response: z.object({ account: account.nullable() }),
    errors: ['account.missing'],
    handle: async ({ request }) => {
      const actor = await app.identify(request).catch((fault: unknown) => {
        if (fault instanceof Fault && fault.status === 401) return null
        throw fault
      })
      return { account: actor ? await identity.view(actor) : null }
    },
  })

  route(app, {
    method: 'DELETE',
    url: '/api/session',
    summary: '退出登录 / sign out',
    tag,
    auth: 'own',
    handle: async ({ request, reply }) => {
      await identity.logout(ownToken(request))
      reply.clearCookie('fazhi_session', cookie)
    },
  })

  route(app, {
    method: 'POST',
    url: '/api/session/password',
    summary: '修改密码 / change the own password; other sessions of the account end',
    tag,
    auth: 'own',
    body: z.strictObject({ current: password.meta({ title: '当前密码' }), next: password.meta({ title: '新密码' }) }),
    response: z.object({ account }),
    errors: ['password.wrong', 'password.weak', 'session.busy'],
    handle: async ({ actor, body, request }) => {
      await identity.changePassword(actor, ownToken(request), body)
      return { account: await identity.view(actor) }
    },
  })

  route(app, {
    method: 'POST',
    url: '/api/session/totp',
    summary: '取得动态口令密钥 / a secret for an authenticator; nothing is kept until it is confirmed',
    tag,
    auth: 'own',
    response: z.object({ secret: z.string(), uri: z.string() }),
    errors: ['totp.enabled'],
    handle: ({ actor }) => identity.beginTotp(actor),
  })

  route(app, {
    method: 'POST',
    url: '/api/session/totp/confirm',
    summary: '启用动态口令 / enable one-time codes',
    tag,
    auth: 'own',
    body: z.strictObject({
      secret: z.string().max(64).meta({ title: '密钥' }),
      totp: code.meta({ title: '动态口令' }),
      password: password.meta({ title: '密码' }),
    }),
    errors: ['totp.enabled', 'totp.wrong', 'password.wrong', 'session.busy'],
    handle: async ({ actor, body }) => {
      await identity.enableTotp(actor, { secret: body.secret, code: body.totp, password: body.password })
    },
  })

  route(app, {
    method: 'POST',
    url: '/api/session/totp/remove',
    summary: '停用动态口令 / remove one-time codes',
    tag,
    auth: 'own',
    body: z.strictObject({ password: password.meta({ title: '密码' }) }),
    errors: ['password.wrong', 'session.busy'],
    handle: async ({ actor, body }) => {
      await identity.removeTotp(actor, body.password)
    },
  })
}
