import { Fault, type FaultText } from '../fault.ts'

/** What a person is told when the database fails; the key is the stable code. */
export const storeFaults = {
  'store.unavailable': {
    status: 503,
    zh: '数据库暂时无法连接',
    en: 'The database cannot be reached at the moment',
    remedy: { zh: '请稍后重试；一分钟后仍不可用时请联系系统管理员。', en: 'Try again shortly; after a minute, call the administrator.' },
  },
  'store.busy': {
    status: 503,
    zh: '系统繁忙，本次操作未执行',
    en: 'The system is busy; nothing was done',
    remedy: { zh: '请稍后重试。', en: 'Try again shortly.' },
  },
  'store.disk-full': {
    status: 507,
    zh: '磁盘空间已满，本次操作未保存',
    en: 'The disk is full; nothing was saved',
    remedy: { zh: '请系统管理员清理磁盘空间后重试。', en: 'Free space on the disk of the data directory, then try again.' },
  },
  'store.conflict': {
    status: 409,
    zh: '多人同时修改同一内容，本次操作未保存',
    en: 'Several people changed the same thing at once; nothing was saved',
    remedy: { zh: '请刷新后重试。', en: 'Reload and try again.' },
  },
  'store.too-long': {
    status: 503,
    zh: '查询用时过长，已停止',
    en: 'The query took too long and was stopped',
    remedy: { zh: '请缩小时间或单位范围后重试。', en: 'Narrow the period or the unit, then try again.' },
  },
} as const satisfies Record<string, FaultText>

/** Errors of the connection itself, before or instead of an answer of the server. */
const connectionErrors = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
])

/** No room left, over the quota, or over what one file of this user may hold. */
const fullDisk = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])

/** SQLSTATE, exact or by class, to a code of ours. */
const states: Readonly<Record<string, keyof typeof storeFaults>> = {
  '57P01': 'store.unavailable',
  '57P02': 'store.unavailable',
  '57P03': 'store.unavailable',
  '57P05': 'store.unavailable',
  '25P03': 'store.unavailable',
  '08': 'store.unavailable',
  '58': 'store.unavailable',
  '53300': 'store.busy',
  '53200': 'store.busy',
  '53400': 'store.busy',
  '55P03': 'store.busy',
  '53100': 'store.disk-full',
  '40001': 'store.conflict',
  '40P01': 'store.conflict',
  '57014': 'store.too-long',
}

/** The SQLSTATE or system code of an error, if it carries one. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/**
 * The same error in words a person can act on, when it is one of those the database or the disk may throw at any time: gone,
 * busy, full, in conflict. Anything else (a violated constraint, a mistake in SQL) is returned as it came.
 */
export function explainStoreError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof Fault) return error
  const code = errorCode(error)
  if (code === undefined) {
    if (error.message === 'timeout exceeded when trying to connect') return storeFault('store.busy', error)
    return saysGone(error.message) ? storeFault('store.unavailable', error) : error
  }
  if (fullDisk.has(code)) return storeFault('store.disk-full', error)
  if (connectionErrors.has(code) || isRefusedConnection(error)) return storeFault('store.unavailable', error)
  const known = states[code] ?? (/^[0-9A-Z]{5}$/.test(code) ? states[code.slice(0, 2)] : undefined)
  return known === undefined ? error : storeFault(known, error)
}

/** A fault of the store by its code. */
export function storeFault(code: keyof typeof storeFaults, cause?: unknown): Fault {
  return new Fault(code, storeFaults[code], cause)
}

/** True when a write may succeed if it is simply done again: serialization failure, deadlock. */
export function isRetryable(error: unknown): boolean {
  const code = errorCode(error)
  return code === '40001' || code === '40P01'
}

/** True when a prepared statement has outlived the shape of its tables, so the connection must be replaced. */
export function isStalePlan(error: unknown): boolean {
  const code = errorCode(error)
  return code === '26000' || (code === '0A000' && error instanceof Error && error.message === 'cached plan must not change result type')
}

/** No socket there, or none for us; the same codes about a file mean something else. */
function isRefusedConnection(error: Error): boolean {
  return 'syscall' in error && error.syscall === 'connect'
}

/** pg reports a lost connection by sentences without a code. */
function saysGone(message: string): boolean {
  return /^(Connection terminated|Client has encountered a connection error|Client was closed|timeout expired|Query read timeout)/.test(
    message,
  )
}
