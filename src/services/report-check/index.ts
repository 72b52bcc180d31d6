/** 「报告校核」 around the pure checker: the ledger's values for a report, and the sheet of what was found. */
export { type Asked, ledgerFor } from './ledger.ts'
export { sheetPaper } from './paper.ts'
export { type CheckSheet, checkSheet } from './sheet.ts'
export { sheetWorkbook } from './workbook.ts'
