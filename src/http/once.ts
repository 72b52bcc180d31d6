import type { FastifyRequest } from 'fastify'
import { Fault } from '../services/fault.ts'
import type { Once } from '../services/ledger/once.ts'

/** The key of a request that may be sent twice, and what must be the same both times. */
export function onceOf(request: FastifyRequest, what: unknown): Once | undefined {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string' || key === '') return undefined
  // The keys of imported rows are the importer's own.
  if (/^[!-~]{1,200}$/.test(key) && !key.startsWith('import:')) return { key, request: what }
  throw new Fault('request.invalid', {
    zh: '请求编号应为 200 个以内的字母、数字和符号，且不以 import: 开头',
    en: 'The idempotency key must be at most 200 printable characters and not begin with "import:"',
    remedy: { zh: '请刷新页面后重试', en: 'Use another key' },
    status: 400,
    faults: [{ path: 'Idempotency-Key', title: 'Idempotency-Key', say: '不符合要求 / not accepted' }],
  })
}
