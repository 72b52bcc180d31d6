import type { Bureau } from '../../kernel/index.ts'
import { Fault } from '../fault.ts'
import type { County } from '../organisation/county.ts'
import { outermost } from './direct.ts'
import { type Period, periodOf } from './period.ts'
import type { Viewer } from './viewer.ts'

/** What a figure is asked for, as it comes from outside. */
export interface Question {
  readonly from: string
  readonly to: string
  readonly unit: string
}

/** The question understood: who asks, which days, which codes roll up into the unit. */
export interface Scope {
  readonly bureau: Bureau
  readonly viewer: Viewer
  readonly code: string
  readonly period: Period
  readonly unit: string
  /** The unit and those above it, nearest first. */
  readonly path: readonly string[]
  readonly prefixes: readonly string[]
  readonly county: County
}

/**
 * Reads a question.
 * @throws Fault `period.invalid`, or `unit.missing` when the bureau has never had such a unit.
 */
export function scopeOf(bureau: Bureau, viewer: Viewer, county: County, question: Question): Scope {
  const period = periodOf(question.from, question.to)
  const { unit } = question
  if (typeof unit !== 'string' || !county.unit(unit)) {
    const say = `没有代码为“${String(unit ?? '').slice(0, 20)}”的单位`
    throw new Fault('unit.missing', {
      zh: say,
      en: 'There is no unit with this code',
      remedy: {
        zh: '请填写本区县、镇街、村居或股室的代码，如 445102',
        en: 'Give the code of the county, a town, a village or a section, such as 445102',
      },
      status: 404,
      faults: [{ path: 'unit', title: '单位', say }],
    })
  }
  const path: string[] = []
  for (let up: string | null = unit; up !== null && !path.includes(up); up = county.above(up, period.to)) path.push(up)
  return { bureau, viewer, code: viewer.bureau, period, unit, path, prefixes: prefixesOf(county, unit, period), county }
}

/**
 * The codes counted for a unit at the end of a period: its own and those merged into it by then. A unit that was founded later is asked for
 * its past: then all that was ever merged into it.
 */
export function prefixesOf(county: County, unit: string, { to }: Period): string[] {
  const founded = county.unit(unit)?.from ?? to
  return outermost(founded > to ? county.lineage(unit) : county.lineage(unit, to))
}
