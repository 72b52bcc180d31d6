import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { testClock } from '../clock.ts'
import { type CipherName, createSealer } from './sealer.ts'

const key = Buffer.alloc(32, 7)
const clock = testClock()
const sealer = (cipher: CipherName, k = key) => createSealer({ key: k, cipher, randomToken: clock.randomToken })
const both = ['aes', 'sm'] as const

describe.each(both)('封存（%s）', (cipher) => {
  const s = sealer(cipher)

  it('gives back any text under the same context', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, context) => {
        expect(s.open(s.seal(text, context), context)).toBe(text)
      }),
    )
  })

  it('does not show the text, nor that two texts are the same', () => {
    const [a, b] = [s.seal('445102199001010014', 'person/1'), s.seal('445102199001010014', 'person/1')]
    expect(a).not.toContain('445102')
    expect(a).not.toBe(b)
  })

  it('notices every changed bit', () => {
    const sealed = s.seal('445102199001010014', 'person/1')
    const [name = '', body = ''] = sealed.split(':')
    const bytes = Buffer.from(body, 'base64url')
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes)
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(() => s.open(`${name}:${changed.toString('base64url')}`, 'person/1')).toThrow(/seal\.broken/)
    }
  })

  it('does not open in the row of another person', () => {
    const sealed = s.seal('445102199001010014', 'person/1')
    expect(() => s.open(sealed, 'person/2')).toThrow(/seal\.broken/)
  })

  it('does not open with another key, cut short, or under the name of the other cipher', () => {
    const sealed = s.seal('445102199001010014', 'p')
    expect(() => sealer(cipher, Buffer.alloc(32, 8)).open(sealed, 'p')).toThrow(/seal\.broken/)
    for (const cut of [0, 4, 10, sealed.length - 4]) expect(() => s.open(sealed.slice(0, cut), 'p')).toThrow(/seal\.broken/)
    const swapped = sealed.replace(/^\w+/, cipher === 'aes' ? 'sm' : 'aes')
    expect(() => s.open(swapped, 'p')).toThrow(/seal\.broken/)
  })

  it('makes an index that is always the same for a number, and another for every other number and key', () => {
    expect(s.index('445102199001010014')).toBe(s.index('445102199001010014'))
    expect(s.index('445102199001010014')).not.toBe(s.index('445102199001010022'))
    expect(s.index('445102199001010014')).not.toBe(sealer(cipher, Buffer.alloc(32, 8)).index('445102199001010014'))
    expect(s.indexes('445102199001010014')).toContain(s.index('445102199001010014'))
  })
})

describe('更换算法', () => {
  it('what AES sealed still opens after the change to SM4, and the other way round', () => {
    for (const [from, to] of [both, both.toReversed()] as [CipherName, CipherName][])
      expect(sealer(to).open(sealer(from).seal('445102199001010014', 'p'), 'p')).toBe('445102199001010014')
  })

  it('a number entered under one cipher is found under the other', () => {
    expect(sealer('sm').indexes('1')).toEqual(sealer('aes').indexes('1'))
    expect(sealer('sm').index('1')).not.toBe(sealer('aes').index('1'))
  })

  it('refuses a key of the wrong length', () => {
    expect(() => sealer('aes', Buffer.alloc(16))).toThrow(/32 bytes/)
  })
})
