import { describe, expect, it } from 'vitest'
import { articleLabel, citationFaults, citations, findArticle, findStatute, fromChinese, toChinese } from './index.ts'

describe('Chinese numerals', () => {
  it('are read as they are written', () => {
    for (let n = 1; n <= 2000; n += 1) expect(fromChinese(toChinese(n))).toBe(n)
    expect([8, 10, 12, 20, 85, 100, 105, 110, 111, 452, 1001, 1260].map(toChinese)).toEqual([
      '八',
      '十',
      '十二',
      '二十',
      '八十五',
      '一百',
      '一百零五',
      '一百一十',
      '一百一十一',
      '四百五十二',
      '一千零一',
      '一千二百六十',
    ])
  })

  it('that nobody writes are refused', () => {
    for (const text of ['', '一十二', '百', '二二', '28', '一百五', '零五']) expect(fromChinese(text)).toBeNull()
  })
})

describe('finding an article', () => {
  it('by short title, full title, number or alias', () => {
    for (const name of ['人民调解法', '中华人民共和国人民调解法', '《中华人民共和国人民调解法》', 'peoples-mediation-law']) {
      expect(findStatute(name)?.short).toBe('人民调解法')
    }
    expect(findStatute('司发通〔2020〕59号')?.short).toBe('社区矫正法实施办法')
    expect(findStatute('厅字〔2019〕28号')?.short).toBe('法治政府建设与责任落实督察工作规定')
    expect(findStatute('不存在法')).toBeUndefined()
  })

  it('in the version in force on the day', () => {
    expect(findArticle('行政复议法', '第八十八条', '2024-01-01')?.reading?.says).toContain('工作日')
    expect(findArticle('行政复议法', '第八十八条', '2023-12-31')).toBeUndefined()
    expect(findArticle('行政复议法', 40, '2017-06-01')?.label).toBe('第四十条')
    expect(findArticle('社区矫正法', 20, '2017-06-01')).toBeUndefined()
  })

  it('that we do not apply is found without a reading, one beyond the last is not', () => {
    expect(findArticle('人民调解法', '第七条', '2017-06-01')?.reading).toBeNull()
    expect(findArticle('人民调解法', 36, '2017-06-01')).toBeUndefined()
    expect(findArticle('人民调解法', '二十八', '2017-06-01')).toBeUndefined()
    expect(articleLabel(28)).toBe('第二十八条')
  })
})

describe('a basis as lines write it', () => {
  it.each([
    '人民调解法 第二十八条',
    '人民调解法 第二十八条、第三十条',
    '人民调解法 第三十三条；民事诉讼法 第二百零五条',
    '法释〔2011〕5号 第五条',
    '行政处罚法 第六十四条第一款第二项',
    '厅字〔2019〕28号',
    '社区矫正法 第九条；社区矫正法实施办法 第二十七条；本局委托书',
  ])('holds: %s', (text) => {
    expect(citationFaults(text)).toEqual([])
  })

  it('names what is wrong', () => {
    expect(citationFaults('人民调解法 第三十六条')).toEqual(['人民调解法没有第三十六条'])
    expect(citationFaults('人民调节法 第八条')).toEqual(['法规库中没有“人民调节法”'])
    expect(citationFaults('社区矫正法 第二十条', '2017-06-01')).toEqual(['社区矫正法在2017-06-01没有施行的版本'])
    expect(citationFaults('民事诉讼法 第三百条', '2022-06-01')).toEqual(['民事诉讼法没有第三百条'])
    expect(citationFaults('民事诉讼法 第三百条', '2024-06-01')).toEqual([])
    expect(citationFaults('人民调解法 第二十八条、三十条')).toEqual(['“三十条”不是条文序号'])
  })

  it('is taken apart', () => {
    expect(citations('人民调解法 第三十三条；民事诉讼法 第二百零五条、第二百零六条').map((c) => [c.statute, c.articles])).toEqual([
      ['人民调解法', [33]],
      ['民事诉讼法', [205, 206]],
    ])
  })
})
