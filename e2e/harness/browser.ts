import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

/** A real chromium; the path comes from the test run, which has found or installed one. */
export function openBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH
  if (!executablePath) throw new Error('CHROMIUM_PATH is not set: run the browser tests by npm test -- e2e')
  // Root may not use chromium's sandbox, and a container's /dev/shm is small.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  // Without a UTF-8 locale chromium names no file in Chinese
  const env = { ...process.env, LC_ALL: 'C.UTF-8' }
  return chromium.launch({ executablePath, env, args: [...asRoot, '--disable-dev-shm-usage', '--force-color-profile=srgb'] })
}

/** A page as an office sees it: Chinese, in Shanghai's time, on an ordinary screen; `phone` for a mediator's phone. */
export async function openPage(browser: Browser, options: { phone?: boolean } & BrowserContextOptions = {}): Promise<Page> {
  const { phone = false, ...more } = options
  const screen = phone
    ? { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true }
    : { viewport: { width: 1366, height: 768 } }
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', ...screen, ...more })
  return context.newPage()
}
