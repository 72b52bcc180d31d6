import { expect, inject, test } from 'vitest'
import { office, settled } from './harness/office.ts'

const { as } = office()
const { today } = inject('world')
const number = (text: string | null) => Number((text ?? '').replaceAll(/[^\d.]/g, ''))

test('a figure opened is exactly its list, and so is each part of its split', async () => {
  const page = await as('mediation', '/figures/med.accept')
  const value = number(await page.locator('.big-figure').textContent())
  expect(value).toBeGreaterThan(10)
  const list = page.getByRole('table', { name: '对应的记录' })
  while (await page.getByRole('button', { name: '加载更多' }).isVisible()) {
    await page.getByRole('button', { name: '加载更多' }).click()
    await settled(page)
  }
  expect(await list.getByRole('row').count()).toBe(value + 1)

  await page.getByRole('tab', { name: '按月份' }).click()
  const month = page.getByRole('table', { name: '按月份' }).getByRole('row').nth(1)
  const share = number(await month.getByRole('cell').nth(1).textContent())
  await month.getByRole('button').click()
  await page.getByText(`合计 ${share} 件`).waitFor()
  expect(await list.getByRole('row').count()).toBe(Math.min(share, 50) + 1)
})

test('what a reader may not see is counted and said, not shown', async () => {
  const writer = await as('mediator')
  const { account } = (await (await writer.request.get('/api/session')).json()) as { account: { holdings: { unit: string }[] } }
  for (const kind of ['neighbour', 'family']) {
    const values = { kind, summary: '别人登记的纠纷', foundOn: today }
    const body = { step: 'find', unit: account.holdings[0]?.unit, values }
    const made = await writer.request.post('/api/mediation/dispute', { data: body, headers: { 'x-fazhi': '1' } })
    expect(made.status(), await made.text()).toBe(201)
  }
  // A village worker sees what he wrote himself, and is told how much more the figure counts.
  const page = await as('village', '/figures/med.found')
  await page.getByText(/^合计/).waitFor()
  const value = number(await page.locator('.big-figure').textContent())
  const shown = Math.max(0, (await page.getByRole('table', { name: '对应的记录' }).getByRole('row').count()) - 1)
  const hidden = /另有 (\d+)/.exec((await page.getByRole('main').textContent()) ?? '')?.[1]
  expect(value).toBeGreaterThanOrEqual(2)
  expect(shown + Number(hidden)).toBe(value)
})
