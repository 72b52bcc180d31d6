import type { Line } from '../kernel/index.ts'

/** What the navigation must know of a line before its declarations are loaded. */
export interface OutlineLine {
  readonly id: string
  readonly title: string
  readonly section: string
  /** Record types that stand alone, in order; those that belong to another are reached through it. */
  readonly records: readonly { readonly id: string; readonly title: string }[]
}

/** The names of lines and record types, taken out at build time so that the first page does not carry all declarations. */
export function outlineOf(lines: readonly Line[]): OutlineLine[] {
  return lines.map(({ id, title, section, records }) => ({
    id,
    title,
    section,
    records: records.filter((r) => !r.parent).map((r) => ({ id: r.id, title: r.title })),
  }))
}
