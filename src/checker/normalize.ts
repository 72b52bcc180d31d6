/** A soft line break: a newline inside a sentence, kept as one character so that offsets stay. */
export const SOFT = '\u2029'

const MAP: Readonly<Record<string, string>> = {
  '﹪': '%',
  '‐': '-',
  '‑': '-',
  '–': '-',
  '—': '-',
  '─': '-',
  '~': '-',
  '～': '-',
  '\u3000': ' ',
  '\u00a0': ' ',
  '\t': ' ',
  '\r': ' ',
  '\u2028': '\n',
  '\u2029': '\n',
  '﹔': ';',
  '﹕': ':',
  '﹐': ',',
  '【': '〔',
  '［': '〔',
  '[': '〔',
  '】': '〕',
  '］': '〕',
  ']': '〕',
  '"': '"',
  '„': '“',
}

/**
 * The same text with one form for each sign (full-width digits and punctuation become half-width).
 * One UTF-16 code unit stays one code unit: offsets into the result are offsets into the source.
 */
export function normalize(source: string): string {
  let out = ''
  let from = 0
  for (let i = 0; i < source.length; i++) {
    const code = source.charCodeAt(i)
    // everything between ASCII and general punctuation, and the CJK block itself, needs no look-up
    if (code >= 0x3400 && code < 0xff00) continue
    if (code >= 0x20 && code < 0x7e && code !== 0x5b && code !== 0x5d) continue
    if (code === 0x0a) continue
    let to: string | undefined
    if (code >= 0xff01 && code <= 0xff5e) {
      const half = String.fromCharCode(code - 0xfee0)
      to = MAP[half] ?? half
    } else to = MAP[source[i] as string]
    if (to === undefined) continue
    out += source.slice(from, i) + to
    from = i + 1
  }
  return softBreaks(out + source.slice(from))
}

const STARTS_ITEM =
  /^ *(?:[一二三四五六七八九十]{1,3}[、.是]|\([一二三四五六七八九十\d]{1,3}\)|第[一二三四五六七八九十]{1,3}[章节部]|\d{1,2}[、.](?!\d)|[①-⑳])/
const PAGE_MARK = /^ *(?:- *\d{1,3} *-|第 *\d{1,3} *页|\d{1,3} *\/ *\d{1,3}) *$/

/**
 * Turns newlines inside wrapped sentences (text out of PDF) into soft breaks. A text counts as wrapped when most of
 * its lines are of about one length; page marks between two such lines are part of the break.
 */
function softBreaks(text: string): string {
  const lines = text.split('\n')
  if (lines.length < 4) return text
  const lengths = lines.map((l) => l.trim().length).filter((n) => n > 0)
  if (lengths.length < 4) return text
  const sorted = [...lengths].sort((a, b) => a - b)
  const wide = sorted[Math.floor(sorted.length * 0.9)] ?? 0
  const full = lengths.filter((n) => Math.abs(n - wide) <= 3).length
  if (wide > 60 || wide < 12 || full < lengths.length * 0.4) return text
  let out = ''
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? ''
    out += line
    if (i + 1 === lines.length) break
    const next = lines[i + 1] ?? ''
    if (PAGE_MARK.test(next) && lines[i + 2] !== undefined && wraps(line, lines[i + 2] ?? '', wide)) {
      out += SOFT.repeat(next.length + 2)
      i++
      continue
    }
    out += wraps(line, next, wide) ? SOFT : '\n'
  }
  return out
}

function wraps(line: string, next: string, wide: number): boolean {
  const length = line.trim().length
  // the rows of a table are lines of their own
  if (/(?:[ |]+-?[\d.]{1,12}%?){2,} *$/.test(line)) return false
  if (length < wide - 4 || next.trim() === '' || STARTS_ITEM.test(next)) return false
  return !/[。!?:;]\s*$/.test(line)
}
