import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest'
import { openBrowser, openPage } from './browser.ts'

interface Sitting {
  readonly phone?: boolean
  readonly english?: boolean
  /** The shell is kept on this machine, as on a phone that is to work without a network. */
  readonly keeps?: boolean
}

/** The office of a test file: people sit down at screens, and whatever the console of one of them complains of fails the test. */
export interface Office {
  /** The page of somebody who has signed in with this account and opened this address. */
  readonly as: (username: string, path?: string, sitting?: Sitting) => Promise<Page>
  /** The page of somebody who has not signed in. */
  readonly stranger: (sitting?: Sitting) => Promise<Page>
  /** A second window of the same person. */
  readonly second: (page: Page, path: string) => Promise<Page>
}

export function office(): Office {
  const { url, password } = inject('world')
  let browser: Browser
  let open: BrowserContext[] = []
  let complaints: string[] = []
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterEach(async () => {
    await Promise.all(open.map((c) => c.close()))
    open = []
    const said = complaints
    complaints = []
    expect(said, 'the console of a page').toEqual([])
  })
  afterAll(() => browser?.close())

  const listen = (page: Page): Page => {
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (message) => {
      // A refusal, and a network that is gone, are shown on the page; that the browser notes them too is no fault of the page.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) complaints.push(message.text())
    })
    return page
  }
  const sit = async ({ phone = false, english = false, keeps = false }: Sitting): Promise<Page> => {
    const serviceWorkers = keeps ? 'allow' : 'block'
    const page = listen(await openPage(browser, { phone, baseURL: url, serviceWorkers }))
    open.push(page.context())
    if (english) await page.addInitScript(() => localStorage.setItem('fazhi.language', 'en'))
    return page
  }
  return {
    stranger: async (sitting = {}) => {
      const page = await sit(sitting)
      await page.goto('/')
      return page
    },
    as: async (username, path = '/', sitting = {}) => {
      const page = await sit(sitting)
      const answer = await page.context().request.post('/api/session', { data: { username, password } })
      expect(answer.status(), await answer.text()).toBe(200)
      await visit(page, path)
      return page
    },
    second: async (page, path) => {
      const other = listen(await page.context().newPage())
      await visit(other, path)
      return other
    },
  }
}

/** Opens an address and waits until the page is there. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await settled(page)
}

/** Waits until nothing on the page is still on its way. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('main h1, main h2') !== null && document.querySelector('.bar') === null)
}
