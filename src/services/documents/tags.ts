import type { Bureau, Kept } from '../../kernel/index.ts'
import { documentFault } from './faults.ts'
import { type Parts, textOf, unescapeXml } from './package.ts'

/** A tag of a template: a value, or a list with the tags repeated in it. */
export interface TagNode {
  readonly name: string
  readonly list?: readonly TagNode[]
}

/** A mark as it stands in the text. */
interface Mark {
  readonly mark: '' | '#' | '/'
  readonly name: string
  /** The paragraph it stands in, for the person who must mend it. */
  readonly near: string
}

/** What every record offers beside its own fields. */
const free = new Set(['number', 'unitName', 'bureauName', 'documentNumber', 'today', 'officer', 'place', 'recordTitle'])
/** What a person offers. */
const personal = new Set(['name', 'sex', 'birthDay', 'age', 'identityNumber', 'phone', 'address', 'ethnicity', 'occupation'])

/** The paragraphs of the parts that are filled: the page itself, its headers and footers. A word split over runs by the editor is one word again. */
function paragraphsOf(parts: Parts): string[] {
  const names = Object.keys(parts).filter((n) => /^word\/(document|header\d*|footer\d*)\.xml$/.test(n))
  return names.flatMap((name) =>
    textOf(parts, name)
      .split(/<w:p(?= |>|\/>)/)
      .slice(1)
      .map((p) => [...p.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map((m) => unescapeXml(m[1] ?? '')).join('')),
  )
}

function marksOf(paragraph: string): { marks: Mark[]; faults: string[] } {
  const marks: Mark[] = []
  const faults: string[] = []
  const near = paragraph.length > 24 ? `${paragraph.slice(0, 24)}…` : paragraph
  const rest = paragraph.replaceAll(/\{([#/]?)([^{}]*)\}/g, (_, mark: Mark['mark'], text: string) => {
    const name = text.replace(/\[.*\]\s*$/, '').trim()
    if (name === '' && mark !== '/') faults.push(`“${near}”：花括号中没有内容`)
    else marks.push({ mark, name, near })
    return ''
  })
  if (/[{}]/.test(rest)) faults.push(`“${near}”：花括号不成对`)
  return { marks, faults }
}

interface Scope {
  readonly kept: Kept
  /** Within a list of people only their particulars can be asked for. */
  readonly people: boolean
}

/** Whether a record of the type offers this value. */
function isBound(bureau: Bureau, scope: Scope, name: string): boolean {
  if (scope.people) return personal.has(name)
  const { kept } = scope
  const [head = '', ...rest] = name.split('.')
  if (rest.length === 0) return free.has(head) || head in kept.type.fields
  const next = (id: string | undefined) => {
    const other = bureau.records.get(id ?? '')
    return other !== undefined && isBound(bureau, { kept: other, people: false }, rest.join('.'))
  }
  if (head === 'parent') return next(kept.type.parent)
  if (head in kept.type.parties) return personal.has(rest.join('.'))
  return next(kept.type.fields[head]?.to)
}

function listScope(bureau: Bureau, scope: Scope, name: string): Scope | undefined {
  if (scope.people) return undefined
  if (name in scope.kept.type.parties) return { kept: scope.kept, people: true }
  const child = bureau.records.get(name)
  return child ? { kept: child, people: false } : undefined
}

/**
 * Reads the tags of a template and judges them: every value known, every list opened and closed in order.
 * Throws `document.template` with all faults at once.
 */
export function readTags(bureau: Bureau, kept: Kept, parts: Parts): TagNode[] {
  const read = paragraphsOf(parts).map(marksOf)
  const faults = read.flatMap((r) => r.faults)
  const root: TagNode[] = []
  const open: { name: string; near: string; scope: Scope; into: TagNode[] }[] = []
  const base: Scope = { kept, people: false }
  for (const m of read.flatMap((r) => r.marks)) {
    // A list of people holds no other list: one that opens within it means that the first was never closed.
    const nested = open.at(-1)
    if (m.mark === '#' && nested?.scope.people && listScope(bureau, open.at(-2)?.scope ?? base, m.name)) {
      open.pop()
      faults.push(`“${nested.near}”：{#${nested.name}} 没有结束标记`)
    }
    const here = open.at(-1)
    const into = here?.into ?? root
    const scope = here?.scope ?? base
    if (m.mark === '/') {
      const ended = open.pop()
      if (!ended || (m.name !== '' && ended.name !== m.name)) faults.push(`“${m.near}”：{/${m.name}} 没有对应的开始标记`)
    } else if (m.mark === '#') {
      const within = listScope(bureau, scope, m.name)
      if (!within) faults.push(`“${m.near}”：没有“${m.name}”这个列表`)
      const list: TagNode[] = []
      into.push({ name: m.name, list })
      open.push({ name: m.name, near: m.near, scope: within ?? scope, into: list })
    } else if (isBound(bureau, scope, m.name)) into.push({ name: m.name })
    else faults.push(`“${m.near}”：没有“${m.name}”这个数据项`)
  }
  for (const left of open) faults.push(`“${left.near}”：{#${left.name}} 没有结束标记`)
  if (faults.length > 0)
    throw documentFault('document.template', {
      zh: `模板有 ${faults.length} 处错误，没有启用`,
      en: `The template has ${faults.length} faults and was not taken into use`,
      faults: faults.map((say, i) => ({ path: `template[${i}]`, title: '模板', say })),
    })
  return root
}
