import { builtInYears } from './data/calendar.ts'
import { fromSerial, isWeekend, type LegalDay, type Serial, serialOf, toSerial, weekdayName } from './day.ts'

/** 「节假日安排通知」 The paper that fixed a year's days off. A number that could not be seen in a published text is null. */
export interface Notice {
  readonly title: string
  readonly number: string | null
  readonly issued: LegalDay | null
}

/** 「年度放假调休安排」 One year of the legal calendar, as its notice gives it. Its first holiday may begin in the December before. */
export interface CalendarYear {
  readonly year: number
  readonly notices: readonly Notice[]
  /** Name, first and last day off. */
  readonly holidays: readonly (readonly [name: string, from: LegalDay, to: LegalDay])[]
  /** 「调休上班日」 Saturdays and Sundays that are worked (a weekday may stand here too: it takes back a day off). */
  readonly workdays: readonly LegalDay[]
  /** Added to what was loaded for this year before, instead of replacing it: a later notice. */
  readonly amends?: true
}

/** 「法定日历」 A compiled calendar: days numbered from `first`, with running counts so that a deadline costs no loop. */
export interface Calendar {
  readonly years: readonly number[]
  /** What it was compiled from: further years are appended and compiled again. */
  readonly source: readonly CalendarYear[]
  readonly first: Serial
  readonly last: Serial
  /** 1 worked, 0 not worked or not known; by day from `first`. */
  readonly worked: Uint8Array
  /** Working days up to and including the day. */
  readonly workedUpTo: Int32Array
  /** The day of the n-th working day (1-based). */
  readonly nthWorked: Int32Array
  /** Days up to and including the day whose notice is not loaded. */
  readonly unknownUpTo: Int32Array
  /** Why a day is off or worked out of turn. */
  readonly reasons: ReadonlyMap<Serial, { readonly off: boolean; readonly name: string; readonly notice: string }>
}

/**
 * From this day of December on, a day is only known when the notice of the following year is known too: since 2004 New Year's Day
 * arrangements have reached back as far as 12-29 (2007, 2018).
 */
const NEXT_YEARS_NOTICE_FROM = 29

const noticeName = (year: CalendarYear): string => year.notices.map((n) => n.number ?? `《${n.title}》`).join('、')

/**
 * Compiles years into a calendar. A year given again replaces the former one, unless it `amends` it: so corrections and later notices
 * are simply appended to `builtInYears`.
 */
export function calendarOf(years: readonly CalendarYear[]): Calendar {
  const layers = new Map<number, CalendarYear[]>()
  for (const year of years) layers.set(year.year, year.amends ? [...(layers.get(year.year) ?? []), year] : [year])
  const known = [...layers.keys()].sort((a, b) => a - b)
  const first = serialOf(known[0] ?? 1970, 1, 1)
  const last = serialOf((known.at(-1) ?? 1969) + 1, 1, 1) - 1
  const size = Math.max(0, last - first + 1)
  const reasons = new Map<Serial, { off: boolean; name: string; notice: string }>()
  for (const year of known) {
    for (const layer of layers.get(year) ?? []) {
      const notice = noticeName(layer)
      for (const [name, from, to] of layer.holidays) {
        for (let s = toSerial(from); s <= toSerial(to); s += 1) reasons.set(s, { off: true, name, notice })
      }
      for (const day of layer.workdays) reasons.set(toSerial(day), { off: false, name: '调休上班', notice })
    }
  }
  const unknown = new Uint8Array(size).fill(1)
  for (const year of known) {
    const end = layers.has(year + 1) ? serialOf(year, 12, 31) : serialOf(year, 12, NEXT_YEARS_NOTICE_FROM) - 1
    unknown.fill(0, serialOf(year, 1, 1) - first, end - first + 1)
  }
  const worked = new Uint8Array(size)
  const workedUpTo = new Int32Array(size)
  const unknownUpTo = new Int32Array(size)
  const nth: number[] = [first - 1]
  let missing = 0
  for (let i = 0; i < size; i += 1) {
    const s = first + i
    missing += unknown[i] ?? 1
    const reason = reasons.get(s)
    if (unknown[i] === 0 && (reason ? !reason.off : !isWeekend(s))) {
      worked[i] = 1
      nth.push(s)
    }
    workedUpTo[i] = nth.length - 1
    unknownUpTo[i] = missing
  }
  return { years: known, source: years, first, last, worked, workedUpTo, nthWorked: Int32Array.from(nth), unknownUpTo, reasons }
}

/** 「补充日历」 The calendar with further years or corrections. */
export const extendCalendar = (calendar: Calendar, more: readonly CalendarYear[]): Calendar =>
  more.length === 0 ? calendar : calendarOf([...calendar.source, ...more])

/** 「内置日历」 2004–2026, compiled once. */
export const builtInCalendar: Calendar = calendarOf(builtInYears)

/** The years whose notices are missing among the days from `from` to `to`; empty when all is known. */
export function missingYears(calendar: Calendar, from: Serial, to: Serial): number[] {
  const years = new Set<number>()
  const has = new Set(calendar.years)
  const firstYear = Number(fromSerial(from).slice(0, 4))
  const lastYear = Number(fromSerial(to).slice(0, 4))
  for (let year = firstYear; year <= lastYear; year += 1) if (!has.has(year)) years.add(year)
  if (to >= serialOf(lastYear, 12, NEXT_YEARS_NOTICE_FROM) && !has.has(lastYear + 1)) years.add(lastYear + 1)
  return [...years].sort((a, b) => a - b)
}

/** Whether every day from `from` to `to` is known; an empty stretch is. */
export function isKnown(calendar: Calendar, from: Serial, to: Serial): boolean {
  if (to < from) return true
  if (from < calendar.first || to > calendar.last) return false
  return (calendar.unknownUpTo[to - calendar.first] ?? 1) - (calendar.unknownUpTo[from - 1 - calendar.first] ?? 0) === 0
}

/** Whether a day is worked, by serial number; a day that is not known is not worked. */
export const isWorked = (calendar: Calendar, day: Serial): boolean => calendar.worked[day - calendar.first] === 1

/** 「是否工作日」 Whether a day is a working day; null when the notice that decides it is not loaded. */
export function isWorkingDay(day: LegalDay, calendar: Calendar = builtInCalendar): boolean | null {
  const s = toSerial(day)
  return isKnown(calendar, s, s) ? isWorked(calendar, s) : null
}

/** 「工作日数」 Working days after `from` up to and including `to`; null when a notice is missing. */
export function workingDaysBetween(from: LegalDay, to: LegalDay, calendar: Calendar = builtInCalendar): number | null {
  const [a, b] = [toSerial(from), toSerial(to)]
  if (b < a) {
    const back = workingDaysBetween(to, from, calendar)
    return back === null ? null : -back
  }
  if (!isKnown(calendar, a + 1, b)) return null
  return (calendar.workedUpTo[b - calendar.first] ?? 0) - (calendar.workedUpTo[a - calendar.first] ?? 0)
}

/** What a day is, in Chinese: 国庆节放假（国办发明电…）, 星期六调休上班（…）, 星期日, 星期三. */
export function dayReason(calendar: Calendar, day: Serial): string {
  const reason = calendar.reasons.get(day)
  if (reason?.off) return `${reason.name}放假，${reason.notice}`
  if (reason) return `${weekdayName(day)}调休上班，${reason.notice}`
  return weekdayName(day)
}
