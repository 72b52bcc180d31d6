import { describe, expect, it } from 'vitest'
import { checkText } from '../../index.ts'

const kinds = (text: string): string[] => checkText(text).findings.map((f) => `${f.kind}/${f.severity}`)
const holds = (text: string): string[] => checkText(text).confirmed.map((c) => c.arithmetic)

describe('divisions announced in other words than 其中', () => {
  it('按年龄分 divides the figure spoken of, sentences before', () => {
    const text = '在册对象229人。按年龄分，35岁以下84人，36至50岁97人，51岁以上48人。'
    expect(kinds(text)).toEqual([])
    expect(holds(text)).toContain('84+97+48 = 229')
    expect(kinds(text.replace('97', '99'))).toEqual(['sum/question'])
  })
  it('a list that names the rest is complete', () => {
    expect(kinds('收到申请86件。经审查，受理69件，不予受理9件，其他处理8件。')).toEqual([])
    expect(kinds('收到申请86件。经审查，受理69件，不予受理9件，其他处理6件。')).toHaveLength(1)
  })
  it('…中 divides the figure named before it', () => {
    expect(kinds('刑事案件51件，民事案件40件；民事案件中劳动争议22件、婚姻家庭10件、其他8件。')).toEqual([])
    expect(kinds('刑事案件51件，民事案件40件；民事案件中劳动争议22件、婚姻家庭10件、其他9件。')).toHaveLength(1)
  })
  it('kinds joined by 、 right after a figure divide it', () => {
    expect(kinds('清理文件56件，废止21件、修改9件、继续有效26件。')).toEqual([])
    expect(kinds('清理文件56件，废止24件、修改9件、继续有效26件。')).toEqual(['sum/question'])
  })
  it('what adds up in households adds up in persons', () => {
    expect(kinds('低保对象126户348人，其中城市17户22人，农村109户326人。')).toEqual([])
    expect(kinds('低保对象126户358人，其中城市17户22人，农村109户326人。')).toHaveLength(1)
  })
  it('the first of another figure, each of two, and what is only spoken of are no parts', () => {
    expect(kinds('工单分类：求决类1878件、咨询类267件。居前三的工单：交通类783件、城建类579件、政法类562件。')).toEqual([])
    expect(kinds('公民申请52件，法人申请11件。公安33件，国土13件，房管、人事各3件，物价2件。')).toEqual([])
    expect(kinds('查办职务犯罪944件。受理应当立案而不立案案件581件，要求说明不立案理由581件。')).toEqual([])
  })
  it('what is said of one among all is no kind, and two of many may be meant', () => {
    expect(kinds('受理案件50101件；结案45728件；员额法官结案最多达934件。')).toEqual([])
    expect(kinds('提高低保、特困人员、孤儿基本生活与残疾人两项补贴标准。')).toEqual([])
  })
  it('names in the bracket after a figure are counted', () => {
    expect(kinds('3个县（清江县、云溪县、石门县）完成改革。')).toEqual([])
    expect(kinds('4个县（市、区）（清江县、云溪县、石门县）完成改革。')).toEqual(['sum/error'])
  })
})
