import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import type { Bureau } from '../kernel/index.ts'
import { testClock } from '../services/clock.ts'
import { over, type Services } from '../services/open.ts'
import type { Store } from '../services/store/index.ts'
import { buildApp } from './app.ts'
import { refusalsOf } from './refusals-of.ts'
import type { AnyRoute, RouteApp } from './route.ts'

const password = 'Hanjiang-7-bridge'

/** An answer of the server under test; `body` is read as JSON where it is JSON. */
export interface Answer {
  readonly status: number
  readonly body: unknown
  readonly bytes: Buffer
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** A bureau after its first run, with accounts that hold posts. */
export interface InstalledApp {
  readonly app: RouteApp
  readonly services: Services
  /** `as`: a name of the staff, or a session of somebody else. */
  call(
    method: Method,
    url: string,
    body?: unknown,
    as?: string | { readonly token: string },
    headers?: Record<string, string>,
  ): Promise<Answer>
  /** Signs in by a one-time password and chooses an own one. */
  login(username: string, oneTime: string): Promise<string>
}

/** What a route refuses with must stand in its description. */
function expectDeclared(app: RouteApp, method: Method, url: string, body: string): void {
  const path = url.split('?')[0] ?? ''
  const fits = (r: AnyRoute) =>
    r.method === method && new RegExp(`^${r.url.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path)
  // A fixed word of a path goes before a name, as the router has it.
  const found = app.routes.filter(fits).sort((a, b) => a.url.split('{').length - b.url.split('{').length)[0]
  const { code } = JSON.parse(body) as { code: string }
  if (found && !refusalsOf(found).includes(code)) throw new Error(`${method} ${found.url} refuses with ${code}, which it does not declare`)
}

/** Installs the county 445102 on 2017-10-31 and gives each named account a post at a unit. */
export async function installedApp(
  store: Store,
  bureau: Bureau,
  staff: Readonly<Record<string, readonly [post: string, unit: string]>>,
): Promise<InstalledApp> {
  const data = mkdtempSync(join(tmpdir(), 'fazhi-http-'))
  const services = await over(store, bureau, { data, clock: testClock('2017-10-31') })
  const app = await buildApp(services, { version: 'test' })
  afterAll(async () => {
    await app.fastify.close()
    rmSync(data, { recursive: true })
  })
  const tokens = new Map<string, string>()
  const send = async (method: Method, url: string, body: unknown, token = '', headers: Record<string, string> = {}) => {
    const r = await app.fastify.inject({
      method,
      url,
      headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers },
      ...(body === undefined ? {} : { payload: body as object }),
    })
    if (r.statusCode >= 400) expectDeclared(app, method, url, r.body)
    const json = String(r.headers['content-type'] ?? '').includes('json')
    const answer: Answer = { status: r.statusCode, body: json && r.body ? JSON.parse(r.body) : r.body, bytes: r.rawPayload }
    return answer
  }
  const good = async (method: Method, url: string, body: unknown, token = ''): Promise<Record<string, unknown>> => {
    const answer = await send(method, url, body, token)
    if (answer.status >= 300) throw new Error(`${url}: ${JSON.stringify(answer.body)}`)
    return (answer.body ?? {}) as Record<string, unknown>
  }
  const login = async (username: string, secret: string) =>
    String((await good('POST', '/api/session', { username, password: secret })).token)
  const own = async (username: string, secret: string) => {
    await good('POST', '/api/session/password', { current: secret, next: `${password}-own` }, await login(username, secret))
    return login(username, `${password}-own`)
  }

  const administrator = { username: 'system', name: '系统管理员', password }
  const first = await good('POST', '/api/first-run', { county: '445102', bureauName: '潮州市湘桥区司法局', administrator })
  const given = first.accounts as readonly { readonly username: string; readonly password?: string }[]
  const system = await login('system', password)
  tokens.set('system', system)
  const security = await own('security', given.find((a) => a.username === 'security')?.password ?? '')
  tokens.set('security', security)
  for (const [username, [post, unit]] of Object.entries(staff)) {
    const made = await good('POST', '/api/accounts', { username, name: username, password }, system)
    const { id } = (made.account ?? made) as { id: string }
    await good('POST', `/api/accounts/${id}/posts`, { post, unit, from: '2017-01-01' }, security)
    tokens.set(username, await own(username, password))
  }
  const tokenOf = (as: string | { readonly token: string } | undefined) => (typeof as === 'object' ? as.token : as && tokens.get(as))
  return { app, services, login: own, call: (method, url, body, as, headers) => send(method, url, body, tokenOf(as), headers) }
}
