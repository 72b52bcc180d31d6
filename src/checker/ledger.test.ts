import { describe, expect, it } from 'vitest'
import { checkText, compareWithLedger, type LedgerIndicator } from './index.ts'

const accepted: LedgerIndicator = {
  code: 'mediation.accepted',
  name: '受理纠纷',
  synonyms: ['排查矛盾纠纷', '摸排矛盾纠纷'],
  unit: '件',
  scope: '全区',
  from: '2017-01-01',
  to: '2017-10-31',
  value: 1161,
}

describe('figures beside the ledger', () => {
  it('a figure meets its indicator by a synonym, the scope and the last day', () => {
    const r = checkText('2017年工作汇报\n截止今年10月份,全区共摸排矛盾纠纷6065起。')
    expect(compareWithLedger(r, [accepted])).toMatchObject([{ indicator: 'mediation.accepted', stated: 6065, ledger: 1161, agrees: false }])
  })
  it('a figure of another period or another scope is not compared', () => {
    expect(compareWithLedger(checkText('2016年全区共摸排矛盾纠纷6065起。'), [accepted])).toEqual([])
    expect(compareWithLedger(checkText('2017年全市共摸排矛盾纠纷6065起。'), [accepted])).toEqual([])
  })
  it('a floor agrees with any larger value', () => {
    const r = checkText('2017年工作汇报\n截止今年10月份,全区共摸排矛盾纠纷1100余起。')
    expect(compareWithLedger(r, [accepted])[0]?.agrees).toBe(true)
  })
})
