import type { LegalDay } from '../src/law/index.ts'
import { openAudit } from '../src/services/identity/audit.ts'
import { openFirstRun } from '../src/services/identity/first-run.ts'
import { openIdentity } from '../src/services/identity/identity.ts'
import { askFrom } from '../src/services/law/law-book.ts'
import { type Ledger, openLedger } from '../src/services/ledger/ledger.ts'
import type { Services } from '../src/services/open.ts'
import { unitsOn } from '../src/services/organisation/data/county-445102.ts'
import { isCounted } from '../src/services/organisation/data/units.ts'
import { openOrganisation } from '../src/services/organisation/organisation.ts'
import { openEnrolment } from '../src/services/own/enrolment.ts'
import { openPeople } from '../src/services/people/people.ts'
import { closings, launches, returns } from './campaigns.ts'
import { castFor, county } from './cast.ts'
import { committees, studios, type World } from './committees.ts'
import { correctionLives } from './corrections.ts'
import { cutOff, mediationYear } from './mediation-year.ts'
import { peopleFrom } from './names.ts'
import { ownAccount } from './own-account.ts'
import { countedVillages } from './places.ts'
import { randomFrom } from './random.ts'
import { resettlementLives } from './resettlement.ts'
import { scriptUntil } from './script.ts'
import { type StageClock, stageClock } from './stage-clock.ts'

/** How far the build has come. */
export interface Progress {
  readonly part: { readonly zh: string; readonly en: string }
  readonly done: number
  readonly of: number
}

export interface BuildOptions {
  readonly progress?: (progress: Progress) => void
  /** The last day that is played: the demo's today, so that nothing in it lies in the future. */
  readonly through?: LegalDay
  /** The towns whose year is played, beside the bureau's own: all of them, unless a small county will do. */
  readonly towns?: readonly string[]
}

export interface Built {
  readonly acts: number
}

/** The legal day on which a demo installation stands. */
export const demoToday: LegalDay = cutOff

/**
 * Fills an empty installation with the county year 2017, by the ledger and by the accounts of the posts. The same on every machine: people,
 * days, identifiers and hashes. A longer build only adds to a shorter one.
 */
export async function buildDemo(
  services: Services,
  { progress = () => {}, through = demoToday, towns: played }: BuildOptions = {},
): Promise<Built> {
  const clock = stageClock()
  const { ledger, cast: deps, organisation } = await stage(services, clock)
  const units = unitsOn(cutOff).filter((u) => isCounted(u, cutOff))
  const towns = units.filter((u) => u.level === 'township')
  const villages = countedVillages(cutOff)
  const xiMei = villages.find((v) => v.name === '锡美村')
  if (!xiMei) throw new Error('锡美村 is not among the villages of the demo')
  await services.firstRun.beginDemo()
  progress({ part: { zh: '机构与账号', en: 'units and accounts' }, done: 0, of: 1 })
  const titleOf = (post: string) => services.bureau.posts[post]?.title ?? post
  const cast = await castFor(clock, deps, towns, xiMei, titleOf)
  services.organisation.forget(county)
  organisation.forget(county)

  const random = randomFrom('fazhi 2017')
  const world: World = { random, cast, towns, villages, person: peopleFrom(random.fork('people')) }
  let acts = 0
  const play = async (zh: string, en: string, write: (script: ReturnType<typeof scriptUntil>) => void | Promise<void>) => {
    const script = scriptUntil(en, through, { ledger, clock, ...(played ? { lanes: [county, ...played] } : {}) })
    await write(script)
    let done = 0
    await script.play((scenes) => {
      acts += scenes
      done += scenes
      progress({ part: { zh, en }, done, of: script.size })
    })
  }
  const stood = { committees: undefined as ReturnType<typeof committees> | undefined, campaigns: [] as ReturnType<typeof launches> }
  await play('调委会与调解员', 'committees and mediators', (script) => {
    stood.committees = committees(world, script)
    stood.campaigns = launches(world, script)
  })
  const { committees: all, campaigns } = stood
  if (!all) throw new Error('no committees')
  await play('人民调解', "people's mediation", async (script) => {
    studios(world, script, all.family)
    await returns(world, script, services)
    mediationYear(world, script, all, campaigns)
  })
  await play('社区矫正', 'community corrections', (script) => correctionLives(world, script))
  await play('安置帮教', 'resettlement', (script) => resettlementLives(world, script, services))
  // A campaign is closed when every town has reported.
  if (!played) await play('专项总结', 'campaigns closed', (script) => closings(world, script, campaigns))
  const own = await ownAccount(services, { clock, cast, ...deps, through, titleOf })
  await services.firstRun.markDemo([...cast.logins, ...own])
  return { acts }
}

/** The ledger and the administration of accounts over the same database, with the demo's clock. */
async function stage(services: Services, clock: StageClock) {
  const { store, bureau, seals, sealer, installation, figures } = services
  const audit = openAudit({ store, clock })
  const organisation = openOrganisation({ store, clock, bureau, audit })
  const identity = openIdentity({ store, clock, bureau, organisation, installation, audit, sealer })
  const firstRun = openFirstRun({ store, bureau, organisation, installation, accounts: identity.accounts, audit })
  const people = openPeople({ store, clock, bureau, sealer, audit })
  const law = await services.book.of(county)
  const ask = askFrom(law)
  const days = new Map<LegalDay, ReturnType<typeof around>>()
  const around = async (day: LegalDay) => {
    const [known, parameters] = await Promise.all([services.organisation.county(county), services.parameters.on(county, day)])
    return {
      ask,
      units: known.on(day).map((u) => ({ code: u.code, name: u.name, level: u.level, counted: u.counted })),
      unitName: (unit: string) => known.nameOf(unit, day),
      parameters: (line: string) => parameters[line] ?? {},
    }
  }
  const ledger: Ledger = openLedger({
    store,
    bureau,
    clock,
    seals,
    surroundings: (_, day) => {
      const known = days.get(day) ?? around(day)
      days.set(day, known)
      return known
    },
    registerPerson: async (tx, actor, { role: _, person: __, ...input }) => {
      const { person } = await people.enter(tx, actor, { ...input, name: input.name ?? '' })
      return { id: person.id, name: person.name }
    },
    audit,
    marks: figures.marksOf,
  })
  const enrolment = openEnrolment({ store, bureau, accounts: identity.accounts })
  return { ledger, organisation, cast: { firstRun, identity, enrolment } }
}
