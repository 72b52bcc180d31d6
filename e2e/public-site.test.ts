import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from './harness/browser.ts'
import { type RunningServer, startServer } from './harness/server.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const password = 'Hanjiang-7-bridge'
const report = '一、人民调解\n2017年1至10月，全区共排查发现矛盾纠纷3件，其中婚姻家庭纠纷2件，邻里纠纷2件。'

let server: RunningServer
let browser: Browser
beforeAll(async () => {
  server = await startServer({ FAZHI_DEMO: '0' })
  browser = await openBrowser()
  const send = (method: string, path: string, body: object, token = '') =>
    fetch(`${server.url}${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify(body),
    })
  const administrator = { username: 'system', name: '系统管理员', password }
  await send('POST', '/api/first-run', { county: '445102', bureauName: '湘桥区司法局', administrator })
  const { token } = (await (await send('POST', '/api/session', { username: 'system', password })).json()) as { token: string }
  expect((await send('PUT', '/api/public-site', { check: true }, token)).status).toBe(200)
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

/** Every page of the public site once, by its links and buttons, as a visitor goes. */
async function walk(context: BrowserContext, look: (page: Page, name: string) => Promise<void>): Promise<void> {
  const page = await context.newPage()
  await page.goto(`${server.url}/public`)
  await look(page, 'home')
  await page.getByRole('link', { name: '法定期限计算器' }).first().click()
  await page.getByLabel('用自己的话写').fill('申请复议要多久')
  await page.getByRole('button', { name: '查找' }).click()
  await look(page, 'found')
  await page.getByRole('link', { name: '申请行政复议' }).first().click()
  await page.getByLabel('起算日').fill('2017-08-08')
  await page.getByRole('button', { name: '计算' }).click()
  await page.getByText('到期：2017年10月9日（星期一）').waitFor()
  await look(page, 'answer')
  await page.getByRole('link', { name: '报告校核' }).first().click()
  await page.getByLabel('报告文字').fill(report)
  await page.getByRole('button', { name: '校核' }).click()
  await page.getByText('错误（1）').waitFor()
  await look(page, 'checked')
  await page.locator('.quotes a').first().click()
  expect(page.url()).toContain('#t-r1-1')
  await page.locator('mark a').first().click()
  expect(page.url()).toContain('#r1')
  const [sheet] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /Word/ }).click()])
  expect(sheet.suggestedFilename()).toBe('校核单.docx')
  await page.close()
}

test('the public site works without scripts, on a phone', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 640 }, locale: 'zh-CN' })
  const seen: string[] = []
  await walk(context, async (_, name) => {
    seen.push(name)
  })
  expect(seen).toEqual(['home', 'found', 'answer', 'checked'])
  await context.close()
})

test('axe finds nothing on any page of the public site, and none is wider than a phone', async () => {
  const context = await browser.newContext({ bypassCSP: true, viewport: { width: 360, height: 640 }, isMobile: true, locale: 'zh-CN' })
  await walk(context, async (page, name) => {
    expect(await faults(page), name).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth), name).toBe(false)
  })
  await context.close()
})
