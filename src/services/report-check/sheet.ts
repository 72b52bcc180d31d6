import { type CheckResult, type Finding, kindTitles, type LedgerComparison, type Quote } from '../../checker/index.ts'

/** One line of 「校核单」: what is said where, why it cannot be, what to do. */
export interface SheetLine {
  readonly n: number
  readonly severity: '错误' | '疑问'
  readonly kind: string
  readonly places: readonly { readonly line: number; readonly words: string }[]
  readonly message: string
  readonly arithmetic: string
  readonly suggestion: string
}

/** 「校核单」 the sheet of a checked report, before it is set as a page or a table. */
export interface CheckSheet {
  readonly name: string
  readonly summary: string
  readonly findings: readonly SheetLine[]
  readonly hints: readonly string[]
  readonly confirmed: readonly { readonly kind: string; readonly arithmetic: string; readonly words: string }[]
  readonly ledger: readonly { readonly words: string; readonly indicator: string; readonly ledger: number; readonly agrees: boolean }[]
}

/** Makes the sheet of a checked text. `titleOf` names an indicator. */
export function checkSheet(
  checked: {
    readonly name: string
    readonly text: string
    readonly result: CheckResult
    readonly ledger?: readonly LedgerComparison[] | undefined
  },
  titleOf: (indicator: string) => string,
): CheckSheet {
  const { name, text, result, ledger = [] } = checked
  const line = lineCounter(text)
  const severityOf = (f: Finding) => (f.severity === 'error' ? '错误' : '疑问')
  const errors = result.findings.filter((f) => f.severity === 'error').length
  const differing = ledger.filter((c) => !c.agrees).length
  const words = (q: Quote) => q.text.replace(/\s+/g, ' ').trim()
  return {
    name: name.trim() || '粘贴的文字',
    summary:
      `全文${result.chars}字，识别数字${result.figures.length}个；错误${errors}处，疑问${result.findings.length - errors}处，` +
      `核对相符${result.confirmed.length}处${ledger.length > 0 ? `；与台账比对${ledger.length}个，不符${differing}个` : ''}。`,
    findings: result.findings.map((f, i) => ({
      n: i + 1,
      severity: severityOf(f),
      kind: kindTitles[f.kind].zh,
      places: f.quotes.map((q) => ({ line: line(q.start), words: words(q) })),
      message: f.message,
      arithmetic: f.arithmetic,
      suggestion: f.suggestion,
    })),
    hints: result.hints.map((h) => h.message),
    confirmed: result.confirmed.map((c) => ({
      kind: kindTitles[c.kind].zh,
      arithmetic: c.arithmetic,
      words: c.quotes.map(words).join('；'),
    })),
    ledger: ledger.map((c) => {
      const figure = result.figures.find((f) => f.id === c.figure)
      return {
        words: `${figure?.what ?? ''}${figure?.text ?? c.stated}`,
        indicator: titleOf(c.indicator),
        ledger: c.ledger,
        agrees: c.agrees,
      }
    }),
  }
}

/** The number of the line on which a place of the text lies, from 1. */
function lineCounter(text: string): (at: number) => number {
  const starts = [0, ...[...text.matchAll(/\n/g)].map((m) => m.index + 1)]
  return (at) => {
    let [low, high] = [0, starts.length]
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if ((starts[middle] ?? 0) <= at) low = middle
      else high = middle
    }
    return low + 1
  }
}
