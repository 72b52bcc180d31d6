import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { choice, choices, codeList, count, day, flag, instant, money, text } from '../../kernel/index.ts'
import { addDays } from '../../law/index.ts'
import { officialDay } from '../documents/official.ts'
import { type Cell, valueOfCell } from './cells.ts'
import { told } from './judge.ts'

const kinds = codeList({ id: 'k', title: '类型', values: { village: { title: '社区（居）', external: '02' }, other: '其他' } })
const read = (f: Parameters<typeof valueOfCell>[0], cell: Cell, mapped?: Record<string, string>) => {
  const r = valueOfCell(f, cell, mapped)
  return r.ok ? r.value : `${r.fault.message}；${r.fault.action}`
}

describe('表格单元格', () => {
  it('reads a day in every way people write it, and any day written officially', () => {
    for (const written of [
      '2017-10-09',
      '2017/10/9',
      '2017.10.9',
      '2017年10月9日',
      '20171009',
      ' ２０１７-10-9 ',
      new Date('2017-10-09T00:00:00Z'),
    ])
      expect(read(day('日期'), written)).toBe('2017-10-09')
    expect(read(day('日期'), '2017-02-30')).toBe('“2017-02-30”不是有效日期；请写作 2017-10-31')
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 80_000 }), (n) => {
        const d = addDays('1900-01-01', n)
        expect([read(day('日期'), d), read(day('日期'), officialDay(d))]).toEqual([d, d])
      }),
    )
  })

  it('reads amounts with separators, units and 万', () => {
    expect(['8,000.50', '8000.5元', 8000.5].map((c) => read(money('金额'), c))).toEqual([8000.5, 8000.5, 8000.5])
    expect(read(money('金额'), '214.5万元')).toBe(2145000)
    expect(read(money('金额'), '约八千')).toBe('“约八千”不是数字；请填写以元为单位的数字')
    expect(read(count('人数'), '3人')).toBe(3)
  })

  it('reads codes by title, by the province’s code, by a profile, and says what may be chosen', () => {
    expect(['社区（居）', '社区(居)', '02', 'village'].map((c) => read(choice('类型', kinds), c))).toEqual([
      'village',
      'village',
      'village',
      'village',
    ])
    expect(read(choice('类型', kinds), 'SQ', { SQ: 'village' })).toBe('village')
    expect(read(choice('类型', kinds), '村')).toBe('代码表“类型”中没有“村”；请从下拉列表中选择：社区（居）、其他')
    expect(read(choices('类型', kinds), '其他、02')).toEqual(['other', 'village'])
  })

  it('reads yes and no, moments of Chinese time, and leaves an empty cell unknown', () => {
    expect(['是', '√', true, '否', 0].map((c) => read(flag('是否'), c))).toEqual([true, true, true, false, false])
    expect(read(instant('时间'), '2017-10-09 01:30')).toBe('2017-10-08T17:30:00.000Z')
    expect(read(text('甲'), '  ')).toBeNull()
    expect(read(text('编号'), 13800001234)).toBe('13800001234')
  })

  it('parts a sentence of the schema into what is wrong and what to do', () => {
    expect(told('校验位应为 X，现为 3；号码有误，请核对原件 / compare')).toEqual({
      message: '校验位应为 X，现为 3',
      action: '号码有误，请核对原件',
    })
    expect(told('必填 / required')).toEqual({ message: '必填', action: '请改正后重新导入' })
  })
})
