import type { Line, Post } from '../kernel/index.ts'

/** What the pages need of the declarations. */
export interface Declarations {
  readonly lines: readonly Line[]
  readonly posts: Readonly<Record<string, Post>>
}

/** The declarations as data: functions are left out (that a step has a consequence is still said), and so is the wording of papers. */
export function declarationsOf({ lines, posts }: Declarations): string {
  return JSON.stringify({ lines, posts }, (key, value: unknown) => {
    if (typeof value === 'function') return key === 'effect' ? true : undefined
    return key === 'body' ? '' : value
  })
}
