import { sql } from 'kysely'
import type { Bureau } from '../../kernel/index.ts'
import type { Actor } from '../access/access.ts'
import type { Clock } from '../clock.ts'
import type { Organisation } from '../organisation/organisation.ts'
import type { Sealer } from '../people/sealer.ts'
import type { Store } from '../store/index.ts'
import { type Accounts, openAccounts } from './accounts.ts'
import type { Audit, AuditRow } from './audit.ts'
import { carries, type Duty, dutyFault, underDuty } from './duty.ts'
import { identityFault } from './faults.ts'
import type { Installation } from './installation.ts'
import { argonHasher, type PasswordHasher } from './password-hash.ts'
import { requireGoodPassword } from './password-rules.ts'
import { type Policy, readPolicy, writePolicy } from './policy.ts'
import { openSessions, type Sessions, type SignedIn, tokenHash, totpContext } from './sessions.ts'
import { isTotpSecret, newTotp } from './totp.ts'

export interface IdentityDeps {
  readonly store: Store
  readonly clock: Clock
  readonly bureau: Bureau
  readonly organisation: Organisation
  readonly installation: Installation
  readonly audit: Audit
  readonly sealer: Sealer
  /** Argon2id unless a test gives another. */
  readonly hasher?: PasswordHasher
  /** Seconds since 1970 for one-time codes; the machine's time when absent. */
  readonly totpSeconds?: () => number
}

/** Accounts, sessions, passwords, one-time codes, and the three administrators. */
export interface Identity extends Pick<Sessions, 'login' | 'resolve' | 'logout' | 'view'> {
  readonly accounts: Accounts
  /** Throws `access.duty`, or `session.must-change`; a refusal is written to the audit book. */
  permit(actor: Actor, duty: Duty): void
  /** Other sessions of the account end; `token` is the one that goes on. Throws `password.wrong`, `password.weak`. */
  changePassword(actor: Actor, token: string, input: { current: string; next: string }): Promise<void>
  /** A secret for an authenticator; nothing is kept until it is confirmed. */
  beginTotp(actor: Actor): Promise<{ secret: string; uri: string }>
  /** Throws `totp.wrong`, `totp.enabled`, `password.wrong`. */
  enableTotp(actor: Actor, input: { secret: string; code: string; password: string }): Promise<void>
  removeTotp(actor: Actor, password: string): Promise<void>
  policy(actor: Actor): Promise<Policy>
  setPolicy(actor: Actor, policy: Policy): Promise<Policy>
  /** For the audit administrator alone. */
  readAudit(
    actor: Actor,
    filter: { kind?: string | undefined; after?: string | undefined; limit?: number | undefined },
  ): Promise<{ rows: AuditRow[]; next: string | null }>
}

export function openIdentity(deps: IdentityDeps): Identity {
  const { store, clock, bureau: declared, organisation, audit, sealer } = deps
  const hasher = deps.hasher ?? argonHasher(clock.randomToken)
  const sessions = openSessions({ ...deps, hasher })
  const accounts = openAccounts({ store, clock, bureau: declared, organisation, audit, hasher, changed: sessions.forget })
  const wall = (bureau: string) => ({ 'fazhi.bureau': bureau })

  const secretOf = async ({ bureau, account }: Actor) => {
    const [row] = await store.ask(
      wall(bureau),
      sql<{
        username: string
        totp_secret: string | null
      }>`select username, totp_secret from account where bureau = ${bureau} and id = ${account}`,
    )
    if (!row) throw identityFault('account.missing')
    return row
  }
  const writeSecret = (actor: Actor, sealed: string | null) =>
    store.write(wall(actor.bureau), async (tx) => {
      const { bureau, account } = actor
      await tx.exec(sql`update account set totp_secret = ${sealed}, version = version + 1 where bureau = ${bureau} and id = ${account}`)
      await audit.note(tx, { bureau, account, kind: sealed === null ? 'totp.removed' : 'totp.enabled', subject: account })
    })

  return {
    login: sessions.login,
    resolve: sessions.resolve,
    logout: sessions.logout,
    view: sessions.view,
    accounts,

    permit: (actor, duty) => {
      if (isHeldBack(actor)) throw identityFault('session.must-change')
      if (carries(declared, actor, duty)) return
      audit.record({ bureau: actor.bureau, account: actor.account, kind: 'administration!', detail: { duty } }).catch(() => undefined)
      throw dutyFault(duty)
    },

    changePassword: async (actor, token, { current, next }) => {
      const { bureau, account } = actor
      await sessions.confirm(actor, current)
      const { username } = await secretOf(actor)
      requireGoodPassword(next, username, 'next')
      if (next.normalize('NFKC') === current.normalize('NFKC'))
        throw identityFault('password.weak', {
          zh: '新密码与当前密码相同',
          en: 'The new password is the present one',
          faults: [{ path: 'next', title: '新密码', say: '不能与当前密码相同 / must differ from the present one' }],
        })
      const hash = await hasher.hash(next)
      await store.write(wall(bureau), async (tx) => {
        await tx.exec(sql`update account set password_hash = ${hash}, password_changed_at = ${clock.now()}, must_change = false, version = version + 1
          where bureau = ${bureau} and id = ${account}`)
        await tx.exec(sql`delete from session where bureau = ${bureau} and account = ${account} and token_hash <> ${tokenHash(token)}`)
        await audit.note(tx, { bureau, account, kind: 'password.changed', subject: account })
      })
      sessions.forget()
    },

    beginTotp: async (actor) => {
      const { username, totp_secret } = await secretOf(actor)
      if (totp_secret !== null) throw identityFault('totp.enabled')
      return newTotp(clock.randomToken, username, await organisation.bureauName(actor.bureau))
    },

    enableTotp: async (actor, { secret, code, password }) => {
      if ((await secretOf(actor)).totp_secret !== null) throw identityFault('totp.enabled')
      if (!isTotpSecret(secret) || !(await sessions.spendCode(actor.account, secret, code))) throw identityFault('totp.wrong')
      await sessions.confirm(actor, password)
      await writeSecret(actor, sealer.seal(secret, totpContext(actor.bureau, actor.account)))
    },

    removeTotp: async (actor, password) => {
      await sessions.confirm(actor, password)
      await writeSecret(actor, null)
    },

    policy: (actor) => store.read(wall(actor.bureau), (tx) => readPolicy(tx, actor.bureau)),

    setPolicy: (actor, policy) =>
      underDuty({ bureau: declared, audit, actor, duty: 'security', act: 'policy.changed', subject: actor.bureau }, async () => {
        await store.write(wall(actor.bureau), async (tx) => {
          const before = await readPolicy(tx, actor.bureau)
          await writePolicy(tx, actor.bureau, policy)
          await audit.note(tx, { bureau: actor.bureau, account: actor.account, kind: 'policy.changed', detail: { before, after: policy } })
        })
        sessions.forget()
        return policy
      }),

    readAudit: async (actor, filter) => {
      if (!carries(declared, actor, 'audit')) throw dutyFault('audit')
      return audit.list(actor.bureau, filter)
    },
  }
}

/** A signed-in person who must change his password first. */
function isHeldBack(actor: Actor & Partial<SignedIn>): boolean {
  return actor.mustChange === true
}
