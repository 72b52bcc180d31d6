import type { Bureau } from '../../kernel/index.ts'
import type { Store } from '../store/index.ts'
import { buildMonth, foldMarks } from './fold.ts'
import { type Counted, cellMeasures, definitionsHash } from './measures.ts'
import type { Month } from './period.ts'

/** Keeps the cells: what a read found missing or touched is counted behind it, one small transaction after the other. */
export interface Keeper {
  /** The present definitions of the cells by record type. */
  readonly hashes: ReadonlyMap<string, string>
  /** Takes notice of what a read lacked; returns at once. */
  note(code: string, missing: ReadonlyMap<string, ReadonlySet<Month>>, marked: ReadonlySet<string>): void
  /** Works off all marks of a record type now. */
  fold(code: string, type: string): Promise<void>
  /** Counts the cells of some months now. */
  build(code: string, type: string, months: readonly Month[]): Promise<void>
  /** Waits until nothing is left to do. */
  settle(): Promise<void>
  /** Ends after the transaction under way; for closing the store. */
  stop(): Promise<void>
}

/** Between two foldings of a record type behind reads: while records are entered all the time, their months are counted from the records. */
const REST_MS = 1000

interface Work {
  readonly code: string
  readonly type: string
  readonly months: Set<Month>
  marked: boolean
}

export function openKeeper(deps: {
  store: Store
  bureau: Bureau
  measures: ReadonlyMap<string, Counted>
  log?: ((error: unknown) => void) | undefined
}): Keeper {
  const byType = new Map<string, readonly Counted[]>()
  for (const type of deps.bureau.records.keys()) {
    const list = cellMeasures(deps.measures, type)
    if (list.length > 0) byType.set(type, list)
  }
  const queue = new Map<string, Work>()
  const resting = new Map<string, NodeJS.Timeout>()
  let running: Promise<void> | null = null
  let stopped = false

  const foldOnce = (code: string, type: string) => foldMarks(deps, code, type, byType.get(type) ?? [])
  const buildOnce = (code: string, type: string, month: Month) => buildMonth(deps, code, type, byType.get(type) ?? [], month)

  /** All there is to do, newest months first; ends by itself. */
  async function work(): Promise<void> {
    while (!stopped) {
      const [key, next] = queue.entries().next().value ?? []
      if (key === undefined || next === undefined) return
      const month = [...next.months].sort().at(-1)
      try {
        if (next.marked) {
          const folded = await foldOnce(next.code, next.type)
          if (!folded) {
            next.marked = false
            rest(key)
          }
        } else if (month !== undefined) {
          next.months.delete(month)
          // Another process is at work on this record type: it will have done, or the next read asks again.
          if (!(await buildOnce(next.code, next.type, month))) next.months.clear()
        }
      } catch (error) {
        queue.delete(key)
        deps.log?.(error)
        continue
      }
      if (!next.marked && next.months.size === 0) queue.delete(key)
    }
  }

  function rest(key: string): void {
    const timer = setTimeout(() => resting.delete(key), REST_MS)
    timer.unref()
    resting.set(key, timer)
  }

  function start(): void {
    if (running || stopped || queue.size === 0) return
    running = work().finally(() => {
      running = null
      start()
    })
  }

  return {
    hashes: new Map([...byType].map(([type, list]) => [type, definitionsHash(list)])),
    note: (code, missing, marked) => {
      if (stopped) return
      for (const type of new Set([...missing.keys(), ...marked])) {
        const key = `${code} ${type}`
        const marks = marked.has(type) && !resting.has(key)
        const months = missing.get(type) ?? new Set()
        if (!byType.has(type) || (!marks && months.size === 0)) continue
        const known = queue.get(key) ?? { code, type, months: new Set(), marked: false }
        for (const m of months) known.months.add(m)
        known.marked ||= marks
        queue.set(key, known)
      }
      start()
    },
    fold: async (code, type) => {
      while (await foldOnce(code, type));
    },
    build: async (code, type, months) => {
      for (const m of months) await buildOnce(code, type, m)
    },
    settle: async () => {
      while (running) await running
    },
    stop: async () => {
      stopped = true
      for (const timer of resting.values()) clearTimeout(timer)
      await running
    },
  }
}
