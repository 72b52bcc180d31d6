import { describe, expect, it } from 'vitest'
import { checkText } from '../index.ts'

const kinds = (text: string): string[] => checkText(text).findings.map((f) => `${f.kind}/${f.severity}`)

/** A sentence that is right, and the same with one number changed. */
const pairs: readonly (readonly [string, string, string, string])[] = [
  ['a base right before its percentage', '新增就业4312人，完成年度目标4000人的107.8%。', '107.8', '117.8'],
  ['a multiple of a printed base', '办理案件2487件，是前五年1216件的2.05倍。', '2.05', '2.55'],
  ['a rate read by its place', '应考213人，实考187人，参考率87.8%。', '87.8', '89.8'],
  ['a list of ways that makes one rate', '应安置412人，务农187人，经商96人，企业吸纳107人，其他14人，安置率98.1%。', '98.1', '96.1'],
  ['granted and denied', '审查逮捕188件264人，批准逮捕131件176人，不批准逮捕57件88人。', '264', '269'],
  ['the rate of refusals is of both together', '批准逮捕176人，不批准逮捕88人，不捕率33.3%。', '33.3', '50.0'],
  ['points against a printed rate', '成功率达到99.1%，比去年的98.4%提高0.7个百分点。', '0.7', '1.7'],
  ['last year in the sentence', '受理97件134人，去年同期为197件375人，同比分别下降50.8%、64.3%。', '64.3', '54.3'],
  ['a chain of years', '2019年收案402件，2020年538件，2021年617件，分别比上年增长18.2%、33.8%和14.7%。', '33.8', '36.8'],
  ['rates under their counts', '2019年被诉327件，2020年388件；败诉分别为52件、49件，败诉率分别为15.9%、12.6%。', '12.6', '16.6'],
  ['three industries make 100', '三次产业结构比为15.1：38.8：46.2。', '38.8', '48.8'],
  ['births less deaths', '出生率7.02‰；死亡率6.35‰；自然增长率0.67‰。', '0.67', '1.67'],
  ['men and women', '受访者中男性占52.3%，女性占47.7%。', '47.7', '48.7'],
  ['the figure just before a share', '判处罪犯2896人，判处五年以上312人，占10.8%。', '10.8', '12.8'],
]

describe('ratios in their many ways of speaking', () => {
  it.each(pairs)('%s', (_, right, old, changed) => {
    expect(kinds(right)).toEqual([])
    expect(kinds(right.replace(old, changed))).toHaveLength(1)
  })
  it('a plan may be done by more than all, and output grows at constant prices', () => {
    expect(kinds('完成投资96.3亿元，占年度计划的104.2%。')).toEqual([])
    expect(kinds('生产总值由9323亿元增加到13697亿元，增长33.6%。')).toEqual([])
  })
  it('a rate of 100 % beside those who were not is asked about', () => {
    expect(kinds('执法人员持证率100%，全区执法人员1216人，持证上岗1198人。')).toEqual(['ratio/question'])
  })
  it('digits that changed places between two mentions are asked about', () => {
    expect(kinds('全市共有律师2316人。\n全市现有执业律师2361人。')).toEqual(['conflict/question'])
    expect(kinds('全市共有律师2316人。\n全市现有执业律师2316人。')).toEqual([])
  })
})
