import { type Calendar, dayReason, isKnown, isWorked } from './calendar.ts'
import { fromSerial, type LegalDay, type LegalHour } from './day.ts'
import { type Difference, diffRuleVersions, diffStatuteVersions } from './diff.ts'
import { dueOf, type Pause } from './due.ts'
import type { Law } from './law.ts'
import type { RuleVersion } from './rule.ts'
import type { StatuteVersion } from './statute.ts'

/** 「变动」 One change that a proposed law brings: to a rule or a statute, from the day on which it takes effect. */
export interface LawChange {
  readonly what: 'rule' | 'statute'
  /** `new`: did not exist; `version`: a further version; `corrected`: a version of the same first day reads differently; `ended`: it ceases. */
  readonly how: 'new' | 'version' | 'corrected' | 'ended'
  readonly code: string
  readonly title: string
  readonly on: LegalDay
  readonly differences: readonly Difference[]
}

/** An open deadline of a record, as the rehearsal needs it. */
export interface OpenDeadline {
  readonly id: string
  readonly title: string
  readonly rule: string
  readonly start: LegalDay | LegalHour
  /** The day whose law governs it, where an officer decided that it is not the start day's. */
  readonly lawOn?: LegalDay
  readonly due: LegalDay | LegalHour | null
  readonly pauses?: readonly Pause[]
  readonly extendDays?: number
}

/** 「受影响的期限」 An open deadline whose due day would be another under the proposed law. */
export interface MovedDeadline {
  readonly deadline: OpenDeadline
  readonly before: LegalDay | LegalHour | null
  readonly after: LegalDay | LegalHour | null
  readonly article: string | null
  /** Why there is no due day afterwards. */
  readonly refused: string | null
}

interface Dated {
  readonly from: LegalDay
  readonly to: LegalDay | null
}

function changesOf<V extends Dated>(
  what: LawChange['what'],
  code: string,
  title: string,
  before: readonly V[],
  after: readonly V[],
  diff: (a: V, b: V) => Difference[],
): LawChange[] {
  const change = (how: LawChange['how'], on: LegalDay, differences: readonly Difference[]): LawChange => ({
    what,
    how,
    code,
    title,
    on,
    differences,
  })
  if (before.length === 0) return after.map((v) => change('new', v.from, []))
  const changes: LawChange[] = []
  after.forEach((v, i) => {
    const same = before.find((b) => b.from === v.from)
    if (!same) {
      const previous = after[i - 1]
      changes.push(change('version', v.from, previous ? diff(previous, v) : []))
      return
    }
    const differences = diff(same, v)
    const successor = after[i + 1]
    const endedOnly = differences.every((d) => d.field === '失效')
    if (differences.length === 0 || (endedOnly && successor && !before.some((b) => b.from === successor.from))) return
    changes.push(endedOnly && v.to !== null ? change('ended', v.to, differences) : change('corrected', v.from, differences))
  })
  return changes
}

/** 「法律变动预演」 What changes when `proposed` takes the place of `current`, by the day on which it takes effect. Pure: nothing is touched. */
export function rehearse(current: Law, proposed: Law): LawChange[] {
  const changes: LawChange[] = []
  const old = new Map(current.statutes.map((s) => [s.id, s.versions as readonly StatuteVersion[]]))
  for (const s of proposed.statutes) {
    changes.push(...changesOf<StatuteVersion>('statute', s.id, s.short, old.get(s.id) ?? [], s.versions, diffStatuteVersions))
  }
  for (const [code, rule] of proposed.rules) {
    changes.push(
      ...changesOf<RuleVersion>('rule', code, rule.title, current.rules.get(code)?.versions ?? [], rule.versions, (a, b) =>
        diffRuleVersions(a, b, rule),
      ),
    )
  }
  return changes.sort((a, b) => (a.on === b.on ? 0 : a.on < b.on ? -1 : 1))
}

/** 「预演期限」 The open deadlines whose due day would change under the proposed law (or under another calendar), each with both days. */
export function rehearseDeadlines<D extends OpenDeadline>(
  proposed: Law,
  open: readonly D[],
  calendar?: Calendar,
): (MovedDeadline & { readonly deadline: D })[] {
  return open.flatMap((deadline) => {
    const { rule, start, lawOn, pauses, extendDays } = deadline
    const after = dueOf<string>({
      rule,
      start,
      law: proposed,
      ...(lawOn ? { lawOn } : {}),
      ...(pauses ? { pauses } : {}),
      ...(extendDays ? { extendDays } : {}),
      ...(calendar ? { calendar } : {}),
    })
    const day = after.ok ? after.due : null
    if (day === deadline.due) return []
    return [
      { deadline, before: deadline.due, after: day, article: after.ok ? after.article : null, refused: after.ok ? null : after.error.zh },
    ]
  })
}

/** 「日历变动」 What another calendar changes: years newly known, and days that were known and are worked otherwise. */
export interface CalendarChange {
  readonly years: readonly number[]
  readonly days: readonly { readonly day: LegalDay; readonly worked: boolean; readonly why: string }[]
}

/** Compares two calendars, before a notice is entered. */
export function rehearseCalendar(before: Calendar, after: Calendar): CalendarChange {
  const days: CalendarChange['days'][number][] = []
  for (let s = Math.max(before.first, after.first); s <= Math.min(before.last, after.last); s += 1) {
    if (!isKnown(before, s, s) || !isKnown(after, s, s) || isWorked(before, s) === isWorked(after, s)) continue
    days.push({ day: fromSerial(s), worked: isWorked(after, s), why: dayReason(after, s) })
  }
  return { years: after.years.filter((y) => !before.years.includes(y)), days }
}
