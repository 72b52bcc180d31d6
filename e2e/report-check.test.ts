import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { office } from './harness/office.ts'

const { as } = office()

const filler = '全局干部职工围绕中心、服务大局，各项工作有序推进，取得了较好成效。\n'.repeat(120)
const report = `一、人民调解\n全区共受理纠纷120件，其中婚姻家庭纠纷50件，邻里纠纷40件，其他纠纷20件。\n${filler}二、法律援助\n全年受理法律援助案件80件，其中民事案件60件，刑事案件30件。\n`

const inView = (of: Locator) =>
  of.evaluate((el) => {
    const { top, bottom } = el.getBoundingClientRect()
    return top >= 0 && bottom <= innerHeight
  })

test('a report is checked; a click goes from a finding to its words and from the words to their finding, however far away', async () => {
  const page = await as('leader', '/check')
  await page.getByLabel('报告文字').fill(report)
  await page.getByRole('button', { name: '校核', exact: true }).click()
  const list = page.getByRole('region', { name: '校核结果' })
  const findings = list.getByRole('listitem').getByRole('button')
  await findings.first().waitFor()
  expect(await list.getByRole('tab').allTextContents()).toEqual(['矛盾 1', '存疑 1', '相符'])

  const far = page.locator('mark', { hasText: '80件' }).first()
  await findings.filter({ hasText: '80' }).click()
  await expect.poll(() => inView(far)).toBe(true)
  expect(await far.getAttribute('class')).toContain('current')

  const near = page.locator('mark', { hasText: '120件' }).first()
  await near.click()
  expect(await list.getByRole('tab', { name: '存疑' }).getAttribute('aria-selected')).toBe('true')
  const said = findings.filter({ hasText: '120' })
  expect(await said.getAttribute('aria-current')).toBe('true')
  await expect.poll(() => inView(said)).toBe(true)

  const loading = page.waitForEvent('download')
  await page.getByRole('button', { name: /docx|Word/i }).click()
  expect((await loading).suggestedFilename()).toMatch(/\.docx$/)
})
