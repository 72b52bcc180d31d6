import type { Touched } from './act.ts'
import type { Loaded, Relatives, Wanted } from './load.ts'
import type { Stored } from './row.ts'
import { nothingWritten, type Row, type Written } from './write.ts'

/** What the acts of one transaction have changed and not yet written: a later act finds here what an earlier one left. */
export interface Desk {
  readonly bureau: string
  readonly records: Map<string, Touched>
  readonly written: Written
  acts: number
}

export const emptyDesk = (bureau: string): Desk => ({ bureau, records: new Map(), written: nothingWritten(), acts: 0 })

/** A record of the desk as if it had just been loaded. */
export const loadedFrom = (t: Touched): Loaded => ({ ...t.loaded, record: t.now })

/** Lays the rows of an act on the desk. */
export function lay(desk: Desk, { events, ...act }: Written): void {
  desk.acts += 1
  const moved = desk.written.moves.length
  desk.written.events.push(...events)
  for (const [name, rows] of Object.entries({ ...act, moves: act.moves.map((m, i) => ({ ...m, n: moved + i })) }) as [
    keyof typeof act,
    Row[],
  ][])
    desk.written[name].push(...rows)
  for (const e of events) {
    const t = desk.records.get(e.record_id)
    if (t && e.kind === 'step') t.lastBy = { ...t.lastBy, [String(e.step)]: e.account }
  }
}

/** Relatives as the transaction has them: what lies on the desk in the place of what the database says. */
export function withHeld(desk: Desk, wanted: Wanted, at: { id: string | null; parentId: string | null }, loaded: Relatives): Relatives {
  if (desk.records.size === 0) return loaded
  const under = (types: Iterable<string>, parent: string | null, known: ReadonlyMap<string, readonly Stored[]>) => {
    const out = new Map(known)
    for (const type of types) {
      const held = [...desk.records.values()].flatMap((t) =>
        t.loaded.kept.type.id === type && t.now.parentId === parent && parent !== null && t.now.voidedAt === null ? [t.now] : [],
      )
      if (held.length === 0) continue
      const others = (known.get(type) ?? []).filter((s) => !desk.records.has(s.id))
      out.set(
        type,
        [...others, ...held].sort((a, b) => (a.id < b.id ? -1 : 1)),
      )
    }
    return out
  }
  return {
    parent: (at.parentId && desk.records.get(at.parentId)?.now) || loaded.parent,
    children: under(wanted.children, at.id, loaded.children),
    siblings: under(wanted.siblings, at.parentId, loaded.siblings),
  }
}
