import { expect, test } from 'vitest'
import { queryString } from './client.ts'
import { apiOf, ledgerPath, recordPath } from './paths.ts'

test('a query carries what is known and nothing else', () => {
  expect(queryString({ a: '', b: undefined, c: null })).toBe('')
  expect(queryString({ q: '租金', limit: 50, full: true, after: '' })).toBe('?q=%E7%A7%9F%E9%87%91&limit=50&full=true')
})
test('a record type is found under its line', () => {
  expect(apiOf('community-corrections.person')).toBe('/api/community-corrections/person')
  expect(ledgerPath('mediation.case')).toBe('/ledger/mediation/case')
  expect(recordPath('mediation.case', 'x')).toBe('/ledger/mediation/case/x')
})
