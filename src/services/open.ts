import { join } from 'node:path'
import { type Bureau, compileBureau, type Line, type Post } from '../kernel/index.ts'
import { hasRule } from '../law/index.ts'
import { type Clock, stopwatch, systemClock } from './clock.ts'
import { type Deadlines, openDeadlines } from './deadlines/deadlines.ts'
import { type Orders, openOrders } from './deadlines/orders.ts'
import { type Documents, openDocuments } from './documents/documents.ts'
import { type Exports, openExports } from './exchange/export.ts'
import { type Imports, openImports } from './exchange/import.ts'
import { openProfiles, type Profiles } from './exchange/profiles.ts'
import { type Figures, openFigures } from './figures/figures.ts'
import { type Blobs, openBlobs } from './files/blobs.ts'
import { type Files, openFiles } from './files/files.ts'
import { type Audit, openAudit } from './identity/audit.ts'
import { type FirstRun, openFirstRun } from './identity/first-run.ts'
import { type Identity, openIdentity } from './identity/identity.ts'
import { type Installation, openInstallation } from './identity/installation.ts'
import { actorsByAccount } from './jobs/actor-of.ts'
import { type Jobs, openJobs } from './jobs/jobs.ts'
import { openRunner, type Runner } from './jobs/runner.ts'
import { askFrom, type LawBook, openLawBook } from './law/law-book.ts'
import { type LawDesk, openLawDesk } from './law/law-desk.ts'
import type { Seals } from './ledger/chain.ts'
import { type History, openHistory } from './ledger/history.ts'
import { type Ledger, type LedgerDeps, openLedger } from './ledger/ledger.ts'
import { predicateSql } from './ledger/predicate-sql.ts'
import { openReader, type Reader } from './ledger/read.ts'
import { loadSeals } from './ledger/seal-key.ts'
import { type Organisation, openOrganisation } from './organisation/organisation.ts'
import { type Enrolment, openEnrolment } from './own/enrolment.ts'
import { type Own, openOwn } from './own/own.ts'
import { openParameters, type Parameters } from './parameters/parameters.ts'
import { loadDataKey, verifyDataKey } from './people/data-key.ts'
import { openPeople, type People } from './people/people.ts'
import { type CipherName, createSealer, type Sealer } from './people/sealer.ts'
import { openPublicSite, type PublicSite } from './public-site/public-site.ts'
import { openSearch, type Search } from './search/search.ts'
import { migrate, openStore, type Store, type StoreConfig } from './store/index.ts'
import { openWork, type Work } from './work/work.ts'
import { openWorklists, type Worklists } from './work/worklist.ts'

/** Everything with input and output, opened over one database. */
export interface Services {
  readonly store: Store
  readonly clock: Clock
  readonly bureau: Bureau
  readonly data: string
  readonly seals: Seals
  readonly sealer: Sealer
  readonly audit: Audit
  readonly installation: Installation
  readonly organisation: Organisation
  readonly identity: Identity
  readonly firstRun: FirstRun
  readonly people: People
  readonly parameters: Parameters
  readonly publicSite: PublicSite
  readonly book: LawBook
  readonly desk: LawDesk
  readonly ledger: Ledger
  readonly reader: Reader
  readonly history: History
  readonly deadlines: Deadlines
  readonly orders: Orders
  readonly figures: Figures
  readonly documents: Documents
  readonly files: Files
  readonly blobs: Blobs
  readonly jobs: Jobs
  readonly runner: Runner
  readonly profiles: Profiles
  readonly exports: Exports
  readonly imports: Imports
  readonly work: Work
  readonly worklists: Worklists
  readonly search: Search
  readonly own: Own
  readonly enrolment: Enrolment
  close(): Promise<void>
}

export interface OpenOptions {
  readonly lines: readonly Line[]
  readonly posts: Readonly<Record<string, Post>>
  readonly config: StoreConfig
  /** The directory of keys and attachments, beside the database or apart from it. */
  readonly data: string
  readonly clock?: Clock
  readonly cipher?: CipherName
  /** Base64url or hexadecimal, instead of the key file. */
  readonly dataKey?: string | undefined
  /** `keep` for a server that goes on counting behind reads, `use` for a command. */
  readonly cells?: 'keep' | 'use'
  readonly log?: (error: unknown) => void
}

/** Opens the database, brings it up to date, and opens every service over it. */
export async function openServices(options: OpenOptions): Promise<Services> {
  const bureau = compileBureau(options.lines, options.posts, { hasRule: (code) => hasRule(code) })
  const store = await openStore(options.config)
  try {
    await migrate(store)
    return await over(store, bureau, options)
  } catch (error) {
    await store.close()
    throw error
  }
}

/** Opens the services over a store that is there already: for tests. */
export async function over(store: Store, bureau: Bureau, options: Omit<OpenOptions, 'lines' | 'posts' | 'config'>): Promise<Services> {
  const clock = options.clock ?? systemClock()
  const { data, cipher = 'aes' } = options
  const seals = loadSeals(data, cipher === 'sm')
  const sealer = createSealer({ key: loadDataKey(data, clock.randomToken, options.dataKey), cipher, randomToken: clock.randomToken })
  await verifyDataKey(store, sealer)

  const audit = openAudit({ store, clock })
  const installation = openInstallation(store)
  const organisation = openOrganisation({ store, clock, bureau, audit })
  const identity = openIdentity({ store, clock, bureau, organisation, installation, audit, sealer })
  const firstRun = openFirstRun({ store, bureau, organisation, installation, accounts: identity.accounts, audit })
  const people = openPeople({ store, clock, bureau, sealer, audit })
  const parameters = openParameters({ store, clock, bureau, audit })
  const publicSite = openPublicSite({ store, bureau, audit, installation, organisation })
  const elapsed = stopwatch()
  const book = openLawBook({ store, bureau, milliseconds: elapsed })
  const figures = openFigures({
    store,
    bureau,
    county: organisation.county,
    cells: options.cells ?? 'use',
    ...(options.log ? { log: options.log } : {}),
  })
  const names = async (code: string) => {
    const county = await organisation.county(code)
    const today = clock.today()
    return (unit: string) => county.nameOf(unit, today)
  }

  const surroundings: LedgerDeps['surroundings'] = async (code, day) => {
    const [now, county, values] = await Promise.all([book.of(code), organisation.county(code), parameters.on(code, day)])
    return {
      ask: askFrom(now),
      units: county.on(day).map((u) => ({ code: u.code, name: u.name, level: u.level, counted: u.counted })),
      unitName: (unit) => county.nameOf(unit, day),
      parameters: (line) => values[line] ?? {},
    }
  }
  const ledger = openLedger({
    store,
    bureau,
    clock,
    seals,
    surroundings,
    registerPerson: async (tx, actor, person) => {
      const { role: _, person: __, ...input } = person
      const entered = await people.enter(tx, actor, { ...input, name: input.name ?? '' })
      return { id: entered.person.id, name: entered.person.name }
    },
    audit,
    marks: figures.marksOf,
  })
  const reader = openReader({ store, bureau, today: clock.today, names, predicateSql, lineage: organisation.lineage })
  const history = openHistory({ store, bureau, names })
  const deadlines = openDeadlines({ store, bureau, clock, book, ledger })
  const orders = openOrders({ store, bureau, clock, book, ledger, names, bureauName: organisation.bureauName })
  const desk = openLawDesk({ store, bureau, clock, book, deadlines, audit })
  const documents = openDocuments({ store, bureau, clock, ledger, audit, people, names, bureauName: organisation.bureauName })
  const blobs = openBlobs(join(data, 'files'), clock)
  const files = openFiles({ store, bureau, clock, ledger, blobs })
  const jobs = openJobs({ store, bureau, clock, directory: join(data, 'jobs') })
  const profiles = openProfiles({ store, bureau, audit })
  const exports = openExports({ store, bureau, reader, ledger, audit, jobs, profiles, names })
  const imports = openImports({ store, bureau, clock, ledger, surroundings, jobs, profiles, audit, directory: join(data, 'imports') })
  const runner = openRunner({
    store,
    clock,
    jobs,
    kinds: new Map([
      ['export.sealed', exports.kind],
      ['import', imports.kind],
    ]),
    actorOf: actorsByAccount({ store, clock, organisation }),
    directory: join(data, 'jobs'),
    ...(options.log ? { report: options.log } : {}),
  })
  const work = openWork({ store, bureau, today: clock.today, now: clock.now, names })
  const worklists = openWorklists({
    store,
    bureau,
    reader,
    today: clock.today,
    names,
    lineage: organisation.lineage,
    law: async (code) => (await book.of(code)).law,
  })
  const search = openSearch({ store, bureau, names })
  const own = openOwn({ store, bureau, clock, ledger, files, book, names })
  const enrolment = openEnrolment({ store, bureau, accounts: identity.accounts })

  return {
    store,
    clock,
    bureau,
    data,
    seals,
    sealer,
    audit,
    installation,
    organisation,
    identity,
    firstRun,
    people,
    parameters,
    publicSite,
    book,
    desk,
    ledger,
    reader,
    history,
    deadlines,
    orders,
    figures,
    documents,
    files,
    blobs,
    jobs,
    runner,
    profiles,
    exports,
    imports,
    work,
    worklists,
    search,
    own,
    enrolment,
    close: async () => {
      await figures.close()
      await store.close()
    },
  }
}
