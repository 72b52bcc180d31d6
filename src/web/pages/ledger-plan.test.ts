import { describe, expect, test } from 'vitest'
import { compileBureau } from '../../kernel/index.ts'
import { lines, posts } from '../../lines/index.ts'
import { filtersOf, linked, listQuery, tabSeparated } from './ledger-plan.ts'

const bureau = compileBureau(lines, posts, { hasRule: () => true })
const kept = bureau.records.get('mediation.case')
if (!kept) throw new Error('no record type')

describe('what a ledger offers and asks', () => {
  test('filters are the choices it lists or is counted by, and its days; never a sealed field', () => {
    for (const k of bureau.records.values()) {
      const { choices, days } = filtersOf(k, bureau.indicators.values())
      for (const { field } of [...choices, ...days]) expect(field.sensitivity).toBe('open')
      for (const { field } of days) expect(field.kind).toBe('day')
    }
    expect(filtersOf(kept, bureau.indicators.values()).choices.map((c) => c.name)).toContain('kind')
  })
  test('only names that the ledger knows go to the server', () => {
    const params = new URLSearchParams('unit=445102&kind=family,medical&acceptedOn.from=2017-01-01&acceptedOn.to=&evil=1&by=unit')
    expect(listQuery(kept, params)).toEqual({ unit: '445102', kind: 'family,medical', 'acceptedOn.from': '2017-01-01' })
  })
  test('what is copied can be pasted into a spreadsheet: tabs, line ends and quotes inside a value are kept together', () => {
    expect(
      tabSeparated([
        ['编号', '简况'],
        ['1', '甲\n乙 "丙"'],
      ]),
    ).toBe('编号\t简况\n1\t"甲\n乙 ""丙"""')
  })
  test('the names of linked records, sent once for a page, are known to each row', () => {
    const row = {
      id: 'a',
      unit: '',
      unitName: '',
      stage: '',
      stageTitle: '',
      number: null,
      version: 1,
      sealed: false,
      createdAt: '',
      label: '',
    }
    const page = linked({ rows: [{ ...row, values: { committee: 'c1' }, masked: [] }], next: null, hidden: 0, links: { c1: '区调委会' } })
    expect(page.rows[0]?.links).toEqual({ c1: '区调委会' })
  })
})
