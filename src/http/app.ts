import { isOnlySelf } from '../services/access/access.ts'
import type { Services } from '../services/open.ts'
import { openMetrics } from './metrics.ts'
import type { RouteApp } from './route.ts'
import { accountRoutes } from './routes/accounts.ts'
import { checkRoutes } from './routes/check.ts'
import { documentRoutes } from './routes/documents.ts'
import { exchangeRoutes } from './routes/exchange.ts'
import { figureRoutes } from './routes/figures.ts'
import { fileRoutes } from './routes/files.ts'
import { firstRunRoutes } from './routes/first-run.ts'
import { jobRoutes } from './routes/jobs.ts'
import { lawRoutes } from './routes/law.ts'
import { orderRoutes } from './routes/orders.ts'
import { ownPagesOnly, ownRoutes } from './routes/own.ts'
import { parameterRoutes } from './routes/parameters.ts'
import { peopleRoutes } from './routes/people.ts'
import { portalRoutes } from './routes/portal.ts'
import { publicSiteRoutes } from './routes/public-site.ts'
import { recordRoutes } from './routes/records.ts'
import { sessionRoutes } from './routes/session.ts'
import { systemRoutes } from './routes/system.ts'
import { unitRoutes } from './routes/units.ts'
import { workRoutes } from './routes/work.ts'
import { worklistRoutes } from './routes/worklists.ts'
import { frame } from './server.ts'

/** The server with every route over the services. */
export async function buildApp(
  s: Services,
  options: { web?: string; version: string; log?: { error: (detail: object, message: string) => void } },
): Promise<RouteApp> {
  const metrics = openMetrics()
  const app = await frame({
    identify: s.identity.resolve,
    permit: (actor, auth) => {
      if (isOnlySelf(s.bureau, actor)) throw ownPagesOnly()
      if (auth !== 'any') s.identity.permit(actor, auth)
    },
    metrics,
    ...(options.web ? { web: options.web } : {}),
    ...(options.log ? { log: options.log } : {}),
  })
  sessionRoutes(app, s)
  ownRoutes(app, s)
  firstRunRoutes(app, { ...s, version: options.version })
  unitRoutes(app, s)
  accountRoutes(app, s)
  peopleRoutes(app, s)
  recordRoutes(app, s)
  workRoutes(app, { ...s, people: (actor, q) => s.people.search(actor, q, 10) })
  worklistRoutes(app, s)
  orderRoutes(app, s)
  figureRoutes(app, s)
  documentRoutes(app, s)
  fileRoutes(app, s)
  exchangeRoutes(app, s)
  jobRoutes(app, s)
  checkRoutes(app, s)
  lawRoutes(app, { ...s, installation: async () => (await s.installation.bureaus())[0] ?? '' })
  parameterRoutes(app, s)
  publicSiteRoutes(app, s)
  portalRoutes(app, s)
  systemRoutes(app, { ...s, metrics, version: options.version })
  await app.fastify.ready()
  return app
}
