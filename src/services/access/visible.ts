import { type RawBuilder, sql } from 'kysely'
import type { Bureau, Kept } from '../../kernel/index.ts'
import { type Actor, type Area, areasOf } from './access.ts'

/** The rows of a type that lie in the actor's areas: the exact rule, inside the wall that the database keeps. `within`: the units that are asked for anyway. */
export function inAreas(areas: readonly Area[], actor: Actor, alias: string, within: readonly string[] = []): RawBuilder<unknown> {
  const widest = outermost(areas)
  // What is asked for lies wholly in one area: the question is its own limit, and the planner is not told the same twice.
  const all = widest.find((a) => !a.own && within.length > 0 && within.every((unit) => unit.startsWith(a.unit)))
  if (all) return all.clearance === 'sealed' ? sql`true` : sql`not ${sql.ref(`${alias}.sealed`)}`
  const parts = widest.map((a) => {
    const prefix = sql`${sql.ref(`${alias}.unit`)} >= ${a.unit} and ${sql.ref(`${alias}.unit`)} < ${`${a.unit}~`}`
    const seal = a.clearance === 'sealed' ? sql`` : sql` and not ${sql.ref(`${alias}.sealed`)}`
    const own = a.own ? sql` and ${sql.ref(`${alias}.created_by`)} = ${actor.account}` : sql``
    return sql`(${prefix}${seal}${own})`
  })
  return parts.length > 0 ? sql`(${sql.join(parts, sql` or `)})` : sql`false`
}

/** Areas without those that another one covers with at least the same sight. */
function outermost(areas: readonly Area[]): Area[] {
  const covers = (a: Area, b: Area) => b.unit.startsWith(a.unit) && !a.own && (a.clearance === 'sealed' || b.clearance !== 'sealed')
  return areas.filter((b, i) => !areas.some((a, j) => i !== j && covers(a, b) && (!covers(b, a) || j < i)))
}

/** A record type with the areas in which the actor sees it. */
export interface Seen {
  readonly kept: Kept
  readonly areas: readonly Area[]
}

/** The record types that the actor sees beyond what he entered himself; of some lines when given. */
export function typesSeen(bureau: Bureau, actor: Actor, lines?: readonly string[]): Seen[] {
  return [...bureau.records.values()].flatMap((kept) => {
    if (lines && !lines.includes(kept.line.id)) return []
    const areas = areasOf(bureau, actor, kept).filter((a) => !a.own)
    return areas.length > 0 ? [{ kept, areas }] : []
  })
}

/** The rows of a shared table (record_type, unit, sealed) that lie in the areas of their types; types seen alike share one condition. */
export function rowsSeen(types: readonly Seen[], alias: string): RawBuilder<unknown> {
  const at = (column: string) => sql.ref(`${alias}.${column}`)
  const groups = Map.groupBy(types, (m) => JSON.stringify(m.areas.map((a) => [a.unit, a.clearance])))
  const parts = [...groups.values()].map((group) => {
    const areas = (group[0]?.areas ?? []).map(
      (a) =>
        sql`(${at('unit')} >= ${a.unit} and ${at('unit')} < ${`${a.unit}~`}${a.clearance === 'sealed' ? sql`` : sql` and not ${at('sealed')}`})`,
    )
    return sql`(${at('record_type')} = any(${group.map((m) => m.kept.type.id)}) and (${sql.join(areas, sql` or `)}))`
  })
  return parts.length > 0 ? sql`(${sql.join(parts, sql` or `)})` : sql`false`
}
