import { describe, expect, it } from 'vitest'
import { parseChineseNumeral, roundness, toChineseOrdinal } from './numerals.ts'

describe('Chinese numerals', () => {
  it.each([
    ['两千四百四十六', 2446],
    ['十五', 15],
    ['二十', 20],
    ['一百零五', 105],
    ['三万五千', 35000],
    ['百', 100],
    ['二〇一七', 2017],
    ['一亿二千万', 120000000],
  ])('%s is %d', (text, value) => expect(parseChineseNumeral(text)).toBe(value))

  it('a guess between two numbers (三四) is no numeral', () => {
    expect(parseChineseNumeral('三四')).toBeNull()
  })
  it('the round place of 9400 is a hundred, of 28 one', () => {
    expect([roundness(9400), roundness(30), roundness(28)]).toEqual([100, 10, 1])
  })
  it('ordinals of headings are written as in official papers', () => {
    expect([3, 10, 12, 20, 25].map(toChineseOrdinal)).toEqual(['三', '十', '十二', '二十', '二十五'])
  })
})
