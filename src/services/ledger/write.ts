import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../store/index.ts'
import type { Link } from './chain.ts'

/**
 * Inserts rows given as objects by column name. The text of the statement depends on the columns only, so it is prepared once;
 * the table itself gives the types.
 */
export function insertInto(
  table: string,
  columns: readonly string[],
  rows: readonly object[],
  conflict: RawBuilder<unknown> = sql``,
): RawBuilder<unknown> {
  const list = sql.join(columns.map((c) => sql.ref(c)))
  return sql`insert into ${sql.table(table)} (${list}) select ${list} from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb) ${conflict}`
}

/** Changes the named columns of one row. */
export function updateRow(table: string, bureau: string, id: string, values: Readonly<Record<string, unknown>>): RawBuilder<unknown> {
  const set = sql.join(Object.keys(values).map((c) => sql`${sql.ref(c)} = r.${sql.ref(c)}`))
  return sql`update ${sql.table(table)} t set ${set} from jsonb_populate_record(null::${sql.table(table)}, ${JSON.stringify(values)}::jsonb) r where t.bureau = ${bureau} and t.id = ${id}`
}

const eventColumns = [
  'bureau',
  'record_id',
  'seq',
  'record_type',
  'unit',
  'sealed',
  'act',
  'kind',
  'step',
  'at',
  'on_day',
  'account',
  'post',
  'post_unit',
  'reason',
  'patch',
  'previous',
  'hash',
] as const
const deadlineColumns = [
  'bureau',
  'record_id',
  'key',
  'since',
  'record_type',
  'unit',
  'sealed',
  'rule',
  'law_on',
  'original_due',
  'due',
  'warn_on',
  'met_on',
  'state',
  'problem',
  'pauses',
  'extend_days',
  'advisory',
  'red',
] as const
const movable = deadlineColumns.slice(7)

export type Row = Readonly<Record<string, unknown>>

/** A link of a record's chain as it is kept: with its hash, and where it is seen. */
export type Event = Omit<Link, 'patch'> & {
  readonly patch: Readonly<Record<string, unknown>>
  readonly hash: string
  readonly unit: string
  readonly sealed: boolean
}

/** Everything that one act writes beside the records themselves. */
export interface Written {
  readonly events: Event[]
  readonly deadlines: Row[]
  readonly moves: Row[]
  readonly parts: Row[]
  readonly search: Row[]
  readonly marks: Row[]
  readonly notices: Row[]
}

export const nothingWritten = (): Written => ({ events: [], deadlines: [], moves: [], parts: [], search: [], marks: [], notices: [] })

/** The statements that write it, to be sent together. */
export function statements(w: Written): RawBuilder<unknown>[] {
  const out: RawBuilder<unknown>[] = []
  if (w.events.length > 0) out.push(insertInto('event', eventColumns, w.events))
  if (w.deadlines.length > 0) {
    const set = sql.join(movable.map((c) => sql`${sql.ref(c)} = excluded.${sql.ref(c)}`))
    out.push(
      insertInto('deadline', deadlineColumns, latest(w.deadlines), sql`on conflict (bureau, record_id, key, since) do update set ${set}`),
    )
  }
  if (w.moves.length > 0) out.push(insertMoves(w.moves))
  if (w.parts.length > 0)
    out.push(
      insertInto('involvement', ['bureau', 'record_id', 'role', 'person', 'record_type', 'position'], w.parts, sql`on conflict do nothing`),
    )
  if (w.search.length > 0) {
    out.push(
      sql`insert into search_doc (bureau, record_id, record_type, unit, sealed, title, body, pairs)
          select r.bureau, r.record_id, r.record_type, r.unit, r.sealed, r.title, r.body, array_to_tsvector(r.pairs)
          from jsonb_to_recordset(${JSON.stringify(w.search)}::jsonb) as r(bureau text, record_id uuid, record_type text, unit text, sealed boolean, title text, body text, pairs text[])
          on conflict (bureau, record_id) do update set unit = excluded.unit, sealed = excluded.sealed, title = excluded.title, body = excluded.body, pairs = excluded.pairs`,
    )
  }
  if (w.marks.length > 0) out.push(insertInto('figure_mark', ['bureau', 'id', 'record_type', 'unit', 'months'], w.marks))
  if (w.notices.length > 0)
    out.push(insertInto('notice', ['bureau', 'id', 'post', 'unit', 'record_type', 'record_id', 'say', 'at'], w.notices))
  return out
}

/** Each clock once, as the last act left it. */
const latest = (clocks: readonly Row[]): Row[] => [...new Map(clocks.map((c) => [`${c.record_id}/${c.key}/${c.since}`, c])).values()]

/** Changes of clocks are numbered within their clock by the database, so two of one act stay in order. */
function insertMoves(moves: readonly Row[]): RawBuilder<unknown> {
  return sql`insert into deadline_change (bureau, record_id, key, since, n, at, kind, from_due, to_due, reason, account)
    select r.bureau, r.record_id, r.key, r.since,
      (select coalesce(max(c.n), 0) from deadline_change c where c.bureau = r.bureau and c.record_id = r.record_id and c.key = r.key and c.since = r.since)
        + row_number() over (partition by r.record_id, r.key, r.since order by r.n),
      r.at, r.kind, r.from_due, r.to_due, r.reason, r.account
    from jsonb_populate_recordset(null::deadline_change, ${JSON.stringify(moves)}::jsonb) r`
}

/** Statements on different rows as one: each but the last becomes a part of its WITH. */
export function together(list: readonly RawBuilder<unknown>[]): RawBuilder<unknown>[] {
  const last = list.at(-1)
  if (list.length < 2 || !last) return [...list]
  const parts = list.slice(0, -1).map((part, i) => sql`${sql.ref(`w${i}`)} as (${part})`)
  return [sql`with ${sql.join(parts)} ${last}`]
}

/** Sends statements without waiting between them: they go out in one write and are answered together. */
export async function sendAll(tx: Tx, list: readonly RawBuilder<unknown>[]): Promise<number[]> {
  return Promise.all(list.map((s) => tx.exec(s)))
}
