import type { Bureau, Kept, Post, Step } from '../../kernel/index.ts'
import type { Settings } from '../store/index.ts'

/** A post held today at a unit. */
export interface Holding {
  readonly post: string
  readonly unit: string
}

/** Who acts: an account of a bureau with the posts it holds today. */
export interface Actor {
  readonly bureau: string
  readonly account: string
  readonly name: string
  readonly holdings: readonly Holding[]
  /** The records in which he takes part himself, where the account is bound to a person of the register. */
  readonly own?: readonly OwnPart[]
}

/** A record in which a person takes part, by his role. */
export interface OwnPart {
  readonly record: string
  readonly type: string
  readonly role: string
}

/** Yes or no, and why: the post and unit that granted it, or the sentence that refuses it. */
export type Decision =
  | { readonly allowed: true; readonly by: Holding; readonly because: string }
  | { readonly allowed: false; readonly code: string; readonly zh: string; readonly en: string; readonly basis?: string }

/** A stretch of the bureau in which an actor may see records of one type, and how far. */
export interface Area {
  readonly holding: Holding
  readonly unit: string
  readonly clearance: Post['clearance']
  /** Only what he entered himself. */
  readonly own: boolean
}

const rank = { open: 0, restricted: 1, sealed: 2 } as const

const postOf = (bureau: Bureau, holding: Holding): Post | undefined => bureau.posts[holding.post]

/** Sections of the bureau (`445102B03`) work for the whole county; every other unit covers the codes below its own. */
export const areaOf = (unit: string): string => (/^\d{6}B/.test(unit) ? unit.slice(0, 6) : unit)

/** The areas in which the actor sees records of a type; empty when none of his posts belongs to the line. */
export function areasOf(bureau: Bureau, actor: Actor, kept: Kept): Area[] {
  return actor.holdings.flatMap((holding) => {
    const post = postOf(bureau, holding)
    if (!post || post.self || !(post.lines.includes('*') || post.lines.includes(kept.line.id))) return []
    const own = post.own === true
    if (!own && kept.type.class !== 'sealed' && rank[post.clearance] < rank[kept.type.class]) return []
    return [{ holding, unit: areaOf(holding.unit), clearance: post.clearance, own }]
  })
}

/** What the second wall is told for reading records of some lines. Counting for a figure sees every record of the area: figures count what lists hide. */
export function settingsOf(bureau: Bureau, actor: Actor, purpose: 'read' | 'count' = 'read'): Settings {
  const held = actor.holdings.flatMap((h) => {
    const post = postOf(bureau, h)
    return post && !post.self ? [{ h, post }] : []
  })
  const lines = held.some(({ post }) => post.lines.includes('*'))
    ? bureau.lines.map((l) => l.id)
    : [...new Set(held.flatMap(({ post }) => post.lines))]
  const clearance = held.reduce<Post['clearance']>((best, { post }) => (rank[post.clearance] > rank[best] ? post.clearance : best), 'open')
  return {
    'fazhi.bureau': actor.bureau,
    'fazhi.scope': [...new Set(held.map(({ h }) => areaOf(h.unit)))].join(',') || '-',
    'fazhi.lines': lines.join(',') || '-',
    'fazhi.clearance': purpose === 'count' ? 'sealed' : clearance,
    ...(actor.own?.length ? { 'fazhi.own': actor.own.map((p) => p.record).join(',') } : {}),
  }
}

/** The settings under which the ledger writes once an act is allowed: consequences may lie in other units and lines of the same bureau. */
export function ledgerSettings(bureau: Bureau, code: string): Settings {
  return { 'fazhi.bureau': code, 'fazhi.scope': code, 'fazhi.lines': bureau.lines.map((l) => l.id).join(','), 'fazhi.clearance': 'sealed' }
}

const covers = (area: Area, unit: string) => unit.startsWith(area.unit)

/** May the actor see this record? The row's own seal is judged with it. */
export function maySee(bureau: Bureau, actor: Actor, kept: Kept, row: { unit: string; sealed: boolean; createdBy: string }): Decision {
  const areas = areasOf(bureau, actor, kept)
  const area = areas.find(
    (a) => covers(a, row.unit) && (!row.sealed || a.clearance === 'sealed') && (!a.own || row.createdBy === actor.account),
  )
  if (area) return granted(bureau, area.holding)
  if (areas.length === 0)
    return refused(
      'access.line',
      `您的岗位不办理${kept.line.title}业务，或密级不足`,
      `None of your posts works in this line or is cleared for it`,
    )
  if (areas.some((a) => covers(a, row.unit)))
    return refused('access.sealed', '该记录已封存，您的岗位无权查看', 'The record is sealed and your post is not cleared for it')
  return refused('access.area', '该记录不在您的管辖范围内', 'The record lies outside your area')
}

/** A record as far as it tells whose it is. */
export interface Place {
  readonly id: string
  readonly parentId: string | null
}

/** The actor's own part in a record or in the one above it, with the post that he holds as that person. */
function partIn(bureau: Bureau, actor: Actor, at: Place): { part: OwnPart; holding: Holding } | undefined {
  for (const part of actor.own ?? []) {
    if (part.record !== at.id && part.record !== at.parentId) continue
    const holding = actor.holdings.find((h) => postOf(bureau, h)?.self === part.role)
    if (holding) return { part, holding }
  }
  return undefined
}

/** Whether the account is only that of a person of whom records are kept: he has his own pages and no other. */
export const isOnlySelf = (bureau: Bureau, actor: Actor): boolean =>
  actor.holdings.length > 0 && actor.holdings.every((h) => postOf(bureau, h)?.self !== undefined)

/** May the person read this record by his own account? Only where he takes part and its type is shown to his part. */
export function maySeeOwn(bureau: Bureau, actor: Actor, kept: Kept, at: Place): Decision & { readonly role?: string } {
  const found = partIn(bureau, actor, at)
  if (found && kept.type.shownTo?.[found.part.role])
    return {
      allowed: true,
      by: found.holding,
      because: `${postOf(bureau, found.holding)?.title ?? ''}，只见本人记录`,
      role: found.part.role,
    }
  return refused('access.own', '只能查看和办理本人的记录', 'Only your own records are open to you')
}

/** May the actor take this step in this unit? Post and area only; the procedure's own gates are judged by the kernel. `at`: the record acted on or opened under. */
export function mayAct(bureau: Bureau, actor: Actor, step: Step, unit: string, at?: Place): Decision {
  const own = at && partIn(bureau, actor, at)
  if (own && step.by.includes(own.holding.post)) return granted(bureau, own.holding)
  const fitting = actor.holdings.filter((h) => step.by.includes(h.post) && !postOf(bureau, h)?.reads && !postOf(bureau, h)?.self)
  const holding = fitting.find((h) => unit.startsWith(areaOf(h.unit)))
  if (holding) return granted(bureau, holding)
  const posts = step.by.map((p) => bureau.posts[p]?.title ?? p).join('、')
  if (fitting.length > 0)
    return refused(
      'access.area',
      `“${step.title}”应由记录所在单位的${posts}办理，该记录不在您的管辖范围内`,
      `The record lies outside your area`,
    )
  return refused('access.post', `“${step.title}”由${posts}办理`, `This step is taken by: ${step.by.join(', ')}`, step.basis)
}

/** May the actor perform a duty (correct, void, export, law …) on records of a line in a unit? */
export function mayDo(bureau: Bureau, actor: Actor, duty: NonNullable<Post['duties']>[number], unit: string, line?: string): Decision {
  const holding = actor.holdings.find((h) => {
    const post = postOf(bureau, h)
    return (
      post?.duties?.includes(duty) && unit.startsWith(areaOf(h.unit)) && (!line || post.lines.includes('*') || post.lines.includes(line))
    )
  })
  return holding
    ? granted(bureau, holding)
    : refused('access.duty', '您的岗位没有此项权限，请联系有权限的同事办理', `Your posts do not carry the duty "${duty}"`)
}

/** Which fields of a record the actor sees in clear: restricted ones need the clearance, sealed ones an act of looking. */
export function visibleFields(kept: Kept, clearance: Post['clearance'], looked: boolean): ReadonlySet<string> {
  const key = `${clearance}/${looked}`
  const known = visible.get(kept)?.get(key)
  if (known) return known
  const seen = Object.entries(kept.type.fields).filter(([, f]) =>
    f.sensitivity === 'open' ? true : f.sensitivity === 'restricted' ? rank[clearance] >= 1 : clearance === 'sealed' && looked,
  )
  const names = new Set(seen.map(([name]) => name))
  visible.set(kept, (visible.get(kept) ?? new Map()).set(key, names))
  return names
}
const visible = new WeakMap<Kept, Map<string, ReadonlySet<string>>>()

function granted(bureau: Bureau, holding: Holding): Decision {
  return { allowed: true, by: holding, because: `岗位：${bureau.posts[holding.post]?.title ?? holding.post}（${holding.unit}）` }
}

function refused(code: string, zh: string, en: string, basis?: string): Decision {
  return { allowed: false, code, zh, en, ...(basis ? { basis } : {}) }
}
