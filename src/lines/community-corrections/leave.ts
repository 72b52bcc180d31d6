import { addDays, addMonths, daysBetween, type LegalDay } from '../../law/index.ts'
import { dueBy, lengthOn } from './law.ts'

/** A stretch away from the city or county, both days included. */
export interface Away {
  readonly from: LegalDay
  readonly to: LegalDay
}

export type Tier = 'station' | 'county' | 'prefecture'

export const daysOf = (away: Away): number => daysBetween(away.from, away.to) + 1

function overlap(a: Away, b: Away): number {
  const [, from = a.from] = [a.from, b.from].sort()
  const [to = a.to] = [a.to, b.to].sort()
  return from <= to ? daysBetween(from, to) + 1 : 0
}

/**
 * 「两个月内外出时间累计」: the most days away in any so many months that touch the new leave. Months differ in length, so every first day is
 * tried: two months that end with a leave are not always those that hold the most of it.
 */
export function daysTogether(wanted: Away, others: readonly Away[], months: number): number {
  const all = [wanted, ...others]
  let most = daysOf(wanted)
  for (let from = addMonths(wanted.from, -months); from <= wanted.to; from = addDays(from, 1)) {
    const stretch = { from, to: addDays(addMonths(from, months), -1) }
    if (overlap(stretch, wanted) > 0)
      most = Math.max(
        most,
        all.reduce((sum, a) => sum + overlap(a, stretch), 0),
      )
  }
  return most
}

/** A leave weighed: its days, the sum in two months where the law asks for it, and who decides, or the sentence that refuses it. */
export interface Weighed {
  readonly days: number
  readonly sum: number | null
  readonly tier: Tier | { readonly refuse: string }
}

/**
 * Who decides on a leave: 司法所 up to seven days, 县级社区矫正机构 beyond, and since the Law of 2020 上一级社区矫正机构 beyond thirty days or thirty days
 * within two months (社区矫正法实施办法 第二十七条). The 办法 of 2012 第十三条 knows no leave longer than a month: a sentence refuses it.
 * @param on the day of the application, whose law governs
 */
export function weigh(wanted: Away, others: readonly Away[], on: LegalDay): Weighed {
  const days = daysOf(wanted)
  // The first day away is a day away: a leave of seven days from the 1st ends on the 7th.
  const lastBy = (rule: 'cc.out.small' | 'cc.out.max') => {
    const due = dueBy(rule, wanted.from, on)
    return due ? addDays(due, -1) : null
  }
  const small = lastBy('cc.out.small')
  const longest = lastBy('cc.out.max')
  if (!small || !longest) return { days, sum: null, tier: { refuse: `法规库没有${on}有效的外出审批规则，请由县级机构核定` } }
  const byLength = wanted.to <= small ? 'station' : 'county'
  const together = lengthOn('cc.out.sum', on)
  const months = lengthOn('cc.out.window', on)
  if (!together || !months) {
    const article = lengthOn('cc.out.max', on)?.article
    const refuse = `离开所居住的市、县不得超过一个月（${article}），最迟应在${longest}返回`
    return { days, sum: null, tier: wanted.to > longest ? { refuse } : byLength }
  }
  const sum = daysTogether(wanted, others, months.length)
  return { days, sum, tier: wanted.to > longest || sum > together.length ? 'prefecture' : byLength }
}
