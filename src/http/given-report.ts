import type { Multipart } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { Fault } from '../services/fault.ts'
import { type ReadingFault, readReport } from '../services/reading/index.ts'

/** A written report as it was handed in. */
export interface GivenReport {
  readonly name: string
  readonly text: string
}

/** What a form may carry at most: characters of text, bytes of a file. */
export interface ReportLimits {
  readonly characters: number
  readonly bytes: number
}

/** The text of an uploaded file. Throws the reading's own fault, or `check.too-long`. */
export async function textOfFile(name: string, bytes: Uint8Array, { characters }: Pick<ReportLimits, 'characters'>): Promise<GivenReport> {
  const reading = await readReport(bytes)
  if (!reading.ok) throw unreadable(reading.fault)
  if (reading.text.length > characters) throw tooLong(characters)
  return { name: name.slice(0, 200), text: reading.text }
}

/**
 * Reads a form with a text, a file or both: the file is the report when one was chosen. Every value is read under its limit while it arrives, so that
 * nobody fills the memory.
 */
export async function formOf(request: FastifyRequest, limits: ReportLimits): Promise<{ report: GivenReport; fields: Map<string, string> }> {
  const fields = new Map<string, string>()
  let report: GivenReport | null = null
  const form = request.parts({
    // A character of Chinese takes three bytes.
    limits: { fileSize: limits.bytes, fieldSize: limits.characters * 4, files: 1, fields: 6, parts: 8 },
  })
  for await (const part of form) {
    if (part.type === 'file') {
      const bytes = await part.toBuffer()
      if (bytes.length > 0) report = await textOfFile(part.filename, bytes, limits)
    } else fields.set(part.fieldname, textOfField(part, limits))
  }
  const text = (fields.get('text') ?? '').replaceAll('\r\n', '\n')
  if (text.length > limits.characters) throw tooLong(limits.characters)
  return { report: report ?? { name: (fields.get('name') ?? '').slice(0, 200), text }, fields }
}

function textOfField(part: Extract<Multipart, { type: 'field' }>, limits: ReportLimits): string {
  if (part.valueTruncated) throw tooLong(limits.characters)
  return typeof part.value === 'string' ? part.value : ''
}

const tooLong = (characters: number): Fault =>
  new Fault('check.too-long', {
    zh: `报告超过 ${characters / 10_000} 万字，不作校核`,
    en: `The report has more than ${characters} characters`,
    remedy: { zh: '请分成几份上传', en: 'Upload it in parts' },
    status: 422,
  })

const unreadable = ({ code, zh, en }: ReadingFault): Fault =>
  new Fault(code, {
    zh,
    en,
    remedy: { zh: '也可以打开文件，复制正文粘贴到网页中校核', en: 'Or open it and paste its text into the page' },
    status: 422,
  })
