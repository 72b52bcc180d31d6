import { z } from 'zod'
import type { Bureau } from '../../kernel/index.ts'
import type { Actor } from '../../services/access/access.ts'
import type { Deadlines } from '../../services/deadlines/deadlines.ts'
import type { Orders } from '../../services/deadlines/orders.ts'
import { Fault } from '../../services/fault.ts'
import type { Reader } from '../../services/ledger/read.ts'
import type { Search } from '../../services/search/search.ts'
import type { Work } from '../../services/work/work.ts'
import { type RouteApp, route } from '../route.ts'
import { listQuery, pathOf } from './records.ts'

/** The workbench, alerts as lists, search, and the reasons of deadlines. */
export function workRoutes(
  app: RouteApp,
  s: {
    bureau: Bureau
    work: Work
    reader: Reader
    search: Search
    deadlines: Deadlines
    orders: Orders
    people: (actor: Actor, q: string) => Promise<readonly unknown[]>
  },
): void {
  route(app, {
    method: 'GET',
    url: '/api/work',
    summary: '我的工作台：到期事项、预警、通知',
    auth: 'any',
    query: z.object({ limit: z.coerce.number().int().min(1).max(500).default(100), line: z.string().optional() }),
    response: z.object({
      due: z.array(z.unknown()),
      counts: z.unknown(),
      alerts: z.array(z.unknown()),
      notices: z.array(z.unknown()),
      week: z.array(z.unknown()),
      orders: z.int().meta({ title: '未销号的督办单' }),
    }),
    handle: async ({ actor, query }) => {
      const [{ due, counts }, alerts, notices, week, orders] = await Promise.all([
        s.work.due(actor, { limit: query.limit, ...(query.line ? { lines: [query.line] } : {}) }),
        s.work.alerts(actor),
        s.work.notices(actor),
        s.work.week(actor),
        s.orders.open(actor),
      ])
      return { due, counts, alerts, notices, week, orders }
    },
  })
  route(app, {
    method: 'GET',
    url: '/api/alerts/{id}',
    summary: '预警名单',
    auth: 'any',
    params: z.object({ id: z.string() }),
    query: z.record(z.string(), z.string()),
    response: z.object({ type: z.string(), rows: z.array(z.unknown()), next: z.string().nullable(), hidden: z.int() }),
    errors: ['alert.unknown'],
    handle: async ({ actor, params, query }) => {
      const alert = s.work.alert(params.id)
      const kept = alert ? s.bureau.records.get(alert.type) : undefined
      if (!alert || !kept)
        throw new Fault('alert.unknown', {
          zh: '没有这个预警',
          en: 'No such alert',
          remedy: { zh: '请返回工作台', en: 'Go back' },
          status: 404,
        })
      return { type: alert.type, ...(await s.reader.list(actor, alert.type, { ...listQuery(kept, query), where: alert.when })) }
    },
  })
  route(app, {
    method: 'POST',
    url: '/api/notices/{id}/seen',
    summary: '通知已阅',
    auth: 'any',
    params: z.object({ id: z.uuid() }),
    handle: ({ actor, params }) => s.work.seen(actor, params.id),
  })
  route(app, {
    method: 'GET',
    url: '/api/search',
    summary: '全文检索与人员检索',
    auth: 'any',
    query: z.object({ q: z.string().trim().min(1).max(100), limit: z.coerce.number().int().min(1).max(100).default(20) }),
    response: z.object({ hits: z.array(z.unknown()), people: z.array(z.unknown()), hidden: z.int() }),
    handle: async ({ actor, query }) => {
      const [found, people] = await Promise.all([s.search.find(actor, query.q, query.limit), s.people(actor, query.q)])
      return { ...found, people }
    },
  })
  for (const kept of s.bureau.records.values()) {
    if (Object.keys(kept.procedure.deadlines).length === 0) continue
    const base = `${pathOf(kept.type.id)}/{id}/deadlines/{key}`
    const params = z.object({ id: z.uuid(), key: z.string() })
    route(app, {
      method: 'GET',
      url: `${base}/derivation`,
      summary: '期限推算过程',
      tag: kept.line.title,
      auth: 'any',
      params,
      query: z.object({ since: z.string().max(20).optional() }),
      response: z.object({
        title: z.string(),
        article: z.string(),
        derivation: z.array(z.string()),
        version: z.unknown(),
        advisory: z.boolean(),
      }),
      errors: ['record.missing', 'deadline.missing', 'deadline.calendar-missing', 'deadline.no-version'],
      handle: ({ actor, params: p, query }) => s.deadlines.derivation(actor, kept.type.id, p.id, p.key, query.since),
    })
    route(app, {
      method: 'POST',
      url: `${base}/law`,
      summary: '变更适用的法律版本（须说明理由）',
      tag: kept.line.title,
      auth: 'any',
      params,
      body: z.strictObject({ lawOn: z.string().regex(/^\d{4}-\d{2}-\d{2}$/), reason: z.string().trim().min(2).max(500) }),
      errors: ['record.missing', 'deadline.missing', 'deadline.no-version', 'access.duty'],
      handle: ({ actor, params: p, body }) => s.deadlines.changeLaw(actor, kept.type.id, p.id, p.key, body),
    })
  }
}
