import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Axe {
  readonly run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>
}

/** What axe finds wrong with the page as it stands. */
export async function faults(page: Page): Promise<string[]> {
  // It is large: once it is there, it stays while the application does.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe)
  return page.evaluate(async () => {
    const found = await (globalThis as typeof globalThis & { axe: Axe }).axe.run()
    return found.violations.map((v) => `${v.id}: ${v.nodes[0]?.html ?? ''}`)
  })
}
