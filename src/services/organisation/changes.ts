import { addDays, addYears, isDay, type LegalDay } from '../../law/index.ts'
import { type County, dayBefore, parentOf, type Unit, type UnitLevel } from './county.ts'
import { unitFault } from './faults.ts'

/** One write to the tables of units. `from` is the first day of the row meant. */
export type Change =
  | {
      readonly do: 'open'
      readonly code: string
      readonly from: LegalDay
      readonly to: LegalDay | null
      readonly name: string
      readonly level: UnitLevel
      readonly note?: string
    }
  | { readonly do: 'end'; readonly code: string; readonly from: LegalDay; readonly to: LegalDay | null }
  | { readonly do: 'name'; readonly code: string; readonly from: LegalDay; readonly name: string }
  | { readonly do: 'begin'; readonly code: string; readonly from: LegalDay; readonly begins: LegalDay }
  | { readonly do: 'count'; readonly code: string; readonly from: LegalDay; readonly to: LegalDay | null }
  | { readonly do: 'uncount'; readonly code: string; readonly from: LegalDay }
  | { readonly do: 'succeed'; readonly code: string; readonly successor: string; readonly on: LegalDay; readonly basis: string | null }

export interface AddInput {
  readonly code: string
  readonly name: string
  readonly level?: UnitLevel | undefined
  readonly from: LegalDay
}
export interface MergeInput {
  readonly codes: readonly string[]
  readonly into: { readonly code: string; readonly name?: string | undefined }
  readonly on: LegalDay
  readonly basis?: string | undefined
}

/** Adds a unit from a day on; townships and villages count in statistics from their first day. */
export function add(county: County, input: AddInput, today: LegalDay): Change[] {
  const level = levelOf(county, input.code, input.level)
  const from = plausible(input.from, today)
  const used = county.unit(input.code)
  if (used) {
    const now = `${county.nameOf(used.code)}，${used.from} 至 ${used.to ?? '今'}`
    throw unitFault('unit.code-used', { zh: `代码 ${used.code} 已用于“${now}”，不能重复使用`, en: `Code ${used.code} belongs to ${now}` })
  }
  const parent = parentOf(input.code)
  if (parent) mustStandAbove(county, input.code, parent, from)
  const name = freeName(county, input.code, input.name, from)
  const counted = level === 'township' || level === 'village'
  return [
    { do: 'open', code: input.code, from, to: null, name, level },
    ...(counted ? [{ do: 'count', code: input.code, from, to: null } as const] : []),
  ]
}

/** From a day on for good, something stands above: entered with a past day, a unit may meet one that has been closed since. */
function mustStandAbove(county: County, code: string, parent: string, from: LegalDay): void {
  for (let day: LegalDay | null = from; day !== null; ) {
    const above = county.above(code, day)
    if (above === null) throw noParent(county, parent, day)
    const end: LegalDay | null = county.unit(above)?.to ?? null
    day = end === null ? null : addDays(end, 1)
  }
}

/** Gives a unit another name from a day on; from the first day of the present name it corrects that name. */
export function rename(county: County, code: string, input: { name: string; from: LegalDay }, today: LegalDay): Change[] {
  const unit = standing(county, code, input.from, today)
  if (unit.successors.length > 0) throw unitFault('unit.merged')
  const last = unit.names.at(-1)
  if (!last || input.from < last.from) {
    throw unitFault('unit.day', {
      zh: `现名称自 ${last?.from ?? unit.from} 起使用，更名日期不能早于该日`,
      en: `The present name holds from ${last?.from ?? unit.from}; the new one cannot begin earlier`,
    })
  }
  const name = freeName(county, code, input.name, input.from)
  if (name === last.name) throw unitFault('unit.name', { zh: `名称没有变化，仍为“${name}”`, en: 'The name is the same as before' })
  if (input.from === last.from) return [{ do: 'name', code, from: last.from, name }]
  return [
    { do: 'end', code, from: last.from, to: dayBefore(input.from) },
    { do: 'open', code, from: input.from, to: last.to, name, level: unit.level },
  ]
}

/** Closes a unit after its last day, or with `null` reopens one that was closed by mistake. */
export function close(county: County, code: string, to: LegalDay | null, today: LegalDay): Change[] {
  const unit = county.unit(code)
  if (!unit) throw unitFault('unit.missing')
  if (unit.level === 'county') throw unitFault('unit.county')
  if (unit.successors.length > 0) throw unitFault('unit.merged')
  if (to === null) return reopen(county, unit)
  plausible(to, today)
  notBelow(county, unit, to)
  return end(unit, to)
}

/**
 * 「撤并」 Ends units on the day before and lets them go over into one, which is founded then unless it stands already. Units below keep
 * their codes and belong to the new one, until the statistical bureau gives them codes of their own and each is merged into its new code.
 */
export function merge(county: County, input: MergeInput, today: LegalDay): Change[] {
  const on = plausible(input.on, today)
  const last = dayBefore(on)
  const codes = [...new Set(input.codes)].filter((c) => c !== input.into.code)
  const merged = codes.map((c) => standing(county, c, last, today))
  const first = merged[0]
  if (!first)
    throw unitFault('unit.code', {
      zh: '请选择至少一个被撤并的单位（不含并入的单位）',
      en: 'Choose at least one unit that is merged into another',
    })
  for (const unit of merged) {
    if (unit.level === 'county') throw unitFault('unit.county')
    if (unit.successors.length > 0)
      throw unitFault('unit.merged', { zh: `“${county.nameOf(unit.code)}”此前已并入其他单位`, en: `${unit.code} was merged before` })
    if (unit.code.length !== first.code.length || (unit.level === 'section') !== (first.level === 'section'))
      throw unitFault('unit.level', { zh: '只能撤并同一级别的单位', en: 'Only units of one level can be merged' })
  }
  if (input.into.code.length !== first.code.length)
    throw unitFault('unit.level', { zh: '并入的单位应与被撤并单位级别相同', en: 'The unit they go into must be of the same level' })
  const target = county.unit(input.into.code)
  if (target && !county.stands(target.code, on)) throw closedOn(county, target.code, on)
  // What lay below would be left without a unit above.
  if (target && target.to !== null && target.successors.length === 0) throw closedOn(county, target.code, addDays(target.to, 1))
  if (target && input.into.name !== undefined && input.into.name.trim() !== county.nameOf(target.code, on))
    throw unitFault('unit.name', {
      zh: `代码 ${target.code} 是“${county.nameOf(target.code, on)}”；如需改名，请另行办理更名`,
      en: `Code ${target.code} is ${county.nameOf(target.code, on)}; rename it separately`,
    })
  if (codes.some((c) => leadsTo(county, input.into.code, c))) throw unitFault('unit.cycle')
  const going = new Set(codes)
  const founded = target ? [] : add(without(county, going, on), { ...input.into, name: input.into.name ?? '', from: on }, today)
  return [
    ...founded,
    ...merged.flatMap((unit) => end(unit, last)),
    ...codes.map((code) => ({ do: 'succeed', code, successor: input.into.code, on, basis: input.basis?.trim() || null }) as const),
  ]
}

/** From a day on a unit counts in statistics, or no longer does: the bureau decides. */
export function count(county: County, code: string, input: { from: LegalDay; counted: boolean }, today: LegalDay): Change[] {
  const unit = standing(county, code, input.from, today)
  const later = unit.counted.filter((s) => s.from >= input.from).map((s) => ({ do: 'uncount', code, from: s.from }) as const)
  const running = unit.counted.find((s) => s.from < input.from && (s.to === null || s.to >= dayBefore(input.from)))
  if (input.counted) {
    if (running) return [...later, ...recount(code, running.from, unit.to)]
    return [...later, { do: 'count', code, from: input.from, to: unit.to }]
  }
  return running && (running.to === null || running.to >= input.from)
    ? [...later, ...recount(code, running.from, dayBefore(input.from))]
    : later
}

/** Corrects the first day of a unit, for instance one that the first import could only assume. */
export function begin(county: County, code: string, from: LegalDay, today: LegalDay): Change[] {
  const unit = county.unit(code)
  if (!unit) throw unitFault('unit.missing')
  plausible(from, today)
  const first = unit.names[0]
  if (!first || from === unit.from) return []
  if ((first.to !== null && from > first.to) || unit.predecessors.length > 0)
    throw unitFault('unit.day', {
      zh: unit.predecessors.length > 0 ? '由撤并设立的单位，设立日期随撤并日期' : `设立日期不能晚于首个名称的最后一日 ${first.to}`,
      en:
        unit.predecessors.length > 0
          ? 'A unit founded by a merger begins with the merger'
          : `It cannot begin after the last day of its first name, ${first.to}`,
    })
  const parent = parentOf(code)
  if (parent && !county.stands(parent, from)) throw noParent(county, parent, from)
  const early = county.units.filter((u) => parentOf(u.code) === code && u.from < from)
  if (early.length > 0)
    throw unitFault('unit.day', {
      zh: `其下的“${county.nameOf(early[0]?.code ?? '')}”等 ${early.length} 个单位设立更早`,
      en: `${early.length} units below began earlier`,
    })
  // Counting that began with the unit begins with it again; what lies before the new day goes.
  const moved = unit.counted.flatMap((c): Change[] =>
    c.from === unit.from || c.from < from
      ? [{ do: 'uncount', code, from: c.from }, ...(c.to === null || c.to >= from ? [{ do: 'count', code, from, to: c.to } as const] : [])]
      : [],
  )
  return [{ do: 'begin', code, from: first.from, begins: from }, ...moved]
}

function recount(code: string, from: LegalDay, to: LegalDay | null): Change[] {
  return [
    { do: 'uncount', code, from },
    { do: 'count', code, from, to },
  ]
}

/** The rows that end with the unit: its name, and its counting. */
function end(unit: Unit, to: LegalDay): Change[] {
  const last = unit.names.at(-1)
  if (!last || to < last.from)
    throw unitFault('unit.day', {
      zh: `撤销日期不能早于现名称的启用日期 ${last?.from ?? unit.from}`,
      en: `It cannot end before ${last?.from ?? unit.from}, when its present name began`,
    })
  const counted = unit.counted.flatMap((s): Change[] => {
    if (s.from > to) return [{ do: 'uncount', code: unit.code, from: s.from }]
    return s.to === null || s.to > to || s.to === unit.to ? recount(unit.code, s.from, to) : []
  })
  return [{ do: 'end', code: unit.code, from: last.from, to }, ...counted]
}

function reopen(county: County, unit: Unit): Change[] {
  const last = unit.names.at(-1)
  if (!last || unit.to === null) throw unitFault('unit.closed', { zh: '该单位没有撤销，无需恢复', en: 'The unit is not closed' })
  const parent = parentOf(unit.code)
  const above = parent ? county.unit(parent) : undefined
  if (above && above.to !== null) throw noParent(county, above.code, unit.to)
  const counted = unit.counted.find((s) => s.to === unit.to)
  return [{ do: 'end', code: unit.code, from: last.from, to: null }, ...(counted ? recount(unit.code, counted.from, null) : [])]
}

function standing(county: County, code: string, day: LegalDay, today: LegalDay): Unit {
  const unit = county.unit(code)
  if (!unit) throw unitFault('unit.missing', { zh: `没有代码为 ${code} 的单位`, en: `There is no unit ${code}` })
  if (!county.stands(code, plausible(day, today))) throw closedOn(county, code, day)
  return unit
}

/** A village cannot outlive its township. */
function notBelow(county: County, unit: Unit, to: LegalDay): void {
  const left = county.units.filter((u) => parentOf(u.code) === unit.code && (u.to === null || u.to > to))
  if (left.length === 0) return
  const names = left.slice(0, 3).map((u) => county.nameOf(u.code))
  throw unitFault('unit.below', {
    zh: `“${county.nameOf(unit.code)}”之下还有 ${left.length} 个单位在 ${to} 之后存续：${names.join('、')}${left.length > 3 ? '等' : ''}`,
    en: `${left.length} units below ${unit.code} still stand after ${to}: ${names.join(', ')}`,
  })
}

/** Whether a unit goes over into another, at last. */
function leadsTo(county: County, from: string, to: string): boolean {
  const seen = new Set<string>()
  const visit = (code: string): boolean => {
    if (code === to) return true
    if (seen.has(code)) return false
    seen.add(code)
    return (county.unit(code)?.successors ?? []).some((s) => visit(s.code))
  }
  return visit(from)
}

/** A day that may stand in an administrative act: it exists, is not before 1949, nor more than two years ahead. */
function plausible(day: LegalDay, today: LegalDay): LegalDay {
  if (isDay(day) && day >= '1949-10-01' && day <= addYears(today, 2)) return day
  throw unitFault('unit.day', { zh: `日期“${day}”不可能；应在1949-10-01至两年之内`, en: `The day "${day}" is not possible` })
}

function levelOf(county: County, code: string, given: UnitLevel | undefined): UnitLevel {
  const own = county.bureau
  const shape = new RegExp(`^${own}(?:B\\d{2}|\\d{3}|\\d{6})$`)
  if (!shape.test(code))
    throw unitFault('unit.code', { zh: `代码“${code}”不属于本区县（${own}）或位数不对`, en: `"${code}" is no code of a unit in ${own}` })
  const natural: UnitLevel = code.includes('B') ? 'section' : code.length === 9 ? 'township' : 'village'
  const level = given ?? natural
  if (level !== natural && !(level === 'pseudo' && natural !== 'section')) throw unitFault('unit.level')
  return level
}

/** The name as it is kept: trimmed, of sensible length, and the only one under the unit above on that day. */
function freeName(county: County, code: string, text: string, day: LegalDay): string {
  const name = text.normalize('NFKC').replaceAll(/\s+/g, '')
  if (name.length < 2 || name.length > 40)
    throw unitFault('unit.name', { zh: '单位名称应为2至40个字', en: 'A name has 2 to 40 characters' })
  const twin = county.below(county.above(code, day) ?? '', day).find((u) => u.code !== code && u.name === name)
  if (twin)
    throw unitFault('unit.name', { zh: `同一上级单位之下已有“${name}”（${twin.code}）`, en: `There is already a ${name} (${twin.code})` })
  return name
}

/** The county without units that are just going: a new unit may take the name of one of them. */
function without(county: County, going: ReadonlySet<string>, on: LegalDay): County {
  return { ...county, below: (code, day) => county.below(code, day).filter((u) => !(going.has(u.code) && day >= on)) }
}

const closedOn = (county: County, code: string, day: LegalDay) => {
  const unit = county.unit(code)
  const life = unit ? `${unit.from} 至 ${unit.to ?? '今'}` : ''
  return unitFault('unit.closed', {
    zh: `“${county.nameOf(code)}”的存续期间为 ${life}，${day} 不在其中`,
    en: `${code} stands from ${life}, not on ${day}`,
  })
}

const noParent = (county: County, parent: string, day: LegalDay) =>
  unitFault('unit.parent', {
    zh: `上级单位“${county.nameOf(parent)}”在 ${day} 不存续`,
    en: `The unit above (${parent}) does not stand on ${day}`,
  })
