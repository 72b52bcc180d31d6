import { addDays, addMonths } from '../../law/index.ts'

export interface Period {
  readonly from: string
  readonly to: string
}

/** The periods people ask for, on a day. */
export function periods(today: string): Record<'thisYear' | 'lastYear' | 'thisQuarter' | 'thisMonth' | 'lastMonth', Period> {
  const year = Number(today.slice(0, 4))
  const month = `${today.slice(0, 7)}-01`
  const quarter = `${year}-${String(Math.floor((Number(today.slice(5, 7)) - 1) / 3) * 3 + 1).padStart(2, '0')}-01`
  return {
    thisYear: { from: `${year}-01-01`, to: today },
    lastYear: { from: `${year - 1}-01-01`, to: `${year - 1}-12-31` },
    thisQuarter: { from: quarter, to: today },
    thisMonth: { from: month, to: today },
    lastMonth: { from: addMonths(month, -1), to: addDays(month, -1) },
  }
}
