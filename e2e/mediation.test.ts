import { readFile } from 'node:fs/promises'
import { strFromU8, unzipSync } from 'fflate'
import type { Download, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { choose, take } from './harness/form.ts'
import { office } from './harness/office.ts'

const { as, second } = office()

/** What stands in a Word file that was saved. */
async function lettersOf(file: Download): Promise<string> {
  const parts = unzipSync(new Uint8Array(await readFile(await file.path())))
  return strFromU8(parts['word/document.xml'] ?? new Uint8Array()).replaceAll(/<[^>]+>/g, '')
}

/** A case with two parties, entered by the page as an officer of the station enters it. */
async function accepted(page: Page, summary: string): Promise<string> {
  await choose(page, '纠纷类型', '邻里')
  await choose(page, '案件来源', '依申请调解')
  await page.getByLabel('纠纷简要情况').fill(summary)
  await choose(page, '承办调委会', /湘桥街道人民调解委员会/)
  for (const [role, name] of [
    ['申请人', '周试甲'],
    ['被申请人', '吴试乙'],
  ] as const) {
    const side = page.getByRole('region', { name: role, exact: true })
    await side.getByRole('button', { name: '新登记人员' }).click()
    await side.getByLabel('姓名').fill(name)
  }
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByRole('heading', { name: '可办理的环节' }).waitFor()
  return new URL(page.url()).pathname
}

test('an officer takes a case from acceptance to a written agreement; the paper has its number and the deadline its derivation', async () => {
  const page = await as('station-001', '/ledger/mediation/case/new')
  await accepted(page, '周试甲家空调滴水淋湿吴试乙家阳台，双方争吵。')
  expect(await page.getByRole('list', { name: '办理流程' }).locator('[aria-current=step]').textContent()).toContain('已受理')

  await take(page, '开始调解', async (form) => {
    await choose(form, '主持调解员', /./)
    await form.getByRole('dialog').getByText('是', { exact: true }).click()
  })
  await take(page, '达成书面协议', (form) => form.getByLabel('协议内容').fill('周试甲三日内改装滴水管，吴试乙不再追究。'))
  expect(await page.getByRole('list', { name: '办理流程' }).locator('[aria-current=step]').textContent()).toContain('达成协议')

  await page.getByRole('tab', { name: '文书' }).click()
  const paper = page.getByRole('listitem').filter({ hasText: '人民调解协议书' }).last()
  await paper.getByRole('button', { name: '出具' }).click()
  await page.getByText('已出具《人民调解协议书》').waitFor()
  const saved = page.waitForEvent('download')
  await page.getByRole('listitem').filter({ hasText: '人民调解协议书' }).first().getByRole('button', { name: '下载' }).click()
  const text = await lettersOf(await saved)
  const number = /湘桥调〔2017〕\d+号/.exec((await page.getByRole('main').textContent()) ?? '')?.[0]
  expect(text).toContain(`编号：${number}`)
  expect(text).toContain('周试甲三日内改装滴水管')

  // Thirty days end on Sunday 30 July, so on the Monday after it.
  const court = page.getByRole('region', { name: '法定期限' }).getByRole('listitem').filter({ hasText: '申请司法确认' })
  expect(await court.first().textContent()).toContain('2017年7月31日')
  await court.first().getByRole('button', { name: '为什么' }).click()
  const why = page.getByRole('dialog', { name: /期限推算/ })
  await why
    .getByText(/人民调解法/)
    .first()
    .waitFor()
  expect(await why.textContent()).toMatch(/三十|30/)
})

test('a step form is filled and sent by the keyboard alone, and says which value is missing', async () => {
  const page = await as('station-001', '/ledger/mediation/case/new')
  await accepted(page, '两户因楼道堆放杂物争执，请求调解。')
  await page.getByRole('button', { name: '调解不成' }).focus()
  await page.keyboard.press('Enter')
  const form = page.getByRole('dialog', { name: '调解不成' })
  await form.waitFor()
  await form.getByRole('button', { name: '办理' }).focus()
  await page.keyboard.press('Enter')
  await form.getByText('必填').first().waitFor()
  await form.getByLabel('原因').focus()
  await page.keyboard.type('双方分歧大，告知可以起诉。')
  for (let n = 0; n < 3 && !(await form.getByRole('button', { name: '办理' }).evaluate((b) => b === document.activeElement)); n += 1)
    await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await form.waitFor({ state: 'hidden' })
  expect(await page.getByRole('list', { name: '办理流程' }).locator('[aria-current=step]').textContent()).toContain('调解不成')
})

test('who acts on what another window has changed is told so, and what was written stays in the form', async () => {
  const page = await as('station-001', '/ledger/mediation/case/new')
  const path = await accepted(page, '两家因宅基地滴水争执，同时打开两个窗口办理。')
  const other = await second(page, path)
  await other.getByRole('button', { name: '调解不成' }).click()
  await other.getByLabel('原因').fill('分歧较大，甲窗口所写。')

  await take(page, '终止调解', (form) => form.getByLabel('原因').fill('当事人撤回申请。'))

  const form = other.getByRole('dialog', { name: '调解不成' })
  await form.getByRole('button', { name: '办理' }).click()
  await form.getByRole('alert').waitFor()
  expect(await form.getByRole('alert').textContent()).toMatch(/已被|已由|更新|刷新/)
  expect(await form.getByLabel('原因').inputValue()).toBe('分歧较大，甲窗口所写。')
})
