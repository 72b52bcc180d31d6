import { sql } from 'kysely'
import { type Bureau, codeTitle, type Field, type Kept } from '../../kernel/index.ts'
import { type Actor, maySee, settingsOf, visibleFields } from '../access/access.ts'
import type { Store } from '../store/index.ts'
import { deny, keptOf, missing } from './ledger.ts'
import { loadRecord } from './load.ts'
import { patchOf, type Stored } from './row.ts'

/** One change of one value, in official words. */
export interface Change {
  readonly field: string
  readonly title: string
  readonly from: string
  readonly to: string
}

/** One event as the page 留痕 shows it. */
export interface EventView {
  readonly seq: number
  readonly kind: string
  readonly step: string | null
  readonly title: string
  readonly at: string
  readonly onDay: string
  readonly name: string
  readonly postTitle: string
  readonly unitName: string
  readonly reason: string | null
  readonly patch: readonly Change[]
  readonly hash: string
}

export interface History {
  events(actor: Actor, type: string, id: string): Promise<EventView[]>
  changes(kept: Kept, before: Stored | null, after: Stored | null): Change[]
}

const kinds: Readonly<Record<string, string>> = {
  step: '办理',
  correct: '更正',
  void: '作废',
  look: '查看封存信息',
  document: '制发文书',
  file: '材料',
  deadline: '期限变更',
  import: '导入',
  follow: '随所属记录变更',
}

/** What happened to a record, newest first, with the names of those who did it. */
export function openHistory(deps: { store: Store; bureau: Bureau; names: (bureau: string) => Promise<(code: string) => string> }): History {
  const { store, bureau } = deps
  return {
    changes: (kept, before, after) =>
      Object.entries(patchOf(kept, before?.values ?? {}, after?.values ?? {})).map(([name, [a, b]]) =>
        change(kept.type.fields[name], name, a, b),
      ),
    events: async (actor, type, id) => {
      const kept = keptOf(bureau, type)
      const nameOf = await deps.names(actor.bureau)
      return store.read(settingsOf(bureau, actor), async (tx) => {
        const [loaded, rows] = await Promise.all([
          loadRecord(tx, actor.bureau, kept, id, false),
          tx.rows<EventRow>(
            sql`select e.seq, e.kind, e.step, e.at, e.on_day, e.post, e.post_unit, e.reason, e.patch, e.hash, a.name
                from event e left join account a on a.bureau = e.bureau and a.id = e.account
                where e.bureau = ${actor.bureau} and e.record_id = ${id} order by e.seq desc limit 1000`,
          ),
        ])
        if (!loaded) throw missing(kept)
        const see = maySee(bureau, actor, kept, loaded.record)
        if (!see.allowed) throw deny(see)
        const seen = visibleFields(kept, bureau.posts[see.by.post]?.clearance ?? 'open', false)
        return rows.map((e) => ({
          seq: e.seq,
          kind: e.kind,
          step: e.step,
          title: titleOf(bureau, kept, e),
          at: e.at,
          onDay: e.on_day,
          name: e.name ?? '',
          postTitle: bureau.posts[e.post]?.title ?? e.post,
          unitName: nameOf(e.post_unit),
          reason: e.reason,
          patch: Object.entries(e.patch).flatMap(([name, pair]) => {
            if (!Array.isArray(pair) || name === 'people' || name === 'looked') return []
            const f = kept.type.fields[name]
            if (f && !seen.has(name)) return [{ field: name, title: f.title, from: '（封存）', to: '（封存）' }]
            return [change(f, name, pair[0], pair[1])]
          }),
          hash: e.hash,
        }))
      })
    },
  }
}

interface EventRow {
  seq: number
  kind: string
  step: string | null
  at: string
  on_day: string
  post: string
  post_unit: string
  reason: string | null
  patch: Readonly<Record<string, unknown>>
  hash: string
  name: string | null
}

/** A step by its title; a change that came from a record below, by that record's title. */
function titleOf(bureau: Bureau, kept: Kept, e: EventRow): string {
  if (e.kind !== 'step' || !e.step)
    return e.kind === 'document' && e.step
      ? `${kinds.document}：${kept.documents.find((d) => d.id.endsWith(`/${e.step}`))?.title ?? e.step}`
      : (kinds[e.kind] ?? e.kind)
  const step = kept.procedure.steps[e.step]
  if (step) return step.title
  const child = bureau.records.get(e.step)
  return child ? `因${child.type.title}更新` : e.step
}

function change(f: Field | undefined, name: string, from: unknown, to: unknown): Change {
  return { field: name, title: f?.title ?? name, from: shown(f, from), to: shown(f, to) }
}

function shown(f: Field | undefined, v: unknown): string {
  if (v === null || v === undefined) return ''
  if (typeof v === 'boolean') return v ? '是' : '否'
  if (f?.codes && typeof v === 'string') return codeTitle(f.codes, v)
  if (f?.codes && Array.isArray(v)) return v.map((x) => codeTitle(f.codes as NonNullable<Field['codes']>, String(x))).join('、')
  if (f?.kind === 'spans' && Array.isArray(v))
    return v.map((s: { from: string; to: string | null }) => `${s.from} 至 ${s.to ?? '今'}`).join('；')
  return String(v)
}
