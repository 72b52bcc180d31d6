import { type Field, fieldsOf, type Indicator, type Kept } from '../../kernel/index.ts'
import type { Page } from '../api/types.ts'

/** A field by which a ledger may be narrowed. */
export interface Filter {
  readonly name: string
  readonly field: Field
}

/** Which filters a ledger offers, from its declarations: the choices it lists or is counted by, and its days. */
export function filtersOf(kept: Kept, indicators: Iterable<Indicator>): { choices: Filter[]; days: Filter[] } {
  const counted = new Set<string>()
  for (const i of indicators) if (i.type !== 'rate' && i.record === kept.type.id) for (const n of i.by) counted.add(n)
  const open = fieldsOf(kept.type).filter(([, f]) => f.sensitivity === 'open')
  const choices = open
    .filter(
      ([n, f]) =>
        (f.kind === 'choice' || f.kind === 'flag' || f.kind === 'unit' || f.kind === 'link') &&
        (counted.has(n) || kept.type.columns.includes(n)),
    )
    .map(([name, field]) => ({ name, field }))
  const days = open.filter(([, f]) => f.kind === 'day').map(([name, field]) => ({ name, field }))
  return { choices, days }
}

/** The filters in an address: only names that the ledger knows go to the server. */
export function listQuery(kept: Kept, params: URLSearchParams): Record<string, string> {
  const own = new Set(['unit', 'stage', 'q', 'order', 'parent', ...Object.keys(kept.type.fields)])
  return Object.fromEntries([...params].filter(([k, v]) => own.has(k.replace(/\.(from|to)$/, '')) && v !== ''))
}

/** A page of rows, each with what its linked records are called. */
export const linked = (page: Page): Page => ({ ...page, rows: page.rows.map((r) => ({ ...r, links: { ...page.links, ...r.links } })) })

/** Rows as tab-separated text, as a spreadsheet takes it from the clipboard. */
export function tabSeparated(rows: readonly (readonly string[])[]): string {
  return rows.map((r) => r.map((c) => (/["\t\n]/.test(c) ? `"${c.replaceAll('"', '""')}"` : c)).join('\t')).join('\n')
}
