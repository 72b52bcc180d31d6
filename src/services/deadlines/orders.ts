import { sql } from 'kysely'
import type { Bureau } from '../../kernel/index.ts'
import { daysBetween, type Law, type LegalDay, ruleVersionOn } from '../../law/index.ts'
import { type Actor, mayDo, settingsOf } from '../access/access.ts'
import { rowsSeen, typesSeen } from '../access/visible.ts'
import type { Clock } from '../clock.ts'
import { Fault } from '../fault.ts'
import type { LawBook } from '../law/law-book.ts'
import { deny, type Ledger } from '../ledger/ledger.ts'
import type { Store, Tx } from '../store/index.ts'
import { orderPaper } from './order-paper.ts'
import { raiseOverdue } from './raise-overdue.ts'

/** 「督办单」 An order to make good a deadline that has passed. */
export interface OverdueOrder {
  readonly number: string
  readonly raisedOn: LegalDay
  readonly record: {
    readonly type: string
    readonly typeTitle: string
    readonly id: string
    readonly label: string
    readonly unitName: string
  }
  readonly key: string
  readonly title: string
  readonly article: string | null
  /** The day that passed. */
  readonly due: string
  readonly daysLate: number
  /** `open`: nothing done yet; `closed`: done, or no longer to be done; `moved`: the deadline now ends on another day. */
  readonly state: 'open' | 'closed' | 'moved'
  readonly metOn: LegalDay | null
  readonly late: string | null
  readonly red: boolean
  readonly answer: string | null
  readonly answeredAt: string | null
  readonly answeredBy: string | null
  /** Whether the one who asks may answer it. */
  readonly mine: boolean
}

export interface OrderQuery {
  readonly state: 'open' | 'all'
  readonly after?: string | undefined
  readonly limit: number
}

export interface Orders {
  /** For each deadline that has passed since the last call: see `raiseOverdue`. */
  raise(bureau: string): Promise<number>
  /** The orders of the actor's areas, the newest first; `open` is the number of those still open. */
  list(actor: Actor, query: OrderQuery): Promise<{ orders: OverdueOrder[]; next: string | null; open: number }>
  open(actor: Actor): Promise<number>
  /** 「回复」 What was done, and why it is late; kept in the record's chain. Throws `order.missing`, `order.answered`, `access.duty`. */
  answer(actor: Actor, number: string, say: string): Promise<OverdueOrder>
  /** The order as a Word paper. Throws `order.missing`. */
  paper(actor: Actor, number: string): Promise<Uint8Array>
}

interface OrderRow {
  readonly number: string
  readonly raised_on: LegalDay
  readonly at: string
  readonly record_id: string
  readonly record_type: string
  readonly unit: string
  readonly key: string
  readonly since: string
  readonly due: string
  readonly now_due: string | null
  readonly clock_state: string
  readonly met_on: LegalDay | null
  readonly red: boolean
  readonly rule: string
  readonly law_on: LegalDay
  readonly title: string
  readonly answer: string | null
  readonly answered_at: string | null
  readonly answered_name: string | null
}

/** 「督办」 Orders for what is late: raised by the keeper, answered by those who are responsible, closed by the record itself. */
export function openOrders(deps: {
  store: Store
  bureau: Bureau
  clock: Clock
  book: LawBook
  ledger: Ledger
  names: (bureau: string) => Promise<(code: string) => string>
  bureauName: (bureau: string) => Promise<string>
}): Orders {
  const { store, bureau, clock } = deps
  const stillOpen = sql`d.state = 'open' and d.due = o.due`
  const seenBy = (actor: Actor) => sql`o.bureau = ${actor.bureau} and ${rowsSeen(typesSeen(bureau, actor), 'd')}`
  const from = sql`from overdue_order o
    join deadline d on d.bureau = o.bureau and d.record_id = o.record_id and d.key = o.key and d.since = o.since`

  const countOpen = async (tx: Tx, actor: Actor): Promise<number> => {
    const row = await tx.one<{ n: number }>(sql`select count(*)::int as n ${from} where ${seenBy(actor)} and ${stillOpen}`)
    return row?.n ?? 0
  }
  const rows = (tx: Tx, actor: Actor, which: ReturnType<typeof sql>, most: number): Promise<readonly OrderRow[]> =>
    tx.rows<OrderRow>(
      sql`select o.number, o.raised_on, o.at, o.record_id, d.record_type, d.unit, o.key, o.since, o.due, d.due as now_due, d.state as clock_state, d.met_on, d.red, d.rule,
            d.law_on, s.title, o.answer, o.answered_at, a.name as answered_name ${from}
          join search_doc s on s.bureau = o.bureau and s.record_id = o.record_id
          left join account a on a.bureau = o.bureau and a.id = o.answered_by
          where ${seenBy(actor)} and ${which} order by o.at desc, o.number desc limit ${most}`,
    )
  const viewer = async (actor: Actor) => {
    const [nameOf, { law }] = await Promise.all([deps.names(actor.bureau), deps.book.of(actor.bureau)])
    return (row: OrderRow) => viewOf(actor, row, nameOf, law)
  }

  async function one(tx: Tx, actor: Actor, number: string): Promise<OrderRow> {
    const [row] = await rows(tx, actor, sql`o.number = ${number}`, 1)
    if (row) return row
    throw new Fault('order.missing', {
      zh: '没有这份督办单，或不在您的管辖范围内',
      en: 'There is no such order, or it lies outside your area',
      remedy: { zh: '请从督办单列表打开', en: 'Open it from the list' },
      status: 404,
    })
  }

  return {
    raise: (code) => raiseOverdue({ store, bureau, clock }, code),

    open: (actor) => store.read(settingsOf(bureau, actor), (tx) => countOpen(tx, actor)),

    list: async (actor, { state, after, limit }) => {
      const view = await viewer(actor)
      const [at = '', number = ''] = (after ?? '').split('|')
      const behind = number === '' ? sql`true` : sql`(o.at, o.number) < (${at}::timestamptz, ${number})`
      const [found, open] = await store.read(settingsOf(bureau, actor), (tx) =>
        Promise.all([rows(tx, actor, state === 'open' ? sql`${stillOpen} and ${behind}` : behind, limit + 1), countOpen(tx, actor)]),
      )
      const shown = found.slice(0, limit)
      const last = shown.at(-1)
      return { orders: shown.map(view), next: last && found.length > limit ? `${last.at}|${last.number}` : null, open }
    },

    answer: async (actor, number, say) => {
      const view = await viewer(actor)
      return store.write(settingsOf(bureau, actor), async (tx) => {
        const row = await one(tx, actor, number)
        const may = mayAnswer(actor, row)
        if (!may.allowed) throw deny(may)
        const written = await tx.exec(
          sql`update overdue_order set answer = ${say}, answered_at = ${clock.now()}, answered_by = ${actor.account}
              where bureau = ${actor.bureau} and number = ${number} and answer is null`,
        )
        if (written === 0)
          throw new Fault('order.answered', {
            zh: `${number}督办单已经回复`,
            en: 'The order has been answered already',
            remedy: { zh: '请刷新页面查看', en: 'Reload the page' },
            status: 409,
          })
        const patch = { [row.key]: [row.due, row.now_due] as [unknown, unknown] }
        await deps.ledger.note(tx, actor, may.by, row.record_type, row.record_id, 'deadline', row.key, patch, `回复${number}督办单：${say}`)
        return view(await one(tx, actor, number))
      })
    },

    paper: async (actor, number) => {
      const view = await viewer(actor)
      const [row, bureauName] = await Promise.all([
        store.read(settingsOf(bureau, actor), (tx) => one(tx, actor, number)),
        deps.bureauName(actor.bureau),
      ])
      return orderPaper(view(row), bureauName)
    },
  }

  function mayAnswer(actor: Actor, row: OrderRow) {
    return mayDo(bureau, actor, 'correct', row.unit, bureau.records.get(row.record_type)?.line.id)
  }

  function viewOf(actor: Actor, r: OrderRow, nameOf: (code: string) => string, law: Law): OverdueOrder {
    const kept = bureau.records.get(r.record_type)
    const declared = kept?.procedure.deadlines[r.key]
    const state = r.clock_state !== 'open' ? 'closed' : r.now_due === r.due ? 'open' : 'moved'
    return {
      number: r.number,
      raisedOn: r.raised_on,
      record: {
        type: r.record_type,
        typeTitle: kept?.type.title ?? r.record_type,
        id: r.record_id,
        label: r.title,
        unitName: nameOf(r.unit),
      },
      key: r.key,
      title: declared?.title ?? r.key,
      article: ruleVersionOn(r.rule, r.law_on, law)?.article ?? null,
      due: r.due,
      daysLate: Math.max(0, daysBetween(r.due.slice(0, 10), r.met_on ?? clock.today())),
      state,
      metOn: r.met_on,
      late: declared?.late ?? null,
      red: r.red,
      answer: r.answer,
      answeredAt: r.answered_at,
      answeredBy: r.answered_name,
      mine: r.answer === null && mayAnswer(actor, r).allowed,
    }
  }
}
