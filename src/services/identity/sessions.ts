import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Bureau } from '../../kernel/index.ts'
import type { Actor, Holding } from '../access/access.ts'
import { ownParts } from '../access/own-parts.ts'
import { type Clock, millisecondsOf } from '../clock.ts'
import { Fault } from '../fault.ts'
import type { Organisation } from '../organisation/organisation.ts'
import type { Sealer } from '../people/sealer.ts'
import type { Store } from '../store/index.ts'
import { type AccountView, readAccounts, viewOf } from './account-view.ts'
import { type Attempt, openAttempts } from './attempts.ts'
import type { Audit } from './audit.ts'
import { identityFault } from './faults.ts'
import type { Installation } from './installation.ts'
import type { PasswordHasher } from './password-hash.ts'
import { mustChangePassword, policyOf, readPolicy } from './policy.ts'
import { totpStep } from './totp.ts'

/** Who acts, and whether he must change his password first: until then he holds no post. */
export interface SignedIn extends Actor {
  readonly mustChange: boolean
}

export interface LoginInput {
  /** `chen`, or `chen@445102` where the installation serves several bureaus. */
  readonly username: string
  readonly password: string
  readonly totp?: string | undefined
  readonly address?: string | undefined
  readonly agent?: string | undefined
}

export interface SessionDeps {
  readonly store: Store
  readonly clock: Clock
  readonly bureau: Bureau
  readonly organisation: Organisation
  readonly installation: Installation
  readonly audit: Audit
  readonly sealer: Sealer
  readonly hasher: PasswordHasher
  /** Seconds since 1970 by which one-time codes are judged; the machine's time when absent. */
  readonly totpSeconds?: (() => number) | undefined
}

export interface Sessions {
  /** Opens a session. Throws `session.refused` for every reason alike and after the same work, `session.totp`, `session.busy`. */
  login(input: LoginInput): Promise<{ token: string; account: AccountView; seconds: number }>
  /** The person behind a token, in one round trip, or none within ten seconds of the last; null when the session has ended. */
  resolve(token: string): Promise<SignedIn | null>
  logout(token: string): Promise<void>
  view(actor: Actor): Promise<AccountView>
  /** Judges the password of a signed-in account; failures count towards the lock. Throws `password.wrong`. */
  confirm(actor: Actor, password: string): Promise<void>
  /** Empties what is kept in this process. */
  forget(): void
  /** The account's one-time code, judged and spent. */
  spendCode(account: string, secret: string, code: string): Promise<boolean>
}

const KEPT_MS = 10_000
const KEPT_AT_MOST = 5_000
const SLIDE_AFTER_MS = 60_000

interface SessionRow {
  readonly account: string
  readonly name: string
  readonly seen_at: string
  readonly expires_at: string
  readonly must_change: boolean
  readonly password_changed_at: string
  readonly policy: unknown
  readonly holdings: readonly Holding[]
  readonly person: string | null
}

export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex')

/** Names are compared in one spelling. */
export const plainUsername = (text: string): string => text.normalize('NFKC').trim().toLowerCase()

/** Sessions in the database; the table knows only hashes of tokens. */
export function openSessions(deps: SessionDeps): Sessions {
  const { store, clock, bureau: declared, organisation, audit } = deps
  const wall = (bureau: string) => ({ 'fazhi.bureau': bureau })
  const now = () => millisecondsOf(clock.now())
  const attempts = openAttempts(deps)
  const kept = new Map<string, { readonly at: number; readonly actor: SignedIn }>()
  const spent = new Map<string, number>()

  async function refuse(bureau: string, tried: Attempt | undefined, username: string, address: string | undefined): Promise<never> {
    const kind = attempts.locks(tried) ? 'session.locked' : 'session.refused'
    await audit.record({ bureau, account: tried?.id ?? null, kind, subject: username.slice(0, 64), address })
    throw identityFault('session.refused')
  }

  async function spendCode(account: string, secret: string, code: string): Promise<boolean> {
    const step = await totpStep(secret, code, spent.get(account), deps.totpSeconds?.())
    if (step === null) return false
    spent.set(account, step)
    return true
  }

  async function view(actor: Actor, mustChange?: boolean): Promise<AccountView> {
    const { bureau } = actor
    const county = await organisation.county(bureau)
    const read = await store.read(wall(bureau), async (tx) => {
      const [account] = await readAccounts(tx, { bureau: declared, county }, actor.account)
      return { account, policy: await readPolicy(tx, bureau) }
    })
    if (!read.account) throw identityFault('account.missing')
    const { mustChange: initial, passwordChangedAt } = read.account
    const must = mustChange ?? mustChangePassword({ mustChange: initial, changedAt: passwordChangedAt }, read.policy, clock.now())
    const bureauName = await organisation.bureauName(bureau)
    return viewOf({ bureau: declared, bureauName, code: bureau, mustChange: must, today: clock.today() }, read.account)
  }

  return {
    spendCode,
    view: (actor) => view(actor),

    login: async (input) => {
      const [, typed = '', named] = /^([^@]*)(?:@(.*))?$/s.exec(plainUsername(input.username)) ?? []
      const found = await deps.installation.bureauOf(named)
      if (found === null) throw identityFault('session.which-bureau')
      // A bureau that does not exist is asked like one that does, under the first bureau's book.
      const bureau = found ?? (await deps.installation.bureaus())[0]
      if (bureau === undefined) throw identityFault('session.refused')
      const username = found === undefined ? '' : typed
      const tried = await attempts.begin(bureau, { username })
      const right = await attempts.isRight(tried, input.password)
      if (!tried || !right) return refuse(bureau, tried, typed, input.address)
      if (tried.totp_secret !== null) {
        if (!input.totp) {
          await attempts.takeBack(bureau, tried)
          throw identityFault('session.totp')
        }
        const secret = deps.sealer.open(tried.totp_secret, totpContext(bureau, tried.id))
        if (!(await spendCode(tried.id, secret, input.totp))) return refuse(bureau, tried, typed, input.address)
      }
      const token = `${bureau}.${clock.randomToken()}`
      const opened = await store
        .write(wall(bureau), async (tx) => {
          const policy = await readPolicy(tx, bureau)
          const account = await tx.one(
            sql<{ must_change: boolean; password_changed_at: string; name: string }>`update account set failures = 0, locked_until = null
            where bureau = ${bureau} and id = ${tried.id} and disabled_at is null returning must_change, password_changed_at, name`,
          )
          if (!account) return null
          await tx.exec(sql`delete from session where bureau = ${bureau} and account = ${tried.id} and expires_at < ${clock.now()}`)
          await tx.exec(sql`insert into session (bureau, token_hash, account, created_at, seen_at, expires_at, address, agent)
          values (${bureau}, ${tokenHash(token)}, ${tried.id}, ${clock.now()}, ${clock.now()}, ${clock.now()}::timestamptz + ${policy.sessionHours} * interval '1 hour',
            ${input.address ?? null}, ${input.agent?.slice(0, 200) ?? null})`)
          await audit.note(tx, { bureau, account: tried.id, kind: 'session.opened', address: input.address })
          return {
            policy,
            name: account.name,
            mustChange: mustChangePassword(
              { mustChange: account.must_change, changedAt: account.password_changed_at },
              policy,
              clock.now(),
            ),
          }
        })
        .catch(async (error: unknown) => {
          // The password was right: a disk that is full must not lock the account.
          await attempts.takeBack(bureau, tried).catch(() => undefined)
          throw error
        })
      if (!opened) return refuse(bureau, undefined, typed, input.address)
      const account = await view({ bureau, account: tried.id, name: opened.name, holdings: [] }, opened.mustChange)
      return { token, account, seconds: opened.policy.sessionHours * 3_600 }
    },

    resolve: async (token) => {
      if (!/^\d{6}\.[\w-]{43}$/.test(token)) return null
      const hash = tokenHash(token)
      const at = now()
      const known = kept.get(hash)
      if (known && at >= known.at && at - known.at < KEPT_MS) return known.actor
      kept.delete(hash)
      const bureau = token.slice(0, 6)
      const today = clock.today()
      const [row] = await store.ask(
        wall(bureau),
        sql<SessionRow>`
          select s.account, a.name, s.seen_at, s.expires_at, a.must_change, a.password_changed_at, a.person, p.value as policy,
            coalesce((select json_agg(json_build_object('post', h.post, 'unit', h.unit) order by h.valid_from, h.id) from post_held h
              where h.bureau = s.bureau and h.account = s.account and h.valid_from <= ${today} and (h.valid_to is null or h.valid_to >= ${today})), '[]') as holdings
          from session s join account a on a.bureau = s.bureau and a.id = s.account
            left join setting p on p.bureau = s.bureau and p.name = 'identity'
          where s.bureau = ${bureau} and s.token_hash = ${hash} and a.disabled_at is null`,
      )
      if (!row) return null
      const policy = policyOf(row.policy)
      const idle = at - millisecondsOf(row.seen_at)
      if (at >= millisecondsOf(row.expires_at) || idle > policy.idleMinutes * 60_000) {
        await store.write(wall(bureau), (tx) => tx.exec(sql`delete from session where bureau = ${bureau} and token_hash = ${hash}`))
        return null
      }
      if (idle >= SLIDE_AFTER_MS) {
        await store
          .write(wall(bureau), (tx) =>
            tx.exec(
              sql`update session set seen_at = ${clock.now()} where bureau = ${bureau} and token_hash = ${hash} and seen_at = ${row.seen_at}`,
            ),
          )
          .catch((error: unknown) => {
            // Whoever only reads can go on while the disk is full.
            if (!(error instanceof Fault && error.code === 'store.disk-full')) throw error
          })
      }
      const mustChange = mustChangePassword({ mustChange: row.must_change, changedAt: row.password_changed_at }, policy, clock.now())
      const county = await organisation.county(bureau)
      // After a merger the post's people answer for the records of the old units as well; their own unit comes first.
      const holdings = mustChange
        ? []
        : [
            ...row.holdings,
            ...row.holdings.flatMap(({ post, unit }) =>
              county
                .reach(unit, today)
                .filter((code) => code !== unit)
                .map((code) => ({ post, unit: code })),
            ),
          ]
      const own = row.person && !mustChange ? await ownParts(store, declared, bureau, row.person) : undefined
      const actor: SignedIn = { bureau, account: row.account, name: row.name, holdings, mustChange, ...(own ? { own } : {}) }
      if (kept.size >= KEPT_AT_MOST) for (const oldest of [...kept.keys()].slice(0, KEPT_AT_MOST / 10)) kept.delete(oldest)
      kept.set(hash, { at, actor })
      return actor
    },

    logout: async (token) => {
      const bureau = token.slice(0, 6)
      const hash = tokenHash(token)
      kept.delete(hash)
      await store.write(wall(bureau), async (tx) => {
        const gone = await tx.one(
          sql<{ account: string }>`delete from session where bureau = ${bureau} and token_hash = ${hash} returning account`,
        )
        if (gone) await audit.note(tx, { bureau, account: gone.account, kind: 'session.closed' })
      })
    },

    confirm: async (actor, password) => {
      const { bureau, account } = actor
      const tried = await attempts.begin(bureau, { id: account })
      const right = await attempts.isRight(tried, password)
      if (!tried || !right) {
        const kind = attempts.locks(tried) ? 'session.locked' : 'password.changed!'
        await audit.record({ bureau, account, kind, subject: account, detail: { code: 'password.wrong' } })
        throw identityFault('password.wrong')
      }
      await attempts.clear(bureau, tried)
    },

    forget: () => kept.clear(),
  }
}

export const totpContext = (bureau: string, account: string): string => `totp/${bureau}/${account}`
