import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { citations, type RuleVersion, ruleOf, versionOn } from './index.ts'

/**
 * The sheet of deadlines that the office collected from statutes, pages and practice before the law clock was written: one line a limit, an older limit under
 * the code with `.old`. Every line must be in the clock with its length, unit, days and mark; where the clock says otherwise, the reason stands here.
 */
const onPurpose: Readonly<Record<string, string>> = {
  'rec.hearing limit': '听证前五个工作日：向前倒推',
  'dec.hearing limit': '会前七日：向前倒推',
  'cc.move.report to': '2012 年办法和 2020 年实施办法各成一个版本',
  'cc.move.report mark': '2012 年办法见于公开网页，2020 年实施办法凭记忆，分版本标注',
  'prop.answer to': '代表法 2025 年修改后条序变为第五十一条，另成一个版本',
  'prop.answer.hard to': '代表法 2025 年修改后条序变为第五十一条，另成一个版本',
  'sup.firm.annual mark': '见到的是一地的时间安排，不是办法本身：仍作参考',
  'norm.valid mark': '五年见于公开网页，施行日未核实：仍作参考',
  'rs.period5 mark': '各地规定不一，由本局核定：仍作参考',
}

interface Row {
  readonly code: string
  readonly line: string
  readonly limit: number
  readonly unit: string
  readonly basis: string
  readonly mark: string
  readonly from: string
  readonly to: string
}

const rows: readonly Row[] = readFileSync(join(import.meta.dirname, 'rule-sheet.csv'), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [of = '', code = '', , limit = '', unit = '', basis = '', mark = '', from = '', to = ''] = [
      ...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g),
    ].map((m) => m[1] ?? m[2] ?? '')
    return { line: of, code, limit: Number(limit), unit, basis, mark, from: /^\d{4}-\d\d-\d\d/.exec(from)?.[0] ?? '', to }
  })

/** The mark of the sheet as the clock writes it: read in the text, seen on a page, from memory. */
const checkedBy = (mark: string): RuleVersion['checked'] =>
  /V-LRB/.test(mark) ? 'text' : /^(V-\d|VERIFIED|content V)/.test(mark) ? 'page' : 'memory'

/** The numbers of articles in a basis: 复议法30,88; 代表法51(2015版42) names the article of another version in brackets. */
const articlesIn = (basis: string): number[] => [...basis.replace(/〔.*?〕\d*号|\(\d{4}\)/g, '').matchAll(/\d+/g)].map((m) => Number(m[0]))

function differences(row: Row): string[] {
  const rule = ruleOf(row.code.replace(/\.old$/, ''))
  const version = rule && (row.from ? versionOn(rule.versions, row.from) : rule.versions.at(-1))
  if (!rule || !version) return ['missing']
  const signed = version.direction === 'before' ? -Math.abs(version.length) : version.length
  const cited = citations(version.article, version.from).flatMap((c) => c.articles)
  return [
    rule.line === row.line ? '' : 'line',
    signed === row.limit ? '' : 'limit',
    version.unit === row.unit || version.unit.startsWith(`${row.unit}:`) ? '' : 'unit',
    row.from === '' || version.from === row.from ? '' : 'from',
    (version.to ?? '') === row.to ? '' : 'to',
    version.checked === checkedBy(row.mark) ? '' : 'mark',
    cited.every((n) => articlesIn(row.basis).includes(n)) ? '' : `article ${cited.join()}`,
  ].filter((d) => d !== '')
}

describe('the sheet of deadlines', () => {
  it('has 101 lines', () => {
    expect(rows).toHaveLength(101)
    expect(new Set(rows.map((r) => r.code)).size).toBe(101)
  })
  it('stands in the law clock line by line, but for what is other on purpose', () => {
    const found = rows.flatMap((row) => differences(row).map((d) => `${row.code} ${d}`))
    expect(found.filter((f) => !(f in onPurpose))).toEqual([])
  })
  it('is other only where this page says why', () => {
    const found = new Set(rows.flatMap((row) => differences(row).map((d) => `${row.code} ${d}`)))
    expect(Object.keys(onPurpose).filter((f) => !found.has(f))).toEqual([])
  })
})
