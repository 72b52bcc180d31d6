import { describe, expect, it } from 'vitest'
import { checkText } from '../../index.ts'

const kinds = (text: string): string[] => checkText(text).findings.map((f) => `${f.kind}/${f.severity}`)

const asked = (text: string, right: string, wrong: string): void => {
  expect(text).toContain(right)
  expect(kinds(text)).toEqual([])
  expect(kinds(text.replace(right, wrong)).length).toBeGreaterThan(0)
}

describe('lists of one build one after another', () => {
  it('sentences that begin with their own total, and their totals together', () => {
    const text =
      '办理业务131件。调解业务52件，口头调解30件；书面调解22件。公证业务61件，国内公证40件；涉外公证21件；提存0件。鉴定业务18件，伤情鉴定10件；笔迹鉴定8件。'
    asked(text, '鉴定业务18件', '鉴定业务12件')
    asked(text, '涉外公证21件', '涉外公证29件')
    asked(text, '业务131件', '业务161件')
  })
  it('years that are divided alike', () => {
    const text =
      '2019年收到投诉80件，2020年收到投诉95件，2021年收到投诉112件。处理情况2019年：转办51件，答复22件，退回7件；2020年：转办60件，答复27件，退回8件；2021年：转办70件，答复33件，退回9件。'
    asked(text, '转办60件', '转办66件')
  })
  it('分别 lists are added up member by member, never to the last total', () => {
    const text = '2018至2020年，受理总数分别为24件、50件、58件，其中窗口受理的分别为13件、33件、34件，网上受理的分别为11件、17件、24件。'
    asked(text, '33件', '38件')
  })
})

describe('what is no list of the figure before it', () => {
  it('a bracket that begins with a clause of its own', () => {
    expect(kinds('司法所从2005年的61个（当时，全市共有14个街道，下辖58个社区，3个镇），减少至今年的41个。')).toEqual([])
  })
  it('a list that closes with its own total', () => {
    const text = '本周有效报警1307起。统计：上周刑事类62、治安类242、其它703，小计1007；本周刑事类70、治安类272、其它965，小计1307。'
    asked(text, '治安类242', '治安类282')
    asked(text, '治安类272', '治安类292')
  })
})
