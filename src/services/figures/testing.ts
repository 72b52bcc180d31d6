import { sql } from 'kysely'
import { type Bureau, compileBureau, type Facts, fieldsOf, type Indicator, type Kept, tableOf } from '../../kernel/index.ts'
import { addDays, type LegalDay } from '../../law/index.ts'
import { lines, posts } from '../../lines/index.ts'
import { ledgerSettings } from '../access/access.ts'
import { decode, factsOf, type Raw, type Stored } from '../ledger/row.ts'
import { columnOf, columnsOf, toColumn } from '../ledger/tables.ts'
import { insertInto, updateRow } from '../ledger/write.ts'
import { type County, countyOf, type UnitLevel, unitsOf } from '../organisation/county.ts'
import type { Store, Tx } from '../store/index.ts'
import { marksOf } from './marks.ts'

/** The bureau of the tests, with every line that is declared. */
export const testBureau = (): Bureau => compileBureau(lines, posts, { hasRule: () => true })

export const BUREAU = '445102'

/** Units of the test county: the county, two sections' worth of codes, towns with villages, and a town that was merged away. */
export const UNITS = [
  '445102',
  '445102B03',
  '445102112',
  '445102112201',
  '445102112202',
  '445102113',
  '445102113201',
  '445102101',
  '445102101201',
]

export const ACCOUNTS = [
  '00000000-0000-7000-8000-0000000000a1',
  '00000000-0000-7000-8000-0000000000a2',
  '00000000-0000-7000-8000-0000000000a3',
]

/** Chance that is the same in every run (mulberry32). */
export interface Chance {
  next(): number
  below(n: number): number
  pick<T>(list: readonly T[]): T
  often(share: number): boolean
  id(): string
}

export function chance(seed: number): Chance {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const below = (n: number) => Math.floor(next() * n)
  const hex = (n: number) => Array.from({ length: n }, () => below(16).toString(16)).join('')
  return {
    next,
    below,
    pick: <T>(list: readonly T[]): T => {
      const one = list[below(list.length)]
      if (one === undefined) throw new Error('nothing to pick from')
      return one
    },
    often: (share) => next() < share,
    id: () => `${hex(8)}-${hex(4)}-7${hex(3)}-8${hex(3)}-${hex(12)}`,
  }
}

/** Days in which the records of the tests lie. */
export const FIRST_DAY: LegalDay = '2016-10-20'
export const SPAN_DAYS = 500

/** A random value of a field, often unknown; also empty texts and empty lists, which no form would let through. */
export function anyValue(kept: Kept, name: string, luck: Chance, pool: ReadonlyMap<string, readonly string[]>): unknown {
  const f = kept.type.fields[name]
  if (!f || luck.often(0.3)) return null
  switch (f.kind) {
    case 'text':
    case 'note':
      return luck.pick(['', '甲', '乙', '丙'])
    case 'choice':
      return luck.pick(Object.keys(f.codes?.codes ?? {}))
    case 'choices':
      return Object.keys(f.codes?.codes ?? {}).filter(() => luck.often(0.4))
    case 'day':
      return addDays(FIRST_DAY, luck.below(SPAN_DAYS))
    case 'instant':
      return `${addDays(FIRST_DAY, luck.below(SPAN_DAYS))}T01:02:03.000Z`
    case 'count':
      return luck.below(8)
    case 'number':
      return luck.below(100) / 4
    case 'money':
      return luck.below(5_000_000) / 100
    case 'flag':
      return luck.often(0.5)
    case 'link':
      return luck.pick(pool.get(f.to ?? '') ?? [luck.id()])
    case 'unit':
      return luck.pick(UNITS)
    case 'person':
    case 'account':
      return luck.pick(ACCOUNTS)
    case 'spans':
      return luck.often(0.5) ? [] : [{ from: FIRST_DAY, to: null }]
  }
}

/** Record types in an order in which parents come before their children. */
export function parentsFirst(bureau: Bureau): Kept[] {
  const depth = (k: Kept): number => {
    const above = k.type.parent ? bureau.records.get(k.type.parent) : undefined
    return above ? 1 + depth(above) : 0
  }
  return [...bureau.records.values()].sort((a, b) => depth(a) - depth(b))
}

/** A table row of a record type with random values. */
export function anyRow(kept: Kept, luck: Chance, pool: ReadonlyMap<string, readonly string[]>, id = luck.id()): Record<string, unknown> {
  const own = fieldsOf(kept.type).map(([name, f]) => {
    const value = anyValue(kept, name, luck, pool)
    return [columnOf(name), f.kind === 'spans' ? value : toColumn(f, value)]
  })
  return {
    bureau: BUREAU,
    id,
    unit: luck.pick(UNITS),
    stage: luck.pick(Object.keys(kept.procedure.stages)),
    number: null,
    version: 1,
    sealed: luck.often(0.15),
    created_at: '2017-01-01T00:00:00.000Z',
    created_by: luck.pick(ACCOUNTS),
    updated_at: '2017-01-01T00:00:00.000Z',
    voided_at: luck.often(0.1) ? '2017-06-01T00:00:00.000Z' : null,
    ...(kept.type.parent ? { parent_id: luck.pick(pool.get(kept.type.parent) ?? [luck.id()]) } : {}),
    ...Object.fromEntries(own),
  }
}

/** Fills every table that exists with random records and people; gives back the ids by type. */
export async function sow(store: Store, bureau: Bureau, each: number, seed: number): Promise<Map<string, string[]>> {
  const luck = chance(seed)
  const kepts = parentsFirst(bureau)
  const pool = new Map(kepts.map((k) => [k.type.id, Array.from({ length: each }, () => luck.id())]))
  await store.owner(async (tx) => {
    const people = Array.from({ length: 5 }, () => luck.id())
    await tx.exec(
      sql`insert into person (bureau, id, name, pinyin, initials, created_at, created_by)
          select ${BUREAU}, x, '某人', 'mouren', 'mr', now(), x from unnest(${people}::uuid[]) x on conflict do nothing`,
    )
    for (const kept of kepts) {
      if (!(await exists(tx, kept))) continue
      const ids = pool.get(kept.type.id) ?? []
      const rows = ids.map((id) => anyRow(kept, luck, pool, id))
      await tx.exec(
        insertInto(
          tableOf(kept.type.id),
          columnsOf(kept).map((c) => c.name),
          rows,
        ),
      )
      const parts = ids.flatMap((id) =>
        Object.keys(kept.type.parties)
          .filter(() => luck.often(0.5))
          .map((role) => ({ bureau: BUREAU, record_id: id, role, person: luck.pick(people), record_type: kept.type.id, position: 0 })),
      )
      if (parts.length > 0) {
        await tx.exec(insertInto('involvement', ['bureau', 'record_id', 'role', 'person', 'record_type', 'position'], parts))
      }
    }
  })
  return pool
}

/** Whether the migrations have made the table of a record type: a line that is still being written may not have one. */
export async function exists(tx: Tx, kept: Kept): Promise<boolean> {
  const found = await tx.one<{ ok: boolean }>(sql`select to_regclass(${tableOf(kept.type.id)}) is not null as ok`)
  return found?.ok === true
}

/** Everything in the database as the kernel sees it, read without any wall. */
export async function everything(
  store: Store,
  bureau: Bureau,
): Promise<{ records: Map<string, Stored[]>; facts: (r: Stored, kept: Kept) => Facts }> {
  const records = new Map<string, Stored[]>()
  const roles = new Map<string, string[]>()
  await store.owner(async (tx) => {
    for (const kept of bureau.records.values()) {
      if (!(await exists(tx, kept))) continue
      const raw = await tx.rows<Raw>(sql`select * from ${sql.table(tableOf(kept.type.id))} where bureau = ${BUREAU}`)
      records.set(
        kept.type.id,
        raw.map((r) => decode(kept, r)),
      )
    }
    for (const i of await tx.rows<{ record_id: string; role: string }>(
      sql`select record_id, role from involvement where bureau = ${BUREAU}`,
    ))
      roles.set(i.record_id, [...(roles.get(i.record_id) ?? []), i.role])
  })
  const live = new Map([...records].map(([type, list]) => [type, list.filter((r) => !r.voidedAt)]))
  const byId = new Map([...live.values()].flat().map((r) => [r.id, r]))
  const byParent = new Map([...live].map(([type, list]) => [type, Map.groupBy(list, (r) => r.parentId)]))
  const facts = (record: Stored, kept: Kept): Facts => {
    const above = kept.type.parent ? bureau.records.get(kept.type.parent) : undefined
    const parent = above && record.parentId ? byId.get(record.parentId) : undefined
    return factsOf(record, {
      parties: (roles.get(record.id) ?? []).map((role) => ({ role })),
      children: (type) => {
        const child = bureau.records.get(type)
        return child ? (byParent.get(type)?.get(record.id) ?? []).map((r) => facts(r, child)) : []
      },
      get parent() {
        return parent && above ? facts(parent, above) : null
      },
    })
  }
  return { records, facts }
}

/** The test county: town 101 is merged into town 112 on 1 July 2017, its village stands on under its old code; town 119 is founded in 2021 from 113. */
export function testCounty(): County {
  const unit = (code: string, level: UnitLevel, from = '2000-01-01', to: LegalDay | null = null) => ({
    code,
    valid_from: from,
    valid_to: to,
    name: `单位${code.slice(6) || '本级'}`,
    level,
    note: null,
  })
  return countyOf(
    BUREAU,
    1,
    unitsOf({
      units: [
        unit('445102', 'county'),
        unit('445102B03', 'section'),
        unit('445102101', 'township', '2000-01-01', '2017-06-30'),
        unit('445102101201', 'village'),
        unit('445102112', 'township'),
        unit('445102112201', 'village'),
        unit('445102112202', 'village'),
        unit('445102113', 'township', '2000-01-01', '2020-12-31'),
        unit('445102113201', 'village'),
        unit('445102119', 'township', '2021-01-01'),
      ],
      counted: [],
      successors: [
        { code: '445102101', successor: '445102112', changed_on: '2017-07-01', basis: null },
        { code: '445102113', successor: '445102119', changed_on: '2021-01-01', basis: null },
      ],
    }),
  )
}

/** Writes one record as the ledger does: the row and the marks of the months that it touches, in one transaction. */
export async function writeRecord(
  store: Store,
  bureau: Bureau,
  kept: Kept,
  row: Readonly<Record<string, unknown>>,
  markId: string,
): Promise<void> {
  await store.write(ledgerSettings(bureau, BUREAU), async (tx) => {
    const table = tableOf(kept.type.id)
    const old = await tx.one<Raw>(sql`select * from ${sql.table(table)} where bureau = ${BUREAU} and id = ${row.id} for update`)
    const before = old ? decode(kept, old) : null
    if (old) await tx.exec(updateRow(table, BUREAU, String(row.id), row))
    else
      await tx.exec(
        insertInto(
          table,
          columnsOf(kept).map((c) => c.name),
          [row],
        ),
      )
    const now = await tx.one<Raw>(sql`select * from ${sql.table(table)} where bureau = ${BUREAU} and id = ${row.id}`)
    if (!now) throw new Error('the row was not written')
    const after = decode(kept, now)
    const months = marksOf(bureau, kept, before, after)
    if (months.length === 0) return
    const units = [...new Set([after.unit, before?.unit ?? after.unit])]
    await tx.exec(
      insertInto(
        'figure_mark',
        ['bureau', 'id', 'record_type', 'unit', 'months'],
        units.map((unit, n) => ({ bureau: BUREAU, id: `${markId.slice(0, -1)}${n}`, record_type: kept.type.id, unit, months })),
      ),
    )
  })
}

/** The indicators whose tables the migrations have made. */
export async function countable(store: Store, bureau: Bureau): Promise<Indicator[]> {
  const there = new Set<string>()
  await store.owner(async (tx) => {
    for (const kept of bureau.records.values()) if (await exists(tx, kept)) there.add(kept.type.id)
  })
  const counts = (i: Indicator | undefined): boolean =>
    i !== undefined &&
    (i.type === 'rate' ? counts(bureau.indicators.get(i.part)) && counts(bureau.indicators.get(i.whole)) : there.has(i.record))
  return [...bureau.indicators.values()].filter(counts)
}
