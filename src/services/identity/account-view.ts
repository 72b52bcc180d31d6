import { sql } from 'kysely'
import type { Bureau } from '../../kernel/index.ts'
import type { LegalDay } from '../../law/index.ts'
import type { County } from '../organisation/county.ts'
import type { Tx } from '../store/index.ts'
import { titleOf } from './separation.ts'

/** The account behind a session, as the staff app shows it. */
export interface AccountView {
  readonly id: string
  readonly username: string
  readonly name: string
  readonly bureau: string
  readonly bureauName: string
  readonly mustChange: boolean
  readonly totp: boolean
  readonly holdings: readonly { readonly post: string; readonly postTitle: string; readonly unit: string; readonly unitName: string }[]
  readonly duties: readonly string[]
  readonly lines: readonly string[]
  /** Only the account of a person of whom records are kept: he has his own pages and no other. */
  readonly self: boolean
}

/** An account as its administrators see it. */
export interface Account {
  readonly id: string
  readonly username: string
  readonly name: string
  readonly mustChange: boolean
  readonly totp: boolean
  readonly disabledAt: string | null
  readonly lockedUntil: string | null
  readonly passwordChangedAt: string
  readonly createdAt: string
  readonly seenAt: string | null
  readonly posts: readonly {
    readonly id: string
    readonly post: string
    readonly postTitle: string
    readonly unit: string
    readonly unitName: string
    readonly from: LegalDay
    readonly to: LegalDay | null
  }[]
}

interface AccountRow {
  readonly id: string
  readonly username: string
  readonly name: string
  readonly must_change: boolean
  readonly totp: boolean
  readonly disabled_at: string | null
  readonly locked_until: string | null
  readonly password_changed_at: string
  readonly created_at: string
  readonly seen_at: string | null
  readonly posts: readonly { id: string; post: string; unit: string; from: LegalDay; to: LegalDay | null }[]
}

const accountQuery = (bureau: string, id: string | null) => sql<AccountRow>`
  select a.id, a.username, a.name, a.must_change, a.totp_secret is not null as totp, a.disabled_at, a.locked_until, a.password_changed_at, a.created_at,
    (select max(s.seen_at) from session s where s.bureau = a.bureau and s.account = a.id) as seen_at,
    coalesce((select json_agg(json_build_object('id', h.id, 'post', h.post, 'unit', h.unit, 'from', h.valid_from, 'to', h.valid_to)
      order by h.valid_from, h.id) from post_held h where h.bureau = a.bureau and h.account = a.id), '[]') as posts
  from account a where a.bureau = ${bureau} ${id === null ? sql`and a.person is null` : sql`and a.id = ${id}`} order by a.username`

/** All accounts of a bureau, or one, with every post they hold or held. */
export async function readAccounts(tx: Tx, of: { bureau: Bureau; county: County }, id: string | null): Promise<Account[]> {
  const rows = await tx.rows(accountQuery(of.county.bureau, id))
  return rows.map((a) => ({
    id: a.id,
    username: a.username,
    name: a.name,
    mustChange: a.must_change,
    totp: a.totp,
    disabledAt: a.disabled_at,
    lockedUntil: a.locked_until,
    passwordChangedAt: a.password_changed_at,
    createdAt: a.created_at,
    seenAt: a.seen_at,
    posts: a.posts.map((p) => ({ ...p, postTitle: titleOf(of.bureau, p.post), unitName: of.county.nameOf(p.unit) })),
  }))
}

/** What an account is today, in the words of the staff app. */
export function viewOf(
  of: { bureau: Bureau; bureauName: string; code: string; mustChange: boolean; today: LegalDay },
  account: Account,
): AccountView {
  const now = account.posts.filter((p) => p.from <= of.today && (p.to === null || p.to >= of.today))
  const posts = now.flatMap((p) => of.bureau.posts[p.post] ?? [])
  const all = of.bureau.lines.map((l) => l.id)
  return {
    id: account.id,
    username: account.username,
    name: account.name,
    bureau: of.code,
    bureauName: of.bureauName,
    mustChange: of.mustChange,
    totp: account.totp,
    holdings: now.map(({ post, postTitle, unit, unitName }) => ({ post, postTitle, unit, unitName })),
    duties: [...new Set(posts.flatMap((p) => p.duties ?? []))],
    self: posts.length > 0 && posts.every((p) => p.self !== undefined),
    lines: all.filter((id) => posts.some((p) => p.lines.includes('*') || p.lines.includes(id))),
  }
}
