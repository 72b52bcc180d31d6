import { sql } from 'kysely'
import type { Bureau } from '../../kernel/index.ts'
import type { Store } from '../store/index.ts'
import type { OwnPart } from './access.ts'

/** The records in which a person of the register takes part and that are shown to his part: what his own account may reach. */
export async function ownParts(store: Store, bureau: Bureau, code: string, person: string): Promise<OwnPart[]> {
  const rows = await store.ask<OwnPart>(
    { 'fazhi.bureau': code },
    sql`select record_id as record, record_type as type, role from involvement where bureau = ${code} and person = ${person} order by record_id desc limit 200`,
  )
  return rows.filter((p) => bureau.records.get(p.type)?.type.shownTo?.[p.role])
}
