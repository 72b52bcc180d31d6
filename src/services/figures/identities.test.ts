import { describe, expect, it } from 'vitest'
import type { Check } from '../../kernel/index.ts'
import { decimal } from './decimal.ts'
import { judgeCheck } from './identities.ts'

const check = (left: string[], is: Check['is'], right: string[]): Check => ({
  id: 'x',
  title: 'x',
  left,
  is,
  right,
  weight: 'must',
  mend: '核对',
})
const judged = (c: Check, values: Record<string, string | null>) => {
  const { holds, arithmetic } = judgeCheck(c, (term) => {
    const v = values[term]
    return v === null || v === undefined ? null : decimal(v)
  })
  return [holds, arithmetic]
}

describe('an identity is shown as the sum that it is', () => {
  const sources = check(['a'], '=', ['b', 'c', 'd'])
  it('受理 = 主动 + 申请 + 移送', () => {
    expect(judged(sources, { a: '869', b: '455', c: '378', d: '36' })).toEqual([true, '455+378+36 = 869'])
  })
  it('and when it does not hold, by how much', () => {
    expect(judged(sources, { a: '870', b: '455', c: '378', d: '36' })).toEqual([false, '455+378+36 = 869 ≠ 870，相差 1'])
  })
  it('what is taken away is taken away: 期末未结 = 期初 + 受理 − 已结', () => {
    const roll = check(['p'], '=', ['p@begin', 'a', '-c'])
    expect(judged(roll, { p: '14', 'p@begin': '12', a: '30', '-c': '28' })).toEqual([true, '12+30−28 = 14'])
  })
  it('an inequality, held and broken', () => {
    const confirmed = check(['court'], '<=', ['written', 'written@begin'])
    expect(judged(confirmed, { court: '5', written: '4', 'written@begin': '3' })).toEqual([true, '5 ≤ 4+3 = 7'])
    expect(judged(confirmed, { court: '9', written: '4', 'written@begin': '3' })).toEqual([false, '9 ＞ 4+3 = 7，相差 2'])
    expect(judged(check(['a'], '>=', ['b']), { a: '1', b: '2' })).toEqual([false, '1 ＜ 2，相差 1'])
  })
  it('sums of money are compared exactly', () => {
    expect(judged(check(['a'], '=', ['b', 'c']), { a: '0.3', b: '0.1', c: '0.2' })).toEqual([true, '0.1+0.2 = 0.3'])
  })
  it('a rate without a denominator says nothing, neither yes nor no', () => {
    expect(judged(check(['a'], '<=', ['b']), { a: null, b: '100' })).toEqual([null, '分母为0，无法比较'])
  })
})
