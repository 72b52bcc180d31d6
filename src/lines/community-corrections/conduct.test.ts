import { describe, expect, it } from 'vitest'
import { mayBePositioned } from './procedure/orders.ts'
import { leader, officer, openDesk, station, supervised } from './testing.ts'

const under = (record: string, id: string, step: string, today: string, values: Readonly<Record<string, unknown>>, by = officer) => ({
  record: `community-corrections.${record}`,
  under: id,
  unit: station,
  step,
  today,
  values,
  by,
})
const byStation = { account: 'station', post: 'stationOfficer' }

function warn(desk: ReturnType<typeof openDesk>, person: string, on: string, ground = 'breach') {
  const id = desk.do(under('warning', person, 'verify', on, { ground, misconduct: '擅自外出', verifiedOn: on }, byStation))
  desk.step(id, 'decide', on, { decision: 'granted' }, officer)
  return id
}

describe('praise and blame', () => {
  it('praise needs six months under correction, and was unknown before July 2020', () => {
    const desk = openDesk()
    const old = supervised(desk, { effectiveOn: '2019-01-01', years: 3 })
    const now = supervised(desk, { effectiveOn: '2021-03-01' })
    const praise = (id: string, on: string) => under('commendation', id, 'propose', on, { proposedOn: on, merits: '见义勇为' }, byStation)
    expect(desk.refusal(praise(old, '2020-06-30'))).toContain('尚不能办理表扬')
    expect(desk.refusal(praise(now, '2021-08-31'))).toContain('最早2021-09-01')
    const id = desk.do(praise(now, '2021-09-01'))
    desk.step(id, 'decide', '2021-09-03', { decision: 'granted' }, officer)
    expect(desk.at(now).values.commendations).toBe(1)
  })

  it('a minor’s praise is not made public', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2021-03-01', bornOn: '2004-01-01' })
    const praise = desk.do(under('commendation', id, 'propose', '2021-10-01', { proposedOn: '2021-10-01', merits: '好' }, byStation))
    desk.step(praise, 'decide', '2021-10-03', { decision: 'granted' }, officer)
    expect(desk.refusal({ id: praise, step: 'publish', today: '2021-10-04', by: byStation })).toContain('不公示')
  })

  it('an admonition was unknown before July 2020; since then the station verifies and the county decides', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2020-01-01', years: 3 })
    const verify = (on: string) =>
      under('admonition', id, 'verify', on, { ground: 'breach', misconduct: '迟报', verifiedOn: on }, byStation)
    expect(desk.refusal(verify('2020-06-30'))).toContain('尚不能办理训诫')
    const done = desk.do(verify('2020-07-01'))
    expect(desk.refusal({ id: done, step: 'decide', today: '2020-07-02', values: { decision: 'granted' }, by: byStation })).toContain(
      '不由该岗位办理',
    )
    desk.step(done, 'decide', '2020-07-02', { decision: 'granted' }, officer)
    desk.step(done, 'serve', '2020-07-03', {}, byStation)
    expect(desk.at(id).values.admonitions).toBe(1)
    expect(desk.at(done).stage).toBe('served')
  })

  it('an admonition that the county does not grant counts for nothing', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2021-01-01' })
    const done = desk.do(
      under('admonition', id, 'verify', '2021-02-01', { ground: 'other', misconduct: 'x', verifiedOn: '2021-02-01' }, byStation),
    )
    desk.step(done, 'decide', '2021-02-02', { decision: 'refused' }, officer)
    expect(desk.at(id).values.admonitions).toBe(0)
  })

  it('a warning for two admonitions needs two admonitions', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2021-01-01' })
    expect(
      desk.refusal(under('warning', id, 'verify', '2021-02-01', { ground: 'twice', misconduct: 'x', verifiedOn: '2021-02-01' })),
    ).toContain('尚未受到两次训诫')
  })

  it('a ground that ended with the 办法 of 2012 is not chosen any more', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2019-01-01', years: 3 })
    const verify = (on: string) => under('warning', id, 'verify', on, { ground: 'lateOld', misconduct: '未按规定时间报到', verifiedOn: on })
    expect(desk.refusal(verify('2020-07-01'))).toContain('不可选用')
    desk.do(verify('2020-06-30'))
  })

  it('a police penalty is only proposed, never for a person on parole; the police’s decision is entered', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2021-01-01' })
    const parole = supervised(desk, { effectiveOn: '2021-01-01', category: 'parole' })
    const propose = (person: string) =>
      under('penalty', person, 'propose', '2021-03-01', { misconduct: 'x', proposedOn: '2021-03-01', police: '某分局' })
    expect(desk.refusal(propose(parole))).toContain('假释')
    const penalty = desk.do(propose(id))
    expect(desk.at(id).values.penalties).toBe(0)
    desk.step(penalty, 'decide', '2021-03-05', { result: 'detention' }, officer)
    expect(desk.at(id).values.penalties).toBe(1)
  })
})

describe('a person who is lost', () => {
  const lose = (desk: ReturnType<typeof openDesk>, id: string, on: string) =>
    desk.do(under('search', id, 'begin', on, { kind: 'lost', missedOn: on }, byStation))

  it('is searched for at once, every attempt is written down, and being found ends it with the days away', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2021-01-01' })
    const search = lose(desk, id, '2021-05-01')
    expect(desk.at(id).values.lostOn).toBe('2021-05-01')
    desk.step(search, 'attempt', '2021-05-01', { way: 'call', told: '关机' }, byStation)
    desk.step(search, 'attempt', '2021-05-02', { way: 'family', told: '家属不知' }, byStation)
    desk.step(search, 'tellPolice', '2021-05-02')
    expect(desk.at(search).values).toMatchObject({ attempts: 2, lastAttemptOn: '2021-05-02' })
    expect(String(desk.at(search).values.attemptLog)).toBe('2021-05-01 电话：关机\n2021-05-02 询问亲属：家属不知')
    desk.step(search, 'find', '2021-05-13', { result: 'found', finding: '在某市务工' }, byStation)
    expect(desk.at(search).values.daysAway).toBe(12)
    expect(desk.at(id).values).toMatchObject({ lostOn: null, lastContactOn: '2021-05-13' })
  })

  it('is searched for once, and only if he had reported in', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2021-01-01' })
    lose(desk, id, '2021-05-01')
    expect(desk.refusal(under('search', id, 'begin', '2021-05-02', { kind: 'lost', missedOn: '2021-05-02' }, byStation))).toContain(
      '已有一次查找',
    )
    const other = supervised(desk, { effectiveOn: '2021-01-02' })
    expect(desk.refusal(under('search', other, 'begin', '2021-05-02', { kind: 'missing', missedOn: '2021-05-02' }, byStation))).toContain(
      '已经报到',
    )
  })

  it('may not ask for leave, nor to move', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2021-01-01' })
    lose(desk, id, '2021-05-01')
    expect(
      desk.refusal(
        under(
          'leave',
          id,
          'apply',
          '2021-05-02',
          { reason: 'work', explanation: 'x', destination: 'y', fromOn: '2021-05-03', untilOn: '2021-05-04' },
          byStation,
        ),
      ),
    ).toContain('失联')
    expect(
      desk.refusal(under('transfer', id, 'apply', '2021-05-02', { reason: 'x', destination: 'y', newAddress: 'z' }, byStation)),
    ).toContain('失联')
  })

  it('and is found in custody is not lost any more, by the same act', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2021-01-01' })
    const search = lose(desk, id, '2021-05-01')
    desk.do(
      under('detention', id, 'enter', '2021-05-06', {
        kind: 'criminalDetention',
        organ: '某分局',
        startsOn: '2021-05-03',
        toldOn: '2021-05-06',
        cause: '涉嫌盗窃',
      }),
    )
    expect(desk.at(search)).toMatchObject({ stage: 'ended', values: { result: 'custody' } })
    expect(desk.at(id).values).toMatchObject({ lostOn: null, detainedOn: '2021-05-03', detentions: [{ from: '2021-05-03', to: null }] })
  })
})

describe('proposals: the county proposes, another organ decides', () => {
  const propose = (id: string, step: string, on: string, ground: string) =>
    under('proposal', id, step, on, { ground, reasons: 'x', toOrgan: '某区人民法院', proposedOn: on })

  it('revocation fits the category of the person', () => {
    const desk = openDesk()
    const probation = supervised(desk, { effectiveOn: '2021-01-01' })
    const parole = supervised(desk, { effectiveOn: '2021-01-02', category: 'parole' })
    expect(desk.refusal(propose(parole, 'proposeRevokingProbation', '2021-05-01', 'absent'))).toContain('只适用于缓刑')
    expect(desk.refusal(propose(probation, 'proposeRevokingParole', '2021-05-01', 'absent'))).toContain('只适用于假释')
    expect(desk.refusal(propose(probation, 'proposeRecommitting', '2021-05-01', 'absent'))).toContain('只适用于暂予监外执行')
  })

  it('for warnings needs two under the 办法 of 2020 and three under that of 2012', () => {
    const desk = openDesk()
    const old = supervised(desk, { effectiveOn: '2017-01-01', years: 5 })
    for (const on of ['2017-02-01', '2017-03-01']) warn(desk, old, on)
    expect(desk.refusal(propose(old, 'proposeRevokingProbation', '2017-05-01', 'warnings'))).toContain('受到3次警告')
    const now = supervised(desk, { effectiveOn: '2021-01-01' })
    warn(desk, now, '2021-02-01')
    expect(desk.refusal(propose(now, 'proposeRevokingProbation', '2021-05-01', 'warnings'))).toContain('受到2次警告')
    warn(desk, now, '2021-03-01')
    desk.do(propose(now, 'proposeRevokingProbation', '2021-05-01', 'warnings'))
    expect(desk.at(now).values.pendingOn).toBe('2021-05-01')
  })

  it('arrest goes with a revocation, and its granting opens the custody', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2021-01-01' })
    expect(desk.refusal(propose(id, 'proposeArrest', '2021-05-01', 'danger'))).toContain('同时')
    const revocation = desk.do(propose(id, 'proposeRevokingProbation', '2021-05-01', 'absent'))
    const arrest = desk.do(propose(id, 'proposeArrest', '2021-05-01', 'danger'))
    desk.step(arrest, 'decide', '2021-05-02', { decision: 'granted', decisionNumber: '捕1号' }, officer)
    expect(desk.only('community-corrections.detention')).toMatchObject({
      stage: 'held',
      values: { kind: 'advanceArrest', startsOn: '2021-05-02' },
    })
    expect(desk.at(id).values).toMatchObject({ detainedOn: '2021-05-02', pendingOn: '2021-05-01' })
    desk.step(revocation, 'decide', '2021-05-20', { decision: 'granted', decisionNumber: '刑更1号' }, officer)
    expect(desk.at(id)).toMatchObject({ stage: 'supervised', values: { pendingOn: null } })
    desk.step(id, 'terminate', '2021-05-20', { endReason: 'probationRevoked', decisionNumber: '刑更1号' }, officer)
    expect(desk.at(id)).toMatchObject({ stage: 'terminated', values: { exit: 'terminated', leftOn: '2021-05-20' } })
  })

  it('arrest could not be proposed before July 2020, and one proposal is not made twice', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2019-01-01', years: 3 })
    desk.do(propose(id, 'proposeRevokingProbation', '2020-06-01', 'absent'))
    expect(desk.refusal(propose(id, 'proposeArrest', '2020-06-01', 'danger'))).toContain('尚不能办理提请逮捕')
    expect(desk.refusal(propose(id, 'proposeRevokingProbation', '2020-06-02', 'absent'))).toContain('不能重复提请')
  })

  it('reduction granted by the court moves the term, with the ruling in its derivation', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2021-01-01', category: 'control', years: 1 })
    expect(desk.refusal(propose(id, 'proposeReducing', '2021-06-01', 'absent'))).toContain('立功')
    const reduction = desk.do(propose(id, 'proposeReducing', '2021-06-01', 'merit'))
    expect(desk.refusal({ id: reduction, step: 'accept', today: '2021-06-20', by: officer })).toContain('地市级社区矫正机构审核转报')
    desk.step(reduction, 'forward', '2021-06-10', {}, officer)
    expect(
      desk.refusal({
        id: reduction,
        step: 'decide',
        today: '2021-07-01',
        values: { decision: 'granted', decisionNumber: 'x' },
        by: officer,
      }),
    ).toContain('减刑后的矫正期止')
    expect(
      desk.refusal({
        id: reduction,
        step: 'decide',
        today: '2021-07-01',
        values: { decision: 'granted', decisionNumber: 'x', newTermTo: '2022-03-01' },
        by: officer,
      }),
    ).toContain('早于原期止')
    expect(
      desk.refusal({
        id: reduction,
        step: 'decide',
        today: '2021-07-01',
        values: { decision: 'granted', decisionNumber: 'x', newTermTo: '2021-07-01' },
        by: officer,
      }),
    ).toContain('不能少于原判刑期的二分之一（刑法第七十八条），最早至2021-07-02')
    desk.step(reduction, 'decide', '2021-07-01', { decision: 'granted', decisionNumber: '刑更2号', newTermTo: '2021-10-31' }, officer)
    expect(desk.at(id).values.termTo).toBe('2021-10-31')
    expect(String(desk.at(id).values.termNote)).toContain('依刑更2号，矫正期止变更为2021年10月31日')
  })
})

describe('electronic positioning is a legal act', () => {
  const apply = (id: string, on: string, ground: string) =>
    under('positioning', id, 'apply', on, { appliedOn: on, ground, explanation: 'x' }, byStation)

  it('has one of five grounds, and the ground must be on the record', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2021-01-01' })
    expect(desk.refusal(apply(id, '2021-02-01', 'silent'))).toContain('没有受到警告')
    expect(desk.refusal(apply(id, '2021-02-01', 'penalty'))).toContain('没有受到治安管理处罚')
    expect(desk.refusal(apply(id, '2021-02-01', 'prohibition'))).toContain('没有违反禁止令')
    expect(desk.refusal(apply(id, '2021-02-01', 'provincial'))).toContain('不可选用')
    desk.do(apply(id, '2021-02-01', 'left'))
  })

  it('is approved by the head of the justice department alone, told, worn, and ends', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2021-01-01' })
    const gps = desk.do(apply(id, '2021-02-01', 'left'))
    expect(desk.refusal({ id: gps, step: 'approve', today: '2021-02-02', by: officer })).toContain('不由该岗位办理')
    desk.step(gps, 'approve', '2021-02-02', {}, leader)
    expect(desk.at(gps).values).toMatchObject({ currentFrom: '2021-02-02', validUntil: '2021-05-02' })
    const device = { device: 'wristband', deviceNumber: 'A1' }
    expect(desk.refusal({ id: gps, step: 'wear', today: '2021-02-03', values: device, by: byStation })).toContain('尚未告知')
    desk.step(gps, 'tell', '2021-02-03', {}, byStation)
    expect(desk.refusal({ id: gps, step: 'wear', today: '2021-05-03', values: device, by: byStation })).toContain('不在期限内')
    expect(desk.refusal({ id: gps, step: 'wear', today: '2021-02-03', values: { ...device, device: 'phone' }, by: byStation })).toContain(
      '不可选用',
    )
    desk.step(gps, 'wear', '2021-02-03', device, byStation)
    expect(desk.at(id).values.positionedUntil).toBe('2021-05-02')
    const inForce = (on: string) => mayBePositioned(desk.at(gps), on)
    expect(['2021-02-01', '2021-02-02', '2021-05-02', '2021-05-03'].map(inForce)).toEqual([false, true, true, false])
    desk.step(gps, 'end', '2021-03-01', { endNote: '不再需要' }, byStation)
    expect(inForce('2021-03-02')).toBe(false)
    expect(desk.at(id).values.positionedUntil).toBe(null)
  })

  it('is renewed for three months after a fresh assessment, by the head, before it has run out', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2021-01-01' })
    const gps = desk.do(apply(id, '2021-02-01', 'left'))
    desk.step(gps, 'approve', '2021-02-02', {}, leader)
    desk.step(gps, 'tell', '2021-02-03', {}, byStation)
    desk.step(gps, 'wear', '2021-02-03', { device: 'anklet', deviceNumber: 'A1' }, byStation)
    expect(desk.refusal({ id: gps, step: 'renew', today: '2021-05-01', by: leader })).toContain('续期评估')
    desk.step(gps, 'assess', '2021-04-28', { assessment: '仍有必要' }, byStation)
    expect(desk.refusal({ id: gps, step: 'renew', today: '2021-05-03', by: leader })).toContain('已于2021-05-02届满')
    desk.step(gps, 'renew', '2021-05-01', {}, leader)
    expect(desk.at(gps).values).toMatchObject({ validUntil: '2021-08-01', renewals: 1 })
    expect(desk.refusal({ id: gps, step: 'renew', today: '2021-07-30', by: leader })).toContain('本期尚未评估')
  })

  it('never reaches beyond the term', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2021-01-01', years: 1 })
    const gps = desk.do(apply(id, '2021-12-01', 'left'))
    desk.step(gps, 'approve', '2021-12-01', {}, leader)
    expect(desk.at(gps).values.validUntil).toBe('2021-12-31')
  })

  it('rested on provincial rules until June 2020', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2017-01-01' })
    expect(desk.refusal(apply(id, '2017-02-01', 'left'))).toContain('不可选用')
    const gps = desk.do(apply(id, '2017-02-01', 'provincial'))
    desk.step(gps, 'approve', '2017-02-02', {}, leader)
    desk.step(gps, 'tell', '2017-02-02', {}, byStation)
    desk.step(gps, 'wear', '2017-02-02', { device: 'phone', deviceNumber: 'P1' }, byStation)
    expect(desk.at(gps).stage).toBe('worn')
  })
})

describe('prohibitions and permits', () => {
  it('a prohibition is entered for control and probation, within the term, and its breach is counted', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2021-01-01', more: { prohibited: true } })
    const other = supervised(desk, { effectiveOn: '2021-01-02' })
    const ban = { kind: 'place', content: '不得进入网吧', court: '某区人民法院', startsOn: '2021-01-01', endsOn: '2021-12-31' }
    expect(desk.refusal(under('prohibition', other, 'enter', '2021-02-01', ban, byStation))).toContain('未登记被宣告禁止令')
    expect(desk.refusal(under('prohibition', id, 'enter', '2021-02-01', { ...ban, endsOn: '2023-12-31' }, byStation))).toContain(
      '不能超过矫正期限',
    )
    const prohibition = desk.do(under('prohibition', id, 'enter', '2021-02-01', ban, byStation))
    desk.step(prohibition, 'breach', '2021-03-01', { breach: '进入网吧' }, byStation)
    expect(desk.at(prohibition).values.breaches).toBe(1)
    expect(desk.refusal({ id: prohibition, step: 'end', today: '2021-06-01', by: byStation })).toContain('期限未满')
    desk.do(
      under('positioning', id, 'apply', '2021-03-02', { appliedOn: '2021-03-02', ground: 'prohibition', explanation: 'x' }, byStation),
    )
  })

  it('entering a forbidden place needs approval only where a place is forbidden', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2021-01-01', more: { prohibited: true } })
    const entry = { appliedOn: '2021-02-02', place: '某大厦', reason: '办事', plannedOn: '2021-02-03' }
    expect(desk.refusal(under('restricted-entry', id, 'apply', '2021-02-02', entry, byStation))).toContain('没有禁止进入')
    desk.do(
      under(
        'prohibition',
        id,
        'enter',
        '2021-02-01',
        { kind: 'place', content: 'x', court: 'y', startsOn: '2021-01-01', endsOn: '2021-12-31' },
        byStation,
      ),
    )
    const asked = desk.do(under('restricted-entry', id, 'apply', '2021-02-02', entry, byStation))
    desk.step(asked, 'decide', '2021-02-02', { decision: 'granted' }, officer)
    desk.step(asked, 'tell', '2021-02-02', {}, officer)
  })

  it('a permit for regular travel is good for six months, never beyond the term, and unknown before July 2020', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2020-01-01', years: 2 })
    const ask = (on: string) =>
      under('permit', id, 'apply', on, { appliedOn: on, reason: 'work', explanation: 'x', places: '某市' }, byStation)
    expect(desk.refusal(ask('2020-06-30'))).toContain('尚不能办理经常性跨市县')
    const permit = desk.do(ask('2020-07-01'))
    desk.step(permit, 'verify', '2020-07-02', { findings: '属实' }, byStation)
    desk.step(permit, 'approve', '2020-07-03', {}, officer)
    expect(desk.at(permit).values.validUntil).toBe('2021-01-03')
    expect(desk.at(id).values.permitUntil).toBe('2021-01-03')
    desk.step(permit, 'end', '2021-01-03', {}, byStation)
    const last = desk.do(ask('2021-10-01'))
    desk.step(last, 'verify', '2021-10-01', { findings: '属实' }, byStation)
    desk.step(last, 'approve', '2021-10-02', {}, officer)
    expect(desk.at(last).values.validUntil).toBe('2021-12-31')
  })

  it('the exit ban is lifted only when the person has left', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2021-01-01' })
    const ban = desk.do(
      under('exit-ban', id, 'file', '2021-01-05', {
        filedOn: '2021-01-05',
        authority: '某市公安局出入境管理支队',
        validUntil: '2022-12-31',
        papersHeld: true,
      }),
    )
    expect(desk.at(id).values.exitBanOn).toBe('2021-01-05')
    expect(desk.refusal({ id: ban, step: 'lift', today: '2021-06-01', by: officer })).toContain('不得撤销')
    desk.step(id, 'terminate', '2021-07-01', { endReason: 'death' }, officer)
    desk.step(ban, 'lift', '2021-07-02', {}, officer)
    expect(desk.at(id).values.exitBanOn).toBe(null)
  })
})
