import { type QueryClient, useQuery } from '@tanstack/react-query'
import { get } from '../../../api/client.ts'
import type { Account } from '../../../api/types.ts'
import { enqueue, sync } from '../../../offline/sync.ts'

/** A step that is the person's own to take. */
export interface OwnStep {
  readonly key: string
  readonly title: string
  readonly basis?: string
  /** What he fills in, `?` where it may stay empty. */
  readonly form: readonly string[]
  readonly allowed: boolean
  readonly why?: string
}
export interface OwnRecord {
  readonly type: string
  readonly title: string
  readonly id: string
  readonly number: string | null
  readonly stage: string
  readonly stageTitle: string
  readonly ended: boolean
  readonly values: Readonly<Record<string, unknown>>
  readonly steps: readonly OwnStep[]
}
export interface OwnDuty {
  readonly key: string
  readonly title: string
  readonly due: string | null
  readonly daysLeft: number | null
  readonly article: string | null
  readonly late: string | null
  readonly derivation: readonly string[]
}
export interface OwnFile extends OwnRecord {
  readonly unitName: string
  readonly duties: readonly OwnDuty[]
  readonly opens: readonly (OwnStep & { readonly type: string })[]
  readonly below: readonly OwnRecord[]
}

/** What is kept about the person who is signed in, the correction that still runs first. */
export function useOwn() {
  return useQuery({
    queryKey: ['own'],
    queryFn: async ({ signal }) => {
      const files = await get<OwnFile[]>('/api/own', undefined, signal)
      return files.toSorted((a, b) => Number(a.ended) - Number(b.ended))
    },
    refetchInterval: 60_000,
  })
}

export const below = (file: OwnFile, name: string): readonly OwnRecord[] =>
  file.below.filter((r) => r.type === `community-corrections.${name}`)

export const dayOf = (r: OwnRecord, name: string): string | null => {
  const v = r.values[name]
  return typeof v === 'string' ? v : null
}
export const textOf = (r: OwnRecord, name: string): string => String(r.values[name] ?? '')

/** Hands in an act: safe on the phone first, sent as soon as there is a network. */
export async function handIn(
  account: Account,
  client: QueryClient,
  act: { type: string; step: string; on: string; values: Readonly<Record<string, unknown>>; photo?: string },
  label: string,
): Promise<void> {
  await enqueue({ key: crypto.randomUUID(), path: '/api/own/acts', body: act, label, at: new Date().toISOString(), account: account.id })
  await sync(account.id)
  await client.invalidateQueries({ queryKey: ['own'] })
}
