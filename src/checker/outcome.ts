import { type Doc, type Item, sourceSlice } from './document.ts'
import type { Quote, RelationKind, Severity } from './types.ts'

/** A sentence in both languages. */
export interface Words {
  readonly zh: string
  readonly en: string
}

/** A relation that does not hold, before it is put into one language. */
export interface Draft {
  readonly kind: RelationKind
  readonly severity: Severity
  readonly message: Words
  readonly arithmetic: string
  readonly quotes: readonly Quote[]
  readonly suggestion: Words
  readonly items: readonly Item[]
}

/** A relation that holds. */
export interface Hold {
  readonly kind: RelationKind
  readonly arithmetic: string
  readonly quotes: readonly Quote[]
  readonly items: readonly Item[]
}

/** Where the relations put what they find. `settled` marks the items that some relation has already explained. */
export interface Sheet {
  readonly doc: Doc
  readonly drafts: Draft[]
  readonly holds: Hold[]
  /** The relations that hold, and those that do not, of each figure. */
  readonly holdsOf: Map<Item, Hold[]>
  readonly draftsOf: Map<Item, Draft[]>
  /** Percentages and totals already judged, by item index and relation, so that no two relations judge one claim. */
  readonly judged: Set<string>
}

/** An empty sheet for a document. */
export function newSheet(doc: Doc): Sheet {
  return { doc, drafts: [], holds: [], holdsOf: new Map(), draftsOf: new Map(), judged: new Set() }
}

/** Figures that are parts of a total which holds. */
export function partsOf(sheet: Sheet): Set<Item> {
  return new Set(sheet.holds.filter((h) => h.kind === 'sum' && h.items.length >= 3).flatMap((h) => h.items.slice(1)))
}

/** The exact slice of the source between two places, without blanks at its ends. */
export function slice(doc: Doc, start: number, end: number): Quote {
  let a = start
  let b = end
  const blank = (i: number) => ' \n、,;:'.includes(doc.text[i] as string)
  while (a < b && blank(a)) a++
  while (b > a && blank(b - 1)) b--
  return sourceSlice(doc, a, b)
}

/** The words of an item: its label and its figure. */
export function quoteOf(doc: Doc, item: Item): Quote {
  const from = Math.max(item.clauseStart, item.start - 40)
  return slice(doc, from, item.end)
}

/** Notes a relation that does not hold; one that two wordings of a sentence lead to, once. */
export function reject(sheet: Sheet, draft: Omit<Draft, 'quotes'> & { readonly quotes?: readonly Quote[] }): void {
  const same = (d: Draft) => d.arithmetic === draft.arithmetic && d.items.length === draft.items.length
  const [first] = draft.items
  if (first && draftsWith(sheet, first).some((d) => same(d) && d.items.every((i, k) => i === draft.items[k]))) return
  const noted = { ...draft, quotes: draft.quotes ?? draft.items.map((i) => quoteOf(sheet.doc, i)) }
  sheet.drafts.push(noted)
  enter(sheet.draftsOf, noted)
}

/** Notes a relation that holds. */
export function confirm(sheet: Sheet, kind: RelationKind, arithmetic: string, items: readonly Item[], quotes?: readonly Quote[]): void {
  const hold = { kind, arithmetic, items, quotes: quotes ?? items.map((i) => quoteOf(sheet.doc, i)) }
  sheet.holds.push(hold)
  enter(sheet.holdsOf, hold)
}

/** Takes back what does not hold after all. */
export function withdraw(sheet: Sheet, explained: (draft: Draft) => boolean): void {
  const kept = sheet.drafts.filter((d) => !explained(d))
  sheet.drafts.splice(0, sheet.drafts.length, ...kept)
  sheet.draftsOf.clear()
  for (const d of kept) enter(sheet.draftsOf, d)
}

/** The relations of a figure that hold. */
export const holdsWith = (sheet: Sheet, item: Item): readonly Hold[] => sheet.holdsOf.get(item) ?? []
/** The relations of a figure that do not hold. */
export const draftsWith = (sheet: Sheet, item: Item): readonly Draft[] => sheet.draftsOf.get(item) ?? []

function enter<T extends { readonly items: readonly Item[] }>(of: Map<Item, T[]>, told: T): void {
  for (const i of new Set(told.items)) {
    const list = of.get(i)
    if (list) list.push(told)
    else of.set(i, [told])
  }
}

/** A number without binary dust, at most four decimals; large ones with 万 or 亿 where that is exact. */
export function show(n: number): string {
  if (Math.abs(n) >= 1e8 && Number.isInteger(n / 1e4)) return `${trim(n / 1e8)}亿`
  if (Math.abs(n) >= 1e5 && Number.isInteger(n / 1e2)) return `${trim(n / 1e4)}万`
  return trim(n)
}

const trim = (n: number): string => String(Math.round(n * 1e4) / 1e4)
