import { z } from 'zod'
import type { Parameters } from '../../services/parameters/parameters.ts'
import { type RouteApp, route } from '../route.ts'

/** Local parameters: rates and cycles with their dates and sources. */
export function parameterRoutes(app: RouteApp, s: { parameters: Parameters }): void {
  route(app, {
    method: 'GET',
    url: '/api/parameters',
    summary: '本局参数',
    auth: 'any',
    response: z.array(z.unknown()),
    handle: ({ actor }) => s.parameters.list(actor.bureau),
  })
  route(app, {
    method: 'POST',
    url: '/api/parameters',
    summary: '录入参数新值（自某日起）',
    auth: 'law',
    body: z.strictObject({
      line: z.string().max(60),
      name: z.string().max(60),
      from: z.string().regex(/^\d{4}-\d{2}-\d{2}$/, '应写作 2017-10-31 / such as 2017-10-31'),
      value: z.number().min(0).max(1e9),
      basis: z.string().trim().min(2).max(200),
    }),
    errors: ['parameter.unknown', 'access.duty'],
    handle: ({ actor, body }) => s.parameters.set(actor, body),
  })
}
