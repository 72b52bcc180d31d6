import type { CheckResult, LedgerIndicator } from '../../checker/index.ts'
import { type Actor, areaOf } from '../access/access.ts'
import type { Figures, Viewer } from '../figures/index.ts'
import type { County } from '../organisation/county.ts'

/** What the reader of the report has said himself; what is left out is read from the report. */
export interface Asked {
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly unit?: string | undefined
}

/** A report that speaks of more periods than this is compared for those it speaks of most. */
const MOST_PERIODS = 12

/**
 * The ledger's values for the periods that a report speaks of, the one it speaks of most first: a figure without a period is compared with that.
 * Empty when neither the report nor the reader names a period.
 * @throws Fault `period.invalid`, `unit.missing`, `access.area`, `access.line`.
 */
export async function ledgerFor(
  s: { readonly figures: Pick<Figures, 'ledgerIndicators'>; readonly county: (bureau: string) => Promise<County> },
  viewer: Viewer,
  result: CheckResult,
  asked: Asked = {},
): Promise<LedgerIndicator[]> {
  const unit = asked.unit ?? widestUnit(viewer)
  const words = unit === viewer.bureau ? wholeCounty((await s.county(unit)).nameOf(unit)) : []
  const out: LedgerIndicator[] = []
  for (const period of periodsOf(result, asked)) {
    for (const i of await s.figures.ledgerIndicators(viewer, { ...period, unit })) {
      if (i.scope === '全区') out.push(...words.map((scope) => ({ ...i, scope })))
      else out.push(i)
    }
  }
  return out
}

interface Stretch {
  readonly from: string
  readonly to: string
}

/** The periods of a report's figures by how often they are named. 截至10月底 is read as from the first day of that year. */
export function periodsOf(result: CheckResult, { from, to }: Asked = {}): Stretch[] {
  const times = new Map<string, Stretch & { n: number }>()
  for (const { period } of result.figures) {
    if (!period?.to) continue
    const stretch = { from: period.from ?? `${period.to.slice(0, 4)}-01-01`, to: period.to }
    const key = `${stretch.from} ${stretch.to}`
    times.set(key, { ...stretch, n: (times.get(key)?.n ?? 0) + 1 })
  }
  const found = [...times.values()]
    .filter((s) => s.from <= s.to)
    .sort((a, b) => b.n - a.n)
    .map((s) => ({ from: s.from, to: s.to }))
  if (from === undefined || to === undefined) return found.slice(0, MOST_PERIODS)
  return [{ from, to }, ...found.filter((s) => s.from !== from || s.to !== to)].slice(0, MOST_PERIODS)
}

/** 湘桥区 says 全区, 我区, 本区; 全市 is another bureau's ledger. */
function wholeCounty(name: string): string[] {
  const kind = name.at(-1) ?? '区'
  return [`全${kind}`, `我${kind}`, `本${kind}`]
}

/** Where the viewer's figures reach farthest: the county for an operator and for the bureau's own posts. */
function widestUnit(viewer: Viewer): string {
  const areas = 'operator' in viewer ? [] : (viewer as Actor).holdings.map((h) => areaOf(h.unit))
  return areas.toSorted((a, b) => a.length - b.length)[0] ?? viewer.bureau
}
