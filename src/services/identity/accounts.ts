import { sql } from 'kysely'
import type { Bureau } from '../../kernel/index.ts'
import { addDays, isDay, type LegalDay } from '../../law/index.ts'
import type { Actor } from '../access/access.ts'
import type { Clock } from '../clock.ts'
import type { County } from '../organisation/county.ts'
import type { Organisation } from '../organisation/organisation.ts'
import type { Store, Tx } from '../store/index.ts'
import { type Account, readAccounts } from './account-view.ts'
import type { Audit, AuditEntry } from './audit.ts'
import { carries, type Duty, dutyFault, underDuty } from './duty.ts'
import { identityFault } from './faults.ts'
import { type Grant, judgeGrant } from './grant.ts'
import type { PasswordHasher } from './password-hash.ts'
import { requireGoodPassword } from './password-rules.ts'
import { administratorDuties, postsWith, titleOf } from './separation.ts'
import { plainUsername } from './sessions.ts'

export interface NewAccount {
  readonly username: string
  readonly name: string
  /** A one-time password is made when none is given. */
  readonly password?: string | undefined
  /** False only where the password is the person's own, as for the administrator of the first run and the logins of a demo. */
  readonly mustChange?: boolean
}

/** The administration of accounts: the system administrator keeps them, the security administrator grants posts and lifts locks. */
export interface Accounts {
  list(actor: Actor): Promise<Account[]>
  /** `password` is in the answer only when it was made here. */
  create(actor: Actor, input: NewAccount): Promise<{ account: Account; password?: string }>
  /** Ends all sessions of the account at once. */
  disable(actor: Actor, id: string): Promise<Account>
  enable(actor: Actor, id: string): Promise<Account>
  unlock(actor: Actor, id: string): Promise<Account>
  /** A one-time password; sessions end, and so does the one-time code when the security administrator resets. */
  resetPassword(actor: Actor, id: string, given?: string): Promise<{ account: Account; password?: string }>
  removeTotp(actor: Actor, id: string): Promise<Account>
  grant(actor: Actor, id: string, grant: Grant): Promise<Account>
  /** The post is held for the last time on `to`. */
  endPost(actor: Actor, id: string, heldId: string, to: LegalDay): Promise<Account>
  /** Writes an account without asking who does it: for the first run, in its transaction. */
  install(tx: Tx, bureau: string, input: NewAccount & { post: string }): Promise<{ id: string; password?: string }>
  /** The account of a person of the register, if he has one. */
  ofPerson(bureau: string, person: string): Promise<PersonAccount | null>
  /**
   * Opens the account by which a person of the register reaches his own records, or gives him a new one-time password for it. The caller has
   * judged the right. Such accounts stand in no list of the administrators: the post alone would tell of a conviction.
   */
  openForPerson(
    by: Actor,
    input: { person: string; name: string; post: string; unit: string },
  ): Promise<{ username: string; password: string }>
  closeForPerson(by: Actor, person: string): Promise<void>
  /** The last resort at the server itself: a one-time password for any account, unlocked and without one-time code. */
  rescue(bureau: string, username: string): Promise<string>
}

/** A person's own account, as the officer who opened it sees it. */
export interface PersonAccount {
  readonly username: string
  readonly createdAt: string
  readonly seenAt: string | null
  readonly closed: boolean
}

export interface AccountsDeps {
  readonly store: Store
  readonly clock: Clock
  readonly bureau: Bureau
  readonly organisation: Organisation
  readonly audit: Audit
  readonly hasher: PasswordHasher
  /** Called after every change: what sessions keep may be outdated. */
  readonly changed: () => void
}

/** Letters and digits that are not taken for one another when read aloud or copied by hand. */
const plainCharacters = 'abcdefghjkmnpqrstuvwxyz23456789'

export function openAccounts(deps: AccountsDeps): Accounts {
  const { store, clock, bureau: declared, organisation, audit, hasher } = deps
  const wall = (bureau: string) => ({ 'fazhi.bureau': bureau })

  /** One act of administration on one account, in one serializable transaction with its audit entry. */
  async function act(
    actor: Actor,
    duty: Duty | readonly Duty[],
    kind: string,
    id: string,
    work: (tx: Tx, account: Account, county: County) => Promise<AuditEntry['detail']>,
  ): Promise<Account> {
    const { bureau, account: by } = actor
    const county = await organisation.county(bureau)
    const result = await underDuty({ bureau: declared, audit, actor, duty, act: kind, subject: id }, () =>
      store.write(
        wall(bureau),
        async (tx) => {
          const detail = await work(tx, await one(tx, county, id), county)
          await audit.note(tx, { bureau, account: by, kind, subject: id, detail: detail ?? {} })
          return one(tx, county, id)
        },
        { serializable: true },
      ),
    )
    deps.changed()
    return result
  }

  async function one(tx: Tx, county: County, id: string): Promise<Account> {
    const [account] = await readAccounts(tx, { bureau: declared, county }, id)
    if (!account) throw identityFault('account.missing')
    return account
  }

  const notSelf = (actor: Actor, id: string) => {
    if (actor.account === id) throw identityFault('account.self')
  }

  const endSessions = (tx: Tx, bureau: string, id: string) => tx.exec(sql`delete from session where bureau = ${bureau} and account = ${id}`)

  /** Refuses an act after which nobody would carry one of the three duties from a day on; one who holds it for a time only does not suffice. */
  async function someoneRemains(tx: Tx, bureau: string, held: readonly { id: string; post: string }[], on: LegalDay): Promise<void> {
    for (const duty of new Set(held.flatMap((h) => administratorDuties(declared, h.post)))) {
      const others = await tx.one(sql<{ n: number }>`select count(*)::int as n from post_held h
        join account a on a.bureau = h.bureau and a.id = h.account
        where h.bureau = ${bureau} and a.disabled_at is null and h.post = any(${postsWith(declared, duty)}) and h.id <> all(${held.map((h) => h.id)}::uuid[])
          and h.valid_from <= ${on} and h.valid_to is null`)
      if (!others || others.n === 0) throw identityFault('account.last-administrator')
    }
  }

  const oneTimePassword = (): string => {
    const bytes = Buffer.from(clock.randomToken(64), 'base64url')
    const drawn = [...bytes].filter((b) => b < 248).map((b) => plainCharacters[b % plainCharacters.length])
    return [drawn.slice(0, 4), drawn.slice(4, 8), drawn.slice(8, 12)].map((part) => part.join('')).join('-')
  }

  const digits = (length: number): string => {
    const bytes = Buffer.from(clock.randomToken(64), 'base64url')
    return [...bytes]
      .filter((b) => b < 250)
      .slice(0, length)
      .map((b) => b % 10)
      .join('')
  }

  /** Judged and hashed before its transaction begins: a hash takes longer than all the rest. */
  async function prepare(input: NewAccount) {
    const username = plainUsername(input.username)
    if (!/^[\p{L}\p{N}][\p{L}\p{N}._-]{1,31}$/u.test(username)) throw identityFault('account.username')
    const password = input.password ?? oneTimePassword()
    if (input.password !== undefined) requireGoodPassword(password, username, 'password')
    const made = input.password === undefined ? { password } : {}
    const row = {
      id: clock.newId(),
      username,
      name: input.name.trim(),
      hash: await hasher.hash(password),
      mustChange: input.mustChange ?? true,
    }
    return { row, made }
  }

  async function insert(
    tx: Tx,
    bureau: string,
    row: Awaited<ReturnType<typeof prepare>>['row'],
    person: string | null = null,
  ): Promise<void> {
    const written =
      await tx.exec(sql`insert into account (bureau, id, username, name, password_hash, password_changed_at, must_change, created_at, person)
      values (${bureau}, ${row.id}, ${row.username}, ${row.name}, ${row.hash}, ${clock.now()}, ${row.mustChange}, ${clock.now()}, ${person})
      on conflict (bureau, username) do nothing`)
    if (written === 0) throw identityFault('account.username-taken')
  }

  const writePassword = async (tx: Tx, bureau: string, id: string, hash: string, unlock: boolean) => {
    await tx.exec(sql`update account set password_hash = ${hash}, password_changed_at = ${clock.now()}, must_change = true,
      ${unlock ? sql`failures = 0, locked_until = null, totp_secret = null,` : sql``} version = version + 1
      where bureau = ${bureau} and id = ${id}`)
    await endSessions(tx, bureau, id)
  }

  /** Who takes over a security or audit administrator's account by a new password would hold two offices: so a third one resets it. */
  const resetterOf = (account: Account): 'system' | 'security' =>
    account.posts.some((p) => (p.to === null || p.to >= clock.today()) && administratorDuties(declared, p.post).some((d) => d !== 'system'))
      ? 'security'
      : 'system'

  return {
    list: async (actor) => {
      if (!carries(declared, actor, 'system', 'security')) throw dutyFault('system')
      const county = await organisation.county(actor.bureau)
      return store.read(wall(actor.bureau), (tx) => readAccounts(tx, { bureau: declared, county }, null))
    },

    create: (actor, input) => {
      const { bureau, account: by } = actor
      const username = plainUsername(input.username)
      return underDuty({ bureau: declared, audit, actor, duty: 'system', act: 'account.created', subject: username }, async () => {
        const county = await organisation.county(bureau)
        const { row, made } = await prepare(input)
        return store.write(wall(bureau), async (tx) => {
          await insert(tx, bureau, row)
          await audit.note(tx, { bureau, account: by, kind: 'account.created', subject: row.id, detail: { username, name: row.name } })
          return { account: await one(tx, county, row.id), ...made }
        })
      })
    },

    disable: (actor, id) =>
      act(actor, 'system', 'account.disabled', id, async (tx, account) => {
        notSelf(actor, id)
        const today = clock.today()
        const current = account.disabledAt ? [] : account.posts.filter((p) => p.from <= today && (p.to === null || p.to >= today))
        await someoneRemains(tx, actor.bureau, current, today)
        await tx.exec(sql`update account set disabled_at = coalesce(disabled_at, ${clock.now()}), version = version + 1
          where bureau = ${actor.bureau} and id = ${id}`)
        await endSessions(tx, actor.bureau, id)
        return { username: account.username }
      }),

    enable: (actor, id) =>
      act(actor, 'system', 'account.enabled', id, async (tx, account) => {
        await tx.exec(sql`update account set disabled_at = null, version = version + 1 where bureau = ${actor.bureau} and id = ${id}`)
        return { username: account.username }
      }),

    unlock: (actor, id) =>
      act(actor, 'security', 'account.unlocked', id, async (tx, account) => {
        notSelf(actor, id)
        await tx.exec(
          sql`update account set failures = 0, locked_until = null, version = version + 1 where bureau = ${actor.bureau} and id = ${id}`,
        )
        return { username: account.username }
      }),

    resetPassword: async (actor, id, given) => {
      const password = given ?? oneTimePassword()
      const hash = carries(declared, actor, 'system', 'security') ? await hasher.hash(password) : ''
      const account = await act(actor, ['system', 'security'], 'password.reset', id, async (tx, target) => {
        notSelf(actor, id)
        const duty = resetterOf(target)
        if (!carries(declared, actor, duty))
          throw identityFault(duty === 'security' ? 'account.reset-by-security' : 'account.reset-by-system')
        requireGoodPassword(password, target.username, 'password')
        await writePassword(tx, actor.bureau, id, hash, false)
        return { username: target.username }
      })
      return given === undefined ? { account, password } : { account }
    },

    removeTotp: (actor, id) =>
      act(actor, 'security', 'totp.removed', id, async (tx, account) => {
        notSelf(actor, id)
        await tx.exec(sql`update account set totp_secret = null, version = version + 1 where bureau = ${actor.bureau} and id = ${id}`)
        return { username: account.username }
      }),

    grant: (actor, id, grant) =>
      act(actor, 'security', 'post.granted', id, async (tx, account, county) => {
        if (actor.account === id) throw identityFault('post.self')
        if (account.disabledAt !== null) throw identityFault('account.disabled')
        const next = judgeGrant(declared, county, account, grant)
        await tx.exec(sql`insert into post_held (bureau, id, account, post, unit, valid_from, valid_to)
          values (${actor.bureau}, ${clock.newId()}, ${id}, ${next.post}, ${next.unit}, ${next.from}, ${next.to})`)
        return { ...next, title: titleOf(declared, next.post), username: account.username }
      }),

    endPost: (actor, id, heldId, to) =>
      act(actor, 'security', 'post.ended', id, async (tx, account) => {
        const held = account.posts.find((p) => p.id === heldId)
        if (!held) throw identityFault('post.missing')
        if (!isDay(to) || to < held.from || (held.to !== null && to > held.to))
          throw identityFault('post.days', {
            zh: `终止日期应在 ${held.from} 与 ${held.to ?? '今后任一日'} 之间`,
            en: `The last day must lie between ${held.from} and ${held.to ?? 'any later day'}`,
          })
        await someoneRemains(tx, actor.bureau, [held], addDays(to, 1))
        await tx.exec(sql`update post_held set valid_to = ${to} where bureau = ${actor.bureau} and id = ${heldId} and account = ${id}`)
        return { post: held.post, unit: held.unit, to, username: account.username }
      }),

    install: async (tx, bureau, { post, ...input }) => {
      const { row, made } = await prepare(input)
      await insert(tx, bureau, row)
      await tx.exec(sql`insert into post_held (bureau, id, account, post, unit, valid_from)
        values (${bureau}, ${clock.newId()}, ${row.id}, ${post}, ${bureau}, ${clock.today()})`)
      return { id: row.id, ...made }
    },

    ofPerson: (bureau, person) =>
      store.read(
        wall(bureau),
        async (tx) =>
          (await tx.one(sql<PersonAccount>`select a.username, a.created_at as "createdAt", a.disabled_at is not null as closed,
            (select max(s.seen_at) from session s where s.bureau = a.bureau and s.account = a.id) as "seenAt"
            from account a where a.bureau = ${bureau} and a.person = ${person}`)) ?? null,
      ),

    openForPerson: async (by, { person, name, post, unit }) => {
      const { bureau } = by
      // A name that says nothing of its bearer; digits alone, for any telephone's keyboard.
      const { row, made } = await prepare({ username: digits(8), name })
      const password = made.password ?? ''
      const username = await store.write(
        wall(bureau),
        async (tx) => {
          const known = await tx.one(
            sql<{
              id: string
              username: string
            }>`select id, username from account where bureau = ${bureau} and person = ${person} for update`,
          )
          if (known) {
            await writePassword(tx, bureau, known.id, row.hash, true)
            await tx.exec(sql`update account set disabled_at = null where bureau = ${bureau} and id = ${known.id}`)
          } else {
            await insert(tx, bureau, row, person)
            await tx.exec(sql`insert into post_held (bureau, id, account, post, unit, valid_from)
              values (${bureau}, ${clock.newId()}, ${row.id}, ${post}, ${unit}, ${clock.today()})`)
          }
          await audit.note(tx, { bureau, account: by.account, kind: 'account.own-opened', subject: known?.id ?? row.id })
          return known?.username ?? row.username
        },
        { serializable: true },
      )
      deps.changed()
      return { username, password }
    },

    closeForPerson: async (by, person) => {
      const { bureau } = by
      await store.write(wall(bureau), async (tx) => {
        const gone = await tx.one(sql<{
          id: string
        }>`update account set disabled_at = coalesce(disabled_at, ${clock.now()}), version = version + 1
          where bureau = ${bureau} and person = ${person} returning id`)
        if (!gone) throw identityFault('account.missing')
        await endSessions(tx, bureau, gone.id)
        await audit.note(tx, { bureau, account: by.account, kind: 'account.own-closed', subject: gone.id })
      })
      deps.changed()
    },

    rescue: async (bureau, username) => {
      const password = oneTimePassword()
      const hash = await hasher.hash(password)
      await store.write(wall(bureau), async (tx) => {
        const found = await tx.one(
          sql<{ id: string }>`select id from account where bureau = ${bureau} and username = ${plainUsername(username)}`,
        )
        if (!found) throw identityFault('account.missing')
        await writePassword(tx, bureau, found.id, hash, true)
        await audit.note(tx, { bureau, account: null, kind: 'password.reset', subject: found.id, detail: { username, by: 'console' } })
      })
      deps.changed()
      return password
    },
  }
}
