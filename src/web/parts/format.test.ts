import { describe, expect, test } from 'vitest'
import { chinaDay, countdown, dayText, figureText, instantText, labelText, moneyText, monthText, sizeText, weekdayText } from './format.ts'

describe('dates and amounts are written as an office writes them', () => {
  test('a legal day, a legal hour, a month', () => {
    expect(dayText('2017-10-31', 'zh')).toBe('2017年10月31日')
    expect(dayText('2017-01-05', 'zh')).toBe('2017年1月5日')
    expect(dayText('2017-09-15T10:00', 'zh')).toBe('2017年9月15日 10:00')
    expect(dayText('2017-10-31', 'en')).toBe('31 Oct 2017')
    expect(monthText('2017-09', 'zh')).toBe('2017年9月')
  })
  test('what is no day is shown as it is', () => expect(dayText('待定', 'zh')).toBe('待定'))
  test('a moment in the evening of UTC is the next day in China', () => {
    expect(instantText('2017-10-31T16:30:00Z', 'zh')).toBe('2017年11月1日 00:30')
    expect(chinaDay(new Date('2017-10-31T15:59:59Z'))).toBe('2017-10-31')
    expect(chinaDay(new Date('2017-10-31T16:00:00Z'))).toBe('2017-11-01')
  })
  test('money is also told in 万元 from ten thousand on', () => {
    expect(moneyText(9999.5, 'zh')).toBe('9,999.5元')
    expect(moneyText(2145000, 'zh')).toBe('2,145,000元（214.5万元）')
  })
  test('a rate without a denominator is a dash, never 0', () => {
    expect(figureText(null, '%')).toBe('—')
    expect(figureText(99.05, '%')).toBe('99.05%')
    expect(figureText(6065, '件')).toBe('6,065')
  })
  test('a countdown says today, left and late', () => {
    expect([countdown(0, 'zh'), countdown(3, 'zh'), countdown(-2, 'zh')]).toEqual(['今天到期', '还剩 3 天', '逾期 2 天'])
    expect([countdown(1, 'en'), countdown(-1, 'en')]).toEqual(['1 day left', '1 day late'])
  })
  test('days inside the name of a record are written as days, numbers are left alone', () => {
    expect(labelText('城西街道 2017-10-16', 'zh')).toBe('城西街道 2017年10月16日')
    expect(labelText('城西调〔2017〕45号', 'zh')).toBe('城西调〔2017〕45号')
  })
  test('the day of the week and the size of a file', () => {
    expect(weekdayText('2017-10-31', 'zh')).toBe('星期二')
    expect(sizeText(1536)).toBe('1.5 KB')
  })
})
