/** The database: one door for the other services, the composition root and the commands. */
export { type BackupReport, backup } from './backup.ts'
export { examineStore, type StoreExamination } from './examine.ts'
export { explainStoreError } from './faults.ts'
export { INSTALLATION, type Migration, migrate } from './migrate.ts'
export { restore } from './restore.ts'
export { type Connection, dataDirectory, openStore, type Store, type StoreAbout, type StoreConfig, storeConfig } from './store.ts'
export { tablesInOrder } from './tables.ts'
export type { Settings, Tx } from './transaction.ts'
