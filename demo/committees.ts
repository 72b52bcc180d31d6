import type { DatedUnit } from '../src/services/organisation/data/units.ts'
import { hands, later, workdayFrom } from './calendar.ts'
import { type Cast, county } from './cast.ts'
import type { FictionalPerson, PersonWish } from './names.ts'
import type { Random } from './random.ts'
import { type Handle, handle, type Script } from './script.ts'

/** A committee with the mediators who may take a case. */
export interface Committee {
  readonly unit: string
  readonly name: string
  readonly is: Handle
  readonly mediators: readonly Handle[]
}

/** All committees of the county by where they sit, and those for special disputes. */
export interface Committees {
  readonly of: (unit: string) => Committee
  readonly medical: Committee
  readonly family: Committee
}

/** What the parts of the demo draw from. */
export interface World {
  readonly random: Random
  readonly cast: Cast
  readonly towns: readonly DatedUnit[]
  readonly villages: readonly DatedUnit[]
  readonly person: (wish: PersonWish) => FictionalPerson
}

/** A made-up person as a form gives him. */
export const asParty = (role: string, p: FictionalPerson) => ({
  role,
  name: p.name,
  sex: p.sex,
  birthDay: p.born,
  identityNumber: p.identityNumber,
  phone: p.phone,
  address: p.address,
  ethnicity: p.ethnicity,
  occupation: p.occupation,
})

interface Founding {
  readonly lane: string
  readonly unit: string
  readonly name: string
  readonly kind: string
  readonly foundedOn: string
  readonly enteredOn: string
  readonly members: number
  readonly villages: readonly string[]
  readonly electedOn?: string
  readonly more?: Readonly<Record<string, unknown>>
}

/** Writes down how the committees and their mediators came into the books; the bureau enters what stands already in the last week of 2016. */
export function committees(world: World, script: Script): Committees {
  const { cast, person } = world
  const random = world.random.fork('committees')
  const found = (f: Founding): Committee => {
    const at = hands(random)
    const is = handle()
    const members = Array.from({ length: f.members }, (_, i) =>
      person({
        village: random.pick(f.villages),
        on: f.enteredOn,
        ages: [28, 62],
        sex: i === 1 ? 'female' : random.pick(['male', 'male', 'female'] as const),
      }),
    )
    const clerk = f.unit === county ? cast.mediationOfficer : cast.stationOfficer(f.unit.slice(0, 9))
    const elected = f.electedOn ? { electedOn: f.electedOn } : {}
    script.add(f.lane, at(f.enteredOn), (pen) =>
      pen.create(clerk, 'mediation.committee', is, {
        unit: f.unit,
        values: {
          name: f.name,
          kind: f.kind,
          foundedOn: f.foundedOn,
          head: members[0]?.name ?? '',
          members: f.members,
          women: members.filter((m) => m.sex === 'female').length,
          seal: true,
          ...elected,
          ...f.more,
        },
      }),
    )
    const filed = f.enteredOn < '2017-01-01' ? later(f.foundedOn, 12) : later(f.enteredOn, 9)
    const filedAt = f.enteredOn < '2017-01-01' ? f.enteredOn : filed
    script.add(f.lane, at(filedAt), (pen) => pen.step(cast.mediationOfficer, 'mediation.committee', is, 'file', { filedOn: filed }))
    script.add(f.lane, at(filedAt), (pen) =>
      pen.step(cast.mediationOfficer, 'mediation.committee', is, 'tellCourt', { toldCourtOn: filed }),
    )
    const trained = random.pick(['2017-04-13', '2017-06-22', '2017-09-07'])
    const mediators = members.map((m, i) => {
      const self = handle()
      const education = random.weighted({ junior: 4, senior: 8, college: 5, bachelor: 2 })
      script.add(f.lane, at(f.enteredOn), (pen) =>
        pen.create(clerk, 'mediation.mediator', self, {
          unit: f.unit,
          values: {
            name: m.name,
            woman: m.sex === 'female',
            committee: is.id,
            origin: f.unit.length > 9 || i < 2 ? 'elected' : 'engaged',
            employment: f.unit.length <= 9 && i === 0 ? 'full' : 'part',
            education,
            servesFrom: f.electedOn ?? f.foundedOn,
          },
          people: [asParty('self', m)],
        }),
      )
      if (random.chance(0.72) && trained > f.enteredOn) {
        const topic =
          { '2017-04-13': '人民调解法与调解程序', '2017-06-22': '婚姻家庭与邻里纠纷调解技巧', '2017-09-07': '重大会议期间排查与信息报送' }[
            trained
          ] ?? ''
        script.add(f.lane, at(trained), async (pen) => {
          await pen.create(clerk, 'mediation.lesson', handle(), { parent: self.id, values: { topic, heldOn: trained, hours: 6 } })
        })
      }
      return self
    })
    return { unit: f.unit, name: f.name, is, mediators }
  }

  const places = new Map<string, Committee>()
  const inTown = (town: string) => world.villages.filter((v) => v.code.startsWith(town)).map((v) => v.code)
  for (const town of world.towns) {
    const kind = town.kind === 'town' ? 'township' : 'street'
    const base = { lane: town.code, unit: town.code, villages: inTown(town.code) }
    places.set(
      town.code,
      found({
        ...base,
        name: `${town.name}人民调解委员会`,
        kind,
        foundedOn: '2011-03-15',
        enteredOn: '2016-12-27',
        members: 4,
        electedOn: '2015-04-10',
      }),
    )
    const before = world.villages.filter((v) => v.code.startsWith(town.code))
    for (const [i, village] of before.entries()) {
      const title = village.kind === 'village' ? '村民委员会' : '社区居民委员会'
      const stem = village.name.replace(/(村|社区)(民委员会|居民委员会)?$/, '')
      places.set(
        village.code,
        found({
          ...base,
          unit: village.code,
          villages: [village.code],
          name: `${stem}${title === '村民委员会' ? '村' : '社区'}人民调解委员会`,
          kind: village.kind === 'village' ? 'village' : 'community',
          foundedOn: '2011-06-20',
          enteredOn: i % 2 === 0 ? '2016-12-28' : '2016-12-29',
          members: 3,
          // One in each large town has let its term run out.
          electedOn: i === 7 ? '2014-05-20' : '2015-06-20',
        }),
      )
    }
  }
  const anywhere = world.villages.map((v) => v.code)
  const trade = { lane: county, unit: county, villages: anywhere }
  const medical = found({
    ...trade,
    name: '湘桥区医疗纠纷人民调解委员会',
    kind: 'medical',
    foundedOn: '2012-09-10',
    enteredOn: '2016-12-27',
    members: 5,
    electedOn: '2015-09-10',
  })
  const family = found({
    ...trade,
    name: '湘桥区婚姻家庭纠纷人民调解委员会',
    kind: 'family',
    foundedOn: '2017-05-19',
    enteredOn: '2017-05-19',
    members: 5,
    electedOn: '2017-05-19',
    more: { partners: '区妇联、区司法局、区综治办' },
  })
  return {
    of: (unit) => {
      const committee = places.get(unit)
      if (!committee) throw new Error(`no committee sits at ${unit}`)
      return committee
    },
    medical,
    family,
  }
}

/** The studios of the family committee, one in each town, opened with it; a second script, because they belong under a committee of the bureau. */
export function studios(world: World, script: Script, family: Committee): void {
  const random = world.random.fork('studios')
  for (const town of world.towns) {
    const at = hands(random)
    const is = handle()
    const filed = later('2017-05-19', 10)
    script.add(town.code, at('2017-05-19'), (pen) =>
      pen.create(world.cast.stationOfficer(town.code), 'mediation.committee', is, {
        unit: town.code,
        values: {
          name: `${town.name}婚姻家庭纠纷调解工作室`,
          kind: 'studio',
          foundedOn: '2017-05-19',
          parentCommittee: family.is.id,
          partners: `${town.name}妇联、${town.name}司法所`,
          members: 3,
          women: 2,
        },
      }),
    )
    script.add(town.code, at(filed), (pen) => pen.step(world.cast.mediationOfficer, 'mediation.committee', is, 'file', { filedOn: filed }))
    script.add(town.code, at(workdayFrom(filed)), (pen) =>
      pen.step(world.cast.mediationOfficer, 'mediation.committee', is, 'tellCourt', { toldCourtOn: filed }),
    )
  }
}
