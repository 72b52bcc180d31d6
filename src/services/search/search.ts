import { sql } from 'kysely'
import type { Bureau } from '../../kernel/index.ts'
import { type Actor, settingsOf } from '../access/access.ts'
import { rowsSeen, typesSeen } from '../access/visible.ts'
import type { Store } from '../store/index.ts'
import { mostMatches, pairQuery } from './pairs.ts'

export interface Hit {
  readonly type: string
  readonly typeTitle: string
  readonly id: string
  readonly title: string
  readonly snippet: string
  readonly unitName: string
}

export interface Search {
  /** Records whose text holds all the words, newest first; `hidden` counts those that the asker may not see. */
  find(actor: Actor, words: string, limit: number): Promise<{ hits: Hit[]; hidden: number }>
}

/** Full-text search over the records of all lines that the actor's posts belong to. */
export function openSearch(deps: { store: Store; bureau: Bureau; names: (bureau: string) => Promise<(code: string) => string> }): Search {
  const { store, bureau } = deps
  return {
    find: async (actor, text, limit) => {
      const words = text.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8)
      const pairs = pairQuery(text)
      if (words.length === 0) return { hits: [], hidden: 0 }
      const mine = typesSeen(bureau, actor)
      if (mine.length === 0) return { hits: [], hidden: 0 }
      const like = sql.join(
        words.map((w) => sql`lower(d.title || ' ' || d.body) like ${`%${w.replaceAll(/[\\%_]/g, '\\$&')}%`}`),
        sql` and `,
      )
      const matching = sql`d.bureau = ${actor.bureau} and ${pairs ? sql`d.record_id in (select fazhi_matches(${pairs}::tsquery, ${mostMatches})) and ` : sql``}${like}`
      const visible = rowsSeen(mine, 'd')
      const nameOf = await deps.names(actor.bureau)
      const rows = await store.ask<{ record_id: string; record_type: string; unit: string; title: string; body: string }>(
        settingsOf(bureau, actor),
        sql`select d.record_id, d.record_type, d.unit, d.title, d.body from search_doc d where ${matching} and (${visible}) order by d.record_id desc limit ${limit}`,
      )
      const [count] = await store.ask<{ n: number }>(
        settingsOf(bureau, actor, 'count'),
        sql`select count(*)::int as n from search_doc d where ${matching} and not (${visible}) and d.record_type = any(${mine.map((m) => m.kept.type.id)})`,
      )
      return {
        hits: rows.map((r) => ({
          type: r.record_type,
          typeTitle: bureau.records.get(r.record_type)?.type.title ?? r.record_type,
          id: r.record_id,
          title: r.title,
          snippet: snippetOf(r.body, words[0] ?? ''),
          unitName: nameOf(r.unit),
        })),
        hidden: count?.n ?? 0,
      }
    },
  }
}

/** The words around the first hit. */
function snippetOf(body: string, word: string): string {
  const at = body.toLowerCase().indexOf(word)
  const from = Math.max(0, at - 20)
  return `${from > 0 ? '…' : ''}${body.slice(from, from + 80)}${body.length > from + 80 ? '…' : ''}`
}
