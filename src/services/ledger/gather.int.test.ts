import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compileBureau, gathered, gathersOf, tableOf } from '../../kernel/index.ts'
import { addDays, hasRule } from '../../law/index.ts'
import { lines, posts } from '../../lines/index.ts'
import type { Actor } from '../access/access.ts'
import { testClock } from '../clock.ts'
import { Fault } from '../fault.ts'
import { over } from '../open.ts'
import { testStore } from '../store/testing.ts'
import { decode, factsOf, type Raw } from './row.ts'

const today = '2021-06-30'
const data = mkdtempSync(join(tmpdir(), 'fazhi-gather-'))
const store = await testStore()
const bureau = compileBureau(lines, posts, { hasRule: (code) => hasRule(code) })
const s = await over(store, bureau, { data, clock: testClock(today) })
afterAll(async () => {
  await s.figures.close()
  rmSync(data, { recursive: true })
})
beforeAll(async () => {
  await s.firstRun.run({
    county: '445102',
    bureauName: '湘桥区司法局',
    administrator: { username: 'system', name: '系统管理员', password: 'Hanjiang-7-bridge' },
  })
})

const line = 'community-corrections'
const office: Actor = {
  bureau: '445102',
  account: '00000000-0000-7000-8000-000000000001',
  name: '所长',
  holdings: [{ post: 'stationHead', unit: '445102100' }],
}
const entered = '2021-01-04'

/** A person on the books of the office since the fourth of January. */
async function person(): Promise<string> {
  const values = { category: 'probation', entry: 'new', sex: 'male', bornOn: '1980-05-05', organKind: 'court', organ: '某区人民法院' }
  const { id } = await s.ledger.create(office, `${line}.person`, {
    values: { ...values, effectiveOn: entered, notifiedOn: entered },
    people: [{ role: 'subject', name: '陈某某' }],
  })
  await s.ledger.step(office, `${line}.person`, id, 'register', { version: 1, values: { enteredOn: entered } })
  return id
}

const visit = (parent: string, visitedOn: string, met = true) =>
  s.ledger.create(office, `${line}.visit`, { parent, values: { visitedOn, kind: 'home', met, record: '了解近况' } })
const valuesOf = async (id: string) => (await s.reader.row(office, `${line}.person`, id)).values
const dueOfContact = async (id: string) =>
  (await s.deadlines.of(office, `${line}.person`, id)).find((d) => d.key === 'contact' && d.state === 'open')?.since

/** The gathered fields worked out anew from everything that lies below. */
async function workedOut(id: string): Promise<Record<string, unknown>> {
  const kept = bureau.records.get(`${line}.person`)
  if (!kept) throw new Error('no such type')
  return store.owner(async (tx) => {
    const rows = async (type: string, where: ReturnType<typeof sql>) => {
      const below = bureau.records.get(type)
      if (!below) return []
      const raw = await tx.rows<Raw>(sql<Raw>`select * from ${sql.table(tableOf(type))} where ${where} and voided_at is null`)
      return raw.map((r) => factsOf(decode(below, r)))
    }
    const [own] = await rows(kept.type.id, sql`id = ${id}`)
    if (!own) throw new Error('no such person')
    const children = new Map(
      await Promise.all(kept.children.map(async (type) => [type, await rows(type, sql`parent_id = ${id}`)] as const)),
    )
    return Object.fromEntries(gathersOf(kept.type).map(([name, g]) => [name, gathered(g, own, (type) => children.get(type) ?? [])]))
  })
}

describe('what a record gathers from the records below', () => {
  it('a visit that never was, voided, no longer hides that nobody has seen the person', async () => {
    const id = await person()
    const wrong = await visit(id, '2021-05-20')
    expect(await valuesOf(id)).toMatchObject({ lastContactOn: '2021-05-20', lastVisitOn: '2021-05-20' })
    await s.ledger.void(office, `${line}.visit`, wrong.id, { version: 1, reason: '登记到他人名下，作废' })
    expect(await valuesOf(id)).toMatchObject({ lastContactOn: entered, lastVisitOn: null })
    expect(await dueOfContact(id)).toBe(entered)
  })

  it('the day of a visit corrected moves the clock that starts from it, and a closed door is no contact', async () => {
    const id = await person()
    await visit(id, '2021-03-01')
    const late = await visit(id, '2021-05-20')
    await s.ledger.correct(office, `${line}.visit`, late.id, { version: 1, values: { visitedOn: '2021-04-20' }, reason: '日期笔误' })
    expect(await valuesOf(id)).toMatchObject({ lastContactOn: '2021-04-20' })
    await s.ledger.correct(office, `${line}.visit`, late.id, { version: 2, values: { met: false }, reason: '当日无人在家' })
    expect(await valuesOf(id)).toMatchObject({ lastContactOn: '2021-03-01', lastVisitOn: '2021-03-01' })
    expect(await dueOfContact(id)).toBe('2021-03-01')
  })

  it('nobody types it: a correction is refused and says what to correct instead', async () => {
    const id = await person()
    const typed = s.ledger.correct(office, `${line}.person`, id, { version: 2, values: { lastContactOn: today }, reason: '改一下' })
    const fault = await typed.then(
      () => null,
      (e: unknown) => (e instanceof Fault ? e : null),
    )
    expect(fault).toMatchObject({ code: 'record.invalid', faults: [{ path: 'lastContactOn', say: expect.stringContaining('自动汇总') }] })
  })

  it('whatever is entered, corrected and voided below, in any order, is as if worked out anew', async () => {
    const deed = fc.record({
      days: fc.integer({ min: 1, max: 170 }),
      met: fc.boolean(),
      after: fc.constantFrom('keep', 'move', 'void', 'deny'),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 1, maxLength: 8 }), async (deeds) => {
        const id = await person()
        const made: { id: string; version: number }[] = []
        for (const { days, met, after } of deeds) {
          made.push(await visit(id, addDays(entered, days), met))
          const at = made[days % made.length]
          if (!at || after === 'keep') continue
          const change = { version: at.version, reason: '核对后更改' }
          if (after === 'void') {
            await s.ledger.void(office, `${line}.visit`, at.id, change)
            made.splice(made.indexOf(at), 1)
          } else {
            const values = after === 'move' ? { visitedOn: addDays(entered, 171 - days) } : { met: !met }
            at.version = (await s.ledger.correct(office, `${line}.visit`, at.id, { ...change, values })).version
          }
        }
        expect(await valuesOf(id)).toMatchObject(await workedOut(id))
      }),
      { numRuns: 25 },
    )
  })
})
