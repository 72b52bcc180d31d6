import type { Page } from 'playwright-core'

/** Chooses an entry of a list that opens under its label. */
export async function choose(page: Page, label: string, entry: string | RegExp): Promise<void> {
  const dialog = page.getByRole('dialog')
  const form = (await dialog.isVisible()) ? dialog : page.getByRole('main')
  await form.getByLabel(label).first().click()
  await page.locator('.ant-select-dropdown:visible, .ant-tree-select-dropdown:visible').getByText(entry).first().click()
}

/** The step of a record, taken by its form as it opens: `fill` writes what it asks for. */
export async function take(page: Page, step: string, fill: (form: Page) => Promise<unknown> = async () => undefined): Promise<void> {
  await page.getByRole('button', { name: step, exact: true }).click()
  const drawer = page.getByRole('dialog', { name: step })
  await drawer.waitFor()
  await fill(page)
  await drawer.getByRole('button', { name: '办理' }).click()
  await drawer.waitFor({ state: 'hidden' })
}
