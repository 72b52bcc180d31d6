import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanName, sniff } from './media.ts'

const bytes = (...b: (number | string)[]) => Buffer.concat(b.map((x) => (typeof x === 'string' ? Buffer.from(x) : Buffer.from([x]))))

describe('材料的格式', () => {
  it.each([
    ['a.pdf', bytes('%PDF-1.7'), 'application/pdf'],
    ['a.jpg', bytes(0xff, 0xd8, 0xff, 0xe0), 'image/jpeg'],
    [
      '协议.docx',
      bytes(0x50, 0x4b, 3, 4, '......word/document.xml'),
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ],
    ['公文.ofd', bytes(0x50, 0x4b, 3, 4, '......OFD.xml'), 'application/ofd'],
    ['老.doc', bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1), 'application/msword'],
    ['笔录.txt', bytes('调解笔录'), 'text/plain'],
  ])('%s is told by its bytes', (name, head, media) => {
    expect(sniff(head, name)?.media).toBe(media)
  })

  it('takes no program and no web page, whatever it calls itself', () => {
    expect(sniff(bytes('MZ', 0x90, 0, 3), '协议.pdf')).toBeNull()
    expect(sniff(bytes(0x7f, 'ELF', 0), '协议.pdf')).toBeNull()
    expect(sniff(bytes('  <html><script>'), '协议.txt')).toBeNull()
    expect(sniff(bytes('#!/bin/sh'), '协议.txt')).toBeNull()
    expect(sniff(bytes('BM', 0x90, 1, 2, 3, 4, 5, 6, 7), 'x.bmp')).toBeNull()
    expect(sniff(new Uint8Array(), 'a.txt')).toBeNull()
  })

  it('cleans names of paths, control characters and characters that turn the reading direction', () => {
    const pdf = { media: 'application/pdf', extensions: ['pdf'] }
    expect(cleanName('..\\..\\etc/协议书.pdf', pdf)).toBe('协议书.pdf')
    expect(cleanName('协议\u202efdp.exe', pdf)).toBe('协议fdp.exe.pdf')
    expect(cleanName('a:b*c?.PDF', pdf)).toBe('a_b_c_.pdf')
    expect(cleanName('...', pdf)).toBe('附件.pdf')
  })

  it('never lets a name out that is empty, too long or holds a separator', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('甲', 'a', '.', '/', '\\', ':', '\u0000', '\u202e', ' ', '\n', '𠮷'), { maxLength: 200 }),
        (parts) => {
          const clean = cleanName(parts.join(''), { media: 'image/png', extensions: ['png'] })
          expect(clean).toMatch(/^[^\\/:]+\.png$/u)
          expect([...clean].every((c) => c >= ' ' && c !== '\u202e')).toBe(true)
          expect([...clean].length).toBeLessThanOrEqual(124)
        },
      ),
    )
  })
})
