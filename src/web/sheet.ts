import { declarations } from 'virtual:declarations'
import { type Bureau, compileBureau, type Kept } from '../kernel/index.ts'

/**
 * All declarations, compiled once in the browser; only pages that need them import this. They come as plain data, taken out when the app is
 * built: consequences of steps and the wording of papers stay at the server, and rules of law were checked when it started.
 */
export const bureau: Bureau = compileBureau(declarations.lines, declarations.posts, { hasRule: () => true })

/** The record type behind `/ledger/{line}/{name}`. */
export function keptAt(line: string | undefined, name: string | undefined): Kept | undefined {
  return bureau.records.get(`${line}.${name}`)
}
