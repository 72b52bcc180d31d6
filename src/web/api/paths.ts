/** `mediation.case` → `/api/mediation/case`. */
export const apiOf = (type: string): string => `/api/${type.replace('.', '/')}`
/** `mediation.case` → `/ledger/mediation/case`: the ledger page of a record type. */
export const ledgerPath = (type: string): string => `/ledger/${type.replace('.', '/')}`
/** The page of one record. */
export const recordPath = (type: string, id: string): string => `${ledgerPath(type)}/${id}`
