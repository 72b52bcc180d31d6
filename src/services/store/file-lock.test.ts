import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { withFileLock } from './file-lock.ts'

const place = mkdtempSync(join(tmpdir(), 'fazhi-lock-'))
afterAll(() => rmSync(place, { recursive: true, force: true }))

test('only one at a time does the locked work', async () => {
  const path = join(place, 'one')
  let inside = 0
  let most = 0
  const work = () =>
    withFileLock(path, async () => {
      inside += 1
      most = Math.max(most, inside)
      await pause(20)
      inside -= 1
    })
  await Promise.all([work(), work(), work()])
  expect(most).toBe(1)
  expect(existsSync(path)).toBe(false)
})

test('the lock of a dead process is taken over, that of a living one is waited for', async () => {
  const path = join(place, 'two')
  writeFileSync(path, '1\n')
  await expect(withFileLock(path, async () => 'done', 300)).rejects.toMatchObject({ code: 'store.locked' })
  utimesSync(path, 1_500_000_000, 1_500_000_000)
  expect(await withFileLock(path, async () => 'done', 1_000)).toBe('done')
})

test('a failing work gives the lock back', async () => {
  const path = join(place, 'three')
  await expect(withFileLock(path, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(existsSync(path)).toBe(false)
})
