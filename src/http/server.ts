import { existsSync } from 'node:fs'
import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import fastifyStatic from '@fastify/static'
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import helmet from 'helmet'
import type { Actor } from '../services/access/access.ts'
import { Fault } from '../services/fault.ts'
import type { Metrics } from './metrics.ts'
import type { AnyRoute, Auth, RouteApp } from './route.ts'

/** What the frame of the server asks of the services. */
export interface ServerDeps {
  readonly identify: (token: string) => Promise<Actor | null>
  readonly permit: (actor: Actor, auth: Exclude<Auth, 'public' | 'own'>) => void
  readonly metrics: Metrics
  /** The built staff app; absent in tests. */
  readonly web?: string | undefined
  readonly log?: { error: (detail: object, message: string) => void } | undefined
}

/** A request that is no upload: the longest is a file of statutes. */
const bodyLimit = 4 * 1024 * 1024
/** Uploads above this are refused while they arrive. */
export const uploadLimit = 50 * 1024 * 1024

const missingSession = () =>
  new Fault('session.missing', {
    zh: '尚未登录，或登录已过期',
    en: 'Not signed in, or the session has ended',
    remedy: { zh: '请重新登录', en: 'Sign in again' },
    status: 401,
  })

/** The session token of a request: the bearer header, or the cookie (with the header that a foreign page cannot set). */
export function tokenOf(request: FastifyRequest): string | null {
  const header = request.headers.authorization
  if (header?.startsWith('Bearer ')) return header.slice(7)
  const token = request.cookies.fazhi_session
  if (!token) return null
  if (request.method !== 'GET' && request.method !== 'HEAD' && request.headers['x-fazhi'] !== '1') {
    throw new Fault('request.forged', {
      zh: '请求缺少本系统页面的标记，未作处理',
      en: 'The request does not come from a page of this system (header X-Fazhi is missing)',
      remedy: { zh: '请从本系统页面操作', en: 'Send header X-Fazhi: 1 with cookie sessions' },
      status: 403,
    })
  }
  return token
}

/** An error as its answer. What is not a fault of ours is logged and answered without its text: no stack, no SQL, no value. */
export function problemOf(error: unknown): { status: number; body: object; unexpected: boolean } {
  if (error instanceof Fault) {
    const { code, zh, en, remedy, basis, faults } = error
    return {
      status: error.status,
      body: { code, zh, en, remedy, ...(basis ? { basis } : {}), ...(faults ? { faults } : {}) },
      unexpected: false,
    }
  }
  const known = (error as { code?: string }).code
  const status = (error as { statusCode?: number }).statusCode
  if (known === 'FST_ERR_CTP_BODY_TOO_LARGE' || known === 'FST_REQ_FILE_TOO_LARGE') {
    return plain(
      413,
      'request.too-large',
      '内容过大（文件不超过 50 MB，其他请求不超过 4 MB），未作处理',
      'Too large (a file may have 50 MB, any other request 4 MB); nothing was done',
      '请压缩或拆分后再传',
      'Make it smaller or split it',
    )
  }
  if (known === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return plain(415, 'request.media', '不接受这种格式的请求', 'This media type is not accepted', '请使用 JSON', 'Send JSON')
  if (error instanceof SyntaxError || (status !== undefined && status >= 400 && status < 500)) {
    return plain(
      status ?? 400,
      'request.malformed',
      '请求格式有误，无法读取',
      'The request could not be read',
      '请检查 JSON 格式',
      'Check the JSON',
    )
  }
  return {
    ...plain(
      500,
      'server.fault',
      '系统出现意外错误，您的操作没有保存',
      'Something unexpected happened; nothing was saved',
      '请稍后重试；仍有问题请联系系统管理员',
      'Try again later or tell the administrator',
    ),
    unexpected: true,
  }
}

function plain(status: number, code: string, zh: string, en: string, doZh: string, doEn: string) {
  return { status, body: { code, zh, en, remedy: { zh: doZh, en: doEn } }, unexpected: false }
}

/** The server without its routes: sessions, errors, limits, headers, metrics, the staff app. */
export async function frame(deps: ServerDeps): Promise<RouteApp & { fastify: FastifyInstance }> {
  const app = fastify({
    bodyLimit,
    trustProxy: false,
    routerOptions: { maxParamLength: 300 },
    // What is not even HTTP, or has an address that cannot be read, is answered in the same shape as everything else.
    clientErrorHandler: (_, socket) => {
      if (!socket.writable) return
      const { body } = problemOf(new SyntaxError('bad request'))
      const text = JSON.stringify(body)
      socket.end(
        `HTTP/1.1 400 Bad Request\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(text)}\r\nconnection: close\r\n\r\n${text}`,
      )
    },
  })
  await app.register(cookie)
  // Made once: the plugin would put the same headers together anew for each request.
  const guard = helmet({
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        workerSrc: ["'self'", 'blob:'],
        upgradeInsecureRequests: null,
      },
    },
    strictTransportSecurity: false,
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
  })
  app.addHook('onRequest', (request, reply, done) => guard(request.raw, reply.raw, () => done()))
  // Who is not signed in may ask only so often: logins and the public calculator.
  await app.register(rateLimit, {
    global: true,
    // An office behind one address must not use up what its next login needs.
    keyGenerator: (request) => `${request.headers.authorization || request.cookies.fazhi_session ? 'in' : 'out'}/${request.ip}`,
    max: (request) => (request.headers.authorization || request.cookies.fazhi_session ? 100_000 : 600),
    timeWindow: '1 minute',
    errorResponseBuilder: () =>
      new Fault('request.too-many', {
        zh: '请求过于频繁，请稍候再试',
        en: 'Too many requests',
        remedy: { zh: '一分钟后再试', en: 'Try again in a minute' },
        status: 429,
      }),
  })
  await app.register(multipart, { limits: { fileSize: uploadLimit, files: 1, fields: 10 } })

  app.addHook('onResponse', (request, reply, done) => {
    deps.metrics.answered(request.routeOptions.url ?? 'unknown', request.method, reply.statusCode, reply.elapsedTime)
    done()
  })
  app.setErrorHandler((error, request, reply) => {
    const { status, body, unexpected } = problemOf(error)
    if (unexpected) deps.log?.error({ error, method: request.method, url: request.routeOptions.url }, 'unexpected')
    if (status === 503) reply.header('retry-after', '5')
    return reply.code(status).send(body)
  })

  if (deps.web && existsSync(deps.web)) {
    await app.register(fastifyStatic, {
      root: deps.web,
      wildcard: false,
      index: false,
      // The build has made a compressed copy beside each file: the lines of a village are thin.
      preCompressed: true,
      maxAge: '365d',
      immutable: true,
      setHeaders: (reply, path) => {
        if (path.endsWith('.html') || path.endsWith('sw.js')) reply.header('cache-control', 'no-cache')
      },
    })
  }
  app.setNotFoundHandler((request, reply) => {
    // A page opened before an upgrade asks for pieces that are gone: it must hear so, and not be given a page instead.
    const page = request.method === 'GET' && !/^\/(api|assets)\//.test(request.url)
    if (page && deps.web && existsSync(`${deps.web}/index.html`)) {
      return reply
        .header('cache-control', 'no-cache')
        .type('text/html; charset=utf-8')
        .sendFile('index.html', deps.web, { maxAge: 0, immutable: false })
    }
    return reply
      .code(404)
      .send({ code: 'request.unknown', zh: '没有这个地址', en: 'No such address', remedy: { zh: '请检查地址', en: 'Check the address' } })
  })

  const routes: AnyRoute[] = []
  return {
    fastify: app,
    routes,
    identify: async (request) => {
      const token = tokenOf(request)
      const actor = token ? await deps.identify(token) : null
      if (!actor) throw missingSession()
      return actor
    },
    permit: (actor, auth) => {
      if (auth !== 'public' && auth !== 'own') deps.permit(actor, auth)
    },
  }
}
