/** One act logged on this machine and not yet taken by the server. The key makes a repeated sending the same act. */
export interface Waiting {
  readonly key: string
  readonly path: string
  readonly body: unknown
  /** What the person recognises it by. */
  readonly label: string
  readonly at: string
  readonly account: string
  /** The server's sentence when it refused: stays here until the person mends or discards it. */
  readonly refused?: { readonly zh: string; readonly en: string }
}

const storeName = 'waiting'

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('fazhi', 1)
    request.onupgradeneeded = () => request.result.createObjectStore(storeName, { keyPath: 'key' })
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('indexedDB'))
  })
}

async function within<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const db = await open()
  try {
    return await new Promise<T>((resolve, reject) => {
      const tx = db.transaction(storeName, mode, { durability: 'strict' })
      const request = act(tx.objectStore(storeName))
      tx.oncomplete = () => resolve(request.result)
      tx.onabort = () => reject(tx.error ?? new Error('indexedDB'))
    })
  } finally {
    db.close()
  }
}

/** What waits, oldest first. */
export async function waiting(): Promise<Waiting[]> {
  const all = await within<Waiting[]>('readonly', (s) => s.getAll() as IDBRequest<Waiting[]>)
  return all.sort((a, b) => a.at.localeCompare(b.at))
}
/** Keeps an act until it is taken; resolves once it is on the disk of this machine. */
export const keep = (item: Waiting): Promise<unknown> => within('readwrite', (s) => s.put(item))
/** Forgets an act that was taken or given up. */
export const forget = (key: string): Promise<unknown> => within('readwrite', (s) => s.delete(key))
