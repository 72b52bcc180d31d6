import { migrate, openStore, storeConfig } from './services/store/index.ts'

/** Opens the store, brings it to the newest migration and closes it again. */
async function main(): Promise<void> {
  const store = await openStore({ ...storeConfig(), server: true })
  try {
    await migrate(store)
  } finally {
    await store.close()
  }
}

await main()
