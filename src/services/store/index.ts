/** The database: one door for the other services, the composition root and the commands. */
export { isUniqueViolation } from './faults.ts'
export { INSTALLATION, type Migration, migrate, readMigrations } from './migrate.ts'
export { type Connection, openStore, type Store, type StoreAbout, type StoreConfig, storeConfig } from './store.ts'
export type { Settings, Tx } from './transaction.ts'
