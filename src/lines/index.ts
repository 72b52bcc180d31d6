import type { Line } from '../kernel/index.ts'
import { communityCorrections } from './community-corrections/index.ts'
import { mediation } from './mediation/index.ts'
import { resettlement } from './resettlement/index.ts'

export { posts } from './posts.ts'

/** The lines of work of the bureau. A new line is one folder and one word here. */
export const lines: readonly Line[] = [mediation, communityCorrections, resettlement]
