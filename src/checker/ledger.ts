import type { CheckResult, Figure } from './types.ts'

/** An indicator of the ledger with the value it has for one scope and period. */
export interface LedgerIndicator {
  readonly code: string
  readonly name: string
  readonly synonyms: readonly string[]
  readonly unit: string
  /** Scope in the words of reports: 全区, 我局, 区医调委. */
  readonly scope: string
  readonly from: string | null
  readonly to: string | null
  readonly value: number
}

/** A figure of the text beside the ledger's value. */
export interface LedgerComparison {
  readonly figure: string
  readonly indicator: string
  readonly stated: number
  readonly ledger: number
  readonly agrees: boolean
}

/**
 * Compares figures with ledger values by name or synonym, scope and period. A figure whose scope or period does not
 * match any value of the indicator is left out: no comparison is better than a wrong one.
 */
export function compareWithLedger(result: CheckResult, indicators: readonly LedgerIndicator[]): LedgerComparison[] {
  const out: LedgerComparison[] = []
  for (const figure of result.figures) {
    const match = indicators.find((i) => named(figure, i) && sameScope(figure, i) && samePeriod(figure, i))
    if (!match) continue
    out.push({
      figure: figure.id,
      indicator: match.code,
      stated: figure.value,
      ledger: match.value,
      agrees: agrees(figure, match.value),
    })
  }
  return out
}

function named(figure: Figure, indicator: LedgerIndicator): boolean {
  if (figure.unit !== indicator.unit && !(family(figure.unit) && family(indicator.unit))) return false
  return [indicator.name, ...indicator.synonyms].some((n) => n !== '' && figure.what.endsWith(n))
}

const family = (unit: string): boolean => ['件', '起', '宗', '例'].includes(unit)
const sameScope = (f: Figure, i: LedgerIndicator): boolean => f.scope === '' || i.scope === '' || f.scope === i.scope

function samePeriod(figure: Figure, indicator: LedgerIndicator): boolean {
  if (figure.period === null) return true
  if (figure.period.to !== null && indicator.to !== null && figure.period.to !== indicator.to) return false
  return figure.period.from === null || indicator.from === null || figure.period.from === indicator.from
}

function agrees(figure: Figure, value: number): boolean {
  if (figure.bound === 'at-least') return value >= figure.value
  if (figure.bound === 'at-most') return value <= figure.value
  if (figure.bound === 'about') return Math.abs(value - figure.value) <= Math.abs(figure.value) * 0.06
  return Math.abs(value - figure.value) < 1e-9 * Math.max(1, Math.abs(value)) || rounded(figure, value)
}

// 1.5万 in the text agrees with 15023 in the ledger
function rounded(figure: Figure, value: number): boolean {
  const m = /(\d+)(?:\.(\d+))?(万|亿)/.exec(figure.text)
  if (!m) return false
  const step = (m[3] === '万' ? 1e4 : 1e8) / 10 ** (m[2]?.length ?? 0)
  return value >= figure.value - step / 2 && value < figure.value + step
}
