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
const county: Actor = { ...office, name: '股长', holdings: [{ post: 'correctionsOfficer', unit: '445102' }] }
const all: Actor = { ...office, holdings: [...office.holdings, ...county.holdings] }
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
const assess = (parent: string, assessedOn: string, managementClass: string) =>
  s.ledger.create(office, `${line}.classification`, { parent, values: { assessedOn, managementClass, reasons: '综合表现' } })
const detain = (parent: string, startsOn: string) =>
  s.ledger.create(all, `${line}.detention`, {
    parent,
    values: { kind: 'criminalDetention', organ: '某公安分局', startsOn, toldOn: startsOn, cause: '涉嫌盗窃' },
  })
const propose = (parent: string, proposedOn: string) =>
  s.ledger.create(county, `${line}.proposal`, {
    parent,
    step: 'proposeReducing',
    values: { ground: 'merit', reasons: '重大立功', toOrgan: '某市人民法院', proposedOn },
  })
const valuesOf = async (id: string) => (await s.reader.row(office, `${line}.person`, id)).values
const clockOf = async (id: string, key: string) => {
  const d = (await s.deadlines.of(office, `${line}.person`, id)).find((one) => one.key === key && one.state === 'open')
  return [d?.since, d?.due]
}
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
      const raw = await tx.rows<Raw>(sql<Raw>`select * from ${sql.table(tableOf(type))} where ${where} and voided_at is null order by id`)
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

  it('the class is that of the newest assessment by its own day: one entered late does not take its place, and a voided one gives it back', async () => {
    const id = await person()
    const first = await assess(id, '2021-02-01', 'strict')
    const second = await assess(id, '2021-05-01', 'ordinary')
    await assess(id, '2021-03-01', 'lenient')
    expect(await valuesOf(id)).toMatchObject({ managementClass: 'ordinary', classOn: '2021-05-01' })
    await s.ledger.void(office, `${line}.classification`, second.id, { version: 1, reason: '登记到他人名下，作废' })
    expect(await valuesOf(id)).toMatchObject({ managementClass: 'lenient', classOn: '2021-03-01' })
    await s.ledger.correct(office, `${line}.classification`, first.id, {
      version: 1,
      values: { assessedOn: '2021-04-01' },
      reason: '日期笔误',
    })
    expect(await valuesOf(id)).toMatchObject({ managementClass: 'strict', classOn: '2021-04-01' })
  })

  it('a custody that never was, voided, lets the clocks run again as if they had never stood still', async () => {
    const id = await person()
    const before = await clockOf(id, 'report')
    const held = await detain(id, '2021-01-20')
    expect(await valuesOf(id)).toMatchObject({ detainedOn: '2021-01-20', detentions: [{ from: '2021-01-20', to: null }] })
    await s.ledger.void(office, `${line}.detention`, held.id, { version: 1, reason: '经核实系同名他人，作废' })
    expect(await valuesOf(id)).toMatchObject({ detainedOn: null, detentions: null })
    expect(await clockOf(id, 'report')).toEqual(before)
  })

  it('a proposal voided is pending no more, and the one that stays is pending from its own day', async () => {
    const id = await person()
    const first = await propose(id, '2021-03-01')
    await s.ledger.step(county, `${line}.proposal`, first.id, 'withdraw', {
      version: 1,
      values: { withdrawnOn: '2021-03-20', withdrawal: '补充材料' },
    })
    const second = await propose(id, '2021-04-01')
    expect(await valuesOf(id)).toMatchObject({ pendingOn: '2021-04-01' })
    await s.ledger.void(county, `${line}.proposal`, second.id, { version: 1, reason: '重复登记，作废' })
    expect(await valuesOf(id)).toMatchObject({ pendingOn: null })
  })

  it('whatever is entered, corrected and voided below, in any order, is as if worked out anew', async () => {
    const deed = fc.record({
      what: fc.constantFrom('visit', 'classification', 'detention', 'proposal'),
      days: fc.integer({ min: 1, max: 170 }),
      yes: fc.boolean(),
      after: fc.constantFrom('keep', 'move', 'void', 'deny', 'end'),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 1, maxLength: 8 }), async (deeds) => {
        const id = await person()
        const made: Made[] = []
        for (const { what, days, yes, after } of deeds) {
          const one = await make(what, id, addDays(entered, days), yes)
          if (one) made.push(one)
          const at = made[days % made.length]
          if (!at || after === 'keep') continue
          const change = { version: at.version, reason: '核对后更改' }
          const type = `${line}.${at.what}`
          if (after === 'void') {
            await s.ledger.void(all, type, at.id, change)
            made.splice(made.indexOf(at), 1)
          } else if (after === 'end') await end(at)
          else {
            const values = after === 'move' ? moved(at, addDays(entered, 171 - days)) : denied(at)
            at.version = (await s.ledger.correct(all, type, at.id, { ...change, values })).version
          }
          expect(await valuesOf(id)).toMatchObject(await workedOut(id))
        }
      }),
      { numRuns: 25 },
    )
  })
})

/** A record below the person, as the property test makes and changes it. */
interface Made {
  readonly what: 'visit' | 'classification' | 'detention' | 'proposal'
  readonly id: string
  version: number
  ended?: true
}

/** Enters one; nothing where the procedure refuses a second custody or a second proposal of the same kind. */
async function make(what: Made['what'], id: string, on: string, yes: boolean): Promise<Made | null> {
  const entry = {
    visit: () => visit(id, on, yes),
    classification: () => assess(id, on, yes ? 'strict' : 'lenient'),
    detention: () => detain(id, on),
    proposal: () => propose(id, on),
  }
  try {
    const { id: made, version } = await entry[what]()
    return { what, id: made, version }
  } catch (e) {
    if (e instanceof Fault && (e.code === 'step.refused' || e.code === 'step.gate')) return null
    throw e
  }
}

/** Its own day, corrected; the days that must not lie before it go along. */
const moved = (at: Made, on: string): Readonly<Record<string, unknown>> =>
  ({
    visit: { visitedOn: on },
    classification: { assessedOn: on },
    detention: { startsOn: on, toldOn: on, ...(at.ended ? { endedOn: today } : {}) },
    proposal: { proposedOn: on, ...(at.ended ? { withdrawnOn: today } : {}) },
  })[at.what]

/** Another of its values, corrected. */
const denied = (at: Made): Readonly<Record<string, unknown>> =>
  ({
    visit: { met: false },
    classification: { managementClass: 'ordinary' },
    detention: { organ: '某市公安局' },
    proposal: { toOrgan: '某市中级人民法院' },
  })[at.what]

/** Its end by its own procedure, where it has one. */
async function end(at: Made): Promise<void> {
  if (at.ended || (at.what !== 'detention' && at.what !== 'proposal')) return
  const [step, values] =
    at.what === 'detention'
      ? (['free', { endedOn: today, outcome: '不起诉' }] as const)
      : (['withdraw', { withdrawnOn: today, withdrawal: '补充材料' }] as const)
  at.version = (await s.ledger.step(all, `${line}.${at.what}`, at.id, step, { version: at.version, values })).version
  at.ended = true
}
