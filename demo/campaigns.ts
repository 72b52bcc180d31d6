import { sql } from 'kysely'
import type { LegalDay } from '../src/law/index.ts'
import { ledgerSettings } from '../src/services/access/access.ts'
import type { Services } from '../src/services/open.ts'
import { hands, later } from './calendar.ts'
import { county } from './cast.ts'
import type { World } from './committees.ts'
import { type Handle, handle, type Script } from './script.ts'

interface Campaign {
  readonly name: string
  readonly period: string
  readonly startsOn: LegalDay
  readonly endsOn: LegalDay
  readonly launchedOn: LegalDay
  readonly daily: boolean
  readonly is: Handle
}

const planned: readonly Omit<Campaign, 'is'>[] = [
  {
    name: '2017年春节期间矛盾纠纷排查',
    period: 'spring',
    startsOn: '2017-01-09',
    endsOn: '2017-02-03',
    launchedOn: '2017-01-06',
    daily: false,
  },
  {
    name: '2017年全国两会期间矛盾纠纷排查',
    period: 'sessions',
    startsOn: '2017-03-01',
    endsOn: '2017-03-16',
    launchedOn: '2017-02-27',
    daily: false,
  },
  {
    name: '2017年清明期间山林土地纠纷排查',
    period: 'tomb',
    startsOn: '2017-03-27',
    endsOn: '2017-04-07',
    launchedOn: '2017-03-24',
    daily: false,
  },
  { name: '2017年汛期矛盾纠纷排查', period: 'flood', startsOn: '2017-06-01', endsOn: '2017-06-30', launchedOn: '2017-05-31', daily: false },
  {
    name: '2017年国庆中秋期间矛盾纠纷排查',
    period: 'national',
    startsOn: '2017-09-18',
    endsOn: '2017-10-09',
    launchedOn: '2017-09-15',
    daily: false,
  },
  {
    name: '党的十九大期间矛盾纠纷排查',
    period: 'congress',
    startsOn: '2017-10-11',
    endsOn: '2017-10-25',
    launchedOn: '2017-10-10',
    daily: true,
  },
  {
    name: '2017年岁末矛盾纠纷排查',
    period: 'special',
    startsOn: '2017-12-04',
    endsOn: '2017-12-22',
    launchedOn: '2017-12-01',
    daily: false,
  },
]

/** The campaigns of the year. */
export type Campaigns = readonly Campaign[]

/** Launches the campaigns; each opens the returns that every counted town owes. */
export function launches(world: World, script: Script): Campaigns {
  const random = world.random.fork('campaigns')
  const all = planned.map((c) => ({ ...c, is: handle() }))
  for (const c of all) {
    const at = hands(random)
    const { name, period, startsOn, endsOn, daily } = c
    const demand = '各镇（街）组织村（居）逐户逐单位排查，发现纠纷当日登记，没有发现也要报告。'
    script.add(county, at(c.launchedOn), (pen) =>
      pen.create(world.cast.mediationOfficer, 'mediation.campaign', c.is, { values: { name, period, startsOn, endsOn, daily, demand } }),
    )
  }
  return all
}

/** The returns that the campaigns have opened: most towns answer nil and on the day, a few with disputes, a few late. */
export async function returns(world: World, script: Script, services: Services): Promise<void> {
  const random = world.random.fork('returns')
  const rows = await services.store.read(ledgerSettings(services.bureau, county), (tx) =>
    tx.rows<{ id: string; town: string; due: LegalDay }>(
      sql`select r.id, r.town, left(d.due, 10) as due from mediation_return r
          join deadline d on d.bureau = r.bureau and d.record_id = r.id and d.key = 'file'
          where r.bureau = ${county} order by due, r.town`,
    ),
  )
  const signers = new Map(world.towns.map((t) => [t.code, world.cast.stationHead(t.code).name]))
  for (const row of rows) {
    const at = hands(random)
    const is: Handle = { id: row.id }
    const found = random.chance(0.16)
    const filed = random.chance(0.03) ? later(row.due, random.int(1, 2)) : row.due
    const count = random.int(1, 4)
    script.add(row.town, at(filed), (pen) =>
      pen.step(world.cast.stationHead(row.town), 'mediation.return', is, found ? 'fileFound' : 'fileNil', {
        signedBy: signers.get(row.town) ?? '',
        ...(found ? { remarks: `发现矛盾纠纷${count}起，已登记并落实调解人员，情况平稳。` } : {}),
      }),
    )
  }
}

/** Closes each campaign when all have answered; a script of its own, because it needs the returns of every town. */
export function closings(world: World, script: Script, all: Campaigns): void {
  const random = world.random.fork('closings')
  for (const c of all) {
    const at = hands(random)
    const closedOn = later(c.endsOn, 6)
    script.add(county, at(closedOn), async (pen) => {
      await pen.step(world.cast.mediationOfficer, 'mediation.campaign', c.is, 'close', {
        closedOn,
        summary: '各镇（街）均已报告。发现的纠纷已逐件登记、化解或者转入调解，没有发生因纠纷引发的群体性事件。',
      })
    })
  }
}
