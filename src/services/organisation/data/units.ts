import type { LegalDay } from '../../../law/index.ts'

/** 「区县、镇街、村居、股室、非行政单位」: a pseudo unit has a statistical code but is no township or village (forest farm, development zone). */
export type UnitLevel = 'county' | 'township' | 'village' | 'section' | 'pseudo'

/** 「街道、镇、社区、村」: what the level is called at this unit. */
export type UnitKind = 'street' | 'town' | 'community' | 'village'

/**
 * How we know: the statistical bureau's dated lists, another publication, our conclusion from one of these, or an assumption made for
 * the demo that an administrator may change on a page.
 */
export type Basis = 'statistical list' | 'published' | 'inference' | 'demo assumption'

/** Whether a unit counts in statistics during a stretch of days (both ends included, `to: null` still running), and why. */
export interface Counted {
  readonly from: LegalDay
  readonly to: LegalDay | null
  readonly value: boolean
  readonly basis: Basis
  readonly note?: string
}

/** A unit of the county with its dates: codes and names are never reused, a merger closes some units and opens another. */
export interface DatedUnit {
  readonly code: string
  readonly name: string
  readonly level: UnitLevel
  readonly kind: UnitKind | null
  readonly parent: string | null
  readonly from: LegalDay
  readonly to: LegalDay | null
  readonly predecessors: readonly string[]
  readonly successors: readonly string[]
  readonly counted: readonly Counted[]
  /** Other spellings of the name in older lists: an import meets them. */
  readonly formerly: readonly string[]
  readonly basis: Basis
  readonly note?: string
}

const covers = (span: { from: LegalDay; to: LegalDay | null }, day: LegalDay) => span.from <= day && (span.to === null || day <= span.to)

/** The units that exist on a day, in the order of their codes. */
export function inForceOn<U extends DatedUnit>(units: readonly U[], day: LegalDay): U[] {
  return units.filter((unit) => covers(unit, day))
}

/** Whether a unit exists on a day and is 「纳入统计」 then. */
export function isCounted(unit: DatedUnit, day: LegalDay): boolean {
  return covers(unit, day) && unit.counted.some((span) => span.value && covers(span, day))
}

/**
 * All codes that roll up into a unit: itself and, through every merger, its predecessors and theirs, in the order of their codes.
 * Units below are found by prefix of each. Empty when the code is unknown.
 */
export function lineage(units: readonly DatedUnit[], code: string): string[] {
  const byCode = new Map(units.map((unit) => [unit.code, unit]))
  const found = new Set<string>()
  const visit = (next: string) => {
    const unit = byCode.get(next)
    if (!unit || found.has(next)) return
    found.add(next)
    for (const predecessor of unit.predecessors) visit(predecessor)
  }
  visit(code)
  return [...found].sort()
}
