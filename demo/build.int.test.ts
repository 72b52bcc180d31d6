import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, describe, expect, it } from 'vitest'
import { compileBureau } from '../src/kernel/index.ts'
import { hasRule } from '../src/law/index.ts'
import { lines, posts } from '../src/lines/index.ts'
import { ledgerSettings } from '../src/services/access/access.ts'
import { verify } from '../src/services/ledger/verify.ts'
import { over } from '../src/services/open.ts'
import { testStore } from '../src/services/store/testing.ts'
import { buildDemo } from './build.ts'

const data = mkdtempSync(join(tmpdir(), 'fazhi-demo-'))
const store = await testStore()
const services = await over(store, compileBureau(lines, posts, { hasRule }), { data })
afterAll(async () => {
  await services.figures.close()
  rmSync(data, { recursive: true, force: true })
})
const operator = { bureau: '445102', operator: true } as const
const toOctober = { from: '2017-01-01', to: '2017-10-31', unit: '445102' }

describe('the demo county year', () => {
  it('gives the figures of the 2017 report that can be true, breaks no identity, and is whole', { timeout: 1_800_000 }, async () => {
    await buildDemo(services)
    const list = await services.figures.list(operator, toOctober)
    const value = Object.fromEntries(list.map((e) => [e.id, e.value]))
    expect(value).toMatchObject({
      'med.found': 6065,
      'med.survey.person': 6281,
      'med.accept': 1161,
      'med.complex': 2,
      'med.hospital.accept': 20,
      'med.hospital.success': 19,
      'med.hospital.paid': 214.5,
      'med.hospital.rate': 95,
      'med.studios': 12,
      'cc.cum.in': 766,
      'cc.cum.out': 633,
      'cc.out.release': 125,
      'cc.stock.end': 133,
      'cc.rate.file': 100,
      'cc.rate.super': 100,
      'rs.stock': 750,
      'rs.filed': 750,
    })
    expect(value['med.rate']).toBeLessThan(100)
    const broken = (await services.figures.checks(operator, toOctober)).filter((c) => !c.holds && c.weight === 'must')
    expect(broken.map((c) => c.id)).toEqual([])
    const family = await services.store.read(ledgerSettings(services.bureau, '445102'), (tx) =>
      tx.rows<{ on: string; partners: string }>(
        sql`select founded_on as "on", partners from mediation_committee where bureau = '445102' and kind = 'family'`,
      ),
    )
    expect(family).toEqual([{ on: '2017-05-19', partners: '区妇联、区司法局、区综治办' }])
    expect((await verify(store, services.seals, services.bureau, '445102')).broken).toBeNull()
  })
})
