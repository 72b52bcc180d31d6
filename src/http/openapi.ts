import { z } from 'zod'
import { statusOf, textOf } from './error-status.ts'
import { exampleOf } from './example.ts'
import { refusalsOf } from './refusals-of.ts'
import type { AnyRoute } from './route.ts'

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'up to 200 printable characters; the same key with the same request gets the first answer again and makes nothing twice',
  schema: { type: 'string', maxLength: 200 },
}

const problem = {
  type: 'object',
  required: ['code', 'zh', 'en'],
  properties: {
    code: { type: 'string', description: 'a stable code such as step.gate' },
    zh: { type: 'string' },
    en: { type: 'string' },
    remedy: { type: 'object', properties: { zh: { type: 'string' }, en: { type: 'string' } } },
    basis: { type: 'string', description: 'the article that refuses it' },
    faults: {
      type: 'array',
      items: { type: 'object', properties: { path: { type: 'string' }, title: { type: 'string' }, say: { type: 'string' } } },
    },
  },
}

/** A schema as JSON Schema; those that carry an id stand once under components and are referred to. */
type Write = (schema: z.ZodType, io: 'input' | 'output') => object

function writer(components: Record<string, object>): Write {
  return (schema, io) => {
    const { $schema: _, $defs, ...root } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
    for (const [name, part] of Object.entries($defs ?? {})) components[name] ??= moved(part)
    const id = schema.meta()?.id
    if (typeof id !== 'string') return moved(root)
    components[id] ??= moved(root)
    return { $ref: `#/components/schemas/${id}` }
  }
}

/** The same schema with its references pointing to the components, and without the ids that only named them. */
function moved(schema: object): object {
  const { id: _, ...rest }: Record<string, unknown> = JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/'))
  return rest
}

/** Many routes refuse with the same codes: each set of codes stands once under components. */
function refusalsOnce() {
  const all: Record<string, object> = {}
  const names = new Map<string, string>()
  return {
    all,
    of: (list: readonly string[]): object => {
      const codes = list.join(', ')
      const name = names.get(codes) ?? `Refusal${names.size + 1}`
      if (!names.has(codes)) {
        names.set(codes, name)
        all[name] = {
          description: codes,
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' }, ...examplesOf(list) } },
        }
      }
      return { $ref: `#/components/responses/${name}` }
    },
  }
}

/** The refusals whose sentences always read the same, as they are answered. */
function examplesOf(codes: readonly string[]): object {
  const shown = codes.flatMap((code): [string, object][] => {
    const { zh, en, remedy } = textOf(code) ?? {}
    return zh ? [[code, { value: { code, zh, en, remedy } }]] : []
  })
  return shown.length > 0 ? { examples: Object.fromEntries(shown) } : {}
}

function parameters(schema: z.ZodType | undefined, where: 'query' | 'path', json: Write): object[] {
  if (!(schema instanceof z.ZodObject)) return []
  return Object.entries(schema.shape).map(([name, s]) => ({
    name,
    in: where,
    required: where === 'path' || !(s as z.ZodType).safeParse(undefined).success,
    schema: json(s as z.ZodType, 'input'),
  }))
}

/** The OpenAPI 3.1 description of every route with every refusal it may answer with. */
export function openapi(routes: readonly AnyRoute[], version: string): object {
  const paths: Record<string, Record<string, object>> = {}
  const components: Record<string, object> = { Problem: problem }
  const json = writer(components)
  const refusals = refusalsOnce()
  const find = (ref: string) => components[ref.split('/').at(-1) ?? '']
  /** What may be sent, with an example of it. */
  const sent = (schema: z.ZodType): object => {
    const shape = json(schema, 'input')
    return { 'application/json': { schema: shape, example: exampleOf(shape, find) } }
  }
  for (const r of routes) {
    const byStatus = new Map<number, string[]>()
    for (const code of refusalsOf(r)) {
      const status = statusOf(code)
      byStatus.set(status, [...(byStatus.get(status) ?? []), code])
    }
    const answers = Object.fromEntries([...byStatus].map(([status, list]) => [String(status), refusals.of(list)]))
    const ok = r.media
      ? { content: { [r.media]: { schema: { type: 'string', format: 'binary' } } } }
      : r.response
        ? { content: { 'application/json': { schema: json(r.response, 'output') } } }
        : {}
    const operation = {
      operationId: `${r.method.toLowerCase()}${r.url.replaceAll(/[^A-Za-z0-9]+(.)?/g, (_, c: string | undefined) => (c ?? '').toUpperCase())}`,
      summary: r.summary,
      tags: [r.tag ?? r.url.split('/')[2] ?? 'api'],
      security: r.auth === 'public' ? [] : [{ session: [] }, { bearer: [] }],
      ...(r.auth !== 'public' && r.auth !== 'own' && r.auth !== 'any' ? { description: `duty: ${r.auth}` } : {}),
      parameters: [...parameters(r.params, 'path', json), ...parameters(r.query, 'query', json), ...(r.once ? [idempotencyKey] : [])],
      ...(r.upload
        ? {
            requestBody: {
              required: true,
              content: {
                'multipart/form-data': { schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } } } },
                ...(r.bodyShown ? sent(r.bodyShown) : {}),
              },
            },
          }
        : (r.bodyShown ?? r.body)
          ? {
              requestBody: {
                required: true,
                content: sent(r.bodyShown ?? r.body ?? z.unknown()),
              },
            }
          : {}),
      responses: { [String(r.status ?? (r.response || r.media ? 200 : 204))]: { description: 'OK', ...ok }, ...answers },
    }
    paths[r.url] = { ...paths[r.url], [r.method.toLowerCase()]: operation }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'fazhi 法治', version, description: '区县司法局业务系统接口 / API of a county justice bureau' },
    paths,
    components: {
      schemas: components,
      responses: refusals.all,
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'fazhi_session' }, bearer: { type: 'http', scheme: 'bearer' } },
    },
  }
}
