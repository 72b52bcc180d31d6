import { describe, expect, it } from 'vitest'
import { checkText } from '../../index.ts'

const kinds = (text: string): string[] => checkText(text).findings.map((f) => `${f.kind}/${f.severity}`)

/** A passage that is right, and the same with one number changed, and what is said of that. */
const pairs: readonly (readonly [string, string, string, string, string])[] = [
  ['points announced as measures', '我局采取三项措施抓落实。一是定人。二是定责。三是定时。', '三项', '四项', 'numbering/question'],
  [
    'kinds announced before a colon',
    '所提建议分为三类：一是交通类8件；二是环保类5件；三是教育类4件。',
    '三类',
    '五类',
    'numbering/question',
  ],
  ['points from several sides', '主要从四个方面推进。一是建章；二是练兵；三是督查；四是问责。', '四个', '三个', 'numbering/question'],
  ['more points than ten', '突出2个重点：一是普法；二是依法治理。', '2个', '3个', 'numbering/question'],
  ['a slogan that is told', '开展“三进”即：进村居、进校园、进企业。', '三进', '四进', 'numbering/question'],
  ['a slogan in a bracket', '落实“四定”（定人、定责、定时、定点）。', '四定', '五定', 'numbering/question'],
  ['rising year by year', '三年满意率分别为91.2%、93.5%、95.1%，逐年上升。', '93.5', '96.5', 'conflict/question'],
  ['rising for years on end', '2019年至2022年受理量分别为310件、352件、377件、401件，连续四年增长。', '352', '382', 'conflict/question'],
  ['falling, said before the row', '发案数逐年下降，分别为520起、488起、431起。', '488', '528', 'conflict/question'],
  ['years told backwards', '2016年、2015年、2014年收案分别为96件、88件、71件，连续三年增长。', '88', '98', 'conflict/question'],
  ['ranked from the most', '数量最多的三个镇依次为甲镇96件、乙镇81件、丙镇70件。', '81', '99', 'conflict/question'],
  ['ranked from high to low', '各类纠纷由多到少依次是邻里纠纷312件、婚姻纠纷290件、土地纠纷188件。', '290', '390', 'conflict/question'],
  ['what comes whole', '办理案件3.84万件，接待群众21.9万人次。', '3.84万', '3.84', 'unit/question'],
  ['an income a head', '农民人均纯收入达8150元，增长10.8%。', '8150元', '8150万元', 'unit/question'],
  ['an amount grows by per cent', '全年完成产值52975万元，比上年增长13.1%。', '13.1%', '13.1个百分点', 'unit/question'],
  ['a week that runs forward', '周报（2018年7月12日-7月16日）。', '7月12日-7月16日', '7月16日-7月12日', 'date/error'],
  ['months of two years', '2008年1月至2010年5月底共收案件2584件。', '2008年1月至2010年', '2010年1月至2008年', 'date/error'],
  ['days of one month', '培训于6月24日至30日举办。', '24日至30日', '30日至24日', 'date/error'],
  ['who came of all', '大会共有代表320名，出席的代表302名。', '302', '332', 'sum/question'],
  ['some among many', '在委员237人中，提交提案的委员206人。', '206', '266', 'sum/question'],
]

describe('words that contradict figures', () => {
  it.each(pairs)('%s', (_, right, from, to, kind) => {
    expect(kinds(right)).toEqual([])
    expect(right).toContain(from)
    expect(kinds(right.replace(from, to))).toEqual([kind])
  })
  it('points are quoted up to their stop', () => {
    const [finding] = checkText('我局采取四项措施抓落实。一是定人。二是定责。三是定时。大会如期举行。').findings
    expect(finding?.quotes.map((q) => q.text)).toEqual(['采取四项措施', '一是定人', '三是定时'])
  })
  it.each([
    ['a list goes on under another 一是', '采取四项措施。一是定人：一是选人，二是用人。'],
    ['a longer numeral', '落实“十二个奋力推进”重点。一是奋力推进产业，二是奋力推进乡村。'],
    ['changes are no levels', '发案连续三年下降，同比分别下降14%、26.5%、4.6%。'],
    ['means and quotas are no wholes', '每万人拥有律师3.5名，高价值发明专利12.7件。户均人口2.9人，户规模3.1人。'],
    ['points of a rate', '结案率96.2%，同比提高2.1个百分点；一般公共预算收入12亿元，增速回落3.1个百分点。'],
    ['a winter', '活动于12月25日至1月5日举行，2018年11月至2019年2月完成。'],
    ['a rate among many', '每100件案件中，重复信访120件次。'],
  ])('%s', (_, text) => expect(kinds(text)).toEqual([]))
})
