import { expect, test } from 'vitest'
import { lines } from '../../../lines/index.ts'
import { actTypes } from './acts.ts'

const records = lines.flatMap((l) => l.records)

test.each(actTypes)('a list of $name can be put in the order of its day', ({ name, day }) => {
  const type = records.find((r) => r.id === `community-corrections.${name}`)
  expect(type?.columns).toContain(day)
})
