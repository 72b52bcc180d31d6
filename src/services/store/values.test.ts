import { expect, test } from 'vitest'
import { types } from './values.ts'

test('an unknown type stays as the driver reads it', () => {
  expect(types.getTypeParser(25)('text')).toBe('text')
  expect(types.getTypeParser(16)('t')).toBe(true)
})

test('an instant that is no instant is passed on, not guessed', () => {
  expect(types.getTypeParser(1184)('infinity')).toBe('infinity')
  expect(types.getTypeParser(1184)('2017-05-19 08:00:00+08')).toBe('2017-05-19T00:00:00.000Z')
})
