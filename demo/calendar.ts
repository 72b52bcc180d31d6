import { addDays, daysBetween, isWorkingDay, type LegalDay } from '../src/law/index.ts'
import type { Random } from './random.ts'

/** The stretches of 2017 in which more, or less, than usual is found, accepted and looked for. */
const seasons: readonly { readonly from: LegalDay; readonly to: LegalDay; readonly weight: number }[] = [
  { from: '2017-01-09', to: '2017-01-26', weight: 1.6 }, // before 春节
  { from: '2017-01-27', to: '2017-02-05', weight: 0.3 },
  { from: '2017-03-01', to: '2017-03-16', weight: 1.3 }, // 全国两会
  { from: '2017-09-18', to: '2017-09-30', weight: 1.5 }, // before 国庆
  { from: '2017-10-01', to: '2017-10-08', weight: 0.3 },
  { from: '2017-10-09', to: '2017-10-24', weight: 1.8 }, // 十九大
]

const worked = (day: LegalDay): boolean => isWorkingDay(day) !== false

/** How much happens on a day: the season, and a third on days off. */
export function weightOf(day: LegalDay): number {
  const season = seasons.find((s) => s.from <= day && day <= s.to)?.weight ?? 1
  return season * (worked(day) ? 1 : 0.3)
}

/** So many days of a stretch, drawn by weight, in order. */
export function drawDays(random: Random, count: number, from: LegalDay, to: LegalDay): LegalDay[] {
  const days = Array.from({ length: daysBetween(from, to) + 1 }, (_, i) => addDays(from, i))
  const sums: number[] = []
  let total = 0
  for (const day of days) {
    total += weightOf(day)
    sums.push(total)
  }
  const drawn = Array.from({ length: count }, () => {
    const at = random.next() * total
    return days[sums.findIndex((sum) => at < sum)] ?? to
  })
  return drawn.sort()
}

/** The day itself when it is worked, the next working day otherwise; never after `last`. */
export function workdayFrom(day: LegalDay, last: LegalDay = '2017-12-29'): LegalDay {
  let found = day
  while (!worked(found)) found = addDays(found, 1)
  if (found <= last) return found
  found = last
  while (!worked(found)) found = addDays(found, -1)
  return found
}

/** The working day so many days later. */
export const later = (day: LegalDay, days: number): LegalDay => {
  let found = addDays(day, days)
  while (!worked(found)) found = addDays(found, 1)
  return found
}

/**
 * The hands of one officer over one record: instants in working hours (8:30 to 17:30 in Shanghai), on each day each later than the one before.
 */
export function hands(random: Random): (day: LegalDay) => string {
  const last = new Map<LegalDay, number>()
  return (day) => {
    const before = last.get(day)
    const minute = before === undefined ? random.int(30, 330) : before + random.int(6, 25)
    last.set(day, minute)
    const two = (n: number) => String(n).padStart(2, '0')
    return `${day}T${two(Math.floor(minute / 60))}:${two(minute % 60)}:${two(random.int(0, 59))}.${String(random.int(0, 999)).padStart(3, '0')}Z`
  }
}

/** Instants of the last week of 2016, one after another: the bureau enters what stood before its books began. */
export function backlog(): () => string {
  let n = 0
  return () => {
    const [day, second] = [27 + Math.floor(n / 300), (n % 300) * 110]
    n += 1
    if (day > 30) throw new RangeError('the last week of 2016 is full')
    const [hour, minute] = [Math.floor(second / 3600), Math.floor(second / 60) % 60]
    const two = (value: number) => String(value).padStart(2, '0')
    return `2016-12-${day}T${two(hour)}:${two(minute)}:${two(second % 60)}.500Z`
  }
}
