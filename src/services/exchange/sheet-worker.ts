import { parentPort, workerData } from 'node:worker_threads'
import { Fault } from '../fault.ts'
import type { FromWorker } from './sheet-rows.ts'
import { readRows, type SheetRow } from './workbook.ts'

const FEW = 500

/** Reads a workbook beside the server, so that a long one keeps nobody waiting. */
async function run(): Promise<void> {
  const tell = (message: FromWorker) => parentPort?.postMessage(message)
  let rows: SheetRow[] = []
  try {
    for await (const row of readRows(workerData as Uint8Array)) {
      rows.push(row)
      if (rows.length < FEW) continue
      tell({ rows })
      rows = []
    }
    tell({ rows, end: true })
  } catch (error) {
    tell({ fault: error instanceof Fault ? error.code : 'import.broken' })
  }
}

await run()
