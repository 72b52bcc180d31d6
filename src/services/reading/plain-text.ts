/** Bytes of a plain text file as text: UTF-8 or UTF-16 by mark, UTF-16 by its zero bytes, UTF-8 where valid, else GB18030. */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return decode('utf-8', bytes.subarray(3))
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decode('utf-16le', bytes.subarray(2))
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decode('utf-16be', bytes.subarray(2))
  const guess = wideGuess(bytes)
  if (guess) return decode(guess, bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // a UTF-8 file with a few damaged bytes is still UTF-8; otherwise it is the Windows encoding of old reports
    const utf8 = decode('utf-8', bytes)
    const gb = decode('gb18030', bytes)
    return strange(utf8) * 20 < utf8.length && strange(utf8) <= strange(gb) ? utf8 : gb
  }
}

function decode(encoding: string, bytes: Uint8Array): string {
  return new TextDecoder(encoding).decode(bytes)
}

const strange = (text: string): number => (text.match(/\ufffd/g) ?? []).length

// UTF-16 without a mark: line ends and digits leave zero bytes on one side only
function wideGuess(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const n = Math.min(bytes.length, 4096)
  let even = 0
  let odd = 0
  for (let i = 0; i < n; i++) if (bytes[i] === 0) i % 2 === 0 ? even++ : odd++
  if (odd > 2 && even * 8 < odd) return 'utf-16le'
  if (even > 2 && odd * 8 < even) return 'utf-16be'
  return null
}
