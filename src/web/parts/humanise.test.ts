import { expect, test } from 'vitest'
import { humanised } from './humanise.ts'

test('an identifier is read as words', () => {
  expect(humanised('acceptedOn')).toBe('Accepted on')
  expect(humanised('community-corrections')).toBe('Community corrections')
})
test('of a record type only its own name is read', () => expect(humanised('community-corrections.travelPermit')).toBe('Travel permit'))
