import { sql } from 'kysely'
import { type Bureau, type Kept, type Post, titleOn } from '../../kernel/index.ts'
import { childrenOf, type Loaded, loadRecord, type Part, partsOf } from '../ledger/load.ts'
import { labelOf, placeOf } from '../ledger/naming.ts'
import type { Stored } from '../ledger/row.ts'
import { maskIdentity, maskPhone } from '../people/particulars.ts'
import type { People } from '../people/people.ts'
import type { PersonDetails } from '../people/register.ts'
import type { Tx } from '../store/index.ts'
import type { Content } from './fill.ts'
import { officialDay, officialValue } from './official.ts'
import type { TagNode } from './tags.ts'

/** What a paper is written from, and for whom. The transaction already sees the whole bureau; who may see what is judged here, value by value. */
export interface Writing {
  readonly tx: Tx
  readonly bureau: Bureau
  readonly code: string
  readonly bureauName: string
  readonly unitName: (code: string) => string
  readonly people: Pick<People, 'details'>
  readonly today: string
  readonly officer: string
  readonly documentNumber: string
  /** The clearance of the post by which the paper is written. */
  readonly clearance: Post['clearance']
  /** `'clear'`: identity numbers and telephones as they are; `'masked'`: for a preview; `'none'`: a line to write on. */
  readonly numbers: 'clear' | 'masked' | 'none'
}

/** A paper's content and what it shows that not everybody may see. */
export interface Written {
  readonly content: Content
  /** Sealed fields, roles and records that stand in it. */
  readonly sealed: readonly string[]
  /** People whose identity number or telephone stands in it. */
  readonly looked: readonly string[]
  /** What the writer may not see and the paper therefore does not show. */
  readonly hidden: readonly string[]
}

interface Place {
  readonly kept: Kept
  readonly record: Stored
  readonly parts: readonly Part[] | null
}

const rank = { open: 0, restricted: 1, sealed: 2 } as const

/** Gathers what the tags of a template ask for, each value in official form. */
export async function contentOf(w: Writing, tags: readonly TagNode[], main: Loaded): Promise<Written> {
  const sealed = new Set<string>()
  const looked = new Set<string>()
  const hidden = new Set<string>()
  const particulars = new Map<string, PersonDetails>()
  const records = new Map<string, Loaded | undefined>()

  async function recordOf(type: string | undefined, id: unknown): Promise<Place | undefined> {
    const kept = w.bureau.records.get(type ?? '')
    if (!kept || typeof id !== 'string') return undefined
    const key = `${type}/${id}`
    if (!records.has(key)) records.set(key, await loadRecord(w.tx, w.code, kept, id, false))
    const found = records.get(key)
    if (!found || !mayShow(found.record, kept.type.title)) return undefined
    return { kept, record: found.record, parts: found.parts }
  }

  /** A sealed record beside the one the paper is about. */
  function mayShow(record: Stored, title: string): boolean {
    if (!record.sealed || record.id === main.record.id) return true
    if (w.clearance === 'sealed') sealed.add(title)
    else hidden.add(title)
    return w.clearance === 'sealed'
  }

  async function peopleIn(at: Place, role: string): Promise<PersonDetails[]> {
    const def = at.kept.type.parties[role]
    if (def?.sealed) {
      if (w.clearance !== 'sealed') {
        hidden.add(def.title)
        return []
      }
      sealed.add(def.title)
    }
    const parts = at.parts ?? (await partsOf(w.tx, w.code, [at.record.id])).get(at.record.id) ?? []
    const ids = parts.filter((p) => p.role === role).map((p) => p.person)
    const unknown = ids.filter((id) => !particulars.has(id))
    if (unknown.length > 0) for (const [id, p] of await w.people.details(w.tx, w.code, unknown)) particulars.set(id, p)
    return ids.flatMap((id) => particulars.get(id) ?? [])
  }

  function personal(p: PersonDetails, name: string): string {
    if (name === 'sex') return p.sex === 'male' ? '男' : p.sex === 'female' ? '女' : ''
    if (name === 'birthDay') return p.birthDay ? officialDay(p.birthDay) : ''
    if (name === 'age') return p.birthDay ? `${ageOn(p.birthDay, w.today)}岁` : ''
    if (name === 'identityNumber' || name === 'phone') {
      const secret = p[name]
      if (!secret || w.numbers === 'none') return ''
      if (w.numbers === 'masked') return name === 'phone' ? maskPhone(secret) : maskIdentity(secret)
      looked.add(p.id)
      return secret
    }
    return name === 'name' || name === 'address' || name === 'ethnicity' || name === 'occupation' ? (p[name] ?? '') : ''
  }

  async function fieldOf(at: Place, name: string): Promise<string> {
    const f = at.kept.type.fields[name]
    const value = at.record.values[name] ?? null
    if (!f || value === null) return ''
    if (rank[f.sensitivity] > rank[w.clearance]) {
      hidden.add(f.title)
      return ''
    }
    if (f.sensitivity === 'sealed') sealed.add(f.title)
    if (f.kind === 'unit') return w.unitName(String(value))
    if (f.kind === 'link') {
      const other = await recordOf(f.to, value)
      return other ? labelOf(other.kept, other.record.values, w.unitName) : ''
    }
    if (f.kind === 'person') return (await w.people.details(w.tx, w.code, [String(value)])).get(String(value))?.name ?? ''
    if (f.kind === 'account')
      return (await w.tx.one(sql<{ name: string }>`select name from account where bureau = ${w.code} and id = ${value}`))?.name ?? ''
    return officialValue(f, value)
  }

  function freeOf(at: Place, name: string): string {
    switch (name) {
      case 'number':
        return at.record.number ?? ''
      case 'unitName':
        return w.unitName(at.record.unit)
      case 'bureauName':
        return w.bureauName
      case 'documentNumber':
        return w.documentNumber
      case 'today':
        return officialDay(w.today)
      case 'officer':
        return w.officer
      case 'place':
        return placeOf(w.unitName(at.record.unit))
      case 'recordTitle':
        return titleOn(at.kept.type, w.today)
      default:
        return ''
    }
  }

  async function valueAt(at: Place, name: string): Promise<string> {
    const [head = '', ...rest] = name.split('.')
    if (rest.length === 0) return head in at.kept.type.fields ? fieldOf(at, head) : freeOf(at, head)
    const tail = rest.join('.')
    if (head in at.kept.type.parties) {
      const all = await peopleIn(at, head)
      return all
        .map((p) => personal(p, tail))
        .filter(Boolean)
        .join('、')
    }
    const next =
      head === 'parent'
        ? await recordOf(at.kept.type.parent, at.record.parentId)
        : await recordOf(at.kept.type.fields[head]?.to, at.record.values[head])
    return next ? valueAt(next, tail) : ''
  }

  /** The records of a list: those that belong to this one, or beside it to the same parent. */
  async function listOf(at: Place, type: string): Promise<Place[]> {
    const kept = w.bureau.records.get(type)
    const above = at.kept.children.includes(type) ? at.record.id : kept?.type.parent === at.kept.type.parent ? at.record.parentId : null
    if (!kept || !above) return []
    const found = await childrenOf(w.tx, w.code, kept, above)
    return found.filter((r) => mayShow(r, kept.type.title)).map((record) => ({ kept, record, parts: null }))
  }

  async function write(nodes: readonly TagNode[], at: Place): Promise<Content> {
    const out: Record<string, string | readonly Content[]> = {}
    for (const node of nodes) {
      if (!node.list) {
        out[node.name] ??= await valueAt(at, node.name)
        continue
      }
      const asked = node.list
      const rows =
        node.name in at.kept.type.parties
          ? (await peopleIn(at, node.name)).map((p) => Object.fromEntries(asked.map((t) => [t.name, personal(p, t.name)])))
          : await inTurn(await listOf(at, node.name), (row) => write(asked, row))
      const before = out[node.name]
      // The same list may stand in a paper twice with other columns: its rows are joined.
      out[node.name] = Array.isArray(before) ? rows.map((row, i) => ({ ...before[i], ...row })) : rows
    }
    return out
  }

  const content = await write(tags, { kept: main.kept, record: main.record, parts: main.parts })
  if (main.record.sealed) sealed.add(main.kept.type.title)
  return { content, sealed: [...sealed], looked: [...looked], hidden: [...hidden] }
}

async function inTurn<A, B>(list: readonly A[], work: (a: A) => Promise<B>): Promise<B[]> {
  const out: B[] = []
  for (const a of list) out.push(await work(a))
  return out
}

/** 「周岁」 Full years on a day. */
export function ageOn(born: string, on: string): number {
  const years = Number(on.slice(0, 4)) - Number(born.slice(0, 4))
  return on.slice(5) < born.slice(5) ? years - 1 : years
}
