import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { faultsOf } from '../kernel/index.ts'
import type { Actor } from '../services/access/access.ts'
import { Fault } from '../services/fault.ts'
import type { Once } from '../services/ledger/once.ts'
import { onceOf } from './once.ts'

/** Who may call: everyone; anyone with an account (`own`), also a person by his own; anyone who works for the bureau (`any`); an account that carries a duty. */
export type Auth = 'public' | 'own' | 'any' | 'system' | 'security' | 'audit' | 'law' | 'organisation'

/** What a handler gets: parsed input and the person who asks (never null unless the route is public). */
export interface Context<B, Q, P> {
  readonly actor: Actor
  readonly body: B
  readonly query: Q
  readonly params: P
  /** The key of a request that may be sent twice; only where the route says `once`. */
  readonly once: Once | undefined
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** One route, with everything that OpenAPI says of it. */
export interface RouteDef<B extends z.ZodType, Q extends z.ZodType, P extends z.ZodType> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** `/api/units/{code}` */
  readonly url: string
  readonly summary: string
  readonly tag?: string
  readonly auth: Auth
  readonly body?: B
  /** The shape of the body for OpenAPI, where the body is judged in full further down. */
  readonly bodyShown?: z.ZodType
  readonly query?: Q
  readonly params?: P
  /** The shape of the answer, for OpenAPI and for tests; `media` for answers that are files. */
  readonly response?: z.ZodType
  readonly media?: string
  readonly status?: number
  /** What is made here is made once, however often the request arrives with the same Idempotency-Key: the handler hands `once` to the service. */
  readonly once?: true
  /** A multipart upload: the body is read by the handler. */
  readonly upload?: true
  /** Codes of the refusals this route may answer with, beside those every route may. */
  readonly errors?: readonly string[]
  readonly handle: (ctx: Context<z.output<B>, z.output<Q>, z.output<P>>) => unknown
}

/** A route without the types of its input: what the register and OpenAPI see. */
export type AnyRoute = Omit<RouteDef<z.ZodType, z.ZodType, z.ZodType>, 'handle'>

/** The server as routes see it. */
export interface RouteApp {
  readonly fastify: FastifyInstance
  readonly routes: AnyRoute[]
  /** The person behind the request; throws `session.missing` when nobody is. */
  readonly identify: (request: FastifyRequest) => Promise<Actor>
  readonly permit: (actor: Actor, auth: Auth) => void
}

const nobody: Actor = { bureau: '', account: '', name: '', holdings: [] }

const titles = (schema: z.ZodType | undefined): Record<string, { title: string }> => {
  if (!(schema instanceof z.ZodObject)) return {}
  return Object.fromEntries(Object.entries(schema.shape).map(([k, v]) => [k, { title: (v as z.ZodType).meta()?.title ?? k }]))
}

/** Parses one part of the request or refuses it with every fault at once. */
function parse<S extends z.ZodType>(schema: S | undefined, input: unknown): z.output<S> {
  if (!schema) return undefined as z.output<S>
  const nul = whereNul(input)
  if (nul !== undefined)
    throw invalid([{ path: nul, title: titles(schema)[nul]?.title ?? nul, say: '含有不可见的控制字符 / contains control characters' }])
  const result = schema.safeParse(input)
  if (result.success) return result.data
  throw invalid(faultsOf(result.error, titles(schema)))
}

/** The name of the first value that holds the character NUL, which no text of the database can. */
function whereNul(input: unknown, path = ''): string | undefined {
  if (typeof input === 'string') return input.includes('\0') ? path : undefined
  if (typeof input !== 'object' || input === null) return undefined
  for (const [name, value] of Object.entries(input)) {
    const found = name.includes('\0') ? path : whereNul(value, path || name)
    if (found !== undefined) return found
  }
  return undefined
}

/** The refusal of malformed input, naming each value at fault. */
export function invalid(faults: readonly { path: string; title: string; say: string }[]): Fault {
  return new Fault('request.invalid', {
    zh: `填写有误：${faults.map((f) => `${f.title || f.path || '请求'}：${f.say}`).join('；')}`,
    en: `Invalid input: ${faults.map((f) => `${f.path || 'body'}: ${f.say}`).join('; ')}`,
    remedy: { zh: '请按提示改正后重新提交', en: 'Mend what is named and send it again' },
    status: 400,
    faults: [...faults],
  })
}

/** Adds a route to the server and to the register that OpenAPI is made from. */
export function route<B extends z.ZodType, Q extends z.ZodType, P extends z.ZodType>(app: RouteApp, def: RouteDef<B, Q, P>): void {
  app.routes.push(def)
  app.fastify.route({
    method: def.method,
    url: def.url.replaceAll(/\{(\w+)\}/g, ':$1'),
    handler: async (request, reply) => {
      const actor = def.auth === 'public' ? nobody : await app.identify(request)
      if (def.auth !== 'public') app.permit(actor, def.auth)
      const body = parse(def.upload ? undefined : def.body, request.body)
      const query = parse(def.query, request.query)
      const params = parse(def.params, request.params)
      const answer = await def.handle({
        actor,
        body,
        query,
        params,
        once: def.once ? onceOf(request, [def.url, params, query, body]) : undefined,
        request,
        reply,
      })
      if (reply.sent) return reply
      if (def.status) reply.code(def.status)
      if (answer === undefined) return reply.code(def.status ?? 204).send()
      return answer
    },
  })
}
