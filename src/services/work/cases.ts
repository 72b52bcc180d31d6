import { sql } from 'kysely'
import { type Bureau, type Kept, tableOf } from '../../kernel/index.ts'
import { type Actor, areasOf } from '../access/access.ts'
import { inAreas } from '../access/visible.ts'
import { HIDDEN_NAME, type Part, partsOf } from '../ledger/load.ts'
import { predicateSql } from '../ledger/predicate-sql.ts'
import type { Tx } from '../store/index.ts'

/** The case that a record belongs to, itself when it stands alone, with the people it is about. */
export interface CaseRef {
  readonly type: string
  readonly id: string
  readonly people: readonly { readonly role: string; readonly id: string; readonly name: string }[]
}

/** The cases of some records, by the id of the record; nothing for those whose case the actor may not see. */
export async function casesOf(
  tx: Tx,
  bureau: Bureau,
  actor: Actor,
  records: readonly { id: string; type: string }[],
): Promise<Map<string, CaseRef>> {
  const above = new Map<string, string>()
  for (const [type, rows] of Map.groupBy(records, (r) => r.type)) {
    const kept = bureau.records.get(type)
    const parent = kept?.type.parent ? bureau.records.get(kept.type.parent) : undefined
    if (!kept) continue
    if (!parent) {
      for (const r of rows) above.set(r.id, r.id)
      continue
    }
    const found = await tx.rows<{ id: string; parent_id: string }>(
      sql`select r.id, r.parent_id from ${sql.table(tableOf(type))} r join ${sql.table(tableOf(parent.type.id))} p on p.bureau = r.bureau and p.id = r.parent_id
          where r.bureau = ${actor.bureau} and r.id = any(${rows.map((r) => r.id)}::uuid[]) and ${inAreas(areasOf(bureau, actor, parent), actor, 'p')}`,
    )
    for (const f of found) above.set(f.id, f.parent_id)
  }
  const people = await partsOf(tx, actor.bureau, [...new Set(above.values())])
  return new Map(
    records.flatMap(({ id, type }) => {
      const owner = bureau.records.get(type)?.type.parent ?? type
      const top = above.get(id)
      return top ? [[id, { type: owner, id: top, people: shownParts(bureau, actor, owner, people.get(top) ?? []) }] as const] : []
    }),
  )
}

/** The one person that a case is about, where it is about one and the name may be known. */
export function whoseOf(bureau: Bureau, of: CaseRef): string | null {
  const one = Object.entries(bureau.records.get(of.type)?.type.parties ?? {}).find(([, p]) => p.min === 1 && p.max === 1)?.[0]
  const name = of.people.find((p) => p.role === one)?.name
  return name === undefined || name === HIDDEN_NAME ? null : name
}

/** Names of sealed roles are for those who are cleared. */
function shownParts(bureau: Bureau, actor: Actor, type: string, parts: readonly Part[]): CaseRef['people'] {
  const kept = bureau.records.get(type)
  const cleared = kept ? areasOf(bureau, actor, kept).some((a) => a.clearance === 'sealed') : false
  return parts.map((p) => ({ role: p.role, id: p.person, name: kept?.type.parties[p.role]?.sealed && !cleared ? HIDDEN_NAME : p.name }))
}

/** Which alerts hold for each of some records of a type, in one query. */
export async function alertsOf(tx: Tx, bureau: Bureau, actor: Actor, kept: Kept, ids: readonly string[]): Promise<Map<string, string[]>> {
  const alerts = bureau.alerts.filter((a) => a.record === kept.type.id)
  if (alerts.length === 0) return new Map()
  const marks = alerts.map((a, n) => sql`${predicateSql(bureau, kept, a.when, 'r')} as ${sql.ref(`a${n}`)}`)
  const rows = await tx.rows<Readonly<Record<string, unknown>>>(
    sql`select r.id, ${sql.join(marks)} from ${sql.table(tableOf(kept.type.id))} r where r.bureau = ${actor.bureau} and r.id = any(${[...ids]}::uuid[])`,
  )
  return new Map(rows.map((row) => [String(row.id), alerts.flatMap((a, n) => (row[`a${n}`] === true ? [a.id] : []))]))
}
