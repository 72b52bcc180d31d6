import { type RawBuilder, sql } from 'kysely'
import type { Bureau } from '../../kernel/index.ts'

/** Rights of the parties, as `type/key`: once their day has passed they have lapsed, and nobody is late. */
export const rightsOf = (bureau: Bureau): string[] =>
  [...bureau.records.values()].flatMap(({ type, procedure }) =>
    Object.entries(procedure.deadlines).flatMap(([key, d]) => (d.right ? [`${type.id}/${key}`] : [])),
  )

/** Leaves out what has lapsed: it is nobody's work any more. `alias` is the deadline in the statement. */
export function notLapsed(rights: readonly string[], today: string, alias = 'd'): RawBuilder<unknown> {
  if (rights.length === 0) return sql`true`
  const of = (column: string) => sql.ref(`${alias}.${column}`)
  return sql`not ((${of('record_type')} || '/' || ${of('key')}) = any(${[...rights]}) and coalesce(left(${of('due')}, 10) < ${today}, false))`
}
