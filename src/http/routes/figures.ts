import { z } from 'zod'
import type { Figures } from '../../services/figures/index.ts'
import { type RouteApp, route } from '../route.ts'

const text = (title: string, max = 80) => z.string().max(max).meta({ title })
/** What every figure is asked for; days and unit are judged by the service, which says what is wrong in the words of the page. */
const question = z.object({ from: text('起始日期'), to: text('截止日期'), unit: text('单位') })
/** A choice that a page may leave empty. */
const maybe = (title: string, max = 200) =>
  text(title, max)
    .optional()
    .transform((v) => v || undefined)

const head = {
  id: z.string(),
  title: z.string(),
  unit: z.string().meta({ description: '计量单位' }),
  type: z.enum(['flow', 'stock', 'cumulative', 'rate']),
  value: z.number().nullable().meta({ description: 'null: 比率的分母为0' }),
  records: z.int().meta({ description: '数字背后的记录数' }),
  version: z.int(),
  line: z.string(),
}
const entry = z.object(head).meta({ title: '指标' })
const row = z.object({ key: z.string(), title: z.string(), value: z.number().nullable(), records: z.int() })
const detail = z.object({
  ...head,
  definition: z.string(),
  synonyms: z.array(z.string()),
  basis: z.string().optional(),
  note: z.string().optional(),
  from: z.string(),
  to: z.string(),
  dimensions: z.array(z.string()),
  splits: z.array(z.object({ by: z.string(), title: z.string(), rows: z.array(row) })),
  lastYear: z
    .object({
      from: z.string(),
      to: z.string(),
      value: z.number().nullable(),
      records: z.int(),
      difference: z.number().nullable(),
      growth: z.number().nullable(),
    })
    .optional(),
  part: entry.optional(),
  whole: entry.optional(),
})
const records = z.object({
  value: z.number(),
  total: z.int(),
  hidden: z.int(),
  hiddenValue: z.number(),
  rows: z.array(z.unknown()),
  next: z.string().nullable(),
})
const check = z.object({
  id: z.string(),
  title: z.string(),
  holds: z.boolean().nullable().meta({ description: 'null: 分母为0，无法比较' }),
  left: z.number().nullable(),
  right: z.number().nullable(),
  arithmetic: z.string(),
  weight: z.enum(['must', 'watch']),
  mend: z.string(),
  basis: z.string().optional(),
})

const refusals = ['period.invalid', 'unit.missing', 'access.area', 'access.line'] as const
const one = z.object({ id: text('指标标识') })

/** Figures, their definitions and splits, the lists behind them, and the identities that they must satisfy. */
export function figureRoutes(app: RouteApp, s: { figures: Figures }): void {
  route(app, {
    method: 'GET',
    url: '/api/figures',
    summary: '全部统计指标（期间、单位）',
    auth: 'any',
    query: question.extend({ line: maybe('条线') }),
    response: z.array(entry),
    errors: refusals,
    handle: ({ actor, query: { line, ...asked } }) => s.figures.list(actor, asked, { line }),
  })
  route(app, {
    method: 'GET',
    url: '/api/figures/{id}',
    summary: '一个指标：数值、口径、依据、分组、与上年同期比较',
    auth: 'any',
    params: one,
    query: question.extend({ by: maybe('分组（unit、month 或数据项，可用逗号并列）'), compare: maybe('与上年同期比较', 5) }),
    response: detail,
    errors: [...refusals, 'figures.unknown', 'split.invalid'],
    handle: ({ actor, params, query: { by, compare, ...asked } }) =>
      s.figures.detail(actor, params.id, asked, { by: by?.split(',') ?? [], compare: compare === '1' || compare === 'true' }),
  })
  route(app, {
    method: 'GET',
    url: '/api/figures/{id}/records',
    summary: '指标背后的记录，可限于分组中的一行；无权查看的计入 hidden',
    auth: 'any',
    params: one,
    query: question.extend({
      by: maybe('分组'),
      key: z.string().max(200).optional().meta({ title: '分组中的一行' }),
      of: z.enum(['part', 'whole']).optional().meta({ title: '比率的分子或分母' }),
      after: maybe('翻页位置'),
      limit: z.coerce.number().int().min(1).max(500).default(50).meta({ title: '每页条数' }),
    }),
    response: records,
    errors: [...refusals, 'figures.unknown', 'split.invalid'],
    handle: ({ actor, params, query: { from, to, unit, ...query } }) => s.figures.records(actor, params.id, { from, to, unit }, query),
  })
  route(app, {
    method: 'GET',
    url: '/api/checks',
    summary: '勾稽关系核对',
    auth: 'any',
    query: question,
    response: z.array(check),
    errors: refusals,
    handle: ({ actor, query }) => s.figures.checks(actor, query),
  })
}
