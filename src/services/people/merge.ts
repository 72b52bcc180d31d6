import { sql } from 'kysely'
import type { Tx } from '../store/index.ts'
import { type Particulars, personTitles } from './particulars.ts'

/** The involvements of one person become another's; where both have the same role in one record, one stays. */
export async function moveInvolvements(tx: Tx, code: string, from: string, to: string): Promise<number> {
  await tx.exec(sql`delete from involvement i where i.bureau = ${code} and i.person = ${from} and exists
    (select 1 from involvement k where k.bureau = i.bureau and k.record_id = i.record_id and k.role = i.role and k.person = ${to})`)
  return tx.exec(sql`update involvement set person = ${to} where bureau = ${code} and person = ${from}`)
}

/** What the first lacks is taken from the second. */
export function together(a: Particulars, b: Particulars): Particulars {
  return {
    name: a.name,
    sex: a.sex ?? b.sex,
    birthDay: a.birthDay ?? b.birthDay,
    identityNumber: a.identityNumber ?? b.identityNumber,
    phone: a.phone ?? b.phone,
    address: a.address ?? b.address,
    ethnicity: a.ethnicity ?? b.ethnicity,
    occupation: a.occupation ?? b.occupation,
  }
}

/** What changed, from and to, for the audit book; of number and telephone only that they changed. */
export function differences(before: Particulars, after: Particulars): Record<string, readonly [string | null, string | null]> {
  const masked = (key: string, value: string | null) => (key === 'identityNumber' || key === 'phone' ? value && '***' : value)
  return Object.fromEntries(
    (Object.keys(personTitles) as (keyof Particulars)[])
      .filter((key) => before[key] !== after[key])
      .map((key) => [key, [masked(key, before[key]), masked(key, after[key])] as const]),
  )
}
