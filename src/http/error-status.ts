import { documentFaults } from '../services/documents/faults.ts'
import { exchangeFaults } from '../services/exchange/faults.ts'
import type { FaultText } from '../services/fault.ts'
import { fileFaults } from '../services/files/faults.ts'
import { identityFaults } from '../services/identity/faults.ts'
import { jobFaults } from '../services/jobs/faults.ts'
import { unitFaults } from '../services/organisation/faults.ts'
import { peopleFaults } from '../services/people/faults.ts'
import { storeFaults } from '../services/store/faults.ts'

const declared: Readonly<Record<string, FaultText>> = {
  ...identityFaults,
  ...unitFaults,
  ...peopleFaults,
  ...documentFaults,
  ...fileFaults,
  ...jobFaults,
  ...exchangeFaults,
  ...storeFaults,
}

/** Codes whose status does not follow from their last word. */
const own: Readonly<Record<string, number>> = {
  'server.fault': 500,
  'request.too-large': 413,
  'request.media': 415,
  'request.too-many': 429,
  'request.unknown': 404,
  'request.forged': 403,
  'session.must-change': 403,
  'session.refused': 401,
  'list.filter': 400,
  'deadline.missing': 404,
  'deadline.calendar-missing': 422,
  'record.link-missing': 422,
  'record.parent-missing': 422,
  'check.busy': 503,
  'order.answered': 409,
}

/** The sentences of a refusal that reads the same wherever it is given. */
export const textOf = (code: string): FaultText | undefined => declared[code]

/** The HTTP status with which a refusal is answered, by its stable code; the routes' tests hold the answers to it. */
export function statusOf(code: string): number {
  const known = declared[code]?.status ?? own[code]
  if (known) return known
  const [noun = '', word = ''] = code.split('.')
  if (noun === 'session') return 401
  if (noun === 'access') return 403
  if (['missing', 'unknown', 'type'].includes(word)) return 404
  if (['stale', 'key-reused', 'taken', 'same-number', 'exists', 'done'].includes(word)) return 409
  if (['invalid', 'malformed', 'file-invalid'].includes(word)) return 400
  return 422
}
