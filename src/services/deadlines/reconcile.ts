import { type Deadline, type Facts, holds, type Kept, type Span } from '../../kernel/index.ts'
import { addDays, type LegalDay, type RuleCode } from '../../law/index.ts'

/** One clock of one record. `since` is its start day; a clock that starts anew is another row. */
export interface Clocked {
  readonly key: string
  readonly since: LegalDay
  readonly rule: string
  /** The day whose law governs it. */
  readonly lawOn: LegalDay
  readonly originalDue: string | null
  /** Null while it stands still or cannot be said. */
  readonly due: string | null
  readonly warnOn: LegalDay | null
  readonly metOn: LegalDay | null
  readonly state: 'open' | 'met' | 'dropped' | 'unknown'
  readonly problem: string | null
  readonly pauses: readonly Span[]
  readonly extendDays: number
  readonly advisory: boolean
  readonly red: boolean
}

/** A change of a clock with its reason. */
export interface Move {
  readonly key: string
  readonly since: LegalDay
  readonly kind: 'opened' | 'met' | 'reopened' | 'dropped' | 'paused' | 'resumed' | 'extended' | 'corrected' | 'calendar' | 'law'
  readonly fromDue: string | null
  readonly toDue: string | null
  readonly reason: string
}

/** What the law clock answers. */
export type DueAnswer =
  | { readonly ok: true; readonly due: string; readonly advisory: boolean }
  | {
      readonly ok: false
      readonly zh: string /** No such rule was in force on the day: there is no deadline, not an unknown one. */
      readonly none?: true
    }
export type AskDue = (question: {
  rule: RuleCode
  start: LegalDay
  lawOn: LegalDay
  pauses: readonly Span[]
  extendDays: number
}) => DueAnswer

/**
 * Brings the clocks of a record in line with what the record says: a clock is a function of the record, so nobody can set one by hand.
 * Rows that were met or dropped stay as they are unless the record itself was corrected.
 * @param existing the rows of this record, any order
 * @returns the rows that change, and each change with its reason
 */
export function reconcile(kept: Kept, facts: Facts, existing: readonly Clocked[], ask: AskDue): { rows: Clocked[]; moves: Move[] } {
  const rows: Clocked[] = []
  const moves: Move[] = []
  const keep = (row: Clocked, kind: Move['kind'], fromDue: string | null, reason: string) => {
    rows.push(row)
    moves.push({ key: row.key, since: row.since, kind, fromDue, toDue: row.due, reason })
  }
  const runs = (key: string): boolean => {
    const declared = kept.procedure.deadlines[key]
    const start = declared ? day(facts, declared.from) : null
    if (!declared || start === null || (declared.when && !holds(declared.when, facts))) return false
    if (declared.yieldsTo && runs(declared.yieldsTo)) return false
    const lawOn = existing.find((r) => r.key === key && r.since === start)?.lawOn ?? start
    const answer = ask({ rule: declared.rule, start, lawOn, pauses: [], extendDays: 0 })
    return answer.ok || !answer.none
  }
  for (const [key, declared] of Object.entries(kept.procedure.deadlines)) {
    const mine = existing.filter((r) => r.key === key)
    const start = day(facts, declared.from)
    const applies = runs(key)
    const renews = declared.until.length === 0
    for (const row of mine) {
      if (row.since === start && applies) continue
      if (row.state !== 'open' && row.state !== 'unknown') continue
      if (renews && start !== null && start > row.since)
        keep({ ...row, state: 'met', metOn: start, problem: null }, 'met', row.due, '已按期重新起算')
      else if (row.since !== start) keep({ ...row, state: 'dropped' }, 'dropped', row.due, '起算日期已更正')
      else keep({ ...row, state: 'dropped' }, 'dropped', row.due, '不再适用')
    }
    if (!applies || start === null) continue
    const before = mine.find((r) => r.since === start)
    const next = clock(key, declared, start, facts, before, ask)
    if (!before) keep(next, 'opened', null, `${declared.title}起算`)
    else if (!same(before, next)) keep(next, ...why(before, next))
  }
  return { rows, moves }
}

function clock(key: string, declared: Deadline, start: LegalDay, facts: Facts, before: Clocked | undefined, ask: AskDue): Clocked {
  const pauses = (declared.pause ? ((facts.values[declared.pause] as readonly Span[] | null) ?? []) : []) as readonly Span[]
  const extendDays = declared.extend ? Number(facts.values[declared.extend] ?? 0) : 0
  const metOn =
    declared.until
      .map((name) => day(facts, name))
      .filter((d) => d !== null)
      .sort()[0] ?? null
  const lawOn = before?.lawOn ?? start
  const standing = metOn === null && pauses.some((p) => p.to === null)
  const closed = pauses.map((p) => (p.to === null ? { from: p.from, to: metOn ?? p.from } : p))
  const answer = ask({ rule: declared.rule, start, lawOn, pauses: closed, extendDays })
  const plain = before?.originalDue ?? originalDue(declared, start, lawOn, ask)
  const due = answer.ok && !standing ? answer.due : null
  const warn = Math.max(0, ...declared.warn)
  return {
    key,
    since: start,
    rule: declared.rule,
    lawOn,
    originalDue: plain,
    due,
    warnOn: due && warn > 0 ? addDays(due.slice(0, 10), -warn) : null,
    metOn,
    state: metOn !== null ? 'met' : answer.ok ? 'open' : 'unknown',
    problem: answer.ok ? null : answer.zh,
    pauses,
    extendDays,
    advisory: answer.ok ? answer.advisory : (before?.advisory ?? false),
    red: declared.red === true,
  }
}

function originalDue(declared: Deadline, start: LegalDay, lawOn: LegalDay, ask: AskDue): string | null {
  const answer = ask({ rule: declared.rule, start, lawOn, pauses: [], extendDays: 0 })
  return answer.ok ? answer.due : null
}

/** Recomputes one open clock after a change of calendar or law; null when nothing moves. Clocks that were met or dropped never move. */
export function recompute(
  row: Clocked,
  declared: Deadline,
  ask: AskDue,
  because: { kind: 'calendar' | 'law'; reason: string; lawOn?: LegalDay },
): { row: Clocked; move: Move } | null {
  if (row.state !== 'open' && row.state !== 'unknown') return null
  const lawOn = because.lawOn ?? row.lawOn
  const standing = row.pauses.some((p) => p.to === null)
  const answer = ask({
    rule: declared.rule,
    start: row.since,
    lawOn,
    pauses: row.pauses.filter((p) => p.to !== null),
    extendDays: row.extendDays,
  })
  const due = answer.ok && !standing ? answer.due : null
  const state = answer.ok ? 'open' : 'unknown'
  if (due === row.due && state === row.state && lawOn === row.lawOn) return null
  const warn = Math.max(0, ...declared.warn)
  const next: Clocked = {
    ...row,
    lawOn,
    due,
    state,
    problem: answer.ok ? null : answer.zh,
    originalDue: row.originalDue ?? due,
    warnOn: due && warn > 0 ? addDays(due.slice(0, 10), -warn) : null,
    advisory: answer.ok ? answer.advisory : row.advisory,
  }
  return { row: next, move: { key: row.key, since: row.since, kind: because.kind, fromDue: row.due, toDue: due, reason: because.reason } }
}

const day = (facts: Facts, name: string): LegalDay | null => (facts.values[name] as LegalDay | null | undefined) ?? null

const same = (a: Clocked, b: Clocked): boolean =>
  a.state === b.state &&
  a.metOn === b.metOn &&
  (a.state === 'met' || a.due === b.due) &&
  a.extendDays === b.extendDays &&
  JSON.stringify(a.pauses) === JSON.stringify(b.pauses)

function why(a: Clocked, b: Clocked): [Move['kind'], string | null, string] {
  if (b.state === 'met' && a.state !== 'met') return ['met', a.due, '已办理']
  if (a.state === 'met' && b.state !== 'met') return ['reopened', a.due, '办理日期已更正，重新计算']
  if (b.pauses.length > a.pauses.length) return ['paused', a.due, '期限中止计算']
  if (JSON.stringify(a.pauses) !== JSON.stringify(b.pauses)) return ['resumed', a.due, '恢复计算，中止的日数不计入']
  if (a.extendDays !== b.extendDays) return ['extended', a.due, `延长${b.extendDays - a.extendDays}日`]
  if (a.state === 'dropped') return ['reopened', a.due, '重新适用']
  return ['corrected', a.due, '记录已更正']
}
