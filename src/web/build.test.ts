import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { buildWeb } from './build.ts'

const dist = mkdtempSync(join(tmpdir(), 'fazhi-dist-'))
afterAll(() => rmSync(dist, { recursive: true, force: true }))

function bundleOf(name: string, days: number): string {
  const place = join(dist, name)
  mkdirSync(place)
  writeFileSync(join(place, 'index.html'), '')
  const then = new Date(new Date().getTime() - days * 24 * 3600 * 1000)
  utimesSync(place, then, then)
  return place
}

test('the bundle is whole: its page names pieces that lie there, each with its compressed copy', async () => {
  const place = await buildWeb()
  const pieces = [...readFileSync(join(place, 'index.html'), 'utf8').matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)]
  expect(pieces.length).toBeGreaterThan(0)
  for (const [, piece = ''] of pieces)
    expect([existsSync(join(place, piece)), existsSync(join(place, `${piece}.gz`))]).toEqual([true, true])
})

test('each state of the sources has a bundle of its own: none is built twice, and a server that runs on another one keeps it', async () => {
  const running = bundleOf('web-of-yesterday', 1)
  const forgotten = bundleOf('web-of-last-year', 365)
  const killed = bundleOf('.web-1', 365)
  const name = basename(await buildWeb())
  const mine = bundleOf(name, 365)
  expect(await buildWeb(dist)).toBe(mine)
  expect(readdirSync(mine)).toEqual(['index.html'])
  expect([running, forgotten, killed].map((place) => existsSync(place))).toEqual([true, false, false])
})
