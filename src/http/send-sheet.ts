import type { FastifyReply } from 'fastify'
import { type CheckSheet, sheetPaper, sheetWorkbook } from '../services/report-check/index.ts'

export type SheetFormat = 'docx' | 'xlsx'

const media = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** Answers with 「校核单」 as a file. */
export async function sendSheet(reply: FastifyReply, sheet: CheckSheet, format: SheetFormat): Promise<FastifyReply> {
  const bytes = await (format === 'docx' ? sheetPaper(sheet) : sheetWorkbook(sheet))
  return reply
    .type(media[format])
    .header('content-disposition', `attachment; filename="check.${format}"; filename*=UTF-8''${encodeURIComponent('校核单')}.${format}`)
    .send(Buffer.from(bytes))
}
