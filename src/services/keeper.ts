import { forgetAnswers } from './ledger/once.ts'
import { sealNow } from './ledger/verify.ts'
import type { Services } from './open.ts'

/** What runs beside the server, by itself. */
export interface Running {
  stop(): Promise<void>
}

const minute = 60_000

/**
 * The night watch: seals the chains and raises what has passed its day, for every bureau, once a minute; each task takes its own lock or
 * leaves no trace when another process did it first.
 */
export function runKeeper(s: Services, failed: (error: unknown) => void): Running {
  let stopping = false
  let wake: (() => void) | undefined
  let tidied = ''
  const round = async () => {
    const today = s.clock.today()
    for (const bureau of await s.installation.bureaus()) {
      await s.orders.raise(bureau)
      await sealNow(s.store, s.seals, s.clock, bureau)
      if (today !== tidied) await forgetAnswers(s.store, s.clock, bureau)
    }
    tidied = today
    await s.imports.sweep()
  }
  const jobs = s.runner.start()
  jobs.catch(failed)
  const running = (async () => {
    while (!stopping) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, minute)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
      if (!stopping) await round().catch(failed)
    }
  })()
  return {
    stop: async () => {
      stopping = true
      wake?.()
      await Promise.all([running, s.runner.stop()])
    },
  }
}
