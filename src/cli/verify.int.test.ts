import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { installedApp } from '../http/testing.ts'
import { testBureau } from '../services/figures/testing.ts'
import { verify } from '../services/ledger/verify.ts'
import { testStore } from '../services/store/testing.ts'
import { verifyCommand } from './verify.ts'

const store = await testStore()
const { call, services } = await installedApp(store, testBureau(), { mediator: ['mediator', '445102100'] })
const command = verifyCommand({
  run: async (work) => work(await services.installation.bureaus(), (bureau) => verify(store, services.seals, bureau)),
})
async function run(...args: string[]) {
  const out: string[] = []
  const err: string[] = []
  const io = {
    out: (l: string) => out.push(l),
    err: (l: string) => err.push(l),
    tty: false,
    columns: 80,
    stdin: async () => new Uint8Array(),
  }
  return { code: await command.run(args, io), out, err }
}

test('an untouched ledger verifies with its counts; a changed event is named as the first broken place', async () => {
  const made = await call(
    'POST',
    '/api/mediation/dispute',
    { values: { kind: 'neighbour', summary: '两户因屋檐滴水发生争执' } },
    'mediator',
  )
  const { id } = made.body as { id: string }
  const whole = await run('--json')
  expect(whole.code).toBe(0)
  expect(whole.out).toHaveLength(1)
  expect(JSON.parse(whole.out[0] ?? '')).toEqual({ records: 1, events: 1, seals: 0, broken: null })

  await store.owner((tx) => tx.exec(sql`update event set at = '2017-10-30T00:00:00Z' where record_id = ${id}`))
  const broken = await run('--json')
  expect(broken.code).toBe(1)
  expect(JSON.parse(broken.out[0] ?? '')).toMatchObject({ broken: { record: id, type: 'mediation.dispute', seq: 1 } })
  const told = await run()
  expect(told.code).toBe(1)
  expect(told.err.join()).toContain(id)
})

test('used wrongly, it ends with 2 and shows its usage', async () => {
  expect(await run('everything')).toMatchObject({ code: 2, err: ['fazhi verify [--json]'] })
})
