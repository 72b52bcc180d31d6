import { sql } from 'kysely'
import type { Actor } from '../access/access.ts'
import type { Clock } from '../clock.ts'
import type { Organisation } from '../organisation/organisation.ts'
import type { Store } from '../store/index.ts'

/**
 * The person behind an account with the posts he holds today, and those that come to him by mergers: work that waits is done with the rights
 * of the day on which it is done. Null when the account is disabled or holds no post.
 */
export function actorsByAccount(deps: { store: Store; clock: Clock; organisation: Pick<Organisation, 'county'> }) {
  return async (bureau: string, account: string): Promise<Actor | null> => {
    const today = deps.clock.today()
    const [row] = await deps.store.ask(
      { 'fazhi.bureau': bureau },
      sql<{ name: string; holdings: { post: string; unit: string }[] }>`
        select a.name, coalesce((select json_agg(json_build_object('post', h.post, 'unit', h.unit) order by h.valid_from, h.id) from post_held h
          where h.bureau = a.bureau and h.account = a.id and h.valid_from <= ${today} and (h.valid_to is null or h.valid_to >= ${today})), '[]') as holdings
        from account a where a.bureau = ${bureau} and a.id = ${account} and a.disabled_at is null`,
    )
    if (!row || row.holdings.length === 0) return null
    const county = await deps.organisation.county(bureau)
    const inherited = row.holdings.flatMap(({ post, unit }) =>
      county
        .reach(unit, today)
        .filter((code) => code !== unit)
        .map((code) => ({ post, unit: code })),
    )
    return { bureau, account, name: row.name, holdings: [...row.holdings, ...inherited] }
  }
}
