import { describe, expect, it } from 'vitest'
import { compileBureau, fieldsOf, holds, type Kept, ruleBroken } from '../../kernel/index.ts'
import { factsIn, figureIn } from '../../kernel/simulate.ts'
import { addDays, hasRule } from '../../law/index.ts'
import { type Desk, openDesk } from '../community-corrections/testing.ts'
import { posts } from '../posts.ts'
import { mediation } from './index.ts'

const bureau = compileBureau([mediation], posts, { hasRule })
const [village, town] = ['445102111204', '445102111']
const towns = [
  { code: town, name: '磷溪镇', level: 'township', counted: true },
  { code: '445102008', name: '城西街道', level: 'township', counted: true },
  { code: '445102400', name: '红山林场', level: 'township', counted: false },
]
const year = { from: '2017-01-01', to: '2017-12-31' }

interface Office extends Desk {
  readonly committee: string
  figure(id: string): number | null
}
/** A desk with one committee and one mediator. */
function open(): Office {
  const desk = openDesk(bureau, towns)
  const committee = desk.do({
    record: 'mediation.committee',
    unit: town,
    step: 'found',
    today: '2016-12-30',
    values: { name: '某镇人民调解委员会', kind: 'township', foundedOn: '2010-01-01', members: 5, women: 1 },
  })
  return Object.assign(desk, { committee, figure: (id: string) => figureIn(desk.world, id, year) })
}
const find = (desk: Office, values: Readonly<Record<string, unknown>> = {}) =>
  desk.do({
    record: 'mediation.dispute',
    unit: village,
    step: 'find',
    today: '2017-03-01',
    values: { kind: 'neighbour', summary: '宅前滴水', foundOn: '2017-03-01', ...values },
  })
const accept = (desk: Office, values: Readonly<Record<string, unknown>> = {}) =>
  desk.do({
    record: 'mediation.case',
    unit: town,
    step: 'accept',
    today: '2017-03-02',
    people: { applicant: ['p1'], respondent: ['p2'] },
    values: {
      acceptedOn: '2017-03-02',
      kind: 'neighbour',
      source: 'application',
      summary: '宅前滴水',
      committee: desk.committee,
      ...values,
    },
  })
const agree = (desk: Office, id: string, values: Readonly<Record<string, unknown>> = {}) =>
  desk.step(id, 'agreeInWriting', '2017-03-10', { agreedOn: '2017-03-10', terms: '改道排水', ...values })

describe('a campaign of screening', () => {
  const launch = (desk: Office) =>
    desk.do({
      record: 'mediation.campaign',
      unit: '445102',
      step: 'launch',
      today: '2017-10-10',
      values: { name: '重要会议期间排查', period: 'congress', startsOn: '2017-10-18', endsOn: '2017-10-20', daily: true },
    })

  it('asks every counted town for a return of every day, and no other unit', () => {
    const desk = open()
    launch(desk)
    const asked = desk.all('mediation.return')
    expect(new Set(asked.map((r) => r.unit))).toEqual(new Set([town, '445102008']))
    expect(asked.map((r) => r.values.askedOn).sort()).toEqual([0, 0, 1, 1, 2, 2].map((n) => addDays('2017-10-18', n)))
  })

  it('is closed only when every return is signed; a nil return is a return', () => {
    const desk = open()
    const campaign = launch(desk)
    const close = { id: campaign, step: 'close', today: '2017-10-21', values: { closedOn: '2017-10-21', summary: '平稳' } }
    const [first, ...others] = desk.all('mediation.return')
    desk.step(first?.id ?? '', 'fileFound', '2017-10-20', { signedBy: '某甲', remarks: '发现一件' })
    expect(desk.refusal(close)).toContain('未报')
    expect(desk.figure('med.return.rate')).toBeCloseTo(100 / 6)
    for (const r of others) desk.step(r.id, 'fileNil', '2017-10-20', { signedBy: '某甲' })
    desk.do(close)
    expect(['med.return.due', 'med.return.filed', 'med.return.nil', 'med.return.rate'].map(desk.figure)).toEqual([6, 6, 5, 100])
  })
})

describe('a dispute found', () => {
  it('counts those who took part in the screening, not the disputes', () => {
    const desk = open()
    desk.do({
      record: 'mediation.round',
      unit: village,
      step: 'keep',
      today: '2017-03-01',
      values: { heldOn: '2017-03-01', place: '某村', period: 'routine', participants: 4 },
    })
    expect(['med.survey.times', 'med.survey.person', 'med.found'].map(desk.figure)).toEqual([1, 4, 0])
  })

  it('is settled on the spot, prevented, or becomes a case: three ways, never added', () => {
    const desk = open()
    desk.step(find(desk), 'settle', '2017-03-02', { settledOn: '2017-03-02', result: '当场化解' })
    desk.step(find(desk), 'prevent', '2017-03-02', { preventedOn: '2017-03-02', result: '已疏导' })
    const third = find(desk)
    accept(desk, { dispute: third, source: 'initiative' })
    expect(desk.at(third)).toMatchObject({ stage: 'accepted', values: { flow: 'accepted' } })
    expect(['med.found', 'med.settled', 'med.prevent', 'med.accept', 'med.open'].map(desk.figure)).toEqual([3, 1, 1, 1, 0])
  })

  it('goes from the village to the town and from there to the district, and says of itself only what is declared', () => {
    const desk = open()
    const id = find(desk)
    desk.step(id, 'escalate', '2017-03-02', { result: '村里调解不下' })
    expect(desk.at(id).unit).toBe(town)
    desk.step(id, 'escalate', '2017-03-03', { result: '镇里调解不下' })
    expect(desk.at(id).unit).toBe('445102')
    const declared = new Set(fieldsOf(bureau.records.get('mediation.dispute')?.type ?? never()).map(([name]) => name))
    expect(Object.keys(desk.at(id).values).filter((name) => !declared.has(name))).toEqual([])
  })

  it('with a red risk is an alert until somebody deals with it', () => {
    const desk = open()
    const id = find(desk, { risk: 'red' })
    const alert = bureau.alerts.find((a) => a.id === 'mediation.redDispute')
    const raised = () => alert !== undefined && holds(alert.when, factsIn(desk.world.records, desk.at(id)))
    expect(raised()).toBe(true)
    desk.step(id, 'hand', '2017-03-01', { handedOn: '2017-03-01', organ: 'police', result: '已移交' })
    expect(raised()).toBe(false)
    expect(desk.figure('med.handed')).toBe(1)
  })
})

describe('a case', () => {
  it('comes of one source: by the mediators themselves, by application, or from court, police and other organs', () => {
    const desk = open()
    for (const source of ['initiative', 'application', 'application', 'court', 'police', 'petitions', 'otherOrgan'])
      accept(desk, { source })
    expect(['med.accept', 'med.accept.initiative', 'med.accept.applied', 'med.accept.entrusted'].map(desk.figure)).toEqual([7, 1, 2, 4])
  })

  it('is not mediated against the will of a party', () => {
    const desk = open()
    const mediator = desk.do({
      record: 'mediation.mediator',
      unit: town,
      step: 'appoint',
      today: '2016-12-30',
      values: {
        name: '某乙',
        woman: true,
        committee: desk.committee,
        origin: 'engaged',
        employment: 'full',
        servesFrom: '2016-12-30',
      },
      people: { self: ['p9'] },
    })
    const id = accept(desk)
    expect(
      desk.refusal({ id, step: 'begin', today: '2017-03-03', values: { mediationFrom: '2017-03-03', mediator, consent: false } }),
    ).toContain('明确拒绝')
  })

  it('that is lifted to a higher level keeps its day of acceptance, from which its clock runs', () => {
    const desk = open()
    const id = accept(desk)
    desk.step(id, 'escalate', '2017-03-05', { committee: desk.committee })
    expect(desk.at(id)).toMatchObject({ unit: '445102', values: { level: 'county', acceptedOn: '2017-03-02' } })
  })

  it('nineteen agreed of twenty are ninety-five per cent, and not all', () => {
    const desk = open()
    for (let n = 0; n < 20; n += 1) {
      const id = accept(desk, { kind: 'medical' })
      if (n === 7) desk.step(id, 'fail', '2017-03-20', { resultOn: '2017-03-20', reason: '分歧较大' })
      else agree(desk, id)
    }
    expect(['med.hospital.accept', 'med.hospital.success', 'med.hospital.rate', 'med.rate'].map(desk.figure)).toEqual([20, 19, 95, 95])
  })

  it('corrected in one of the two days of its agreement alone, or in its result alone, would break the sum of results: refused', () => {
    const desk = open()
    const id = accept(desk)
    agree(desk, id)
    const { values } = desk.at(id)
    const corrected = (change: object) => ruleBroken(bureau.records.get('mediation.case') as Kept, { values: { ...values, ...change } })
    expect(corrected({})).toBe(null)
    expect(corrected({ agreedOn: '2017-03-09', resultOn: '2017-03-09' })).toBe(null)
    expect(corrected({ agreedOn: '2017-03-09' })?.zh).toContain('请一并更正')
    expect(corrected({ outcome: 'failed' })?.zh).toContain('请一并更正')
    expect(corrected({ agreedOn: null })?.zh).toContain('应有协议日期')
  })

  it('what was agreed and what was paid are two sums, and one case may be paid in parts', () => {
    const desk = open()
    const id = accept(desk, { kind: 'medical' })
    agree(desk, id, { amountAgreed: 50_000 })
    const pay = (paidOn: string, amount: number) =>
      desk.do({ record: 'mediation.payment', under: id, step: 'keep', today: paidOn, values: { paidOn, amount } })
    pay('2017-03-20', 20_000.1)
    pay('2017-04-20', 9_999.9)
    expect(['med.hospital.amount', 'med.hospital.paid'].map(desk.figure)).toEqual([50_000, 30_000])
    expect(figureIn(desk.world, 'med.hospital.paid', { from: '2017-03-01', to: '2017-03-31' })).toBe(20_000.1)
    expect(desk.at(id).values).toMatchObject({ amountPaid: 30_000, paidOn: '2017-04-20' })
  })

  it('is complex by its own word, whatever its kind', () => {
    const desk = open()
    accept(desk, { difficulty: 'complex' })
    accept(desk)
    expect(desk.figure('med.complex')).toBe(1)
  })
})

describe('committees', () => {
  it('a studio is counted as a studio and not as another committee', () => {
    const desk = open()
    const family = desk.do({
      record: 'mediation.committee',
      unit: '445102',
      step: 'found',
      today: '2017-05-19',
      values: { name: '某区婚姻家庭纠纷人民调解委员会', kind: 'family', foundedOn: '2017-05-19', partners: '妇联、综治办' },
    })
    for (const unit of [town, '445102008'])
      desk.do({
        record: 'mediation.committee',
        unit,
        step: 'found',
        today: '2017-05-19',
        values: { name: '调解工作室', kind: 'studio', foundedOn: '2017-05-19', parentCommittee: family },
      })
    expect(['med.committees', 'med.studios'].map(desk.figure)).toEqual([2, 2])
  })
})

function never(): never {
  throw new Error('not declared')
}
