import { type Check, type Indicator, termOf } from '../../kernel/index.ts'
import { addDays } from '../../law/index.ts'
import type { AskMode } from './count.ts'
import { compare, type Decimal, minus, negative, plus, shown, toNumber, ZERO } from './decimal.ts'
import { NOTHING } from './measures.ts'
import type { Period } from './period.ts'
import { exactValue, measuresBehind, type Reading, totalsFor } from './values.ts'

/** An identity judged for a period and a unit. `holds` is null when a rate in it has no denominator, so that nothing can be said. */
export interface CheckResult {
  readonly id: string
  readonly title: string
  readonly holds: boolean | null
  readonly left: number | null
  readonly right: number | null
  /** The sum written out: 455+378+36 = 869. */
  readonly arithmetic: string
  readonly weight: Check['weight']
  readonly mend: string
  readonly basis?: string
}

/** Judges identities for the scope of a reading, all of one moment. */
export async function judge(r: Reading, checks: readonly Check[]): Promise<CheckResult[]> {
  const indicators = (begin: boolean) => {
    const ids = new Set(checks.flatMap((c) => [...c.left, ...c.right].map(termOf).flatMap((t) => (t.begin === begin ? [t.id] : []))))
    return [...ids].flatMap((id) => r.scope.bureau.indicators.get(id) ?? [])
  }
  const [now, before] = await Promise.all([valuesOf(r, indicators(false), false), valuesOf(r, indicators(true), true)])
  return checks.map((c) => judgeCheck(c, (term) => (termOf(term).begin ? before : now).get(termOf(term).id) ?? null))
}

/** The values of figures for the period, or as they stood before it began: a flow is then all that came before. */
async function valuesOf(r: Reading, indicators: readonly Indicator[], begin: boolean): Promise<Map<string, Decimal | null>> {
  const list = measuresBehind(r, indicators)
  const dayBefore = addDays(r.scope.period.from, -1)
  const period: Period = begin ? { from: dayBefore, to: dayBefore } : r.scope.period
  const modes = new Map<AskMode | undefined, typeof list>()
  for (const c of list) {
    const mode = begin && c.measure.type === 'flow' ? 'until' : undefined
    modes.set(mode, [...(modes.get(mode) ?? []), c])
  }
  const found = await Promise.all([...modes].map(([mode, some]) => totalsFor(r, some, period, mode)))
  const totals = new Map(found.flatMap((f) => [...f]))
  return new Map(indicators.map((i) => [i.id, exactValue(r.measures, i, (id) => totals.get(id) ?? NOTHING)]))
}

const relations: Readonly<Record<Check['is'], { sign: string; not: string; holds: (order: number) => boolean }>> = {
  '=': { sign: '=', not: '≠', holds: (order) => order === 0 },
  '<=': { sign: '≤', not: '＞', holds: (order) => order <= 0 },
  '>=': { sign: '≥', not: '＜', holds: (order) => order >= 0 },
}

/** Judges one identity from the values of its terms. */
export function judgeCheck(check: Check, value: (term: string) => Decimal | null): CheckResult {
  const [left, right] = [side(check.left, value), side(check.right, value)]
  const { id, title, weight, mend } = check
  const head = { id, title, weight, mend, ...(check.basis ? { basis: check.basis } : {}) }
  if (!left || !right) {
    return { ...head, holds: null, left: left && toNumber(left.sum), right: right && toNumber(right.sum), arithmetic: '分母为0，无法比较' }
  }
  const relation = relations[check.is]
  const holds = relation.holds(compare(left.sum, right.sum))
  return { ...head, holds, left: toNumber(left.sum), right: toNumber(right.sum), arithmetic: arithmeticOf(left, right, check.is, holds) }
}

interface Side {
  readonly sum: Decimal
  /** The terms written out: `455+378-36`; one term is its own sum. */
  readonly text: string
  readonly terms: number
}

function side(terms: readonly string[], value: (term: string) => Decimal | null): Side | null {
  let [sum, text] = [ZERO, '']
  for (const term of terms) {
    const v = value(term)
    if (!v) return null
    const minusSign = termOf(term).sign < 0
    sum = plus(sum, minusSign ? negative(v) : v)
    text += `${minusSign ? '−' : text === '' ? '' : '+'}${shown(v)}`
  }
  return { sum, text, terms: terms.length }
}

/** One line of arithmetic: what adds up to what, and by how much it does not. */
function arithmeticOf(left: Side, right: Side, is: Check['is'], holds: boolean): string {
  const full = (s: Side) => (s.terms > 1 ? `${s.text} = ${shown(s.sum)}` : s.text)
  const { sign, not } = relations[is]
  if (is === '=' && holds) {
    if (left.terms === 1) return full(right)
    return right.terms === 1 ? full(left) : `${left.text} = ${right.text} = ${shown(right.sum)}`
  }
  const difference = minus(left.sum, right.sum)
  const gap = holds ? '' : `，相差 ${shown(difference.digits < 0n ? negative(difference) : difference)}`
  // A sum is named once: 455+378+36 = 869 ≠ 870.
  if (is === '=' && left.terms === 1) return `${full(right)} ${not} ${left.text}${gap}`
  return `${full(left)} ${holds ? sign : not} ${right.terms > 1 && left.terms === 1 ? `${right.text} = ${shown(right.sum)}` : shown(right.sum)}${gap}`
}
