import { describe, expect, it } from 'vitest'
import { checkText } from '../../index.ts'

const kinds = (text: string): string[] => checkText(text).findings.map((f) => f.kind)

/** A sentence that is right, and the same with one number changed. */
const pairs: readonly (readonly [string, string, string, string])[] = [
  [
    'parts that grew as their total did',
    '投诉930件，同比增长16.3%，其中商品600件，同比增长20.0%，服务330件，同比增长10.0%。',
    '16.3',
    '18.6',
  ],
  [
    'a total may not grow faster than all its parts',
    '收案600件，增长20%，其中民事400件，增长25%，刑事200件，增长11.1%。',
    '增长20',
    '增长23',
  ],
  [
    'a bracket does not part two levels from their growth',
    '由2019年的500家发展到600家（个人所200家、合伙所300家、国办所100家），增长20%。',
    '20%',
    '23%',
  ],
  ['a step told without 由', '2013年受理案件377件，到2019年已增长至508件，增长率为34.7%。', '34.7', '38.7'],
  ['the bracket behind the level says what it was', '新收案件88件，受理59件（2019年受理96件），受理案件同比下降38.5%。', '38.5', '35.5'],
  ['thousands behind 万', '传统商事案件28万余件，比2018年增加9万3千多件，增长50%。', '50%', '60%'],
  ['loans that grew', '各项贷款余额40.37亿元，比年初增投9.92亿元，增长32.6%。', '32.6', '35.6'],
  ['a step behind its growth', '案件总量下降5.2%，由上年的1240件减至1176件。', '1176', '1206'],
  ['a level behind its change', '同比减少134件、下降10.8%，全年受理1106件。', '10.8', '8.8'],
  ['to double', '法律援助案件1240件，较上年的620件翻一番。', '620', '420'],
  [
    'two levels against those of a year that is named with them',
    '全市共有律师事务所39家，执业律师461人，相比2010年年初36家律师事务所和349名律师，分别增加了8.3%、32.1%。',
    '32.1',
    '35.1',
  ],
  ['a name behind its figure', '全年接报事故385起，造成177人死亡。与上年相比，死亡人数减少24人，下降11.9%。', '11.9', '14.9'],
  ['an arrow for a word', '受理案件312件，去年同期为390件，同比↓20.0%。', '20.0', '24.0'],
  ['a time that became longer', '平均审理80天，较2021年（74天）增长6天。', '6天', '9天'],
  ['a rate against the rate of a year named before a comma', '上诉率为12.5%，较之2019年的10.2%，提高了2.3个百分点。', '2.3', '3.6'],
  ['a rate that rose cannot be the lower one', '上诉率为10.5%，较2019年（10.2%）上升0.3个百分点。', '10.5', '9.9'],
  ['约 before a fine percentage only rounds', '受理450件，比2017年的400件增加约50件，同比增长约12.50%。', '12.50', '13.80'],
  [
    'a difference of a figure named further up',
    '受理咨询612件，同比增长2.0%。\n与去年同期相比，咨询业务总量增加12件。',
    '增加12件',
    '增加14件',
  ],
  [
    'a difference in place of a name',
    '受案总计1650件，已结880件。与上年同期相比，受案多150件，升10.00%；结案多80件，升10.00%。',
    '多80',
    '多90',
  ],
  ['a difference and its percentage', '现有律师4400人。律师人数较2022年底增加400人，增长10.0%。', '10.0', '11.3'],
  [
    'both years stand further up',
    '2013年登记志愿者3986人。\n2014年登记志愿者4860人。\n2014年登记志愿者人数比2013年增加874人。',
    '874',
    '901',
  ],
  ['a rate that was lifted', '抽检合格率98.0%，较上年的97.3%提升0.7个百分点。', '0.7', '2.0'],
  ['a time that became shorter', '平均立案用时0.26天，较2022年（0.28天）缩短0.02天。', '0.02', '0.05'],
  [
    'one of several growths said together',
    '发生事故210起，受伤430人，死亡80人，三项指数分别下降5%、8%、20%，其中死亡人数减少20人。',
    '20%',
    '23%',
  ],
  ['growth by so many times', '直接纠错160件，较去年40件增长了3倍。', '3倍', '5倍'],
  ['a rate named further up', '审查逮捕500人，不捕率30.2%。\n未成年人不捕率54.6%，比总体不捕率高24.4个百分点。', '24.4', '21.4'],
  ['a series goes on', '20xx年受理各类案件900件，较上年降低10%；20xx年受理各类案件1000件，较上年增长11.11%。', '11.11', '12.41'],
  ['what was carried over opened the year', '收案5210件（不含上年旧存800件）。年底未结案件680件，同比下降15.0%。', '15.0', '16.3'],
  ['last week', '噪声本周120，上周100，环比增长20.00%。', '20.00', '21.30'],
]

describe('growth', () => {
  it.each(pairs)('%s', (_, right, from, to) => {
    expect(kinds(right)).toEqual([])
    expect(right).toContain(from)
    expect(kinds(right.replace(from, to)).length).toBeGreaterThan(0)
  })
})
