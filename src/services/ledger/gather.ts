import { isDeepStrictEqual } from 'node:util'
import { type RawBuilder, sql } from 'kysely'
import { adds, type Gather, gathersOf, given, type Kept, type Part, type Source, tableOf, together } from '../../kernel/index.ts'
import { type Act, amend, reach, type Touched } from './act.ts'
import { predicateSql } from './predicate-sql.ts'
import { factsOf, type Stored } from './row.ts'
import { columnOf } from './tables.ts'

/**
 * Brings the gathered fields of records into line with what the act has done below them, in the same act: a step, a correction, a voiding.
 * What only adds is added, and a later day moves forward; everything else is looked for again among the records that remain.
 */
export async function gatherUp(act: Act): Promise<void> {
  for (const [id, { kept, cause }] of gatherers(act)) {
    const t = await reach(act, kept, id)
    if (!t || t.now.voidedAt) continue
    const values: Record<string, unknown> = {}
    for (const [name, gather] of gathersOf(kept.type)) {
      const value = await gatheredNow(act, id, t, name, gather)
      if (!isDeepStrictEqual(value, t.now.values[name])) values[name] = value
    }
    if (Object.keys(values).length > 0) await amend(act, id, 'step', cause, values, act.today)
  }
}

/** The records whose gathered fields the act may have moved, and the type of record that moved them. */
function gatherers(act: Act): Map<string, { kept: Kept; cause: string }> {
  const out = new Map<string, { kept: Kept; cause: string }>()
  for (const [id, { loaded, now }] of act.touched) {
    const above = act.around.bureau.records.get(loaded.kept.type.parent ?? '')
    if (above && now.parentId && gathersFrom(above, loaded.kept.type.id)) out.set(now.parentId, { kept: above, cause: loaded.kept.type.id })
    if (!now.voidedAt && gathersFrom(loaded.kept, undefined)) out.set(id, { kept: loaded.kept, cause: loaded.kept.type.id })
  }
  return out
}

const gathersFrom = (kept: Kept, type: string | undefined): boolean =>
  gathersOf(kept.type).some(([, g]) => g.from.some((s) => s.of === type))

/** What a record gives, with its id: on one day the one that was entered later is the newer. */
interface Gift extends Part {
  readonly id: string
}

async function gatheredNow(act: Act, id: string, t: Touched, name: string, { how, from }: Gather): Promise<unknown> {
  const moved = from.map((source) => movedFor(act, id, t, source))
  const giftsOf = (which: 'before' | 'after') => from.map((source, i) => (moved[i] ?? []).flatMap((m) => giftOf(how, source, m[which])))
  const [was, is] = [giftsOf('before'), giftsOf('after')]
  const now = t.now.values[name] ?? (adds(how) ? 0 : null)
  if (isDeepStrictEqual(was, is)) return now
  if (adds(how)) return Math.round((Number(now) + Number(together(how, is.flat())) - Number(together(how, was.flat()))) * 100) / 100
  const forward = how === 'latest' ? movedForward(now, was.flat(), is.flat()) : undefined
  if (forward !== undefined) return forward
  const all: Gift[] = []
  for (const [i, source] of from.entries())
    all.push(...[...(await rest(act, id, how, source)), ...(is[i] ?? [])].sort((a, b) => (a.id < b.id ? -1 : 1)))
  return together(how, all)
}

/** The latest day, where it can be told without looking: unless the day that stood was taken back and no later one came. */
function movedForward(now: unknown, was: readonly Gift[], is: readonly Gift[]): unknown {
  const best = together('latest', is)
  if (typeof now !== 'string') return best
  if (typeof best === 'string' && best >= now) return best
  return was.some((g) => g.day === now) ? undefined : now
}

/** The records of a source that the act has moved. */
function movedFor(act: Act, id: string, own: Touched, source: Source): { before: Stored | null; after: Stored }[] {
  if (!source.of) return [{ before: own.before, after: own.now }]
  return [...act.touched.values()].flatMap((c) =>
    c.loaded.kept.type.id === source.of && c.now.parentId === id ? [{ before: c.before, after: c.now }] : [],
  )
}

const giftOf = (how: Gather['how'], source: Source, record: Stored | null): readonly Gift[] =>
  record === null || record.voidedAt !== null ? [] : given(how, source, factsOf(record)).map((part) => ({ ...part, id: record.id }))

/** What the records give that the act has not moved: those that lie on the desk, and of the others in the database those that may decide. */
async function rest(act: Act, id: string, how: Gather['how'], source: Source): Promise<readonly Gift[]> {
  const { bureau } = act.around
  const kept = bureau.records.get(source.of ?? '')
  if (!kept) return []
  const held = [...act.desk.records].flatMap(([key, t]) =>
    act.touched.has(key) || t.now.parentId !== id || t.loaded.kept !== kept ? [] : giftOf(how, source, t.now),
  )
  const column = (name: string | undefined) => (name === undefined ? sql`null` : sql.ref(`r.${columnOf(name)}`))
  const [day, value] = [column(source.day), source.as === undefined ? column(source.take) : sql`true`]
  const conditions: RawBuilder<unknown>[] = [
    sql`r.bureau = ${act.actor.bureau}`,
    sql`r.parent_id = ${id}`,
    sql`r.voided_at is null`,
    sql`not r.id = any(${[...act.touched.keys(), ...act.desk.records.keys()]}::uuid[])`,
    sql`${day} is not null`,
    ...(how === 'newest' ? [sql`${value} is not null`] : []),
    ...(source.where ? [predicateSql(bureau, kept, source.where, 'r')] : []),
  ]
  const order =
    how === 'earliest' ? sql`order by ${day}, r.id limit 1` : how === 'stretches' ? sql`` : sql`order by ${day} desc, r.id desc limit 1`
  const rows = await act.tx.rows<Gift>(
    sql<Gift>`select r.id, ${day} as day, ${column(source.until)} as until, ${value} as value
      from ${sql.table(tableOf(kept.type.id))} r where ${sql.join(conditions, sql` and `)} ${order}`,
  )
  return [...rows.map((r) => (source.as === undefined ? r : { ...r, value: source.as })), ...held]
}
