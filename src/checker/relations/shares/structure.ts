import type { Item } from '../../document.ts'
import { confirm, reject, type Sheet, show, slice } from '../../outcome.ts'
import type { Quote } from '../../types.ts'

// 三次产业结构比为15.1:38.8:46.2, and longer ones
const STRUCTURE =
  /(?:(?:结构|比例|构成|比率|比重)[^,;。\d]{0,12}|(?:调整|优化|演变|变化|转变|提升)(?:为|到|成))(\d{1,2}(?:\.\d{1,2})?(?:[:∶︰]\d{1,2}(?:\.\d{1,2})?){1,7})(?![\d.])/g
// 出生率7.02‰;死亡率6.35‰;自然增长率0.67‰
const NATURAL =
  /出生率[为是]?(\d{1,2}(?:\.\d{1,2})?)‰[^。\n]{0,30}?死亡率[为是]?(\d{1,2}(?:\.\d{1,2})?)‰[^。\n]{0,16}?自然增长率[为是]?(-?\d{1,2}(?:\.\d{1,2})?)‰/g

/** Identities of the statistical communiqué: the parts of a structure make 100; births less deaths are natural growth. */
export function checkStructures(sheet: Sheet): void {
  const { doc } = sheet
  for (const m of doc.text.matchAll(STRUCTURE)) {
    const shares = (m[1] as string).split(/[:∶︰]/)
    const sum = shares.reduce((n, s) => n + Number(s), 0)
    const step = 10 ** -Math.max(...shares.map(decimals))
    if (Math.abs(sum - 100) > (shares.length > 2 ? 12 : 4)) continue
    say(
      sheet,
      m,
      `${shares.join('+')} = ${show(sum)}`,
      Math.abs(sum - 100) <= (shares.length / 2 + 0.01) * step,
      '100',
      '各项比重之和不是100',
    )
  }
  for (const m of doc.text.matchAll(NATURAL)) {
    const [births, deaths, growth] = [m[1], m[2], m[3]] as [string, string, string]
    const value = Number(births) - Number(deaths)
    const step = 10 ** -decimals(growth)
    say(
      sheet,
      m,
      `${births}−${deaths} = ${show(value)}`,
      Math.abs(value - Number(growth)) <= 1.01 * step,
      growth,
      '出生率减死亡率与自然增长率不符',
    )
  }
}

const decimals = (s: string): number => (s.includes('.') ? s.length - s.indexOf('.') - 1 : 0)

function say(sheet: Sheet, m: RegExpMatchArray, left: string, ok: boolean, right: string, zh: string): void {
  const { doc } = sheet
  const start = m.index ?? 0
  const end = start + m[0].length
  const items: Item[] = doc.items.filter((i) => i.start >= start && i.end <= end)
  const quotes: Quote[] = [slice(doc, start, end)]
  if (ok) confirm(sheet, 'ratio', left, items, quotes)
  else {
    reject(sheet, {
      kind: 'ratio',
      severity: 'error',
      message: { zh, en: 'the printed parts do not give the printed result' },
      arithmetic: `${left} ≠ ${right}`,
      items,
      quotes,
      suggestion: { zh: '请核对各数。', en: 'Check the figures.' },
    })
  }
}
