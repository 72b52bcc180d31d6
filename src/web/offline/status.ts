import { useEffect, useState, useSyncExternalStore } from 'react'
import { useAccount } from '../api/session.ts'
import { type Waiting, waiting } from './outbox.ts'
import { onChange, sync } from './sync.ts'

const subscribe = (l: () => void) => {
  addEventListener('online', l)
  addEventListener('offline', l)
  return () => {
    removeEventListener('online', l)
    removeEventListener('offline', l)
  }
}
/** Whether the machine believes it has a network. */
export const useOnline = (): boolean => useSyncExternalStore(subscribe, () => navigator.onLine)

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

/** How many are waiting; while the page is open they are sent again whenever the network returns, and every half minute. */
export function useUnsent(): number {
  const { id } = useAccount()
  const count = useWaiting().length
  useEffect(() => {
    const again = () => void sync(id)
    again()
    addEventListener('online', again)
    const timer = setInterval(again, 30_000)
    return () => {
      removeEventListener('online', again)
      clearInterval(timer)
    }
  }, [id])
  return count
}
