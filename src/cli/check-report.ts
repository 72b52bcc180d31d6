import { type CheckResult, kindTitles, type Lang, type LedgerComparison } from '../checker/index.ts'

interface Look {
  readonly lang: Lang
  readonly colour: boolean
  readonly columns: number
}

/** The report of one file for a terminal, line by line: quoted words, arithmetic, advice, counts. */
export function printReport(
  file: string,
  text: string,
  result: CheckResult,
  ledger: readonly LedgerComparison[] | null,
  look: Look,
): string[] {
  const zh = look.lang === 'zh'
  const paint = (code: string, s: string) => (look.colour ? `\u001b[${code}m${s}\u001b[0m` : s)
  const errors = result.findings.filter((f) => f.severity === 'error').length
  const questions = result.findings.length - errors
  const out: string[] = [paint('1', zh ? `《${file}》校核结果` : `Check of ${file}`), rule(look)]
  for (const f of result.findings) {
    const error = f.severity === 'error'
    const badge = zh ? (error ? '错误' : '疑问') : error ? 'ERROR' : 'QUESTION'
    const kind = kindTitles[f.kind][zh ? 'zh' : 'en']
    out.push(`${paint(error ? '31;1' : '33;1', `[${badge}·${kind}]`)} ${f.message}`)
    for (const q of f.quotes.slice(0, 8)) {
      out.push(`    ${zh ? `第${lineOf(text, q.start)}行` : `line ${lineOf(text, q.start)}`}  ${paint('36', `“${oneLine(q.text)}”`)}`)
    }
    if (f.quotes.length > 8) out.push(zh ? `    ……共${f.quotes.length}处` : `    … ${f.quotes.length} places`)
    if (f.arithmetic !== '') out.push(`    ${zh ? '算式' : 'arithmetic'}  ${f.arithmetic}`)
    out.push(`    ${zh ? '建议' : 'advice'}  ${f.suggestion}`, '')
  }
  for (const h of result.hints) out.push(`${paint('35', zh ? '[线索]' : '[HINT]')} ${h.message}`)
  if (ledger) out.push(...ledgerLines(result, ledger, zh))
  const summary = zh
    ? `共${result.chars}字，${result.figures.length}个数字；错误${errors}处，疑问${questions}处，核对无误的关系${result.confirmed.length}处。`
    : `${result.chars} characters, ${result.figures.length} figures; ${errors} errors, ${questions} questions, ${result.confirmed.length} relations confirmed.`
  out.push(paint(errors > 0 ? '31' : questions > 0 ? '33' : '32', summary), '')
  return out
}

function ledgerLines(result: CheckResult, ledger: readonly LedgerComparison[], zh: boolean): string[] {
  const out = [zh ? `与台账可比的数字${ledger.length}个：` : `${ledger.length} figures can be compared with the ledger:`]
  for (const c of ledger) {
    const figure = result.figures.find((f) => f.id === c.figure)
    const words = `${figure?.what ?? ''}${figure?.text ?? ''}`
    if (c.agrees) out.push(zh ? `    一致  “${words}”` : `    agrees  “${words}”`)
    else
      out.push(
        zh
          ? `    不符  “${words}”，台账为${c.ledger}（${c.indicator}）`
          : `    differs  “${words}”, the ledger has ${c.ledger} (${c.indicator})`,
      )
  }
  return out
}

const rule = (look: Look): string => '─'.repeat(Math.max(20, Math.min(look.columns || 80, 100)))
const oneLine = (s: string): string => s.replace(/\s+/g, ' ')

function lineOf(text: string, at: number): number {
  let n = 1
  for (let i = text.indexOf('\n'); i >= 0 && i < at; i = text.indexOf('\n', i + 1)) n++
  return n
}
