import { sql } from 'kysely'
import type { Clock } from '../clock.ts'
import type { Store } from '../store/index.ts'
import type { PasswordHasher } from './password-hash.ts'

/** An account whose password is being tried. */
export interface Attempt {
  readonly id: string
  readonly password_hash: string
  readonly totp_secret: string | null
  /** This attempt counted in. */
  readonly failures: number
}

/** 「登录失败处理」 Trying passwords, with the lock. */
export interface Attempts {
  /**
   * Counts an attempt before it is judged, so that a hundred at once are still five. Undefined when the account is unknown, disabled or
   * locked: the caller goes on as if it were there.
   */
  begin(bureau: string, who: { readonly username: string } | { readonly id: string }): Promise<Attempt | undefined>
  /** Takes the same time for an account that is not there. */
  isRight(attempt: Attempt | undefined, password: string): Promise<boolean>
  /** The password was right and something else is missing: the attempt does not count, and clears nothing. */
  takeBack(bureau: string, attempt: Attempt): Promise<void>
  clear(bureau: string, attempt: Attempt): Promise<void>
  /** Whether a failure of this attempt locks the account. */
  locks(attempt: Attempt | undefined): boolean
}

const FAILURES = 5
const LOCK = sql`interval '15 minutes'`

export function openAttempts({ store, clock, hasher }: { store: Store; clock: Clock; hasher: PasswordHasher }): Attempts {
  const exec = (bureau: string, query: ReturnType<typeof sql>) =>
    store.write({ 'fazhi.bureau': bureau }, async (tx) => {
      await tx.exec(query)
    })
  return {
    begin: (bureau, who) => {
      const now = sql`${clock.now()}::timestamptz`
      // A lock that would last longer than fifteen minutes comes from a clock that was set back, and is none.
      const locked = sql`coalesce(locked_until > ${now} and locked_until <= ${now} + ${LOCK}, false)`
      const failures = sql`(case when locked_until is null then failures + 1 else 1 end)`
      const own = 'id' in who ? sql`id = ${who.id}` : sql`username = ${who.username}`
      return store.write({ 'fazhi.bureau': bureau }, (tx) =>
        tx.one(sql<Attempt>`update account set failures = ${failures},
            locked_until = case when ${failures} >= ${FAILURES} then ${now} + ${LOCK} end
          where bureau = ${bureau} and ${own} and disabled_at is null and not ${locked}
          returning id, password_hash, totp_secret, failures`),
      )
    },
    isRight: (attempt, password) => hasher.verify(password, attempt?.password_hash ?? null),
    takeBack: (bureau, { id }) =>
      exec(
        bureau,
        sql`update account set failures = greatest(failures - 1, 0), locked_until = null where bureau = ${bureau} and id = ${id}`,
      ),
    clear: (bureau, { id }) =>
      exec(bureau, sql`update account set failures = 0, locked_until = null where bureau = ${bureau} and id = ${id}`),
    locks: (attempt) => attempt !== undefined && attempt.failures >= FAILURES,
  }
}
