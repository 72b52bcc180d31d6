import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Broken } from '../ledger/verify.ts'
import type { Store } from '../store/index.ts'
import type { Blobs } from './blobs.ts'

/** How many files were held against what the ledger says of them, and the first that does not hold. */
export interface VerifiedFiles {
  readonly files: number
  readonly broken: Broken | null
}

interface Told {
  readonly record: string
  readonly type: string
  readonly seq: number
  readonly name: string
  readonly sha256: string
  readonly kept: string | null
}

const page = 1000

/**
 * Holds every file of a bureau against the event that took it in: its row stands, names the same content, and the content on disk has
 * the digest that the chain of the record tells. Runs as the owner.
 */
export async function verifyFiles(store: Store, blobs: Blobs, bureau: string): Promise<VerifiedFiles> {
  let files = 0
  for await (const told of toldFiles(store, bureau)) {
    const say = await faultOf(blobs, told)
    if (say) return { files, broken: { record: told.record, type: told.type, seq: told.seq, ...say } }
    files++
  }
  return { files, broken: await untoldFile(store, bureau) }
}

/** What the events say was taken in, in the order of the chains, with the row that keeps it. */
async function* toldFiles(store: Store, bureau: string): AsyncGenerator<Told> {
  let after = { record: '00000000-0000-0000-0000-000000000000', seq: 0 }
  for (;;) {
    const rows = await store.owner((tx) =>
      tx.rows<Told>(sql`
        select e.record_id as record, e.record_type as type, e.seq, e.patch->'name'->>1 as name, e.patch->>'sha256' as sha256, a.sha256 as kept
        from event e left join attachment a on a.bureau = e.bureau and a.id = (e.patch->>'file')::uuid
        where e.bureau = ${bureau} and e.kind = 'file' and e.patch ? 'sha256' and (e.record_id, e.seq) > (${after.record}::uuid, ${after.seq})
        order by e.record_id, e.seq limit ${page}`),
    )
    yield* rows
    const last = rows.at(-1)
    if (!last || rows.length < page) return
    after = last
  }
}

async function faultOf(blobs: Blobs, told: Told): Promise<Pick<Broken, 'zh' | 'en'> | undefined> {
  const { name } = told
  if (told.kept === null) return { zh: `材料“${name}”的登记已被删除`, en: `the entry of the file ${name} was removed` }
  if (told.kept !== told.sha256) return { zh: `材料“${name}”已被换成另一份`, en: `the file ${name} was exchanged for another` }
  const found = await digestOf(blobs, told.sha256)
  if (found === null) return { zh: `材料“${name}”的文件不在了`, en: `the content of the file ${name} is gone` }
  return found === told.sha256 ? undefined : { zh: `材料“${name}”的内容已被改动`, en: `the content of the file ${name} was changed` }
}

async function digestOf(blobs: Blobs, sha256: string): Promise<string | null> {
  const content = await blobs.read(sha256).catch(() => null)
  if (content === null) return null
  const hash = createHash('sha256')
  for await (const chunk of content) hash.update(chunk)
  return hash.digest('hex')
}

/** A file that no event took in. */
async function untoldFile(store: Store, bureau: string): Promise<Broken | null> {
  const row = await store.owner((tx) =>
    tx.one(
      sql<{ record: string; type: string; name: string }>`
        select a.record_id as record, a.record_type as type, a.name from attachment a where a.bureau = ${bureau} and not exists (
          select from event e where e.bureau = a.bureau and e.record_id = a.record_id and e.kind = 'file' and e.patch->>'file' = a.id::text) limit 1`,
    ),
  )
  return row
    ? { record: row.record, type: row.type, seq: 0, zh: `材料“${row.name}”没有任何留痕`, en: `no event took in the file ${row.name}` }
    : null
}
