import { describe, expect, it } from 'vitest'
import { addDays } from '../../law/index.ts'
import { alertsOf, checker, clockOf, type Desk, leader, notice, officer, openDesk, readyToLeave, station, supervised } from './testing.ts'

/** 「红线」, one by one: what shows it, its clock, its article, and what takes it away again. */
const clerk = { account: 'station', post: 'stationOfficer' }
const below = (
  desk: Desk,
  person: string,
  record: string,
  step: string,
  on: string,
  values: Readonly<Record<string, unknown>>,
  by = clerk,
) => desk.under(person, record, step, on, values, by)
const lose = (desk: Desk, id: string, missedOn: string) => below(desk, id, 'search', 'begin', missedOn, { kind: 'lost', missedOn })
const blame = (desk: Desk, id: string, record: 'admonition' | 'warning', on: string, decision = 'granted') => {
  const done = below(desk, id, record, 'verify', on, { ground: 'breach', misconduct: '擅自外出', verifiedOn: on })
  desk.step(done, 'decide', on, { decision }, officer)
}
const propose = (desk: Desk, id: string, on: string) =>
  below(
    desk,
    id,
    'proposal',
    'proposeRevokingProbation',
    on,
    { ground: 'absent', reasons: '事实清楚', toOrgan: '某区人民法院', proposedOn: on },
    officer,
  )
/** Whether passing the clock is shown to the leaders. */
const isRed = (desk: Desk, id: string, key: string) =>
  desk.world.bureau.records.get(desk.at(id).type)?.procedure.deadlines[key]?.red === true

describe('漏管: decided and never reported in', () => {
  it('is a red line from the eleventh day, with the search open, until he is registered', () => {
    const desk = openDesk()
    const id = desk.do(notice({ effectiveOn: '2022-03-01' }))
    expect([isRed(desk, id, 'reporting'), clockOf(desk, id, 'reporting')]).toEqual([true, '2022-03-11 社区矫正法 第二十一条'])
    expect(desk.refusal({ id, step: 'flagMissing', today: '2022-03-11', by: clerk })).toContain('社区矫正法第二十一条')
    desk.step(id, 'flagMissing', '2022-03-12', {}, clerk)
    expect(alertsOf(desk, id, 'red')).toEqual(['未按期报到（漏管）'])
    expect(desk.only('community-corrections.search').stage).toBe('searching')
    desk.step(id, 'register', '2022-03-20')
    expect(alertsOf(desk, id, 'red')).not.toContain('未按期报到（漏管）')
  })
})

describe('脱管: registered and out of supervision', () => {
  it('is a red line from the day it is noticed; ten days part an admonition from a warning, one month leads to a proposal', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2022-01-04' })
    const search = lose(desk, id, '2022-05-01')
    expect(alertsOf(desk, id, 'red')).toEqual(['失去联系（脱管）'])
    expect([isRed(desk, search, 'tenDays'), clockOf(desk, search, 'tenDays')]).toEqual([true, '2022-05-11 社区矫正法实施办法 第三十五条'])
    expect([isRed(desk, search, 'month'), clockOf(desk, search, 'month')]).toEqual([true, '2022-06-01 社区矫正法实施办法 第四十六条'])
    desk.step(search, 'find', '2022-05-20', { result: 'found', finding: '在外务工' }, clerk)
    expect(alertsOf(desk, id, 'red')).toEqual([])
    expect(['tenDays', 'month'].every((key) => clockOf(desk, search, key)?.endsWith('已办'))).toBe(true)
  })

  it('found in custody without the custody being entered stays red until it is', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2022-01-04' })
    const search = lose(desk, id, '2022-05-01')
    desk.step(search, 'find', '2022-05-04', { result: 'custody', finding: '被某分局刑事拘留' }, clerk)
    expect(alertsOf(desk, id, 'red')).toEqual(['查明已被羁押而未登记限制人身自由'])
    below(desk, id, 'detention', 'enter', '2022-05-05', {
      kind: 'criminalDetention',
      organ: '某分局',
      startsOn: '2022-05-02',
      toldOn: '2022-05-05',
      cause: '涉嫌盗窃',
    })
    expect(alertsOf(desk, id, 'red')).toEqual([])
  })
})

describe('虚管: registered, and no contact of any kind in the cycle', () => {
  it('counts from the last contact; a closed door and a call that reaches nobody are none; custody stops it', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2022-01-04' })
    expect([isRed(desk, id, 'contact'), clockOf(desk, id, 'contact')]).toEqual([true, '2022-02-07 社区矫正法 第二十六条'])
    below(desk, id, 'visit', 'keep', '2022-01-20', { visitedOn: '2022-01-20', kind: 'home', met: false, record: '无人在家' })
    below(desk, id, 'contact', 'keep', '2022-01-21', { contactedOn: '2022-01-21', kind: 'phone', reached: false })
    expect(clockOf(desk, id, 'contact')).toBe('2022-02-07 社区矫正法 第二十六条')
    below(desk, id, 'contact', 'keep', '2022-01-25', { contactedOn: '2022-01-25', kind: 'video', reached: true })
    expect(clockOf(desk, id, 'contact')).toBe('2022-02-25 社区矫正法 第二十六条')
    const custody = below(desk, id, 'detention', 'enter', '2022-02-01', {
      kind: 'administrative',
      organ: '某分局',
      startsOn: '2022-02-01',
      toldOn: '2022-02-01',
      cause: '殴打他人',
    })
    desk.step(custody, 'free', '2022-02-10', { outcome: '拘留期满' }, clerk)
    expect(clockOf(desk, id, 'contact')).toBe('2022-03-07 社区矫正法 第二十六条')
  })
})

describe('第二次训诫、第二次警告', () => {
  it('two admonitions make a candidate for a warning; one that was not granted is none', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2022-01-04' })
    blame(desk, id, 'admonition', '2022-02-01')
    blame(desk, id, 'admonition', '2022-03-01', 'refused')
    expect(alertsOf(desk, id, 'red')).toEqual([])
    blame(desk, id, 'admonition', '2022-04-01')
    expect(alertsOf(desk, id, 'red')).toEqual(['已受两次训诫'])
  })

  it('two warnings make a candidate for revocation; in 2017 it took three, for recommitment two', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2022-01-04' })
    for (const on of ['2022-02-01', '2022-03-01']) blame(desk, id, 'warning', on)
    expect(alertsOf(desk, id, 'red')).toEqual(['已受两次警告'])
    const values = (on: string) => ({ ground: 'warnings', reasons: '经教育仍不改正', toOrgan: '某区人民法院', proposedOn: on })
    below(desk, id, 'proposal', 'proposeRevokingProbation', '2022-03-05', values('2022-03-05'), officer)
    const old = supervised(desk, { effectiveOn: '2017-01-04' })
    const sick = supervised(desk, { effectiveOn: '2017-01-05', category: 'temporary' })
    for (const who of [old, sick]) for (const on of ['2017-02-01', '2017-03-01']) blame(desk, who, 'warning', on)
    const deed = { record: 'community-corrections.proposal', unit: station, today: '2017-03-05', values: values('2017-03-05'), by: officer }
    expect(desk.refusal({ ...deed, under: old, step: 'proposeRevokingProbation' })).toContain('受到3次警告')
    desk.do({ ...deed, under: sick, step: 'proposeRecommitting' })
  })
})

describe('许可、定位装置将到期和已到期', () => {
  it('a permit warns fifteen days ahead and is red when it has run out', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2022-01-04' })
    const permit = below(desk, id, 'permit', 'apply', '2022-02-01', {
      appliedOn: '2022-02-01',
      reason: 'work',
      explanation: '跑运输',
      places: '某市',
    })
    desk.step(permit, 'verify', '2022-02-02', { findings: '属实' }, checker)
    desk.step(permit, 'approve', '2022-02-03', {}, officer)
    const declared = desk.world.bureau.records.get('community-corrections.permit')?.procedure.deadlines.validity
    expect([declared?.warn, declared?.red, clockOf(desk, permit, 'validity')]).toEqual([
      [15, 5],
      true,
      '2022-08-03 社区矫正法实施办法 第二十九条',
    ])
  })

  it('a device warns on its eightieth day, is an illegal restriction when it has run out, and comes off on the day on which he leaves', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2022-01-04', years: 1 })
    const gps = below(desk, id, 'positioning', 'apply', '2022-11-01', { appliedOn: '2022-11-01', ground: 'left', explanation: '擅自离市' })
    desk.step(gps, 'approve', '2022-11-01', {}, leader)
    desk.step(gps, 'tell', '2022-11-01', {}, clerk)
    desk.step(gps, 'wear', '2022-11-01', { device: 'anklet', deviceNumber: 'A1' }, clerk)
    const declared = desk.world.bureau.records.get('community-corrections.positioning')?.procedure.deadlines.period
    expect([declared?.warn[0], declared?.red, declared?.late]).toEqual([10, true, expect.stringContaining('违法限制')])
    desk.step(gps, 'assess', '2022-12-28', { assessment: '仍有必要' }, clerk)
    // The device may not outlast the term, so its last day is that of the term.
    expect(desk.refusal({ id: gps, step: 'renew', today: '2023-01-04', by: leader })).toContain('矫正期限已于2023-01-03届满')
    readyToLeave(desk, id, '2022-12-01')
    desk.step(id, 'release', '2023-01-03')
    expect(desk.at(gps)).toMatchObject({ stage: 'ended', values: { endedOn: '2023-01-03' } })
    expect(alertsOf(desk, gps, 'red')).toEqual([])
  })
})

describe('期满', () => {
  it('the end of the term warns thirty days ahead and is red the day after it', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2022-01-04', years: 1 })
    const declared = desk.world.bureau.records.get('community-corrections.person')?.procedure.deadlines.release
    expect([declared?.warn[0], isRed(desk, id, 'release'), clockOf(desk, id, 'release')]).toEqual([
      30,
      true,
      '2023-01-03 社区矫正法 第四十四条',
    ])
  })

  it('while a proposal is pending has a clock of its own, and the system never releases: not on the day, not after it, not by another hand', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2022-01-04', years: 1 })
    const proposal = propose(desk, id, '2022-12-10')
    readyToLeave(desk, id, '2022-12-12')
    expect([isRed(desk, id, 'pendingAtEnd'), clockOf(desk, id, 'pendingAtEnd')]).toEqual([true, '2022-12-04 社区矫正法实施办法 第五十三条'])
    for (const today of ['2023-01-03', '2023-01-04', '2023-06-30'])
      for (const by of [clerk, officer]) expect(desk.refusal({ id, step: 'release', today, by })).toContain('决定机关尚未作出决定')
    expect(desk.at(id)).toMatchObject({ stage: 'supervised', values: { leftOn: null, exit: null } })
    desk.step(proposal, 'withdraw', '2023-01-10', { withdrawal: '证据不足' }, officer)
    expect([clockOf(desk, id, 'pendingAtEnd'), desk.at(id).values.pendingOn]).toEqual([null, null])
    desk.step(id, 'release', '2023-01-10')
  })

  it('while he is in custody or lost has a clock of its own too', () => {
    const desk = openDesk()
    const held = supervised(desk, { effectiveOn: '2022-01-04', years: 1 })
    const gone = supervised(desk, { effectiveOn: '2022-01-05', years: 1 })
    const custody = { kind: 'arrest', organ: '某检察院', startsOn: '2022-12-20', toldOn: '2022-12-20', cause: '涉嫌盗窃' }
    below(desk, held, 'detention', 'enter', '2022-12-20', custody)
    lose(desk, gone, '2022-12-20')
    expect([clockOf(desk, held, 'detainedAtEnd') !== null, isRed(desk, held, 'detainedAtEnd')]).toEqual([true, true])
    expect([clockOf(desk, gone, 'lostAtEnd') !== null, isRed(desk, gone, 'lostAtEnd')]).toEqual([true, true])
  })
})

describe('未成年人满十八周岁', () => {
  it('the regime of minors goes on: group, sealed file, apart from adults, nothing made public (第五十二条、第五十四条、第五十八条)', () => {
    const desk = openDesk()
    const born = '2004-06-01'
    const id = supervised(desk, { effectiveOn: '2022-03-01', bornOn: born, years: 3 })
    const after = addDays('2022-06-01', 200)
    expect(desk.at(id)).toMatchObject({ sealed: true, values: { minor: true } })
    const lesson = { attendedOn: after, kind: 'collective', topic: '法治教育', hours: 2 }
    const deed = {
      record: 'community-corrections.education',
      under: id,
      unit: station,
      step: 'keep',
      today: after,
      values: lesson,
      by: clerk,
    }
    expect(desk.refusal(deed)).toContain('分别进行')
    const { id: expert } = desk.only('community-corrections.member')
    expect(desk.refusal({ id: expert, step: 'leave', today: after, values: { leaveReason: '调离' }, by: clerk })).toContain('不能没有成员')
    const praise = below(desk, id, 'commendation', 'propose', after, { proposedOn: after, merits: '好' })
    desk.step(praise, 'decide', after, { decision: 'granted' }, officer)
    expect(desk.refusal({ id: praise, step: 'publish', today: after, by: clerk })).toContain('不公示')
    expect([desk.at(id).sealed, desk.at(praise).sealed, desk.at(id).values.minor]).toEqual([true, true, true])
  })

  it('who turned eighteen on the day of the judgment begins as an adult the day after his birthday, not on it', () => {
    const desk = openDesk()
    const on = (bornOn: string, effectiveOn: string) => desk.at(desk.do(notice({ effectiveOn, bornOn }))).values.minor
    expect([on('2004-03-01', '2022-03-01'), on('2004-03-01', '2022-03-02')]).toEqual([true, false])
  })
})

describe('外出', () => {
  it('over thirty days in two months is red at the office until the organ above has decided; not back in time is red', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2022-01-04' })
    const values = { reason: 'work', explanation: '务工', destination: '某市', fromOn: '2022-03-05', untilOn: '2022-04-20' }
    const leave = below(desk, id, 'leave', 'apply', '2022-03-01', values)
    expect(alertsOf(desk, leave, 'red')).toEqual(['两个月内外出累计超过三十日'])
    desk.step(leave, 'check', '2022-03-01', { findings: '属实' }, checker)
    desk.step(leave, 'forward', '2022-03-02', {}, officer)
    expect(alertsOf(desk, leave, 'red')).toEqual([])
    desk.step(leave, 'enterDecision', '2022-03-03', { decision: 'granted' }, officer)
    expect([isRed(desk, leave, 'comeBack'), clockOf(desk, leave, 'comeBack')]).toEqual([true, '2022-04-20 社区矫正法实施办法 第二十八条'])
  })
})

describe('女性对象的小组、保外就医的复查', () => {
  it('a woman registered without a woman in her group is a red line; the review of the sick is one when it is late', () => {
    const desk = openDesk()
    const she = desk.do(notice({ effectiveOn: '2022-03-01', sex: 'female' }))
    desk.step(she, 'register', '2022-03-05')
    expect(alertsOf(desk, she, 'red')).toContain('女性对象的矫正小组没有女性成员')
    const sick = supervised(desk, { effectiveOn: '2022-03-01', category: 'temporary' })
    expect([isRed(desk, sick, 'review'), clockOf(desk, sick, 'review')]).toEqual([true, '2022-06-01 社区矫正法实施办法 第二十四条'])
  })
})
