/**
 * 潮州市湘桥区 from 2013-06-28 on, with its mergers: dated data for the demo and an example for every other county.
 *
 * Codes, names and the lists on which they stand: the statistical bureau's 统计用区划代码 of eight days from 2016-07-31 to 2023-06-30
 * (lists-445102.tsv, made by bin/extract-divisions.mjs). A list says that a unit stood on that day, not since when; where a date lies
 * between two lists, the first day after the earlier list stands for it and the unit says so.
 *
 * Published: 磷溪, 官塘 and 铁铺 came from 潮安 on 2013-06-28; 湘桥, 西湖, 金山 and 太平 were dissolved and a new 太平 was set up in 2021.
 * Concluded from the lists: every community of the old 太平 group stands under the new 太平 with the same name, every community of 南春 and
 * 西新 under the new 西新; the day of 2021 is not known to us.
 *
 * What counts in the statistics of 2017 is the administrator's decision. The published report of that year speaks of 12 towns and 148
 * villages; the list of 2017-10-31 has 13 and 172. Leaving out one town must leave out 24 villages: only 铁铺镇 has that many. The demo
 * takes this reading; it stays an assumption. (148 is also the 120 villages with the 28 communities of the six old-town streets, but that reading
 * does not explain the 12.)
 */
import type { LegalDay } from '../../../law/index.ts'
import { table } from './divisions.ts'
import { type Basis, type Counted, type DatedUnit, inForceOn, isCounted, lineage, type UnitKind, type UnitLevel } from './units.ts'

const county = '445102'

/** The day the district got the extent it had in 2017; older units are not told apart. */
const sinceExtent: LegalDay = '2013-06-28'
const firstList: LegalDay = '2016-07-31'

/** Stands for the unknown day of 2021 on which the merged street offices began. */
const mergerDay: LegalDay = '2021-01-01'
const lastDayBefore: LegalDay = '2020-12-31'

/** Statistical lists in order, each with the day that follows it. */
const dayAfterList: Readonly<Record<string, LegalDay>> = {
  '2016-07-31': '2016-08-01',
  '2017-10-31': '2017-11-01',
  '2018-10-31': '2018-11-01',
  '2019-10-31': '2019-11-01',
  '2020-06-30': '2020-07-01',
  '2021-10-31': '2021-11-01',
  '2022-10-31': '2022-11-01',
  '2023-06-30': '2023-07-01',
}
const listDays = Object.keys(dayAfterList)
const newestList = listDays[listDays.length - 1]

/** New township-level unit → the units that were merged into it. */
const mergers: Readonly<Record<string, { from: readonly string[]; basis: Basis; note: string }>> = {
  '445102010': {
    from: ['445102001', '445102002', '445102003', '445102004'],
    basis: 'published',
    note: '2021年撤销湘桥、西湖、金山、太平街道，合并设立太平街道；具体日期未查到，暂记为2021年1月1日，可修改。',
  },
  '445102011': {
    from: ['445102005', '445102006'],
    basis: 'inference',
    note: '由统计用区划代码推定：南春、西新街道的社区在2021年10月31日的名录中均列于新的西新街道之下；具体日期未查到，暂记为2021年1月1日，可修改。',
  },
}

/** The high-tech zone had a village code under 铁铺镇 before it had a township code. */
const moved: Readonly<Record<string, string>> = { '445102402498': '445102112400' }

const notCountedTown = '445102112'
const lastNotCounted: LegalDay = '2017-12-31'
const countedAgain: LegalDay = '2018-01-01'
const notCountedNote =
  '演示假设：2017年的统计口径为12个镇街、148个村（社区），而同期名录为13个镇街、172个村（社区）；若只少计一个镇街，则只有不计铁铺镇及其24个村（社区）时两数同时成立。请由管理员按实际情况修改。'

interface Listed {
  readonly code: string
  readonly names: readonly string[]
  readonly first: string
  readonly last: string
}

/** The rows of the lists, one for each code, its spellings from the oldest to the newest. */
function listed(): Listed[] {
  const rows = new Map<string, { name: string; first: string; last: string }[]>()
  for (const [code = '', name = '', first = '', last = ''] of table(`lists-${county}.tsv`)) {
    rows.set(code, [...(rows.get(code) ?? []), { name, first, last }])
  }
  return [...rows].map(([code, spellings]) => {
    const ordered = spellings.toSorted((a, b) => (a.first < b.first ? -1 : 1))
    return {
      code,
      names: ordered.map((row) => row.name),
      first: ordered[0]?.first ?? firstList,
      last: ordered[ordered.length - 1]?.last ?? firstList,
    }
  })
}

/** The coding rule of the statistical bureau: the last three digits say what the unit is. */
function levelOf(code: string): { level: UnitLevel; kind: UnitKind | null } {
  const rank = Number(code.slice(-3))
  if (rank >= 400) return { level: 'pseudo', kind: null }
  return code.length === 9
    ? { level: 'township', kind: rank < 100 ? 'street' : 'town' }
    : { level: 'village', kind: rank < 200 ? 'community' : 'village' }
}

function start(unit: Listed): { from: LegalDay; basis: Basis; note?: string } {
  const merger = mergers[unit.code.slice(0, 9)]
  if (merger && unit.code.length === 9) return { from: mergerDay, basis: merger.basis, note: merger.note }
  if (merger) return { from: mergerDay, basis: 'statistical list', note: '起始日期随所属街道。' }
  if (unit.first === firstList) return { from: sinceExtent, basis: 'statistical list' }
  const earlier = listDays[listDays.indexOf(unit.first) - 1] ?? firstList
  const from = dayAfterList[earlier] ?? sinceExtent
  return { from, basis: 'inference', note: `首见于${unit.first}的名录，${earlier}的名录尚无；设立日期未查到，暂记为${from}，可修改。` }
}

function end(unit: Listed): LegalDay | null {
  if (unit.last === newestList) return null
  if (Object.values(mergers).some((merger) => merger.from.includes(unit.code.slice(0, 9)))) return lastDayBefore
  return unit.last
}

/** In statistics from its first day to its last, except pseudo units and the town left out in 2017. */
function countedSpans(code: string, level: UnitLevel, from: LegalDay, to: LegalDay | null, basis: Basis): Counted[] {
  if (level === 'pseudo') return [{ from, to, value: false, basis: 'statistical list', note: '非行政区划单位，不计入镇街、村居数。' }]
  if (!code.startsWith(notCountedTown)) return [{ from, to, value: true, basis }]
  return [
    { from, to: lastNotCounted, value: false, basis: 'demo assumption', note: notCountedNote },
    { from: countedAgain, to, value: true, basis: 'demo assumption', note: '演示假设：自2018年起计入，请由管理员按实际情况修改。' },
  ]
}

/** The code under which the same community stood before the merger: the same name under one of the merged units. */
function predecessorsOf(unit: Listed, all: readonly Listed[]): string[] {
  const merged = mergers[unit.code.slice(0, 9)]?.from ?? []
  if (unit.code.length === 9) return [...merged]
  const before = moved[unit.code]
  if (before) return [before]
  const name = unit.names[unit.names.length - 1]
  return all.filter((other) => merged.includes(other.code.slice(0, 9)) && other.names.at(-1) === name).map((other) => other.code)
}

function territory(): DatedUnit[] {
  const all = listed()
  const before = new Map(all.map((unit) => [unit.code, predecessorsOf(unit, all)]))
  return all.map((unit) => {
    const { level, kind } = levelOf(unit.code)
    const begun = start(unit)
    const to = end(unit)
    return {
      code: unit.code,
      name: unit.names[unit.names.length - 1] ?? unit.code,
      level,
      kind,
      parent: unit.code.slice(0, unit.code.length - 3),
      ...begun,
      to,
      predecessors: before.get(unit.code) ?? [],
      successors: all.filter((other) => before.get(other.code)?.includes(unit.code)).map((other) => other.code),
      counted: countedSpans(unit.code, level, begun.from, to, begun.basis),
      formerly: unit.names.slice(0, -1),
    }
  })
}

/** 「股室」 of 2017: what a bureau of this size usually had; the real allotment of this bureau was not found. */
const sections: readonly string[] = ['办公室', '法制宣传股', '基层工作股', '社区矫正股（社区矫正中心）', '公证律师管理股', '法律援助处']

const sectionUnits = (): DatedUnit[] =>
  sections.map((name, i) => ({
    code: `${county}B${String(i + 1).padStart(2, '0')}`,
    name,
    level: 'section',
    kind: null,
    parent: county,
    from: sinceExtent,
    to: null,
    predecessors: [],
    successors: [],
    counted: [],
    formerly: [],
    basis: 'demo assumption',
    note: '演示假设：按同类区县司法局2017年的常见设置，非实际“三定”规定；请由管理员修改。',
  }))

const districtUnit: DatedUnit = {
  code: county,
  name: '湘桥区',
  level: 'county',
  kind: null,
  parent: null,
  from: sinceExtent,
  to: null,
  predecessors: [],
  successors: [],
  counted: [{ from: sinceExtent, to: null, value: true, basis: 'published' }],
  formerly: [],
  basis: 'published',
}

let held: readonly DatedUnit[] | null = null

/** Every unit of the county that ever stood since 2013-06-28, with sections and pseudo units, in the order of their codes. */
export function countyUnits(): readonly DatedUnit[] {
  held ??= [districtUnit, ...territory(), ...sectionUnits()].sort((a, b) => (a.code < b.code ? -1 : 1))
  return held
}

/** The units that stand on a day. */
export function unitsOn(day: LegalDay): DatedUnit[] {
  return inForceOn(countyUnits(), day)
}

/** All codes that roll up into a unit through mergers, itself included; empty for an unknown code. */
export function lineageOf(code: string): string[] {
  return lineage(countyUnits(), code)
}

/** 「司法所」: the bureau's office at a township-level unit, known by the code of that unit. */
export interface JusticeOffice {
  readonly unit: string
  readonly name: string
  readonly basis: Basis
}

/** One justice office at each township-level unit that counts on the day: a demo assumption, as the offices of 2017 are not published. */
export function justiceOfficesOn(day: LegalDay): JusticeOffice[] {
  return countyUnits()
    .filter((unit) => unit.level === 'township' && isCounted(unit, day))
    .map((unit) => ({ unit: unit.code, name: `${unit.name.replace(/(?:街道|镇)$/, '')}司法所`, basis: 'demo assumption' }))
}
