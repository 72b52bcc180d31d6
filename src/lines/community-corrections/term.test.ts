import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../law/index.ts'
import { isMinorOn, lastDay, termOf } from './term.ts'

describe('the term of a correction', () => {
  it.each([
    [
      'probation of two years from the day the judgment is final',
      { category: 'probation', from: '2015-11-01', years: 2, sentence: 'fixed' },
      '2017-10-31',
    ],
    [
      'probation of a year and six months',
      { category: 'probation', from: '2016-02-29', years: 1, months: 6, sentence: 'fixed' },
      '2017-08-30',
    ],
    ['detention suspended for two months', { category: 'probation', from: '2017-01-15', months: 2, sentence: 'detention' }, '2017-03-14'],
    ['control of six months', { category: 'control', from: '2017-03-10', months: 6 }, '2017-09-09'],
    [
      'control with thirty days in custody before: sixty days are credited',
      { category: 'control', from: '2017-03-10', months: 6, creditDays: 30 },
      '2017-07-11',
    ],
    [
      'probation with custody before: nothing is credited',
      { category: 'probation', from: '2015-11-01', years: 2, creditDays: 90, sentence: 'fixed' },
      '2017-10-31',
    ],
    ['parole until the original sentence ends', { category: 'parole', from: '2017-03-10', sentenceEndOn: '2018-12-31' }, '2018-12-31'],
    ['parole from a life sentence: ten years', { category: 'parole', from: '2017-03-10', years: 10, sentence: 'life' }, '2027-03-09'],
    [
      'temporary service until the original sentence ends',
      { category: 'temporary', from: '2017-03-10', sentenceEndOn: '2019-03-09' },
      '2019-03-09',
    ],
    [
      'temporary service with ten days of escape that do not count',
      { category: 'temporary', from: '2017-03-10', sentenceEndOn: '2019-03-09', uncountedDays: 10 },
      '2019-03-19',
    ],
  ])('%s', (_, sentence, to) => {
    const term = termOf(sentence)
    expect(term.ok && term.to).toBe(to)
  })

  it.each([
    ['control shorter than three months', { category: 'control', from: '2017-01-01', months: 2 }, '法定幅度'],
    ['control longer than three years', { category: 'control', from: '2017-01-01', years: 3, months: 1 }, '法定幅度'],
    [
      'a fixed term suspended for less than a year',
      { category: 'probation', from: '2017-01-01', months: 6, sentence: 'fixed' },
      '法定幅度',
    ],
    [
      'a fixed term suspended for more than five years',
      { category: 'probation', from: '2017-01-01', years: 5, days: 1, sentence: 'fixed' },
      '法定幅度',
    ],
    [
      'detention suspended for more than a year',
      { category: 'probation', from: '2017-01-01', months: 13, sentence: 'detention' },
      '法定幅度',
    ],
    ['no length at all', { category: 'probation', from: '2017-01-01', sentence: 'fixed' }, '请填写'],
    ['temporary service without the end of the sentence', { category: 'temporary', from: '2017-01-01' }, '原判刑期届满日'],
    ['more credit than sentence', { category: 'control', from: '2017-01-01', months: 3, creditDays: 100 }, '早于起算日'],
  ])('is not worked out for %s', (_, sentence, words) => {
    const term = termOf(sentence)
    expect(term.ok ? '' : term.say).toContain(words)
  })

  it('gives every step of its arithmetic with the article', () => {
    const term = termOf({ category: 'control', from: '2017-03-10', months: 6, creditDays: 30 })
    expect(term.ok && term.lines).toEqual([
      '自2017年3月10日（判决执行之日）起算，当日计入（刑法 第四十一条）',
      '期限6个月，至2017年9月9日届满（刑期按年、月计算至对应日的前一日）',
      '先行羁押30日，羁押一日折抵刑期二日，折抵60日（刑法 第四十一条）',
      '矫正期限：2017年3月10日至2017年7月11日，共124日；期满当日办理解除（社区矫正实施办法 第三十条）',
    ])
  })

  it.each([
    ['2017-08-31', 0, 6, 0, '2018-02-27'],
    ['2017-02-28', 0, 1, 0, '2017-03-30'],
    ['2016-02-29', 1, 0, 0, '2017-02-27'],
    ['2017-01-30', 0, 1, 0, '2017-02-27'],
    ['2017-12-31', 0, 2, 0, '2018-02-27'],
    ['2017-05-01', 0, 0, 15, '2017-05-15'],
    ['2017-05-01', 0, 1, 15, '2017-06-15'],
  ])('from %s of %i years, %i months, %i days ends on %s', (from, years, months, days, to) => {
    expect(lastDay(from, years, months, days)).toBe(to)
  })

  it('never ends earlier for a longer sentence nor for a later beginning', () => {
    const day = fc.integer({ min: 0, max: 9000 }).map((n) => addDays('2005-01-01', n))
    fc.assert(
      fc.property(day, fc.nat(40), fc.nat(60), fc.nat(200), (from, more, months, days) => {
        const length = months * 1 + 1
        const end = lastDay(from, 0, length, days)
        expect(lastDay(from, 0, length, days + more) >= end).toBe(true)
        expect(lastDay(from, 0, length + 1, days) > end).toBe(true)
        expect(lastDay(addDays(from, 1), 0, length, days) >= addDays(end, -3)).toBe(true)
      }),
    )
  })
})

describe('a minor', () => {
  it('is below eighteen until the end of the eighteenth birthday', () => {
    expect(isMinorOn('2003-06-15', '2021-06-15')).toBe(true)
    expect(isMinorOn('2003-06-15', '2021-06-16')).toBe(false)
    expect(isMinorOn('2004-02-29', '2022-02-28')).toBe(true)
    expect(isMinorOn('2004-02-29', '2022-03-01')).toBe(false)
  })
})
