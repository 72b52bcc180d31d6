import { describe, expect, it } from 'vitest'
import { checkText } from '../../index.ts'

const kinds = (text: string): string[] => checkText(text).findings.map((f) => `${f.kind}/${f.severity}`)

const pairs: readonly (readonly [string, string, string, string])[] = [
  ['roughly in the head, exactly further down', '全省共调解纠纷4.7万余件。\n截至9月底，累计调解纠纷47312件。', '4.7万', '5.3万'],
  ['近 is said of a little less', '全市发放救助金近8.1万元。\n全市发放救助金80733元。', '8.1', '9.4'],
  ['170多万 is short of 180万', '全省办理公证1757526件。\n办理的170多万件公证中，涉外的最多。', '170多', '190多'],
  ['behind 万 the noun is the measure', '现有登记在册志愿者213450人。\n在登记在册的21.3万志愿者中，女性最多。', '21.3', '23.6'],
]

describe('one thing said roughly and exactly', () => {
  it.each(pairs)('%s', (_, right, from, to) => {
    expect(kinds(right)).toEqual([])
    expect(right).toContain(from)
    expect(kinds(right.replace(from, to))).toEqual(['conflict/question'])
  })
  it('what was accepted is not what was closed, and last year is not this year', () => {
    expect(kinds('全市受理复议申请5.2万余件。\n全市办结复议申请48731件。')).toEqual([])
    expect(kinds('2019年调解民间纠纷4.7万余件。\n2020年调解民间纠纷51312件。')).toEqual([])
  })
})

describe('one number said twice', () => {
  it.each([
    ['units of one thing', '全区划分693个网格，选聘调解员1153名。\n全区693个网格均已配齐网格员。', '全区693', '全区639'],
    ['by another word for cases', '审结诉讼时间逾三年案件1914件。\n各地清理逾三年案件1914起。', '1914起', '1941起'],
    ['long numbers need one word in common', '电话服务量673951人次，增长9.3%。\n电话接通673951人次。', '接通673951', '接通679351'],
    ['all years and one year', '各机构共处理案件54万多件。\n开展工作以来累计处理案件逾126万件。', '126', '26'],
  ])('%s', (_, right, from, to) => {
    expect(kinds(right)).toEqual([])
    expect(right).toContain(from)
    expect(kinds(right.replace(from, to))).toEqual(['conflict/question'])
  })
  it('the digits of two things may be alike', () => {
    expect(kinds('调解邻里纠纷123件。\n办理公证事项132件。')).toEqual([])
    expect(kinds('2019年审结案件1914件。\n2020年审结案件1941件。')).toEqual([])
  })
})
