import type { CheckResult, LedgerComparison } from '../../../checker/index.ts'
import { call } from '../../api/client.ts'

/** A checked report. */
export interface Checked {
  readonly name: string
  readonly text: string
  readonly result: CheckResult
  readonly ledger?: readonly LedgerComparison[]
}

/** Checks pasted text in a worker of this browser. */
export function checkHere(text: string, lang: 'zh' | 'en'): Promise<Checked> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
    worker.onmessage = (e: MessageEvent<CheckResult>) => {
      worker.terminate()
      resolve({ name: '', text, result: e.data })
    }
    worker.onerror = (e) => {
      worker.terminate()
      reject(new Error(e.message))
    }
    worker.postMessage({ text, lang })
  })
}

/** Lets the server read a file, or compare a text with the ledger. */
export function checkThere(given: File | string, ledger: boolean, lang: 'zh' | 'en'): Promise<Checked> {
  const query = { ...(ledger ? { ledger: 1 } : {}), lang }
  if (typeof given === 'string') return call<Checked>('POST', '/api/check', { body: { text: given }, query })
  const body = new FormData()
  body.append('file', given)
  return call<Checked>('POST', '/api/check', { body, query })
}
