import { sql } from 'kysely'
import type { Bureau, Deadline } from '../../kernel/index.ts'
import { type Due, daysBetween, dueOf, type LegalDay, ruleVersionOn } from '../../law/index.ts'
import { type Actor, mayDo, maySee, settingsOf } from '../access/access.ts'
import type { Clock } from '../clock.ts'
import { Fault } from '../fault.ts'
import { askFrom, type LawBook, type LawNow, startOf } from '../law/law-book.ts'
import { deny, keptOf, type Ledger, missing } from '../ledger/ledger.ts'
import { loadRecord } from '../ledger/load.ts'
import type { Store, Tx } from '../store/index.ts'
import { noteChange } from './change-log.ts'
import { type Clocked, recompute } from './reconcile.ts'

export interface DeadlineView extends Omit<Clocked, 'warnOn'> {
  readonly title: string
  readonly article: string | null
  readonly daysLeft: number | null
  readonly late: string | null
  /** A right of the parties whose day has passed unused: lapsed, and nobody is late. */
  readonly lapsed: boolean
  /** 「督办单」 raised when its day passed. */
  readonly orders: readonly { number: string; raisedOn: string; answer: string | null }[]
  readonly changes: readonly { at: string; kind: string; fromDue: string | null; toDue: string | null; reason: string }[]
}

/** One deadline that a change of the calendar or the law has moved. */
export interface Moved {
  readonly type: string
  readonly id: string
  readonly key: string
  readonly from: string | null
  readonly to: string | null
}

export interface Deadlines {
  of(actor: Actor, type: string, id: string): Promise<DeadlineView[]>
  /** The day-by-day reasons of one clock: the one that started on `since`, else the latest. */
  derivation(
    actor: Actor,
    type: string,
    id: string,
    key: string,
    since?: string,
  ): Promise<Pick<Due, 'article' | 'derivation' | 'version' | 'advisory'> & { title: string }>
  /** An officer puts a case under the law of another day, with a reason (新旧法适用). */
  changeLaw(actor: Actor, type: string, id: string, key: string, input: { lawOn: LegalDay; reason: string }): Promise<void>
  /** Recomputes all open clocks after a notice or a law file; closed ones stay. Each move is logged with the reason. */
  recomputeAll(
    tx: Tx,
    bureau: string,
    now: LawNow,
    because: { kind: 'calendar' | 'law'; reason: string; account: string | null },
  ): Promise<Moved[]>
}

export function openDeadlines(deps: { store: Store; bureau: Bureau; clock: Clock; book: LawBook; ledger: Ledger }): Deadlines {
  const { store, bureau, clock, book } = deps

  /** The record and its clocks, if the actor may see it. */
  async function seen(tx: Tx, actor: Actor, type: string, id: string, lock = false) {
    const kept = keptOf(bureau, type)
    const loaded = await loadRecord(tx, actor.bureau, kept, id, lock)
    if (!loaded) throw missing(kept)
    const see = maySee(bureau, actor, kept, loaded.record)
    if (!see.allowed) throw deny(see)
    return loaded
  }

  const noClock = () =>
    new Fault('deadline.missing', {
      zh: '这条记录没有这个期限',
      en: 'The record has no such deadline',
      remedy: { zh: '请刷新页面', en: 'Reload the page' },
      status: 404,
    })

  return {
    of: async (actor, type, id) => {
      const { law } = await book.of(actor.bureau)
      const kept = keptOf(bureau, type)
      return store.read(settingsOf(bureau, actor), async (tx) => {
        const [loaded, changes, orders] = await Promise.all([
          seen(tx, actor, type, id),
          tx.rows<DeadlineView['changes'][number] & { key: string; since: string }>(
            sql`select key, since, at, kind, from_due as "fromDue", to_due as "toDue", reason from deadline_change where bureau = ${actor.bureau} and record_id = ${id} order by at, n`,
          ),
          tx.rows<DeadlineView['orders'][number] & { key: string; since: string }>(
            sql`select key, since, number, raised_on as "raisedOn", answer from overdue_order where bureau = ${actor.bureau} and record_id = ${id} order by at`,
          ),
        ])
        const today = clock.today()
        return loaded.clocks
          .map(({ warnOn: _, ...c }) => {
            const declared = kept.procedure.deadlines[c.key]
            const daysLeft = c.due && c.state === 'open' ? daysBetween(today, c.due.slice(0, 10)) : null
            return {
              ...c,
              title: declared?.title ?? c.key,
              article: ruleVersionOn(c.rule, c.lawOn, law)?.article ?? null,
              daysLeft,
              late: declared?.late ?? null,
              lapsed: declared?.right === true && daysLeft !== null && daysLeft < 0,
              orders: orders.filter((o) => o.key === c.key && o.since === c.since).map(({ key: _k, since: _s, ...o }) => o),
              changes: changes.filter((m) => m.key === c.key && m.since === c.since).map(({ key: _k, since: _s, ...m }) => m),
            }
          })
          .sort((a, b) => Number(b.state === 'open') - Number(a.state === 'open') || (a.due ?? '9').localeCompare(b.due ?? '9'))
      })
    },

    derivation: async (actor, type, id, key, since) => {
      const now = await book.of(actor.bureau)
      const kept = keptOf(bureau, type)
      const loaded = await store.read(settingsOf(bureau, actor), (tx) => seen(tx, actor, type, id))
      const row = loaded.clocks
        .filter((c) => c.key === key && (since === undefined || c.since === since))
        .sort((a, b) => (a.since < b.since ? 1 : -1))[0]
      const declared = kept.procedure.deadlines[key]
      if (!row || !declared) throw noClock()
      return explained(now, declared, row)
    },

    changeLaw: async (actor, type, id, key, input) => {
      const now = await book.of(actor.bureau)
      const kept = keptOf(bureau, type)
      const declared = kept.procedure.deadlines[key]
      if (!declared) throw noClock()
      if (!ruleVersionOn(declared.rule, input.lawOn, now.law)) {
        throw new Fault('deadline.no-version', {
          zh: `${input.lawOn} 没有施行的版本`,
          en: `No version in force on ${input.lawOn}`,
          remedy: { zh: '请核对日期', en: 'Check the day' },
          status: 422,
        })
      }
      await store.write(settingsOf(bureau, actor), async (tx) => {
        const loaded = await seen(tx, actor, type, id, true)
        const may = mayDo(bureau, actor, 'correct', loaded.record.unit, kept.line.id)
        if (!may.allowed) throw deny(may)
        for (const row of loaded.clocks.filter((c) => c.key === key)) {
          const done = recompute(row, declared, askFrom(now), { kind: 'law', reason: input.reason, lawOn: input.lawOn })
          if (!done) continue
          await save(tx, actor.bureau, [{ type, id, row: done.row, from: row.due }], {
            kind: 'law',
            reason: input.reason,
            account: actor.account,
          })
          await deps.ledger.note(tx, actor, may.by, type, id, 'deadline', key, { [key]: [row.due, done.row.due] }, input.reason)
        }
      })
    },

    recomputeAll: async (tx, code, now, because) => {
      const moved: Moved[] = []
      const ask = askFrom(now)
      let after = { id: '00000000-0000-0000-0000-000000000000', key: '', since: '' }
      for (;;) {
        const rows = await tx.rows<Clocked & { type: string; id: string }>(
          sql`select record_type as type, record_id as id, key, since, rule, law_on as "lawOn", original_due as "originalDue", due, warn_on as "warnOn", met_on as "metOn", state, problem, pauses,
              extend_days as "extendDays", advisory, red from deadline
              where bureau = ${code} and state in ('open', 'unknown') and (record_id, key, since) > (${after.id}::uuid, ${after.key}, ${after.since})
              order by record_id, key, since limit 5000 for update`,
        )
        const changed = rows.flatMap(({ type, id, ...row }) => {
          const declared = bureau.records.get(type)?.procedure.deadlines[row.key]
          const done = declared ? recompute(row, declared, ask, because) : null
          return done ? [{ type, id, row: done.row, from: row.due }] : []
        })
        if (changed.length > 0) await save(tx, code, changed, because)
        moved.push(...changed.map((c) => ({ type: c.type, id: c.id, key: c.row.key, from: c.from, to: c.row.due })))
        const last = rows.at(-1)
        if (!last || rows.length < 5000) return moved
        after = { id: last.id, key: last.key, since: last.since }
      }
    },
  }

  async function save(
    tx: Tx,
    code: string,
    list: readonly { type: string; id: string; row: Clocked; from: string | null }[],
    because: { kind: string; reason: string; account: string | null },
  ): Promise<void> {
    await Promise.all(
      list.flatMap(({ id, row, from }) => [
        tx.exec(
          sql`update deadline set law_on = ${row.lawOn}, due = ${row.due}, original_due = ${row.originalDue}, warn_on = ${row.warnOn}, state = ${row.state}, problem = ${row.problem}, advisory = ${row.advisory}
              where bureau = ${code} and record_id = ${id} and key = ${row.key} and since = ${row.since}`,
        ),
        tx.exec(noteChange(clock, code, { id, key: row.key, since: row.since }, { ...because, from, to: row.due })),
      ]),
    )
  }
}

/** Why a clock is due on its day, under the law by which it runs. Throws the law clock's own fault where a calendar year or a rule is missing. */
export function explained(
  now: LawNow,
  declared: Deadline,
  row: Clocked,
): Pick<Due, 'article' | 'derivation' | 'version' | 'advisory'> & { title: string } {
  const answer = dueOf({
    rule: declared.rule,
    start: startOf(now.law, declared.rule, row.since, row.lawOn),
    lawOn: row.lawOn,
    pauses: row.pauses,
    extendDays: row.extendDays,
    calendar: now.calendar,
    law: now.law,
  })
  if (!answer.ok)
    throw new Fault(answer.error.code, {
      zh: answer.error.zh,
      en: answer.error.en,
      remedy: { zh: '请在“日历管理”或“法规库”补充', en: 'Enter what is missing' },
      status: 422,
    })
  const moved = row.lawOn === row.since ? [] : [`本案经批准适用 ${row.lawOn} 施行的规定`]
  return {
    title: declared.title,
    article: answer.article,
    derivation: [...moved, ...answer.derivation],
    version: answer.version,
    advisory: answer.advisory,
  }
}
