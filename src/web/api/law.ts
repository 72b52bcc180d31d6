import { useQuery } from '@tanstack/react-query'
import type { Difference, Rule, RuleVersion, Statute } from '../../law/index.ts'
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

/** One year of the legal calendar as it stands, corrections included; null notices mean the year is not known. */
export interface CalendarAnswer {
  readonly year: number
  readonly known?: boolean
  readonly notices: readonly { readonly title: string; readonly number: string | null; readonly issued: string | null }[]
  readonly holidays: readonly (readonly [name: string, from: string, to: string])[]
  readonly workdays: readonly string[]
  readonly corrections?: readonly { readonly day: string; readonly working: boolean; readonly notice: string }[]
}

export interface LawChangeEntry {
  readonly what: string
  readonly how: string
  readonly code: string
  readonly title: string
  readonly on: string
  readonly differences: readonly Difference[]
}

export interface Rehearsal {
  readonly rules: readonly LawChangeEntry[]
  readonly records: readonly {
    readonly type?: string
    readonly id: string
    readonly label?: string
    readonly title?: string
    readonly before: string | null
    readonly after: string | null
    readonly refused?: string | null
  }[]
  readonly documents: readonly { readonly id: string; readonly title: string }[]
  readonly indicators: readonly { readonly id: string; readonly title: string }[]
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
export const useRule = (code: string) =>
  useQuery({ queryKey: ['law', 'rule', code], queryFn: ({ signal }) => get<RuleEntry>(`/api/law/rules/${code}`, undefined, signal) })

/** The version that is in force now, else the last one. */
export const current = (rule: Rule): RuleVersion | undefined => rule.versions.at(-1)
