import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { choose, take } from './harness/form.ts'
import { office, visit } from './harness/office.ts'

const { as } = office()

interface Supervised {
  readonly id: string
  readonly name: string
  readonly path: string
}

/** Somebody under supervision in 湘桥街道. */
async function anyone(page: Page): Promise<Supervised> {
  const answer = await page.request.get('/api/community-corrections/person?limit=1&stage=supervised&with=people')
  const { rows } = (await answer.json()) as { rows: { id: string; people?: { name: string }[] }[] }
  const [row] = rows
  if (!row) throw new Error('nobody is under supervision')
  return { id: row.id, name: row.people?.[0]?.name ?? '', path: `/ledger/community-corrections/person/${row.id}` }
}

test("the corrections officer's day: caseload, a report, a leave checked by the office and granted by another hand, the red lines", async () => {
  const page = await as('station-001', '/corrections/caseload')
  await page.getByRole('heading', { name: '今天要办的事' }).waitFor()
  const { id, path } = await anyone(page)

  await visit(page, `/ledger/community-corrections/report/new?parent=${id}`)
  await choose(page, '报告种类', '当面报告')
  await page.getByLabel('报告内容').fill('本月在家务农，未离开本区。')
  await page.getByRole('button', { name: '保存' }).click()
  await page.waitForURL(`**${path}`)

  await visit(page, `/ledger/community-corrections/leave/new?parent=${id}`)
  await choose(page, '外出事由', '就医')
  await page.getByLabel('事由说明').fill('到邻市看病，当日往返不便。')
  await page.getByLabel('目的地').fill('汕头市金平区')
  await page.getByLabel('外出起').fill('2017-07-03')
  await page.getByLabel('外出止').fill('2017-07-05')
  await page.keyboard.press('Tab')
  await page.getByRole('button', { name: '保存' }).click()
  await page.waitForURL(`**${path}`)

  await visit(page, '/corrections/leave')
  await page.getByRole('row').filter({ hasText: '汕头市金平区' }).getByRole('button', { name: '办理' }).click()
  await take(page, '核实', (form) => form.getByLabel('核实理由与材料').fill('已与医院联系，情况属实。'))
  // Who has checked may not grant.
  expect(await page.getByRole('button', { name: '司法所批准' }).count()).toBe(0)

  const head = await as('station-head-001', '/corrections/leave?heap=checked')
  await head.getByRole('row').filter({ hasText: '汕头市金平区' }).getByRole('button', { name: '办理' }).click()
  await take(head, '司法所批准')
  await visit(head, '/corrections/leave?heap=granted')
  await head.getByRole('row').filter({ hasText: '汕头市金平区' }).waitFor()

  const officer = await as('corrections', '/corrections/red-lines')
  await officer.getByRole('heading', { name: '红线', exact: true }).waitFor()
  const line = officer.getByRole('listitem').filter({ hasText: '未办理不准出境报备' })
  expect(await line.textContent()).toContain('出境入境管理法 第十二条')
})
