import { sql } from 'kysely'

/** A row of the register. */
export interface PersonRow {
  readonly id: string
  readonly name: string
  readonly sex: string | null
  readonly birth_day: string | null
  readonly identity_sealed: string | null
  readonly phone: string | null
  readonly address: string | null
  readonly ethnicity: string | null
  readonly occupation: string | null
  readonly merged_into: string | null
  readonly created_by: string
  readonly version: number
}

export const personColumns = sql.raw(
  'id, name, sex, birth_day, identity_sealed, phone, address, ethnicity, occupation, merged_into, created_by, version',
)
