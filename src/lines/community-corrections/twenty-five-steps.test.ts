import { describe, expect, it } from 'vitest'
import { addDays } from '../../law/index.ts'
import {
  alertsOf,
  clockOf,
  type Desk,
  leader,
  leaveOf,
  notice,
  officer,
  openDesk,
  papers,
  readyToLeave,
  station,
  stationHead,
  supervised,
} from './testing.ts'

/**
 * The work from the assessment to the end, step by step as an official would say it, each with its deadline, its article and the organ that
 * decides, under the law of its date. Refusals in detail stand in the tests of each chapter.
 */
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
const assessed = (desk: Desk, receivedOn: string, fast = false) =>
  desk.do({
    record: 'community-corrections.assessment',
    unit: station,
    step: 'receive',
    today: receivedOn,
    people: { subject: ['p1'] },
    values: {
      commissioner: '某区人民法院',
      receivedOn,
      fast,
      assessed: 'convict',
      juvenile: false,
      proposed: 'parole',
      offence: '盗窃罪',
      residence: '某村',
      employer: '某厂',
      crime: 'property',
      court: '某区人民法院',
      judgedOn: '2015-03-01',
      sentence: 'fixed',
      sentenceTerm: '八年',
      sentenceFrom: '2014-12-01',
      sentenceEndOn: '2022-11-30',
      additional: ['fine'],
    },
  })

describe('1 委托调查评估 → 意见', () => {
  it('ten working days, five in fast-track cases, longer by agreement; the procuracy gets a copy', () => {
    const desk = openDesk()
    const id = assessed(desk, '2022-03-01')
    expect(clockOf(desk, id, 'ordinary')).toBe('2022-03-15 社区矫正法实施办法 第十四条')
    desk.step(id, 'prolong', '2022-03-10', { extension: 5 }, officer)
    expect(clockOf(desk, id, 'ordinary')).toBe('2022-03-22 社区矫正法实施办法 第十四条')
    desk.step(id, 'investigate', '2022-03-11', { investigators: '甲、乙', findings: '有固定住所', opinion: 'suitable' }, clerk)
    desk.step(id, 'submit', '2022-03-18', { opinion: 'suitable' }, leader)
    expect(clockOf(desk, id, 'ordinary')).toContain('已办')
    expect(alertsOf(desk, id)).toEqual(['评估意见未抄送检察院'])
    desk.step(id, 'copy', '2022-03-18', {}, officer)
    expect(alertsOf(desk, id)).toEqual([])
    const fast = assessed(desk, '2022-03-01', true)
    expect([clockOf(desk, fast, 'fast'), clockOf(desk, fast, 'ordinary')]).toEqual(['2022-03-08 社区矫正法实施办法 第十四条', null])
  })

  it('the 办法 of 2012 set no number of days', () => {
    const desk = openDesk()
    expect(clockOf(desk, assessed(desk, '2017-03-01'), 'ordinary')).toBe(null)
  })
})

describe('2 通知 → 送达法律文书 → 回执', () => {
  const c = { effectiveOn: '2022-03-01' }
  it('notice in five days, papers in ten, the receipt in five', () => {
    const desk = openDesk()
    const more = { noticeNumber: '（2022）执通1号', noticeOn: '2022-03-02', handingKind: 'detentionHouse', handingOrgan: '某看守所' }
    const id = desk.do({ ...notice({ ...c, more: { ...more, notifiedOn: '2022-03-04' } }), today: '2022-03-04' })
    expect([clockOf(desk, id, 'notice'), clockOf(desk, id, 'papers')]).toEqual([
      '2022-03-07 社区矫正法 第二十条 已办',
      '2022-03-11 社区矫正法 第二十条',
    ])
    desk.step(id, 'receivePapers', '2022-03-10', { ...papers(c), paperKind: 'judgment' })
    expect(clockOf(desk, id, 'receipt')).toBe('2022-03-15 社区矫正法实施办法 第十六条')
    desk.step(id, 'returnReceipt', '2022-03-11')
    expect(() => desk.step(id, 'returnReceipt', '2022-03-12')).toThrow('回执已经送达')
    expect([clockOf(desk, id, 'papers'), clockOf(desk, id, 'receipt')].every((t) => t?.endsWith('已办'))).toBe(true)
  })

  it('three working days each under the 办法 of 2012', () => {
    const desk = openDesk()
    const id = desk.do(notice({ effectiveOn: '2017-03-01' }))
    expect(clockOf(desk, id, 'papers')).toBe('2017-03-06 社区矫正实施办法 第五条')
    desk.step(id, 'receivePapers', '2017-03-06', papers({ effectiveOn: '2017-03-01' }))
    expect(clockOf(desk, id, 'receipt')).toBe('2017-03-09 社区矫正实施办法 第五条')
  })
})

describe('3 报到、移送', () => {
  it('ten days from the judgment; who serves outside prison is escorted within ten', () => {
    const desk = openDesk()
    const id = desk.do(notice({ effectiveOn: '2022-03-01' }))
    expect([clockOf(desk, id, 'reporting'), clockOf(desk, id, 'escort')]).toEqual(['2022-03-11 社区矫正法 第二十一条', null])
    const sick = desk.do(notice({ effectiveOn: '2022-03-01', category: 'temporary' }))
    expect([clockOf(desk, sick, 'reporting'), clockOf(desk, sick, 'escort')]).toEqual([null, '2022-03-11 社区矫正法 第二十一条'])
    const old = desk.do(notice({ effectiveOn: '2017-03-01' }))
    expect(clockOf(desk, old, 'reporting')).toBe('2017-03-13 社区矫正实施办法 第六条')
  })
})

describe('3a 未按时报到 → 组织查找并通报', () => {
  it('from the eleventh day he is missing; the search is due the same day, with the deciding organ and the procuracy told', () => {
    const desk = openDesk()
    const id = desk.do(notice({ effectiveOn: '2022-03-01' }))
    desk.step(id, 'flagMissing', '2022-03-12', {}, clerk)
    const { id: search } = desk.only('community-corrections.search')
    expect(clockOf(desk, search, 'begin')).toBe('2022-03-12 社区矫正法 第三十条')
    expect(alertsOf(desk, search)).toEqual(['失联未通报检察院', '未报到未通知决定机关'])
    desk.step(search, 'attempt', '2022-03-12', { way: 'call', told: '无人接听' }, clerk)
    desk.step(search, 'tellOrgan', '2022-03-12', {}, clerk)
    desk.step(search, 'tellProcuracy', '2022-03-12', {}, clerk)
    expect([clockOf(desk, search, 'begin')?.endsWith('已办'), alertsOf(desk, search)]).toEqual([true, []])
  })
})

describe('4 接收登记 → 建档 → 宣告', () => {
  it('each is a step of its own; in 2017 he goes to the justice office within three days', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2022-03-01' })
    expect(desk.at(id)).toMatchObject({
      stage: 'supervised',
      values: { enteredOn: '2022-03-01', fileOn: '2022-03-01', announcedOn: '2022-03-01' },
    })
    const old = desk.do(notice({ effectiveOn: '2017-03-01' }))
    desk.step(old, 'register', '2017-03-06', {})
    expect(clockOf(desk, old, 'stationReport')).toBe('2017-03-09 社区矫正实施办法 第六条')
    expect(alertsOf(desk, old)).toEqual(expect.arrayContaining(['已登记未宣告', '在册未建执行档案', '已报到而法律文书未到']))
  })
})

describe('5 矫正小组与责任书，矫正方案', () => {
  it('a group with its pledges before the announcement; a plan, adjusted with the conduct', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2022-03-01' })
    const { id: member } = desk.only('community-corrections.member')
    desk.step(member, 'pledge', '2022-03-02', {}, clerk)
    expect(desk.at(member).values.pledgedOn).toBe('2022-03-02')
    expect(alertsOf(desk, id)).toContain('没有矫正方案')
    below(desk, id, 'plan', 'keep', '2022-03-02', { madeOn: '2022-03-02', situation: '一般', measures: '每周报告' }, stationHead)
    expect(alertsOf(desk, id)).not.toContain('没有矫正方案')
  })
})

describe('6 分类管理评估', () => {
  it('gives the class; the plan must follow', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2022-03-01' })
    below(desk, id, 'plan', 'keep', '2022-03-02', { madeOn: '2022-03-02', situation: '一般', measures: '每周报告' }, stationHead)
    expect(alertsOf(desk, id)).toContain('未确定管理类别')
    below(desk, id, 'classification', 'keep', '2022-06-02', { assessedOn: '2022-06-02', managementClass: 'lenient', reasons: '表现好' })
    expect(desk.at(id).values.managementClass).toBe('lenient')
    expect(alertsOf(desk, id)).toContain('管理类别调整后矫正方案未调整')
  })
})

describe('7 报告', () => {
  it('every month; events at once; the sick on their health every month and with a medical review every three', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2022-03-01', category: 'temporary' })
    expect([clockOf(desk, id, 'report'), clockOf(desk, id, 'health'), clockOf(desk, id, 'review')]).toEqual([
      '2022-04-01 社区矫正法实施办法 第二十四条',
      '2022-04-01 社区矫正法实施办法 第二十四条',
      '2022-06-01 社区矫正法实施办法 第二十四条',
    ])
    below(desk, id, 'report', 'keep', '2022-03-10', { reportedOn: '2022-03-10', kind: 'event', content: '搬家' })
    expect([clockOf(desk, id, 'report'), clockOf(desk, id, 'health')]).toEqual([
      '2022-04-11 社区矫正法实施办法 第二十四条',
      '2022-04-01 社区矫正法实施办法 第二十四条',
    ])
    below(desk, id, 'report', 'keep', '2022-03-30', { reportedOn: '2022-03-30', kind: 'health', content: '稳定' })
    expect(clockOf(desk, id, 'health')).toBe('2022-05-05 社区矫正法实施办法 第二十四条')
  })

  it('the review may be put off: by the county below a month, by the organ above from a month, by the province from three; the next is due as ever', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2022-03-01', category: 'temporary' })
    const ask = (untilOn: string) =>
      below(desk, id, 'postponement', 'apply', '2022-05-20', { appliedOn: '2022-05-20', untilOn, reason: '住院' })
    expect(['2022-07-01', '2022-09-01'].map((d) => desk.at(ask(d)).values.tier)).toEqual(['prefecture', 'province'])
    const long = desk.at(ask('2022-08-01')).id
    expect(desk.refusal({ id: long, step: 'approve', today: '2022-05-21', by: officer })).toContain('应报上一级')
    const short = ask('2022-06-21')
    desk.step(short, 'approve', '2022-05-21', {}, officer)
    expect(clockOf(desk, id, 'review')).toBe('2022-06-21 社区矫正法实施办法 第二十四条')
    expect(alertsOf(desk, short)).toEqual(['批准病情复查延期未通报检察院'])
    below(desk, id, 'review', 'keep', '2022-06-20', { reviewedOn: '2022-06-20', hospital: '某医院', findings: '稳定', ceased: false })
    expect(clockOf(desk, id, 'review')).toBe('2022-09-20 社区矫正法实施办法 第二十四条')
    desk.step(long, 'forward', '2022-05-22', {}, officer)
    desk.step(long, 'enterDecision', '2022-06-25', { decision: 'refused', refusal: '病情稳定' }, officer)
    expect([desk.at(long).stage, clockOf(desk, id, 'review')]).toEqual(['refused', '2022-09-20 社区矫正法实施办法 第二十四条'])
  })

  it('is refused for a day before he was on the books', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2022-03-01' })
    const early = { reportedOn: '2022-02-20', kind: 'regular', content: '报告' }
    expect(
      desk.refusal({
        record: 'community-corrections.report',
        under: id,
        unit: station,
        step: 'keep',
        today: '2022-03-10',
        values: early,
        by: clerk,
      }),
    ).toContain('早于入矫登记日期')
  })
})

describe('8 会客、接触', () => {
  it('victims, accusers, informants and accomplices only with approval by another hand', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2022-03-01' })
    for (const relation of ['victim', 'accuser', 'informant', 'accomplice']) {
      const values = { appliedOn: '2022-03-05', relation, visitor: '某乙', reason: '调解', plannedOn: '2022-03-08' }
      const meeting = below(desk, id, 'meeting', 'apply', '2022-03-05', values, officer)
      expect(desk.refusal({ id: meeting, step: 'decide', today: '2022-03-06', values: { decision: 'granted' }, by: officer })).toContain(
        '同一人',
      )
      desk.step(meeting, 'decide', '2022-03-06', { decision: 'granted' }, leader)
      expect(desk.at(meeting).stage).toBe('decided')
    }
  })
})

describe('9 外出', () => {
  it('seven days by the justice office, which files it; thirty by the county; beyond, or beyond thirty in two months, by the organ above', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2022-01-04', years: 3 })
    const short = leaveOf(desk, id, '2022-03-05', '2022-03-11', '2022-03-01')
    expect(desk.at(short).values).toMatchObject({ tier: 'station', shortNotice: false })
    expect(alertsOf(desk, short)).toEqual(['司法所批准的外出未备案', '批准外出未书面告知'])
    desk.step(short, 'comeBack', '2022-03-11', { returnedOn: '2022-03-11' })
    const long = leaveOf(desk, id, '2022-03-14', '2022-04-02', '2022-03-13')
    expect(desk.at(long).values).toMatchObject({ tier: 'county', daysInTwoMonths: 27, shortNotice: true })
    desk.step(long, 'comeBack', '2022-04-02', { returnedOn: '2022-04-02' })
    const over = leaveOf(desk, id, '2022-04-10', '2022-04-14', '2022-04-05')
    expect(desk.at(over).values).toMatchObject({ tier: 'prefecture', daysInTwoMonths: 32, decision: 'granted' })
    expect(alertsOf(desk, over)).toContain('上一级批准的外出未通报检察院')
    desk.step(over, 'tellProcuracy', '2022-04-09', {}, officer)
    expect(alertsOf(desk, over)).not.toContain('上一级批准的外出未通报检察院')
  })
})

describe('9a 返回销假', () => {
  it('on the last day at the latest', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2022-01-04' })
    const leave = leaveOf(desk, id, '2022-03-05', '2022-03-11', '2022-03-01')
    expect(clockOf(desk, leave, 'comeBack')).toBe('2022-03-11 社区矫正法实施办法 第二十八条')
    desk.step(leave, 'comeBack', '2022-03-11', { returnedOn: '2022-03-11' })
    expect(clockOf(desk, leave, 'comeBack')).toContain('已办')
  })
})

describe('10 经常性跨市县活动', () => {
  it('checked by the justice office, approved by the county for six months, then asked for anew', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2022-01-04' })
    const permit = below(desk, id, 'permit', 'apply', '2022-03-01', {
      appliedOn: '2022-03-01',
      reason: 'work',
      explanation: '跑运输',
      places: '某市',
    })
    expect(desk.refusal({ id: permit, step: 'approve', today: '2022-03-02', by: officer })).toContain('不能办理')
    desk.step(permit, 'verify', '2022-03-02', { findings: '属实' }, clerk)
    expect(desk.refusal({ id: permit, step: 'approve', today: '2022-03-03', by: stationHead })).toContain('不由该岗位办理')
    desk.step(permit, 'approve', '2022-03-03', {}, officer)
    expect(clockOf(desk, permit, 'validity')).toBe('2022-09-03 社区矫正法实施办法 第二十九条')
    desk.step(permit, 'end', '2022-09-03', {}, clerk)
    expect(desk.at(id).values.permitUntil).toBe(null)
  })
})

describe('11 执行地变更', () => {
  const moving = (on: string) => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: addDays(on, -200) })
    const values = { appliedOn: on, reason: '随子女居住', destination: '某县', newAddress: '某镇', movesOn: addDays(on, 60) }
    return { desk, id, move: below(desk, id, 'transfer', 'apply', on, values) }
  }
  it('asked a month ahead; five days to ask, five to answer, five to hand the file over, seven to report there', () => {
    const { desk, id, move } = moving('2022-03-01')
    expect([desk.at(move).values.shortNotice, clockOf(desk, move, 'ask')]).toEqual([false, '2022-03-07 社区矫正法实施办法 第三十条'])
    desk.step(move, 'opine', '2022-03-02', { stationOpinion: '同意' }, clerk)
    desk.step(move, 'ask', '2022-03-03', {}, officer)
    expect(clockOf(desk, move, 'answer')).toBe('2022-03-08 社区矫正法实施办法 第三十条')
    desk.step(move, 'answer', '2022-03-08', { answer: 'granted' }, officer)
    desk.step(move, 'agree', '2022-03-09', {}, officer)
    expect(clockOf(desk, move, 'files')).toBe('2022-03-14 社区矫正法实施办法 第三十一条')
    desk.step(move, 'handFiles', '2022-03-11', {}, officer)
    expect(clockOf(desk, move, 'report')).toBe('2022-03-18 社区矫正法实施办法 第三十一条')
    expect(desk.at(id).stage).toBe('transferredOut')
  })

  it('a refusal is told within five days; in 2017 the file went in three working days and he reported in seven', () => {
    const { desk, move } = moving('2022-03-01')
    desk.step(move, 'decline', '2022-03-02', { refusal: '无固定住所' }, officer)
    expect(clockOf(desk, move, 'refusal')).toBe('2022-03-07 社区矫正法实施办法 第三十条')
    desk.step(move, 'tell', '2022-03-04', {}, clerk)
    expect(clockOf(desk, move, 'refusal')).toContain('已办')
    const old = moving('2017-03-01')
    old.desk.step(old.move, 'opine', '2017-03-02', { stationOpinion: '同意' }, clerk)
    old.desk.step(old.move, 'ask', '2017-03-03', {}, officer)
    old.desk.step(old.move, 'answer', '2017-03-06', { answer: 'granted' }, officer)
    old.desk.step(old.move, 'agree', '2017-03-07', {}, officer)
    expect(clockOf(old.desk, old.move, 'files')).toBe('2017-03-10 社区矫正实施办法 第十四条')
    old.desk.step(old.move, 'handFiles', '2017-03-08', {}, officer)
    expect(clockOf(old.desk, old.move, 'report')).toBe('2017-03-15 社区矫正实施办法 第十四条')
  })
})

describe('12 禁止令', () => {
  it('entry to the forbidden place needs approval, which the court and the procuracy are told', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2022-01-04', more: { prohibited: true } })
    expect(alertsOf(desk, id, 'red')).toEqual(['被宣告禁止令而未登记内容'])
    const ban = { kind: 'place', content: '不得进入网吧', court: '某区人民法院', startsOn: '2022-01-04', endsOn: '2022-12-31' }
    below(desk, id, 'prohibition', 'enter', '2022-01-05', ban)
    const values = { appliedOn: '2022-02-01', place: '某大厦', reason: '办证', plannedOn: '2022-02-10' }
    const entry = below(desk, id, 'restricted-entry', 'apply', '2022-02-01', values)
    desk.step(entry, 'decide', '2022-02-02', { decision: 'granted' }, officer)
    expect(alertsOf(desk, entry)).toEqual(['批准进入禁止令场所未告知法院、检察院'])
    desk.step(entry, 'tell', '2022-02-02', {}, officer)
    expect([alertsOf(desk, entry), alertsOf(desk, id, 'red')]).toEqual([[], []])
  })
})

describe('13 考核 → 表扬', () => {
  it('after six months and good conduct, proposed by one and decided by the county', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2022-01-04' })
    below(desk, id, 'appraisal', 'keep', '2022-07-01', { monthOn: '2022-06-01', appraisedOn: '2022-07-01', grade: 'good' })
    const praise = below(desk, id, 'commendation', 'propose', '2022-07-04', { proposedOn: '2022-07-04', merits: '见义勇为' })
    desk.step(praise, 'decide', '2022-07-05', { decision: 'granted' }, officer)
    expect(desk.at(id).values.commendations).toBe(1)
  })
})

describe('14 训诫 and 15 警告', () => {
  it('the justice office verifies, the county decides; two admonitions are a ground for a warning', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2022-01-04' })
    const blame = (record: string, on: string, ground: string) => {
      const values = { ground, misconduct: '迟报', verifiedOn: on }
      const done = below(desk, id, record, 'verify', on, values)
      desk.step(done, 'decide', on, { decision: 'granted' }, officer)
      desk.step(done, 'serve', on, {}, clerk)
    }
    blame('admonition', '2022-02-01', 'late')
    blame('admonition', '2022-03-01', 'breach')
    expect(alertsOf(desk, id, 'red')).toEqual(['已受两次训诫'])
    blame('warning', '2022-04-01', 'twice')
    expect(desk.at(id).values).toMatchObject({ admonitions: 2, warnings: 1 })
  })
})

describe('16 提请治安管理处罚', () => {
  it('the county proposes, the police decide; never for a person on parole', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2022-01-04' })
    const parole = supervised(desk, { effectiveOn: '2022-01-05', category: 'parole' })
    const values = { misconduct: '殴打他人', proposedOn: '2022-02-01', police: '某分局' }
    const penalty = below(desk, id, 'penalty', 'propose', '2022-02-01', values, officer)
    desk.step(penalty, 'decide', '2022-02-05', { result: 'detention' }, officer)
    expect(desk.at(id).values.penalties).toBe(1)
    const deed = {
      record: 'community-corrections.penalty',
      under: parole,
      unit: station,
      step: 'propose',
      today: '2022-02-01',
      values,
      by: officer,
    }
    expect(desk.refusal(deed)).toContain('只适用于管制、缓刑、暂予监外执行对象')
  })
})

describe('17 电子定位', () => {
  it('the head of the justice department approves, the person is told, three months at most, assessed before each further three', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2022-01-04' })
    const gps = below(desk, id, 'positioning', 'apply', '2022-02-01', { appliedOn: '2022-02-01', ground: 'left', explanation: '擅自离市' })
    desk.step(gps, 'approve', '2022-02-02', {}, leader)
    expect(clockOf(desk, gps, 'period')).toBe('2022-05-02 社区矫正法 第二十九条')
    desk.step(gps, 'tell', '2022-02-02', {}, clerk)
    desk.step(gps, 'wear', '2022-02-03', { device: 'wristband', deviceNumber: 'A1' }, clerk)
    desk.step(gps, 'assess', '2022-04-25', { assessment: '仍有必要' }, clerk)
    desk.step(gps, 'renew', '2022-04-28', {}, leader)
    expect(clockOf(desk, gps, 'period')).toBe('2022-07-28 社区矫正法 第二十九条')
    desk.step(gps, 'end', '2022-06-01', { endNote: '不再需要' }, clerk)
    expect(clockOf(desk, gps, 'period')).toContain('已办')
  })
})

describe('18 失联 → 查找 → 通知公安 → 通报检察院', () => {
  it('at once, every attempt written down; ten days and one month are counted', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2022-01-04' })
    const search = below(desk, id, 'search', 'begin', '2022-03-01', { kind: 'lost', missedOn: '2022-03-01' })
    expect(['begin', 'police', 'tenDays', 'month'].map((key) => clockOf(desk, search, key))).toEqual([
      '2022-03-01 社区矫正法 第三十条',
      '2022-03-01 社区矫正法 第三十条',
      '2022-03-11 社区矫正法实施办法 第三十五条',
      '2022-04-01 社区矫正法实施办法 第四十六条',
    ])
    desk.step(search, 'attempt', '2022-03-01', { way: 'visit', told: '不在家' }, clerk)
    desk.step(search, 'tellPolice', '2022-03-01', {}, clerk)
    desk.step(search, 'tellProcuracy', '2022-03-02', {}, clerk)
    desk.step(search, 'find', '2022-03-09', { result: 'found', finding: '在外务工' }, clerk)
    expect(desk.at(search).values.daysAway).toBe(8)
  })
})

describe('19 to 23 提请', () => {
  const propose = (desk: Desk, id: string, step: string, on: string, ground: string) =>
    below(desk, id, 'proposal', step, on, { ground, reasons: '事实清楚', toOrgan: '某区人民法院', proposedOn: on }, officer)
  it('19 提请逮捕: with a revocation; the court decides in 48 hours, custody lasts thirty days at most', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2022-01-04' })
    propose(desk, id, 'proposeRevokingProbation', '2022-03-01', 'absent')
    const arrest = propose(desk, id, 'proposeArrest', '2022-03-01', 'danger')
    expect(alertsOf(desk, arrest, 'red')).toEqual(['提请逮捕待法院决定'])
    desk.step(arrest, 'decide', '2022-03-02', { decision: 'granted', decisionNumber: '捕1号' }, officer)
    expect(clockOf(desk, desk.only('community-corrections.detention').id, 'limit')).toBe('2022-04-01 社区矫正法 第四十七条')
    expect(desk.at(id).values).toMatchObject({ detainedOn: '2022-03-02', pendingOn: '2022-03-01' })
  })

  it.each([
    ['20 撤销缓刑建议', 'probation', 'proposeRevokingProbation', 'revoke', '2022-04-01 社区矫正法 第四十八条'],
    ['21 撤销假释建议', 'parole', 'proposeRevokingParole', 'revoke', '2022-04-01 社区矫正法 第四十八条'],
  ])('%s: the court rules within thirty days of receipt', (_, category, step, key, due) => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2022-01-04', category })
    const proposal = propose(desk, id, step, '2022-03-01', 'absent')
    desk.step(proposal, 'accept', '2022-03-02', {}, officer)
    expect(clockOf(desk, proposal, key)).toBe(due)
    desk.step(proposal, 'decide', '2022-03-20', { decision: 'granted', decisionNumber: '刑更1号', heard: true }, officer)
    expect([clockOf(desk, proposal, key)?.endsWith('已办'), desk.at(id).stage]).toEqual([true, 'supervised'])
  })

  it('22 收监执行建议: the deciding organ answers within thirty days', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2022-01-04', category: 'temporary' })
    const proposal = propose(desk, id, 'proposeRecommitting', '2022-03-01', 'ceased')
    expect(clockOf(desk, proposal, 'recommit')).toBe('2022-03-31 社区矫正法 第四十九条')
  })

  it('23 减刑建议: through the prefecture to the intermediate court, ruled on within thirty days; half must be served', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2022-01-04', category: 'control', years: 1 })
    const proposal = propose(desk, id, 'proposeReducing', '2022-06-01', 'merit')
    expect(desk.refusal({ id: proposal, step: 'accept', today: '2022-06-02', by: officer })).toContain('地市级')
    desk.step(proposal, 'forward', '2022-06-02', {}, officer)
    desk.step(proposal, 'accept', '2022-06-10', {}, officer)
    expect(clockOf(desk, proposal, 'reduce')).toBe('2022-07-11 社区矫正法 第三十三条')
    const ruling = { decision: 'granted', decisionNumber: '刑更2号' }
    const decide = (newTermTo: string) => ({
      id: proposal,
      step: 'decide',
      today: '2022-06-20',
      values: { ...ruling, newTermTo },
      by: officer,
    })
    expect(desk.refusal(decide('2022-07-03'))).toContain('二分之一')
    desk.do(decide('2022-10-31'))
    expect(desk.at(id).values.termTo).toBe('2022-10-31')
  })
})

describe('24 解除', () => {
  it('summary thirty days before, appraisal, release on the last day, and the file of resettlement opens', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2022-01-04', years: 1 })
    expect([clockOf(desk, id, 'summary'), clockOf(desk, id, 'release')]).toEqual([
      '2022-12-04 社区矫正法实施办法 第五十三条',
      '2023-01-03 社区矫正法 第四十四条',
    ])
    readyToLeave(desk, id, '2022-12-02')
    desk.step(id, 'release', '2023-01-03')
    expect([clockOf(desk, id, 'release')?.endsWith('已办'), desk.all('resettlement.person').length]).toEqual([true, 1])
  })
})

describe('25 终止', () => {
  it.each([
    ['probation', 'probationRevoked'],
    ['parole', 'paroleRevoked'],
    ['temporary', 'recommitted'],
    ['control', 'death'],
  ])('of %s by %s, by the decision of another organ and with the notice to it', (category, endReason) => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2022-01-04', category })
    desk.step(id, 'terminate', '2022-06-01', { endReason, ...(endReason === 'death' ? {} : { decisionNumber: '刑更3号' }) }, officer)
    expect(desk.at(id)).toMatchObject({ stage: 'terminated', values: { exit: 'terminated', endReason } })
    expect(desk.all('resettlement.person')).toEqual([])
  })
})
