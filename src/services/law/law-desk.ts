import { sql } from 'kysely'
import type { Bureau } from '../../kernel/index.ts'
import {
  type CalendarChange,
  type CalendarYear,
  citations,
  findStatute,
  type LawChange,
  type LegalDay,
  type MovedDeadline,
  type OpenDeadline,
  parseLawFile,
  rehearse,
  rehearseCalendar,
  rehearseDeadlines,
} from '../../law/index.ts'
import { type Actor, ledgerSettings, settingsOf } from '../access/access.ts'
import type { Clock } from '../clock.ts'
import type { Deadlines, Moved } from '../deadlines/deadlines.ts'
import { Fault } from '../fault.ts'
import type { Audit } from '../identity/audit.ts'
import { type Once, once } from '../ledger/once.ts'
import type { Store, Tx } from '../store/index.ts'
import { type LawBook, type LawNow, startOf, withFile } from './law-book.ts'

/** What a law file would touch if it took effect. */
export interface Rehearsal {
  readonly changes: readonly LawChange[]
  /** Years of the legal calendar that it brings, and days that would be worked otherwise. */
  readonly calendar: CalendarChange
  /** Open deadlines that would end on another day: the first of those that the actor may see. */
  readonly deadlines: readonly (MovedDeadline & { readonly deadline: { readonly type: string } })[]
  /** How many would move in all, and how many of them the actor may not see. */
  readonly moved: number
  readonly hidden: number
  /** Declarations that cite a statute or rule which changes: steps, documents, indicators, deadlines. */
  readonly cited: readonly { kind: string; id: string; title: string; basis: string }[]
}

export interface LawDesk {
  /** 「录入年度安排」 Publishes a year of the calendar; open deadlines are recomputed at once. */
  saveYear(actor: Actor, year: CalendarYear): Promise<Moved[]>
  /** 「更正一日」 A single day by a later notice. */
  correctDay(actor: Actor, input: { day: LegalDay; working: boolean; notice: string }): Promise<Moved[]>
  /** 「载入法规文件」 All faults at once; nothing is kept unless the whole file is right. */
  load(actor: Actor, name: string, source: string, o?: Once): Promise<{ changes: LawChange[]; moved: Moved[] }>
  rehearse(actor: Actor, source: string): Promise<Rehearsal>
  /** Every open deadline of a bureau with its title: for the command line, whose user has the database in his hands. */
  openDeadlines(code: string): Promise<OpenDeadline[]>
}

/** The desk of the law administrator: what he enters is dated, sourced, audited, and moves every open clock in the same transaction. */
export function openLawDesk(deps: {
  store: Store
  bureau: Bureau
  clock: Clock
  book: LawBook
  deadlines: Deadlines
  audit: Audit
}): LawDesk {
  const { store, bureau, clock, book, deadlines, audit } = deps

  async function change(
    actor: Actor,
    entry: { kind: string; subject: string; detail: Record<string, unknown> },
    kind: 'calendar' | 'law',
    reason: string,
    write: (tx: Tx) => Promise<void>,
    o?: { readonly once: Once | undefined; readonly changes: LawChange[] },
  ): Promise<{ changes: LawChange[]; moved: Moved[] }> {
    const done = await store.write(ledgerSettings(bureau, actor.bureau), (tx) =>
      once(tx, clock, actor, o?.once, async () => {
        await write(tx)
        await audit.note(tx, { bureau: actor.bureau, account: actor.account, ...entry })
        const now = await book.read(tx, actor.bureau)
        const moved = await deadlines.recomputeAll(tx, actor.bureau, now, { kind, reason, account: actor.account })
        return { changes: o?.changes ?? [], moved }
      }),
    )
    book.forget(actor.bureau)
    return done
  }

  const parse = async (code: string, source: string) => {
    const now = await book.of(code)
    const parsed = parseLawFile(source, now.law)
    if (parsed.ok) return { now, file: parsed.file }
    throw new Fault('law.file-invalid', {
      zh: `法规文件有 ${parsed.faults.length} 处错误，没有载入：${parsed.faults
        .slice(0, 5)
        .map((f) => `${f.path}：${f.zh}`)
        .join('；')}`,
      en: `The law file has ${parsed.faults.length} faults and was not loaded`,
      remedy: { zh: '请按所列位置改正后重新载入', en: 'Mend what is named and load it again' },
      status: 400,
      faults: parsed.faults.map((f) => ({ path: f.path, title: f.path, say: `${f.zh} / ${f.en}` })),
    })
  }

  return {
    saveYear: async (actor, year) => {
      const { moved } = await change(
        actor,
        { kind: 'calendar.published', subject: String(year.year), detail: { notices: year.notices } },
        'calendar',
        `${year.year} 年节假日安排已公布`,
        async (tx) => {
          await tx.exec(
            sql`insert into calendar_year (bureau, year, notice, days, at, account) values (${actor.bureau}, ${year.year}, ${year.notices.map((n) => n.number ?? n.title).join('、')}, ${JSON.stringify(year)}::jsonb, ${clock.now()}, ${actor.account})
              on conflict (bureau, year) do update set notice = excluded.notice, days = excluded.days, at = excluded.at, account = excluded.account`,
          )
        },
      )
      return moved
    },
    correctDay: async (actor, input) => {
      const { moved } = await change(
        actor,
        { kind: 'calendar.corrected', subject: input.day, detail: input },
        'calendar',
        `${input.day} ${input.working ? '调整为上班' : '调整为放假'}（${input.notice}）`,
        async (tx) => {
          await tx.exec(
            sql`insert into calendar_correction (bureau, day, working, notice, at, account) values (${actor.bureau}, ${input.day}, ${input.working}, ${input.notice}, ${clock.now()}, ${actor.account})
              on conflict (bureau, day) do update set working = excluded.working, notice = excluded.notice, at = excluded.at, account = excluded.account`,
          )
        },
      )
      return moved
    },
    load: async (actor, name, source, o) => {
      const { now, file } = await parse(actor.bureau, source)
      const changes = rehearse(now.law, withFile(now, file).law)
      return change(
        actor,
        { kind: 'law.loaded', subject: name, detail: { changes: changes.length } },
        file.statutes.length + file.rules.length > 0 ? 'law' : 'calendar',
        `载入法规文件《${name}》`,
        async (tx) => {
          await tx.exec(
            sql`insert into law_file (bureau, id, name, content, at, account) values (${actor.bureau}, ${clock.newId()}, ${name}, ${JSON.stringify(file)}::jsonb, ${clock.now()}, ${actor.account})`,
          )
        },
        { once: o, changes },
      )
    },
    openDeadlines: async (code) => {
      const { law } = await book.of(code)
      const rows = await store.read(ledgerSettings(bureau, code), (tx) =>
        tx.rows<OpenDeadline & { lawOn: LegalDay }>(
          sql`select d.record_id as id, s.title, d.rule, d.since as start, d.law_on as "lawOn", d.due, d.pauses, d.extend_days as "extendDays" from deadline d
              join search_doc s on s.bureau = d.bureau and s.record_id = d.record_id
              where d.bureau = ${code} and d.state in ('open', 'unknown') order by d.due nulls last, d.record_id, d.key`,
        ),
      )
      return rows.map((r) => ({ ...r, start: startOf(law, r.rule, r.start, r.lawOn) }))
    },
    rehearse: async (actor, source) => {
      const { now, file } = await parse(actor.bureau, source)
      const proposed = withFile(now, file)
      const changes = rehearse(now.law, proposed.law)
      const days = rehearseCalendar(now.calendar, proposed.calendar)
      const rules = new Set(changes.flatMap((c) => (c.what === 'rule' ? [c.code] : [])))
      const statutes = new Set(changes.flatMap((c) => (c.what === 'statute' ? [c.code] : [])))
      const everyRule = days.years.length + days.days.length > 0
      const moved = await store.read(ledgerSettings(bureau, actor.bureau), (tx) =>
        movedUnder(tx, actor.bureau, proposed, everyRule ? null : [...rules]),
      )
      const titles = await store.read(settingsOf(bureau, actor), async (tx) => {
        const rows = await tx.rows<{ id: string; title: string }>(
          sql`select record_id as id, title from search_doc where bureau = ${actor.bureau} and record_id = any(${moved.map((m) => m.deadline.id)}::uuid[])`,
        )
        return new Map(rows.map((r) => [r.id, r.title]))
      })
      const seen = moved.flatMap((m) => {
        const title = titles.get(m.deadline.id)
        return title === undefined ? [] : [{ ...m, deadline: { ...m.deadline, title } }]
      })
      return {
        changes,
        calendar: days,
        deadlines: seen.slice(0, SHOWN),
        moved: moved.length,
        hidden: moved.length - seen.length,
        cited: citedBy(bureau, statutes, rules, now.law),
      }
    },
  }
}

/** A page shows so many; the number says how many there are. */
const SHOWN = 100
const CHUNK = 5000

/** The open deadlines that would move, without their titles; of some rules, or of all when the calendar changes. */
async function movedUnder(tx: Tx, code: string, proposed: Pick<LawNow, 'law' | 'calendar'>, rules: readonly string[] | null) {
  const moved: (MovedDeadline & { readonly deadline: OpenRow })[] = []
  let after = { id: '00000000-0000-0000-0000-000000000000', key: '', start: '' }
  for (;;) {
    const rows = await tx.rows<OpenRow>(
      sql`select record_id as id, record_type as type, key, '' as title, rule, since as start, law_on as "lawOn", due, pauses, extend_days as "extendDays" from deadline
          where bureau = ${code} and state in ('open', 'unknown') and (record_id, key, since) > (${after.id}::uuid, ${after.key}, ${after.start})
            and (${rules === null} or rule = any(${rules ?? []}))
          order by record_id, key, since limit ${CHUNK}`,
    )
    const asked = rows.map((r) => ({ ...r, start: startOf(proposed.law, r.rule, r.start, r.lawOn) }))
    moved.push(...rehearseDeadlines(proposed.law, asked, proposed.calendar))
    const last = rows.at(-1)
    if (!last || rows.length < CHUNK) return moved
    after = last
  }
}

interface OpenRow extends OpenDeadline {
  readonly type: string
  readonly key: string
  readonly lawOn: LegalDay
}

/** The declarations that stand on what changes. */
function citedBy(
  bureau: Bureau,
  statutes: ReadonlySet<string>,
  rules: ReadonlySet<string>,
  law: Parameters<typeof citations>[2],
): Rehearsal['cited'] {
  const out: Rehearsal['cited'][number][] = []
  const look = (kind: string, id: string, title: string, basis: string | undefined) => {
    if (basis && citations(basis, undefined, law).some((c) => statutes.has(findStatute(c.statute, law)?.id ?? '')))
      out.push({ kind, id, title, basis })
  }
  for (const { type, procedure, documents } of bureau.records.values()) {
    for (const [key, s] of Object.entries(procedure.steps)) look('step', `${type.id}/${key}`, s.title, s.basis)
    for (const [key, d] of Object.entries(procedure.deadlines))
      if (rules.has(d.rule)) out.push({ kind: 'deadline', id: `${type.id}/${key}`, title: d.title, basis: d.rule })
    for (const d of documents) look('document', d.id, d.title, d.basis)
  }
  for (const i of bureau.indicators.values()) look('indicator', i.id, i.title, i.basis)
  return out
}
