import { z } from 'zod'
import { type CheckResult, checkText, compareWithLedger, type LedgerComparison } from '../../checker/index.ts'
import { type Bureau, faultsOf } from '../../kernel/index.ts'
import type { Figures } from '../../services/figures/index.ts'
import type { Organisation } from '../../services/organisation/organisation.ts'
import type { ReadingFault } from '../../services/reading/index.ts'
import { checkSheet, ledgerFor } from '../../services/report-check/index.ts'
import { textOfFile } from '../given-report.ts'
import { type Context, invalid, type RouteApp, route } from '../route.ts'
import { sendSheet } from '../send-sheet.ts'

/** The check is linear in the text and holds the server for its time: a second at this length. A work report has some ten thousand characters. */
const LONGEST = 500_000

const readingCodes: readonly ReadingFault['code'][] = [
  'reading.empty',
  'reading.too-large',
  'reading.unknown-kind',
  'reading.damaged',
  'reading.bomb',
  'reading.no-text',
  'reading.encrypted',
]

const quote = z.object({ text: z.string(), start: z.int(), end: z.int() })
const kind = z.enum(['sum', 'conflict', 'ratio', 'stock_flow', 'numbering', 'unit', 'date'])
const names = z.array(z.string())
const result = z
  .object({
    chars: z.int(),
    figures: z.array(
      z.object({
        id: z.string(),
        text: z.string(),
        value: z.number(),
        bound: z.enum(['exact', 'at-least', 'about', 'at-most']),
        unit: z.string(),
        what: z.string(),
        scope: z.string(),
        period: z.object({ text: z.string(), from: z.string().nullable(), to: z.string().nullable() }).nullable(),
        start: z.int(),
        end: z.int(),
      }),
    ),
    findings: z.array(
      z.object({
        id: z.string(),
        kind,
        severity: z.enum(['error', 'question']),
        message: z.string(),
        arithmetic: z.string(),
        quotes: z.array(quote),
        suggestion: z.string(),
        figures: names,
      }),
    ),
    confirmed: z.array(z.object({ kind, arithmetic: z.string(), quotes: z.array(quote), figures: names })),
    hints: z.array(z.object({ message: z.string(), choices: z.array(names), settles: names })),
  })
  .meta({ title: '校核结果', id: 'CheckResult' }) satisfies z.ZodType<CheckResult>
const comparison = z.object({
  figure: z.string(),
  indicator: z.string(),
  stated: z.number(),
  ledger: z.number(),
  agrees: z.boolean(),
}) satisfies z.ZodType<LedgerComparison>

const text = z.string().max(LONGEST, '文字过长，请分段校核').meta({ title: '报告文字' })
const name = z.string().max(200).default('').meta({ title: '名称' })
const pasted = z.object({ text, name })
const maybe = (title: string) =>
  z
    .string()
    .max(20)
    .optional()
    .transform((v) => v || undefined)
    .meta({ title })

/** 「报告校核」 A written report in, its contradictions out; nothing of the text is kept. */
export function checkRoutes(
  app: RouteApp,
  s: { readonly bureau: Bureau; readonly figures: Figures; readonly organisation: Organisation },
): void {
  const county = s.organisation.county
  route(app, {
    method: 'POST',
    url: '/api/check',
    summary: '校核报告：上传 .docx .pdf .txt .md，或提交文字；ledger=1 时与台账比对',
    auth: 'any',
    upload: true,
    bodyShown: pasted,
    query: z.object({
      lang: z.enum(['zh', 'en']).default('zh').meta({ title: '语言' }),
      ledger: maybe('与台账比对'),
      from: maybe('起始日期'),
      to: maybe('截止日期'),
      unit: maybe('单位'),
    }),
    response: z.object({ name: z.string(), text: z.string(), result, ledger: z.array(comparison).optional() }),
    errors: [...readingCodes, 'check.too-long', 'request.too-large', 'period.invalid', 'unit.missing', 'access.area', 'access.line'],
    handle: async ({ actor, query, request }) => {
      const given = await givenText(request)
      const found = checkText(given.text, { lang: query.lang })
      if (query.ledger !== '1' && query.ledger !== 'true') return { ...given, result: found }
      const indicators = await ledgerFor({ figures: s.figures, county }, actor, found, query)
      return { ...given, result: found, ledger: compareWithLedger(found, indicators) }
    },
  })
  route(app, {
    method: 'POST',
    url: '/api/check/export',
    summary: '导出校核单（.docx 或 .xlsx）',
    auth: 'any',
    body: z.object({
      text,
      name,
      result,
      ledger: z.array(comparison).optional(),
      format: z.enum(['docx', 'xlsx']).meta({ title: '格式' }),
    }),
    media: 'application/octet-stream',
    handle: async ({ body, reply }) => {
      const sheet = checkSheet(body, (id) => s.bureau.indicators.get(id)?.title ?? id)
      return sendSheet(reply, sheet, body.format)
    },
  })
}

/** The text of an uploaded file, or the text that was sent. */
async function givenText(request: Context<unknown, unknown, unknown>['request']): Promise<{ name: string; text: string }> {
  if (!request.isMultipart()) {
    const sent = pasted.safeParse(request.body)
    if (!sent.success) throw invalid(faultsOf(sent.error, { text: { title: '报告文字' }, name: { title: '名称' } }))
    return { name: sent.data.name, text: sent.data.text }
  }
  const file = await request.file()
  if (!file) throw invalid([{ path: 'file', title: '文件', say: '请选择文件' }])
  return textOfFile(file.filename, new Uint8Array(await file.toBuffer()), { characters: LONGEST })
}
