import { sql } from 'kysely'
import { type Field, type Kept, tableOf } from '../../kernel/index.ts'
import { partsOf } from '../ledger/load.ts'
import { decode, type Raw, type Stored } from '../ledger/row.ts'
import type { Tx } from '../store/index.ts'
import { type Draft, onceKey } from './sheet.ts'

/** What an export writes where the reader may not see. */
export const masks = { sealed: '（封存）', restricted: '（无权查看）' } as const
const masked = (value: unknown): boolean => value === masks.sealed || value === masks.restricted

/** A record that a row names: by our number, or by the number under which it was imported. */
export interface Standing {
  readonly record: Stored
  readonly names: Readonly<Record<string, readonly string[]>>
}

/** The records that rows name, by the text that names them, as far as the walls show them. */
export async function standingOf(tx: Tx, bureau: string, kept: Kept, drafts: readonly Draft[]): Promise<Map<string, Standing>> {
  const type = kept.type.id
  const keys = new Map(drafts.flatMap((d) => (d.external === '' ? [] : [[onceKey(type, d), d.external] as const])))
  const numbers = [...new Set(drafts.flatMap((d) => [d.number, d.external]).filter(Boolean))]
  if (numbers.length === 0) return new Map()
  const sent = await tx.rows<{ key: string; id: string }>(
    sql`select key, answer->>'id' as id from idempotency where bureau = ${bureau} and key = any(${[...keys.keys()]}) and answer->>'id' is not null`,
  )
  const rows = await tx.rows<Raw>(
    sql`select * from ${sql.table(tableOf(type))} where bureau = ${bureau} and voided_at is null
      and (number = any(${numbers}) or id = any(${sent.map((s) => s.id)}::uuid[]))`,
  )
  const records = rows.map((r) => decode(kept, r))
  const parts = await partsOf(
    tx,
    bureau,
    records.map((r) => r.id),
  )
  const out = new Map<string, Standing>()
  for (const record of records) {
    const names: Record<string, string[]> = {}
    for (const p of parts.get(record.id) ?? []) names[p.role] = [...(names[p.role] ?? []), p.name]
    for (const text of [record.number, ...sent.filter((s) => s.id === record.id).map((s) => keys.get(s.key))])
      if (text) out.set(text, { record, names })
  }
  return out
}

/** What a row says otherwise than the record that it names; a value that it leaves out, or that was masked, says nothing. */
export function differs(
  { record, names }: Standing,
  d: Draft,
  shape: Readonly<Record<string, Field>>,
  same: (name: string, field: Field, text: unknown, kept: unknown) => boolean | undefined,
): string[] {
  const values = Object.entries(d.values).flatMap(([name, value]) => {
    const field = shape[name]
    if (!field || masked(value)) return []
    const held = record.values[name]
    return (same(name, field, value, held) ?? equal(value, held)) ? [] : [name]
  })
  const given = Map.groupBy(d.people, (p) => p.role)
  const people = [...given].flatMap(([role, list]) =>
    [...list.map((p) => p.name)].sort().join() === [...(names[role] ?? [])].sort().join() ? [] : [`people.${role}.name`],
  )
  return [...values, ...people]
}

function equal(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return [...a].sort().join() === [...b].sort().join()
  if (typeof a === 'number') return Number(b) === a && b !== null
  return String(a) === String(b ?? '')
}

/** The numbers by which the sender knows the records that came from him. */
export async function sendersNumbers(tx: Tx, bureau: string, type: string, ids: readonly string[]): Promise<Map<string, string>> {
  const prefix = `import:${type}:`
  const rows = await tx.rows<{ id: string; key: string }>(
    sql`select answer->>'id' as id, key from idempotency where bureau = ${bureau} and answer->>'id' = any(${[...ids]}) and key like 'import:%'`,
  )
  return new Map(
    rows.flatMap(({ id, key }) => {
      const number = key.startsWith(prefix) ? key.slice(prefix.length) : ''
      return number === '' || number.startsWith('#') ? [] : [[id, number] as const]
    }),
  )
}
