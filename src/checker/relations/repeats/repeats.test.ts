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
