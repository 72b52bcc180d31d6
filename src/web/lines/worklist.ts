import { type InfiniteData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { Predicate } from '../../kernel/index.ts'
import { get } from '../api/client.ts'
import { recordPath } from '../api/paths.ts'
import type { AlertItem, Due, DueItem, Row } from '../api/types.ts'

/** The case that a record belongs to, with the people it is about. */
export interface CaseRef {
  readonly type: string
  readonly id: string
  readonly people: readonly { readonly role: string; readonly id: string; readonly name: string }[]
}
export interface WorkRow extends Row {
  readonly due: Due | null
  /** Ids of the alerts that hold for it. */
  readonly alerts: readonly string[]
  readonly of: CaseRef | null
}
export interface Duty extends DueItem {
  readonly of: CaseRef | null
  readonly key: string
  readonly due: string
  readonly daysLeft: number
}
export interface DutyCounts {
  readonly overdue: number
  readonly today: number
  readonly week: number
  readonly red: number
}
export interface RedLines {
  readonly alerts: readonly (AlertItem & { readonly type: string })[]
  readonly deadlines: readonly {
    readonly type: string
    readonly key: string
    readonly title: string
    readonly late: string | null
    readonly overdue: number
    readonly near: number
  }[]
}

/** Which deadlines of a line are asked for. */
export interface DutyFilter {
  readonly unit?: string | undefined
  readonly type?: string | undefined
  readonly key?: string | undefined
  readonly when?: 'overdue' | 'today' | 'week' | undefined
  readonly red?: boolean | undefined
}

interface Listed<R> {
  readonly rows: readonly R[]
  readonly next: string | null
  readonly hidden?: number
}
/** The rows of all pages loaded so far, and what is said once for the whole list. */
export function together<R>(data: InfiniteData<Listed<R>>): { rows: R[]; hidden: number } {
  return { rows: data.pages.flatMap((p) => p.rows), hidden: data.pages[0]?.hidden ?? 0 }
}

/** Deadlines of a line in the order of their days. */
export const useDuties = (line: string, filter: DutyFilter, limit = 30) =>
  useInfiniteQuery({
    queryKey: ['list', 'duties', line, filter, limit],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => get<Listed<Duty>>(`/api/worklists/${line}/duties`, { ...filter, limit, after: pageParam }, signal),
    getNextPageParam: (last) => last.next ?? undefined,
  })

export const useDutyCounts = (line: string, unit: string | undefined) =>
  useQuery({
    queryKey: ['work', 'counts', line, unit],
    queryFn: ({ signal }) => get<DutyCounts>(`/api/worklists/${line}/counts`, { unit }, signal),
  })

export const useRedLines = (line: string, unit: string | undefined) =>
  useQuery({
    queryKey: ['work', 'red-lines', line, unit],
    queryFn: ({ signal }) => get<RedLines>(`/api/worklists/${line}/red-lines`, { unit }, signal),
  })

/** What a list of records is asked for: filters as a ledger takes them, and a predicate of the declarations. */
export interface RowsQuery {
  readonly unit?: string | undefined
  readonly stage?: string | undefined
  readonly q?: string | undefined
  readonly order?: string | undefined
  readonly where?: Predicate | undefined
  readonly full?: boolean
  readonly limit?: number
}
const rowsQuery = ({ where, limit = 50, ...query }: RowsQuery) => ({ ...query, limit, ...(where ? { where: JSON.stringify(where) } : {}) })

/** Records of a type with names, next deadline and marks. */
export const useWorkRows = (type: string, query: RowsQuery, enabled = true) =>
  useInfiniteQuery({
    queryKey: ['list', 'worklist', type, query],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      get<Listed<WorkRow>>(`/api/worklists/${type.replace('.', '/records/')}`, { ...rowsQuery(query), after: pageParam }, signal),
    getNextPageParam: (last) => last.next ?? undefined,
    enabled,
  })

/** Whose case it is: the names, or the sentence that stands for hidden ones. */
export const namesOf = (people: CaseRef['people'] | undefined, role?: string): string =>
  (people ?? [])
    .filter((p) => role === undefined || p.role === role)
    .map((p) => p.name)
    .join('、')

/** Where the person of a case is shown: the page of his duties where there is one. */
export function casePath(of: Pick<CaseRef, 'type' | 'id'>): string {
  return of.type === 'community-corrections.person' ? `/corrections/people/${of.id}` : recordPath(of.type, of.id)
}

/** A count that was not counted to its end. */
export const countText = (n: number): string => (n > 1000 ? '1000+' : String(n))
