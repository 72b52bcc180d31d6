import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import { office } from './harness/office.ts'

const { stranger } = office()
const { password } = inject('world')

/** Everything that a page loads but the answers of the API, as gzip would send it. */
function weigh(page: Page): () => Promise<number> {
  const sizes: Promise<number>[] = []
  page.on('response', (r) => {
    if (!new URL(r.url()).pathname.startsWith('/api/'))
      sizes.push(
        r.body().then(
          (b) => gzipSync(b).length,
          () => 0,
        ),
      )
  })
  return async () => (await Promise.all(sizes)).reduce((sum, n) => sum + n, 0)
}

test('the first load of login and home together stays under 300 kB, and files are sent compressed', async () => {
  const page = await stranger()
  const weight = weigh(page)
  const asset = page.waitForResponse((r) => new URL(r.url()).pathname.endsWith('.js'))
  await page.reload()
  expect((await asset).headers()['content-encoding']).toBe('gzip')
  await page.getByLabel('用户名').fill('station-001')
  await page.getByLabel('密码').fill(password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByRole('heading', { name: '待办期限' }).waitFor()
  const total = await weight()
  expect(total).toBeGreaterThan(100_000)
  expect(total).toBeLessThan(300_000)
})
