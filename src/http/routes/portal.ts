import { readFileSync } from 'node:fs'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { checkText } from '../../checker/index.ts'
import {
  askedOf,
  calculatorPage,
  checkedPage,
  checkPage,
  closedPage,
  homePage,
  missingPage,
  publicPaths,
  refusedPage,
  type Site,
} from '../../portal/index.ts'
import { Fault } from '../../services/fault.ts'
import type { LawBook } from '../../services/law/law-book.ts'
import type { PublicSite } from '../../services/public-site/public-site.ts'
import { checkSheet } from '../../services/report-check/index.ts'
import { formOf, type GivenReport, type ReportLimits } from '../given-report.ts'
import type { RouteApp } from '../route.ts'
import { sendSheet } from '../send-sheet.ts'
import { problemOf } from '../server.ts'

/** A work report has some ten thousand characters; a stranger gets a fifth of what an officer may check at once. */
const limits: ReportLimits = { characters: 100_000, bytes: 10 * 1024 * 1024 }
/** Checking holds the server for a moment: one visitor may ask for so many a minute, and so many may be in hand at once. */
const CHECKS_A_MINUTE = 10
const CHECKS_AT_ONCE = 4

interface PortalServices {
  readonly publicSite: PublicSite
  readonly book: LawBook
}

/**
 * 「公众服务」 The public site: plain pages without a login or a script. It knows no session, sets no cookie and keeps nothing; a page is the answer to its
 * address alone. Refusals are pages too.
 */
export function portalRoutes({ fastify }: RouteApp, s: PortalServices): void {
  const style = readFileSync(new URL('../../portal/style.css', import.meta.url), 'utf8')
  let inHand = 0

  const siteOf = async (request: FastifyRequest): Promise<Site & { bureau: string }> => {
    const asked = request.query as { lang?: unknown }
    return { lang: asked.lang === 'en' ? 'en' : 'zh', ...(await s.publicSite.offer()) }
  }
  const send = (reply: FastifyReply, page: string, status = 200) =>
    reply.code(status).header('cache-control', 'no-store').type('text/html; charset=utf-8').send(page)

  /** Does a piece of work for a visitor while the report check is open, one of a few at once. */
  async function checking(request: FastifyRequest, reply: FastifyReply, work: (site: Site) => Promise<unknown>): Promise<unknown> {
    const site = await siteOf(request)
    if (!site.check) return send(reply, closedPage(site), 403)
    if (inHand >= CHECKS_AT_ONCE) throw busy()
    inHand += 1
    try {
      return await work(site)
    } finally {
      inHand -= 1
    }
  }
  const reportOf = async (request: FastifyRequest): Promise<{ report: GivenReport; fields: Map<string, string> }> => {
    if (!request.isMultipart()) throw empty()
    const given = await formOf(request, limits)
    if (given.report.text.trim() === '') throw empty()
    return given
  }
  const strict = { config: { rateLimit: { max: CHECKS_A_MINUTE, timeWindow: '1 minute' } } }

  async function routes(app: FastifyInstance): Promise<void> {
    app.setErrorHandler(async (error, request, reply) => {
      const { status, body } = problemOf(error)
      const { remedy, ...said } = body as { zh: string; en: string; remedy?: { zh: string; en: string } }
      return send(reply, refusedPage(await siteOf(request), { ...said, ...(remedy ? { todo: remedy } : {}) }), status)
    })
    app.setNotFoundHandler(async (request, reply) => send(reply, missingPage(await siteOf(request)), 404))
    app.get(below('style'), (_, reply) => reply.header('cache-control', 'public, max-age=3600').type('text/css; charset=utf-8').send(style))
    app.get('/', async (request, reply) => {
      const site = await siteOf(request)
      return send(reply, homePage(site, (await s.book.of(site.bureau)).law))
    })
    app.get(below('calculator'), async (request, reply) => {
      const site = await siteOf(request)
      const { law, calendar } = await s.book.of(site.bureau)
      return send(reply, calculatorPage(site, { law, calendar }, askedOf(request.query as Record<string, unknown>)))
    })
    app.get(below('check'), async (request, reply) => {
      const site = await siteOf(request)
      return site.check ? send(reply, checkPage(site, limits.characters / 10_000)) : send(reply, closedPage(site), 403)
    })
    app.post(below('check'), strict, (request, reply) =>
      checking(request, reply, async (site) => {
        try {
          const { report } = await reportOf(request)
          return send(reply, checkedPage(site, { ...report, result: checkText(report.text, { lang: site.lang }) }))
        } catch (error) {
          if (!(error instanceof Fault)) throw error
          return send(reply, checkPage(site, limits.characters / 10_000, { zh: error.zh, en: error.en, todo: error.remedy }), error.status)
        }
      }),
    )
    app.post(below('sheet'), strict, (request, reply) =>
      checking(request, reply, async () => {
        const { report, fields } = await reportOf(request)
        const sheet = checkSheet({ ...report, result: checkText(report.text) }, (id) => id)
        return sendSheet(reply, sheet, fields.get('format') === 'xlsx' ? 'xlsx' : 'docx')
      }),
    )
  }
  fastify.register(routes, { prefix: publicPaths.home })
}

/** The address of a page below the site's own. */
const below = (page: Exclude<keyof typeof publicPaths, 'home'>): string => publicPaths[page].slice(publicPaths.home.length)

const empty = (): Fault =>
  new Fault('check.empty', {
    zh: '没有收到文字或文件',
    en: 'Neither a text nor a file arrived',
    remedy: { zh: '请粘贴报告文字，或选择一个文件', en: 'Paste the text of the report, or choose a file' },
    status: 422,
  })

const busy = (): Fault =>
  new Fault('check.busy', {
    zh: '正在校核的报告较多',
    en: 'Many reports are being checked just now',
    remedy: { zh: '请稍等几秒再试', en: 'Try again in a few seconds' },
    status: 503,
  })
