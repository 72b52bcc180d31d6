import { builtInCalendar, type Calendar, missingYears } from './calendar.ts'
import { dueHour, dueSerial, firstUnknown, type Interval, intervalsAfter, lastDay, NOTHING } from './compute.ts'
import { fromSerial, isDay, isHour, type LegalDay, type LegalHour, toSerial } from './day.ts'
import { countDays, type DayOfCount } from './day-by-day.ts'
import { derive, type Roll } from './derivation.ts'
import { calendarMissing, type Refused, refuse } from './error.ts'
import { builtInLaw, type Law, type RuleCode } from './law.ts'
import { isAdvisory, type Rule, type RuleVersion, type Unit } from './rule.ts'
import { versionOn } from './statute.ts'

/** 「暂停」 A stretch in which the clock stands still, both ends included; `to: null` while it still does. */
export interface Pause {
  readonly from: LegalDay
  readonly to: LegalDay | null
  readonly why?: string
}

/** What is asked of the law clock. */
export interface DueRequest<C extends string = RuleCode> {
  readonly rule: C
  /** The day of the start event; for hour rules the hour, 'YYYY-MM-DDTHH:MM' in Asia/Shanghai. */
  readonly start: LegalDay | LegalHour
  readonly pauses?: readonly Pause[]
  /** Days by which it was lawfully extended: working days where the rule counts working days. */
  readonly extendDays?: number
  /** 「适用某日的规定」 The day whose version applies, where an officer decided with a reason that it is not the start day's. */
  readonly lawOn?: LegalDay
  readonly calendar?: Calendar
  readonly law?: Law
}

/** 「到期日及推算过程」 */
export interface Due {
  readonly ok: true
  readonly rule: string
  readonly title: string
  readonly version: { readonly from: LegalDay; readonly to: LegalDay | null }
  readonly article: string
  readonly start: LegalDay | LegalHour
  readonly due: LegalDay | LegalHour
  /** The due day as it would be without pauses and extension; null where that needs a notice that is missing. */
  readonly original: LegalDay | LegalHour | null
  readonly unit: Unit
  readonly length: number
  readonly advisory: boolean
  /** Chinese lines; the last one is the due day. */
  readonly derivation: readonly string[]
  /** The pauses that counted, merged. `founded` is false where the rule's article knows no ground for a pause. */
  readonly pauses: readonly { readonly from: LegalDay; readonly to: LegalDay; readonly days: number; readonly founded: boolean }[]
  readonly rolls: readonly Roll[]
  readonly extendedBy: number
}

/** 「法定期限」 The due day of a rule, with its reasons. Never throws; a date is given only when every notice it needs is known. */
export function dueOf<C extends string = RuleCode>(request: DueRequest<C>): Due | Refused {
  const { law = builtInLaw, calendar = builtInCalendar, pauses = [], extendDays = 0 } = request
  const rule = law.rules.get(request.rule)
  if (!rule) return unknownRule(request.rule, law)
  const start = request.start
  if (!isDay(start) && !isHour(start)) return badStart(start)
  const lawOn = request.lawOn ?? start
  const version = versionOn(rule.versions, lawOn)
  if (!version) return noVersion(request.rule, rule, lawOn)
  const hours = version.unit === 'hour'
  if (hours && !isHour(start)) {
    return refuse(
      'deadline.start-needs-hour',
      `${rule.title}按小时计算，起算时刻要写到分钟，例如 ${start}T10:00。`,
      `${request.rule} counts in hours: give the hour, such as ${start}T10:00.`,
      { zh: '补充起算时刻。', en: 'Add the hour to the start.' },
    )
  }
  const wrong = pauseFault(rule, version, pauses) ?? extensionFault(rule, version, extendDays)
  if (wrong) return wrong

  const startDay = toSerial(start)
  const ended = pauses.flatMap((p) => (p.to === null ? [] : [{ from: p.from, to: p.to }]))
  const intervals = intervalsAfter(startDay - (hours ? 1 : 0), ended)
  const answer = hours ? dueHour(start, version.length, intervals) : dayText(dueSerial(version, startDay, intervals, extendDays, calendar))
  const running = pauses.find((p) => p.to === null)
  if (running && (answer === null || running.from <= answer)) {
    return refuse(
      'deadline.pause-running',
      `自${running.from}起暂停尚未结束，暂停结束前不能定出到期日。`,
      `The clock has stood still since ${running.from}; there is no due day until it runs again.`,
      { zh: '暂停原因消除后登记结束日。', en: 'Enter the day on which the pause ended.' },
    )
  }
  if (answer === null) return missing(version, startDay, intervals, extendDays, calendar)
  const bare = hours ? dueHour(start, version.length, NOTHING) : dayText(dueSerial(version, startDay, NOTHING, 0, calendar))
  const { lines, rolls, used } = derive({ rule, version, start, due: answer, intervals, extendDays, calendar })
  const founded = (version.pauses ?? []).length > 0
  return {
    ok: true,
    rule: request.rule,
    title: rule.title,
    version: { from: version.from, to: version.to },
    article: version.article,
    start: hours ? start : start.slice(0, 10),
    due: answer,
    original: bare,
    unit: version.unit,
    length: version.length,
    advisory: isAdvisory(version),
    derivation: lines,
    pauses: used.map((p) => ({ from: fromSerial(p.from), to: fromSerial(p.to), days: p.to - p.from + 1, founded })),
    rolls,
    extendedBy: extendDays,
  }
}

/** 「逐日说明」 What every day between start and due day was to the count, for a calendar that shows it; a refusal where there is no due day. */
export function dayByDay<C extends string = RuleCode>(request: DueRequest<C>): readonly DayOfCount[] | Refused {
  const answer = dueOf(request)
  if (!answer.ok) return answer
  const { law = builtInLaw, calendar = builtInCalendar, pauses = [], extendDays = 0, lawOn = request.start } = request
  const version = dueVersion(request.rule, lawOn, law)
  if (!version) return []
  const start = toSerial(request.start)
  const intervals = intervalsAfter(
    start,
    pauses.flatMap((p) => (p.to === null ? [] : [{ from: p.from, to: p.to }])),
  )
  const last = version.unit === 'hour' ? start : lastDay(version, start, intervals, extendDays, calendar)
  return countDays({ version, intervals, calendar, last }, start, toSerial(answer.due))
}

const dayText = (serial: number): LegalDay | null => (Number.isNaN(serial) ? null : fromSerial(serial))

/** Options of the mass variant: pauses must have ended, and were checked when they were entered. */
export interface DueDayOptions {
  readonly pauses?: readonly { readonly from: LegalDay; readonly to: LegalDay }[]
  readonly extendDays?: number
  readonly lawOn?: LegalDay
  readonly calendar?: Calendar
  readonly law?: Law
}

/**
 * 「批量重算」 The due day alone, for recomputing many: no reasons, no checks of pauses and extension. Null where `dueOf` would refuse:
 * ask it why.
 */
export function dueDay<C extends string = RuleCode>(
  rule: C,
  start: LegalDay | LegalHour,
  options?: DueDayOptions,
): LegalDay | LegalHour | null {
  const version = dueVersion(rule, options?.lawOn ?? start, options?.law ?? builtInLaw)
  if (!version) return null
  const startDay = toSerial(start)
  const hours = version.unit === 'hour'
  if (hours && start.length < 16) return null
  const pauses = options?.pauses
  const intervals = pauses && pauses.length > 0 ? intervalsAfter(startDay - (hours ? 1 : 0), pauses) : NOTHING
  if (hours) return dueHour(start, version.length, intervals)
  return dayText(dueSerial(version, startDay, intervals, options?.extendDays ?? 0, options?.calendar ?? builtInCalendar))
}

const dueVersion = (code: string, start: LegalDay, law: Law): RuleVersion | undefined => {
  const rule = law.rules.get(code)
  return rule && versionOn(rule.versions, start)
}

function missing(version: RuleVersion, start: number, pauses: readonly Interval[], extend: number, calendar: Calendar): Refused {
  const back = version.unit === 'working' && version.direction === 'before'
  const from = version.unit === 'working' ? (back ? start - 1 : start + 1) : lastDay(version, start, pauses, extend, calendar)
  const day = firstUnknown(calendar, from, back ? -1 : 1)
  const years = missingYears(calendar, day, day)
  return version.unit === 'working'
    ? calendarMissing(years, { zh: `${fromSerial(day)}是否工作日未知`, en: `it is not known whether ${fromSerial(day)} is a working day` })
    : calendarMissing(years, {
        zh: `最后一日${fromSerial(from)}${day === from ? '' : '顺延后的日子'}是否工作日未知`,
        en: `it is not known whether the last day ${fromSerial(from)} rolls over`,
      })
}

const unknownRule = (code: string, law: Law): Refused => {
  const near = [...law.rules.keys()].filter((c) => c.split('.')[0] === code.split('.')[0])
  const bare = code.replace(/\.(old|new)$/, '')
  const hint = law.rules.has(bare)
    ? `写 ${bare}，版本由起算日决定`
    : near.length > 0
      ? `同类规则：${near.slice(0, 8).join('、')}`
      : '用 law list 查看全部规则'
  return refuse('deadline.unknown-rule', `没有代码为“${code}”的期限规则（${hint}）。`, `There is no rule "${code}".`, {
    zh: '用 law list 查看规则代码。',
    en: 'See the codes with: law list.',
  })
}

const badStart = (start: string): Refused =>
  refuse(
    'deadline.start-invalid',
    `起算日“${start}”不是日期，应写作 2017-09-15；按小时计算的写作 2017-09-15T10:00。`,
    `"${start}" is not a day; write 2017-09-15, or 2017-09-15T10:00 for hour rules.`,
    { zh: '改正起算日。', en: 'Correct the start.' },
  )

const noVersion = (code: string, rule: Rule, start: string): Refused => {
  const have = rule.versions.map((v) => `${v.from}—${v.to ?? '今'}（${v.article}）`).join('；')
  return refuse(
    'deadline.no-version',
    `${rule.title}（${code}）在${start.slice(0, 10)}没有施行的版本。已有版本：${have}。`,
    `${code} has no version in force on ${start.slice(0, 10)}.`,
    { zh: '核对起算日，或者在“法规库”录入当时施行的版本。', en: 'Check the start, or enter the version in force then.' },
  )
}

function pauseFault(rule: Rule, version: RuleVersion, pauses: readonly Pause[]): Refused | undefined {
  for (const pause of pauses) {
    if (!isDay(pause.from) || (pause.to !== null && (!isDay(pause.to) || pause.to < pause.from))) {
      return refuse(
        'deadline.pause-invalid',
        `暂停“${pause.from}..${pause.to ?? ''}”不是一段日期，应写作 2017-10-09..2017-10-20，结束不早于开始。`,
        `"${pause.from}..${pause.to ?? ''}" is not a stretch of days.`,
        { zh: '改正暂停的起止日。', en: 'Correct the pause.' },
      )
    }
  }
  if (pauses.length > 0 && (version.direction === 'before' || /^(date|window):/.test(version.unit))) {
    return refuse(
      'deadline.pause-impossible',
      `${rule.title}是${version.direction === 'before' ? '倒推的期限' : '写明的日期'}，不能暂停。`,
      'A period counted back, or a fixed day, cannot be paused.',
      { zh: '去掉暂停。', en: 'Leave out the pause.' },
    )
  }
  return undefined
}

function extensionFault(rule: Rule, version: RuleVersion, days: number): Refused | undefined {
  if (!Number.isInteger(days) || days < 0) {
    return refuse('deadline.extension-invalid', `延长“${days}”不是天数。`, `"${days}" is not a number of days.`, {
      zh: '延长写作不小于零的整数。',
      en: 'Give a whole number of days.',
    })
  }
  if (days === 0) return undefined
  if (!version.extend) {
    return refuse(
      'deadline.extension-not-allowed',
      `${version.article}没有规定${rule.title}可以延长。`,
      `${version.article} does not allow an extension.`,
      { zh: '不能延长；确有其他法律依据的，先在“法规库”录入。', en: 'It cannot be extended.' },
    )
  }
  if (version.extend.most !== null && days > version.extend.most) {
    const unit = version.unit === 'working' ? '个工作日' : '日'
    return refuse(
      'deadline.extension-too-long',
      `${version.extend.article}：延长不得超过${version.extend.most}${unit}，不能延长${days}${unit}。`,
      `The extension may not exceed ${version.extend.most} days.`,
      { zh: `延长不超过${version.extend.most}${unit}。`, en: `Extend by at most ${version.extend.most}.` },
    )
  }
  return undefined
}
