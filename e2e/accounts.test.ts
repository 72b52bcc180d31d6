import { expect, inject, test } from 'vitest'
import { choose } from './harness/form.ts'
import { office } from './harness/office.ts'

const { as, stranger } = office()
const { password } = inject('world')

test('the system administrator signs in by the page and makes an account, the security administrator gives it a post, and its holder sets a password and works', async () => {
  const system = await stranger()
  await system.getByLabel('用户名').fill('system')
  await system.getByLabel('密码').fill(password)
  await system.getByRole('button', { name: '登录', exact: true }).click()
  await system.getByRole('navigation').first().getByRole('link', { name: '账号与岗位' }).click()
  await system.getByRole('button', { name: '新建账号' }).click()
  await system.getByLabel('用户名').fill('newcomer')
  await system.getByLabel('姓名').fill('新来人')
  await system.getByRole('dialog').getByRole('button', { name: '保存' }).click()
  const told = (await system.getByRole('status').filter({ hasText: 'newcomer' }).textContent()) ?? ''
  const first = /[A-Za-z0-9-]{10,}/.exec(told.replace('newcomer', ''))?.[0] ?? ''
  expect(first, told).not.toBe('')
  // Who makes accounts gives no posts.
  expect(await system.getByRole('button', { name: '授予岗位' }).count()).toBe(0)

  const security = await as('security', '/accounts')
  await security.getByRole('row').filter({ hasText: 'newcomer' }).getByRole('button', { name: '授予岗位' }).click()
  await security.getByRole('dialog').waitFor()
  await choose(security, '岗位', '司法所工作人员')
  await choose(security, '单位', /湘桥街道/)
  await security.getByRole('dialog').getByRole('button', { name: '保存' }).click()
  await security.getByRole('row').filter({ hasText: 'newcomer' }).filter({ hasText: '司法所工作人员' }).waitFor()

  const page = await stranger()
  await page.getByLabel('用户名').fill('newcomer')
  await page.getByLabel('密码').fill(first)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  const own = 'Liuxi-9-harbour'
  await page.getByLabel('现密码').fill(first)
  await page.getByLabel('新密码', { exact: true }).fill(own)
  await page.getByLabel('再输一次新密码').fill(own)
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByRole('heading', { level: 1, name: '我的工作' }).waitFor()
  expect(await page.getByRole('banner').textContent()).toContain('新来人')
})
