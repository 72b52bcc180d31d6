import { z } from 'zod'
import type { Orders } from '../../services/deadlines/orders.ts'
import { type RouteApp, route } from '../route.ts'
import { plainText } from './shapes.ts'

const order = z
  .object({
    number: z.string(),
    raisedOn: z.string(),
    record: z.object({ type: z.string(), typeTitle: z.string(), id: z.string(), label: z.string(), unitName: z.string() }),
    key: z.string(),
    title: z.string(),
    article: z.string().nullable(),
    due: z.string(),
    daysLate: z.int(),
    state: z.enum(['open', 'closed', 'moved']),
    metOn: z.string().nullable(),
    late: z.string().nullable(),
    red: z.boolean(),
    answer: z.string().nullable(),
    answeredAt: z.string().nullable(),
    answeredBy: z.string().nullable(),
    mine: z.boolean(),
  })
  .meta({ id: 'OverdueOrder', title: '督办单' })
const number = plainText('督办单编号', 40, 1)

/** 「督办单」 Orders for deadlines that have passed: the list, the answer, the paper. */
export function orderRoutes(app: RouteApp, { orders }: { orders: Orders }): void {
  const tag = '督办'
  route(app, {
    method: 'GET',
    url: '/api/overdue-orders',
    summary: '督办单：期限届满未办理的事项',
    tag,
    auth: 'any',
    query: z.object({
      state: z.enum(['open', 'all']).default('open'),
      after: z.string().max(100).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: z.object({ orders: z.array(order), next: z.string().nullable(), open: z.int() }),
    handle: ({ actor, query }) => orders.list(actor, { ...query, after: query.after || undefined }),
  })
  route(app, {
    method: 'POST',
    url: '/api/overdue-orders/answer',
    summary: '回复督办单',
    tag,
    auth: 'any',
    body: z.strictObject({ number, answer: plainText('逾期原因和补办情况', 400, 1) }),
    response: order,
    errors: ['order.missing', 'order.answered', 'access.duty'],
    handle: ({ actor, body }) => orders.answer(actor, body.number, body.answer),
  })
  route(app, {
    method: 'GET',
    url: '/api/overdue-orders/paper',
    summary: '督办单（Word）',
    tag,
    auth: 'any',
    query: z.object({ number }),
    media: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    errors: ['order.missing'],
    handle: async ({ actor, query, reply }) => {
      const bytes = await orders.paper(actor, query.number)
      return reply
        .type('application/vnd.openxmlformats-officedocument.wordprocessingml.document')
        .header(
          'content-disposition',
          `attachment; filename="order.docx"; filename*=UTF-8''${encodeURIComponent(`督办单 ${query.number}`)}.docx`,
        )
        .send(Buffer.from(bytes))
    },
  })
}
