import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, openPage } from './harness/browser.ts'
import { type RunningServer, startServer } from './harness/server.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const password = 'Hanjiang-7-bridge'
const own = 'Xiangzi-9-bridge'
const corrections = '/api/community-corrections'

let server: RunningServer
let browser: Browser
let page: Page
let clerk = ''
let person = ''
let given: { readonly username: string; readonly password: string } = { username: '', password: '' }

interface Answer {
  id: string
  version: number
  token: string
  account: { id: string }
  accounts: { username: string; password?: string }[]
  username: string
  password: string
  rows: { id: string; version: number; values: Record<string, unknown> }[]
  values: Record<string, unknown>
}
async function api(method: 'GET' | 'POST', path: string, body: unknown, token = ''): Promise<Answer> {
  const r = await fetch(server.url + path, {
    method,
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await r.text()
  if (!r.ok) throw new Error(`${path}: ${text}`)
  const answer: Answer = JSON.parse(text || 'null')
  return answer
}
const login = async (username: string, secret: string) => (await api('POST', '/api/session', { username, password: secret })).token
const signedIn = async (username: string, oneTime: string) => {
  await api('POST', '/api/session/password', { current: oneTime, next: `${password}-own` }, await login(username, oneTime))
  return login(username, `${password}-own`)
}

beforeAll(async () => {
  server = await startServer({ FAZHI_DEMO: '0', FAZHI_TODAY: '2021-04-20' })
  browser = await openBrowser()
  const first = await api('POST', '/api/first-run', {
    county: '445102',
    bureauName: '湘桥区司法局',
    administrator: { username: 'system', name: '系统管理员', password },
  })
  const system = await login('system', password)
  const security = await signedIn('security', first.accounts.find((a) => a.username === 'security')?.password ?? '')
  const made = await api('POST', '/api/accounts', { username: 'clerk', name: '经办人', password }, system)
  await api('POST', `/api/accounts/${made.account.id}/posts`, { post: 'stationOfficer', unit: '445102100', from: '2021-01-01' }, security)
  clerk = await signedIn('clerk', password)
  person = await underSupervision()
  given = await api('POST', `${corrections}/person/${person}/own-account`, {}, clerk)
}, 240_000)
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

/** One person, from the notice to the announcement. */
async function underSupervision(): Promise<string> {
  const { id, version } = await api(
    'POST',
    `${corrections}/person`,
    {
      people: [{ role: 'subject', name: '陈某某' }],
      values: {
        category: 'probation',
        entry: 'new',
        sex: 'male',
        bornOn: '1980-01-01',
        organKind: 'court',
        organ: '某区人民法院',
        effectiveOn: '2021-03-01',
        notifiedOn: '2021-03-02',
      },
    },
    clerk,
  )
  let v = version
  const step = async (key: string, values: object) => {
    v = (await api('POST', `${corrections}/person/${id}/steps/${key}`, { version: v, values }, clerk)).version
  }
  await step('receivePapers', {
    papersOn: '2021-03-03',
    judgmentNumber: '（2021）某刑初1号',
    crime: 'property',
    offence: '盗窃罪',
    sentence: 'fixed',
    termFrom: '2021-03-01',
    years: 1,
  })
  await step('register', { enteredOn: '2021-03-04', residence: '某村1号' })
  const member = { name: '某甲', kind: 'village', woman: true, knowsMinors: true, joinedOn: '2021-03-04' }
  await api('POST', `${corrections}/member`, { parent: id, values: member }, clerk)
  await step('announce', { announcedOn: '2021-03-04' })
  return id
}

/** What axe finds wrong with the page as it stands. */
async function faults(): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    const { axe: tool } = window as unknown as { axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
    return (await tool.run()).violations.map((v) => `${v.id}: ${v.nodes[0]?.html ?? ''}`)
  })
}
const tab = (name: string) => page.getByRole('navigation', { name: '本人页面' }).getByRole('link', { name })

test('with the one-time password the person chooses his own and sees what he has to do today', async () => {
  page = await openPage(browser, { phone: true })
  page.setDefaultTimeout(10_000)
  await page.goto(server.url)
  await page.getByLabel('用户名').fill(given.username)
  await page.getByLabel('密码', { exact: true }).fill(given.password)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByLabel('现密码').fill(given.password)
  await page.getByLabel('新密码', { exact: true }).fill(own)
  await page.getByLabel('再输一次新密码').fill(own)
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByRole('heading', { name: '今天要做的事' }).waitFor()
  await page.getByRole('heading', { name: '定期报告' }).waitFor()
  await page.getByText('为什么是这一天？').first().click()
  await page
    .getByText(/第.+条/)
    .first()
    .waitFor()
  expect(await faults()).toEqual([])
})

test('no address of the office opens for him', async () => {
  await page.goto(`${server.url}/people`)
  await page.getByRole('heading', { name: '今天要做的事' }).waitFor()
  expect(await page.getByText('人员库').count()).toBe(0)
})

test('he reports in three taps; the officer checks it; only then is the duty done', async () => {
  await tab('报告').click()
  await page.getByLabel('报告内容').fill('本月在工地做工，住址电话没有变化')
  const camera = page.getByLabel('附一张照片')
  await camera.setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no picture') })
  await page.getByText('这不是照片').waitFor()
  await camera.setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: await page.screenshot() })
  await page.getByRole('img', { name: '将要提交的照片' }).waitFor()
  await page.getByRole('button', { name: '提交' }).click()
  await page.getByText('本人已报，待核实').waitFor()
  expect(await faults()).toEqual([])
  const waiting = await api('GET', `${corrections}/report?stage=submitted`, undefined, clerk)
  expect(waiting.rows).toHaveLength(1)
  const files = await api('GET', `${corrections}/report/${waiting.rows[0]?.id}/files`, undefined, clerk)
  expect(files).toMatchObject([{ media: 'image/jpeg' }])
  const before = await api('GET', `${corrections}/person/${person}?brief=true`, undefined, clerk)
  expect(before.values.lastReportOn).toBe('2021-03-04')
  await api(
    'POST',
    `${corrections}/report/${waiting.rows[0]?.id}/steps/accept`,
    { version: 1, values: { answer: '电话核对，情况属实' } },
    clerk,
  )
  const after = await api('GET', `${corrections}/person/${person}?brief=true`, undefined, clerk)
  expect(after.values.lastReportOn).toBe('2021-04-20')
  await page.reload()
  await page.getByText('电话核对，情况属实').waitFor()
})

test('he asks for leave and is told before sending how long it is and who decides', async () => {
  await tab('申请').click()
  await page.getByLabel('去哪里').fill('某市')
  await page.getByRole('button', { name: '就医' }).click()
  await page.getByLabel('说明').fill('到市医院复诊')
  await page.getByLabel('哪天走').fill('2021-04-24')
  await page.getByLabel('哪天回').fill('2021-05-03')
  await page.getByText('共 10 天').waitFor()
  await page.getByText('由县级社区矫正机构审批').first().waitFor()
  expect(await faults()).toEqual([])
  await page.getByRole('button', { name: '提交' }).click()
  await page.getByText('已申请').waitFor()
  const asked = await api('GET', `${corrections}/leave?stage=applied`, undefined, clerk)
  expect(asked.rows[0]?.values).toMatchObject({ destination: '某市', days: 10, tier: 'county' })
})

test('he applies for regular trips and to move; the office finds both on its desk', async () => {
  await page.getByRole('navigation', { name: '申请种类' }).getByRole('link', { name: '经常跨市县' }).click()
  await page.getByRole('button', { name: '提交' }).click()
  await page.getByText('必填').first().waitFor()
  await page.getByLabel('事由').click()
  await page.getByTitle('处理工作重要事务').click()
  await page.getByLabel('理由、频次与路线').fill('每周二到邻县送货，当日往返')
  await page.getByLabel('往返市、县').fill('某县')
  expect(await faults()).toEqual([])
  await page.getByRole('button', { name: '提交' }).click()
  await page.getByRole('article').filter({ hasText: '某县' }).waitFor()
  await page.getByRole('navigation', { name: '申请种类' }).getByRole('link', { name: '变更执行地' }).click()
  await page.getByLabel('变更理由').fill('搬到父母家')
  await page.getByLabel('新执行地县级社区矫正机构').fill('某市某区司法局')
  await page.getByLabel('新居住地址').fill('某市某区某村2号')
  expect(await faults()).toEqual([])
  await page.getByRole('button', { name: '提交' }).click()
  await page.getByRole('article').filter({ hasText: '某市某区司法局' }).waitFor()
  for (const type of ['permit', 'transfer']) {
    const desk = await api('GET', `${corrections}/${type}?stage=applied`, undefined, clerk)
    expect(desk.rows[0]?.values).toMatchObject({ appliedOn: '2021-04-20' })
  }
})

test('he reads his term and how it was worked out', async () => {
  await tab('期限').click()
  await page.getByText('2022年2月28日', { exact: true }).waitFor()
  await page.getByText('怎样算出来的').click()
  await page.getByText(/刑法/).first().waitFor()
  expect(await faults()).toEqual([])
})

test('what he writes without a network is kept on the phone and sent when there is one', async () => {
  await tab('报告').click()
  await page.getByLabel('报告内容').waitFor()
  await page.context().setOffline(true)
  await page.getByLabel('报告内容').fill('家里有人住院，需要照顾')
  await page.getByRole('button', { name: '提交' }).click()
  await page.getByRole('heading', { name: /尚未报送/ }).waitFor()
  await page.context().setOffline(false)
  await page.getByRole('article').filter({ hasText: '家里有人住院，需要照顾' }).waitFor({ timeout: 40_000 })
  const waiting = await api('GET', `${corrections}/report?stage=submitted`, undefined, clerk)
  expect(waiting.rows).toHaveLength(1)
})
