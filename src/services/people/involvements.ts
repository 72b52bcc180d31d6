import { sql } from 'kysely'
import type { Bureau } from '../../kernel/index.ts'
import { type Actor, areasOf, maySee } from '../access/access.ts'
import type { Tx } from '../store/index.ts'

/** A record that a person has a part in. */
export interface PersonRecord {
  readonly type: string
  readonly typeTitle: string
  readonly id: string
  readonly label: string
  /** 「申请人」: in which part. */
  readonly role: string
}

export interface Involvements {
  readonly records: readonly PersonRecord[]
  /**
   * Records of the actor's own lines that exist and are not shown, said aloud. Of other lines and of sealed ones nothing is said: beside a
   * name, the mere number would tell that somebody is on corrections.
   */
  readonly hidden: number
}

const AT_MOST = 500

/**
 * The records a person has a part in, newest first, as far as the actor may see them: the walls hide their search texts, and the access
 * rules judge each again. A sealed part (a complainant, a minor) shows only to posts cleared for sealed data. The transaction must have
 * the actor's settings.
 */
export async function readInvolvements(tx: Tx, bureau: Bureau, actor: Actor, person: string): Promise<Involvements> {
  const rows = await tx.rows(sql<{
    record_id: string
    record_type: string
    role: string
    title: string | null
    unit: string
    sealed: boolean
  }>`select i.record_id, i.record_type, i.role, s.title, s.unit, s.sealed from involvement i
    left join search_doc s on s.bureau = i.bureau and s.record_id = i.record_id
    where i.bureau = ${actor.bureau} and i.person = ${person} order by i.record_id desc, i.position limit ${AT_MOST}`)
  const records: PersonRecord[] = []
  let hidden = 0
  for (const r of rows) {
    const kept = bureau.records.get(r.record_type)
    if (!kept) continue
    const seen = r.title === null ? null : maySee(bureau, actor, kept, { unit: r.unit, sealed: r.sealed, createdBy: '' })
    const part = kept.type.parties[r.role]
    if (seen?.allowed && (!part?.sealed || bureau.posts[seen.by.post]?.clearance === 'sealed'))
      records.push({ type: r.record_type, typeTitle: kept.type.title, id: r.record_id, label: r.title ?? '', role: part?.title ?? r.role })
    else if (kept.type.class !== 'sealed' && !part?.sealed && areasOf(bureau, actor, kept).length > 0) hidden += 1
  }
  return { records, hidden }
}
