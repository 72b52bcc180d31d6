/** A figure in an identity: an indicator id, `-` before it when it is taken away, `@begin` after it for its value before the period began. */
export type Term = string

/** 「勾稽关系」: what figures must satisfy among themselves, in every period and unit. */
export interface Check {
  readonly id: string
  readonly title: string
  readonly left: readonly Term[]
  readonly is: '=' | '<=' | '>='
  readonly right: readonly Term[]
  /** `must`: the ledger cannot break it, so a breach is a fault of the program or the definition; `watch`: records at fault need mending. */
  readonly weight: 'must' | 'watch'
  readonly basis?: string
  /** What the person who finds it broken should do. */
  readonly mend: string
}

/** Declares the identities of a line; ids are `prefix.key`. */
export function defineChecks(prefix: string, checks: Readonly<Record<string, Omit<Check, 'id'>>>): Check[] {
  return Object.entries(checks).map(([key, check]) => ({ id: `${prefix}.${key}`, ...check }))
}

/** A term taken apart: sign, indicator and whether it is read before the period. */
export function termOf(term: Term): { sign: 1 | -1; id: string; begin: boolean } {
  const minus = term.startsWith('-')
  const bare = minus ? term.slice(1) : term
  const begin = bare.endsWith('@begin')
  return { sign: minus ? -1 : 1, id: begin ? bare.slice(0, -'@begin'.length) : bare, begin }
}
