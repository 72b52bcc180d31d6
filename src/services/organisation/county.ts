import { addDays, type LegalDay } from '../../law/index.ts'

/** 「区县、股室、镇街、村居、非行政单位」: a pseudo unit has a statistical code but is no township or village (forest farm, development zone). */
export type UnitLevel = 'county' | 'section' | 'township' | 'village' | 'pseudo'

/** A stretch of days, both ends included; `to: null` is still running. */
export interface Span {
  readonly from: LegalDay
  readonly to: LegalDay | null
}

/** What became of a unit on the day of a merger. */
export interface Succession {
  readonly code: string
  readonly on: LegalDay
  readonly basis: string | null
}

/** A unit from its first day to its last, under all the names it bore. */
export interface Unit extends Span {
  readonly code: string
  readonly level: UnitLevel
  /** In the order of their days; the last is the present one. */
  readonly names: readonly (Span & { readonly name: string; readonly note: string | null })[]
  /** 「纳入统计」 */
  readonly counted: readonly Span[]
  readonly predecessors: readonly string[]
  readonly successors: readonly Succession[]
}

/** A unit as it stands on a day. */
export interface UnitOn extends Span {
  readonly code: string
  readonly name: string
  readonly level: UnitLevel
  readonly counted: boolean
  /** The unit above on that day: of a village whose township was merged away, the township it went over into. */
  readonly parent: string | null
  readonly predecessors: readonly string[]
  readonly successors: readonly string[]
}

/** All units of one bureau, past and present: an unchanging view, asked without waiting. */
export interface County {
  readonly bureau: string
  /** Moves with every change of a unit. */
  readonly version: number
  /** In the order of their codes. */
  readonly units: readonly Unit[]
  unit(code: string): Unit | undefined
  /** The units that stand on a day. */
  on(day: LegalDay): UnitOn[]
  stands(code: string, day: LegalDay): boolean
  isCounted(code: string, day: LegalDay): boolean
  /** The unit above on a day; null for the county, and where nothing above stands. */
  above(code: string, day: LegalDay): string | null
  /** The name on a day; of a unit that does not stand then, the nearest it bore; of an unknown code, the code. */
  nameOf(code: string, day?: LegalDay): string
  /** The units directly below that stand on a day. */
  below(code: string, day: LegalDay): UnitOn[]
  /** From the county down to the unit. */
  path(code: string): string[]
  /**
   * The code prefixes whose records roll up into a unit: its own and, through mergers, those of its predecessors of the same level, so that the
   * figures of all standing units of a level add up and count nothing twice. A village that went over to a village of another town takes its
   * records along in the figures of villages; in those of towns they stay where they happened. A unit that was split rolls up into none of its
   * parts. With a day, only mergers up to that day. Sorted; none contains another.
   */
  lineage(code: string, day?: LegalDay): string[]
  /** The code prefixes that the people of a unit answer for: as `lineage`, and the past of every unit below that came from elsewhere. */
  reach(code: string, day?: LegalDay): string[]
}

const covers = (span: Span, day: LegalDay): boolean => span.from <= day && (span.to === null || day <= span.to)

/** The code of the unit above: village → township → county; sections belong to the county. */
export function parentOf(code: string): string | null {
  if (code.length === 12) return code.slice(0, 9)
  return code.length > 6 ? code.slice(0, 6) : null
}

/** The view over a bureau's units. */
export function countyOf(bureau: string, version: number, units: readonly Unit[]): County {
  const ordered = units.toSorted((a, b) => (a.code < b.code ? -1 : 1))
  const byCode = new Map(ordered.map((u) => [u.code, u]))
  const links = ordered.filter((u) => u.successors.length > 0)
  const remembered = new Map<string, string[]>()

  const stands = (code: string, day: LegalDay) => {
    const unit = byCode.get(code)
    return unit !== undefined && covers(unit, day)
  }
  const isCounted = (code: string, day: LegalDay) => stands(code, day) && (byCode.get(code)?.counted.some((s) => covers(s, day)) ?? false)
  const nameOf = (code: string, day?: LegalDay) => {
    const names = byCode.get(code)?.names ?? []
    const on =
      day === undefined ? undefined : (names.find((n) => covers(n, day)) ?? (names[0] && day < names[0].from ? names[0] : undefined))
    return (on ?? names.at(-1))?.name ?? code
  }
  const above = (code: string, day: LegalDay) => {
    const seen = new Set<string>()
    let next = parentOf(code)
    while (next !== null && !stands(next, day) && !seen.has(next)) {
      seen.add(next)
      next = byCode.get(next)?.successors.find((s) => s.on <= day)?.code ?? null
    }
    return next !== null && stands(next, day) ? next : null
  }
  const onDay = (unit: Unit, day: LegalDay): UnitOn => ({
    code: unit.code,
    name: nameOf(unit.code, day),
    level: unit.level,
    from: unit.from,
    to: unit.to,
    counted: isCounted(unit.code, day),
    parent: above(unit.code, day),
    predecessors: unit.predecessors,
    successors: unit.successors.map((s) => s.code),
  })
  const past = (code: string, day: LegalDay | undefined, longest: number) => {
    const prefixes = [code]
    const inside = (other: string) => prefixes.some((p) => other.startsWith(p))
    for (let grown = true; grown; ) {
      grown = false
      for (const unit of links) {
        const gone = unit.successors.every((s) => inside(s.code) && (day === undefined || s.on <= day))
        if (!gone || inside(unit.code) || unit.code.length > longest) continue
        prefixes.push(unit.code)
        grown = true
      }
    }
    return prefixes.filter((p) => !prefixes.some((q) => q !== p && p.startsWith(q))).toSorted()
  }
  const remember = (code: string, day: LegalDay | undefined, longest: number) => {
    const key = `${code} ${day ?? ''} ${longest}`
    const known = remembered.get(key) ?? past(code, day, longest)
    if (remembered.size > 5_000) remembered.clear()
    remembered.set(key, known)
    return known
  }
  return {
    bureau,
    version,
    units: ordered,
    unit: (code) => byCode.get(code),
    on: (day) => ordered.filter((u) => covers(u, day)).map((u) => onDay(u, day)),
    stands,
    isCounted,
    above,
    nameOf,
    below: (code, day) => ordered.filter((u) => covers(u, day) && above(u.code, day) === code).map((u) => onDay(u, day)),
    path: (code) => {
      const path = [code]
      for (let above = parentOf(code); above !== null; above = parentOf(above)) path.unshift(above)
      return path
    },
    lineage: (code, day) => [...remember(code, day, code.length)],
    reach: (code, day) => [...remember(code, day, 12)],
  }
}

/** Rows of the tables unit, unit_counted and unit_successor, as they lie there. */
export interface UnitRows {
  readonly units: readonly {
    code: string
    valid_from: LegalDay
    valid_to: LegalDay | null
    name: string
    level: UnitLevel
    note: string | null
  }[]
  readonly counted: readonly { code: string; valid_from: LegalDay; valid_to: LegalDay | null }[]
  readonly successors: readonly { code: string; successor: string; changed_on: LegalDay; basis: string | null }[]
}

/** Puts rows together to units. */
export function unitsOf(rows: UnitRows): Unit[] {
  const codes = Map.groupBy(
    rows.units.toSorted((a, b) => (a.valid_from < b.valid_from ? -1 : 1)),
    (r) => r.code,
  )
  const counted = Map.groupBy(rows.counted, (r) => r.code)
  const after = Map.groupBy(rows.successors, (r) => r.code)
  const before = Map.groupBy(rows.successors, (r) => r.successor)
  return [...codes].flatMap(([code, names]) => {
    const [first, last] = [names[0], names.at(-1)]
    if (!first || !last) return []
    return [
      {
        code,
        level: last.level,
        from: first.valid_from,
        to: last.valid_to,
        names: names.map((n) => ({ from: n.valid_from, to: n.valid_to, name: n.name, note: n.note })),
        counted: (counted.get(code) ?? [])
          .map((c) => ({ from: c.valid_from, to: c.valid_to }))
          .toSorted((a, b) => (a.from < b.from ? -1 : 1)),
        predecessors: (before.get(code) ?? []).map((s) => s.code).toSorted(),
        successors: (after.get(code) ?? [])
          .map((s) => ({ code: s.successor, on: s.changed_on, basis: s.basis }))
          .toSorted((a, b) => (a.code < b.code ? -1 : 1)),
      },
    ]
  })
}

export const dayBefore = (day: LegalDay): LegalDay => addDays(day, -1)
