import { describe, expect, it } from 'vitest'
import { checker, leader, notice, officer, openDesk, papers, station, supervised } from './testing.ts'

const type = 'community-corrections.person'

describe('an assessment', () => {
  const values = {
    commissioner: '某区人民法院',
    receivedOn: '2022-03-01',
    fast: false,
    assessed: 'defendant',
    juvenile: false,
    proposed: 'probation',
    offence: '盗窃罪',
    residence: '某村',
  }
  const open = (desk: ReturnType<typeof openDesk>) =>
    desk.do({
      record: 'community-corrections.assessment',
      unit: station,
      step: 'receive',
      today: '2022-03-01',
      people: { subject: ['p1'] },
      values,
    })

  it('is investigated by one person and submitted by another, then the court’s decision is entered', () => {
    const desk = openDesk()
    const id = open(desk)
    desk.step(
      id,
      'investigate',
      '2022-03-05',
      { investigators: '甲、乙', findings: '有固定住所', opinion: 'suitable' },
      { account: 'a', post: 'correctionsOfficer' },
    )
    expect(
      desk.refusal({
        id,
        step: 'submit',
        today: '2022-03-08',
        values: { opinion: 'suitable' },
        by: { account: 'a', post: 'correctionsOfficer' },
      }),
    ).toContain('同一人')
    desk.step(id, 'submit', '2022-03-08', { opinion: 'suitable' }, leader)
    desk.step(id, 'decide', '2022-04-08', { adopted: true })
    expect(desk.at(id)).toMatchObject({ stage: 'decided', values: { opinionOn: '2022-03-08', adopted: true } })
  })

  it('of a suspect was unknown before the procuracy could ask for one', () => {
    const desk = openDesk()
    const early = { ...values, assessed: 'suspect', receivedOn: '2020-08-01' }
    expect(
      desk.refusal({
        record: 'community-corrections.assessment',
        unit: station,
        step: 'receive',
        today: '2020-08-01',
        people: { subject: ['p1'] },
        values: early,
      }),
    ).toContain('不可选用')
  })
})

describe('the notice', () => {
  it('is refused when the judgment is not yet in force, or when another organ cannot have decided', () => {
    const desk = openDesk()
    const deed = notice({ effectiveOn: '2022-03-01' })
    expect(desk.refusal({ ...deed, values: { ...deed.values, effectiveOn: '2022-03-10' } })).toContain('尚未生效')
    expect(desk.refusal({ ...deed, values: { ...deed.values, organKind: 'prison' } })).toContain('缓刑由人民法院判处')
    expect(desk.refusal({ ...deed, values: { ...deed.values, category: 'deprivation' } })).toContain('不可选用')
    expect(desk.refusal({ ...deed, people: {} })).toContain('人数不符')
  })

  it('of a person below eighteen seals the file from the first day', () => {
    const desk = openDesk()
    const id = desk.do(notice({ effectiveOn: '2022-03-01', bornOn: '2004-03-01' }))
    expect(desk.at(id)).toMatchObject({ sealed: true, values: { minor: true } })
    expect(desk.at(desk.do(notice({ effectiveOn: '2022-03-02', bornOn: '2004-03-01' }))).sealed).toBe(false)
  })
})

describe('the papers', () => {
  it('fix the term with its derivation', () => {
    const desk = openDesk()
    const c = { effectiveOn: '2022-03-01', years: 1, months: 6 }
    const id = desk.do(notice(c))
    desk.step(id, 'receivePapers', '2022-03-04', papers(c))
    expect(desk.at(id).values).toMatchObject({ termFrom: '2022-03-01', termTo: '2023-08-31', papersOn: '2022-03-04' })
    expect(String(desk.at(id).values.termNote)).toContain('刑法 第七十三条')
  })

  it('that begin a probation on another day than the judgment’s are sent back', () => {
    const desk = openDesk()
    const c = { effectiveOn: '2022-03-01' }
    const id = desk.do(notice(c))
    expect(desk.refusal({ id, step: 'receivePapers', today: '2022-03-04', values: { ...papers(c), termFrom: '2022-03-04' } })).toContain(
      '判决确定之日（2022-03-01）',
    )
  })

  it('that state another last day than the law gives need a word about it', () => {
    const desk = openDesk()
    const c = { effectiveOn: '2022-03-01' }
    const id = desk.do(notice(c))
    const stated = { ...papers(c), statedTo: '2024-03-01' }
    expect(desk.refusal({ id, step: 'receivePapers', today: '2022-03-04', values: stated })).toContain('按法律计算为2024-02-29')
    desk.step(id, 'receivePapers', '2022-03-04', { ...stated, termReason: '经法院核实，以执行通知书为准' })
    expect(desk.at(id).values.termTo).toBe('2024-03-01')
  })
})

describe('reporting in', () => {
  it('too early is no absence; after ten days it is, and a search begins in the same act', () => {
    const desk = openDesk()
    const id = desk.do(notice({ effectiveOn: '2022-03-01' }))
    expect(desk.refusal({ id, step: 'flagMissing', today: '2022-03-11' })).toContain('报到期限至2022-03-11')
    desk.step(id, 'flagMissing', '2022-03-12')
    const search = desk.only('community-corrections.search')
    expect(search).toMatchObject({ stage: 'searching', parentId: id, values: { kind: 'missing', missedOn: '2022-03-12' } })
    desk.step(id, 'register', '2022-03-20')
    expect(desk.only('community-corrections.search')).toMatchObject({ stage: 'ended', values: { result: 'found', daysAway: 8 } })
    expect(desk.at(id).values).toMatchObject({
      missingOn: '2022-03-12',
      missingEndOn: '2022-03-20',
      dueOn: '2022-03-12',
      enteredOn: '2022-03-20',
    })
  })

  it('entrusts the justice office, and the record moves to its care', () => {
    const desk = openDesk()
    const id = desk.do({ ...notice({ effectiveOn: '2022-03-01' }), unit: '445102' })
    desk.step(id, 'register', '2022-03-05', { delegate: station })
    expect(desk.at(id).unit).toBe(station)
  })

  it('before the judgment or after the day of registration is refused', () => {
    const desk = openDesk()
    const id = desk.do(notice({ effectiveOn: '2022-03-01' }))
    expect(desk.refusal({ id, step: 'register', today: '2022-03-05', values: { enteredOn: '2022-02-20' } })).toContain(
      '不能早于裁判生效日期',
    )
    expect(desk.refusal({ id, step: 'register', today: '2022-03-05', values: { reportedOn: '2022-03-06' } })).toContain(
      '报到日期晚于登记日期',
    )
  })
})

describe('the announcement', () => {
  const registered = (more: { sex?: string; bornOn?: string } = {}) => {
    const desk = openDesk()
    const c = { effectiveOn: '2022-03-01', ...more }
    const id = desk.do(notice(c))
    desk.step(id, 'receivePapers', '2022-03-04', papers(c))
    desk.step(id, 'register', '2022-03-05')
    return { desk, id }
  }
  const man = { name: '某甲', kind: 'station', woman: false, knowsMinors: false, joinedOn: '2022-03-05' }

  it('waits for the papers and for a group', () => {
    const desk = openDesk()
    const id = desk.do(notice({ effectiveOn: '2022-03-01' }))
    desk.step(id, 'register', '2022-03-05')
    expect(desk.refusal({ id, step: 'announce', today: '2022-03-06' })).toContain('法律文书尚未收到')
    const other = registered()
    expect(other.desk.refusal({ id: other.id, step: 'announce', today: '2022-03-06' })).toContain('尚未确定矫正小组')
  })

  it('of a woman waits for a woman in her group', () => {
    const { desk, id } = registered({ sex: 'female' })
    desk.under(id, 'member', 'join', '2022-03-05', man)
    expect(desk.refusal({ id, step: 'announce', today: '2022-03-06' })).toContain('应有女性成员')
    desk.under(id, 'member', 'join', '2022-03-05', { ...man, name: '某乙', woman: true })
    desk.step(id, 'announce', '2022-03-06')
    expect(desk.at(id).stage).toBe('supervised')
  })

  it('of a minor waits for somebody who knows minors, and keeps that regime after the eighteenth birthday', () => {
    const { desk, id } = registered({ bornOn: '2004-06-01' })
    const first = desk.under(id, 'member', 'join', '2022-03-05', man)
    expect(desk.at(first).sealed).toBe(true)
    expect(desk.refusal({ id, step: 'announce', today: '2022-03-06' })).toContain('熟悉未成年人身心特点')
    const second = desk.under(id, 'member', 'join', '2022-03-05', { ...man, name: '某乙', knowsMinors: true })
    desk.step(id, 'announce', '2022-03-06')
    expect(desk.refusal({ id: second, step: 'leave', today: '2023-03-06', values: { leaveReason: '调离' } })).toContain(
      '社区矫正法第五十二条',
    )
    expect(desk.at(id)).toMatchObject({ sealed: true, values: { minor: true } })
  })

  it('is followed by a group that never loses its last woman, nor its last member', () => {
    const { desk, id } = registered({ sex: 'female' })
    const she = desk.under(id, 'member', 'join', '2022-03-05', { ...man, woman: true })
    desk.step(id, 'announce', '2022-03-06')
    expect(desk.refusal({ id: she, step: 'leave', today: '2022-04-01', values: { leaveReason: '调离' } })).toContain('不能没有成员')
    desk.under(id, 'member', 'join', '2022-04-01', { ...man, joinedOn: '2022-04-01' })
    expect(desk.refusal({ id: she, step: 'leave', today: '2022-04-01', values: { leaveReason: '调离' } })).toContain('应有女性成员')
  })
})

describe('plans and classes', () => {
  it('a plan is adjusted by a further edition with its reason, none is overwritten', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2022-03-01' })
    const plan = { situation: '一般', measures: '每周报告' }
    desk.under(id, 'plan', 'keep', '2022-03-10', { ...plan, madeOn: '2022-03-10' })
    const again = {
      record: 'community-corrections.plan',
      under: id,
      unit: station,
      step: 'keep',
      today: '2022-06-10',
      values: { ...plan, madeOn: '2022-06-10' },
    }
    expect(desk.refusal(again)).toContain('写明调整原因')
    const second = desk.do({ ...again, values: { ...again.values, change: '就业稳定' } })
    expect(desk.at(second).values.edition).toBe(2)
    expect(desk.at(id).values.plannedOn).toBe('2022-06-10')
  })

  it('an assessment sets the class of management', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2022-03-01' })
    desk.under(id, 'classification', 'keep', '2022-03-10', { assessedOn: '2022-03-10', managementClass: 'strict', reasons: '新入矫' })
    expect(desk.at(id).values).toMatchObject({ managementClass: 'strict', classOn: '2022-03-10' })
  })
})

describe('a person who moves here', () => {
  it('is answered for within the inquiry, and comes on the books as moved in', () => {
    const desk = openDesk()
    const inquiry = desk.do({
      record: 'community-corrections.inquiry',
      unit: '445102',
      step: 'receive',
      today: '2022-03-01',
      people: { subject: ['p1'] },
      values: { asker: '某县', askedOn: '2022-03-01', residence: '某村' },
      by: officer,
    })
    expect(desk.refusal({ id: inquiry, step: 'answer', today: '2022-03-02', values: { answer: 'granted' }, by: officer })).toContain(
      '尚未核实',
    )
    desk.step(inquiry, 'verify', '2022-03-02', { findings: '属实' }, checker)
    desk.step(inquiry, 'answer', '2022-03-03', { answer: 'granted' }, officer)
    const deed = notice({ effectiveOn: '2021-06-01', entry: 'transferredIn' })
    expect(desk.refusal({ ...deed, values: { ...deed.values, movedFrom: null } })).toContain('原执行地')
    const id = supervised(desk, { effectiveOn: '2021-06-01', entry: 'transferredIn' }, '2022-03-10')
    expect(desk.at(id).values).toMatchObject({ entry: 'transferredIn', enteredOn: '2022-03-10', termFrom: '2021-06-01' })
  })

  it('and one whose place of execution was a mistake is never received', () => {
    const desk = openDesk()
    const id = desk.do(notice({ effectiveOn: '2022-03-01' }))
    desk.step(id, 'flagMissing', '2022-03-15')
    desk.step(id, 'cancel', '2022-03-20', { exitNote: '执行地更正为某县' }, officer)
    expect(desk.at(id)).toMatchObject({
      type,
      stage: 'cancelled',
      values: { exit: 'cancelled', missingEndOn: '2022-03-20', enteredOn: null },
    })
    expect(desk.only('community-corrections.search').stage).toBe('ended')
  })

  it('keeps what the notice said where a later step is not filled in anew', () => {
    const desk = openDesk()
    const id = desk.do(notice({ effectiveOn: '2021-05-01', more: { residence: '某村1号', household: '某镇' } }))
    desk.step(id, 'register', '2021-05-03', {})
    expect(desk.at(id).values).toMatchObject({ residence: '某村1号', household: '某镇' })
    desk.step(id, 'amend', '2021-05-04', { residence: '某村2号', household: null })
    expect(desk.at(id).values).toMatchObject({ residence: '某村2号', household: null })
  })
})
