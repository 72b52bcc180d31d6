import { z } from 'zod'
import type { Bureau, Kept } from '../../kernel/index.ts'
import type { Figures } from '../../services/figures/index.ts'
import { keptOf } from '../../services/ledger/ledger.ts'
import type { Reader } from '../../services/ledger/read.ts'
import type { Worklists } from '../../services/work/worklist.ts'
import { type RouteApp, route } from '../route.ts'
import { listQuery } from './records.ts'

const person = z.object({ role: z.string(), id: z.string(), name: z.string() })
const caseRef = z.object({ type: z.string(), id: z.string(), people: z.array(person) }).nullable()
const duty = z.object({
  record: z.object({ type: z.string(), typeTitle: z.string(), id: z.string(), label: z.string(), unitName: z.string() }),
  of: caseRef,
  key: z.string(),
  title: z.string(),
  due: z.string(),
  daysLeft: z.int(),
  state: z.enum(['overdue', 'warn', 'open']),
  red: z.boolean(),
  advisory: z.boolean(),
  basis: z.string().nullable(),
  late: z.string().nullable(),
})
const alert = z.object({
  id: z.string(),
  title: z.string(),
  say: z.string(),
  level: z.enum(['red', 'yellow']),
  basis: z.string().optional(),
  type: z.string(),
  count: z.int(),
})
const redDeadline = z.object({
  type: z.string(),
  key: z.string(),
  title: z.string(),
  late: z.string().nullable(),
  overdue: z.int(),
  near: z.int(),
})
const maybe = (title: string) =>
  z
    .string()
    .max(80)
    .optional()
    .transform((v) => v || undefined)
    .meta({ title })

/** The desks of a line: its records with names and marks, its deadlines in order, its red lines; all from the declarations. */
export function worklistRoutes(app: RouteApp, s: { bureau: Bureau; worklists: Worklists; figures: Figures; reader: Reader }): void {
  const tag = '工作台'
  const line = z.object({ line: z.string().max(60) })
  route(app, {
    method: 'GET',
    url: '/api/worklists/{line}/records/{name}',
    summary: '台账名单：含姓名、下一期限、预警标记、所属案件',
    tag,
    auth: 'any',
    params: line.extend({ name: z.string().max(60) }),
    query: z.record(z.string(), z.string()),
    response: z.object({ rows: z.array(z.unknown()), next: z.string().nullable(), hidden: z.int() }),
    errors: ['record.type', 'list.filter', 'predicate.invalid', 'access.line'],
    handle: ({ actor, params, query }) => {
      const kept: Kept = keptOf(s.bureau, `${params.line}.${params.name}`)
      return s.worklists.list(actor, kept.type.id, listQuery(kept, query))
    },
  })
  route(app, {
    method: 'GET',
    url: '/api/worklists/{line}/duties',
    summary: '条线的未办期限，按到期先后；可限于单位、期限种类、逾期、当日、七日内、红线',
    tag,
    auth: 'any',
    params: line,
    query: z.object({
      unit: maybe('单位'),
      type: maybe('台账'),
      key: maybe('期限'),
      red: z
        .enum(['true', 'false'])
        .optional()
        .transform((v) => v === 'true')
        .meta({ title: '只看红线' }),
      when: z.enum(['overdue', 'today', 'week']).optional().meta({ title: '何时到期' }),
      after: maybe('翻页位置'),
      limit: z.coerce.number().int().min(1).max(500).default(50).meta({ title: '每页条数' }),
    }),
    response: z.object({ rows: z.array(duty), next: z.string().nullable() }),
    errors: ['line.unknown', 'access.line'],
    handle: ({ actor, params, query }) => s.worklists.duties(actor, params.line, query),
  })
  route(app, {
    method: 'GET',
    url: '/api/worklists/{line}/counts',
    summary: '条线的未办期限数；数到1000为止，1001表示更多',
    tag,
    auth: 'any',
    params: line,
    query: z.object({ unit: maybe('单位') }),
    response: z.object({ overdue: z.int(), today: z.int(), week: z.int(), red: z.int() }),
    errors: ['line.unknown', 'access.line'],
    handle: ({ actor, params, query }) => s.worklists.counts(actor, params.line, query.unit),
  })
  route(app, {
    method: 'GET',
    url: '/api/worklists/{line}/red-lines',
    summary: '条线的红线与预警：每项人数，红线期限逾期与临近数',
    tag,
    auth: 'any',
    params: line,
    query: z.object({ unit: maybe('单位') }),
    response: z.object({ alerts: z.array(alert), deadlines: z.array(redDeadline) }),
    errors: ['line.unknown', 'access.line'],
    handle: ({ actor, params, query }) => s.worklists.redLines(actor, params.line, query.unit),
  })
  route(app, {
    method: 'GET',
    url: '/api/figures/{id}/names',
    summary: '指标背后的名单：同 records，另附当事人姓名',
    auth: 'any',
    params: z.object({ id: z.string().max(80) }),
    query: z.object({
      from: z.string().max(20).meta({ title: '起始日期' }),
      to: z.string().max(20).meta({ title: '截止日期' }),
      unit: z.string().max(20).meta({ title: '单位' }),
      by: maybe('分组'),
      key: maybe('分组中的一行'),
      after: z
        .string()
        .max(200)
        .optional()
        .transform((v) => v || undefined)
        .meta({ title: '翻页位置' }),
      limit: z.coerce.number().int().min(1).max(500).default(50).meta({ title: '每页条数' }),
    }),
    response: z.object({
      value: z.number(),
      total: z.int(),
      hidden: z.int(),
      hiddenValue: z.number(),
      rows: z.array(z.unknown()),
      next: z.string().nullable(),
    }),
    errors: ['period.invalid', 'unit.missing', 'access.area', 'access.line', 'figures.unknown', 'split.invalid'],
    handle: async ({ actor, params, query: { from, to, unit, ...query } }) => {
      const found = await s.figures.records(actor, params.id, { from, to, unit }, query)
      const type = found.rows[0]?.type
      if (!type) return found
      const { people } = await s.reader.decorate(actor, type, found.rows)
      return { ...found, rows: found.rows.map((r) => ({ ...r, people: people[r.id] ?? [] })) }
    },
  })
}
