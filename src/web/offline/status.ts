import { useEffect, useState, useSyncExternalStore } from 'react'
import { onReach, reachable } from '../api/reach.ts'
import { useAccount } from '../api/session.ts'
import { type Waiting, waiting } from './outbox.ts'
import { onChange, sync } from './sync.ts'

const subscribe = (l: () => void) => {
  addEventListener('online', l)
  addEventListener('offline', l)
  const stop = onReach(l)
  return () => {
    stop()
    removeEventListener('online', l)
    removeEventListener('offline', l)
  }
}
/** Whether there is a network, as the machine believes and as the last call has shown. */
export const useOnline = (): boolean => useSyncExternalStore(subscribe, () => navigator.onLine && reachable())

/** What this account logged here and the server has not taken yet. */
export function useWaiting(): readonly Waiting[] {
  const { id } = useAccount()
  const [items, setItems] = useState<readonly Waiting[]>([])
  useEffect(() => {
    let current = true
    const read = () =>
      void waiting()
        .then((all) => current && setItems(all.filter((i) => i.account === id)))
        .catch(() => undefined)
    read()
    const stop = onChange(read)
    return () => {
      current = false
      stop()
    }
  }, [id])
  return items
}

/** How many are waiting; while the page is open they are sent again whenever the network returns, and every ten seconds: a phone does not always hear of it. */
export function useUnsent(): number {
  const { id } = useAccount()
  const count = useWaiting().length
  useEffect(() => {
    const again = () => void sync(id)
    again()
    addEventListener('online', again)
    const timer = setInterval(again, 10_000)
    return () => {
      removeEventListener('online', again)
      clearInterval(timer)
    }
  }, [id])
  return count
}
