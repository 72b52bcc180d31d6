import { type Calendar, dayReason, isWorked } from './calendar.ts'
import { type Interval, lastDay, NOTHING } from './compute.ts'
import { countings } from './data/counting.ts'
import { dateOf, fromSerial, isWeekend, type LegalDay, type LegalHour, type Serial, toSerial, weekdayName } from './day.ts'
import { countDays, type DayOfCount } from './day-by-day.ts'
import { dayInWords } from './day-words.ts'
import { isAdvisory, type Rule, type RuleVersion, signedLength } from './rule.ts'
import { versionOn } from './statute.ts'

/** 「顺延」 A day over which the due day rolled, and why it is not worked. */
export interface Roll {
  readonly day: LegalDay
  readonly why: string
}

interface Worked {
  readonly rule: Rule
  readonly version: RuleVersion
  readonly start: LegalDay | LegalHour
  readonly due: LegalDay | LegalHour
  readonly intervals: readonly Interval[]
  readonly extendDays: number
  readonly calendar: Calendar
}

const UNIT_NAMES = { calendar: '日', working: '个工作日', hour: '小时', month: '个月', year: '年' } as const

/** 「7个工作日」「3个月」「每年1月31日」 The length of a version in words. */
export function lengthText(version: RuleVersion): string {
  const n = Math.abs(version.length)
  switch (version.unit) {
    case 'calendar':
    case 'working':
    case 'hour':
    case 'month':
    case 'year':
      return n === 0 ? '当日' : `${n}${UNIT_NAMES[version.unit]}${version.direction === 'before' ? '前' : ''}`
    default:
      return version.unit.startsWith('window:')
        ? `每年${version.unit.slice(7).split('..').map(monthDay).join('至')}`
        : `每年${version.unit.slice(5).split(',').map(monthDay).join('、')}`
  }
}

const monthDay = (text: string): string => (text === '02-29' ? '2月末日' : `${text.split('-').map(Number).join('月')}日`)
const day = (text: LegalDay | LegalHour): string => dayInWords(text, 'zh')
const said = (serial: Serial): string => day(fromSerial(serial))
const named = (serial: Serial): string => `${said(serial)}（${weekdayName(serial)}）`
const stretch = (from: Serial, to: Serial): string => (from === to ? said(from) : `${said(from)}至${said(to)}`)
const cite = (version: RuleVersion, on: LegalDay, what: 'cite' | 'month' | 'roll' = 'cite'): string => {
  const basis = versionOn(countings[version.counting].basis, on)
  return basis ? `（${basis[what] ?? basis.cite}）` : ''
}
const startOf = ({ rule, version }: Pick<Worked, 'rule' | 'version'>): string => version.start ?? rule.start
/** 收到申请之日; 应当报到之日 keeps its own word. */
const dayOf = (start: string): string => (start.endsWith('之日') ? start : `${start}之日`)

/** 「适用」 One sentence: the article, the event, the length, what must be done. */
export function ruleSentence(rule: Rule, version: RuleVersion): string {
  const start = startOf({ rule, version })
  const act = version.act ?? rule.act
  const span = lengthText(version)
  if (/^(date|window):/.test(version.unit)) return `${version.article}：${span}，${act}`
  if (version.length === 0) return `${version.article}：${start}当日，${act}`
  if (version.unit === 'hour') return `${version.article}：自${start}起${span}内，${act}`
  if (version.direction === 'before') return `${version.article}：${start}${span}，${act}`
  if (rule.kind === 'most') return `${version.article}：自${dayOf(start)}起${span}，${act}`
  return `${version.article}：自${dayOf(start)}起${span}${rule.kind === 'least' ? '' : '内'}，${act}`
}

/** 「推算过程」 The Chinese lines of a derivation; the last is the due day. */
export function derive(given: Worked): { lines: string[]; rolls: Roll[]; used: Interval[] } {
  const { rule, version, start, due, extendDays } = given
  const startDay = toSerial(start)
  const dueDay = toSerial(due)
  const used = given.intervals.filter((p) => p.from <= dueDay).map((p) => ({ from: p.from, to: Math.min(p.to, dueDay) }))
  const rolls = rollsOf(given, startDay, dueDay)
  const lines = [`适用：${ruleSentence(rule, version)}。本版本自${day(version.from)}施行${version.to ? `，至${day(version.to)}止` : ''}。`]
  if (isAdvisory(version)) lines.push('参考：本规则未经原文核对，仅供参考，启用前请核对原文。')
  if (version.note) lines.push(`说明：${version.note}`)
  lines.push(...startLines(given, startDay))
  if (extendDays > 0 && version.extend) {
    lines.push(`延长：${extendDays}${version.unit === 'working' ? '个工作日' : '日'}，${version.extend.by}（${version.extend.article}）。`)
  }
  if (version.unit === 'working') lines.push(...workingLines(given, startDay, dueDay))
  else lines.push(...spanLines(given, startDay, used))
  if (used.length > 0 && !version.pauses?.length) {
    lines.push(`注意：${version.article}没有规定本期限可以暂停，暂停须另有法律依据。`)
  }
  if (rolls[0]) {
    lines.push(`顺延：最后一日${day(rolls[0].day)}不能办理（${rollText(rolls)}），顺延至其后第一个工作日${cite(version, start, 'roll')}。`)
  } else if (['span', 'custody'].includes(version.counting) && !isWorkedOrUnknown(given.calendar, dueDay)) {
    lines.push(`不顺延：${countings[version.counting].reading}`)
  }
  lines.push(`到期：${due.length > 10 ? `${day(due)}（${weekdayName(dueDay)}）` : named(dueDay)}`)
  return { lines, rolls, used }
}

const isWorkedOrUnknown = (calendar: Calendar, day: Serial): boolean =>
  day < calendar.first || day > calendar.last || isWorked(calendar, day)

function startLines(given: Worked, startDay: Serial): string[] {
  const { version, start } = given
  const event = startOf(given)
  const basis = cite(version, start)
  if (version.unit === 'hour') return [`起算：${day(start)}${event}，自此时起算${basis}。`]
  if (/^(date|window):/.test(version.unit)) return [`起算：${named(startDay)}${event}，取此后最近的一个${lengthText(version).slice(2)}。`]
  if (version.length === 0) return [`起算：${named(startDay)}${event}，当日完成。`]
  if (version.direction === 'before') return [`倒推：以${named(startDay)}${event}为准，当日不计入，向前计算${basis}。`]
  return [`起算：${named(startDay)}${event}，当日不计入，自${said(startDay + 1)}起计算${basis}。`]
}

/** Runs of days that roll for one reason, joined. */
function rollText(rolls: readonly Roll[]): string {
  const runs: { from: string; to: string; why: string }[] = []
  for (const { day, why } of rolls) {
    const run = runs.at(-1)
    if (run?.why === why) run.to = day
    else runs.push({ from: day, to: day, why })
  }
  return runs.map((r) => `${stretch(toSerial(r.from), toSerial(r.to))} ${r.why}`).join('；')
}

/** Lines for periods in days, months and years: what was counted, what stood still. */
function spanLines({ version, start, due, extendDays, calendar }: Worked, startDay: Serial, used: readonly Interval[]): string[] {
  if (version.length === 0) return []
  const lines: string[] = []
  const bare = version.unit === 'hour' ? toSerial(due) : lastDay(version, startDay, NOTHING, 0, calendar)
  const months = version.unit === 'month' || version.unit === 'year'
  if (months) {
    const clipped = dateOf(bare).day !== dateOf(startDay).day
    lines.push(
      `计入：${lengthText(version)}，到期月的对应日为${said(bare)}${clipped ? `，没有对应日，以月末日为准${cite(version, start, 'month')}` : ''}。`,
    )
  } else if (version.unit === 'hour') {
    lines.push(`计入：满${version.length}小时，放假日和周末照计。`)
  } else {
    const total = Math.abs(signedLength(version)) + extendDays
    const last = bare + extendDays
    const [from, to] = version.direction === 'before' ? [bare, startDay - 1] : [startDay + 1, last]
    lines.push(
      used.length === 0
        ? `计入：${stretch(from, to)}，共${total}日，放假日和周末照计。`
        : `计入：自${said(from)}起共${total}日，放假日和周末照计，暂停的日子除外。`,
    )
  }
  for (const pause of used) lines.push(`暂停：${stretch(pause.from, pause.to)}，${pause.to - pause.from + 1}日不计入。`)
  const paused = used.reduce((sum, p) => sum + p.to - p.from + 1, 0)
  if (months && (paused > 0 || extendDays > 0)) {
    lines.push(`合计：在${said(bare)}之后${extendDays > 0 ? `延长${extendDays}日` : ''}${paused > 0 ? `补足暂停${paused}日` : ''}。`)
  }
  return lines
}

/** Lines for periods in working days, one for each run of like days. */
function workingLines(given: Worked, startDay: Serial, dueDay: Serial): string[] {
  const runs: { key: string; from: DayOfCount; to: DayOfCount }[] = []
  for (const day of countDays({ ...given, last: dueDay }, startDay, dueDay)) {
    const key = day.kind === 'paused' ? 'paused' : day.nth === null ? offName(day) : day.why.includes('调休') ? day.why : 'counted'
    const run = runs.at(-1)
    if (run?.key === key) run.to = day
    else runs.push({ key, from: day, to: day })
  }
  return runs.map(({ key, from, to }) => {
    const [a, b] = from.day <= to.day ? [from, to] : [to, from]
    const days = stretch(toSerial(a.day), toSerial(b.day))
    if (from.kind === 'paused') return `暂停：${days}，不计入。`
    if (from.nth === null) return `不计入：${days}（${key}）`
    return key === 'counted' ? `计入：${days}（${nths(from.nth, to.nth)}）` : `计入：${days}（${key}；${nths(from.nth, to.nth)}）`
  })
}

const offName = (day: DayOfCount): string => (day.why.includes('放假') ? day.why : '周末')
const nths = (a: number | null, b: number | null): string =>
  a === b ? `第${a}个工作日` : `第${Math.min(a ?? 0, b ?? 0)}至${Math.max(a ?? 0, b ?? 0)}个工作日`

/** The days over which the due day rolled. */
function rollsOf({ version, intervals, extendDays, calendar }: Worked, startDay: Serial, dueDay: Serial): Roll[] {
  if (!countings[version.counting].rolls || version.unit === 'working') return []
  const last = lastDay(version, startDay, intervals, extendDays, calendar)
  const rolls: Roll[] = []
  for (let s = last; s < dueDay; s += 1) {
    const why = isWorked(calendar, s) ? '暂停' : isWeekend(s) && !calendar.reasons.has(s) ? weekdayName(s) : dayReason(calendar, s)
    rolls.push({ day: fromSerial(s), why })
  }
  return rolls
}
