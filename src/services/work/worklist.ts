import { type RawBuilder, sql } from 'kysely'
import { type Alert, type Bureau, tableOf } from '../../kernel/index.ts'
import { addDays, daysBetween, type Law, ruleVersionOn } from '../../law/index.ts'
import { type Actor, maySee, settingsOf } from '../access/access.ts'
import { inAreas, rowsSeen, type Seen, typesSeen } from '../access/visible.ts'
import { notLapsed, rightsOf } from '../deadlines/lapsed.ts'
import { Fault } from '../fault.ts'
import { deny } from '../ledger/ledger.ts'
import { predicateSql } from '../ledger/predicate-sql.ts'
import type { ListQuery, Reader, Row } from '../ledger/read.ts'
import type { Store, Tx } from '../store/index.ts'
import { alertsOf, type CaseRef, casesOf } from './cases.ts'

/** A record of a work list: what is due next in it, which alerts hold for it, and whose case it is. */
export interface WorkRow extends Row {
  readonly people: CaseRef['people']
  readonly due: { title: string; due: string | null; state: string; red: boolean } | null
  readonly alerts: readonly string[]
  readonly of: CaseRef | null
}

/** One open deadline of a line. */
export interface Duty {
  readonly record: { type: string; typeTitle: string; id: string; label: string; unitName: string }
  readonly of: CaseRef | null
  readonly key: string
  readonly title: string
  readonly due: string
  readonly daysLeft: number
  readonly state: 'overdue' | 'warn' | 'open'
  readonly red: boolean
  readonly advisory: boolean
  readonly basis: string | null
  readonly late: string | null
}

export interface DutyQuery {
  readonly unit?: string | undefined
  /** Only one record type, only one of its deadlines. */
  readonly type?: string | undefined
  readonly key?: string | undefined
  readonly red?: boolean | undefined
  readonly when?: 'overdue' | 'today' | 'week' | undefined
  readonly after?: string | undefined
  readonly limit: number
}

/** How many open deadlines there are; counting ends at a thousand, and says so by being a thousand and one. */
export type DutyCounts = Readonly<Record<'overdue' | 'today' | 'week' | 'red', number>>

export interface RedLines {
  readonly alerts: readonly (Pick<Alert, 'id' | 'title' | 'say' | 'level' | 'basis'> & { type: string; count: number })[]
  /** Deadlines that are red lines, those with something overdue or near. */
  readonly deadlines: readonly { type: string; key: string; title: string; late: string | null; overdue: number; near: number }[]
}

/** The desks of a line: its records with names and what they need, its deadlines in the order of their days, its red lines. Of which line is all the same. */
export interface Worklists {
  list(actor: Actor, type: string, query: ListQuery): Promise<{ rows: WorkRow[]; next: string | null; hidden: number }>
  duties(actor: Actor, line: string, query: DutyQuery): Promise<{ rows: Duty[]; next: string | null }>
  counts(actor: Actor, line: string, unit?: string): Promise<DutyCounts>
  redLines(actor: Actor, line: string, unit?: string): Promise<RedLines>
}

const most = 1000

export function openWorklists(deps: {
  store: Store
  bureau: Bureau
  reader: Reader
  today: () => string
  names: (bureau: string) => Promise<(code: string) => string>
  lineage: (bureau: string, unit: string) => Promise<readonly string[]>
  law: (bureau: string) => Promise<Law>
}): Worklists {
  const { store, bureau } = deps
  const rights = rightsOf(bureau)

  /** The types of a line that the actor sees, or the refusal. */
  function typesOf(actor: Actor, line: string): Seen[] {
    const kept = [...bureau.records.values()].find((k) => k.line.id === line)
    if (!kept) throw unknownLine()
    const types = typesSeen(bureau, actor, [line])
    if (types.length === 0) throw deny(maySee(bureau, actor, kept, { unit: '', sealed: true, createdBy: '' }))
    return types
  }

  const within = async (actor: Actor, unit: string | undefined, alias: string): Promise<RawBuilder<unknown>> => {
    if (!unit) return sql`true`
    const codes = await deps.lineage(actor.bureau, unit)
    if (codes.length === 0) return sql`false`
    const at = sql.ref(`${alias}.unit`)
    return sql`(${sql.join(
      codes.map((c) => sql`(${at} >= ${c} and ${at} < ${`${c}~`})`),
      sql` or `,
    )})`
  }

  const dutiesWhere = async (actor: Actor, types: readonly Seen[], query: Omit<DutyQuery, 'limit'>): Promise<RawBuilder<unknown>> => {
    const today = deps.today()
    const parts = [
      // Written as in the index of open deadlines.
      sql`d.bureau = ${actor.bureau} and d.state = 'open' and d.due is not null`,
      rowsSeen(types, 'd'),
      notLapsed(
        rights.filter((r) => types.some((t) => r.startsWith(`${t.kept.type.id}/`))),
        today,
      ),
      await within(actor, query.unit, 'd'),
      ...(query.type ? [sql`d.record_type = ${query.type}`] : []),
      ...(query.key ? [sql`d.key = ${query.key}`] : []),
      ...(query.red ? [sql`d.red`] : []),
      ...(query.when === 'overdue' ? [sql`d.due < ${today}`] : []),
      ...(query.when === 'today' ? [sql`d.due >= ${today} and d.due < ${addDays(today, 1)}`] : []),
      ...(query.when === 'week' ? [sql`d.due >= ${addDays(today, 1)} and d.due < ${addDays(today, 8)}`] : []),
    ]
    return sql.join(parts, sql` and `)
  }

  return {
    list: async (actor, type, query) => {
      const page = await deps.reader.list(actor, type, query)
      const kept = bureau.records.get(type)
      if (!kept || page.rows.length === 0) return { ...page, rows: [] }
      const ids = page.rows.map((r) => r.id)
      const [{ people, due }, { alerts, cases }] = await Promise.all([
        deps.reader.decorate(actor, type, page.rows),
        store.read(
          settingsOf(bureau, actor),
          async (tx) => {
            const [held, found] = await Promise.all([
              alertsOf(tx, bureau, actor, kept, ids),
              kept.type.parent ? casesOf(tx, bureau, actor, page.rows) : new Map<string, CaseRef>(),
            ])
            return { alerts: held, cases: found }
          },
          { plan: 'generic' },
        ),
      ])
      return {
        ...page,
        rows: page.rows.map((r) => ({
          ...r,
          people: people[r.id] ?? [],
          due: due[r.id] ?? null,
          alerts: alerts.get(r.id) ?? [],
          of: cases.get(r.id) ?? null,
        })),
      }
    },

    duties: async (actor, line, query) => {
      const types = typesOf(actor, line)
      const today = deps.today()
      const [where, nameOf, law] = await Promise.all([dutiesWhere(actor, types, query), deps.names(actor.bureau), deps.law(actor.bureau)])
      const [due, record, key] = (query.after ?? '').split('|')
      const beyond =
        due && record && key ? sql` and d.due >= ${due} and (d.due, d.record_id, d.key) > (${due}, ${record}::uuid, ${key})` : sql``
      return store.read(settingsOf(bureau, actor), async (tx) => {
        const found = await tx.rows<DutyRow>(
          sql`select d.record_id, d.record_type, d.unit, d.key, d.due, d.warn_on, d.red, d.advisory, d.rule, d.law_on from deadline d
              where ${where}${beyond} order by d.due, d.record_id, d.key limit ${query.limit + 1}`,
        )
        const rows = found.slice(0, query.limit)
        const last = rows.at(-1)
        const ids = rows.map((r) => r.record_id)
        const [cases, titles] = await Promise.all([
          casesOf(tx, bureau, actor, [...new Map(rows.map((r) => [r.record_id, { id: r.record_id, type: r.record_type }])).values()]),
          tx.rows<{ record_id: string; title: string }>(
            sql`select s.record_id, s.title from search_doc s where s.bureau = ${actor.bureau} and s.record_id = any(${ids}::uuid[])`,
          ),
        ])
        const labels = new Map(titles.map((t) => [t.record_id, t.title]))
        return {
          rows: rows.map((r) => {
            const kept = bureau.records.get(r.record_type)
            const declared = kept?.procedure.deadlines[r.key]
            const left = daysBetween(today, r.due.slice(0, 10))
            return {
              record: {
                type: r.record_type,
                typeTitle: kept?.type.title ?? r.record_type,
                id: r.record_id,
                label: labels.get(r.record_id) ?? '',
                unitName: nameOf(r.unit),
              },
              of: cases.get(r.record_id) ?? null,
              key: r.key,
              title: declared?.title ?? r.key,
              due: r.due,
              daysLeft: left,
              state: left < 0 ? ('overdue' as const) : r.warn_on && r.warn_on <= today ? ('warn' as const) : ('open' as const),
              red: r.red,
              advisory: r.advisory,
              basis: ruleVersionOn(r.rule, r.law_on, law)?.article ?? null,
              late: declared?.late ?? null,
            }
          }),
          next: found.length > query.limit && last ? `${last.due}|${last.record_id}|${last.key}` : null,
        }
      })
    },

    counts: async (actor, line, unit) => {
      const types = typesOf(actor, line)
      const wanted = {
        overdue: { when: 'overdue' },
        today: { when: 'today' },
        week: { when: 'week' },
        red: { when: 'overdue', red: true },
      } as const
      const asked = await Promise.all(
        Object.entries(wanted).map(async ([name, query]) => [name, await dutiesWhere(actor, types, { ...query, unit })] as const),
      )
      const counted = await store.read(
        settingsOf(bureau, actor),
        (tx) =>
          Promise.all(
            asked.map(async ([name, where]) => {
              const row = await tx.one<{ n: number }>(
                sql`select count(*)::int as n from (select from deadline d where ${where} limit ${most + 1}) as counted`,
              )
              return [name, row?.n ?? 0] as const
            }),
          ),
        // All officers of a place ask the same all day.
        { plan: 'kept' },
      )
      const of = new Map(counted)
      return { overdue: of.get('overdue') ?? 0, today: of.get('today') ?? 0, week: of.get('week') ?? 0, red: of.get('red') ?? 0 }
    },

    redLines: async (actor, line, unit) => {
      const types = typesOf(actor, line)
      const today = deps.today()
      const [place, red] = await Promise.all([within(actor, unit, 'r'), dutiesWhere(actor, types, { unit, red: true })])
      return store.read(settingsOf(bureau, actor), async (tx) => {
        const [counted, deadlines] = await Promise.all([
          Promise.all(types.map((t) => countAlerts(tx, actor, t, place))),
          tx.rows<{ record_type: string; key: string; overdue: number; near: number }>(
            sql`select d.record_type, d.key, count(*) filter (where d.due < ${today})::int as overdue, count(*) filter (where d.due >= ${today})::int as near
                from deadline d where ${red} and d.due < ${addDays(today, 31)} and (d.due < ${today} or d.warn_on <= ${today}) group by 1, 2`,
          ),
        ])
        return {
          alerts: counted.flat(),
          deadlines: deadlines
            .map((d) => {
              const declared = bureau.records.get(d.record_type)?.procedure.deadlines[d.key]
              return {
                type: d.record_type,
                key: d.key,
                title: declared?.title ?? d.key,
                late: declared?.late ?? null,
                overdue: d.overdue,
                near: d.near,
              }
            })
            .sort((a, b) => b.overdue - a.overdue || b.near - a.near || a.title.localeCompare(b.title)),
        }
      })
    },
  }

  /** All alerts of one type counted in one reading of its table. */
  async function countAlerts(
    tx: Tx,
    actor: Actor,
    { kept, areas }: Seen,
    place: RawBuilder<unknown>,
  ): Promise<RedLines['alerts'][number][]> {
    const alerts = bureau.alerts.filter((a) => a.record === kept.type.id)
    if (alerts.length === 0) return []
    const counts = alerts.map((a, n) => sql`count(*) filter (where ${predicateSql(bureau, kept, a.when, 'r')})::int as ${sql.ref(`a${n}`)}`)
    const row = await tx.one<Readonly<Record<string, unknown>>>(
      sql`select ${sql.join(counts)} from ${sql.table(tableOf(kept.type.id))} r
          where r.bureau = ${actor.bureau} and r.voided_at is null and ${inAreas(areas, actor, 'r')} and ${place}`,
    )
    return alerts.map(({ id, title, say, level, basis }, n) => ({
      id,
      title,
      say,
      level,
      ...(basis ? { basis } : {}),
      type: kept.type.id,
      count: Number(row?.[`a${n}`] ?? 0),
    }))
  }
}

const unknownLine = () =>
  new Fault('line.unknown', {
    zh: '没有这个条线',
    en: 'No such line of work',
    remedy: { zh: '请从导航选择条线', en: 'Choose a line from the navigation' },
    status: 404,
  })

interface DutyRow {
  record_id: string
  record_type: string
  unit: string
  key: string
  due: string
  warn_on: string | null
  red: boolean
  advisory: boolean
  rule: string
  law_on: string
}
