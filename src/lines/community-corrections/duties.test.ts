import { describe, expect, it } from 'vitest'
import { notice, openDesk, station, supervised } from './testing.ts'

const keep = (record: string, under: string, today: string, values: Readonly<Record<string, unknown>>) => ({
  record: `community-corrections.${record}`,
  under,
  unit: station,
  step: 'keep',
  today,
  values,
})

describe('contacts', () => {
  const desk = openDesk()
  const id = supervised(desk, { effectiveOn: '2017-03-01', years: 3 })
  const last = () => desk.at(id).values.lastContactOn

  it('a report moves the clocks of reporting and of contact', () => {
    desk.do(keep('report', id, '2017-04-01', { reportedOn: '2017-04-01', kind: 'regular', content: '遵纪守法' }))
    expect(desk.at(id).values).toMatchObject({ lastReportOn: '2017-04-01', lastContactOn: '2017-04-01' })
  })

  it('a visit that finds nobody at home is no contact', () => {
    desk.do(keep('visit', id, '2017-04-10', { visitedOn: '2017-04-10', kind: 'home', met: false, record: '无人在家' }))
    expect(desk.at(id).values.lastVisitOn).toBe(null)
    expect(last()).toBe('2017-04-01')
    desk.do(keep('visit', id, '2017-04-11', { visitedOn: '2017-04-11', kind: 'home', met: true, record: '在家' }))
    expect(desk.at(id).values.lastVisitOn).toBe('2017-04-11')
  })

  it('a call that does not reach the person is no contact either', () => {
    desk.do(keep('contact', id, '2017-04-20', { contactedOn: '2017-04-20', kind: 'phone', reached: false }))
    expect(last()).toBe('2017-04-11')
    desk.do(keep('contact', id, '2017-04-21', { contactedOn: '2017-04-21', kind: 'phone', reached: true }))
    expect(last()).toBe('2017-04-21')
  })

  it('entered late never moves the last contact back', () => {
    desk.do(keep('report', id, '2017-04-25', { reportedOn: '2017-04-15', kind: 'written', content: '思想汇报' }))
    expect(desk.at(id).values).toMatchObject({ lastReportOn: '2017-04-15', lastContactOn: '2017-04-21' })
  })

  it('what the person sends from his phone is a report and a contact only when an officer has checked it, and then of its own day', () => {
    const self = { account: 'himself', post: 'supervisee' }
    const sent = { record: 'community-corrections.report', under: id, unit: station, step: 'submit', today: '2017-05-02', by: self }
    expect(desk.refusal({ ...sent, values: { kind: 'inPerson', content: '来过' } })).toContain('由工作人员登记')
    const one = desk.do({ ...sent, values: { kind: 'regular', content: '本月在工地上班' } })
    expect(desk.at(id).values).toMatchObject({ lastReportOn: '2017-04-15', lastContactOn: '2017-04-21' })
    expect(desk.refusal({ id: one, step: 'accept', today: '2017-05-03', values: { answer: '好' }, by: self })).toContain('不由该岗位办理')
    desk.step(one, 'accept', '2017-05-03', { answer: '电话核对，情况属实' })
    expect(desk.at(id).values).toMatchObject({ lastReportOn: '2017-05-02', lastContactOn: '2017-05-02' })
    const other = desk.do({ ...sent, today: '2017-05-04', values: { kind: 'regular', content: '同上' } })
    desk.step(other, 'giveBack', '2017-05-05', { refusal: '内容空泛，请写明情况' })
    expect(desk.at(id).values).toMatchObject({ lastReportOn: '2017-05-02', lastContactOn: '2017-05-02' })
    desk.do(keep('appraisal', id, '2017-05-31', { appraisedOn: '2017-05-31', monthOn: '2017-05-01', grade: 'good' }))
    expect(desk.all('community-corrections.appraisal').at(-1)?.values.reports).toBe(1)
  })

  it('is not asked of somebody who is not on the books', () => {
    const other = desk.do(notice({ effectiveOn: '2017-05-01' }))
    expect(desk.refusal(keep('report', other, '2017-05-02', { reportedOn: '2017-05-02', kind: 'regular', content: 'x' }))).toContain(
      '不在本机构在册',
    )
  })
})

describe('education and service', () => {
  it('a minor is taught apart from adults', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2022-03-01', bornOn: '2005-01-01' })
    const lesson = { attendedOn: '2022-04-01', kind: 'collective', topic: '法治教育', hours: 2 }
    expect(desk.refusal(keep('education', id, '2022-04-01', lesson))).toContain('分别进行')
    desk.do(keep('education', id, '2022-04-01', { ...lesson, apart: true }))
    desk.do(keep('education', id, '2022-04-02', { ...lesson, attendedOn: '2022-04-02', kind: 'individual' }))
    expect(desk.refusal(keep('service', id, '2022-04-03', { servedOn: '2022-04-03', content: '清扫', hours: 2 }))).toContain('分别进行')
  })

  it('the month’s appraisal adds up its own records, and asks for eight hours each under the 办法 of 2012', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2017-03-01', years: 3 })
    for (const day of ['2017-04-03', '2017-04-10'])
      desk.do(keep('education', id, day, { attendedOn: day, kind: 'collective', topic: '学习', hours: 4 }))
    desk.do(keep('service', id, '2017-04-12', { servedOn: '2017-04-12', content: '清扫', hours: 6 }))
    desk.do(keep('report', id, '2017-04-15', { reportedOn: '2017-04-15', kind: 'regular', content: 'x' }))
    const appraisal = desk.do(keep('appraisal', id, '2017-04-30', { monthOn: '2017-04-01', appraisedOn: '2017-04-30', grade: 'fair' }))
    expect(desk.at(appraisal).values).toMatchObject({ educationHours: 8, serviceHours: 6, reports: 1, visits: 0, enough: false })
    expect(
      desk.refusal(keep('appraisal', id, '2017-04-30', { monthOn: '2017-04-09', appraisedOn: '2017-04-30', grade: 'good' })),
    ).toContain('已经考核')
  })

  it('the Law of 2020 asks for no number of hours', () => {
    const desk = openDesk()
    const id = supervised(desk, { effectiveOn: '2021-03-01' })
    const appraisal = desk.do(keep('appraisal', id, '2021-04-30', { monthOn: '2021-04-01', appraisedOn: '2021-04-30', grade: 'fair' }))
    expect(desk.at(appraisal).values).toMatchObject({ educationHours: 0, enough: true })
  })
})

describe('the medical review', () => {
  it('is only for people on temporary service, moves their clock, and tells the county when the ground has gone', () => {
    const desk = openDesk()
    const well = supervised(desk, { effectiveOn: '2022-03-01' })
    const sick = supervised(desk, { effectiveOn: '2022-03-01', category: 'temporary' })
    const values = { reviewedOn: '2022-05-20', hospital: '某市医院', findings: '好转', ceased: true }
    expect(desk.refusal(keep('review', well, '2022-05-20', values))).toContain('只有暂予监外执行对象')
    desk.do(keep('review', sick, '2022-05-20', values))
    expect(desk.at(sick).values).toMatchObject({ lastReviewOn: '2022-05-20', lastContactOn: '2022-05-20' })
  })
})
