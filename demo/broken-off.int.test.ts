import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, expect, it } from 'vitest'
import { compileBureau } from '../src/kernel/index.ts'
import { hasRule } from '../src/law/index.ts'
import { lines, posts } from '../src/lines/index.ts'
import { over } from '../src/services/open.ts'
import { testStore } from '../src/services/store/testing.ts'
import { buildDemo } from './build.ts'
import { firstTown } from './cast.ts'

const data = mkdtempSync(join(tmpdir(), 'fazhi-demo-'))
const store = await testStore()
const open = () => over(store, compileBureau(lines, posts, { hasRule }), { data })
const opened: Awaited<ReturnType<typeof open>>[] = []
afterAll(async () => {
  for (const services of opened) await services.figures.close()
  rmSync(data, { recursive: true, force: true })
})
const started = async () => {
  const services = await open()
  opened.push(services)
  return services
}
const small = { through: '2016-12-28', towns: [firstTown] } as const
const rows = (table: string) => store.owner((tx) => tx.rows(sql`select 1 from ${sql.table(table)}`))

it('a demo whose building was broken off is taken away and built again at the next start; a whole one stays', {
  timeout: 240_000,
}, async () => {
  const first = await started()
  expect(await first.firstRun.dropUnfinishedDemo()).toBe(false)
  const broken = buildDemo(first, {
    ...small,
    progress: ({ done, part }) => {
      if (part.en !== 'units and accounts' && done > 0) throw new Error('the power is cut')
    },
  })
  await expect(broken).rejects.toThrow('the power is cut')
  expect((await rows('event')).length).toBeGreaterThan(0)

  const second = await started()
  expect(await second.firstRun.dropUnfinishedDemo()).toBe(true)
  expect(await rows('event')).toEqual([])
  expect(await rows('account')).toEqual([])
  expect((await second.firstRun.state()).ready).toBe(false)
  await buildDemo(second, small)
  const whole = (await rows('event')).length

  const third = await started()
  expect(await third.firstRun.dropUnfinishedDemo()).toBe(false)
  expect(await third.firstRun.state()).toMatchObject({ ready: true, demo: true })
  expect(await rows('event')).toHaveLength(whole)
  await expect(third.firstRun.beginDemo()).rejects.toMatchObject({ code: 'first-run.done' })
})
