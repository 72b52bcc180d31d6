import { describe, expect, it } from 'vitest'
import { hasRule } from '../law/index.ts'
import { lines, posts } from '../lines/index.ts'
import { BureauFaults, compileBureau, day, defineIndicators, defineLine, defineRecord, link, procedureOf, text } from './index.ts'

const law = { hasRule: (code: string) => hasRule(code) }
const faultsOf = (work: () => unknown): readonly string[] => {
  try {
    work()
    return []
  } catch (e) {
    if (e instanceof BureauFaults) return e.faults
    throw e
  }
}

describe('the declarations of the bureau', () => {
  it('are without fault', () => {
    expect(faultsOf(() => compileBureau(lines, posts, law))).toEqual([])
  })

  it('are refused all faults at once, each with the path to the word at fault', () => {
    const matter = defineRecord({
      id: 'wrong.matter',
      title: '事项',
      fields: { openedOn: day('受理日期'), name: text(' '), version: text('版本'), other: link('关联', 'wrong.nothing') },
    })
    const words = procedureOf(matter)
    const procedure = words.define({
      stages: { open: '办理中', stuck: '卡住', never: '不可达' },
      ends: ['never'],
      steps: {
        open: words.step({ title: '受理', from: 'new', to: 'open', by: ['nobody'], papers: ['letter'] }),
        park: words.step({ title: '搁置', from: 'open', to: 'stuck', by: ['leader'] }),
      },
    })
    const deadline = { title: '期限', rule: 'no.such.rule', from: 'openedOn', until: [], warn: [] }
    const line = defineLine({
      id: 'wrong',
      title: '错误',
      section: '股',
      records: [matter],
      // A rule that does not exist cannot be written in TypeScript; data from elsewhere can still carry one.
      procedures: [{ ...procedure, deadlines: { late: deadline as never } }],
      indicators: [
        ...defineIndicators(
          matter,
          'w',
          { all: { title: '全部', unit: ' ', flow: 'openedOn' } },
          { rate: { title: '率', part: 'w.nothing', whole: 'all' } },
        ),
      ],
      documents: [{ id: 'wrong.matter/paper', title: '文书', record: 'wrong.matter', body: '{nobody} {#party}{name}' }],
    })
    const faults = faultsOf(() => compileBureau([line], posts, law))
    const paths = faults.map((f) => f.split(':')[0])
    expect(paths).toEqual(
      expect.arrayContaining([
        'wrong.matter.fields.name',
        'wrong.matter.fields.version',
        'wrong.matter.fields.other',
        'wrong.matter.steps.open.by',
        'wrong.matter.steps.open.papers',
        'wrong.matter.stages.stuck',
        'wrong.matter.stages.never',
        'wrong.matter.deadlines.late',
        'indicator w.all',
        'indicator w.rate',
        'document wrong.matter/paper',
      ]),
    )
  })
})
