import { z } from 'zod'
import type { Bureau, Kept } from '../../kernel/index.ts'
import { openingStep } from '../../services/exchange/columns.ts'
import type { ExportAsk, Exports } from '../../services/exchange/export.ts'
import { exchangeFault } from '../../services/exchange/faults.ts'
import type { Imports } from '../../services/exchange/import.ts'
import type { Profiles } from '../../services/exchange/profiles.ts'
import { xlsxMedia } from '../../services/exchange/workbook.ts'
import { type RouteApp, route } from '../route.ts'
import { job } from './jobs.ts'
import { listQuery, pathOf } from './records.ts'
import { sendFile, wholeUpload } from './transfer.ts'

const fault = z.object({ row: z.int(), field: z.string(), title: z.string(), message: z.string(), action: z.string() })
const preview = z.object({
  rows: z.int(),
  good: z.int(),
  bad: z.int(),
  already: z.int(),
  errors: z.array(fault),
  more: z.int(),
  ignored: z.array(z.string()),
  sample: z.array(z.record(z.string(), z.string())),
  token: z.string(),
})
const files = [
  'import.not-workbook',
  'import.old-format',
  'import.broken',
  'import.too-large',
  'import.too-many',
  'import.empty',
  'import.headers',
  'import.columns',
]
const rights = ['access.post', 'access.line', 'access.duty', 'access.area']

/** The words of an export that are no filter of the list. */
const own = ['columns', 'external', 'profile'] as const

/** An export as it is asked for: the query of the list, and which columns under which names. */
function askOf(kept: Kept, query: Readonly<Record<string, string>>): ExportAsk {
  const filters = Object.fromEntries(Object.entries(query).filter(([k]) => !own.includes(k as (typeof own)[number])))
  const { limit: _, after: __, ...list } = listQuery(kept, { ...filters, limit: '1' })
  const columns = query.columns?.split(',').filter(Boolean)
  if (columns && columns.length > 200) throw exchangeFault('export.column')
  return { query: list, columns: columns?.length ? columns : undefined, external: query.external === 'true', profile: query.profile }
}

/** 「导入导出」 Workbooks of every record type, and the profiles of other systems. */
export function exchangeRoutes(
  app: RouteApp,
  s: { readonly bureau: Bureau; readonly exports: Exports; readonly imports: Imports; readonly profiles: Profiles },
): void {
  for (const kept of s.bureau.records.values()) {
    const base = pathOf(kept.type.id)
    const type = kept.type.id
    const tag = kept.line.title
    route(app, {
      method: 'GET',
      url: `${base}/export.xlsx`,
      summary: `导出${kept.type.title}（与列表相同的筛选；columns、external、profile 可选）`,
      tag,
      auth: 'any',
      query: z.record(z.string(), z.string()),
      media: xlsxMedia,
      errors: [...rights, 'list.filter', 'export.second-person', 'export.column', 'profile.missing'],
      handle: async ({ actor, query, reply }) => {
        const { name, media, stream } = await s.exports.list(actor, type, askOf(kept, query))
        return sendFile(reply, { name, media, body: stream })
      },
    })
    route(app, {
      method: 'POST',
      url: `${base}/export`,
      summary: `申请导出${kept.type.title}（含封存信息，须第二人批准）`,
      tag,
      auth: 'any',
      status: 202,
      body: z.strictObject({
        query: z.record(z.string(), z.string()).default({}).meta({ title: '查询条件' }),
        purpose: z.string().max(200).meta({ title: '用途' }),
      }),
      response: job,
      errors: [...rights, 'access.sealed', 'export.purpose', 'export.column', 'profile.missing'],
      once: true,
      handle: ({ actor, body, once }) => s.exports.request(actor, type, askOf(kept, body.query), body.purpose, once),
    })
    if (openingStep(kept)) importing(kept, base, tag)
  }

  function importing(kept: Kept, base: string, tag: string): void {
    const type = kept.type.id
    route(app, {
      method: 'GET',
      url: `${base}/template.xlsx`,
      summary: `${kept.type.title}导入模板`,
      tag,
      auth: 'any',
      media: xlsxMedia,
      errors: rights,
      handle: async ({ actor, reply }) => {
        const { name, media, bytes } = await s.imports.template(actor, type)
        return sendFile(reply, { name, media, bytes: bytes.length, body: bytes })
      },
    })
    route(app, {
      method: 'POST',
      url: `${base}/import`,
      summary: `导入${kept.type.title}：先以 preview=1 上传文件预览，再提交 token 办理`,
      tag,
      auth: 'any',
      query: z.object({ preview: z.string().optional(), profile: z.string().max(60).optional().meta({ title: '交换方案' }) }),
      // Either the file itself or, after the preview, the token of it.
      upload: true,
      response: z.union([preview, job]),
      errors: [...rights, ...files, 'import.token', 'profile.missing', 'file.empty', 'file.too-large'],
      once: true,
      handle: async ({ actor, query, once, request, reply }) => {
        if (query.preview === '1' || request.isMultipart()) return s.imports.preview(actor, type, await wholeUpload(request), query.profile)
        const parsed = z.strictObject({ token: z.string().max(60) }).safeParse(request.body)
        if (!parsed.success) throw exchangeFault('import.token')
        reply.code(202)
        return s.imports.start(actor, type, parsed.data.token, once)
      },
    })
  }

  const tag = 'exchange'
  const profile = z.object({
    id: z.string(),
    title: z.string(),
    type: z.string(),
    step: z.string().optional(),
    columns: z.array(z.object({ there: z.string(), here: z.string() })),
    codes: z.record(z.string(), z.record(z.string(), z.string())),
  })
  route(app, {
    method: 'GET',
    url: '/api/exchange/profiles',
    summary: '交换方案：与外部系统的列名和代码对照',
    tag,
    auth: 'any',
    response: z.array(profile),
    handle: ({ actor }) => s.profiles.list(actor),
  })
  route(app, {
    method: 'PUT',
    url: '/api/exchange/profiles',
    summary: '保存交换方案',
    tag,
    auth: 'system',
    body: z.unknown(),
    bodyShown: profile,
    response: profile,
    errors: ['profile.invalid'],
    handle: ({ actor, body }) => s.profiles.put(actor, body),
  })
}
