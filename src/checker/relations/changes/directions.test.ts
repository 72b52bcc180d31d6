import { describe, expect, it } from 'vitest'
import { checkText } from '../../index.ts'

const kinds = (text: string): string[] => checkText(text).findings.map((f) => `${f.kind}/${f.severity}`)

/** A sentence that is right, what is changed in it, and what is then found. */
const turned: readonly (readonly [string, string, string, string])[] = [
  ['办案数由2020年的1513件上升到2021年的1620件。', '1620', '1420', 'conflict/error'],
  ['群众满意率从2020年的96.4%提高到97.6%。', '97.6', '95.6', 'conflict/error'],
  ['积案由上年的120件减少至98件。', '98', '198', 'conflict/error'],
  ['成功率98.9%,较上年的98.2%有所提高。', '98.9', '97.9', 'conflict/question'],
  ['受理案件312件,较上年同期的298件略有增加。', '312', '288', 'conflict/question'],
  ['2019年律师1.5万人,2020年数量有所上升,达到1.6万人。', '1.6', '1.4', 'conflict/question'],
  ['2021年办理1513件,2022年办理1602件,办案量有所增加。', '1602', '1402', 'conflict/question'],
  ['受理案件312件,比上年增加20件,上升6.8%。', '上升', '下降', 'conflict/error'],
  ['受理案件312件,同比上升6.8%,增加20件。', '增加', '减少', 'conflict/question'],
  ['纠纷数量与去年同期相比减少40件,下降12.5%。', '下降', '上升', 'conflict/question'],
]

describe('directions', () => {
  it.each(turned)('%s', (right, old, changed, found) => {
    expect(kinds(right)).toEqual([])
    expect(kinds(right.replace(old, changed))).toEqual([found])
  })
  it('two comparisons, two steps and a ratio are no contradiction', () => {
    expect(kinds('受理案件312件,同比增加20件,环比下降6.9%。')).toEqual([])
    expect(kinds('补贴标准分别从每月209元、280元提高到217元、290元。')).toEqual([])
    expect(kinds('城乡收入比由2.62∶1缩小至2.52∶1。')).toEqual([])
    expect(kinds('2021年办理1513件,2022年办理1402件,其中赔偿案件有所增加。')).toEqual([])
  })
})
