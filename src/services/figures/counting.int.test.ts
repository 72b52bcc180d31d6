import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { holds, type Indicator, type Kept, tableOf } from '../../kernel/index.ts'
import { addDays } from '../../law/index.ts'
import type { Stored } from '../ledger/row.ts'
import { testStore } from '../store/testing.ts'
import { type Decimal, decimal, plus, ratio, shifted, toNumber, ZERO } from './decimal.ts'
import { type Figures, openFigures } from './figures.ts'
import { turnOf } from './fold.ts'
import { measuresOf, placesOf } from './measures.ts'
import { monthsOf, periodOf } from './period.ts'
import { prefixesOf } from './scope.ts'
import {
  anyRow,
  BUREAU,
  chance,
  countable,
  everything,
  FIRST_DAY,
  SPAN_DAYS,
  sow,
  testBureau,
  testCounty,
  UNITS,
  writeRecord,
} from './testing.ts'

const bureau = testBureau()
const county = testCounty()
const store = await testStore()
const measures = measuresOf(bureau)
const operator = { bureau: BUREAU, operator: true } as const
const direct = openFigures({ store, bureau, county: async () => county, cells: 'none' })
const cached = openFigures({ store, bureau, county: async () => county, cells: 'use' })
let pool: Map<string, string[]>
let indicators: Indicator[]

beforeAll(async () => {
  pool = await sow(store, bureau, 150, 11)
  indicators = await countable(store, bureau)
})

const ids = () => indicators.map((i) => i.id)

/** What the figures must be, counted by the kernel from everything there is. */
async function expected(question: {
  from: string
  to: string
  unit: string
}): Promise<Map<string, { value: number | null; records: number }>> {
  const world = await everything(store, bureau)
  const period = periodOf(question.from, question.to)
  const prefixes = prefixesOf(county, question.unit, period)
  const list = (id: string): { kept: Kept; list: Stored[]; sum: Decimal } => {
    const counted = measures.get(id)
    if (!counted) throw new Error(id)
    const { measure: m, kept } = counted
    const counts = (record: Stored) => {
      const [on, off] = [record.values[m.on], m.off ? record.values[m.off] : null]
      if (record.voidedAt || typeof on !== 'string' || !prefixes.some((p) => record.unit.startsWith(p))) return false
      const inTime =
        m.type === 'flow'
          ? on >= period.from && on <= period.to
          : on <= period.to && (m.type === 'cumulative' || typeof off !== 'string' || off > period.to)
      return inTime && (!m.where || holds(m.where, world.facts(record, kept)))
    }
    const found = (world.records.get(m.record) ?? []).filter(counts)
    const sum = found.reduce((s, r) => {
      const v = m.sum ? r.values[m.sum] : 1
      return typeof v === 'number' ? plus(s, decimal(v.toFixed(2))) : s
    }, ZERO)
    return { kept, list: found, sum: m.sum ? shifted(sum, placesOf(counted)) : decimal(found.length) }
  }
  const out = new Map<string, { value: number | null; records: number }>()
  for (const i of indicators) {
    if (i.type === 'rate') {
      const [part, whole] = [list(i.part), list(i.whole)]
      const value = ratio(part.sum, whole.sum, 100, 2)
      out.set(i.id, { value: value && toNumber(value), records: whole.list.length })
    } else {
      const of = list(i.id)
      out.set(i.id, { value: toNumber(of.sum), records: of.list.length })
    }
  }
  return out
}

const luck = chance(4)
const anyQuestion = () => {
  const from = addDays(FIRST_DAY, luck.below(SPAN_DAYS))
  // Whole months as often as ragged ones, single days, and ends beyond all records.
  const ragged = { from, to: addDays(from, luck.pick([0, 3, 40, 200, 600])) }
  const whole = luck.pick([
    { from: '2017-01-01', to: '2017-10-31' },
    { from: '2017-01-01', to: '2017-12-31' },
    { from: '2016-11-01', to: '2017-02-28' },
    { from: '2017-03-01', to: '2017-03-31' },
  ])
  return { ...(luck.often(0.5) ? ragged : whole), unit: luck.pick([...UNITS, '445102119']) }
}

async function same(figures: Figures, question: { from: string; to: string; unit: string }) {
  const want = await expected(question)
  const got = await figures.list(operator, question, { ids: ids() })
  expect(Object.fromEntries(got.map((e) => [e.id, { value: e.value, records: e.records }]))).toEqual(Object.fromEntries(want))
}

describe('a figure is what the kernel counts, record by record', () => {
  it('for every indicator, any period and any unit, counted from the records', { timeout: 120_000 }, async () => {
    expect(indicators.length).toBeGreaterThan(40)
    for (let n = 0; n < 12; n += 1) await same(direct, anyQuestion())
  })

  it('and from cells, whichever months are kept', { timeout: 120_000 }, async () => {
    for (const type of new Set([...measures.values()].map((c) => c.measure.record)))
      if (cached.keeper.hashes.has(type) && indicators.some((i) => i.type !== 'rate' && i.record === type))
        await cached.keeper.build(BUREAU, type, monthsOf({ from: '2016-10-01', to: luck.pick(['2017-05-31', '2018-04-30']) }))
    const kept = await store.owner((tx) => tx.one<{ n: number }>(sql`select count(*)::int as n from figure_cell where version > 0`))
    expect(kept?.n).toBeGreaterThan(1000)
    for (let n = 0; n < 12; n += 1) await same(cached, anyQuestion())
  })

  it('while records are entered, changed, moved to other units and voided, before and after the marks are worked off', {
    timeout: 240_000,
  }, async () => {
    const types = [...new Set(indicators.flatMap((i) => (i.type === 'rate' ? [] : [i.record])))]
    for (let round = 0; round < 6; round += 1) {
      for (let n = 0; n < 12; n += 1) {
        const kept = bureau.records.get(luck.pick(types))
        if (!kept) continue
        const id = luck.often(0.3) ? luck.id() : luck.pick(pool.get(kept.type.id) ?? [])
        await writeRecord(store, bureau, kept, anyRow(kept, luck, pool, id), luck.id())
      }
      await same(cached, anyQuestion())
      await same(cached, { from: '2017-01-01', to: '2017-12-31', unit: BUREAU })
      if (round % 2 === 1) {
        for (const type of types) await cached.keeper.fold(BUREAU, type)
        const left = await store.owner((tx) => tx.one<{ n: number }>(sql`select count(*)::int as n from figure_mark`))
        expect(left?.n).toBe(0)
        await same(cached, { from: '2017-01-01', to: '2017-12-31', unit: BUREAU })
        await same(cached, anyQuestion())
      }
    }
  })

  it('cells really answer: spoilt on purpose they spoil the figure, and only where they may be asked', async () => {
    const question = { from: '2017-01-01', to: '2017-03-31', unit: BUREAU }
    const before = await cached.figure(operator, 'med.accept', question)
    await store.owner((tx) =>
      tx.exec(
        sql`update figure_cell set records = records + 1000 where indicator = 'med.accept' and month = '2017-02' and unit = ${BUREAU} and dimension = ''`,
      ),
    )
    const spoilt = await cached.figure(operator, 'med.accept', question)
    expect(spoilt.value).toBe((before.value ?? 0) + 1000)
    expect((await direct.figure(operator, 'med.accept', question)).value).toBe(before.value)
    expect((await cached.figure(operator, 'med.accept', { ...question, from: '2017-02-02' })).value).toBeLessThan(1000)
    await store.owner((tx) =>
      tx.exec(
        sql`update figure_cell set records = records - 1000 where indicator = 'med.accept' and month = '2017-02' and unit = ${BUREAU} and dimension = ''`,
      ),
    )
  })

  it('a definition that has changed finds no cells of the old one', async () => {
    const other = new Map(bureau.indicators)
    const accept = other.get('med.accept')
    if (!accept || accept.type === 'rate') throw new Error('med.accept')
    other.set('med.accept', { ...accept, where: ['is', 'kind', 'medical'] })
    const changed = openFigures({ store, bureau: { ...bureau, indicators: other }, county: async () => county, cells: 'use' })
    const question = { from: '2017-01-01', to: '2017-12-31', unit: BUREAU }
    const want = await direct.figure(operator, 'med.hospital.accept', question)
    expect((await changed.figure(operator, 'med.accept', question)).value).toBe(want.value)
    await changed.keeper.build(BUREAU, 'mediation.case', monthsOf(question))
    expect((await changed.figure(operator, 'med.accept', question)).value).toBe(want.value)
    // And the old one does not read the cells of the new.
    expect((await cached.figure(operator, 'med.accept', question)).value).toBe(
      (await direct.figure(operator, 'med.accept', question)).value,
    )
  })
})

describe('two servers on one database', () => {
  it('give the same right answers while both read, write, mark, fold and build', { timeout: 240_000 }, async () => {
    await store.owner((tx) => tx.exec(sql`delete from figure_cell`))
    const servers = [1, 2].map(() => openFigures({ store, bureau, county: async () => county, log: (error) => faults.push(error) }))
    const faults: unknown[] = []
    const kept = bureau.records.get('mediation.case')
    if (!kept) throw new Error('mediation.case')
    const question = { from: '2017-01-01', to: '2017-12-31', unit: BUREAU }
    const cases = ['med.accept', 'med.closed', 'med.pending', 'med.amount', 'med.rate']
    for (let n = 0; n < 40; n += 1) {
      await Promise.all([
        writeRecord(store, bureau, kept, anyRow(kept, luck, pool, luck.pick(pool.get('mediation.case') ?? [])), luck.id()),
        writeRecord(store, bureau, kept, anyRow(kept, luck, pool), luck.id()),
        ...servers.map((s) => s.list(operator, question, { ids: cases })),
      ])
      if (n % 10 === 9) {
        const want = await direct.list(operator, question, { ids: cases })
        for (const s of servers) expect(await s.list(operator, question, { ids: cases })).toEqual(want)
      }
    }
    for (const s of servers) await s.keeper.settle()
    for (const s of servers) await s.keeper.fold(BUREAU, 'mediation.case')
    const want = await expected(question)
    for (const s of servers)
      for (const e of await s.list(operator, question, { ids: cases })) expect([e.id, e.value]).toEqual([e.id, want.get(e.id)?.value])
    const built = await store.owner((tx) =>
      tx.one<{ n: number }>(sql`select count(*)::int as n from figure_cell where indicator = 'mediation.case'`),
    )
    expect(built?.n).toBeGreaterThanOrEqual(12)
    expect(faults).toEqual([])
    for (const s of servers) await s.close()
  })
})

describe('while another process works on the cells of a record type', () => {
  it('nobody waits, no mark is lost, no cell is written, and the figures are right all the same', { timeout: 60_000 }, async () => {
    const kept = bureau.records.get('mediation.case')
    if (!kept) throw new Error('mediation.case')
    const mine = openFigures({ store, bureau, county: async () => county, cells: 'use' })
    const question = { from: '2017-01-01', to: '2017-12-31', unit: BUREAU }
    await mine.keeper.build(BUREAU, 'mediation.case', monthsOf(question))
    const before = (await mine.figure(operator, 'med.accept', question)).value ?? 0
    await writeRecord(store, bureau, kept, { ...anyRow(kept, luck, pool), accepted_on: '2017-04-04', voided_at: null }, luck.id())
    const cells = () =>
      store.owner((tx) =>
        tx.rows(sql`select * from figure_cell where indicator in ('med.accept', 'mediation.case') order by 2, 3, 4, 5, 6, 7`),
      )
    const marks = async () => (await store.owner((tx) => tx.one<{ n: number }>(sql`select count(*)::int as n from figure_mark`)))?.n
    const [cellsBefore, marksBefore] = [await cells(), await marks()]
    await store.owner(async (tx) => {
      await tx.exec(sql`select pg_advisory_xact_lock(${turnOf(BUREAU, 'mediation.case')}::bigint)`)
      await mine.keeper.fold(BUREAU, 'mediation.case')
      await mine.keeper.build(BUREAU, 'mediation.case', ['2019-01'])
      expect([await cells(), await marks()]).toEqual([cellsBefore, marksBefore])
      expect((await mine.figure(operator, 'med.accept', question)).value).toBe(before + 1)
    })
    await mine.keeper.fold(BUREAU, 'mediation.case')
    expect(await marks()).toBe(0)
    expect(await cells()).not.toEqual(cellsBefore)
    expect((await mine.figure(operator, 'med.accept', question)).value).toBe(before + 1)
  })
})

describe('what happens to a case besides never changes how many cases there are', () => {
  it('sessions, visits, confirmations and events', async () => {
    const question = { from: '2017-01-01', to: '2017-12-31', unit: BUREAU }
    const cases = indicators.filter((i) => i.type !== 'rate' && i.record === 'mediation.case').map((i) => i.id)
    const before = await direct.list(operator, question, { ids: cases })
    const sessions = (await direct.figure(operator, 'med.sessions', question)).value ?? 0
    for (const type of ['mediation.session', 'mediation.visit', 'mediation.confirmation']) {
      const kept = bureau.records.get(type)
      if (!kept) throw new Error(type)
      for (let n = 0; n < 10; n += 1) {
        const day = { held_on: '2017-05-05', visited_on: '2017-05-05', asked_on: '2017-05-05' }
        const row = { ...anyRow(kept, luck, pool), voided_at: null }
        const own = Object.fromEntries(Object.entries(day).filter(([column]) => column in row))
        await writeRecord(store, bureau, kept, { ...row, ...own }, luck.id())
      }
    }
    await store.owner((tx) =>
      tx.exec(
        sql`insert into event (bureau, record_id, seq, record_type, unit, act, kind, at, on_day, account, post, post_unit, patch, previous, hash)
            select bureau, id, 1, 'mediation.case', unit, id, 'look', now(), '2017-05-05', created_by, 'leader', ${BUREAU}, '{}', '', id::text from ${sql.table(tableOf('mediation.case'))}`,
      ),
    )
    expect(await direct.list(operator, question, { ids: cases })).toEqual(before)
    expect((await direct.figure(operator, 'med.sessions', question)).value).toBe(sessions + 10)
  })
})
