import { expect, inject, test } from 'vitest'
import { faults } from './harness/axe.ts'
import { office, settled } from './harness/office.ts'

const { stranger, as } = office()
const { password } = inject('world')

/** Each post with what its menu has and what it has not. */
const menus: readonly (readonly [username: string, has: readonly string[], hasNot: readonly string[]])[] = [
  ['leader', ['调解案件', '矫正工作台', '统计指标'], ['账号与岗位', '审计日志']],
  ['mediation', ['调解案件', '统计指标'], ['矫正工作台', '账号与岗位', '审计日志']],
  ['corrections', ['矫正工作台', '请假销假'], ['调解案件', '账号与岗位']],
  ['station-head-001', ['调解案件', '矫正工作台'], ['账号与岗位', '机构管理']],
  ['mediator', ['调解案件'], ['矫正工作台', '账号与岗位']],
  ['system', ['账号与岗位', '机构管理'], ['调解案件', '矫正工作台', '审计日志', '统计指标']],
  ['security', ['账号与岗位'], ['调解案件', '审计日志']],
  ['audit', ['审计日志'], ['调解案件', '账号与岗位']],
]

test.each(menus)('%s sees the menu of the post and no other', async (username, has, hasNot) => {
  const page = await as(username)
  const items = await page.getByRole('navigation', { name: '主导航' }).first().getByRole('link').allTextContents()
  expect(items).toEqual(expect.arrayContaining([...has]))
  expect(items.filter((i) => hasNot.includes(i))).toEqual([])
})

test('somebody signs in by the keyboard alone, is at work, signs out, and the next one finds nothing of it', async () => {
  const page = await stranger()
  await page.getByLabel('用户名').waitFor()
  expect(await faults(page)).toEqual([])
  await page.getByLabel('用户名').focus()
  await page.keyboard.type('system')
  await page.keyboard.press('Tab')
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: '我的工作' }).waitFor()
  await page.getByRole('button', { name: '退出登录' }).click()
  await page.getByLabel('用户名').waitFor()
  await page.getByLabel('用户名').fill('corrections')
  await page.getByLabel('密码').fill(password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByRole('navigation').first().getByRole('link', { name: '矫正工作台' }).waitFor()
  expect(await page.getByRole('link', { name: '账号与岗位' }).count()).toBe(0)
})

test('in the demo one click on a post signs in', async () => {
  const page = await stranger()
  await page.getByRole('button', { name: /基层工作股干部/ }).click()
  await settled(page)
  expect(await page.getByRole('banner').textContent()).toContain('林务实')
})

test('a person under supervision has a login of the demo too: his own pages, with his duties', async () => {
  const page = await stranger()
  await page.getByRole('button', { name: /社区矫正对象本人/ }).click()
  await page.getByRole('heading', { level: 1, name: '今天要做的事' }).waitFor()
  await page.getByRole('heading', { name: '定期报告' }).waitFor()
  await page.getByRole('link', { name: '申请', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: '申请外出' }).waitFor()
  expect(await faults(page)).toEqual([])
})

test('a wrong password is refused in a sentence, and after five the account rests and the page says until when', async () => {
  const page = await stranger()
  const attempt = async () => {
    await page.getByLabel('用户名').fill('superior')
    await page.getByLabel('密码').fill('Not-the-password-1')
    const answer = page.waitForResponse((r) => r.url().endsWith('/api/session') && r.request().method() === 'POST')
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await answer
    return (await page.getByRole('alert').textContent()) ?? ''
  }
  expect(await attempt()).toMatch(/用户名或密码/)
  for (let n = 0; n < 4; n += 1) await attempt()
  expect(await attempt()).toMatch(/锁定|分钟后/)
  expect(await faults(page)).toEqual([])
})
