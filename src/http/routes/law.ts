import { z } from 'zod'
import type { Bureau } from '../../kernel/index.ts'
import { diffVersions, dueOf, isAdvisory, ruleSentence } from '../../law/index.ts'
import { Fault } from '../../services/fault.ts'
import type { LawBook } from '../../services/law/law-book.ts'
import type { LawDesk } from '../../services/law/law-desk.ts'
import { type RouteApp, route } from '../route.ts'

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, '应写作 2017-10-31 / such as 2017-10-31')
const moved = z.array(
  z.object({ type: z.string(), id: z.string(), key: z.string(), from: z.string().nullable(), to: z.string().nullable() }),
)
const source = z.strictObject({ name: z.string().trim().min(1).max(100).default('法规文件'), source: z.string().min(2).max(2_000_000) })

/** 法规库, 法定期限计算器, 日历管理 and 修法演练. */
export function lawRoutes(app: RouteApp, s: { bureau: Bureau; book: LawBook; desk: LawDesk; installation: () => Promise<string> }): void {
  route(app, {
    method: 'GET',
    url: '/api/law/statutes',
    summary: '法规库',
    auth: 'any',
    response: z.array(z.unknown()),
    handle: async ({ actor }) =>
      (await s.book.of(actor.bureau)).law.statutes.map((st) => ({ ...st, differences: diffVersions(st.versions) })),
  })
  const used = usage(s.bureau)
  route(app, {
    method: 'GET',
    url: '/api/law/rules',
    summary: '期限规则',
    auth: 'any',
    response: z.array(z.unknown()),
    handle: async ({ actor }) => {
      const { law } = await s.book.of(actor.bureau)
      return [...law.rules].map(([code, rule]) => ({
        code,
        ...rule,
        versions: rule.versions.map((v) => ({ ...v, advisory: isAdvisory(v), sentence: ruleSentence(rule, v) })),
        differences: diffVersions(rule.versions, rule),
        used: used.get(code) ?? [],
      }))
    },
  })
  // The calculator is public: it answers for the bureau of this installation.
  route(app, {
    method: 'POST',
    url: '/api/law/due',
    summary: '法定期限计算',
    auth: 'public',
    body: z.strictObject({
      rule: z.string().max(60),
      start: z.string().max(20),
      pauses: z
        .array(z.strictObject({ from: day, to: day.nullable() }))
        .max(50)
        .optional(),
      extendDays: z.int().min(0).max(3650).optional(),
    }),
    response: z.object({
      rule: z.string(),
      version: z.unknown(),
      article: z.string(),
      start: z.string(),
      due: z.string(),
      unit: z.string(),
      length: z.number(),
      advisory: z.boolean(),
      derivation: z.array(z.string()),
    }),
    errors: [
      'deadline.unknown-rule',
      'deadline.start-invalid',
      'deadline.no-version',
      'deadline.calendar-missing',
      'deadline.start-needs-hour',
      'deadline.extension-not-allowed',
      'deadline.extension-too-long',
    ],
    handle: async ({ body }) => {
      const { law, calendar } = await s.book.of(await s.installation())
      const { pauses, extendDays, ...q } = body
      const answer = dueOf<string>({ ...q, law, calendar, ...(pauses ? { pauses } : {}), ...(extendDays ? { extendDays } : {}) })
      if (!answer.ok)
        throw new Fault(answer.error.code, { zh: answer.error.zh, en: answer.error.en, remedy: answer.error.todo, status: 422 })
      return answer
    },
  })
  route(app, {
    method: 'GET',
    url: '/api/law/calendar/{year}',
    summary: '年度放假调休安排',
    auth: 'any',
    params: z.object({ year: z.coerce.number().int().min(2000).max(2100) }),
    response: z.object({ year: z.int(), known: z.boolean(), layers: z.array(z.unknown()) }),
    handle: async ({ actor, params }) => {
      const { years } = await s.book.of(actor.bureau)
      const layers = years.filter((y) => y.year === params.year)
      return { year: params.year, known: layers.length > 0, layers }
    },
  })
  route(app, {
    method: 'PUT',
    url: '/api/law/calendar/{year}',
    summary: '公布年度放假调休安排',
    auth: 'law',
    params: z.object({ year: z.coerce.number().int().min(2000).max(2100) }),
    body: z.strictObject({
      notice: z.string().trim().min(2).max(200),
      number: z.string().trim().max(60).nullish(),
      issued: day.nullish(),
      holidays: z
        .array(
          z
            .strictObject({ name: z.string().trim().min(1).max(20), from: day, to: day })
            .refine((h) => h.from <= h.to, '起止日期颠倒 / ends before it begins'),
        )
        .min(1)
        .max(30),
      workdays: z.array(day).max(40),
    }),
    response: z.object({ moved }),
    handle: async ({ actor, params, body }) => {
      const wrong = [...body.holidays.flatMap((h) => [h.from, h.to]), ...body.workdays].filter(
        (d) => Math.abs(Number(d.slice(0, 4)) - params.year) > 1,
      )
      if (wrong.length > 0)
        throw new Fault('calendar.year', {
          zh: `${wrong.join('、')} 不属于 ${params.year} 年的安排`,
          en: 'A day lies outside the year',
          remedy: { zh: '请核对日期', en: 'Check the days' },
          status: 422,
        })
      return {
        moved: await s.desk.saveYear(actor, {
          year: params.year,
          notices: [{ title: body.notice, number: body.number ?? null, issued: body.issued ?? null }],
          holidays: body.holidays.map((h) => [h.name, h.from, h.to] as const),
          workdays: body.workdays,
        }),
      }
    },
  })
  route(app, {
    method: 'POST',
    url: '/api/law/calendar/corrections',
    summary: '更正一日（放假或上班）',
    auth: 'law',
    body: z.strictObject({ day, working: z.boolean(), notice: z.string().trim().min(2).max(200) }),
    response: z.object({ moved }),
    handle: async ({ actor, body }) => ({ moved: await s.desk.correctDay(actor, body) }),
  })
  route(app, {
    method: 'POST',
    url: '/api/law/files',
    summary: '载入法规文件',
    auth: 'law',
    body: source,
    response: z.object({ changes: z.array(z.unknown()), moved }),
    errors: ['law.file-invalid'],
    once: true,
    handle: ({ actor, body, once }) => s.desk.load(actor, body.name, body.source, once),
  })
  route(app, {
    method: 'POST',
    url: '/api/law/rehearse',
    summary: '修法演练：生效前查看影响',
    auth: 'law',
    body: source,
    response: z.object({
      changes: z.array(z.unknown()),
      calendar: z.object({ years: z.array(z.int()), days: z.array(z.unknown()) }),
      deadlines: z.array(z.unknown()),
      moved: z.int(),
      hidden: z.int(),
      cited: z.array(z.unknown()),
    }),
    errors: ['law.file-invalid'],
    handle: ({ actor, body }) => s.desk.rehearse(actor, body.source),
  })
}

/** Where each rule is used: the clocks of record types. */
function usage(bureau: Bureau): Map<string, { type: string; title: string; key: string; deadline: string }[]> {
  const out = new Map<string, { type: string; title: string; key: string; deadline: string }[]>()
  for (const { type, procedure } of bureau.records.values())
    for (const [key, d] of Object.entries(procedure.deadlines))
      out.set(d.rule, [...(out.get(d.rule) ?? []), { type: type.id, title: type.title, key, deadline: d.title }])
  return out
}
