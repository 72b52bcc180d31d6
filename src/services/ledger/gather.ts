import { type RawBuilder, sql } from 'kysely'
import { type Gather, gathersOf, given, type Kept, type Source, tableOf, together } from '../../kernel/index.ts'
import { type Act, amend, reach, type Touched } from './act.ts'
import { predicateSql } from './predicate-sql.ts'
import { factsOf, type Stored } from './row.ts'
import { columnOf } from './tables.ts'

/**
 * Brings the gathered fields of records into line with what the act has done below them, in the same act: a step, a correction, a voiding.
 * What only adds is added; when the latest day is taken back, it is looked for again among the records that remain.
 */
export async function gatherUp(act: Act): Promise<void> {
  for (const [id, { kept, cause }] of gatherers(act)) {
    const t = await reach(act, kept, id)
    if (!t || t.now.voidedAt) continue
    const values: Record<string, unknown> = {}
    for (const [name, gather] of gathersOf(kept.type)) {
      const value = await gatheredNow(act, id, t, name, gather)
      if (value !== t.now.values[name]) values[name] = value
    }
    if (Object.keys(values).length > 0) await amend(act, id, 'step', cause, values, act.today)
  }
}

/** The records whose gathered fields the act may have moved, and the type of record that moved them. */
function gatherers(act: Act): Map<string, { kept: Kept; cause: string }> {
  const out = new Map<string, { kept: Kept; cause: string }>()
  for (const [id, { loaded, now, before }] of act.touched) {
    const above = act.around.bureau.records.get(loaded.kept.type.parent ?? '')
    if (above && now.parentId && gathersFrom(above, loaded.kept.type.id)) out.set(now.parentId, { kept: above, cause: loaded.kept.type.id })
    if (before && !now.voidedAt && gathersFrom(loaded.kept, undefined)) out.set(id, { kept: loaded.kept, cause: loaded.kept.type.id })
  }
  return out
}

const gathersFrom = (kept: Kept, type: string | undefined): boolean =>
  gathersOf(kept.type).some(([, g]) => g.from.some((s) => s.of === type))

async function gatheredNow(act: Act, id: string, t: Touched, name: string, { how, from }: Gather): Promise<unknown> {
  const now = t.now.values[name] ?? (how === 'latest' ? null : 0)
  const [was, is] = from.reduce<[(string | number)[], (string | number)[]]>(
    ([a, b], source) => {
      for (const { before, after } of movedFor(act, id, t, source)) {
        a.push(...partOf(how, source, before))
        b.push(...partOf(how, source, after))
      }
      return [a, b]
    },
    [[], []],
  )
  if (how !== 'latest')
    return together(
      how,
      [Number(now), Number(together(how, is)), -Number(together(how, was))].filter((n) => n !== 0),
    )
  const best = together(how, is)
  const lost = was.some((d) => d === now) && !(best !== null && now !== null && best >= now)
  if (!lost) return together(how, [...(typeof now === 'string' ? [now] : []), ...is])
  return together(how, [...is, ...(await rest(act, id, from))])
}

/** The records of a source that the act has moved. */
function movedFor(act: Act, id: string, own: Touched, source: Source): { before: Stored | null; after: Stored }[] {
  if (!source.of) return [{ before: own.before, after: own.now }]
  return [...act.touched.values()].flatMap((c) =>
    c.loaded.kept.type.id === source.of && c.now.parentId === id ? [{ before: c.before, after: c.now }] : [],
  )
}

const partOf = (how: Gather['how'], source: Source, record: Stored | null) =>
  record === null || record.voidedAt !== null ? [] : given(how, source, factsOf(record))

/** The latest days among the records that the act has not moved: of those that lie on the desk, and of the others as the database has them. */
async function rest(act: Act, id: string, from: readonly Source[]): Promise<(string | number)[]> {
  const { bureau } = act.around
  const held = [...act.desk.records].flatMap(([key, t]) => (act.touched.has(key) || t.now.parentId !== id ? [] : [t]))
  const known = [...act.touched.keys(), ...act.desk.records.keys()]
  const found = await Promise.all(
    from.map(async (source) => {
      const kept = bureau.records.get(source.of ?? '')
      if (!kept) return []
      const conditions: RawBuilder<unknown>[] = [
        sql`r.bureau = ${act.actor.bureau}`,
        sql`r.parent_id = ${id}`,
        sql`r.voided_at is null`,
        sql`not r.id = any(${known}::uuid[])`,
        ...(source.where ? [predicateSql(bureau, kept, source.where, 'r')] : []),
      ]
      const row = await act.tx.one<{ last: string | null }>(
        sql`select max(${sql.ref(`r.${columnOf(source.day ?? '')}`)}) as last from ${sql.table(tableOf(kept.type.id))} r where ${sql.join(conditions, sql` and `)}`,
      )
      const mine = held.filter((t) => t.loaded.kept === kept).flatMap((t) => partOf('latest', source, t.now))
      return [...(row?.last ? [row.last] : []), ...mine]
    }),
  )
  return found.flat()
}
