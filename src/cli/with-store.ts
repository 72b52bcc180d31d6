import { openStore, type Store, storeConfig } from '../services/store/index.ts'

/** Opens the configured database for one command and closes it whatever happens; a server that runs beside it is left alone. */
export async function withStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(storeConfig())
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}
