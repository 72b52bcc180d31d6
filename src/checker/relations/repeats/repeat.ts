import type { Doc, Item } from '../../document.ts'
import { periodOf, printed } from '../../document.ts'
import { coreLabel, scopeOf } from '../../labels.ts'
import { confirm, reject, type Sheet } from '../../outcome.ts'
import type { PeriodMark } from '../../periods.ts'
import { isAmount } from '../amounts.ts'
import { STANDING } from './transposed.ts'

/** A count with the key under which repeats of one indicator meet. */
interface Known {
  readonly item: Item
  readonly core: string
  readonly scope: string
  readonly period: PeriodMark | null
}

/** One indicator said twice: two values, two measure words, a success that is not one. */
export function checkRepeats(sheet: Sheet, parents: ReadonlyMap<number, Item>): void {
  const { doc } = sheet
  const groups = new Map<string, Known[]>()
  for (const item of doc.items) {
    if (!isAmount(item) || item.target || item.depth > 0) continue
    const core = coreLabel(item.before.replace(/\([^()]*\)/g, ''))
    if (core.length < 4 || !/[\u4e00-\u9fff]{4}/.test(core) || /\d/.test(core)) continue
    const known = { item, core, scope: scopeOf(labelWithScope(item)), period: periodOf(doc, item) }
    const list = groups.get(core)
    if (list) list.push(known)
    else groups.set(core, [known])
  }
  for (const list of groups.values()) {
    // a label repeated many times is a form, not an indicator
    if (list.length < 2 || list.length > 6) continue
    for (let a = 0; a < list.length; a++) {
      for (let b = a + 1; b < list.length; b++) compare(sheet, list[a] as Known, list[b] as Known, parents)
    }
  }
  checkSuccess(sheet)
}

const labelWithScope = (item: Item): string => item.before.replace(/^.*?(?=全|我|区|市|县)/, '')

function compare(sheet: Sheet, a: Known, b: Known, parents: ReadonlyMap<number, Item>): void {
  const { doc } = sheet
  const x = a.item
  const y = b.item
  if (x.family !== y.family || x.sentence === y.sentence) return
  if (a.scope !== b.scope && a.scope !== '' && b.scope !== '') return
  if (x.unit !== y.unit) {
    if (x.value === y.value && x.family === 'case' && samePeriod(a.period, b.period)) measureWords(sheet, x, y)
    if (x.family !== 'case') return
  }
  const equal = x.hi >= y.lo && y.hi >= x.lo
  if (equal) {
    if (x.value === y.value) confirm(sheet, 'conflict', `${printed(doc, x)} = ${printed(doc, y)}`, [x, y])
    return
  }
  // 新登记…其中企业1326户, 实有…其中企业7218户: parts of two totals are two indicators
  const [p, q] = [parents.get(x.index), parents.get(y.index)]
  if (p && q && p.index !== q.index && p.value !== q.value) return
  const verdict = comparable(doc, a, b)
  if (verdict === null) return
  // without a scope the two may speak of two towns under two headings
  const sure = a.scope !== '' && a.scope === b.scope
  if (!sure && a.core.length < 6) return
  reject(sheet, {
    kind: 'conflict',
    severity: sure ? verdict.severity : 'question',
    message: {
      zh: `同一指标“${a.core}”前后两个数：${printed(doc, x)}${x.unit}与${printed(doc, y)}${y.unit}${verdict.why}`,
      en: `one indicator, ${a.core}, stands with two values: ${printed(doc, x)} and ${printed(doc, y)}`,
    },
    arithmetic: `${printed(doc, x)} ≠ ${printed(doc, y)}`,
    items: [x, y],
    suggestion: { zh: '请核对两处的数字，或写明各自的期间和口径。', en: 'Check both, or give the period and definition of each.' },
  })
}

const samePeriod = (a: PeriodMark | null, b: PeriodMark | null): boolean =>
  a === null || b === null || a.year === b.year || a.year === null || b.year === null

/** Can the two values be of one period? A running total of one year cannot fall as the year goes on. */
function comparable(doc: Doc, a: Known, b: Known): { severity: 'error' | 'question'; why: string } | null {
  const p = a.period
  const q = b.period
  if (!p && !q) return STANDING.test(a.item.before) && STANDING.test(b.item.before) ? { severity: 'question', why: '' } : null
  if (!p || !q) return null
  if (p.year !== q.year || p.year === null) return null
  const end = (m: PeriodMark) => (m.kind === 'open' || /目前|^至今$/.test(m.text) ? '9999' : (m.to ?? ''))
  const fromStart = (m: PeriodMark) => m.kind === 'as-of' || m.kind === 'open' || (m.from?.endsWith('-01-01') ?? false)
  if (!fromStart(p) || !fromStart(q) || p.kind === 'day' || q.kind === 'day') return null
  const pe = end(p)
  const qe = end(q)
  if (pe === '' || qe === '') return null
  const same = pe === qe && p.text === q.text
  if (same)
    return {
      severity: doc.sentences[a.item.sentence]?.paragraph === doc.sentences[b.item.sentence]?.paragraph ? 'question' : 'error',
      why: '',
    }
  const later = pe > qe ? a : b
  const earlier = later === a ? b : a
  if (pe === qe || later.item.hi < earlier.item.lo) {
    return { severity: 'error', why: '；期间更长的一处反而更小' }
  }
  return null
}

function measureWords(sheet: Sheet, x: Item, y: Item): void {
  const { doc } = sheet
  reject(sheet, {
    kind: 'unit',
    severity: 'question',
    message: {
      zh: `同一指标前后用了两个量词：“${x.unit}”和“${y.unit}”`,
      en: `one indicator stands with two measure words: ${x.unit} and ${y.unit}`,
    },
    arithmetic: `${printed(doc, x)}${x.unit} ↔ ${printed(doc, y)}${y.unit}`,
    items: [x, y],
    suggestion: { zh: '请统一量词。', en: 'Use one measure word.' },
  })
}

// 受理并成功调解20宗,调处成功19件: all succeeded, then not all
function checkSuccess(sheet: Sheet): void {
  const { doc } = sheet
  for (const x of doc.items) {
    if (!isAmount(x)) continue
    const all = /并(?:全部|均)?成功|并(?:全部|均)(?:调解|办结|审结|化解)|全部(?:调解成功|成功)|均(?:调解|调处)?成功/.test(x.before)
    if (!all) continue
    const y = doc.items[x.index + 1]
    if (!y || y.sentence !== x.sentence || !isAmount(y) || y.family !== x.family || !/成功/.test(y.before)) continue
    if (y.hi >= x.lo && x.hi >= y.lo) continue
    reject(sheet, {
      kind: 'conflict',
      severity: 'error',
      message: {
        zh: `前面说${printed(doc, x)}${x.unit}都成功，后面成功数是${printed(doc, y)}${y.unit}`,
        en: `${printed(doc, x)} are said to have succeeded, then ${printed(doc, y)}`,
      },
      arithmetic: `${printed(doc, x)} ≠ ${printed(doc, y)}`,
      items: [x, y],
      suggestion: { zh: '请核对受理数和成功数。', en: 'Check the accepted and the successful cases.' },
    })
  }
}
