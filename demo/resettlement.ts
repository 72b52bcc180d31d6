import { sql } from 'kysely'
import { addDays, addYears, type LegalDay } from '../src/law/index.ts'
import { ledgerSettings } from '../src/services/access/access.ts'
import type { Services } from '../src/services/open.ts'
import { backlog, hands, later, workdayFrom } from './calendar.ts'
import { county } from './cast.ts'
import { asParty, type World } from './committees.ts'
import { cutOff } from './mediation-year.ts'
import type { Random } from './random.ts'
import { type Handle, handle, type Script } from './script.ts'

/** On the books of resettlement at the cut-off, all of them with a file. */
export const helpedAtCutOff = 750
/** From prison, whose five years ended within the year before the cut-off; who left otherwise; who is still in prison. */
const prison = { expiring: 46, gone: 5, serving: 14 } as const

const type = 'resettlement.person'

/** Writes down the lives of those who are helped: handed over by corrections in the acts already played, or released from prison. */
export async function resettlementLives(world: World, script: Script, services: Services): Promise<void> {
  const random = world.random.fork('resettlement')
  const handed = await services.store.read(ledgerSettings(services.bureau, county), (tx) =>
    tx.rows<{ id: string; unit: string; on: LegalDay; until: LegalDay }>(
      sql`select id, unit, entered_on as "on", help_until as "until" from resettlement_person where bureau = ${county} order by entered_on, id`,
    ),
  )
  const entering = new Map(world.towns.map((t) => [t.code, backlog()]))
  const entered = (town: string) => entering.get(town)?.() ?? backlog()()
  for (const row of handed) {
    const one = random.fork(`handed/${row.id}`)
    helped(world, script, {
      random: one,
      is: { id: row.id },
      town: row.unit,
      on: row.on,
      until: row.until,
      filed: false,
      entered,
    })
  }
  const onBooks = handed.filter((r) => r.on <= cutOff && r.until > cutOff).length
  const fromPrison = helpedAtCutOff - onBooks
  for (let i = 0; i < fromPrison; i += 1) {
    const one = random.fork(`prison/${i}`)
    released(world, script, one, one.dayBetween('2012-11-20', '2017-10-12'), entered)
  }
  for (let i = 0; i < prison.expiring; i += 1) {
    const one = random.fork(`expiring/${i}`)
    released(world, script, one, one.dayBetween('2012-01-20', '2012-10-20'), entered)
  }
  for (let i = 0; i < prison.gone; i += 1) {
    const one = random.fork(`gone/${i}`)
    released(world, script, one, one.dayBetween('2014-01-20', '2016-10-20'), entered, one.pick(['die', 'moveOut', 'recommit']))
  }
  for (let i = 0; i < prison.serving; i += 1) inPrison(world, script, random.fork(`serving/${i}`))
}

interface Helped {
  readonly random: Random
  readonly is: Handle
  readonly town: string
  readonly on: LegalDay
  readonly until: LegalDay
  /** The file is opened by the act of linking. */
  readonly filed: boolean
  readonly entered: (town: string) => string
  readonly leaves?: string
}

const start: LegalDay = '2016-12-27'

/** In the week of the backlog nothing else is done to these records: they may not stand in the books yet. */
const clear = (day: LegalDay): LegalDay => (day >= start && day < '2017-01-03' ? '2017-01-03' : day)

/** File, group, job, a visit in the half-year, and the end of help. */
function helped(world: World, script: Script, h: Helped): void {
  const { random, is, town, on, until } = h
  const who = world.cast.stationOfficer(town)
  const by = hands(random)
  const step = (day: LegalDay, key: string, values: Readonly<Record<string, unknown>>) =>
    script.add(town, day < start ? h.entered(town) : by(day), (pen) => pen.step(who, type, is, key, values))
  if (until < start) {
    step(until, 'expire', { leftOn: until })
    return
  }
  const fileOn = clear(later(on, 1))
  if (!h.filed) step(fileOn, 'openFile', { fileOn })
  if (random.chance(0.6)) {
    const groupOn = clear(later(fileOn, 2))
    if (groupOn < until)
      step(groupOn, 'formGroup', {
        groupOn,
        groupMembers: random.pick(['司法所、村（居）干部、家属', '司法所、村（居）干部、志愿者', '司法所、派出所、家属']),
      })
  }
  if (random.chance(0.5)) {
    const arrangedOn = clear(later(fileOn, random.int(6, 60)))
    const arrangement = random.weighted({ enterprise: 34, selfEmployed: 38, land: 16, relief: 7, publicPost: 5 })
    if (arrangedOn < until && arrangedOn < '2017-12-28') step(arrangedOn, 'arrange', { arrangedOn, arrangement })
  }
  const goes = h.leaves ? workdayFrom(random.dayBetween('2017-02-10', '2017-09-20')) : clear(until)
  const way = random.weighted({ home: 60, office: 25, phone: 15 })
  const visitedOn = workdayFrom(random.dayBetween('2017-05-08', '2017-10-26'))
  if (visitedOn > addDays(on, 10) && visitedOn < goes)
    script.add(town, by(visitedOn), async (pen) => {
      await pen.create(who, 'resettlement.visit', handle(), {
        parent: is.id,
        values: { visitedOn, way, situation: '思想稳定，生活正常，与家人关系较好，没有违法行为。' },
      })
    })
  if (random.chance(0.11)) {
    const givenOn = workdayFrom(random.dayBetween('2017-02-13', '2017-10-24'))
    const [kind, content, partner] = random.pick([
      ['job', '推荐到本区企业就业，已签订劳动合同。', '区人社局'],
      ['training', '参加电工技能培训班，取得结业证书。', '区人社局'],
      ['allowance', '协助申请最低生活保障，已获批准。', '区民政局'],
      ['relief', '家庭遇到临时困难，协助申请临时救助。', '区民政局'],
    ] as const)
    if (givenOn > addDays(on, 10) && givenOn < goes)
      script.add(town, by(givenOn), async (pen) => {
        await pen.create(who, 'resettlement.help', handle(), { parent: is.id, values: { givenOn, kind, content, partner } })
      })
  }
  if (goes > '2017-12-31') return
  script.add(town, by(goes), async (pen) => {
    await pen.step(who, type, is, h.leaves ?? 'expire', { leftOn: goes, ...endings[h.leaves ?? 'expire']?.(goes) })
  })
}

const endings: Readonly<Record<string, (on: LegalDay) => Readonly<Record<string, unknown>>>> = {
  expire: () => ({}),
  die: () => ({ exitNote: '因病死亡，已核对死亡证明。' }),
  moveOut: () => ({ movedTo: '潮州市潮安区' }),
  recommit: (on) => ({ reoffendedOn: addDays(on, -20), exitNote: '因另案被判处有期徒刑。' }),
}

/** One released from prison: the prison's data, then linking; for this year's also verification and preparation. */
function released(
  world: World,
  script: Script,
  random: Random,
  releasedOn: LegalDay,
  entered: (town: string) => string,
  leaves?: string,
): void {
  const village = random.pick(world.villages).code
  const town = village.slice(0, 9)
  const is = handle()
  const who = world.cast.stationOfficer(town)
  const linkedOn = clear(workdayFrom(addDays(releasedOn, random.int(0, 14))))
  const infoOn = addDays(releasedOn, -random.int(50, 80))
  const by = hands(random)
  const at = (day: LegalDay) => (day < start ? entered(town) : by(day))
  arrival(world, script, { random, village, is, infoOn, expectedOn: releasedOn, at: at(infoOn) })
  if (releasedOn > '2017-01-20') verification(world, script, random, town, is, infoOn, releasedOn, at)
  const occupation = random.weighted({ farmer: 22, worker: 20, selfEmployed: 18, casual: 25, unemployed: 12, retired: 3 })
  const pickup = random.pick(['family', 'self', 'station'])
  script.add(town, at(linkedOn), (pen) =>
    pen.step(who, type, is, 'link', {
      linkedOn,
      releasedOn,
      pickup,
      occupation,
      community: world.villages.find((v) => v.code === village)?.name ?? '',
    }),
  )
  helped(world, script, {
    random,
    is,
    town,
    on: linkedOn,
    until: addDays(addYears(releasedOn, 5), -1),
    filed: true,
    entered,
    ...(leaves ? { leaves } : {}),
  })
}

/** Those whom the prisons have announced and who are still inside on the demo's day. */
function inPrison(world: World, script: Script, random: Random): void {
  const village = random.pick(world.villages).code
  const is = handle()
  const by = hands(random)
  const infoOn = workdayFrom(random.dayBetween('2017-09-04', '2017-10-27'))
  const expectedOn = random.dayBetween('2018-01-05', '2018-03-20')
  arrival(world, script, { random, village, is, infoOn, expectedOn, at: by(infoOn) })
  if (infoOn < '2017-10-12') verification(world, script, random, village.slice(0, 9), is, infoOn, expectedOn, by)
}

function arrival(
  world: World,
  script: Script,
  o: { random: Random; village: string; is: Handle; infoOn: LegalDay; expectedOn: LegalDay; at: string },
): void {
  const { random, village, is, infoOn, expectedOn } = o
  const town = village.slice(0, 9)
  const p = world.person({ village, on: infoOn, ages: [21, 64], sex: random.weighted({ male: 90, female: 10 }) })
  const [crime, offence] = random.pick([
    ['property', '盗窃罪'],
    ['person', '故意伤害罪'],
    ['order', '贩卖毒品罪'],
    ['property', '抢劫罪'],
    ['property', '诈骗罪'],
  ] as const)
  const values = {
    source: random.weighted({ prison: 70, detentionCentre: 30 }),
    kind: 'served',
    sex: p.sex,
    bornOn: p.born,
    infoOn,
    household: p.address,
    residence: p.address,
    crime,
    offence,
    sentenceTerm: random.pick(['有期徒刑十个月', '有期徒刑一年六个月', '有期徒刑三年', '有期徒刑五年', '有期徒刑七年']),
    expectedOn,
  }
  script.add(town, o.at, (pen) =>
    pen.create(world.cast.stationOfficer(town), type, is, { step: 'receive', unit: town, values, people: [asParty('subject', p)] }),
  )
}

function verification(
  world: World,
  script: Script,
  random: Random,
  town: string,
  is: Handle,
  infoOn: LegalDay,
  expectedOn: LegalDay,
  at: (day: LegalDay) => string,
): void {
  const who = world.cast.stationOfficer(town)
  const verifiedOn = clear(later(infoOn, random.int(4, 12)))
  const key = random.chance(0.12)
  script.add(town, at(verifiedOn), (pen) =>
    pen.step(who, type, is, 'verify', {
      verifiedOn,
      verification: 'confirmed',
      findings: '经村（居）核实，户籍和居住地址属实，家属愿意接纳。',
    }),
  )
  const preparedOn = clear(later(verifiedOn, 2))
  script.add(town, at(preparedOn), (pen) =>
    pen.step(who, type, is, 'prepare', {
      expectedOn,
      pickup: key ? 'escorted' : 'family',
      ...(key ? { keyReasons: ['recidivist'], pickupPlan: '释放当日由司法所会同派出所、家属到监所接回。' } : {}),
    }),
  )
}
