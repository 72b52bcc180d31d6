import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { faults } from './harness/axe.ts'
import { openBrowser, openPage } from './harness/browser.ts'
import { type RunningServer, startServer } from './harness/server.ts'

const password = 'Hanjiang-7-bridge'

let server: RunningServer
let browser: Browser
beforeAll(async () => {
  server = await startServer({ FAZHI_DEMO: '0' })
  browser = await openBrowser()
}, 240_000)
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

test('an empty installation leads to the first-run page; the bureau is set up by it, and its administrator signs in', async () => {
  const page = await openPage(browser, { serviceWorkers: 'block' })
  await page.goto(server.url)
  await page.getByRole('heading', { name: '首次启用' }).waitFor()
  expect(await faults(page)).toEqual([])
  await page.getByLabel('区（县）').fill('湘桥')
  await page
    .locator('.ant-select-dropdown')
    .getByText(/湘桥区（445102）/)
    .click()
  expect(await page.getByLabel('单位名称').inputValue()).toContain('湘桥区司法局')
  await page.getByLabel('管理员姓名').first().fill('系统管理员')
  await page.getByLabel('用户名').fill('system')
  await page.getByLabel('密码').fill(password)
  await page.getByRole('button', { name: '建立单位' }).click()
  await page.getByRole('button', { name: '去登录' }).click()
  await page.getByLabel('用户名').fill('system')
  await page.getByLabel('密码').fill(password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: '我的工作' }).waitFor()
  expect(await page.getByRole('banner').textContent()).toContain('湘桥区司法局')
})
