import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { choice, codeList, count, day, type Facts, holds, type Predicate, sentence, text } from './index.ts'

const kinds = codeList({ id: 'k', title: '类型', values: { a: '甲类', b: '乙类' } })
const fields = {
  kind: choice('类型', kinds).optional(),
  n: count('数量').optional(),
  on: day('日期').optional(),
  to: day('止').optional(),
  name: text('名称').optional(),
}
const facts = (values: Facts['values'], more: Partial<Facts> = {}): Facts => ({ values, stage: 'open', ...more })

describe('a predicate', () => {
  it('says nothing about what is not known: neither it nor its opposite holds', () => {
    const p = ['is', 'kind', 'a'] as const
    expect(holds(p, facts({ kind: null }))).toBe(false)
    expect(holds(['not', p], facts({ kind: null }))).toBe(false)
    expect(holds(['not', p], facts({ kind: 'b' }))).toBe(true)
  })

  it('compares days, and takes days that are not known for being in order', () => {
    expect(holds(['before', 'on', 'to'], facts({ on: '2017-09-30', to: '2017-10-01' }))).toBe(true)
    expect(holds(['inOrder', 'on', 'to'], facts({ on: '2017-10-01', to: null }))).toBe(true)
    expect(holds(['inOrder', 'on', 'to'], facts({ on: '2017-10-01', to: '2017-09-30' }))).toBe(false)
    const under = (on: string | null, entered: string | null) =>
      holds(['notBefore', 'on', 'enteredOn'], { ...facts({ on }), parent: facts({ enteredOn: entered }) })
    expect([
      under('2017-09-30', '2017-10-01'),
      under('2017-10-01', '2017-10-01'),
      under(null, '2017-10-01'),
      under('2017-10-01', null),
    ]).toEqual([false, true, true, true])
  })

  it('looks at the records below, at the record above, and at who takes part', () => {
    const child = facts({ n: 3 })
    const with1 = facts({}, { children: () => [child], parent: facts({ kind: 'a' }), parties: [{ role: 'applicant' }] })
    expect(holds(['has', 'x.y', ['atLeast', 'n', 3]], with1)).toBe(true)
    expect(holds(['has', 'x.y', ['atLeast', 'n', 4]], with1)).toBe(false)
    expect(holds(['parent', ['is', 'kind', 'a']], with1)).toBe(true)
    expect(holds(['party', 'applicant'], with1)).toBe(true)
    expect(holds(['party', 'respondent'], with1)).toBe(false)
  })

  it('prints itself as a sentence of a definition', () => {
    const p: Predicate = ['all', ['is', 'kind', 'a'], ['any', ['known', 'on'], ['atLeast', 'n', 2]], ['not', ['stage', 'open']]]
    expect(sentence(p, { fields, stages: { open: '办理中' } })).toBe(
      '类型为“甲类”，且（已有日期，或数量不少于2），且并非（办理阶段为“办理中”）',
    )
  })

  it('follows the rules of three-valued logic for every combination', () => {
    const leaf = fc.constantFrom<Predicate>(['is', 'kind', 'a'], ['known', 'n'], ['atLeast', 'n', 1], ['unknown', 'kind'])
    const { p } = fc.letrec<{ p: Predicate }>((tie) => ({
      p: fc.oneof(
        { depthSize: 'small' },
        leaf,
        fc.tuple(tie('p'), tie('p')).map(([a, b]): Predicate => ['all', a, b]),
        fc.tuple(tie('p'), tie('p')).map(([a, b]): Predicate => ['any', a, b]),
        tie('p').map((a): Predicate => ['not', a]),
      ),
    }))
    const record = fc.record({ kind: fc.constantFrom('a', 'b', null), n: fc.constantFrom(0, 1, 2, null) })
    fc.assert(
      fc.property(p, p, record, (a, b, values) => {
        const f = facts(values)
        // De Morgan, and a predicate never holds together with its opposite.
        expect(holds(['not', ['all', a, b]], f)).toBe(holds(['any', ['not', a], ['not', b]], f))
        expect(holds(a, f) && holds(['not', a], f)).toBe(false)
        expect(holds(['not', ['not', a]], f)).toBe(holds(a, f))
      }),
    )
  })
})
