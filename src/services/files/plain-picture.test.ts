import { describe, expect, it } from 'vitest'
import { plainPicture } from './plain-picture.ts'

const segment = (marker: number, text: string) => {
  const body = Buffer.from(text)
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([head, body])
}
const chunk = (kind: string, text: string) => {
  const size = Buffer.alloc(4)
  size.writeUInt32BE(Buffer.byteLength(text))
  return Buffer.concat([size, Buffer.from(kind + text), Buffer.alloc(4)])
}
const scan = Buffer.concat([segment(0xda, 'scan'), Buffer.from('PICTURE'), Buffer.from([0xff, 0xd9])])
const soi = Buffer.from([0xff, 0xd8])
const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

describe('a photograph that a person sends', () => {
  it('keeps the picture and loses where, when and by what it was taken', () => {
    const jpeg = Buffer.concat([
      soi,
      segment(0xe0, 'JFIF'),
      segment(0xe1, 'Exif GPS 23.65N'),
      segment(0xfe, 'comment'),
      segment(0xdb, 'Q'),
      scan,
    ])
    expect(Buffer.from(plainPicture(jpeg) ?? [])).toEqual(Buffer.concat([soi, segment(0xe0, 'JFIF'), segment(0xdb, 'Q'), scan]))
    const shot = Buffer.concat([
      png,
      chunk('IHDR', 'h'),
      chunk('eXIf', 'GPS'),
      chunk('tEXt', 'place'),
      chunk('IDAT', 'd'),
      chunk('IEND', ''),
    ])
    expect(Buffer.from(plainPicture(shot) ?? [])).toEqual(Buffer.concat([png, chunk('IHDR', 'h'), chunk('IDAT', 'd'), chunk('IEND', '')]))
  })

  it('is nothing that is no photograph, or is broken off', () => {
    for (const bad of ['%PDF-1.4', '<svg onload="x"/>', '', 'GIF89a']) expect(plainPicture(Buffer.from(bad))).toBeNull()
    expect(plainPicture(Buffer.concat([soi, segment(0xe0, 'JFIF').subarray(0, 5)]))).toBeNull()
    expect(plainPicture(Buffer.concat([png, chunk('IHDR', 'h')]))).toBeNull()
  })
})
