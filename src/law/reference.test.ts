import { expect, it } from 'vitest'
import { referenceMarkdown } from './reference.ts'

it('the reference page says what the data say', async () => {
  await expect(referenceMarkdown()).toMatchFileSnapshot('../../docs/reference/law.md')
})
