import { describe, expect, it } from 'vitest'
import { definitionOf } from './definition.ts'
import { testBureau } from './testing.ts'

const bureau = testBureau()
const say = (id: string) => {
  const indicator = bureau.indicators.get(id)
  if (!indicator) throw new Error(id)
  return definitionOf(bureau, indicator).sentence
}

describe('a figure says in one sentence what it counts', () => {
  it('a flow with a condition', () => {
    expect(say('med.hospital.accept')).toBe('按受理日期，期内；纠纷类型为“医疗”的调解案件，单位：宗')
  })
  it('a flow of all records', () => expect(say('med.accept')).toBe('按受理日期，期内；全部调解案件，单位：件'))
  it('a stock', () => expect(say('med.pending')).toBe('按受理日期起、结果日期止，期末在册；全部调解案件，单位：件'))
  it('a sum, and in which unit', () => {
    expect(say('med.hospital.paid')).toBe(
      '按支付日期，期内；所属调解案件纠纷类型为“医疗”的协议款项支付的支付金额合计，单位：万元（由元换算，不作舍入）',
    )
  })
  it('a rate, and how it is rounded', () => {
    expect(say('med.rate')).toBe('“调解成功”÷“已结案件”×100%，保留两位小数，四舍五入；分母为0时不计算（—）')
  })
  it('every figure of the bureau has its sentence, and no name of a field or code shows through', () => {
    for (const i of bureau.indicators.values()) {
      expect([i.id, say(i.id)]).toEqual([i.id, expect.stringMatching(/^[^a-zA-Z]{8,}$/)])
    }
  })
})
