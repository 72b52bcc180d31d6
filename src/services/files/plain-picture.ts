/** A chunk of a PNG that says something other than how it looks: where and when it was taken, by what, of whom. */
const telling = new Set(['eXIf', 'tEXt', 'iTXt', 'zTXt', 'tIME'])

/**
 * A photograph without what its camera has written beside the picture: the place above all, which nobody may take from a person by device outside
 * an approval (社区矫正法 第二十九条). JPEG and PNG only; null for anything else, and for a picture that is broken off.
 */
export function plainPicture(bytes: Uint8Array): Uint8Array | null {
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return plainJpeg(bytes)
  if ([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a].every((b, i) => bytes[i] === b)) return plainPng(bytes)
  return null
}

function plainJpeg(bytes: Uint8Array): Uint8Array | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const kept: Uint8Array[] = [bytes.subarray(0, 2)]
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return null
    const marker = bytes[at + 1] ?? 0
    // From the start of the scan on there is only the picture.
    if (marker === 0xda) return Buffer.concat([...kept, bytes.subarray(at)])
    const end = at + 2 + view.getUint16(at + 2)
    if (end > bytes.length) return null
    // Of the segments of applications only JFIF and Adobe's say how to show the picture; the rest, and comments, are left out.
    const about = (marker >= 0xe1 && marker <= 0xef && marker !== 0xee) || marker === 0xfe
    if (!about) kept.push(bytes.subarray(at, end))
    at = end
  }
  return null
}

function plainPng(bytes: Uint8Array): Uint8Array | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const kept: Uint8Array[] = [bytes.subarray(0, 8)]
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 12 + view.getUint32(at)
    if (end > bytes.length) return null
    const kind = Buffer.from(bytes.subarray(at + 4, at + 8)).toString('latin1')
    if (!telling.has(kind)) kept.push(bytes.subarray(at, end))
    if (kind === 'IEND') return Buffer.concat(kept)
    at = end
  }
  return null
}
