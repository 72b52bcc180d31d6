import type { Bureau, Post } from '../../kernel/index.ts'
import type { Actor } from '../access/access.ts'
import { peopleFault } from './faults.ts'

/** How far an actor may go in the register. */
export interface PeopleRights {
  /** Only people he entered himself: the village worker needs no list of the county's people. */
  readonly own: boolean
  readonly mayWrite: boolean
  /** May ask for identity number and telephone in clear, with a purpose. */
  readonly mayLook: boolean
}

/** The rights that follow from the posts held. Throws `person.no-post` for those who work with no case, such as the administrators. */
export function peopleRights(bureau: Bureau, actor: Actor): PeopleRights {
  const working = actor.holdings.flatMap((h): Post[] => {
    const post = bureau.posts[h.post]
    return post && post.lines.length > 0 ? [post] : []
  })
  if (working.length === 0) throw peopleFault('person.no-post')
  return {
    own: working.every((post) => post.own === true),
    mayWrite: working.some((post) => post.reads !== true),
    mayLook: working.some((post) => post.clearance !== 'open'),
  }
}
