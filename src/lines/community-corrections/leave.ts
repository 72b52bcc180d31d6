import { addDays, addMonths, daysBetween, type LegalDay } from '../../law/index.ts'
import { limitOn } from './law.ts'

/** A stretch away from the city or county, both days included. */
export interface Away {
  readonly from: LegalDay
  readonly to: LegalDay
}

export type Tier = 'station' | 'county' | 'prefecture'

export const daysOf = (away: Away): number => daysBetween(away.from, away.to) + 1

const overlap = (a: Away, b: Away): number => {
  const [, from = a.from] = [a.from, b.from].sort()
  const [to = a.to] = [a.to, b.to].sort()
  return from <= to ? daysBetween(from, to) + 1 : 0
}

/**
 * 「两个月内外出时间累计」: the most days away in any two months that touch the new leave. The most is always reached by two months that begin with
 * a leave or end with one, so only those are tried.
 */
export function daysInTwoMonths(wanted: Away, others: readonly Away[]): number {
  const all = [wanted, ...others]
  const windows = all.flatMap((a) => [
    { from: a.from, to: addDays(addMonths(a.from, 2), -1) },
    { from: addDays(addMonths(a.to, -2), 1), to: a.to },
  ])
  const sums = windows.filter((w) => overlap(w, wanted) > 0).map((w) => all.reduce((sum, a) => sum + overlap(a, w), 0))
  return Math.max(daysOf(wanted), ...sums)
}

/**
 * Who decides on a leave: 司法所 up to seven days, 县级社区矫正机构 beyond, and since the Law of 2020 上一级社区矫正机构 beyond thirty days or thirty days in two
 * months (实施办法 第二十七条). The 办法 of 2012 第十三条 knows no leave longer than a month: then a sentence refuses it.
 */
export function tierOf(wanted: Away, sum: number, on: LegalDay): Tier | { readonly refuse: string } {
  const days = daysOf(wanted)
  const [small, most, together] = [limitOn('cc.out.small', on), limitOn('cc.out.max', on), limitOn('cc.out.sum', on)]
  if (!small || !most) return { refuse: `法规库没有${on}有效的外出审批规则，请由县级机构核定` }
  const longest = most.unit === 'month' ? addDays(addMonths(wanted.from, most.length), -1) : addDays(wanted.from, most.length - 1)
  if (!together) {
    if (wanted.to > longest) return { refuse: `离开所居住的市、县不得超过一个月（${most.basis}），最迟应在${longest}返回` }
    return days <= small.length ? 'station' : 'county'
  }
  if (wanted.to > longest || sum > together.length) return 'prefecture'
  return days <= small.length ? 'station' : 'county'
}
