// The pictures of README.md, taken from the demo county on its own day: node e2e/screenshots.ts ADDRESS
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { demoPassword } from '../demo/cast.ts'
import { openBrowser, openPage } from './harness/browser.ts'
import { smallPng } from './harness/small-png.ts'

const pictures = join(import.meta.dirname, '..', 'docs', 'images')
/** A picture is looked at on the way; what is heavier than this is not. */
const heaviest = 120 * 1024

interface Picture {
  readonly name: string
  readonly who: string
  readonly path: string
  readonly phone?: true
  /** Brings the page to what the picture is to show. */
  readonly show?: (page: Page) => Promise<unknown>
}

const settle = (page: Page) =>
  page.waitForFunction(() => document.querySelector('main h1') !== null && document.querySelector('.bar, [aria-busy=true]') === null)

/** The case of the demo whose thirty days for the court still run. */
async function caseWithClock(page: Page): Promise<void> {
  const { rows } = (await (await page.request.get('/api/mediation/case?stage=agreed&limit=1')).json()) as { rows: { id: string }[] }
  await page.goto(`/ledger/mediation/case/${rows[0]?.id}`)
  await settle(page)
  await page.getByRole('region', { name: '法定期限' }).getByRole('button', { name: '为什么' }).first().click()
  await page.getByRole('dialog').getByRole('listitem').first().waitFor()
}

/** A report that contradicts itself in the way reports do. */
const report =
  '全年共调解矛盾纠纷1161宗，其中婚姻家庭纠纷238宗、邻里纠纷402宗、其他纠纷520宗。医患纠纷受理20宗，调解成功19宗，成功率100%。' +
  '全区12个镇（街）、191个村（社区）实现法律顾问全覆盖。办理法律援助案件152件，其中刑事案件87件，民事案件66件。'

const wanted: readonly Picture[] = [
  { name: 'home', who: 'mediation', path: '/' },
  { name: 'record', who: 'station', path: '/', show: caseWithClock },
  { name: 'figure', who: 'leader', path: '/figures/med.accept' },
  {
    name: 'phone',
    who: 'mediator',
    path: '/quick',
    phone: true,
    show: async (page) => {
      await page.getByRole('button', { name: '邻里', exact: true }).tap()
      await page.getByRole('textbox').first().fill('两户因屋后排水沟堵塞争吵，已劝开，约定周末一起清沟。')
    },
  },
  { name: 'roll-forward', who: 'corrections', path: '/corrections/roll-forward' },
  {
    name: 'report-check',
    who: 'leader',
    path: '/check',
    show: async (page) => {
      await page.getByRole('textbox').last().fill(report)
      await page.getByRole('button', { name: '校核' }).first().click()
    },
  },
]

async function take(browser: Browser, address: string, picture: Picture): Promise<void> {
  const page = await openPage(browser, { phone: picture.phone ?? false, baseURL: address, deviceScaleFactor: 1, reducedMotion: 'reduce' })
  await page.context().request.post('/api/session', { data: { username: picture.who, password: demoPassword } })
  await page.goto(picture.path)
  await settle(page)
  await picture.show?.(page)
  await settle(page)
  await page.waitForLoadState('networkidle')
  const path = join(pictures, `${picture.name}.png`)
  const small = await smallPng(browser, await page.screenshot({ animations: 'disabled', caret: 'hide' }))
  await page.context().close()
  writeFileSync(path, small)
  process.stdout.write(`${picture.name} ${Math.round(small.length / 1024)} kB\n`)
  if (small.length > heaviest) throw new Error(`${path} is heavier than ${heaviest / 1024} kB`)
}

const [, , address = 'http://127.0.0.1:8080'] = process.argv
mkdirSync(pictures, { recursive: true })
const browser = await openBrowser()
try {
  for (const picture of wanted) await take(browser, address, picture)
} finally {
  await browser.close()
}
