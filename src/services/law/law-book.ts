import { sql } from 'kysely'
import type { Bureau } from '../../kernel/index.ts'
import {
  builtInCalendar,
  builtInLaw,
  builtInYears,
  type Calendar,
  type CalendarYear,
  calendarOf,
  dueOf,
  type Law,
  type LawFile,
  type LegalDay,
  mergeLaw,
  type Rule,
  ruleVersionOn,
} from '../../law/index.ts'
import { ledgerSettings } from '../access/access.ts'
import type { AskDue } from '../deadlines/reconcile.ts'
import type { Store, Tx } from '../store/index.ts'

/** The law as one bureau applies it: what the program brings, with the notices and versions that its administrator entered. */
export interface LawNow {
  readonly law: Law
  readonly calendar: Calendar
  readonly years: readonly CalendarYear[]
  /** Changes with every entry, so that others may cache by it. */
  readonly stamp: string
}

export interface LawBook {
  of(bureau: string): Promise<LawNow>
  /** Reads it in the caller's transaction, past the cache: for recomputing what a change has moved. */
  read(tx: Tx, bureau: string): Promise<LawNow>
  ask(bureau: string): Promise<AskDue>
  forget(bureau: string): void
}

const freshFor = 5_000

/** Opens the law book. Its answers are kept for five seconds and dropped at once when this process changes them. */
export function openLawBook(deps: { store: Store; bureau: Bureau; milliseconds: () => number }): LawBook {
  const kept = new Map<string, { at: number; now: LawNow }>()
  const read = async (tx: Tx, bureau: string): Promise<LawNow> => {
    const [years, corrections, files] = await Promise.all([
      tx.rows<{ days: CalendarYear; at: string }>(sql`select days, at from calendar_year where bureau = ${bureau} order by year`),
      tx.rows<{ day: LegalDay; working: boolean; notice: string; at: string }>(
        sql`select day, working, notice, at from calendar_correction where bureau = ${bureau} order by day`,
      ),
      tx.rows<{ content: LawFile; at: string }>(
        sql`select content, at from law_file where bureau = ${bureau} and withdrawn_at is null order by at`,
      ),
    ])
    const all = [...builtInYears, ...files.flatMap((f) => f.content.calendar), ...years.map((y) => y.days), ...corrections.map(amendment)]
    const stamp = [years, corrections, files]
      .map(
        (list) =>
          `${list.length}:${
            list
              .map((r) => r.at)
              .sort()
              .at(-1) ?? ''
          }`,
      )
      .join('/')
    return {
      law: files.reduce((law, f) => mergeLaw(law, f.content), builtInLaw),
      calendar: all.length === builtInYears.length ? builtInCalendar : calendarOf(all),
      years: all,
      stamp,
    }
  }
  const of = async (bureau: string): Promise<LawNow> => {
    const found = kept.get(bureau)
    if (found && deps.milliseconds() - found.at < freshFor) return found.now
    const now = await deps.store.read(ledgerSettings(deps.bureau, bureau), (tx) => read(tx, bureau))
    kept.set(bureau, { at: deps.milliseconds(), now })
    return now
  }
  return { of, read, ask: async (bureau) => askFrom(await of(bureau)), forget: (bureau) => kept.delete(bureau) }
}

/** A single day's correction as an amendment of its year. */
function amendment(c: { day: LegalDay; working: boolean; notice: string }): CalendarYear {
  return {
    year: Number(c.day.slice(0, 4)),
    amends: true,
    notices: [{ title: c.notice, number: c.notice, issued: null }],
    holidays: c.working ? [] : [['放假', c.day, c.day]],
    workdays: c.working ? [c.day] : [],
  }
}

/** The law clock as the ledger asks it. */
export function askFrom(now: LawNow): AskDue {
  return ({ rule, start, lawOn, pauses, extendDays }) => {
    const law = lawOn === start ? now.law : pinned(now.law, rule, lawOn)
    const hours = ruleVersionOn(rule, lawOn, law)?.unit === 'hour'
    // A record keeps days: where the rule counts hours and the hour was not kept, the clock begins with the day, so that it never answers too late.
    const answer = dueOf({ rule, start: hours ? `${start}T00:00` : start, pauses, extendDays, calendar: now.calendar, law })
    return answer.ok
      ? { ok: true, due: answer.due, advisory: answer.advisory }
      : { ok: false, zh: answer.error.zh, ...(answer.error.code === 'deadline.no-version' ? { none: true } : {}) }
  }
}

/** The law with one rule as it stood on a day, for a record that an officer moved to another version. */
export function pinned(law: Law, code: string, on: LegalDay): Law {
  const rule = law.rules.get(code)
  const version = ruleVersionOn(code, on, law)
  if (!rule || !version) return law
  const fixed: Rule = { ...rule, versions: [{ ...version, from: '1900-01-01', to: null }] }
  return { ...law, rules: new Map([...law.rules, [code, fixed]]) }
}
