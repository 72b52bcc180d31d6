import { on } from 'node:events'
import { Worker } from 'node:worker_threads'
import { exchangeFault, exchangeFaults } from './faults.ts'
import type { SheetRow } from './workbook.ts'

/** What the thread that reads a workbook tells. */
export type FromWorker = { readonly rows: readonly SheetRow[]; readonly end?: true } | { readonly fault: string }

/** A workbook of fifty thousand rows takes some seconds; one that takes longer than this is no table. */
const LONGEST_MS = 120_000
/** Of the thread, beside the server's own memory. */
const MEGABYTES = 1024

/** The rows of the first sheet, read in a thread of its own with bounds on time and memory. Throws one clear fault for what is not a readable workbook. */
export async function* sheetRows(file: Uint8Array): AsyncGenerator<SheetRow> {
  const worker = new Worker(new URL('./sheet-worker.ts', import.meta.url), {
    workerData: file,
    resourceLimits: { maxOldGenerationSizeMb: MEGABYTES },
  })
  try {
    for await (const [message] of on(worker, 'message', { signal: AbortSignal.timeout(LONGEST_MS) })) {
      const said = message as FromWorker
      if ('fault' in said) throw exchangeFault(isKnown(said.fault) ? said.fault : 'import.broken')
      yield* said.rows
      if (said.end) return
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    throw code === 'ERR_WORKER_OUT_OF_MEMORY' || code === 'ABORT_ERR' ? exchangeFault('import.too-large', {}, error) : error
  } finally {
    await worker.terminate()
  }
}

const isKnown = (code: string): code is keyof typeof exchangeFaults => code in exchangeFaults
