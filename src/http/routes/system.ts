import { z } from 'zod'
import { type Bureau, fieldsOf } from '../../kernel/index.ts'
import type { Store } from '../../services/store/index.ts'
import type { Metrics } from '../metrics.ts'
import { openapi } from '../openapi.ts'
import { type RouteApp, route } from '../route.ts'

/** Health, metrics, the API's description and the data dictionary. */
export function systemRoutes(app: RouteApp, s: { bureau: Bureau; store: Store; metrics: Metrics; version: string }): void {
  route(app, {
    method: 'GET',
    url: '/healthz',
    summary: '运行状态',
    auth: 'public',
    response: z.object({ ok: z.boolean(), database: z.string() }),
    errors: ['store.unavailable'],
    handle: async () => ({ ok: true, database: (await s.store.about()).engine }),
  })
  route(app, {
    method: 'GET',
    url: '/metrics',
    summary: '运行指标（Prometheus）',
    auth: 'public',
    media: 'text/plain',
    handle: ({ reply }) => reply.type('text/plain; version=0.0.4; charset=utf-8').send(s.metrics.text()),
  })
  let description: object | undefined
  route(app, {
    method: 'GET',
    url: '/api/openapi.json',
    summary: '接口说明（OpenAPI 3.1）',
    auth: 'public',
    response: z.looseObject({ openapi: z.string() }),
    handle: () => {
      description ??= openapi(app.routes, s.version)
      return description
    },
  })
  route(app, {
    method: 'GET',
    url: '/api/dictionary',
    summary: '数据字典',
    auth: 'any',
    response: z.array(z.looseObject({ id: z.string(), title: z.string() })),
    handle: () => dictionary(s.bureau),
  })
}

/** 「数据字典」: every record type with its fields, codes, stages and clocks, from the declarations. */
export function dictionary(bureau: Bureau) {
  return [...bureau.records.values()].map(({ type, line, procedure }) => ({
    id: type.id,
    title: type.title,
    line: line.title,
    measure: type.measure,
    class: type.class,
    ...(type.parent ? { parent: type.parent } : {}),
    fields: fieldsOf(type).map(([name, f]) => ({
      name,
      title: f.title,
      kind: f.kind,
      required: f.required,
      sensitivity: f.sensitivity,
      ...(f.external ? { external: f.external } : {}),
      ...(f.measure ? { measure: f.measure } : {}),
      ...(f.gathers ? { gathers: f.gathers } : {}),
      ...(f.codes ? { codes: { id: f.codes.id, title: f.codes.title, values: f.codes.codes } } : {}),
    })),
    parties: type.parties,
    stages: procedure.stages,
    steps: Object.entries(procedure.steps).map(([key, st]) => ({
      key,
      title: st.title,
      basis: st.basis,
      by: st.by.map((p) => bureau.posts[p]?.title ?? p),
    })),
    deadlines: Object.entries(procedure.deadlines).map(([key, d]) => ({
      key,
      title: d.title,
      rule: d.rule,
      from: type.fields[d.from]?.title,
      until: d.until.map((u) => type.fields[u]?.title),
    })),
  }))
}
