import type { Bureau } from '../../kernel/index.ts'
import type { LegalDay } from '../../law/index.ts'
import type { Fault } from '../fault.ts'
import { identityFault } from './faults.ts'

/** 「三员」 The three administrators that must be three persons (GB/T 22239-2019, 安全管理中心). */
const threeDuties = ['system', 'security', 'audit'] as const
export type AdministratorDuty = (typeof threeDuties)[number]

/** A post held from–to. */
export interface HeldPost {
  readonly post: string
  readonly unit: string
  readonly from: LegalDay
  readonly to: LegalDay | null
}

/** Which of the three duties a post carries. */
export function administratorDuties(bureau: Bureau, post: string): AdministratorDuty[] {
  return threeDuties.filter((duty) => bureau.posts[post]?.duties?.includes(duty))
}

/** The posts that carry a duty. */
export function postsWith(bureau: Bureau, duty: AdministratorDuty): string[] {
  return Object.keys(bureau.posts).filter((post) => administratorDuties(bureau, post).includes(duty))
}

/** The refusal of a post that would, on some day, join two of the three offices in one person; null when it may be granted. */
export function separationRefusal(bureau: Bureau, held: readonly HeldPost[], next: HeldPost): Fault | null {
  const wanted = administratorDuties(bureau, next.post)
  if (wanted.length === 0) return null
  const other = held.find((h) => overlap(h, next) && administratorDuties(bureau, h.post).some((duty) => !wanted.includes(duty)))
  if (!other && wanted.length === 1) return null
  const [a, b] = [titleOf(bureau, other?.post ?? next.post), titleOf(bureau, next.post)]
  return identityFault('post.separated', {
    zh: `该账户任“${a}”期间不能再任“${b}”：系统管理员、安全管理员、审计管理员三者不得由同一人兼任`,
    en: `While the account is ${other?.post ?? next.post} it cannot be ${next.post}: system, security and audit administrator are three persons`,
  })
}

export const titleOf = (bureau: Bureau, post: string): string => bureau.posts[post]?.title ?? post

/** Whether two stretches of days share a day. */
export function overlap(a: { from: LegalDay; to: LegalDay | null }, b: { from: LegalDay; to: LegalDay | null }): boolean {
  return (a.to === null || a.to >= b.from) && (b.to === null || b.to >= a.from)
}
