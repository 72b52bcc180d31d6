import { expect, test } from 'vitest'
import { office } from './harness/office.ts'

const { as } = office()
const purpose = '核对判决书案号'

test('a hidden field is shown for a stated purpose only, and the auditor sees who looked, at what and why', async () => {
  const page = await as('corrections')
  const { rows } = (await (await page.request.get('/api/community-corrections/person?limit=1')).json()) as { rows: { id: string }[] }
  await page.goto(`/ledger/community-corrections/person/${rows[0]?.id}`)
  await page.getByText('已隐去').first().waitFor()
  await page.getByRole('button', { name: '查看隐去内容' }).click()
  const window = page.getByRole('dialog', { name: '查看隐去内容' })
  const show = window.getByRole('button', { name: '查看', exact: true })
  expect(await show.isDisabled()).toBe(true)
  await window.getByLabel('用途').fill(purpose)
  await show.click()
  await window.getByText('裁判文书编号').waitFor()
  expect(await window.getByText('已隐去').count()).toBe(0)
  await page.keyboard.press('Escape')
  await window.waitFor({ state: 'hidden' })
  expect(await page.getByText('已隐去').count()).toBeGreaterThan(0)

  const auditor = await as('audit', '/audit')
  const entry = auditor.getByRole('row').filter({ hasText: purpose })
  await entry.first().waitFor()
  expect(await entry.first().textContent()).toContain('郑慎独')
  expect(await entry.first().textContent()).toContain('查看')
})

test('sealed data leave only with a purpose and a second person, who finds the request among his jobs', async () => {
  const page = await as('corrections', '/ledger/community-corrections/person')
  await page.getByRole('button', { name: '导出（含封存信息）' }).click()
  const asking = page.getByRole('dialog')
  await asking.getByLabel('用途').fill('上级年度核查')
  await asking.getByRole('button', { name: '提交申请' }).click()
  const shown = page.getByRole('dialog', { name: '后台任务' })
  await page.getByRole('button', { name: '查看', exact: true }).first().click()
  await shown.getByText('上级年度核查').waitFor()
  expect(await shown.getByRole('button', { name: '同意', exact: true }).count()).toBe(0)
  const leader = await as('leader', '/jobs')
  await leader.getByRole('button', { name: '查看', exact: true }).first().click()
  await leader.getByRole('button', { name: '同意', exact: true }).click()
  await shown.getByRole('button', { name: /^下载/ }).waitFor()
})
