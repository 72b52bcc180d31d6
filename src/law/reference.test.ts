import { expect, it } from 'vitest'
import { builtInLaw, parseLawFile } from './index.ts'
import { lawFileSample, referenceMarkdown } from './reference.ts'

it('the reference page says what the data say', async () => {
  await expect(referenceMarkdown()).toMatchFileSnapshot('../../docs/reference/law.md')
})

it('the sample file on the page can be loaded', () => {
  const parsed = parseLawFile(JSON.stringify(lawFileSample), builtInLaw)
  expect(parsed.ok ? [] : parsed.faults).toEqual([])
})
