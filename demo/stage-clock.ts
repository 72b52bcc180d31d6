import { AsyncLocalStorage } from 'node:async_hooks'
import { type Clock, testClock } from '../src/services/clock.ts'

/** A clock that stands, for each act of the demo, at that act's own instant; identifiers come from the act's key, whatever runs beside it. */
export interface StageClock extends Clock {
  /** Does the work at an instant. The same instant and key give the same identifiers, in whatever order acts are done. */
  at<T>(instant: string, key: string, work: () => Promise<T>): Promise<T>
}

/** Opens the clock. Outside `at` it refuses to answer: nothing of the demo may happen at no time. */
export function stageClock(): StageClock {
  const acts = new AsyncLocalStorage<Clock>()
  const present = (): Clock => {
    const clock = acts.getStore()
    if (!clock) throw new Error('the demo did something outside its own time')
    return clock
  }
  return {
    at: (instant, key, work) => acts.run(testClock(instant, seedOf(`${instant}/${key}`)), work),
    today: () => present().today(),
    now: () => present().now(),
    newId: () => present().newId(),
    randomToken: (bytes) => present().randomToken(bytes),
  }
}

/** FNV-1a over 32 bits. */
function seedOf(key: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < key.length; i += 1) h = Math.imul(h ^ key.charCodeAt(i), 0x01000193)
  return h
}
