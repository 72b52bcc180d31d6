import { sql } from 'kysely'
import { fieldsAbove, isSealed, type Kept, tableOf } from '../../kernel/index.ts'
import { type Act, chain, reach, type Touched } from './act.ts'

/**
 * What belongs to a record goes where it goes: into the care of its new unit, and under its seal when what seals it has changed. Each record
 * that follows has its own event, so that its chain tells why it lies where it lies, and the figures of both units are counted anew.
 */
export async function follow(act: Act): Promise<void> {
  // Records that follow are added to the act behind those that are walked, so what belongs to them follows in its turn.
  for (const [id, t] of act.touched) {
    if (t.before === null || t.now === t.before || t.now.voidedAt) continue
    const moved = t.before.unit !== t.now.unit
    for (const type of t.loaded.kept.children) {
      const kept = act.around.bureau.records.get(type)
      if (!kept || !(moved || sealsAnew(kept, t))) continue
      const rows = await act.tx.rows<{ id: string }>(
        sql`select id from ${sql.table(tableOf(type))} where bureau = ${act.actor.bureau} and parent_id = ${id} order by id`,
      )
      const held = [...act.desk.records.values()].flatMap((h) => (h.loaded.kept === kept && h.now.parentId === id ? [h.now.id] : []))
      for (const one of new Set([...rows.map((r) => r.id), ...held])) await along(act, kept, one, t)
    }
  }
}

/** Whether something that decides on the seal of records below has changed in the record above. */
function sealsAnew(kept: Kept, above: Touched): boolean {
  const names = kept.type.sealedWhen ? fieldsAbove(kept.type.sealedWhen) : []
  return names.some((name) => above.before?.values[name] !== above.now.values[name])
}

async function along(act: Act, kept: Kept, id: string, above: Touched): Promise<void> {
  const t = await reach(act, kept, id)
  if (!t) return
  const unit = t.now.unit === above.before?.unit ? above.now.unit : t.now.unit
  const sealed = isSealed(kept, { values: t.now.values, stage: t.now.stage, parties: t.parts, parent: above.now })
  if (unit === t.now.unit && sealed === t.now.sealed) return
  const patch = {
    ...(unit === t.now.unit ? {} : { unit: [t.now.unit, unit] }),
    ...(sealed === t.now.sealed ? {} : { sealed: [t.now.sealed, sealed] }),
  }
  t.now = { ...t.now, unit, sealed }
  chain(act, id, 'follow', null, act.today, patch)
}
