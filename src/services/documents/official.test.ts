import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { choice, codeList, count, day, flag, instant, money, spans } from '../../kernel/index.ts'
import { ageOn } from './content.ts'
import { amountInWords, officialDay, officialValue } from './official.ts'

describe('公文中的数据', () => {
  it('writes days and amounts as official papers do', () => {
    expect(officialDay('2017-10-01')).toBe('2017年10月1日')
    expect(officialValue(money('金额'), 12000)).toBe('12000元（人民币壹万贰仟元整）')
    expect(officialValue(money('金额'), 0.5)).toBe('0.5元（人民币伍角）')
    expect(officialValue(flag('是否'), false)).toBe('否')
    expect(officialValue(count('人数', '人'), 3)).toBe('3人')
    expect(officialValue(day('日期'), null)).toBe('')
    expect(officialValue(instant('时间'), '2017-12-31T16:05:00.000Z')).toBe('2018年1月1日0时05分')
    expect(officialValue(choice('类', codeList({ id: 'k', title: '类', values: { a: '甲类' } })), 'a')).toBe('甲类')
    expect(officialValue(spans('期间'), [{ from: '2017-03-01', to: null }])).toBe('2017年3月1日至今')
    expect(ageOn('2000-03-02', '2018-03-01')).toBe(17)
  })

  it.each([
    [0, '零元整'],
    [10, '壹拾元整'],
    [105, '壹佰零伍元整'],
    [1005, '壹仟零伍元整'],
    [10005, '壹万零伍元整'],
    [100000, '壹拾万元整'],
    [100500, '壹拾万零伍佰元整'],
    [10000500, '壹仟万零伍佰元整'],
    [100010000, '壹亿零壹万元整'],
    [2145000, '贰佰壹拾肆万伍仟元整'],
    [12.34, '壹拾贰元叁角肆分'],
    [12.04, '壹拾贰元零肆分'],
    [300000000, '叁亿元整'],
  ])('writes %d yuan in words', (amount, words) => {
    expect(amountInWords(amount)).toBe(words)
  })

  it('never writes two amounts in the same words', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e11 }), fc.integer({ min: 0, max: 1e11 }), (a, b) => {
        expect(amountInWords(a / 100) === amountInWords(b / 100)).toBe(a === b)
      }),
    )
  })
})
