import { type RawBuilder, sql } from 'kysely'
import { type Bureau, fieldsOf, type Kept, tableOf } from '../../kernel/index.ts'
import type { Tx } from '../store/index.ts'
import { canonical, type Link } from './chain.ts'
import { selectList } from './load.ts'
import { decode, type Raw, type Stored } from './row.ts'

/** What the events of a record say it must be like. */
export interface Replayed {
  readonly id: string
  readonly type: string
  readonly first: Link
  last: Link
  /** The last event that changed the record: looks, papers and files do not. */
  changed: Link
  /** Acts that changed it; each raised the version by one. */
  readonly acts: Set<string>
  readonly values: Map<string, unknown>
  /** Where the last step led whose end stands in the declaration; undefined when its effect decided. */
  stage: string | undefined
  voided: boolean
}

/** A record and what in it does not agree with its events. */
export interface Disagreement {
  readonly id: string
  readonly type: string
  readonly seq: number
  readonly zh: string
  readonly en: string
}

const changing = new Set(['step', 'correct', 'void', 'follow', 'import'])

/** Begins to replay a chain with its first event. */
export const replayFrom = (bureau: Bureau, first: Link): Replayed =>
  replay(bureau, first, {
    id: first.record_id,
    type: first.record_type,
    first,
    last: first,
    changed: first,
    acts: new Set(),
    values: new Map(),
    stage: undefined,
    voided: false,
  })

/** Adds the next event of the chain. */
export function replay(bureau: Bureau, event: Link, so: Replayed): Replayed {
  so.last = event
  if (!changing.has(event.kind)) return so
  so.changed = event
  so.acts.add(event.act)
  if (event.kind === 'void') so.voided = true
  const kept = bureau.records.get(so.type)
  const step = event.kind === 'step' ? kept?.procedure.steps[event.step ?? ''] : undefined
  if (step?.effect) so.stage = undefined
  else if (step?.to) so.stage = step.to
  for (const [name, change] of Object.entries(event.patch as Readonly<Record<string, unknown>>))
    if (kept?.type.fields[name] && !(step && name in step.also) && Array.isArray(change)) so.values.set(name, change[1])
  return so
}

/** The first of these records whose row is not what its events have made of it. */
export async function disagreement(tx: Tx, declared: Bureau, bureau: string, ended: readonly Replayed[]): Promise<Disagreement | null> {
  const rows = new Map<string, Stored>()
  for (const type of new Set(ended.map((r) => r.type))) {
    const kept = declared.records.get(type)
    if (!kept) continue
    const ids = ended.filter((r) => r.type === type).map((r) => r.id)
    const found = await tx.rows<Raw>(
      sql`select ${selectList(kept, 'r')} from ${sql.table(tableOf(type))} r where r.bureau = ${bureau} and r.id = any(${ids}::uuid[])`,
    )
    for (const raw of found) rows.set(String(raw.id), decode(kept, raw))
  }
  for (const r of ended) {
    const kept = declared.records.get(r.type)
    const wrong = kept && wrongIn(kept, r, rows.get(r.id))
    if (wrong) return { id: r.id, type: r.type, seq: r.changed.seq, ...wrong }
  }
  return null
}

function wrongIn(kept: Kept, r: Replayed, row: Stored | undefined): { zh: string; en: string } | null {
  if (!row) return { zh: '记录已被删除，留痕仍在', en: 'the record was removed, its events are there' }
  const behind = (what: string, en: string) => ({
    zh: `记录的${what}与留痕不符，曾被绕过系统改动，或其后的留痕已被删除`,
    en: `${en} is not what the events say: it was changed behind the ledger, or later events were removed`,
  })
  if (row.version !== r.acts.size) return behind('版本', 'the version')
  for (const [name, field] of fieldsOf(kept.type))
    if (canonical(row.values[name]) !== canonical(r.values.get(name))) return behind(`“${field.title}”`, `the field ${name}`)
  if (r.stage !== undefined && row.stage !== r.stage) return behind('办理阶段', 'the stage')
  if ((row.voidedAt !== null) !== r.voided) return behind('作废状态', 'whether it is voided')
  if (row.createdAt !== r.first.at || row.createdBy !== r.first.account) return behind('登记时间或登记人', 'when or by whom it was entered')
  if (row.updatedAt !== r.changed.at) return behind('更新时间', 'the time of its last change')
  return null
}

/** The first record that no event tells of. */
export async function untold(tx: Tx, declared: Bureau, bureau: string): Promise<Disagreement | null> {
  for (const { type } of declared.records.values()) {
    const query: RawBuilder<{ id: string }> =
      sql`select id from ${sql.table(tableOf(type.id))} r where bureau = ${bureau} and not exists (select 1 from event e where e.bureau = r.bureau and e.record_id = r.id) order by id limit 1`
    const row = await tx.one(query)
    if (row) return { id: row.id, type: type.id, seq: 0, zh: '记录没有任何留痕', en: 'the record has no event' }
  }
  return null
}
