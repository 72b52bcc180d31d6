import type { Page } from 'playwright-core'
import { describe, expect, inject, test } from 'vitest'
import { faults } from './harness/axe.ts'
import { office, settled } from './harness/office.ts'

const { as } = office()
const { today } = inject('world')

/** What is wrong with a page as it stands: too wide, half loaded, broken, or what axe finds. */
async function wrongWith(page: Page): Promise<string[]> {
  const seen = await page.evaluate(() => ({
    over: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    odd: /undefined|NaN|\[object/.exec(document.body.innerText)?.[0],
    failed: document.querySelector('.state[role=alert]')?.textContent,
    title: document.title,
  }))
  return [
    ...(seen.over > 0 ? [`wider than the screen by ${seen.over}`] : []),
    ...(seen.odd ? [`shows ${seen.odd}`] : []),
    ...(seen.failed ? [seen.failed] : []),
    ...(seen.title === '' ? ['has no title'] : []),
    ...(await faults(page)),
  ]
}

/** Goes to another page without loading the application again. */
async function go(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState({}, '', to)
    dispatchEvent(new PopStateEvent('popstate'))
  }, path)
  await page.waitForFunction((to) => document.querySelector('main')?.dataset.path === to, new URL(path, 'http://x').pathname)
  await settled(page)
  await page.waitForFunction(() => document.querySelector('[aria-busy=true], .ant-spin-spinning, .ant-select-loading') === null)
}

const firstOf = async (page: Page, type: string): Promise<string> => {
  const { rows } = (await (await page.request.get(`/api/${type}?limit=1`)).json()) as { rows: { id: string }[] }
  return rows[0] ? rows[0].id : ''
}

/** Every page of a post: what its menu names, and the pages behind. */
async function pagesOf(page: Page): Promise<string[]> {
  const menu = await page.locator('nav.nav a[href^="/"]').evaluateAll((links) => links.map((l) => l.getAttribute('href') ?? ''))
  const behind = menu
    .filter((to) => to.startsWith('/ledger/'))
    .map(async (to) => {
      const id = await firstOf(page, to.slice('/ledger/'.length))
      return [...(id ? [`${to}/${id}`] : []), `${to}/new`]
    })
  const has = (to: string) => menu.includes(to)
  return [
    ...menu.filter((to) => !to.startsWith('/public')),
    ...(await Promise.all(behind)).flat(),
    ...(has('/ledger/mediation/dispute')
      ? ['/quick', '/ledger/mediation/dispute/import', '/figures/med.found', '/figures/med.hospital.rate']
      : []),
    ...(has('/corrections/caseload') ? [`/corrections/people/${await firstOf(page, 'community-corrections/person')}`] : []),
    ...(has('/figures') ? ['/search?q=邻里', '/search?q=不会有的词'] : []),
    ...['/more', '/password', '/law/rules/med.court', '/nowhere'],
  ]
}

/** Posts that between them see every page, full and empty. */
const sittings = [
  { username: 'leader' },
  { username: 'station-head-001', phone: true },
  { username: 'mediator', english: true },
  { username: 'system', english: true },
  { username: 'security', phone: true },
  { username: 'audit' },
] as const

describe('every page holds on a screen and on a phone, in both languages: nothing too wide, nothing broken, nothing that axe finds', () => {
  test.each(sittings)('$username', async ({ username, ...sitting }) => {
    const page = await as(username, '/', sitting)
    const wrong: Record<string, string[]> = {}
    for (const path of new Set(await pagesOf(page))) {
      await go(page, path)
      const found = await wrongWith(page)
      // Where nothing stands, the page says so; that is no failure.
      const meant = path === '/nowhere' ? found.filter((f) => !/没有找到|not found/i.test(f)) : found
      if (meant.length > 0) wrong[path] = meant
    }
    expect(wrong, `on ${today}`).toEqual({})
  })
})
