import { sql } from 'kysely'
import { type Bureau, type Kept, type Predicate, tableOf } from '../../kernel/index.ts'
import { addDays, daysBetween } from '../../law/index.ts'
import { type Actor, type Area, settingsOf } from '../access/access.ts'
import { inAreas, rowsSeen, typesSeen } from '../access/visible.ts'
import { notLapsed, rightsOf } from '../deadlines/lapsed.ts'
import { predicateSql } from '../ledger/predicate-sql.ts'
import type { Store, Tx } from '../store/index.ts'
import { type CaseRef, casesOf, whoseOf } from './cases.ts'

/** One thing that the law wants done. */
export interface Due {
  readonly record: {
    readonly type: string
    readonly typeTitle: string
    readonly id: string
    readonly label: string
    /** The one person that it is about, where it is about one and the actor may know. */
    readonly whose: string | null
    readonly unitName: string
  }
  readonly key: string
  readonly title: string
  readonly due: string | null
  readonly originalDue: string | null
  readonly daysLeft: number | null
  readonly state: 'overdue' | 'warn' | 'open' | 'paused' | 'unknown'
  readonly red: boolean
  readonly advisory: boolean
  readonly rule: string
  readonly late: string | null
  readonly problem: string | null
}

export interface AlertCount {
  readonly id: string
  readonly title: string
  readonly say: string
  readonly level: 'red' | 'yellow'
  readonly basis?: string
  readonly type: string
  readonly count: number
}

export interface Work {
  /** What is due in the actor's areas: overdue first, then by due day. `counts` are of all, the list of the first `limit`. */
  due(
    actor: Actor,
    options: { limit: number; lines?: readonly string[] },
  ): Promise<{ due: Due[]; counts: { overdue: number; warn: number; open: number; red: number } }>
  /** Open deadlines of the coming days, for the calendar strip. */
  week(actor: Actor): Promise<{ day: string; due: number }[]>
  alerts(actor: Actor): Promise<AlertCount[]>
  /** The predicate of an alert, to open its list as a ledger page. */
  alert(id: string): { type: string; when: Predicate } | null
  notices(actor: Actor): Promise<{ id: string; say: string; at: string; type: string | null; record: string | null }[]>
  seen(actor: Actor, id: string): Promise<void>
}

/** 「工作台」: what each person must see to, from deadlines, alerts and notices; nothing here is kept, all of it is asked. */
export function openWork(deps: {
  store: Store
  bureau: Bureau
  today: () => string
  now: () => string
  names: (bureau: string) => Promise<(code: string) => string>
}): Work {
  const { store, bureau } = deps

  const rights = rightsOf(bureau)
  const mine = (actor: Actor, lines?: readonly string[]) => typesSeen(bureau, actor, lines)

  return {
    due: async (actor, { limit, lines }) => {
      const types = mine(actor, lines)
      const today = deps.today()
      const nameOf = await deps.names(actor.bureau)
      const where = sql`d.bureau = ${actor.bureau} and d.state in ('open', 'unknown') and ${rowsSeen(types, 'd')} and ${notLapsed(rights, today)}`
      const { rows, counts } = await store.read(settingsOf(bureau, actor), async (tx) => {
        const [list, n] = await Promise.all([
          tx.rows<DueRow>(
            sql`select d.record_id, d.record_type, d.unit, d.key, d.due, d.original_due, d.warn_on, d.state, d.red, d.advisory, d.rule, d.problem, s.title
                from deadline d join search_doc s on s.bureau = d.bureau and s.record_id = d.record_id
                where ${where} order by d.due nulls last, d.red desc limit ${limit}`,
          ),
          tx.one<{ overdue: number; warn: number; open: number; red: number }>(
            sql`select count(*) filter (where left(d.due, 10) < ${today})::int as overdue,
                  count(*) filter (where left(d.due, 10) >= ${today} and d.warn_on <= ${today})::int as warn,
                  count(*)::int as open, count(*) filter (where d.red and left(d.due, 10) < ${today})::int as red
                from deadline d where ${where}`,
          ),
        ])
        const cases = await casesOf(tx, bureau, actor, [
          ...new Map(list.map((r) => [r.record_id, { id: r.record_id, type: r.record_type }])).values(),
        ])
        return { rows: list.map((r) => ({ ...r, of: cases.get(r.record_id) })), counts: n ?? { overdue: 0, warn: 0, open: 0, red: 0 } }
      })
      return { due: rows.map((r) => dueView(r, today, nameOf)), counts }
    },

    week: async (actor) => {
      const today = deps.today()
      const rows = await store.ask<{ day: string; due: number }>(
        settingsOf(bureau, actor),
        sql`select left(d.due, 10) as day, count(*)::int as due from deadline d
              where d.bureau = ${actor.bureau} and d.state = 'open' and d.due >= ${today} and d.due < ${addDays(today, 7)} and ${rowsSeen(mine(actor), 'd')} group by 1`,
      )
      return Array.from({ length: 7 }, (_, i) => addDays(today, i)).map((day) => ({ day, due: rows.find((r) => r.day === day)?.due ?? 0 }))
    },

    alerts: async (actor) => {
      const types = new Map(mine(actor).map((m) => [m.kept.type.id, m]))
      const list = bureau.alerts.flatMap((alert) => {
        const m = types.get(alert.record)
        return m ? [{ alert, ...m }] : []
      })
      const counts = await store.read(settingsOf(bureau, actor), (tx) =>
        Promise.all(list.map((a) => countAlert(tx, actor, a.kept, a.alert.when, a.areas))),
      )
      return list.flatMap(({ alert }, i) => {
        const count = counts[i] ?? 0
        const { id, title, say, level, basis } = alert
        return count > 0 ? [{ id, title, say, level, type: alert.record, count, ...(basis ? { basis } : {}) }] : []
      })
    },

    alert: (id) => {
      const found = bureau.alerts.find((a) => a.id === id)
      return found ? { type: found.record, when: found.when } : null
    },

    notices: (actor) =>
      store.ask(
        settingsOf(bureau, actor),
        sql`select id, say, at, record_type as type, record_id as record from notice
              where bureau = ${actor.bureau} and seen_at is null and (${sql.join(actor.holdings.map((h) => sql`(post = ${h.post} and unit like ${`${h.unit}%`})`).concat(sql`false`), sql` or `)})
              order by id desc limit 50`,
      ),
    seen: async (actor, id) => {
      await store.write(settingsOf(bureau, actor), (tx) =>
        tx.exec(
          sql`update notice set seen_at = ${deps.now()}, seen_by = ${actor.account} where bureau = ${actor.bureau} and id = ${id} and seen_at is null`,
        ),
      )
    },
  }

  async function countAlert(tx: Tx, actor: Actor, kept: Kept, when: Predicate, areas: readonly Area[]): Promise<number> {
    const row = await tx.one<{ n: number }>(
      sql`select count(*)::int as n from ${sql.table(tableOf(kept.type.id))} r where r.bureau = ${actor.bureau} and r.voided_at is null and ${inAreas(areas, actor, 'r')} and ${predicateSql(bureau, kept, when, 'r')}`,
    )
    return row?.n ?? 0
  }

  function dueView(r: DueRow, today: string, nameOf: (code: string) => string): Due {
    const kept = bureau.records.get(r.record_type)
    const declared = kept?.procedure.deadlines[r.key]
    const day = r.due?.slice(0, 10) ?? null
    const daysLeft = day ? daysBetween(today, day) : null
    return {
      record: {
        type: r.record_type,
        typeTitle: kept?.type.title ?? r.record_type,
        id: r.record_id,
        label: r.title,
        whose: r.of ? whoseOf(bureau, r.of) : null,
        unitName: nameOf(r.unit),
      },
      key: r.key,
      title: declared?.title ?? r.key,
      due: r.due,
      originalDue: r.original_due,
      daysLeft,
      state:
        r.state === 'unknown'
          ? 'unknown'
          : daysLeft === null
            ? 'paused'
            : daysLeft < 0
              ? 'overdue'
              : r.warn_on && r.warn_on <= today
                ? 'warn'
                : 'open',
      red: r.red,
      advisory: r.advisory,
      rule: r.rule,
      late: declared?.late ?? null,
      problem: r.problem,
    }
  }
}

interface DueRow {
  record_id: string
  record_type: string
  unit: string
  key: string
  due: string | null
  original_due: string | null
  warn_on: string | null
  state: string
  red: boolean
  advisory: boolean
  rule: string
  problem: string | null
  title: string
  of?: CaseRef | undefined
}
