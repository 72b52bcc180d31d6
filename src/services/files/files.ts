import type { Readable } from 'node:stream'
import { sql } from 'kysely'
import type { Bureau, Kept } from '../../kernel/index.ts'
import { type Actor, areasOf, type Holding, ledgerSettings, mayDo, maySee, maySeeOwn, settingsOf } from '../access/access.ts'
import type { Clock } from '../clock.ts'
import { deny, keptOf, type Ledger, missing } from '../ledger/ledger.ts'
import { type Loaded, loadRecord } from '../ledger/load.ts'
import { type Once, once } from '../ledger/once.ts'
import type { Store, Tx } from '../store/index.ts'
import type { Blobs } from './blobs.ts'
import { fileFault } from './faults.ts'
import { cleanName, sniff } from './media.ts'

/** Files above this are refused while they arrive. */
export const FILE_LIMIT = 50 * 1024 * 1024

/** A file of a record, as its page shows it. */
export interface FileView {
  readonly id: string
  readonly name: string
  readonly media: string
  readonly bytes: number
  readonly sha256: string
  readonly at: string
  readonly by: string
  readonly voidedAt: string | null
}

export interface Files {
  of(actor: Actor, type: string, id: string): Promise<FileView[]>
  /** Keeps a file with a record. `cut` tells that the stream was ended by somebody's limit. */
  add(
    actor: Actor,
    type: string,
    id: string,
    file: { name: string; stream: AsyncIterable<Uint8Array>; cut?: () => boolean },
    o?: Once,
  ): Promise<FileView>
  read(actor: Actor, file: string): Promise<{ name: string; media: string; bytes: number; stream: Readable }>
  /** 「作废」 The file stays readable and stands in no list of papers. */
  void(actor: Actor, file: string, reason: string): Promise<FileView>
}

interface AttachmentRow extends FileView {
  readonly record_id: string
  readonly record_type: string
  readonly account: string
  readonly sealed: boolean
}

const columns = sql`f.id, f.name, f.media_type as media, f.bytes, f.sha256, f.at, coalesce(a.name, '') as by, f.voided_at as "voidedAt",
  f.record_id, f.record_type, f.account, f.sealed`
const from = sql`attachment f left join account a on a.bureau = f.bureau and a.id = f.account`

/** 「材料」 Files that belong to records: kept by content, added and voided with an event, read by those who may see the record. */
export function openFiles(deps: { store: Store; bureau: Bureau; clock: Clock; ledger: Pick<Ledger, 'note'>; blobs: Blobs }): Files {
  const { store, bureau, clock, ledger, blobs } = deps

  async function seen(tx: Tx, actor: Actor, kept: Kept, id: string): Promise<{ loaded: Loaded; by: Holding }> {
    const loaded = await loadRecord(tx, actor.bureau, kept, id, false)
    if (!loaded) throw missing(kept)
    const see = maySee(bureau, actor, kept, loaded.record)
    if (!see.allowed) throw deny(see)
    return { loaded, by: see.by }
  }

  /** A record that a person has handed in by his own account: what proves it is his to add. */
  async function handedIn(tx: Tx, actor: Actor, kept: Kept, id: string): Promise<{ loaded: Loaded; by: Holding } | undefined> {
    if (!actor.own?.length) return undefined
    const loaded = await loadRecord(tx, actor.bureau, kept, id, false)
    if (!loaded || loaded.record.createdBy !== actor.account || loaded.record.voidedAt) return undefined
    const see = maySeeOwn(bureau, actor, kept, loaded.record)
    return see.allowed ? { loaded, by: see.by } : undefined
  }

  /** The post by which the actor works on the record, not only reads it. */
  async function working(tx: Tx, actor: Actor, kept: Kept, id: string): Promise<{ loaded: Loaded; by: Holding; own: boolean }> {
    const his = await handedIn(tx, actor, kept, id)
    if (his) return { ...his, own: true }
    const found = await seen(tx, actor, kept, id)
    if (found.loaded.record.voidedAt) throw fileFault('file.voided')
    const area = areasOf(bureau, actor, kept).find(
      (a) => found.loaded.record.unit.startsWith(a.unit) && !bureau.posts[a.holding.post]?.reads,
    )
    if (!area) throw fileFault('file.reads')
    return { loaded: found.loaded, by: area.holding, own: false }
  }

  async function rowOf(tx: Tx, actor: Actor, file: string): Promise<AttachmentRow> {
    const row = await tx.one(sql<AttachmentRow>`select ${columns} from ${from} where f.bureau = ${actor.bureau} and f.id = ${file}`)
    if (!row) throw fileFault('file.missing')
    return row
  }

  const view = ({ record_id: _r, record_type: _t, account: _a, sealed: _s, ...shown }: AttachmentRow): FileView => shown

  return {
    of: async (actor, type, id) => {
      const kept = keptOf(bureau, type)
      return store.read(settingsOf(bureau, actor), async (tx) => {
        const [, rows] = await Promise.all([
          seen(tx, actor, kept, id),
          tx.rows(
            sql<AttachmentRow>`select ${columns} from ${from} where f.bureau = ${actor.bureau} and f.record_id = ${id} order by f.at, f.id`,
          ),
        ])
        return rows.map(view)
      })
    },

    add: async (actor, type, id, { name, stream, cut }, o) => {
      const kept = keptOf(bureau, type)
      // Judged before a byte is taken in, and again when the file is kept.
      const { own } = await store.read(settingsOf(bureau, actor), (tx) => working(tx, actor, kept, id))
      const arrived = await blobs.receive(stream, FILE_LIMIT)
      try {
        if (cut?.()) throw fileFault('file.too-large')
        const media = sniff(arrived.head, name)
        if (!media) throw fileFault('file.type')
        const clean = cleanName(name, media)
        // No file is behind a person's own door: what he adds is written for the office, under its seal.
        return await store.write(own ? ledgerSettings(bureau, actor.bureau) : settingsOf(bureau, actor), async (tx) => {
          const { loaded, by } = await working(tx, actor, kept, id)
          const { unit } = loaded.record
          const sealed = own || loaded.record.sealed
          const { sha256, bytes } = arrived
          return once(tx, clock, actor, o && { key: o.key, request: [o.request, clean, sha256] }, async () => {
            const file = clock.newId()
            await tx.exec(sql`insert into attachment (bureau, id, record_id, record_type, unit, sealed, name, media_type, bytes, sha256, at, account)
              values (${actor.bureau}, ${file}, ${id}, ${type}, ${unit}, ${sealed}, ${clean}, ${media.media}, ${bytes}, ${sha256}, ${clock.now()}, ${actor.account})`)
            await ledger.note(tx, actor, by, type, id, 'file', null, { file, name: [null, clean], sha256, bytes }, null)
            const row = await rowOf(tx, actor, file)
            // Last: from here only the commit can fail, and a content without a row harms nobody.
            await arrived.keep()
            return view(row)
          })
        })
      } finally {
        await arrived.drop()
      }
    },

    read: async (actor, file) => {
      const row = await store.write(settingsOf(bureau, actor), async (tx) => {
        const found = await rowOf(tx, actor, file)
        const { by } = await seen(tx, actor, keptOf(bureau, found.record_type), found.record_id)
        if (found.sealed)
          await ledger.note(tx, actor, by, found.record_type, found.record_id, 'file', null, { looked: [found.name], file }, '调取材料')
        return found
      })
      return { name: row.name, media: row.media, bytes: row.bytes, stream: await blobs.read(row.sha256) }
    },

    void: async (actor, file, reason) => {
      const why = reason.trim()
      if ([...why].length < 2 || why.length > 500) throw fileFault('file.reason')
      return store.write(settingsOf(bureau, actor), async (tx) => {
        const row = await rowOf(tx, actor, file)
        const kept = keptOf(bureau, row.record_type)
        const { loaded, by } = await working(tx, actor, kept, row.record_id)
        if (row.voidedAt) throw fileFault('file.voided')
        if (row.account !== actor.account && !mayDo(bureau, actor, 'void', loaded.record.unit, kept.line.id).allowed)
          throw fileFault('file.not-yours')
        await tx.exec(sql`update attachment set voided_at = ${clock.now()} where bureau = ${actor.bureau} and id = ${file}`)
        await ledger.note(tx, actor, by, row.record_type, row.record_id, 'file', null, { file, name: [row.name, null] }, why)
        return view(await rowOf(tx, actor, file))
      })
    },
  }
}
