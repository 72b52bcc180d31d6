import type { Changes, DraftOf, Predicate, Seen } from '../../kernel/index.ts'
import type { LegalDay } from '../../law/index.ts'
import type { person } from './records/person.ts'
import { isMinorOn, type Term, termOf } from './term.ts'

type Person = DraftOf<typeof person.fields>

/** A gate that looks only at the record above, so that any record under it may begin with it. */
interface GateAbove {
  readonly must: readonly ['parent', Predicate]
  readonly say: string
  readonly basis?: string
}

/** A condition on the person above a record, as every record under him begins with: he is on the books. */
export const onTheBooks: GateAbove = {
  must: ['parent', ['stage', 'registered', 'supervised']],
  say: '该人不在本机构在册社区矫正对象名册内，不能办理',
  basis: '社区矫正法 第二十二条',
}
/** He has been announced, so that duties and permissions apply. */
export const underSupervision: GateAbove = {
  must: ['parent', ['stage', 'supervised']],
  say: '该人尚未入矫宣告或者已经离矫，不能办理',
  basis: '社区矫正法实施办法 第二十条',
}
/** He is free to act. */
export const atLiberty: GateAbove = {
  must: ['parent', ['unknown', 'detainedOn']],
  say: '该人正被限制人身自由，监督管理中止，不能办理',
  basis: '社区矫正法实施办法 第四十一条',
}

/** A day of the person above. */
export function dayOf(parent: Seen | null, name: keyof Person & string): LegalDay | null {
  const v = parent?.values[name]
  return typeof v === 'string' ? v : null
}

/** No measure may be taken for days after the term. */
export function termOver(parent: Seen | null, on: LegalDay, what: string): string | null {
  const termTo = dayOf(parent, 'termTo')
  return termTo && on > termTo ? `矫正期限已于${termTo}届满，不能${what}` : null
}

/** The record types whose running permissions end with the correction. */
export const runningWith = [
  'community-corrections.leave',
  'community-corrections.permit',
  'community-corrections.positioning',
  'community-corrections.search',
  'community-corrections.detention',
] as const

/**
 * What ends on the day on which a correction ends: permits and devices by their own step, so that nobody is positioned a day longer than the law allows
 * (社区矫正法 第二十九条), and searches, so that nobody who has left is still counted as lost.
 */
export function endWhatRuns(others: Readonly<Record<string, readonly Seen[]>>, on: LegalDay): NonNullable<Changes['act']> {
  const end = (record: string, stages: readonly string[], step: string, values: Readonly<Record<string, unknown>>) =>
    (others[record] ?? []).filter((r) => r.stage !== null && stages.includes(r.stage)).map((r) => ({ on: r.id, record, step, values }))
  return [
    ...end('community-corrections.permit', ['valid'], 'end', { endedOn: on }),
    ...end('community-corrections.positioning', ['applied', 'approved', 'worn'], 'end', {
      endedOn: on,
      endNote: '社区矫正解除、终止或者转出',
    }),
    ...end('community-corrections.search', ['searching'], 'close', { endedOn: on, finding: '社区矫正解除、终止或者转出' }),
    ...end('community-corrections.leave', ['approved'], 'close', { closedOn: on }),
  ]
}

/** The term by the papers, worked out by the law and written down with its derivation. */
export function termFrom(record: Person, form: TermForm): Term {
  return termOf({
    category: record.category ?? '',
    from: form.termFrom,
    years: form.years,
    months: form.months,
    days: form.days,
    creditDays: form.creditDays,
    sentenceEndOn: form.sentenceEndOn,
    uncountedDays: form.uncountedDays,
    sentence: form.sentence,
  })
}
export interface TermForm {
  readonly termFrom: LegalDay
  readonly years: number | null
  readonly months: number | null
  readonly days: number | null
  readonly creditDays: number | null
  readonly sentenceEndOn: LegalDay | null
  readonly uncountedDays: number | null
  readonly sentence: string
}

/** Minor at the beginning keeps the regime of minors after the eighteenth birthday: 社区矫正法 第五十八条. */
export const minorAtStart = (bornOn: LegalDay, on: LegalDay): boolean => isMinorOn(bornOn, on)
