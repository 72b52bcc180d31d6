import { createBrowserRouter, type RouteObject } from 'react-router'
import { linePages } from './lines/pages.ts'
import { BrokenPage } from './pages/broken.tsx'
import { Gate } from './pages/gate.tsx'
import { Loading } from './parts/states.tsx'

/** A page that is loaded when its address is first opened. */
const page = (path: string, lazy: NonNullable<RouteObject['lazy']>): RouteObject => ({ path, lazy })

export const router = createBrowserRouter([
  {
    path: '/',
    Component: Gate,
    ErrorBoundary: BrokenPage,
    HydrateFallback: Loading,
    children: [
      { index: true, lazy: async () => ({ Component: (await import('./pages/home.tsx')).HomePage }) },
      page('quick', async () => ({ Component: (await import('./pages/quick.tsx')).QuickPage })),
      page('more', async () => ({ Component: (await import('./pages/more.tsx')).MorePage })),
      page('password', async () => ({ Component: (await import('./pages/password.tsx')).PasswordPage })),
      page('ledger/:line/:name', async () => ({ Component: (await import('./pages/ledger.tsx')).LedgerPage })),
      page('ledger/:line/:name/new', async () => ({ Component: (await import('./pages/new-record.tsx')).NewRecordPage })),
      page('ledger/:line/:name/import', async () => ({ Component: (await import('./pages/import.tsx')).ImportPage })),
      page('ledger/:line/:name/:id', async () => ({ Component: (await import('./pages/record.tsx')).RecordPage })),
      page('alerts/:id', async () => ({ Component: (await import('./pages/alert.tsx')).AlertPage })),
      page('figures', async () => ({ Component: (await import('./pages/figures.tsx')).FiguresPage })),
      page('figures/:id', async () => ({ Component: (await import('./pages/figure.tsx')).FigurePage })),
      page('checks', async () => ({ Component: (await import('./pages/checks.tsx')).ChecksPage })),
      page('search', async () => ({ Component: (await import('./pages/search.tsx')).SearchPage })),
      page('people', async () => ({ Component: (await import('./pages/people.tsx')).PeoplePage })),
      page('people/:id', async () => ({ Component: (await import('./pages/person.tsx')).PersonPage })),
      page('orders', async () => ({ Component: (await import('./pages/orders.tsx')).OrdersPage })),
      page('notices', async () => ({ Component: (await import('./pages/notices.tsx')).NoticesPage })),
      page('jobs', async () => ({ Component: (await import('./pages/jobs.tsx')).JobsPage })),
      page('templates', async () => ({ Component: (await import('./pages/templates.tsx')).TemplatesPage })),
      page('units', async () => ({ Component: (await import('./pages/units.tsx')).UnitsPage })),
      page('accounts', async () => ({ Component: (await import('./pages/accounts.tsx')).AccountsPage })),
      page('public-site', async () => ({ Component: (await import('./pages/public-site.tsx')).PublicSitePage })),
      page('audit', async () => ({ Component: (await import('./pages/audit.tsx')).AuditPage })),
      page('parameters', async () => ({ Component: (await import('./pages/parameters.tsx')).ParametersPage })),
      page('law', async () => ({ Component: (await import('./pages/law.tsx')).LawPage })),
      page('law/rules/:code', async () => ({ Component: (await import('./pages/law-rule.tsx')).LawRulePage })),
      page('law/calculator', async () => ({ Component: (await import('./pages/law-calculator.tsx')).LawCalculatorPage })),
      page('law/calendar', async () => ({ Component: (await import('./pages/law-calendar.tsx')).LawCalendarPage })),
      page('law/rehearsal', async () => ({ Component: (await import('./pages/law-rehearsal.tsx')).LawRehearsalPage })),
      page('check', async () => ({ Component: (await import('./pages/report-check.tsx')).ReportCheckPage })),
      ...linePages.map(({ path, load }) => page(path, async () => ({ Component: await load() }))),
      page('*', async () => ({ Component: (await import('./pages/missing.tsx')).MissingPage })),
    ],
  },
])
