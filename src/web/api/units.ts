import { useQuery } from '@tanstack/react-query'
import { get } from './client.ts'
import { useAccount, useToday } from './session.ts'
import type { Unit } from './types.ts'

/** The units in force on a day (today when left out). */
export function useUnits(on?: string) {
  const today = useToday()
  const day = on ?? today
  return useQuery({
    queryKey: ['units', day],
    queryFn: ({ signal }) => get<Unit[]>('/api/units', { on: day }, signal),
    staleTime: 10 * 60_000,
  })
}

/** The name of a unit by its code; the code while names are on their way. */
export function useUnitName(): (code: string) => string {
  const { data } = useUnits()
  const account = useAccount()
  return (code) => data?.find((u) => u.code === code)?.name ?? (code === account.bureau ? account.bureauName : code)
}

export interface UnitNode {
  readonly value: string
  readonly title: string
  readonly children: UnitNode[]
}

/** Units as a tree by their codes: each hangs under the longest code that begins it. */
export function treeOf(units: readonly Unit[], below = ''): UnitNode[] {
  const sorted = units.filter((u) => u.code.startsWith(below)).sort((a, b) => a.code.length - b.code.length || a.code.localeCompare(b.code))
  const nodes = new Map<string, UnitNode>()
  const roots: UnitNode[] = []
  for (const u of sorted) {
    const node: UnitNode = { value: u.code, title: u.name, children: [] }
    let above: UnitNode | undefined = u.parent ? nodes.get(u.parent) : undefined
    for (let n = u.code.length - 1; n >= 6 && !above; n--) above = nodes.get(u.code.slice(0, n))
    nodes.set(u.code, node)
    ;(above?.children ?? roots).push(node)
  }
  return roots
}
