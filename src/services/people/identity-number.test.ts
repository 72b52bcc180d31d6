import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { identityCheckCharacter, readIdentityNumber } from './identity-number.ts'

const read = (text: string, today?: string) => {
  const result = readIdentityNumber(text, today)
  return result.ok ? result.value : result.error.code
}
const errorOf = (text: string) => {
  const result = readIdentityNumber(text)
  return result.ok ? null : result.error
}
const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`))
/** Valid numbers: any province, any day from 1900 to 2019. */
const valid = fc
  .tuple(
    fc.constantFrom('11', '44', '54', '82'),
    digits(4),
    fc.integer({ min: 1900, max: 2019 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
    digits(3),
  )
  .map(([province, rest, y, m, d, sequence]) => {
    const seventeen = `${province}${rest}${y}${String(m).padStart(2, '0')}${String(d).padStart(2, '0')}${sequence}`
    return seventeen + identityCheckCharacter(seventeen)
  })

describe('公民身份号码', () => {
  test('the two examples of the standard are read', () => {
    expect(read('11010519491231002X')).toEqual({
      number: '11010519491231002X',
      kind: 'resident',
      area: '110105',
      born: '1949-12-31',
      sex: 'female',
      oldForm: false,
    })
    expect(read('440524188001010014')).toMatchObject({ area: '440524', born: '1880-01-01', sex: 'male' })
  })

  test('small x, full-width digits, spaces and hyphens are accepted as typed', () => {
    for (const typed of ['11010519491231002x', '１１０１０５１９４９１２３１００２Ｘ', ' 110105 1949-1231 002X ']) {
      expect(read(typed)).toMatchObject({ number: '11010519491231002X' })
    }
  })

  test('an old number of fifteen digits becomes the new one', () => {
    expect(read('110105491231002')).toMatchObject({ number: '11010519491231002X', born: '1949-12-31', oldForm: true })
    expect(read('440524800101998')).toMatchObject({ born: '1880-01-01', oldForm: true })
  })

  test('residence permits of 港澳台 residents and the cards of foreigners are told apart', () => {
    const complete = (seventeen: string) => seventeen + identityCheckCharacter(seventeen)
    expect(read(complete('81000019800203001'))).toMatchObject({ kind: 'hongkong', born: '1980-02-03' })
    expect(read(complete('82000019800203002'))).toMatchObject({ kind: 'macao', sex: 'female' })
    expect(read(complete('83000019800203001'))).toMatchObject({ kind: 'taiwan' })
    expect(read(complete('94415619800203001'))).toMatchObject({ kind: 'foreigner', area: '944156' })
    expect(read(complete('99915619800203001'))).toBe('identity-number.area')
  })

  test('a wrong check character is named with the right one', () => {
    expect(errorOf('110105194912310021')).toMatchObject({
      code: 'identity-number.checksum',
      zh: '校验位应为 X，现为 1；号码有误，请核对原件',
    })
  })

  test('each other fault says where it is', () => {
    expect(errorOf('')?.code).toBe('identity-number.empty')
    expect(errorOf('1101051949123100')?.zh).toContain('现为16位')
    expect(errorOf('1101O519491231002X')?.zh).toContain('第5位是“O”')
    expect(errorOf('X1010519491231002X')?.zh).toContain('第1位是“X”')
    expect(errorOf('00010519491231002X')?.code).toBe('identity-number.area')
    expect(errorOf('110105194902300021')?.zh).toContain('1949-02-30')
    expect(errorOf('110105190002290021')?.code).toBe('identity-number.birth')
    expect(errorOf('11010549123100X')?.zh).toContain('第15位')
  })

  test('nobody is born after today', () => {
    expect(read('11010519491231002X', '1949-12-31')).toMatchObject({ born: '1949-12-31' })
    expect(read('11010519491231002X', '1949-12-30')).toBe('identity-number.future')
  })

  test('no single wrong digit and no swap of neighbours goes unnoticed', () => {
    fc.assert(
      fc.property(valid, fc.nat(16), fc.integer({ min: 1, max: 9 }), (number, at, shift) => {
        const changed = `${number.slice(0, at)}${(Number(number[at]) + shift) % 10}${number.slice(at + 1)}`
        expect(readIdentityNumber(number).ok).toBe(true)
        expect(readIdentityNumber(changed).ok).toBe(false)
        const swapped = `${number.slice(0, at)}${number[at + 1]}${number[at]}${number.slice(at + 2)}`
        expect(readIdentityNumber(swapped).ok).toBe(swapped === number)
      }),
    )
  })

  test('any text whatever gets an answer, never an exception', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => typeof readIdentityNumber(text).ok === 'boolean'))
  })
})
