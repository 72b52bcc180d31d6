import { ApiFault, call } from '../api/client.ts'
import { forget, keep, type Waiting, waiting } from './outbox.ts'

export interface Store {
  readonly waiting: () => Promise<readonly Waiting[]>
  readonly keep: (item: Waiting) => Promise<unknown>
  readonly forget: (key: string) => Promise<unknown>
}
export type Send = (item: Waiting) => Promise<unknown>

/**
 * Sends what waits for this account, oldest first. A taken act is forgotten, a refused one stays with the server's sentence,
 * and when the network or the session is gone the rest stays as it is.
 */
export async function drain(account: string, store: Store, send: Send): Promise<{ sent: number; refused: number }> {
  let sent = 0
  let refused = 0
  for (const item of await store.waiting()) {
    if (item.account !== account || item.refused) continue
    try {
      await send(item)
      await store.forget(item.key)
      sent += 1
    } catch (fault) {
      if (!(fault instanceof ApiFault) || !isRefusal(fault.status)) break
      await store.keep({ ...item, refused: { zh: fault.body.zh, en: fault.body.en } })
      refused += 1
    }
  }
  return { sent, refused }
}

/** Whether the server said no for good: not for want of a session, for haste or for a fault of its own. */
export const isRefusal = (status: number): boolean => status >= 400 && status < 500 && ![401, 408, 425, 429].includes(status)

const store: Store = { waiting, keep, forget }
const send: Send = (item) => call('POST', item.path, { body: item.body, key: item.key })
let running: Promise<void> | undefined
let again = false

/** Sends what waits, one run at a time, and tells who listens; what comes in meanwhile is sent by a further run. Resolves when all has been tried. */
export function sync(account: string): Promise<void> {
  if (typeof indexedDB === 'undefined') return Promise.resolve()
  again = true
  running ??= run(account).finally(() => {
    running = undefined
  })
  return running
}

async function run(account: string): Promise<void> {
  try {
    while (again) {
      again = false
      await drain(account, store, send)
    }
  } catch {
    // The store of this machine cannot be read now; the next run tries again.
  } finally {
    changed()
  }
}

/** Keeps an act and tries to send it at once. Resolves as soon as it is safe on this machine. */
export async function enqueue(item: Waiting): Promise<void> {
  await keep(item)
  changed()
  void sync(item.account)
}

const listeners = new Set<() => void>()
/** Tells pages that the outbox changed. */
export function changed(): void {
  for (const l of listeners) l()
}
export function onChange(l: () => void): () => void {
  listeners.add(l)
  return () => listeners.delete(l)
}
