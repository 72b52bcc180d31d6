import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileBureau } from '../../kernel/index.ts'
import { lines, posts } from '../../lines/index.ts'
import { carriedOver, commonDimensions, listKey, rollRows, rollTerms } from './roll.ts'

const bureau = compileBureau(lines, posts, { hasRule: () => true })
const roll = (id: string) => {
  const check = bureau.checks.find((c) => c.id === id)
  if (!check) throw new Error(id)
  return rollTerms(check)
}
const unit = (code: string, successors: string[] = []) => ({
  code,
  name: code,
  level: 'township',
  from: '2000-01-01',
  to: null,
  counted: true,
  predecessors: [],
  successors,
})

describe('the roll-forward', () => {
  it('has 期初 first, then 接收 迁入 解除 终止 迁出 with their signs, then 期末', () => {
    expect(roll('cc.roll').map((t) => `${t.sign === 1 ? '+' : '-'}${t.id}/${t.at}`)).toEqual([
      '+cc.stock.end/begin',
      '+cc.in.new/period',
      '+cc.in.move/period',
      '-cc.out.release/period',
      '-cc.out.end/period',
      '-cc.out.move/period',
      '+cc.stock.end/end',
    ])
    expect(roll('rs.roll').map((t) => t.at)).toEqual(['begin', ...Array.from({ length: 7 }, () => 'period'), 'end'])
  })

  it('of corrections can be split by category, management class and sex, for all its figures can', () => {
    const measures = roll('cc.roll').flatMap((t) => {
      const i = bureau.indicators.get(t.id)
      return i && i.type !== 'rate' ? [i] : []
    })
    expect(commonDimensions(measures)).toEqual(expect.arrayContaining(['unit', 'category', 'managementClass', 'sex']))
  })

  it('has no gap exactly when 期初 and what came and went make 期末', () => {
    const terms = roll('cc.roll')
    const n = fc.nat(500)
    fc.assert(
      fc.property(fc.tuple(n, n, n, n, n, n), fc.integer({ min: -3, max: 3 }), ([begin, a, b, c, d, e], wrong) => {
        const end = begin + a + b - c - d - e
        const values = [begin, a, b, c, d, e, end + wrong]
        const rows = rollRows(
          terms,
          values.map((value) => [{ key: 'x', title: '某所', value }]),
        )
        if (values.every((v) => v === 0)) expect(rows).toEqual([])
        else expect(rows[0]?.gap).toBe(wrong === 0 ? 0 : -wrong)
      }),
    )
  })

  it('keeps a row that only some columns know', () => {
    const terms = roll('cc.roll')
    const splits = terms.map((t) => (t.at === 'begin' || t.id === 'cc.out.release' ? [{ key: 'x', title: '某所', value: 1 }] : []))
    expect(rollRows(terms, splits)).toMatchObject([{ key: 'x', title: '某所', gap: 0 }])
  })

  it('counts the beginning of a town that was merged where the town went', () => {
    const units = [unit('445102001', ['445102002']), unit('445102002', ['445102003'])]
    const begin = [
      { key: '445102001', title: '旧街道', value: 5 },
      { key: '445102004', title: '意溪镇', value: 2 },
    ]
    const end = [
      { key: '445102003', title: '新街道', value: 6 },
      { key: '445102004', title: '意溪镇', value: 2 },
    ]
    expect(carriedOver(begin, units, end)).toEqual([
      { key: '445102003', was: '445102001', title: '新街道', value: 5 },
      { key: '445102004', was: '445102004', title: '意溪镇', value: 2 },
    ])
  })

  it('asks for the list of a beginning under the code of that time, and for none where two towns have become one', () => {
    const row = (key: string, was: string) => ({ key, was, title: '', value: 1 })
    expect(listKey([row('b', 'a')], 'b')).toBe('a')
    expect(listKey([row('b', 'a'), row('b', 'b')], 'b')).toBeNull()
    expect(listKey([{ key: 'b', title: '', value: 3 }], 'b')).toBe('b')
  })
})
