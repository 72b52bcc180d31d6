import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compare, decimal, minus, negative, plus, ratio, shifted, shown, toNumber, ZERO } from './decimal.ts'

const cents = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n })
const money = (n: bigint) => ({ digits: n, scale: 2 })

describe('sums of money are exact', () => {
  it('三个一角加起来是三角', () => {
    expect(shown(plus(plus(decimal('0.1'), decimal('0.1')), decimal('0.1')))).toBe('0.3')
  })
  it('2145000 yuan are 214.5 wan yuan, and one fen is not lost', () => {
    expect(shown(shifted(decimal('2145000.00'), 4))).toBe('214.5')
    expect(shown(shifted(decimal('999999999999.01'), 4))).toBe('99999999.999901')
    expect(toNumber(shifted(decimal('2145000.00'), 4))).toBe(214.5)
  })
  it('what is added and taken away again leaves what was there', () => {
    fc.assert(
      fc.property(cents, cents, (a, b) => {
        expect(compare(minus(plus(money(a), money(b)), money(b)), money(a))).toBe(0)
        expect(shown(plus(money(a), negative(money(a))))).toBe('0')
      }),
    )
  })
  it('a number that is written and read again is the same', () => {
    fc.assert(
      fc.property(cents, (a) => {
        expect(compare(decimal(shown(money(a))), money(a))).toBe(0)
      }),
    )
  })
  it('what is no number is refused', () => {
    for (const text of ['', 'NaN', '1e5', '1.', 'Infinity']) expect(() => decimal(text)).toThrow(RangeError)
  })
})

describe('a rate is rounded half up and has no value without a denominator', () => {
  const percent = (a: number, b: number) => {
    const r = ratio(decimal(a), decimal(b), 100, 2)
    return r && shown(r)
  }
  it('19 of 20 is 95, not 100', () => expect(percent(19, 20)).toBe('95'))
  it('one third is 33.33, two thirds 66.67', () => expect([percent(1, 3), percent(2, 3)]).toEqual(['33.33', '66.67']))
  it('a half of a hundredth goes up: 1 of 800 is 0.13, not 0.12', () => expect(percent(1, 800)).toBe('0.13'))
  it('nothing of nothing is no rate', () => expect(ratio(ZERO, ZERO, 100, 2)).toBeNull())
  it('sums of money are divided as exactly as counts', () => {
    const r = ratio(decimal('1.005'), decimal('100'), 100, 2)
    expect(r && shown(r)).toBe('1.01')
  })
})
