import { type Bureau, compileBureau } from '../kernel/index.ts'
import { hasRule } from '../law/index.ts'
import { lines, posts } from '../lines/index.ts'

/** All declared lines, compiled; every fault of theirs at once. */
export const compiledBureau = (): Bureau => compileBureau(lines, posts, { hasRule: (code) => hasRule(code) })
