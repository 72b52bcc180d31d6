import { describe, expect, it } from 'vitest'
import { checkText } from '../../index.ts'

const found = (text: string): string[] => checkText(text).findings.map((f) => `${f.kind}/${f.severity} ${f.arithmetic}`)
const years =
  '类别  2021年  2022年  同比\n行政处罚  86  112  30.2%\n行政征收  12  9  -25.0%\n信息公开  41  38  -7.3%\n合计  139  159  14.4%\n'

describe('tables pasted as text', () => {
  it('a table that adds up is confirmed, line by line and column by column', () => {
    expect(found(years)).toEqual([])
    expect(checkText(years).confirmed.length).toBeGreaterThanOrEqual(6)
  })
  it('a wrong total, a wrong cell and a wrong percentage are errors', () => {
    expect(found(years.replace('159', '169'))).toContain('sum/error 112+9+38 = 159 ≠ 169 (差 10)')
    expect(found(years.replace('-25.0%', '-35.0%'))).toEqual(['ratio/error (9−12) ÷ 12 = -25.0% ≠ -35.0%'])
  })
  it('a share may be of a total that stands before the table, a change of two columns in any order', () => {
    const causes =
      '全年共新收400件。\n案由|本年(件)|占比|上年(件)|增幅\n借贷纠纷|120|30.00%|150|-20.00%\n离婚纠纷|90|22.50%|80|12.50%\n买卖纠纷|44|11.00%|40|10.00%\n'
    expect(found(causes)).toEqual([])
    expect(found(causes.replace('22.50%', '25.50%'))).toEqual(['ratio/error 90 ÷ 400 = 22.50% ≠ 25.50%'])
    expect(found(causes.replace('12.50%', '15.50%'))).toEqual(['ratio/error (90−80) ÷ 80 = 12.50% ≠ 15.50%'])
  })
  it('the annual report on disclosure holds its printed identity', () => {
    const rows = ['申请人 自然人\t企业\t总计', '一、本年新收\t23\t4\t27', '二、上年结转\t2\t0\t2', '（一）予以公开\t11\t2\t13']
    const rest = ['（二）部分公开\t13\t2\t15', '（七）总计\t24\t4\t28', '四、结转下年度继续办理\t1\t0\t1']
    const text = [...rows, ...rest].join('\n')
    expect(found(text)).toEqual([])
    expect(found(text.replace('继续办理\t1\t0\t1', '继续办理\t2\t0\t2'))).toContain('stock_flow/error 23+2 ≠ 24+2')
  })
  it('the numbers of its lines are no headings', () => {
    expect(found('一、情况\n二、新收\t1\t2\n四、结转\t3\t4\n二、问题\n三、打算')).toEqual([])
  })
  it('a row that the rows under it make in most columns, and lines named by years', () => {
    const text = '收案 120 150 90\n结案 101 130 77\n标的 33.5 40.2 20.7\n和解 60 70 40\n终结 30 45 31\n其他 11 15 6\n'
    expect(found(text)).toEqual([])
    expect(found(text.replace('45 31', '48 31'))).toEqual(['sum/question 70+48+15 = 133 ≠ 130 (差 3)'])
    const byYear = '年度 借款 买卖 租赁 合计\n2019年 13 47 10 70\n2020年 34 58 11 103\n2021年 30 17 12 59\n'
    expect(found(byYear)).toEqual([])
    expect(found(byYear.replace('58', '68'))).toEqual(['sum/error 34+68+11 = 113 ≠ 103 (差 10)'])
  })
})
