import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, openPage } from './harness/browser.ts'
import { type RunningServer, startServer } from './harness/server.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
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

/** What axe finds wrong with the page as it stands. */
async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    const { axe: tool } = window as unknown as { axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
    return (await tool.run()).violations.map((v) => `${v.id}: ${v.nodes[0]?.html ?? ''}`)
  })
}

test('an empty installation leads to the first-run page, on which axe finds nothing', async () => {
  const page = await openPage(browser)
  await page.goto(server.url)
  await page.getByText('管理员').first().waitFor()
  expect(await faults(page)).toEqual([])
  await page.context().close()
})

test('the bureau is set up, and axe finds nothing on the page where one signs in', async () => {
  const made = await fetch(`${server.url}/api/first-run`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      county: '445102',
      bureauName: '湘桥区司法局',
      administrator: { username: 'system', name: '系统管理员', password },
    }),
  })
  expect(made.status).toBeLessThan(300)
  const page = await openPage(browser)
  await page.goto(server.url)
  await page.getByLabel('用户名').waitFor()
  expect(await faults(page)).toEqual([])
  await page.context().close()
})
