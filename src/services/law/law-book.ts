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
  /** Single days changed by later notices; they stand over the years, also over a year that is entered again. */
  readonly corrections: readonly CalendarYear[]
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
    const entered = [...files.map((f) => ({ at: f.at, years: f.content.calendar })), ...years.map((y) => ({ at: y.at, years: [y.days] }))]
    // What was entered last counts, whether it came from a file or from the page.
    const whole = [...builtInYears, ...entered.sort((x, y) => (x.at < y.at ? -1 : 1)).flatMap((e) => e.years)]
    const single = corrections.map(amendment)
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
      calendar: whole.length + single.length === builtInYears.length ? builtInCalendar : calendarOf([...whole, ...single]),
      years: [...whole, ...single],
      corrections: single,
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

/** The law as it would stand with one more file, before it is loaded. */
export function withFile(now: LawNow, file: LawFile): Pick<LawNow, 'law' | 'calendar'> {
  const whole = now.years.filter((y) => !now.corrections.includes(y))
  return {
    law: mergeLaw(now.law, file),
    calendar: file.calendar.length === 0 ? now.calendar : calendarOf([...whole, ...file.calendar, ...now.corrections]),
  }
}

/** A record keeps days: where the rule counts hours and the hour was not kept, the clock begins with the day, so that it never answers too late. */
export const startOf = (law: Law, rule: string, since: LegalDay, lawOn: LegalDay): string =>
  ruleVersionOn(rule, lawOn, law)?.unit === 'hour' ? `${since}T00:00` : since

/** The law clock as the ledger asks it. */
export function askFrom({ law, calendar }: Pick<LawNow, 'law' | 'calendar'>): AskDue {
  return ({ rule, start, lawOn, pauses, extendDays }) => {
    const answer = dueOf({ rule, start: startOf(law, rule, start, lawOn), lawOn, pauses, extendDays, calendar, law })
    return answer.ok
      ? { ok: true, due: answer.due, advisory: answer.advisory }
      : { ok: false, zh: answer.error.zh, ...(answer.error.code === 'deadline.no-version' ? { none: true } : {}) }
  }
}
