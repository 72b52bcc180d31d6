import { openStore, type Store, storeConfig } from '../services/store/index.ts'

/**
 * Opens the configured database for one command and closes it whatever happens; a server that runs beside it is left alone.
 * With `existing` a data directory without a database is refused.
 */
export async function withStore<T>(work: (store: Store) => Promise<T>, existing = false): Promise<T> {
  const store = await openStore({ ...storeConfig(), existing })
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}
