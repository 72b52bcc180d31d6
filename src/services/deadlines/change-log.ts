import { type RawBuilder, sql } from 'kysely'
import type { Clock } from '../clock.ts'

/** One line in the log of a clock: what moved it, from which day to which, and why. */
export function noteChange(
  clock: Clock,
  bureau: string,
  of: { readonly id: string; readonly key: string; readonly since: string },
  c: {
    readonly kind: string
    readonly from: string | null
    readonly to: string | null
    readonly reason: string
    readonly account: string | null
  },
): RawBuilder<unknown> {
  return sql`insert into deadline_change (bureau, record_id, key, since, n, at, kind, from_due, to_due, reason, account)
    select ${bureau}, ${of.id}::uuid, ${of.key}, ${of.since}, coalesce(max(n), 0) + 1, ${clock.now()}, ${c.kind}, ${c.from}, ${c.to}, ${c.reason}, ${c.account}::uuid
    from deadline_change where bureau = ${bureau} and record_id = ${of.id}::uuid and key = ${of.key} and since = ${of.since}`
}
