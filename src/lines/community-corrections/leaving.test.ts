import { describe, expect, it } from 'vitest'
import { holds } from '../../kernel/index.ts'
import { factsIn } from '../../kernel/simulate.ts'
import { bureau, leader, leaveOf, officer, openDesk, readyToLeave, station, supervised } from './testing.ts'

const byStation = { account: 'station', post: 'stationOfficer' }
const under = (record: string, id: string, step: string, today: string, values: Readonly<Record<string, unknown>>) => ({
  record: `community-corrections.${record}`,
  under: id,
  unit: station,
  step,
  today,
  values,
})

describe('the release', () => {
  it('comes at the end of the term and not a day before', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2021-03-01', years: 1 })
    readyToLeave(desk, id, '2022-02-10')
    expect(desk.refusal({ id, step: 'release', today: '2022-02-27' })).toContain('矫正期限至2022-02-28届满')
    desk.step(id, 'release', '2022-02-28')
    expect(desk.at(id)).toMatchObject({
      stage: 'released',
      values: { exit: 'released', releaseReason: 'expiry', handover: 'opened', leftOn: '2022-02-28' },
    })
  })

  it('waits for the personal summary and the final appraisal', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2021-03-01', years: 1 })
    expect(desk.refusal({ id, step: 'release', today: '2022-02-28' })).toContain('个人总结')
    desk.step(id, 'summarise', '2022-02-01')
    expect(desk.refusal({ id, step: 'release', today: '2022-02-28' })).toContain('期满鉴定')
  })

  it('never happens while a proposal is pending, only after the other organ has refused it', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2021-03-01', years: 1 })
    readyToLeave(desk, id, '2022-02-01')
    const proposal = desk.do(
      under('proposal', id, 'proposeRevokingProbation', '2022-02-10', {
        ground: 'absent',
        reasons: 'x',
        toOrgan: '法院',
        proposedOn: '2022-02-10',
      }),
    )
    expect(desk.refusal({ id, step: 'release', today: '2022-02-28' })).toContain('决定机关尚未作出决定')
    desk.step(proposal, 'accept', '2022-02-20', {}, officer)
    expect(desk.refusal({ id, step: 'release', today: '2022-03-01' })).toContain('决定机关尚未作出决定')
    desk.step(proposal, 'decide', '2022-03-10', { decision: 'refused', decisionNumber: '刑更3号' }, officer)
    desk.step(id, 'release', '2022-03-10')
  })

  it('never happens while the person is in custody', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2021-03-01', years: 1 })
    readyToLeave(desk, id, '2022-02-01')
    const custody = desk.do(
      under('detention', id, 'enter', '2022-02-10', {
        kind: 'criminalDetention',
        organ: '某分局',
        startsOn: '2022-02-10',
        toldOn: '2022-02-10',
        cause: 'x',
      }),
    )
    expect(desk.refusal({ id, step: 'release', today: '2022-02-28' })).toContain('限制人身自由')
    desk.step(custody, 'free', '2022-03-05', { outcome: '不起诉' })
    expect(desk.at(id).values).toMatchObject({ detainedOn: null, detentions: [{ from: '2022-02-10', to: '2022-03-05' }] })
    desk.step(id, 'release', '2022-03-05')
  })

  it('by pardon comes before the end of the term', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2021-03-01', years: 3 })
    desk.step(id, 'pardon', '2022-06-01', { decisionNumber: '特赦裁定1号' }, leader)
    expect(desk.at(id).values).toMatchObject({ exit: 'released', releaseReason: 'pardon' })
  })

  it('opens the file of resettlement by itself, with the person and what is known carried over', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2016-03-01', years: 1 })
    readyToLeave(desk, id, '2017-02-10')
    desk.step(id, 'release', '2017-03-05', { leftOn: '2017-02-28' })
    const help = desk.only('resettlement.person')
    expect(help).toMatchObject({
      stage: 'helped',
      unit: station,
      people: [{ role: 'subject', person: desk.at(id).people[0]?.person }],
      values: {
        source: 'corrections',
        entry: 'corrections',
        enteredOn: '2017-02-28',
        releasedOn: '2017-02-28',
        helpUntil: '2020-02-27',
        advice: '继续帮教',
        residence: '某村1号',
      },
    })
  })

  it('without resettlement here needs the reason and where the person goes', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2021-03-01', years: 1 })
    readyToLeave(desk, id, '2022-02-10')
    expect(desk.refusal({ id, step: 'release', today: '2022-02-28', values: { excuse: 'elsewhere' } })).toContain('请写明情况')
    desk.step(id, 'release', '2022-02-28', { excuse: 'elsewhere', exitNote: '移送某县司法局' })
    expect(desk.at(id).values.handover).toBe('excused')
    expect(desk.all('resettlement.person')).toEqual([])
  })

  it('ends devices, permits, leaves and searches on the same day', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2021-03-01', years: 1 })
    const gps = desk.do(under('positioning', id, 'apply', '2022-01-10', { appliedOn: '2022-01-10', ground: 'left', explanation: 'x' }))
    desk.step(gps, 'approve', '2022-01-10', {}, leader)
    desk.step(gps, 'tell', '2022-01-10', {}, byStation)
    desk.step(gps, 'wear', '2022-01-10', { device: 'anklet', deviceNumber: 'A1' }, byStation)
    const leave = leaveOf(desk, id, '2022-02-20', '2022-02-26', '2022-02-18')
    readyToLeave(desk, id, '2022-02-10')
    desk.step(id, 'release', '2022-02-28')
    expect(desk.at(gps)).toMatchObject({ stage: 'ended', values: { endedOn: '2022-02-28' } })
    expect(desk.at(leave).stage).toBe('closed')
    expect(desk.at(id).values).toMatchObject({ awayUntil: null, positionedUntil: null, lostOn: null })
  })
})

describe('the termination', () => {
  it('needs the decision of the organ that may decide, and fits the category', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2021-03-01' })
    const end = (values: Readonly<Record<string, unknown>>) =>
      desk.refusal({ id, step: 'terminate', today: '2021-06-01', values, by: officer })
    expect(end({ endReason: 'probationRevoked' })).toContain('本机构只有建议权')
    expect(end({ endReason: 'recommitted', decisionNumber: 'x' })).toContain('只有暂予监外执行对象')
    expect(end({ endReason: 'paroleRevoked', decisionNumber: 'x' })).toContain('只有假释对象')
    expect(end({ endReason: 'sentenced', decisionNumber: 'x' })).toContain('不可选用')
    desk.step(id, 'terminate', '2021-06-01', { endReason: 'death' }, officer)
    expect(desk.all('resettlement.person')).toEqual([])
  })

  it('by a sentence to prison was a ground of its own until June 2020', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2017-03-01' })
    desk.step(id, 'terminate', '2017-06-01', { endReason: 'sentenced', decisionNumber: '刑初2号' }, officer)
    expect(desk.at(id).values.endReason).toBe('sentenced')
  })
})

describe('moving to another place', () => {
  const apply = (id: string, on: string) =>
    under('transfer', id, 'apply', on, { reason: '随子女居住', destination: '某县社区矫正机构', newAddress: '某县某镇' })

  it('takes the person off the books on the day on which the file is handed over', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2021-03-01' })
    const move = desk.do(apply(id, '2021-06-01'))
    desk.step(move, 'opine', '2021-06-02', { stationOpinion: '同意' })
    desk.step(move, 'ask', '2021-06-03', {}, officer)
    desk.step(move, 'answer', '2021-06-08', { answer: 'granted' }, officer)
    expect(desk.refusal({ id, step: 'transferOut', today: '2021-06-09', values: { movedTo: 'x' }, by: officer })).toContain('尚无同意变更')
    desk.step(move, 'agree', '2021-06-09', {}, officer)
    expect(desk.at(id).stage).toBe('supervised')
    desk.step(move, 'handFiles', '2021-06-11', {}, officer)
    expect(desk.at(id)).toMatchObject({
      stage: 'transferredOut',
      values: { exit: 'transferredOut', leftOn: '2021-06-11', movedTo: '某县社区矫正机构' },
    })
    desk.step(move, 'arrive', '2021-06-16', {}, officer)
    expect(desk.all('resettlement.person')).toEqual([])
  })

  it('is not agreed while a revocation is pending', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2021-03-01' })
    const move = desk.do(apply(id, '2021-06-01'))
    desk.step(move, 'opine', '2021-06-02', { stationOpinion: '同意' })
    desk.step(move, 'ask', '2021-06-03', {}, officer)
    desk.step(move, 'answer', '2021-06-08', { answer: 'granted' }, officer)
    desk.do(
      under('proposal', id, 'proposeRevokingProbation', '2021-06-08', {
        ground: 'absent',
        reasons: 'x',
        toOrgan: '法院',
        proposedOn: '2021-06-08',
      }),
    )
    expect(desk.refusal({ id: move, step: 'agree', today: '2021-06-09', by: officer })).toContain('不得变更执行地')
  })
})

describe('the red lines of a person', () => {
  const red = (desk: ReturnType<typeof openDesk>, id: string) => {
    const kept = bureau.records.get(desk.at(id).type)
    return (kept?.alerts ?? [])
      .filter((a) => a.level === 'red' && holds(a.when, factsIn(desk.world.records, desk.at(id))))
      .map((a) => a.id.split('.').at(-1))
  }

  it('appear with the facts and go with them', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2021-03-01' })
    expect(red(desk, id)).toEqual([])
    const search = desk.do(under('search', id, 'begin', '2021-05-01', { kind: 'lost', missedOn: '2021-05-01' }))
    expect(red(desk, id)).toEqual(['lost'])
    desk.step(search, 'find', '2021-05-20', { result: 'found', finding: 'x' })
    for (const on of ['2021-06-01', '2021-07-01']) {
      const warning = desk.do(under('warning', id, 'verify', on, { ground: 'late', misconduct: 'x', verifiedOn: on }))
      desk.step(warning, 'decide', on, { decision: 'granted' }, officer)
    }
    expect(red(desk, id)).toEqual(['secondWarning'])
  })
})
