import { type DraftOf, type Facts, fieldsOf, type Kept, type Shape } from '../../kernel/index.ts'
import { columnOf } from './tables.ts'

/** A record as the ledger holds it. */
export interface Stored {
  readonly id: string
  readonly unit: string
  readonly stage: string
  readonly number: string | null
  readonly version: number
  readonly sealed: boolean
  readonly createdAt: string
  readonly createdBy: string
  readonly updatedAt: string
  readonly voidedAt: string | null
  readonly parentId: string | null
  readonly values: DraftOf<Shape>
}

/** A row of a record type's table. */
export type Raw = Readonly<Record<string, unknown>>

/** A database row as a record. */
export function decode(kept: Kept, raw: Raw): Stored {
  const values: Record<string, unknown> = {}
  for (const [name, column] of columnsOf(kept)) {
    const value = raw[column]
    if (value !== undefined) values[name] = value
  }
  return {
    id: String(raw.id),
    unit: String(raw.unit),
    stage: String(raw.stage),
    number: (raw.number as string | null) ?? null,
    version: Number(raw.version),
    sealed: raw.sealed === true,
    createdAt: String(raw.created_at),
    createdBy: String(raw.created_by),
    updatedAt: String(raw.updated_at),
    voidedAt: (raw.voided_at as string | null) ?? null,
    parentId: (raw.parent_id as string | null) ?? null,
    values,
  }
}

/** The fields of a type with their columns, in order. */
function columnsOf(kept: Kept): readonly (readonly [string, string])[] {
  const known = columns.get(kept)
  if (known) return known
  const made = fieldsOf(kept.type).map(([name]) => [name, columnOf(name)] as const)
  columns.set(kept, made)
  return made
}
const columns = new WeakMap<Kept, readonly (readonly [string, string])[]>()

/** What predicates look at in a record. */
export function factsOf(record: Stored, more: Partial<Facts> = {}): Facts {
  return { values: record.values, stage: record.stage, ...more }
}

/** The fields that differ, as `[before, after]`: the patch of an event. */
export function patchOf(kept: Kept, before: DraftOf<Shape>, after: DraftOf<Shape>): Record<string, [unknown, unknown]> {
  const patch: Record<string, [unknown, unknown]> = {}
  for (const [name] of fieldsOf(kept.type)) {
    const [a, b] = [before[name] ?? null, after[name] ?? null]
    if (JSON.stringify(a) !== JSON.stringify(b)) patch[name] = [a, b]
  }
  return patch
}
