import { expect, inject, test } from 'vitest'
import { office, settled } from './harness/office.ts'

const { as } = office()
const { today } = inject('world')

test('a mediator logs a dispute on the phone in three taps and one sentence, and it is in the ledger', async () => {
  const sentence = '两户因屋后排水沟堵塞争吵，已劝开。'
  const page = await as('mediator', '/', { phone: true })
  await page.getByRole('navigation').last().getByRole('link', { name: '登记' }).tap()
  await page.getByRole('button', { name: '邻里', exact: true }).tap()
  // The choice has put the cursor into the sentence: no tap is lost.
  await page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA')
  await page.keyboard.type(sentence)
  const sent = page.waitForResponse((r) => r.url().endsWith('/api/mediation/dispute') && r.request().method() === 'POST')
  await page.getByRole('button', { name: '保存' }).tap()
  expect((await sent).status()).toBe(201)
  await page.getByRole('heading', { name: /尚未报送/ }).waitFor({ state: 'detached' })
  const { rows } = (await (await page.request.get('/api/mediation/dispute?limit=1')).json()) as { rows: { values: object }[] }
  expect(rows[0]?.values).toMatchObject({ kind: 'neighbour', summary: sentence, foundOn: today })
})

test('without a network the page opens, keeps the act, says what is not sent, and sends it once the network is back', async () => {
  const sentence = '邻居之间因鸡啄菜园发生口角。'
  const page = await as('mediator', '/quick', { phone: true, keeps: true })
  await page.evaluate(() => navigator.serviceWorker.ready)
  await page.context().setOffline(true)
  await page.reload()
  await page.getByRole('button', { name: '邻里', exact: true }).tap()
  await page.keyboard.type(sentence)
  await page.getByRole('button', { name: '保存' }).tap()
  await page.getByRole('heading', { name: '尚未报送（1）' }).waitFor()
  expect(await page.getByRole('status').first().textContent()).toContain('当前没有网络')
  expect(await page.getByText(sentence).count()).toBe(1)

  const sent = page.waitForResponse((r) => r.url().endsWith('/api/mediation/dispute') && r.request().method() === 'POST')
  await page.context().setOffline(false)
  expect((await sent).status()).toBe(201)
  await page.getByRole('heading', { name: /尚未报送/ }).waitFor({ state: 'detached' })
  const { rows } = (await (await page.request.get('/api/mediation/dispute?limit=5')).json()) as { rows: { values: { summary: string } }[] }
  expect(rows.filter((r) => r.values.summary === sentence)).toHaveLength(1)
})

test('what a post does not log is said, with who does', async () => {
  const page = await as('leader', '/quick', { phone: true })
  await settled(page)
  expect(await page.getByRole('main').textContent()).toContain('您的岗位不登记纠纷')
})
