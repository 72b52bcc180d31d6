import type { Item } from '../../document.ts'
import { printed } from '../../document.ts'
import { confirm, reject, type Sheet, slice } from '../../outcome.ts'
import { percentOf } from '../../ratio-math.ts'

/** A list of shares that stand alone: what they are, their last place, and where they are printed. */
interface Composition {
  readonly shares: readonly number[]
  readonly ulp: number
  readonly items: readonly Item[]
  readonly start: number
  readonly end: number
}

const COLONS = /(?<![\d.:])\d{1,2}(?:\.\d{1,2})?(?:[:∶︰]\d{1,2}(?:\.\d{1,2})?){2,5}(?![\d.:])/g
/** As far as a reader looks back for the partition. */
const FAR = 30

/**
 * 一产24.5亿元、二产61.2亿元、三产46亿元…三次产业结构为18.6:46.5:34.9: as many shares as the partition before them has
 * parts are the shares of these parts, in their order.
 */
export function checkCompositions(sheet: Sheet): void {
  const bySize = Map.groupBy(
    sheet.holds.filter((h) => h.kind === 'sum').sort((a, b) => (b.items[0]?.index ?? 0) - (a.items[0]?.index ?? 0)),
    (h) => h.items.length - 1,
  )
  for (const list of [...colonLists(sheet), ...percentLists(sheet)]) {
    const partition = bySize.get(list.shares.length)?.find((h) => isBefore(h.items, list) && agree(h.items, list))
    if (partition) judge(sheet, partition.items, list)
  }
}

// 由18.4:45.9:35.7调整为18.6:46.5:34.9: the last one is the present one
function colonLists(sheet: Sheet): Composition[] {
  const { doc } = sheet
  return [...doc.text.matchAll(COLONS)]
    .filter(
      (m) => !/^[^,;。\d]{0,6}(?:调整|优化|演变|变化|转变|提升)/.test(doc.text.slice(m.index + m[0].length, m.index + m[0].length + 10)),
    )
    .map((m) => {
      const parts = m[0].split(/[:∶︰]/)
      const end = m.index + m[0].length
      const ulp = 10 ** -Math.max(...parts.map((x) => x.split('.')[1]?.length ?? 0))
      return { shares: parts.map(Number), ulp, items: doc.items.filter((i) => i.start >= m.index && i.end <= end), start: m.index, end }
    })
}

function percentLists(sheet: Sheet): Composition[] {
  const { doc } = sheet
  const known = new Set(sheet.holds.filter((h) => h.kind === 'ratio').flatMap((h) => h.items))
  const out: Composition[] = []
  let run: Item[] = []
  for (const item of [...doc.items, undefined]) {
    const last = run[run.length - 1]
    const goesOn = item?.family === 'percent' && last && /^[、和及与,]$/.test(doc.text.slice(last.end, item.start))
    if (item && goesOn) {
      run.push(item)
      continue
    }
    const first = run[0]
    if (first && last && run.length >= 2 && /比重|占|构成|结构/.test(first.before) && !run.some((i) => known.has(i)))
      out.push({ shares: run.map((i) => percentOf(i).p), ulp: first.ulp, items: run, start: first.start, end: last.end })
    run = item?.family === 'percent' && !item.growth && !item.prior ? [item] : []
  }
  return out
}

function isBefore(items: readonly Item[], list: Composition): boolean {
  const last = items[items.length - 1] as Item
  const first = list.items[0]
  return last.end <= list.start && (first === undefined || first.index - last.index <= FAR)
}

// At least one share is right and the others nearly are: else they are of something else
function agree(items: readonly Item[], list: Composition): boolean {
  const offs = list.shares.map((p, k) => off(items, k, p))
  return offs.some((d) => d <= list.ulp) && offs.every((d) => d <= 5)
}

const off = (items: readonly Item[], k: number, p: number): number => Math.abs(of(items, k) - p)
const of = (items: readonly Item[], k: number): number => (100 * (items[k + 1] as Item).value) / (items[0] as Item).value

function judge(sheet: Sheet, items: readonly Item[], list: Composition): void {
  const { doc } = sheet
  const digits = Math.round(-Math.log10(list.ulp))
  const wrong = list.shares.flatMap((p, k) => (off(items, k, p) > list.ulp * 1.01 ? [k] : []))
  const left = (k: number) => `${printed(doc, items[k + 1] as Item)} ÷ ${printed(doc, items[0] as Item)} = ${of(items, k).toFixed(digits)}%`
  const quotes = [...items.map((i) => slice(doc, i.clauseStart, i.end)), slice(doc, list.start, list.end)]
  if (wrong.length === 0) {
    confirm(sheet, 'ratio', list.shares.map((_, k) => left(k)).join('；'), [...items, ...list.items], quotes)
    return
  }
  reject(sheet, {
    kind: 'ratio',
    severity: 'question',
    message: { zh: '构成比例与前面各项数量不符', en: 'the composition does not follow from the parts before it' },
    arithmetic: wrong.map((k) => `${left(k)} ≠ ${list.shares[k]}%`).join('；'),
    items: [...items, ...list.items],
    quotes,
    suggestion: { zh: '请核对各项数量和构成比例。', en: 'Check the parts and the composition.' },
  })
}
