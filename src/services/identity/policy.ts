import { sql } from 'kysely'
import { millisecondsOf } from '../clock.ts'
import type { Tx } from '../store/index.ts'

/** What a bureau sets for logins and passwords. */
export interface Policy {
  /** 「口令定期更换」 Days after which a password must be changed; 0: never. */
  readonly passwordDays: number
  /** Minutes without a request after which a session ends. */
  readonly idleMinutes: number
  /** Hours after which a session ends in any case. */
  readonly sessionHours: number
}

/** Until the bureau decides otherwise: a quarter, two hours, a working day. */
export const defaultPolicy: Policy = { passwordDays: 90, idleMinutes: 120, sessionHours: 12 }

/** The setting as it lies in the database, with the defaults for what is not set. */
export function policyOf(value: unknown): Policy {
  const given = typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
  const number = (name: keyof Policy) => (typeof given[name] === 'number' ? given[name] : defaultPolicy[name])
  return { passwordDays: number('passwordDays'), idleMinutes: number('idleMinutes'), sessionHours: number('sessionHours') }
}

export async function readPolicy(tx: Tx, bureau: string): Promise<Policy> {
  const row = await tx.one(sql<{ value: unknown }>`select value from setting where bureau = ${bureau} and name = 'identity'`)
  return policyOf(row?.value)
}

export async function writePolicy(tx: Tx, bureau: string, policy: Policy): Promise<void> {
  await tx.exec(sql`insert into setting (bureau, name, value) values (${bureau}, 'identity', ${JSON.stringify(policy)}::jsonb)
    on conflict (bureau, name) do update set value = excluded.value`)
}

/** Whether the account may do nothing but change its password: an initial or reset one, or one past its days. */
export function mustChangePassword(account: { mustChange: boolean; changedAt: string }, policy: Policy, now: string): boolean {
  const age = millisecondsOf(now) - millisecondsOf(account.changedAt)
  return account.mustChange || (policy.passwordDays > 0 && age > policy.passwordDays * 86_400_000)
}
