import { type Bureau, compileBureau, holds, type Span } from '../../kernel/index.ts'
import { type Deed, type Done, emptyWorld, factsIn, perform, type Refused, type Simulated, type World } from '../../kernel/simulate.ts'
import { addYears, dueDay, hasRule, type LegalDay, ruleVersionOn } from '../../law/index.ts'
import { posts } from '../posts.ts'
import { resettlement } from '../resettlement/index.ts'
import { communityCorrections } from './index.ts'

/** The two lines together, as the tests run them. */
export const bureau: Bureau = compileBureau([communityCorrections, resettlement], posts, { hasRule })

export const station = '445102112'
const towns = [
  { code: station, name: '铁铺镇', level: 'township', counted: true },
  { code: '445102100', name: '意溪镇', level: 'township', counted: true },
]

/** A made-up world in which acts must succeed unless a test asks for the refusal. */
export interface Desk {
  world: World
  /** Does an act that must succeed; returns the id of its record. */
  do(deed: Deed): string
  /** Does an act under a person: opens a record of the line. */
  under(person: string, record: string, step: string, today: LegalDay, values: Readonly<Record<string, unknown>>, by?: Deed['by']): string
  /** Takes a step on a record. */
  step(id: string, step: string, today: LegalDay, values?: Readonly<Record<string, unknown>>, by?: Deed['by']): string
  /** The sentence with which an act is refused; fails when it is not. Nothing is changed. */
  refusal(deed: Deed): string
  at(id: string): Simulated
  only(type: string): Simulated
  all(type: string): Simulated[]
}

/** A desk over these two lines, or over another bureau. */
export function openDesk(over: Bureau = bureau, units = towns): Desk {
  const desk: Desk = {
    world: emptyWorld(over, units),
    do(deed) {
      const r: Done | Refused = perform(desk.world, deed)
      if (!r.ok) throw new Error(`${r.at}: ${r.say}`)
      desk.world = r.world
      return r.id
    },
    under: (person, record, step, today, values, by) =>
      desk.do({
        record: `community-corrections.${record}`,
        under: person,
        unit: desk.at(person).unit,
        step,
        today,
        values,
        ...(by ? { by } : {}),
      }),
    step: (id, step, today, values = {}, by) => desk.do({ id, step, today, values, ...(by ? { by } : {}) }),
    refusal(deed) {
      const r = perform(desk.world, deed)
      if (r.ok) throw new Error(`${deed.step} was not refused`)
      return r.say
    },
    at(id) {
      const r = desk.world.records.get(id)
      if (!r) throw new Error(`no record ${id}`)
      return r
    },
    all: (type) => [...desk.world.records.values()].filter((r) => r.type === type),
    only(type) {
      const [r, ...more] = desk.all(type)
      if (!r || more.length > 0) throw new Error(`${more.length + (r ? 1 : 0)} records of ${type}`)
      return r
    },
  }
  return desk
}

/** A clock as an official reads it: `2022-03-15 社区矫正法实施办法 第十四条`, with `已办` when it has been stopped; nothing when it does not run. */
export function clockOf(desk: Desk, id: string, key: string): string | null {
  const row = desk.at(id)
  const declared = desk.world.bureau.records.get(row.type)?.procedure.deadlines[key]
  if (!declared) throw new Error(`${row.type} has no clock ${key}`)
  const start = row.values[declared.from]
  if (typeof start !== 'string' || (declared.when && !holds(declared.when, factsIn(desk.world.records, row)))) return null
  const version = ruleVersionOn(declared.rule, start)
  if (!version) return null
  const spans = (declared.pause ? row.values[declared.pause] : null) as readonly Span[] | null
  const pauses = (spans ?? []).map((p) => ({ from: p.from, to: p.to ?? p.from }))
  const due = dueDay(declared.rule, start, { pauses, extendDays: Number(row.values[declared.extend ?? ''] ?? 0) })
  const met = declared.until.some((name) => row.values[name] !== null)
  return `${due} ${version.article}${met ? ' 已办' : ''}`
}

/** The alerts that hold for a record. */
export function alertsOf(desk: Desk, id: string, level?: 'red'): string[] {
  const kept = desk.world.bureau.records.get(desk.at(id).type)
  return (kept?.alerts ?? [])
    .filter((a) => (!level || a.level === level) && holds(a.when, factsIn(desk.world.records, desk.at(id))))
    .map((a) => a.title)
}

export const checker = { account: 'checker', post: 'stationOfficer' }
export const stationHead = { account: 'stationHead', post: 'stationHead' }
export const officer = { account: 'officer', post: 'correctionsOfficer' }
export const leader = { account: 'leader', post: 'leader' }

interface Case {
  readonly category?: string
  readonly effectiveOn: LegalDay
  readonly bornOn?: LegalDay
  readonly sex?: string
  readonly entry?: string
  readonly years?: number
  readonly months?: number
  readonly more?: Readonly<Record<string, unknown>>
}

/** The notice of a case. */
export const notice = (c: Case): Deed => ({
  record: 'community-corrections.person',
  step: 'notify',
  unit: station,
  people: { subject: [`p${c.effectiveOn}${c.category ?? ''}`] },
  today: c.effectiveOn,
  values: {
    category: c.category ?? 'probation',
    entry: c.entry ?? 'new',
    sex: c.sex ?? 'male',
    bornOn: c.bornOn ?? addYears(c.effectiveOn, -30),
    organKind: c.category === 'temporary' ? 'prison' : 'court',
    organ: '某区人民法院',
    effectiveOn: c.effectiveOn,
    ...(c.entry === 'transferredIn' ? { movedFrom: '某县' } : {}),
    ...c.more,
  },
})

/** The papers of a case. */
export const papers = (c: Case): Readonly<Record<string, unknown>> => ({
  judgmentNumber: '（某年）某刑初1号',
  crime: 'property',
  offence: '盗窃罪',
  sentence: c.category === 'control' ? 'control' : 'fixed',
  termFrom: c.effectiveOn,
  ...(c.category === 'temporary'
    ? { circumstance: 'illness', sentenceEndOn: addYears(c.effectiveOn, c.years ?? 2) }
    : { years: c.years ?? 2, months: c.months ?? 0 }),
})

/** Brings a person from the notice to supervision by lawful steps, all on one day (the papers come with the notice). */
export function supervised(desk: Desk, c: Case, on: LegalDay = c.effectiveOn): string {
  const id = desk.do(notice(c))
  desk.step(id, 'receivePapers', on, papers(c))
  desk.step(id, 'register', on, { residence: '某村1号' })
  desk.under(id, 'member', 'join', on, { name: '某甲', kind: 'village', woman: true, knowsMinors: true, joinedOn: on })
  desk.step(id, 'openFile', on)
  desk.step(id, 'announce', on)
  return id
}

/** What must be done before a release. */
export function readyToLeave(desk: Desk, id: string, on: LegalDay): void {
  desk.step(id, 'summarise', on)
  desk.step(id, 'appraise', on, { finalAppraisal: '表现良好', helpAdvice: '继续帮教' })
}

/** A leave granted by the organ that may. */
export function leaveOf(desk: Desk, person: string, from: LegalDay, until: LegalDay, today: LegalDay): string {
  const id = desk.under(person, 'leave', 'apply', today, {
    reason: 'work',
    explanation: '务工',
    destination: '某市',
    fromOn: from,
    untilOn: until,
  })
  desk.step(id, 'check', today, { findings: '属实' }, checker)
  const tier = desk.at(id).values.tier
  if (tier === 'station') desk.step(id, 'approveAtStation', today, {}, stationHead)
  else if (tier === 'county') desk.step(id, 'approveAtCounty', today, {}, officer)
  else {
    desk.step(id, 'forward', today, {}, officer)
    desk.step(id, 'enterDecision', today, { decision: 'granted' }, officer)
  }
  return id
}
