import { z } from 'zod'
import { type Bureau, fieldsOf, froms, type Kept, type Predicate, schemaOf, stepSchema } from '../../kernel/index.ts'
import type { Actor } from '../../services/access/access.ts'
import { Fault } from '../../services/fault.ts'
import type { History } from '../../services/ledger/history.ts'
import type { Done, Ledger } from '../../services/ledger/ledger.ts'
import type { ListQuery, Reader, View } from '../../services/ledger/read.ts'
import type { Stored } from '../../services/ledger/row.ts'
import { type RouteApp, route } from '../route.ts'

/** What the routes of records ask of the services. */
export interface RecordServices {
  readonly bureau: Bureau
  readonly ledger: Ledger
  readonly reader: Reader
  readonly history: History
  /** The clocks of a record as its page shows them. */
  readonly deadlines: { of(actor: Actor, type: string, id: string): Promise<readonly unknown[]> }
  readonly documents: { of(actor: Actor, type: string, id: string): Promise<readonly unknown[]> }
  readonly files: { of(actor: Actor, type: string, id: string): Promise<readonly unknown[]> }
  /** Figures that a change of a record would touch. */
  readonly figures: { touched(kept: Kept, before: Stored | null, after: Stored | null): readonly unknown[] }
}

const id = z.uuid().meta({ title: '记录标识' })
const maybe = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .nullish()
    .transform((v) => v || undefined)
const person = z.strictObject({
  role: z.string().max(40),
  person: id.nullish().transform((v) => v ?? undefined),
  name: maybe(60),
  sex: z
    .enum(['male', 'female'])
    .nullish()
    .transform((v) => v ?? undefined),
  birthDay: maybe(10),
  identityNumber: maybe(30),
  phone: maybe(30),
  address: maybe(200),
  ethnicity: maybe(20),
  occupation: maybe(60),
})
const people = z.array(person).max(400).optional()
const version = z.int().min(1).meta({ title: '版本' })
const loose = z.record(z.string(), z.unknown())

/** The path of a record type's resource: `mediation.case` → `/api/mediation/case`. */
export const pathOf = (type: string): string => `/api/${type.replace('.', '/')}`

const part = z.object({ role: z.string(), id: z.string(), name: z.string() }).meta({ id: 'Part', title: '当事人' })
const stepShown = z
  .object({
    key: z.string(),
    title: z.string(),
    basis: z.string().optional(),
    allowed: z.boolean(),
    why: z.string().optional(),
    to: z.string().optional(),
    form: z.array(z.string()),
    papers: z.array(z.string()),
  })
  .meta({ id: 'Step', title: '办理环节' })
const deadlineShown = z
  .object({
    key: z.string(),
    title: z.string(),
    since: z.string(),
    rule: z.string(),
    article: z.string().nullable(),
    lawOn: z.string(),
    originalDue: z.string().nullable(),
    due: z.string().nullable(),
    daysLeft: z.number().nullable(),
    metOn: z.string().nullable(),
    state: z.enum(['open', 'met', 'dropped', 'unknown']),
    problem: z.string().nullable(),
    pauses: z.array(z.object({ from: z.string(), to: z.string().nullable() })),
    extendDays: z.number(),
    advisory: z.boolean(),
    red: z.boolean(),
    late: z.string().nullable(),
    lapsed: z.boolean(),
    orders: z.array(z.object({ number: z.string(), raisedOn: z.string(), answer: z.string().nullable() })),
    changes: z.array(
      z.object({ at: z.string(), kind: z.string(), fromDue: z.string().nullable(), toDue: z.string().nullable(), reason: z.string() }),
    ),
  })
  .meta({ id: 'Deadline', title: '期限' })

const shown = (kept: Kept) => {
  const values = z.object(Object.fromEntries(fieldsOf(kept.type).map(([name, f]) => [name, schemaOf(f, false)])))
  const row = z
    .object({
      id: z.string(),
      type: z.literal(kept.type.id),
      unit: z.string(),
      unitName: z.string(),
      stage: z.enum(Object.keys(kept.procedure.stages) as [string, ...string[]]),
      stageTitle: z.string(),
      number: z.string().nullable(),
      version: z.int(),
      sealed: z.boolean(),
      createdAt: z.string(),
      label: z.string(),
      parentId: z.string().nullable(),
      values,
      masked: z.array(z.string()),
    })
    .meta({ id: kept.type.id, title: kept.type.title })
  return {
    list: z.object({ rows: z.array(row), next: z.string().nullable(), hidden: z.int() }),
    view: row
      .extend({
        people: z.array(part),
        links: z.record(z.string(), z.string()),
        steps: z.array(stepShown),
        deadlines: z.array(deadlineShown),
        documents: z.array(z.unknown()),
        files: z.array(z.unknown()),
        children: z.record(z.string(), z.int()),
        parent: z.object({ type: z.string(), id: z.string(), label: z.string() }).nullable(),
        faults: z.array(z.object({ say: z.string(), basis: z.string().optional() })),
        voidedAt: z.string().nullable(),
        can: z.object({ correct: z.boolean(), void: z.boolean(), look: z.boolean(), export: z.boolean() }),
      })
      .meta({ id: `${kept.type.id}.page`, title: `${kept.type.title}（全部）` }),
  }
}

const reserved = new Set(['unit', 'stage', 'q', 'parent', 'where', 'after', 'limit', 'order', 'voided', 'full', 'with'])

/** The query string of a list as the reader takes it. */
export function listQuery(kept: Kept, query: Readonly<Record<string, string>>): ListQuery {
  const limit = Number(query.limit ?? 50)
  if (!Number.isInteger(limit) || limit < 1 || limit > 500) throw badQuery('limit', '每页条数应为 1 至 500', 'limit must be 1 to 500')
  const fields = Object.fromEntries(Object.entries(query).filter(([key]) => !reserved.has(key)))
  return {
    unit: query.unit,
    stage: query.stage,
    q: query.q?.trim() || undefined,
    parent: query.parent,
    after: query.after,
    order: query.order,
    limit,
    fields,
    voided: query.voided === 'true',
    full: query.full === 'true',
    where: query.where ? whereOf(kept, query.where) : undefined,
  }
}

function whereOf(kept: Kept, text: string): Predicate {
  if (text.length > 4000) throw badQuery('where', '筛选条件过长', 'where is too long')
  try {
    // Whether it is a predicate of this record type is judged by the compiler to SQL, word by word.
    const parsed: Predicate = JSON.parse(text)
    if (Array.isArray(parsed)) return parsed
  } catch {
    // Told below.
  }
  throw badQuery('where', `筛选条件无法读取（${kept.type.title}）`, 'where must be a predicate in JSON')
}

const badQuery = (path: string, zh: string, en: string) =>
  new Fault('request.invalid', {
    zh,
    en,
    remedy: { zh: '请检查查询条件', en: 'Check the query' },
    status: 400,
    faults: [{ path, title: path, say: zh }],
  })

/** The clocks that an act moves, by their titles: what a correction shows before it is made. */
const movedDeadlines = (bureau: Bureau, done: Done) =>
  (done.clocks ?? []).map(({ type, key, kind, fromDue, toDue, reason }) => ({
    title: bureau.records.get(type)?.procedure.deadlines[key]?.title ?? key,
    kind,
    from: fromDue,
    to: toDue,
    reason,
  }))

const refusals = [
  'record.invalid',
  'record.missing',
  'record.stale',
  'record.voided',
  'record.future',
  'record.rule',
  'record.already',
  'record.link-missing',
  'step.stage',
  'step.gate',
  'step.refused',
  'step.same-person',
  'step.unknown',
  'unit.closed',
  'access.post',
  'access.area',
  'access.line',
  'access.sealed',
]

/** The resources of every record type: list, open, read, step, correct, void, look, history; all from the declarations. */
export function recordRoutes(app: RouteApp, s: RecordServices): void {
  for (const kept of s.bureau.records.values()) resource(app, s, kept)
}

function resource(app: RouteApp, s: RecordServices, kept: Kept): void {
  const type = kept.type.id
  const base = pathOf(type)
  const { list, view } = shown(kept)
  const params = z.object({ id })
  const tag = kept.line.title

  const whole = async (
    actor: Actor,
    key: string,
  ): Promise<View & { deadlines: readonly unknown[]; documents: readonly unknown[]; files: readonly unknown[] }> => {
    const v = await s.reader.get(actor, type, key)
    const [deadlines, documents, files] = await Promise.all([
      s.deadlines.of(actor, type, key),
      s.documents.of(actor, type, key),
      s.files.of(actor, type, key),
    ])
    return { ...v, deadlines, documents, files }
  }

  route(app, {
    method: 'GET',
    url: base,
    summary: `${kept.type.title}列表`,
    tag,
    auth: 'any',
    response: list,
    errors: ['list.filter', 'access.line'],
    query: z.record(z.string(), z.string()),
    handle: async ({ actor, query }) => {
      const found = await s.reader.list(actor, type, listQuery(kept, query))
      if (query.with !== 'all' || found.rows.length === 0) return found
      const { people, links, due } = await s.reader.decorate(actor, type, found.rows)
      return { ...found, links, rows: found.rows.map((r) => ({ ...r, people: people[r.id] ?? [], due: due[r.id] ?? null })) }
    },
  })

  const starts = Object.entries(kept.procedure.steps).filter(([, st]) => froms(st).includes('new'))
  const bodies = starts.map(([key, st]) =>
    z.object({
      step: z.literal(key).optional(),
      unit: z.string().optional(),
      parent: id.optional(),
      values: stepSchema(kept.type, st),
      people,
    }),
  )
  route(app, {
    method: 'POST',
    url: base,
    summary: `登记${kept.type.title}`,
    tag,
    auth: 'any',
    status: 201,
    response: view,
    errors: refusals,
    once: true,
    body: z.strictObject({
      step: z.string().optional(),
      unit: z.string().max(20).optional(),
      parent: id.optional(),
      values: loose,
      people,
    }),
    bodyShown: bodies.length > 1 ? z.union(bodies) : (bodies[0] ?? z.unknown()),
    handle: async ({ actor, body, once, request, reply }) => {
      const done = await s.ledger.create(actor, type, body, once)
      reply.header('location', `${base}/${done.id}`)
      if (request.headers.prefer === 'return=minimal') return { id: done.id, number: done.record.number, version: done.version }
      return whole(actor, done.id)
    },
  })

  route(app, {
    method: 'GET',
    url: `${base}/{id}`,
    summary: `查看${kept.type.title}`,
    tag,
    auth: 'any',
    params,
    response: view,
    errors: ['record.missing', 'access.area', 'access.sealed'],
    query: z.object({ brief: z.string().optional() }),
    handle: ({ actor, params: p, query }) => (query.brief === 'true' ? s.reader.row(actor, type, p.id) : whole(actor, p.id)),
  })

  for (const [key, step] of Object.entries(kept.procedure.steps)) {
    if (froms(step).length === 1 && froms(step)[0] === 'new') continue
    route(app, {
      method: 'POST',
      url: `${base}/{id}/steps/${key}`,
      summary: step.title + (step.basis ? `（${step.basis}）` : ''),
      tag,
      auth: 'any',
      params,
      response: view,
      errors: refusals,
      once: true,
      body: z.strictObject({ version, values: loose.default({}), people }),
      bodyShown: z.object({ version, values: stepSchema(kept.type, step) }),
      handle: async ({ actor, params: p, body, once }) => {
        await s.ledger.step(actor, type, p.id, key, body, once)
        return whole(actor, p.id)
      },
    })
  }

  route(app, {
    method: 'POST',
    url: `${base}/{id}/correct`,
    summary: `更正${kept.type.title}`,
    tag,
    auth: 'any',
    params,
    response: view,
    errors: [...refusals, 'access.duty'],
    once: true,
    query: z.object({ preview: z.string().optional() }),
    body: z.strictObject({ version, values: loose.optional(), people, reason: z.string().max(500) }),
    handle: async ({ actor, params: p, body, query, once }) => {
      const preview = query.preview === '1'
      const done = await s.ledger.correct(actor, type, p.id, body, { preview, once })
      const changes = {
        changes: s.history.changes(kept, done.before, done.record),
        figures: s.figures.touched(kept, done.before, done.record),
        deadlines: movedDeadlines(s.bureau, done),
      }
      return preview ? changes : { ...(await whole(actor, p.id)), ...changes }
    },
  })

  route(app, {
    method: 'POST',
    url: `${base}/{id}/void`,
    summary: `作废${kept.type.title}`,
    tag,
    auth: 'any',
    params,
    response: view,
    errors: ['record.missing', 'record.stale', 'record.voided', 'access.duty'],
    once: true,
    query: z.object({ preview: z.string().optional() }),
    body: z.strictObject({ version, reason: z.string().max(500) }),
    handle: async ({ actor, params: p, body, query, once }) => {
      const preview = query.preview === '1'
      const done = await s.ledger.void(actor, type, p.id, body, { preview, once })
      const changes = { changes: [], figures: s.figures.touched(kept, done.before, null), deadlines: movedDeadlines(s.bureau, done) }
      return preview ? changes : { ...(await whole(actor, p.id)), ...changes }
    },
  })

  route(app, {
    method: 'POST',
    url: `${base}/{id}/look`,
    summary: '查看封存信息（留痕）',
    tag,
    auth: 'any',
    params,
    response: z.object({ values: loose }),
    errors: ['record.missing', 'access.sealed'],
    body: z.strictObject({ fields: z.array(z.string()).optional(), purpose: z.string().max(500) }),
    handle: async ({ actor, params: p, body }) => ({ values: await s.ledger.look(actor, type, p.id, body) }),
  })

  route(app, {
    method: 'GET',
    url: `${base}/{id}/events`,
    summary: '办理留痕',
    tag,
    auth: 'any',
    params,
    response: z.array(z.unknown()),
    errors: ['record.missing'],
    handle: ({ actor, params: p }) => s.history.events(actor, type, p.id),
  })
}
