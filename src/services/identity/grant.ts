import type { Bureau } from '../../kernel/index.ts'
import { isDay, type LegalDay } from '../../law/index.ts'
import type { County } from '../organisation/county.ts'
import type { Account } from './account-view.ts'
import { identityFault } from './faults.ts'
import { overlap, separationRefusal } from './separation.ts'

/** A post to be held at a unit from–to. */
export interface Grant {
  readonly post: string
  readonly unit: string
  readonly from: LegalDay
  readonly to?: LegalDay | null | undefined
}

/** A grant that may be made, or the refusal that says why not: the post, the unit, the days, what the account holds already, the separation of offices. */
export function judgeGrant(declared: Bureau, county: County, account: Account, g: Grant): Grant & { readonly to: LegalDay | null } {
  const post = declared.posts[g.post]
  if (!post) throw identityFault('post.unknown')
  if (post.self) throw identityFault('post.own')
  const to = g.to ?? null
  if (!isDay(g.from) || (to !== null && (!isDay(to) || to < g.from))) throw identityFault('post.days')
  const unit = county.unit(g.unit)
  if (!unit || !county.stands(g.unit, g.from))
    throw identityFault('post.unit', {
      zh: `单位 ${county.nameOf(g.unit)} 在 ${g.from} 不存在或已撤销`,
      en: `The unit ${g.unit} does not stand on ${g.from}`,
    })
  const natural = unit.level === 'pseudo' ? (unit.code.length === 9 ? 'township' : 'village') : unit.level
  const fits = post.at.includes(natural) || (natural === 'section' && post.at.includes('county'))
  if (!fits)
    throw identityFault('post.unit', {
      zh: `“${post.title}”不能设在“${county.nameOf(g.unit)}”`,
      en: `The post ${g.post} exists at: ${post.at.join(', ')}; ${g.unit} is none of these`,
    })
  const next = { post: g.post, unit: g.unit, from: g.from, to }
  if (account.posts.some((p) => p.post === g.post && p.unit === g.unit && overlap(p, next))) throw identityFault('post.held')
  const refusal = separationRefusal(declared, account.posts, next)
  if (refusal) throw refusal
  return next
}
