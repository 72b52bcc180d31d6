import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Bureau, Kept } from '../../kernel/index.ts'
import type { Documents } from '../../services/documents/documents.ts'
import { docxMedia, type PaperFile } from '../../services/documents/paper.ts'
import { type RouteApp, route } from '../route.ts'
import { pathOf } from './records.ts'
import { idText as id, sendFile, wholeUpload } from './transfer.ts'

const key = z.string().max(60).meta({ title: '文书' })
const refusals = ['record.missing', 'access.post', 'access.area', 'document.unknown']

/** 「文书」 Papers of every record type: issued, previewed, made again, bound; and the templates. */
export function documentRoutes(app: RouteApp, s: { readonly bureau: Bureau; readonly documents: Documents }): void {
  const { documents } = s
  const send = async (ctx: { reply: FastifyReply }, file: Promise<PaperFile>) => {
    const { name, media, bytes } = await file
    return sendFile(ctx.reply, { name, media, bytes: bytes.length, body: bytes })
  }
  for (const kept of s.bureau.records.values()) if (kept.documents.length > 0) papers(kept)

  function papers(kept: Kept): void {
    const base = `${pathOf(kept.type.id)}/{id}`
    const type = kept.type.id
    const tag = kept.line.title
    route(app, {
      method: 'GET',
      url: `${base}/documents`,
      summary: `${kept.type.title}的文书`,
      tag,
      auth: 'any',
      params: z.object({ id }),
      response: z.array(z.unknown()),
      errors: ['record.missing'],
      handle: ({ actor, params }) => documents.of(actor, type, params.id),
    })
    route(app, {
      method: 'POST',
      url: `${base}/documents/{key}`,
      summary: '制发文书',
      tag,
      auth: 'any',
      params: z.object({ id, key }),
      status: 201,
      response: z.object({ id: z.string(), number: z.string().nullable(), title: z.string() }),
      errors: [
        ...refusals,
        'document.too-early',
        'document.not-for',
        'document.out-of-force',
        'document.not-yours',
        'document.sealed',
        'document.voided',
      ],
      once: true,
      handle: ({ actor, params, once }) => documents.issue(actor, type, params.id, params.key, once),
    })
    route(app, {
      method: 'GET',
      url: `${base}/documents/{key}/preview`,
      summary: '预览文书（未编号）',
      tag,
      auth: 'any',
      params: z.object({ id, key }),
      media: docxMedia,
      errors: refusals,
      handle: (ctx) => send(ctx, documents.preview(ctx.actor, type, ctx.params.id, ctx.params.key)),
    })
    route(app, {
      method: 'GET',
      url: `${base}/dossier.docx`,
      summary: '卷宗（封面、目录、全部文书）',
      tag,
      auth: 'any',
      params: z.object({ id }),
      media: docxMedia,
      errors: ['record.missing', 'document.sealed', 'document.template-lost'],
      handle: (ctx) => send(ctx, documents.dossier(ctx.actor, type, ctx.params.id)),
    })
  }

  const tag = 'documents'
  const document = z.object({ line: z.string().max(60), record: z.string().max(60), key })
  const idOf = (p: z.output<typeof document>) => `${p.line}.${p.record}/${p.key}`
  const template = '/api/templates/{line}/{record}/{key}'
  route(app, {
    method: 'GET',
    url: '/api/documents/{id}.docx',
    summary: '调取已制发的文书',
    tag,
    auth: 'any',
    params: z.object({ id }),
    media: docxMedia,
    errors: ['document.missing', 'document.sealed', 'document.template-lost', 'record.missing'],
    handle: (ctx) => send(ctx, documents.read(ctx.actor, ctx.params.id)),
  })
  route(app, {
    method: 'GET',
    url: template,
    summary: '文书模板的版本',
    tag,
    auth: 'any',
    params: document,
    response: z.array(z.object({ version: z.int(), at: z.string(), own: z.boolean(), name: z.string().nullable() })),
    errors: ['document.unknown'],
    handle: ({ actor, params }) => documents.templates(actor, idOf(params)),
  })
  route(app, {
    method: 'GET',
    url: `${template}/file.docx`,
    summary: '下载正在使用的文书模板',
    tag,
    auth: 'any',
    params: document,
    media: docxMedia,
    errors: ['document.unknown'],
    handle: (ctx) => send(ctx, documents.template(ctx.actor, idOf(ctx.params))),
  })
  route(app, {
    method: 'PUT',
    url: template,
    summary: '上传文书模板',
    tag,
    auth: 'any',
    params: document,
    upload: true,
    response: z.object({ version: z.int() }),
    errors: ['document.unknown', 'document.template', 'document.template-file', 'access.duty', 'file.empty', 'request.too-large'],
    handle: async ({ actor, params, request }) => documents.replaceTemplate(actor, idOf(params), await wholeUpload(request)),
  })
  route(app, {
    method: 'POST',
    url: `${template}/restore`,
    summary: '恢复随附的文书模板',
    tag,
    auth: 'any',
    params: document,
    response: z.object({ version: z.int() }),
    errors: ['document.unknown', 'access.duty'],
    once: true,
    handle: ({ actor, params, once }) => documents.restoreTemplate(actor, idOf(params), once),
  })
}
