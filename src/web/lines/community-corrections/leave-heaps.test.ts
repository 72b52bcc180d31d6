import { describe, expect, it } from 'vitest'
import { holds } from '../../../kernel/index.ts'
import { leaveHeaps } from './leave-heaps.ts'

const heap = (key: string) => {
  const found = leaveHeaps('2021-06-30').find((h) => h.key === key)
  if (!found) throw new Error(key)
  return found
}

describe('the leave desk', () => {
  it('keeps a granted leave from the approval to its last day, and counts it as overdue on the day after', () => {
    expect(heap('granted').query).toEqual({ stage: 'approved', 'untilOn.from': '2021-06-30' })
    expect(heap('overdueReturn').query['untilOn.to']).toBe('2021-06-29')
  })

  it('asks for the filing of a leave granted by the justice office, for telling the person, and for telling the procuratorate', () => {
    const { where } = heap('toFile')
    if (!where) throw new Error('no predicate')
    const waits = (stage: string, values: Record<string, unknown>) => holds(where, { stage, values: { byTheLaw: true, ...values } })
    expect(waits('returned', { tier: 'station' })).toBe(true)
    expect(waits('returned', { tier: 'station', filedOn: '2021-06-01' })).toBe(false)
    expect(waits('approved', { tier: 'county' })).toBe(true)
    // The 办法 of 2012 asked for neither.
    expect(waits('approved', { tier: 'station', byTheLaw: false })).toBe(false)
    expect(waits('approved', { tier: 'county', toldOn: '2021-06-01' })).toBe(false)
    expect(waits('approved', { tier: 'prefecture', toldOn: '2021-06-01' })).toBe(true)
  })
})
