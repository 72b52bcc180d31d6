import { z } from 'zod'
import type { Bureau } from '../../kernel/index.ts'
import type { Files } from '../../services/files/files.ts'
import { type RouteApp, route } from '../route.ts'
import { pathOf } from './records.ts'
import { idText as id, sendFile, uploadOf } from './transfer.ts'

const shown = z
  .object({
    id: z.string(),
    name: z.string(),
    media: z.string(),
    bytes: z.int(),
    sha256: z.string(),
    at: z.string(),
    by: z.string(),
    voidedAt: z.string().nullable(),
  })
  .meta({ title: '材料' })

/** 「材料」 Files of every record type. */
export function fileRoutes(app: RouteApp, { bureau, files }: { readonly bureau: Bureau; readonly files: Files }): void {
  for (const kept of bureau.records.values()) {
    const url = `${pathOf(kept.type.id)}/{id}/files`
    const type = kept.type.id
    const tag = kept.line.title
    route(app, {
      method: 'GET',
      url,
      summary: `${kept.type.title}的材料`,
      tag,
      auth: 'any',
      params: z.object({ id }),
      response: z.array(shown),
      errors: ['record.missing'],
      handle: ({ actor, params }) => files.of(actor, type, params.id),
    })
    route(app, {
      method: 'POST',
      url,
      summary: '上传材料（50 MB 以内）',
      tag,
      auth: 'any',
      params: z.object({ id }),
      upload: true,
      status: 201,
      response: shown,
      errors: [
        'record.missing',
        'file.reads',
        'file.voided',
        'file.empty',
        'file.type',
        'file.too-large',
        'file.broken-upload',
        'file.disk-full',
      ],
      once: true,
      handle: async ({ actor, params, once, request }) => {
        const part = await uploadOf(request)
        return files.add(actor, type, params.id, { name: part.filename, stream: part.file, cut: () => part.file.truncated }, once)
      },
    })
  }
  route(app, {
    method: 'GET',
    url: '/api/files/{id}',
    summary: '下载材料',
    tag: 'files',
    auth: 'any',
    params: z.object({ id }),
    media: 'application/octet-stream',
    errors: ['file.missing', 'file.lost', 'record.missing'],
    handle: async ({ actor, params, reply }) => {
      const { stream, ...file } = await files.read(actor, params.id)
      return sendFile(reply, { ...file, body: stream })
    },
  })
  route(app, {
    method: 'POST',
    url: '/api/files/{id}/void',
    summary: '作废材料',
    tag: 'files',
    auth: 'any',
    params: z.object({ id }),
    body: z.strictObject({ reason: z.string().max(500).meta({ title: '原因' }) }),
    response: shown,
    errors: ['file.missing', 'file.reads', 'file.not-yours', 'file.voided', 'file.reason'],
    handle: ({ actor, params, body }) => files.void(actor, params.id, body.reason),
  })
}
