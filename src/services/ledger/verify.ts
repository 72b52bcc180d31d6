import { sql } from 'kysely'
import type { Bureau } from '../../kernel/index.ts'
import type { Clock } from '../clock.ts'
import type { Store, Tx } from '../store/index.ts'
import { type Link, linkText, merkleRoot, type Seals } from './chain.ts'
import { type Disagreement, disagreement, type Replayed, replay, replayFrom, untold } from './replay.ts'

/** The first broken place of a chain, or of the seals over it. */
export interface Broken {
  readonly record: string
  readonly type: string
  readonly seq: number
  readonly zh: string
  readonly en: string
}

export interface Verified {
  readonly records: number
  readonly events: number
  readonly seals: number
  readonly broken: Broken | null
}

interface EventRow extends Link {
  readonly hash: string
}

const page = 5000

/** Events in the order of their chains, page by page: memory stays constant however long the history is. */
async function* chains(tx: Tx, bureau: string): AsyncGenerator<EventRow> {
  let after = { record: '00000000-0000-0000-0000-000000000000', seq: 0 }
  for (;;) {
    const rows = await tx.rows<EventRow>(
      sql`select bureau, record_id, seq, record_type, act, kind, step, at, on_day, account, post, post_unit, reason, patch, previous, hash from event
          where bureau = ${bureau} and (record_id, seq) > (${after.record}::uuid, ${after.seq}) order by record_id, seq limit ${page}`,
    )
    yield* rows
    const last = rows.at(-1)
    if (!last || rows.length < page) return
    after = { record: last.record_id, seq: last.seq }
  }
}

/**
 * Recomputes every chain, holds every record against what its events have made of it, and checks every seal; names the first place
 * that does not hold. Runs as the owner: it must see what the walls hide.
 */
export async function verify(store: Store, seals: Seals, declared: Bureau, bureau: string): Promise<Verified> {
  return store.owner(async (tx) => {
    // One moment: what is written meanwhile must not look like a record that runs ahead of its events.
    await tx.exec(sql`set transaction isolation level repeatable read`)
    let [records, events] = [0, 0]
    let open: Replayed | undefined
    let previous = ''
    let ended: Replayed[] = []
    const stop = (broken: Broken): Verified => ({ records, events, seals: 0, broken })
    /** The records of the chains that have ended, before anything that comes after them. */
    const compared = async (): Promise<Verified | undefined> => {
      const wrong = await disagreement(tx, declared, bureau, ended)
      ended = []
      return wrong ? stop(placeOf(wrong)) : undefined
    }
    for await (const e of chains(tx, bureau)) {
      const fresh = e.record_id !== open?.id
      if (fresh) {
        if (open) ended.push(open)
        open = undefined
        previous = ''
        records++
      }
      events++
      const fault = linkFault(seals, e, open?.last.seq ?? 0, previous)
      if (fault) return (await compared()) ?? stop({ record: e.record_id, type: e.record_type, seq: e.seq, ...fault })
      open = open ? replay(declared, e, open) : replayFrom(declared, e)
      previous = e.hash
      if (ended.length >= page) {
        const wrong = await compared()
        if (wrong) return wrong
      }
    }
    if (open) ended.push(open)
    const wrong = await compared()
    if (wrong) return wrong
    const lost = await untold(tx, declared, bureau)
    return lost ? stop(placeOf(lost)) : verifySeals(tx, seals, bureau, { records, events })
  })
}

const placeOf = ({ id, ...where }: Disagreement): Broken => ({ record: id, ...where })

/** What is wrong with an event as the next link of its chain. */
function linkFault(seals: Seals, e: EventRow, seq: number, previous: string): { zh: string; en: string } | undefined {
  if (e.seq !== seq + 1) return { zh: `缺少第 ${seq + 1} 条留痕`, en: `event ${seq + 1} is missing` }
  if (e.previous !== previous) return { zh: '与上一条留痕不衔接', en: 'does not continue the event before it' }
  if (seals.hash(linkText(e)) !== e.hash) return { zh: '内容与校验值不符，已被改动', en: 'the content does not match its hash' }
  return undefined
}

interface SealRow {
  n: number
  through: string
  heads: number
  root: string
  previous: string
  public_key: string
  signature: string
}

async function verifySeals(tx: Tx, seals: Seals, bureau: string, counted: { records: number; events: number }): Promise<Verified> {
  const rows = await tx.rows<SealRow>(
    sql`select n, through, heads, root, previous, public_key, signature from seal where bureau = ${bureau} order by n`,
  )
  let previous = ''
  for (const [i, s] of rows.entries()) {
    const at = { record: `seal ${s.n}`, type: 'seal', seq: s.n }
    const fail = (zh: string, en: string): Verified => ({ ...counted, seals: i, broken: { ...at, zh, en } })
    if (s.n !== i + 1) return fail('封签缺号', 'a seal is missing')
    if (s.previous !== previous) return fail('封签与上一封签不衔接', 'does not continue the seal before it')
    if (!seals.verify(sealText(bureau, s), s.signature, s.public_key)) return fail('封签签名无效', 'the signature is not valid')
    const { root, heads } = await rootOf(tx, seals, bureau, s.through)
    if (heads !== s.heads || root !== s.root) return fail('封签之后有留痕被删除或改动', 'events under this seal were removed or changed')
    previous = seals.hash(sealText(bureau, s))
  }
  return { ...counted, seals: rows.length, broken: null }
}

const sealText = (bureau: string, s: Pick<SealRow, 'n' | 'through' | 'heads' | 'root' | 'previous'>): string =>
  [bureau, s.n, s.through, s.heads, s.root, s.previous].join('\n')

/** The Merkle root of the heads of all chains as they stood at a moment. */
async function rootOf(tx: Tx, seals: Seals, bureau: string, through: string): Promise<{ root: string; heads: number }> {
  const rows = await tx.rows<{ hash: string }>(
    sql`select distinct on (record_id) hash from event where bureau = ${bureau} and at <= ${through} order by record_id, seq desc`,
  )
  return {
    root: merkleRoot(
      seals,
      rows.map((r) => r.hash),
    ),
    heads: rows.length,
  }
}

/** Seals everything that has happened until now; nothing when nothing is new. Returns the number of the seal. */
export async function sealNow(store: Store, seals: Seals, clock: Clock, bureau: string): Promise<number | null> {
  return store.owner(async (tx) => {
    // One sealer at a time: the lock is on the bureau's own row.
    await tx.exec(sql`insert into setting (bureau, name, value) values (${bureau}, 'sealing', 'true') on conflict do nothing`)
    await tx.exec(sql`select 1 from setting where bureau = ${bureau} and name = 'sealing' for update`)
    const last = await tx.one<SealRow>(
      sql`select n, through, heads, root, previous, public_key, signature from seal where bureau = ${bureau} order by n desc limit 1`,
    )
    // A transaction that is still open may yet bring an earlier instant: the seal stays a minute behind.
    const through = minuteAgo(clock.now())
    if (last && last.through >= through) return null
    const fresh = await tx.one<{ at: string }>(
      sql`select at from event where bureau = ${bureau} and at > ${last?.through ?? '1970-01-01T00:00:00Z'} and at <= ${through} limit 1`,
    )
    if (!fresh) return null
    const { root, heads } = await rootOf(tx, seals, bureau, through)
    const row = { n: (last?.n ?? 0) + 1, through, heads, root, previous: last ? seals.hash(sealText(bureau, last)) : '' }
    await tx.exec(
      sql`insert into seal (bureau, n, at, through, heads, root, previous, algorithm, public_key, signature)
          values (${bureau}, ${row.n}, ${clock.now()}, ${through}, ${heads}, ${root}, ${row.previous}, ${seals.algorithm}, ${seals.publicKey}, ${seals.sign(sealText(bureau, row))})`,
    )
    return row.n
  })
}

/** One minute before an instant, in ISO form. */
function minuteAgo(now: string): string {
  const minutes = Number(now.slice(14, 16))
  if (minutes > 0) return `${now.slice(0, 14)}${String(minutes - 1).padStart(2, '0')}${now.slice(16)}`
  const hours = Number(now.slice(11, 13))
  return hours > 0 ? `${now.slice(0, 11)}${String(hours - 1).padStart(2, '0')}:59${now.slice(16)}` : `${now.slice(0, 11)}00:00:00.000Z`
}
