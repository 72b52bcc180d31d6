import { Readable } from 'node:stream'
import type { MultipartFile } from '@fastify/multipart'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { fileFault } from '../../services/files/faults.ts'

export const idText = z.uuid().meta({ title: '标识' })

/** The file of a multipart request, as it arrives. */
export async function uploadOf(request: FastifyRequest): Promise<MultipartFile> {
  const part = request.isMultipart() ? await request.file() : undefined
  if (!part) throw fileFault('file.empty')
  return part
}

/** The file of a multipart request, whole; for files that are read at once. */
export async function wholeUpload(request: FastifyRequest): Promise<Uint8Array> {
  const part = await uploadOf(request)
  const chunks: Uint8Array[] = []
  for await (const chunk of part.file) chunks.push(chunk)
  if (part.file.truncated) throw fileFault('file.too-large')
  if (chunks.length === 0) throw fileFault('file.empty')
  return Buffer.concat(chunks)
}

/** Answers with a file: kept by nobody on the way, shown by no browser as a page of this site. */
export function sendFile(
  reply: FastifyReply,
  file: { name: string; media: string; bytes?: number; body: Uint8Array | Readable },
): FastifyReply {
  reply
    .type(file.media)
    .header('content-disposition', `attachment; filename="file"; filename*=UTF-8''${encodeURIComponent(file.name)}`)
    .header('cache-control', 'private, no-store')
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "sandbox; default-src 'none'")
  if (file.bytes !== undefined) reply.header('content-length', file.bytes)
  return reply.send(file.body instanceof Readable ? file.body : Buffer.from(file.body))
}
