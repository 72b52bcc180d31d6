import { expect, test } from 'vitest'
import { Fault, faultLines } from '../fault.ts'
import { explainStoreError, storeFaults } from './faults.ts'

const withCode = (code: string, more: object = {}) => Object.assign(new Error('select secret from account'), { code, ...more })

test.each([
  ['ECONNREFUSED', 'store.unavailable'],
  ['57P01', 'store.unavailable'],
  ['08006', 'store.unavailable'],
  ['53300', 'store.busy'],
  ['55P03', 'store.busy'],
  ['53100', 'store.disk-full'],
  ['40P01', 'store.conflict'],
  ['57014', 'store.too-long'],
])('%s is told as %s', (code, told) => {
  expect(explainStoreError(withCode(code))).toMatchObject({ name: 'Fault', code: told })
})

test('a missing socket means the database is away; a missing file means a missing file', () => {
  expect(explainStoreError(withCode('ENOENT', { syscall: 'connect' }))).toMatchObject({ code: 'store.unavailable' })
  const file = withCode('ENOENT', { syscall: 'open' })
  expect(explainStoreError(file)).toBe(file)
})

test('a violated constraint or a mistake in SQL is not dressed up', () => {
  for (const code of ['23505', '42P01', '22P02']) {
    const error = withCode(code)
    expect(explainStoreError(error)).toBe(error)
  }
})

test('no text for a person carries SQL, and every one says what to do in both languages', () => {
  const fault = explainStoreError(withCode('53100'))
  if (!(fault instanceof Fault)) throw new Error('not a fault')
  expect(JSON.stringify([faultLines(fault, 'zh'), faultLines(fault, 'en')])).not.toContain('select')
  for (const text of Object.values(storeFaults)) {
    expect(text.zh).toMatch(/\p{Script=Han}/u)
    expect(text.remedy.zh).toMatch(/。$/)
    expect(text.remedy.en).toMatch(/\.$/)
    expect(text.status).toBeGreaterThanOrEqual(400)
  }
})
