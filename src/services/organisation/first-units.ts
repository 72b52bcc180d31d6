import type { LegalDay } from '../../law/index.ts'
import type { Change } from './changes.ts'
import { countyUnits } from './data/county-445102.ts'
import { counties, pathOf, townshipsOf, villagesOf } from './data/divisions.ts'

/** The county whose dated history is in the repository. */
const told = '445102'

/** Stands for the unknown days on which the units of a county began: before anything that a bureau will enter. */
const assumedFrom: LegalDay = '2000-01-01'
const assumed = '据2023年6月30日统计用区划代码；设立日期未查到，暂记为2000年1月1日，可更正。'

/** A county that a bureau may be opened for. */
export interface CountyChoice {
  readonly code: string
  readonly name: string
  /** 广东省潮州市湘桥区 */
  readonly fullName: string
  /** 广东省潮州市 */
  readonly path: string
}

/** Counties by code or by any part of their full name, at most `limit`. */
export function findCounties(query: string, limit = 30): CountyChoice[] {
  const words = query.trim().split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  const found: CountyChoice[] = []
  for (const { code, name } of counties()) {
    const above = pathOf(code).slice(0, -1).join('')
    const fullName = above + name
    if (!words.every((w) => fullName.includes(w) || code.startsWith(w))) continue
    found.push({ code, name, fullName, path: above })
    if (found.length === limit) break
  }
  return found
}

/**
 * The units with which a bureau begins: the county, its townships, and its villages where the repository holds them. Of 湘桥区 the whole
 * dated history. Null for a code that is no county.
 */
export function firstUnits(county: string): Change[] | null {
  if (county === told) return history()
  const name = counties().find((c) => c.code === county)?.name
  if (!name) return null
  const opened = (code: string, unitName: string, level: 'county' | 'township' | 'village' | 'pseudo'): Change[] => [
    { do: 'open', code, from: assumedFrom, to: null, name: unitName, level, note: assumed },
    ...(level === 'pseudo' ? [] : [{ do: 'count', code, from: assumedFrom, to: null } as const]),
  ]
  // In the statistical code the last three digits from 400 on mean a unit that is no township or village.
  const levelOf = (code: string) => (Number(code.slice(-3)) >= 400 ? 'pseudo' : code.length === 9 ? 'township' : 'village')
  const below = townshipsOf(county).flatMap((t) => [t, ...(villagesOf(t.code) ?? [])])
  return [...opened(county, name, 'county'), ...below.flatMap((d) => opened(d.code, d.name, levelOf(d.code)))]
}

function history(): Change[] {
  const units = countyUnits()
  const begins = new Map(units.map((u) => [u.code, u.from]))
  return units.flatMap((u): Change[] => [
    { do: 'open', code: u.code, from: u.from, to: u.to, name: u.name, level: u.level, ...(u.note ? { note: u.note } : {}) },
    ...u.counted.flatMap((c) => (c.value ? [{ do: 'count', code: u.code, from: c.from, to: c.to } as const] : [])),
    ...u.successors.map(
      (successor) => ({ do: 'succeed', code: u.code, successor, on: begins.get(successor) ?? u.from, basis: u.note ?? null }) as const,
    ),
  ])
}
