import type { LegalDay } from '../src/law/index.ts'
import type { Actor } from '../src/services/access/access.ts'
import type { DemoLogin, FirstRun } from '../src/services/identity/first-run.ts'
import type { Identity } from '../src/services/identity/identity.ts'
import type { DatedUnit } from '../src/services/organisation/data/units.ts'
import type { StageClock } from './stage-clock.ts'

/** The county of the demo. */
export const county = '445102'
/** 意溪镇, in whose 锡美村 the demo has accounts down to the village. */
export const firstTown = '445102100'
/** The one password of all accounts of the demo. It is shown on the start page: a demo holds nobody's data. */
export const demoPassword = 'Demo-County-2017'

/** The day on which the accounts of the demo begin; the bureau enters what it has in the week that follows. */
const opened: LegalDay = '2016-12-26'

/** Who acts in the demo. */
export interface Cast {
  readonly leader: Actor
  readonly mediationOfficer: Actor
  readonly correctionsOfficer: Actor
  readonly medicalHead: Actor
  readonly familyHead: Actor
  readonly stationHead: (town: string) => Actor
  readonly stationOfficer: (town: string) => Actor
  /** Who writes for a village: its own mediator where it has an account, the station otherwise. */
  readonly villageHand: (village: string) => Actor
  readonly villageFinder: (village: string) => Actor
  readonly logins: readonly DemoLogin[]
}

interface Seat {
  readonly username: string
  readonly name: string
  readonly post: string
  readonly unit: string
  /** Whether the start page offers it. */
  readonly shown: boolean
}

const stationNames = '郑守望 林明理 蔡务实 许重诺 吴求真 陈公道 谢敬老 苏同心 曾宽厚 卢知足 翁尚德 庄礼让 沈自省'.split(' ')
const headNames = '黄致和 刘笃行 杨正直 李安居 王怀远 张思源 洪崇文 邱乐业 丁好学 柯和气 佘互助 郭诚信 余友善'.split(' ')

/** Installs the bureau with its units and the accounts of the demo's posts. */
export async function castFor(
  clock: StageClock,
  deps: { firstRun: FirstRun; identity: Identity },
  towns: readonly DatedUnit[],
  xiMei: DatedUnit,
  titleOf: (post: string) => string,
): Promise<Cast> {
  const nameOf = new Map<string, string>([
    [county, '湘桥区司法局'],
    [xiMei.code, `意溪镇${xiMei.name}`],
    ...towns.map((t) => [t.code, `${t.name}司法所`] as const),
  ])
  const seats: Seat[] = [
    { username: 'leader', name: '陈怀远', post: 'leader', unit: county, shown: true },
    { username: 'mediation', name: '林务实', post: 'mediationOfficer', unit: county, shown: true },
    { username: 'corrections', name: '郑慎独', post: 'correctionsOfficer', unit: county, shown: true },
    { username: 'medical', name: '蔡宽容', post: 'committeeHead', unit: county, shown: true },
    { username: 'family', name: '许和气', post: 'committeeHead', unit: county, shown: false },
    { username: 'mediator', name: '黄睦邻', post: 'mediator', unit: xiMei.code, shown: true },
    { username: 'village', name: '谢守望', post: 'villageWorker', unit: xiMei.code, shown: true },
    { username: 'superior', name: '吴求真', post: 'superior', unit: county, shown: true },
    { username: 'procuracy', name: '方持平', post: 'procuracy', unit: county, shown: true },
    ...towns.flatMap((town, i): Seat[] => {
      const own = town.code === firstTown
      const second = !own && i === 0
      const tail = own ? '' : `-${town.code.slice(6)}`
      return [
        { username: `station-head${tail}`, name: headNames[i] ?? '', post: 'stationHead', unit: town.code, shown: own || second },
        { username: `station${tail}`, name: stationNames[i] ?? '', post: 'stationOfficer', unit: town.code, shown: own || second },
      ]
    }),
  ]
  const administrators = { system: '系统管理员', security: '安全管理员', audit: '审计管理员' }
  const account = (username: string, name: string) => ({ username, name, password: demoPassword, mustChange: false })
  const actors = new Map<string, Actor>()

  await clock.at(`${opened}T01:00:00.000Z`, 'install', () =>
    deps.firstRun.run({
      county,
      bureauName: '潮州市湘桥区司法局',
      administrator: account('system', administrators.system),
      security: account('security', administrators.security),
      auditor: account('audit', administrators.audit),
    }),
  )
  const by = (post: string, username: string): Actor => ({
    bureau: county,
    account: '00000000-0000-7000-8000-000000000000',
    name: username,
    holdings: [{ post, unit: county }],
  })
  const system = by('systemAdministrator', 'system')
  const security = by('securityAdministrator', 'security')
  const known = await clock.at(`${opened}T01:10:00.000Z`, 'administrators', () => deps.identity.accounts.list(system))
  const idOf = (username: string) => known.find((a) => a.username === username)?.id ?? ''
  const [systemActor, securityActor] = [
    { ...system, account: idOf('system') },
    { ...security, account: idOf('security') },
  ]
  // The demo's password is written on its start page: nobody is asked to change it.
  await clock.at(`${opened}T01:20:00.000Z`, 'policy', () =>
    deps.identity.setPolicy(securityActor, { passwordDays: 0, idleMinutes: 120, sessionHours: 12 }),
  )
  // Two at once: the password hasher does no more.
  const queue = seats.map((seat, i) => ({ seat, i }))
  const hire = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { seat, i } = next
      const at = `${opened}T02:${String(i).padStart(2, '0')}:00.000Z`
      await clock.at(at, seat.username, async () => {
        const { account: made } = await deps.identity.accounts.create(systemActor, account(seat.username, seat.name))
        await deps.identity.accounts.grant(securityActor, made.id, { post: seat.post, unit: seat.unit, from: opened })
        actors.set(seat.username, {
          bureau: county,
          account: made.id,
          name: seat.name,
          holdings: [{ post: seat.post, unit: seat.unit }],
        })
      })
    }
  }
  await Promise.all([hire(), hire()])

  const actor = (username: string): Actor => {
    const found = actors.get(username)
    if (!found) throw new Error(`the demo has no account ${username}`)
    return found
  }
  const station = (kind: string) => (town: string) => actor(town === firstTown ? kind : `${kind}-${town.slice(6)}`)
  const logins: DemoLogin[] = [
    ...seats
      .filter((s) => s.shown)
      .map((s) => ({
        username: s.username,
        password: demoPassword,
        post: titleOf(s.post),
        name: s.name,
        unitName: s.username === 'medical' ? '湘桥区医疗纠纷人民调解委员会' : (nameOf.get(s.unit) ?? s.unit),
      })),
    ...Object.entries(administrators).map(([username, name]) => ({
      username,
      password: demoPassword,
      post: name,
      name,
      unitName: '湘桥区司法局',
    })),
  ]
  return {
    leader: actor('leader'),
    mediationOfficer: actor('mediation'),
    correctionsOfficer: actor('corrections'),
    medicalHead: actor('medical'),
    familyHead: actor('family'),
    stationHead: station('station-head'),
    stationOfficer: station('station'),
    villageHand: (village) => (village === xiMei.code ? actor('mediator') : station('station')(village.slice(0, 9))),
    villageFinder: (village) => (village === xiMei.code ? actor('village') : station('station')(village.slice(0, 9))),
    logins,
  }
}
