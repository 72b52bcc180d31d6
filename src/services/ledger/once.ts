import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor } from '../access/access.ts'
import type { Clock } from '../clock.ts'
import { Fault } from '../fault.ts'
import type { Store, Tx } from '../store/index.ts'
import { canonical } from './chain.ts'

/** A repeated request with the same key gets the first answer; `request` is what must be the same. */
export interface Once {
  readonly key: string
  readonly request: unknown
}

/** The mark by which two requests are known to be the same. */
export const requestHash = (request: unknown): string => createHash('sha256').update(canonical(request)).digest('hex')

/**
 * Does the work once for a key, inside the work's own transaction: the same key and request get the first answer again, another request with
 * the same key is refused. The key is taken before anything else is looked at, so of two at the same moment the second waits for the first.
 */
export async function once<T extends object>(tx: Tx, clock: Clock, actor: Actor, o: Once | undefined, work: () => Promise<T>): Promise<T> {
  if (!o) return work()
  const hash = requestHash(o.request)
  const taken = await tx.exec(sql`insert into idempotency (bureau, account, key, request_hash, answer, at)
    values (${actor.bureau}, ${actor.account}, ${o.key}, ${hash}, 'null', ${clock.now()}) on conflict do nothing`)
  if (taken === 0) {
    const before = await tx.one(sql<{ request_hash: string; answer: T }>`
      select request_hash, answer from idempotency where bureau = ${actor.bureau} and account = ${actor.account} and key = ${o.key}`)
    if (before?.request_hash === hash) return before.answer
    throw new Fault('request.key-reused', {
      zh: '同一个请求编号被用于不同的内容，未作处理',
      en: 'The idempotency key was used for another request',
      remedy: { zh: '请刷新页面后重试', en: 'Use a new key' },
      status: 409,
    })
  }
  const done = await work()
  await tx.exec(sql`update idempotency set answer = ${JSON.stringify(done)}::jsonb
    where bureau = ${actor.bureau} and account = ${actor.account} and key = ${o.key}`)
  return done
}

/**
 * Forgets the answers of requests that nobody repeats any more. The keys of imported rows stay for good: by them a workbook that is imported
 * again changes nothing.
 */
export async function forgetAnswers(store: Store, clock: Clock, bureau: string): Promise<number> {
  return store.owner((tx) =>
    tx.exec(
      sql`delete from idempotency where bureau = ${bureau} and at < ${clock.now()}::timestamptz - interval '30 days' and key not like 'import:%'`,
    ),
  )
}
