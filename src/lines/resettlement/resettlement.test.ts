import { describe, expect, it } from 'vitest'
import { figureIn, sidesOf } from '../../kernel/simulate.ts'
import { dueDay } from '../../law/index.ts'
import { bureau, openDesk, readyToLeave, station, supervised } from '../community-corrections/testing.ts'
import { ageGroupOn } from './effects.ts'

const record = 'resettlement.person'
const prisoner = {
  source: 'prison',
  kind: 'served',
  sex: 'male',
  bornOn: '1985-05-01',
  infoOn: '2017-01-10',
  household: '某村',
  offence: '盗窃罪',
  sentenceTerm: '三年',
  prison: '某监狱',
  expectedOn: '2017-06-30',
}
const received = (desk: ReturnType<typeof openDesk>) =>
  desk.do({ record, unit: station, step: 'receive', today: '2017-01-10', people: { subject: ['p1'] }, values: prisoner })
const verified = (desk: ReturnType<typeof openDesk>) => {
  const id = received(desk)
  desk.step(id, 'verify', '2017-01-20', { verification: 'confirmed', findings: '属实' })
  return id
}
const helped = (desk: ReturnType<typeof openDesk>) => {
  const id = verified(desk)
  desk.step(id, 'prepare', '2017-06-01', { expectedOn: '2017-06-30', pickup: 'family' })
  desk.step(id, 'link', '2017-07-03', { releasedOn: '2017-06-30', certificate: '释1号' })
  return id
}

describe('from the prison’s data to the gate', () => {
  it('what the prison sends is verified before the release is prepared', () => {
    const desk = openDesk()
    const id = received(desk)
    expect(desk.refusal({ id, step: 'prepare', today: '2017-06-01', values: { expectedOn: '2017-06-30', pickup: 'family' } })).toContain(
      '尚未核查反馈',
    )
    desk.step(id, 'verify', '2017-01-20', { verification: 'confirmed', findings: '属实' })
    desk.step(id, 'prepare', '2017-06-01', { expectedOn: '2017-06-30', pickup: 'family' })
    expect(desk.at(id).stage).toBe('awaiting')
  })

  it('somebody who does not live here leaves the list with the verification', () => {
    const desk = openDesk()
    const id = received(desk)
    desk.step(id, 'verify', '2017-01-20', { verification: 'notOurs', findings: '户籍已迁出' })
    expect(desk.at(id).stage).toBe('notOurs')
  })

  it('a person without home, kin or means is met at the gate', () => {
    const desk = openDesk()
    const id = verified(desk)
    const plan = { expectedOn: '2017-06-30', keyReasons: ['homeless'] }
    expect(desk.refusal({ id, step: 'prepare', today: '2017-06-01', values: { ...plan, pickup: 'self' } })).toContain('必接必送')
    desk.step(id, 'prepare', '2017-06-01', { ...plan, pickup: 'escorted' })
    desk.step(id, 'link', '2017-06-30', { releasedOn: '2017-06-30' })
    expect(desk.at(id).values).toMatchObject({ level: 'key', keyOn: '2017-06-30' })
  })

  it('linking puts the person on the books, with a file and the end of help by the local period', () => {
    const desk = openDesk()
    const id = helped(desk)
    expect(desk.at(id)).toMatchObject({
      stage: 'helped',
      values: {
        entry: 'released',
        enteredOn: '2017-07-03',
        fileOn: '2017-07-03',
        helpUntil: '2022-06-29',
        level: 'ordinary',
        ageGroup: 'youth',
      },
    })
  })

  it('who does not come is listed as not linked, searched for, and can still be linked', () => {
    const desk = openDesk()
    const id = verified(desk)
    expect(desk.refusal({ id, step: 'flagUnlinked', today: '2017-06-20', values: { releasedOn: '2017-06-30' } })).toContain('尚未释放')
    desk.step(id, 'flagUnlinked', '2017-08-01', { releasedOn: '2017-06-30' })
    const period = { from: '2017-01-01', to: '2017-12-31' }
    expect([
      figureIn(desk.world, 'rs.due', period),
      figureIn(desk.world, 'rs.unlinked', period),
      figureIn(desk.world, 'rs.link', period),
    ]).toEqual([1, 1, 0])
    desk.step(id, 'link', '2017-09-01', { releasedOn: '2017-06-30' })
    expect(figureIn(desk.world, 'rs.link', period)).toBe(100)
  })

  it('the list of the month is screened by the 14th, and who is not linked is reported by the end of the month', () => {
    const desk = openDesk()
    const id = verified(desk)
    desk.step(id, 'enlist', '2017-05-13', { expectedOn: '2017-06-30' })
    desk.step(id, 'prepare', '2017-05-14', { expectedOn: '2017-06-30', pickup: 'family' })
    expect(desk.at(id).values).toMatchObject({ rosterOn: '2017-05-13', preparedOn: '2017-05-14' })
    desk.step(id, 'flagUnlinked', '2017-08-01', { releasedOn: '2017-06-30' })
    desk.step(id, 'reportUnlinked', '2017-08-31')
    expect(desk.at(id)).toMatchObject({ stage: 'unlinked', values: { unlinkedReportedOn: '2017-08-31' } })
    const dues = (['rs.roster', 'rs.unlinked.month', 'rs.half', 'rs.half.county'] as const).map((rule) => [
      dueDay(rule, '2017-05-13'),
      dueDay(rule, '2017-12-31'),
      rule,
    ])
    expect(dues).toEqual([
      ['2017-05-14', '2018-01-14', 'rs.roster'],
      ['2017-05-31', '2017-12-31', 'rs.unlinked.month'],
      ['2017-07-02', '2018-02-02', 'rs.half'],
      ['2017-07-03', '2018-02-03', 'rs.half.county'],
    ])
  })

  it('the search for somebody never linked ends with the period of help, with death or another sentence, and not because it was vain', () => {
    const desk = openDesk()
    const id = verified(desk)
    const end = (today: string, searchEnd: string) => ({
      id,
      step: 'endSearch',
      today,
      values: { searchEnd, findings: '公安机关多次查找' },
    })
    expect(desk.refusal(end('2017-05-01', 'expired'))).toContain('尚未释放')
    desk.step(id, 'flagUnlinked', '2017-08-01', { releasedOn: '2017-06-30' })
    expect(desk.refusal(end('2022-06-29', 'expired'))).toContain('继续查找')
    desk.step(id, 'endSearch', '2022-06-30', { searchEnd: 'expired', findings: '公安机关多次查找' })
    expect(desk.at(id).stage).toBe('neverLinked')
    const ever = { from: '2017-01-01', to: '2022-12-31' }
    expect(['rs.due', 'rs.unlinked', 'rs.cum.in', 'rs.cum.out', 'rs.stock'].map((i) => figureIn(desk.world, i, ever))).toEqual([
      1, 1, 0, 0, 0,
    ])
  })

  it('who comes from corrections is never typed in by hand', () => {
    const desk = openDesk()
    expect(
      desk.refusal({
        record,
        unit: station,
        step: 'receive',
        today: '2017-01-10',
        people: { subject: ['p1'] },
        values: { ...prisoner, source: 'corrections' },
      }),
    ).toContain('自动转入')
  })
})

describe('help', () => {
  it('has a group before an agreement, and visits and helps are counted', () => {
    const desk = openDesk()
    const id = helped(desk)
    expect(desk.refusal({ id, step: 'agree', today: '2017-07-05' })).toContain('帮教小组')
    desk.step(id, 'formGroup', '2017-07-05', { groupMembers: '甲、乙' })
    desk.step(id, 'agree', '2017-07-05')
    const keep = (name: string, values: Readonly<Record<string, unknown>>) =>
      desk.do({ record: `resettlement.${name}`, under: id, unit: station, step: 'keep', today: '2017-12-01', values })
    keep('visit', { visitedOn: '2017-12-01', way: 'home', situation: '稳定' })
    keep('visit', { visitedOn: '2017-11-01', way: 'phone', situation: '稳定' })
    keep('help', { givenOn: '2017-12-01', kind: 'training', content: '电工培训' })
    expect(desk.at(id).values).toMatchObject({ lastVisitOn: '2017-12-01', helps: 1 })
  })

  it('a key person has reasons and a plan', () => {
    const desk = openDesk()
    const id = helped(desk)
    expect(desk.refusal({ id, step: 'makeKey', today: '2017-08-01', values: { keyReasons: [], keyPlan: 'x' } })).toContain('原因')
    desk.step(id, 'makeKey', '2017-08-01', { keyReasons: ['drugs'], keyPlan: '每月走访' })
    expect(desk.at(id).values.level).toBe('key')
    desk.step(id, 'endKey', '2018-08-01')
    expect(desk.refusal({ id, step: 'endKey', today: '2018-08-02' })).toContain('不是重点')
  })

  it('a new offence is told at once, counts, and ends help only with another imprisonment', () => {
    const desk = openDesk()
    const id = helped(desk)
    expect(desk.refusal({ id, step: 'reportOffence', today: '2017-07-01' })).toContain('早于列入帮教')
    desk.step(id, 'reportOffence', '2018-03-01', { exitNote: '因盗窃被刑事拘留' })
    const year = { from: '2018-01-01', to: '2018-12-31' }
    const seen = () => ['rs.reoffended', 'rs.out.reoffended', 'rs.stock'].map((i) => figureIn(desk.world, i, year))
    expect([desk.at(id).stage, seen()]).toEqual(['helped', [1, 0, 1]])
    desk.step(id, 'recommit', '2018-06-01', { reoffendedOn: '2018-03-01' })
    expect([desk.at(id).stage, seen()]).toEqual(['recommitted', [1, 1, 0]])
  })

  it('ends with the period and not before; afterwards nothing is entered any more', () => {
    const desk = openDesk()
    const id = helped(desk)
    expect(desk.refusal({ id, step: 'expire', today: '2022-06-28' })).toContain('帮教期至2022-06-29')
    desk.step(id, 'expire', '2022-06-29')
    expect(desk.at(id)).toMatchObject({ stage: 'expired', values: { exit: 'expired' } })
    expect(
      desk.refusal({
        record: 'resettlement.visit',
        under: id,
        unit: station,
        step: 'keep',
        today: '2022-07-01',
        values: { visitedOn: '2022-07-01', way: 'home', situation: 'x' },
      }),
    ).toContain('不在帮教名册')
  })

  it('of somebody who moves here goes on until the day that was set before', () => {
    const desk = openDesk()
    const values = {
      source: 'prison',
      kind: 'served',
      sex: 'male',
      bornOn: '1960-05-01',
      releasedOn: '2016-03-01',
      enteredOn: '2018-01-05',
      movedFrom: '某县',
      helpUntil: '2021-02-28',
    }
    const open = { record, unit: station, step: 'moveIn', today: '2018-01-05', people: { subject: ['p1'] } }
    expect(desk.refusal({ ...open, values: { ...values, helpUntil: '2017-12-31' } })).toContain('帮教期已满')
    const id = desk.do({ ...open, values })
    expect(desk.at(id).values).toMatchObject({ entry: 'movedIn', helpUntil: '2021-02-28', ageGroup: 'middle' })
  })

  it('sorts by age on the day of entry', () => {
    expect(['2000-07-04', '1999-07-03', '1982-07-03', '1957-07-03'].map((born) => ageGroupOn(born, '2017-07-03'))).toEqual([
      'minor',
      'youth',
      'middle',
      'elderly',
    ])
  })
})

describe('the figures of resettlement', () => {
  it('released from corrections equals handed over here plus those with a reason', () => {
    const desk = openDesk()
    const leave = (on: string, values: Readonly<Record<string, unknown>>) => {
      const id = supervised(desk, { effectiveOn: on, years: 1 })
      const until = String(desk.at(id).values.termTo)
      readyToLeave(desk, id, until)
      desk.step(id, 'release', until, values)
    }
    leave('2016-03-01', {})
    leave('2016-04-01', {})
    leave('2016-05-01', { excuse: 'elsewhere', exitNote: '移送某县' })
    const period = { from: '2017-01-01', to: '2017-12-31' }
    const ids = [
      'cc.out.release',
      'rs.in.corrections',
      'cc.release.excused',
      'rs.stock',
      'rs.filed',
      'cc.stock.end',
      'cc.cum.in',
      'cc.cum.out',
    ]
    expect(ids.map((id) => figureIn(desk.world, id, period))).toEqual([3, 2, 1, 2, 0, 0, 3, 3])
    const check = bureau.checks.find((c) => c.id === 'rs.handover')
    expect(check && sidesOf(desk.world, check, period, { from: '2016-01-01', to: '2016-12-31' })).toEqual({
      left: 3,
      right: 3,
      holds: true,
    })
  })
})

describe('the half-year and year reports', () => {
  it('are asked of every town and gathered only when all have answered', () => {
    const desk = openDesk()
    const launch = { record: 'resettlement.round', unit: '445102', step: 'launch', today: '2017-07-01' }
    expect(desk.refusal({ ...launch, values: { period: 'half', endOn: '2017-06-29' } })).toContain('6月30日')
    const round = desk.do({ ...launch, values: { period: 'half', endOn: '2017-06-30' } })
    const due = desk.all('resettlement.return')
    expect(due.map((r) => [r.unit, r.stage, r.values.endOn])).toEqual([
      ['445102112', 'due', '2017-06-30'],
      ['445102100', 'due', '2017-06-30'],
    ])
    expect(desk.refusal({ id: round, step: 'close', today: '2017-07-03' })).toContain('仍有镇（街）未报')
    for (const r of due) desk.step(r.id, 'file', '2017-07-02', { signedBy: '某甲' })
    desk.step(round, 'close', '2017-07-03')
  })
})

describe('what the office must have by the practice of the province', () => {
  const kept = (id: string) => {
    const found = bureau.records.get(`resettlement.${id}`)
    if (!found) throw new Error(id)
    return found
  }
  it('a clock for each limit: data of the prison, verification, list of the month, release, linking, visits, end, reports', () => {
    const rules = ['person', 'round', 'return'].flatMap((id) => Object.values(kept(id).procedure.deadlines).map((d) => d.rule))
    expect([...new Set(rules)].sort()).toEqual([
      'rs.end.warn',
      'rs.half',
      'rs.half.county',
      'rs.intake',
      'rs.intake.short',
      'rs.link',
      'rs.release.warn',
      'rs.roster',
      'rs.unlinked.month',
      'rs.verify',
      'rs.visit',
    ])
  })

  it('every paper from the notice of release to the end of help', () => {
    const titles = ['person', 'visit', 'return'].flatMap((id) => kept(id).documents.map((d) => d.title))
    expect(titles).toEqual(
      expect.arrayContaining([
        '刑满释放人员通知书',
        '服刑人员信息核查反馈表',
        '刑满释放人员衔接登记表（回执）',
        '安置帮教人员登记表',
        '安置帮教协议书',
        '走访谈话记录',
        '重点帮教对象评估审批表',
        '就业安置证明',
        '解除帮教审批表（证明）',
        '安置帮教对象转移函',
        '安置帮教档案目录',
        '安置帮教工作报表（封面）',
      ]),
    )
  })

  it('every alert: not verified, not met at the gate, not linked, key without plan, no file, group, agreement or work, a new offence', () => {
    expect(
      kept('person')
        .alerts.map((a) => a.id.split('.').at(-1)?.split('/').at(-1))
        .sort(),
    ).toEqual([
      'destituteNoPickup',
      'keyWithoutPlan',
      'noAgreement',
      'noGroup',
      'notArranged',
      'notFiled',
      'reoffended',
      'unlinked',
      'unverified',
    ])
  })

  it('every rate names its whole', () => {
    const rates = [...bureau.indicators.values()].filter((i) => i.id.startsWith('rs.') && 'whole' in i)
    expect(rates.map((i) => i.title).sort()).toEqual(
      ['安置帮教报表报送率', '安置率', '帮教建档率', '帮教率', '衔接率', '重新犯罪率（以期末在册为分母）'].sort(),
    )
  })
})
