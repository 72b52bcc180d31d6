import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { creditCheckCharacter, readCreditCode } from './credit-code.ts'

const errorOf = (text: string) => {
  const result = readCreditCode(text)
  return result.ok ? null : result.error
}
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const valid = fc
  .tuple(
    fc.constantFrom('91', '31', '12', '52', 'N2'),
    fc.stringMatching(/^[0-9]{6}$/),
    fc.array(fc.constantFrom(...alphabet), { minLength: 9, maxLength: 9 }),
  )
  .map(([body, area, organisation]) => {
    const seventeen = body + area + organisation.join('')
    return seventeen + creditCheckCharacter(seventeen)
  })

describe('统一社会信用代码', () => {
  test('published codes are read, with their authority, body and place', () => {
    expect(readCreditCode('91350100M000100Y43')).toEqual({
      ok: true,
      value: {
        code: '91350100M000100Y43',
        authority: '9',
        authorityTitle: '市场监督管理（工商）',
        bodyTitle: '企业',
        area: '350100',
      },
    })
    expect(readCreditCode('9144030071526726XG')).toMatchObject({ ok: true, value: { area: '440300' } })
  })

  test('small letters, spaces and full-width characters are accepted as typed', () => {
    expect(readCreditCode(' 91350100 m000100y43')).toMatchObject({ ok: true, value: { code: '91350100M000100Y43' } })
    expect(readCreditCode('９１３５０１００Ｍ０００１００Ｙ４３').ok).toBe(true)
  })

  test('a law firm is known by the justice administration that licensed it', () => {
    const seventeen = '31440000MD0123456'
    expect(readCreditCode(seventeen + creditCheckCharacter(seventeen))).toMatchObject({
      ok: true,
      value: { authorityTitle: '司法行政', bodyTitle: '律师执业机构' },
    })
  })

  test('each fault says where it is and what to look at', () => {
    expect(errorOf('')?.code).toBe('credit-code.empty')
    expect(errorOf('91350100M000100Y4')?.zh).toContain('现为17位')
    expect(errorOf('9135O100M000100Y43')?.zh).toContain('第5位是“O”，代码中不使用该字符，是否应为“0”')
    expect(errorOf('91350A00M000100Y43')?.code).toBe('credit-code.area')
    expect(errorOf('91350100M000100Y44')).toMatchObject({
      code: 'credit-code.checksum',
      zh: '校验位应为 3，现为 4；代码有误，请核对原件',
    })
  })

  test('no single wrong character goes unnoticed', () => {
    fc.assert(
      fc.property(valid, fc.nat(17), fc.constantFrom(...alphabet), (code, at, character) => {
        const changed = code.slice(0, at) + character + code.slice(at + 1)
        expect(readCreditCode(code).ok).toBe(true)
        expect(readCreditCode(changed).ok).toBe(changed === code)
      }),
    )
  })

  test('any text whatever gets an answer, never an exception', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => typeof readCreditCode(text).ok === 'boolean'))
  })
})
