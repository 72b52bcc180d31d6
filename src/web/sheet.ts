import { type Bureau, compileBureau, type Kept } from '../kernel/index.ts'
import { lines, posts } from '../lines/index.ts'

/** All declarations, compiled once in the browser; only pages that need them import this. Rules of law were checked when the server started. */
export const bureau: Bureau = compileBureau(lines, posts, { hasRule: () => true })

/** The record type behind `/ledger/{line}/{name}`. */
export function keptAt(line: string | undefined, name: string | undefined): Kept | undefined {
  return bureau.records.get(`${line}.${name}`)
}
