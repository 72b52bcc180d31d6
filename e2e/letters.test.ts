import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, openPage } from './harness/browser.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

test('the browser draws each Chinese letter as itself, not as an empty box', async () => {
  const page = await openPage(browser)
  await page.setContent('<!doctype html><html lang="zh-CN"><body></body></html>')
  const drawings = await page.evaluate(() => {
    const letters = [...'潮州市湘桥区司法局人民调解铁铺磷溪']
    return letters.map((letter) => {
      const canvas = document.createElement('canvas')
      canvas.width = canvas.height = 40
      const context = canvas.getContext('2d')
      if (!context) throw new Error('no canvas')
      context.font = '32px sans-serif'
      context.fillText(letter, 2, 34)
      return canvas.toDataURL()
    })
  })
  expect(new Set(drawings).size).toBe(17)
  await page.context().close()
})

test('a page of the tests stands in Shanghai and speaks Chinese', async () => {
  const page = await openPage(browser, { phone: true })
  const seen = await page.evaluate(() => ({
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    language: navigator.language,
    width: window.innerWidth,
  }))
  expect(seen).toMatchObject({ zone: 'Asia/Shanghai', language: 'zh-CN' })
  await page.context().close()
})
