import { useQuery } from '@tanstack/react-query'
import type { CalendarChange, CalendarYear, LawChange, MovedDeadline, Rule, RuleVersion, Statute } from '../../law/index.ts'
import { get } from './client.ts'

export interface RuleEntry extends Rule {
  readonly code: string
}

/** What the calculator answers. */
export interface DueAnswer {
  readonly rule: string
  readonly title?: string
  readonly version: { readonly from: string; readonly to: string | null }
  readonly article: string
  readonly start: string
  readonly due: string
  readonly unit: string
  readonly length: number
  readonly advisory: boolean
  readonly derivation: readonly string[]
}

/** One year of the legal calendar: the notice, and the amendments entered since, in their order. */
export interface CalendarAnswer {
  readonly year: number
  readonly known: boolean
  readonly layers: readonly CalendarYear[]
}

/** An open deadline that a change moved. */
export interface Moved {
  readonly moved: readonly { readonly type: string; readonly id: string; readonly from: string | null; readonly to: string | null }[]
}

export interface Rehearsal {
  readonly changes: readonly LawChange[]
  readonly calendar: CalendarChange
  readonly deadlines: readonly (MovedDeadline & { readonly deadline: { readonly type: string } })[]
  readonly moved: number
  readonly hidden: number
  /** Declarations that stand on what changes. */
  readonly cited: readonly { readonly kind: string; readonly id: string; readonly title: string; readonly basis: string }[]
}

export const useStatutes = () =>
  useQuery({
    queryKey: ['law', 'statutes'],
    queryFn: ({ signal }) => get<Statute[]>('/api/law/statutes', undefined, signal),
    staleTime: 600_000,
  })
export const useRules = () =>
  useQuery({
    queryKey: ['law', 'rules'],
    queryFn: ({ signal }) => get<RuleEntry[]>('/api/law/rules', undefined, signal),
    staleTime: 600_000,
  })

/** The last version of a rule. */
export const current = (rule: Rule): RuleVersion | undefined => rule.versions.at(-1)
