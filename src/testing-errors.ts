import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

/** One sentence under a stable code, as it stands in the source; `…` stands for what is filled in. */
export interface Said {
  readonly code: string
  readonly file: string
  readonly status: number | null
  readonly zh: string
  readonly en: string
  readonly remedy: { readonly zh: string; readonly en: string } | null
}

/** A string of the source with the name it is given (`zh: '…'`) and the name of the object it lies in (`remedy: { zh }`). */
interface Literal {
  readonly text: string
  readonly at: number
  readonly end: number
  readonly key: string
  readonly inside: string
}

const rooms = ['services', 'http', 'cli', 'kernel', 'law', 'main.ts']
const codePattern = /^[a-z][a-z-]*\.[a-z][a-z-]*$/
const han = /\p{Script=Han}/u

/** All sentences of all faults in the source: tables of faults, `new Fault(code, {…})`, and calls that pass a code with its two sentences. */
export function errorsIn(source: string): Said[] {
  return rooms
    .flatMap((room) => filesOf(join(source, room)))
    .flatMap((path) => saidIn(readFileSync(path, 'utf8'), relative(source, path).split(sep).join('/')))
}

/** Every code that a route promises, or that is thrown by its name. */
export function codesNamed(source: string): string[] {
  const texts = rooms.flatMap((room) => filesOf(join(source, room))).map((path) => readFileSync(path, 'utf8'))
  const thrown = texts.flatMap((t) => [...t.matchAll(/\b(?:new Fault|\w*[fF]ault)\(\s*'([a-z-]+\.[a-z-]+)'/g)].map((m) => m[1] ?? ''))
  const promised = texts.flatMap((t) =>
    [...t.matchAll(/errors: \[([^\]]*)\]/g)].flatMap((m) => [...(m[1] ?? '').matchAll(/'([^']+)'/g)].map((c) => c[1] ?? '')),
  )
  const listed = texts.flatMap((t) => [...t.matchAll(/(?:code: |\| )'([a-z-]+\.[a-z-]+)'/g)].map((m) => m[1] ?? ''))
  const known = [...thrown, ...promised, ...listed].filter((c) => codePattern.test(c))
  return [...new Set(known)].sort()
}

function filesOf(path: string): string[] {
  if (path.endsWith('.ts')) return [path]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile() && e.name.endsWith('.ts') && !/\.test\.ts$|^testing/.test(e.name))
    .map((e) => join(e.parentPath, e.name))
    .filter((p) => !/[\\/]data[\\/]|[\\/](simulate|reference)\.ts$/.test(p))
    .sort()
}

function saidIn(text: string, file: string): Said[] {
  const { literals, closing } = read(text)
  return literals.flatMap((code): Said[] => {
    if (!codePattern.test(code.text)) return []
    const region = regionOf(text, code, closing)
    if (!region) return []
    const within = literals.filter((l) => l.at > region[0] && l.end <= region[1] && l !== code)
    const pairs = within.flatMap((l, i): [Literal, Literal][] => {
      const next = within[i + 1]
      return next && han.test(l.text) && !han.test(next.text) && !codePattern.test(next.text) ? [[l, next]] : []
    })
    const remedies = (l: Literal) => l.inside === 'remedy' || l.inside === 'todo'
    const first = pairs.find(([l]) => !remedies(l))
    const [zh, en] = first ?? []
    // A sentence that is put together elsewhere still has its code, status and remedy here.
    const thrown = /\bnew Fault\(\s*$/.test(text.slice(0, code.at))
    if ((!zh || !en) && !thrown) return []
    const remedy = pairs.find((p) => p !== first && (remedies(p[0]) || p[0].at > (en?.end ?? 0)))
    const status = /\bstatus: (\d{3})\b/.exec(text.slice(...region))?.[1] ?? /\((\d{3}),\s*$/.exec(text.slice(0, code.at))?.[1]
    return [
      {
        code: code.text,
        file,
        status: status ? Number(status) : null,
        zh: zh?.text ?? '',
        en: en?.text ?? '',
        remedy: remedy ? { zh: remedy[0].text, en: remedy[1].text } : null,
      },
    ]
  })
}

/** The stretch of the source that says what a code means: the object or list after it, the object it lies in, or the rest of the call. */
function regionOf(text: string, code: Literal, closing: ReadonlyMap<number, number>): [number, number] | null {
  if (code.key === 'code') {
    const open = [...closing].filter(([o, c]) => o < code.at && c > code.end && text[o] === '{').sort((a, b) => b[0] - a[0])[0]
    return open ? [open[0], open[1]] : null
  }
  const before = text.slice(0, code.at)
  const after = /^\s*(:\s*[{[]|,)/.exec(text.slice(code.end))
  if (!after) return null
  if (after[1] !== ',') {
    const open = code.end + after[0].length - 1
    return [open, closing.get(open) ?? open]
  }
  if (!/\(\s*(\d{3},\s*)?$/.test(before)) return null
  const call = [...closing].filter(([o, c]) => o < code.at && c > code.end && '([{'.includes(text[o] ?? '')).sort((a, b) => b[0] - a[0])[0]
  return call && text[call[0]] === '(' ? [code.end, call[1]] : null
}

/** Strings and brackets of a file; comments are passed over. */
function read(text: string): { literals: Literal[]; closing: Map<number, number> } {
  const literals: Literal[] = []
  const closing = new Map<number, number>()
  const open: { at: number; name: string }[] = []
  let i = 0
  while (i < text.length) {
    const c = text[i] ?? ''
    if (text.startsWith('//', i)) i = endOf(text.indexOf('\n', i), text)
    else if (text.startsWith('/*', i)) i = endOf(text.indexOf('*/', i), text) + 2
    else if (c === "'" || c === '"' || c === '`') {
      const end = stringEnd(text, i)
      const key = /(\w+):\s*$/.exec(text.slice(Math.max(0, i - 40), i))?.[1] ?? ''
      literals.push({ text: plain(text.slice(i + 1, end - 1), c), at: i, end, key, inside: open.at(-1)?.name ?? '' })
      i = end
    } else {
      if ('([{'.includes(c)) open.push({ at: i, name: /(\w+):\s*$/.exec(text.slice(Math.max(0, i - 40), i))?.[1] ?? '' })
      if (')]}'.includes(c)) {
        const began = open.pop()
        if (began) closing.set(began.at, i)
      }
      i++
    }
  }
  return { literals, closing }
}

const endOf = (found: number, text: string): number => (found < 0 ? text.length : found)

function stringEnd(text: string, start: number): number {
  const quote = text[start]
  let i = start + 1
  while (i < text.length && text[i] !== quote) {
    if (text[i] === '\\') i++
    else if (quote === '`' && text.startsWith('${', i)) {
      for (let depth = 1, j = i + 2; ; j++) {
        if (text[j] === "'" || text[j] === '`' || text[j] === '"') j = stringEnd(text, j) - 1
        else if (text[j] === '{') depth++
        else if (text[j] === '}' && --depth === 0) {
          i = j
          break
        } else if (j >= text.length) return text.length
      }
    }
    i++
  }
  return i + 1
}

/** The words of a string as a person sees them, with … for what is filled in. */
function plain(raw: string, quote: string): string {
  if (quote !== '`') return raw.replaceAll(/\\(.)/g, '$1')
  let out = ''
  for (let i = 0; i < raw.length; i++) {
    if (!raw.startsWith('${', i)) {
      out += raw[i]
      continue
    }
    out += '…'
    let depth = 0
    for (; i < raw.length; i++) {
      if (raw[i] === '{') depth++
      if (raw[i] === '}' && --depth === 0) break
    }
  }
  return out
}
