import { describe, expect, it } from 'vitest'
import { checkText } from '../../checker/index.ts'
import { ledgerFor, periodsOf } from './ledger.ts'
import { checkSheet } from './sheet.ts'

const text = '2017年工作总结\n2017年1至10月，全区受理纠纷30件，调解成功29件。截至2017年9月底，全区在册社区矫正对象88人。'
const result = checkText(text)

describe('the periods for which the ledger is asked', () => {
  it('are those of the report, the one named most often first; a day of stock begins with its year', () => {
    expect(periodsOf(result)).toEqual([
      { from: '2017-01-01', to: '2017-10-31' },
      { from: '2017-01-01', to: '2017-09-30' },
    ])
  })
  it('begin with the one that the reader names', () => {
    expect(periodsOf(result, { from: '2016-01-01', to: '2016-12-31' })[0]).toEqual({ from: '2016-01-01', to: '2016-12-31' })
    expect(periodsOf(result, { from: '2017-01-01', to: '2017-09-30' })).toHaveLength(2)
  })
  it('are none when nobody names one', () => {
    expect(periodsOf(checkText('受理纠纷30件。'))).toEqual([])
  })
})

describe('the ledger of a county', () => {
  const indicator = { code: 'med.accept', name: '受理纠纷', synonyms: [], unit: '件', scope: '全区', from: null, to: null, value: 30 }
  it('answers to the words by which its kind of county calls the whole', async () => {
    const county = async () => ({ nameOf: () => '饶平县' }) as never
    const given = await ledgerFor(
      { figures: { ledgerIndicators: async () => [indicator] }, county },
      { bureau: '445122', operator: true },
      result,
    )
    expect(new Set(given.map((i) => i.scope))).toEqual(new Set(['全县', '我县', '本县']))
  })
  it('is asked for the widest unit of the one who asks', async () => {
    const asked: string[] = []
    const figures = {
      ledgerIndicators: async (_: unknown, q: { unit: string }) => {
        asked.push(q.unit)
        return []
      },
    }
    const county = async () => ({ nameOf: () => '湘桥区' }) as never
    const holdings = [
      { post: 'mediator', unit: '445102100' },
      { post: 'mediationOfficer', unit: '445102B03' },
    ]
    await ledgerFor({ figures, county }, { bureau: '445102', account: '', name: '', holdings }, result)
    expect(new Set(asked)).toEqual(new Set(['445102']))
  })
})

describe('the check sheet', () => {
  it('counts lines as an editor does and keeps every word it quotes on one line', () => {
    const wrong = '人民调解工作总结\n\n全区受理纠纷3件，其中婚姻家庭纠纷2件，邻里纠纷2件。'
    const sheet = checkSheet({ name: '', text: wrong, result: checkText(wrong) }, (id) => id)
    expect(sheet.name).toBe('粘贴的文字')
    expect(sheet.findings.length).toBeGreaterThan(0)
    expect(sheet.findings[0]?.places.map((p) => p.line)).toEqual([3, 3, 3])
    for (const f of sheet.findings) for (const p of f.places) expect(p.words).not.toMatch(/\n/)
    expect(sheet.summary).toContain(`错误${sheet.findings.filter((f) => f.severity === '错误').length}处`)
  })
})
