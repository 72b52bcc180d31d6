import { beforeAll, describe, expect, it } from 'vitest'
import type { Indicator } from '../../kernel/index.ts'
import type { Actor } from '../access/access.ts'
import { maySee } from '../access/access.ts'
import { Fault } from '../fault.ts'
import { testStore } from '../store/testing.ts'
import { decimal, plus, shown, toNumber, ZERO } from './decimal.ts'
import { openFigures } from './figures.ts'
import { measuresOf } from './measures.ts'
import type { FigureRecords } from './records.ts'
import type { SplitRow } from './splits.ts'
import { ACCOUNTS, BUREAU, chance, countable, everything, sow, testBureau, testCounty } from './testing.ts'
import type { Viewer } from './viewer.ts'

const bureau = testBureau()
const county = testCounty()
const store = await testStore()
const measures = measuresOf(bureau)
const figures = openFigures({ store, bureau, county: async () => county, cells: 'none' })
const operator = { bureau: BUREAU, operator: true } as const
const luck = chance(99)
let indicators: Indicator[]
beforeAll(async () => {
  await sow(store, bureau, 90, 23)
  indicators = await countable(store, bureau)
})

const at = (post: string, unit: string): Actor => ({ bureau: BUREAU, account: ACCOUNTS[0] ?? '', name: post, holdings: [{ post, unit }] })
const year = { from: '2017-01-01', to: '2017-12-31', unit: BUREAU }

/** Every post, at each kind of unit at which it exists. */
const viewers: readonly { who: Viewer; units: readonly string[] }[] = [
  { who: operator, units: [BUREAU, '445102112'] },
  ...Object.entries(bureau.posts).flatMap(([post, { at: levels }]) => [
    ...(levels.some((l) => l === 'county' || l === 'section')
      ? [{ who: at(post, BUREAU), units: [BUREAU, '445102B03', '445102112', '445102113201'] }]
      : []),
    ...(levels.includes('township') ? [{ who: at(post, '445102112'), units: ['445102112', '445102112201'] }] : []),
    ...(levels.includes('village') ? [{ who: at(post, '445102112201'), units: ['445102112201'] }] : []),
  ]),
  {
    who: {
      ...at('mediator', '445102113201'),
      holdings: [
        { post: 'mediator', unit: '445102113201' },
        { post: 'villageWorker', unit: '445102112201' },
      ],
    },
    units: ['445102113201', '445102112201'],
  },
]

/** All pages of a list, a few rows at a time. */
async function whole(who: Viewer, id: string, question: typeof year, filter: { by?: string; key?: string; of?: 'part' | 'whole' }) {
  const rows: FigureRecords['rows'][number][] = []
  let first: FigureRecords | undefined
  for (let after: string | undefined, more = true; more; ) {
    const page = await figures.records(who, id, question, { ...filter, after, limit: 29 })
    first ??= page
    rows.push(...page.rows)
    after = page.next ?? undefined
    more = page.next !== null
  }
  if (!first) throw new Error('no page')
  return { ...first, rows }
}

const refusal = async (run: () => Promise<unknown>): Promise<string> => {
  try {
    await run()
  } catch (error) {
    if (error instanceof Fault) return `${error.code} ${error.status}`
    throw error
  }
  return 'allowed'
}

describe('the number is the length of the list', () => {
  it('for every indicator, filter and role: what is shown and what is hidden make up the figure', { timeout: 240_000 }, async () => {
    const world = await everything(store, bureau)
    let [lists, hiddenSome, emptyLists] = [0, 0, 0]
    for (const indicator of indicators.filter((i) => i.type !== 'rate')) {
      const counted = measures.get(indicator.id)
      if (!counted) continue
      const { measure, kept } = counted
      // Each indicator meets a third of the viewers; together they meet all.
      for (const { who, units } of viewers.filter(() => luck.often(0.35))) {
        const question = { ...luck.pick([year, { ...year, from: '2017-02-10', to: '2017-09-20' }]), unit: luck.pick(units) }
        const entry = await figures.list(who, question, { ids: [indicator.id] }).catch((error: unknown) => error)
        if (entry instanceof Fault) {
          expect(['access.line', 'access.area']).toContain(entry.code)
          expect(await refusal(() => figures.records(who, indicator.id, question))).toBe(`${entry.code} 403`)
          continue
        }
        const by = luck.pick(['', 'unit', 'month', ...measure.by])
        const split = by === '' ? undefined : (await figures.detail(who, indicator.id, question, { by: [by] })).splits[0]
        const filters: { by?: string; key?: string; row?: SplitRow }[] = split ? split.rows.map((row) => ({ by, key: row.key, row })) : [{}]
        for (const filter of luck.often(0.15) ? filters : filters.slice(0, 2)) {
          const list = await whole(who, indicator.id, question, filter)
          const value = filter.row ? filter.row.value : Array.isArray(entry) ? entry[0]?.value : undefined
          expect([indicator.id, filter, list.value]).toEqual([indicator.id, filter, value])
          expect(list.rows.length + list.hidden).toBe(list.total)
          expect(new Set(list.rows.map((r) => r.id)).size).toBe(list.rows.length)
          if (measure.sum) {
            const shownSum = list.rows.reduce((s, r) => (r.amount == null ? s : plus(s, decimal(r.amount.toFixed(6)))), ZERO)
            expect(toNumber(plus(shownSum, decimal(list.hiddenValue.toFixed(6))))).toBe(list.value)
          } else expect(list.rows.length + list.hidden).toBe(list.value)
          for (const row of list.rows) {
            const record = world.records.get(kept.type.id)?.find((r) => r.id === row.id)
            expect(record?.voidedAt).toBeNull()
            if (record && !('operator' in who)) expect(maySee(bureau, who, kept, record).allowed).toBe(true)
          }
          lists += 1
          if (list.hidden > 0) hiddenSome += 1
          if (list.total === 0) emptyLists += 1
        }
      }
    }
    // The property must have met all its cases.
    expect(lists).toBeGreaterThan(400)
    expect(hiddenSome).toBeGreaterThan(80)
    expect(emptyLists).toBeLessThan(lists / 2)
  })

  it('newest first, and no record twice when a page ends between records of one day', async () => {
    const list = await whole(operator, 'med.accept', year, {})
    const days = list.rows.map((r) => String(r.values.acceptedOn))
    expect(days).toEqual([...days].sort().reverse())
    expect(list.rows.length).toBe(list.value)
  })

  it('hides values, not only records: a restricted field is named as masked to a post without clearance', async () => {
    for (const { who, units } of viewers) {
      if ('operator' in who) continue
      for (const row of (await figures.records(who, 'med.accept', { ...year, unit: units[0] ?? '' }).catch(() => ({ rows: [] }))).rows)
        for (const name of row.masked) {
          expect(bureau.records.get('mediation.case')?.type.fields[name]?.sensitivity).not.toBe('open')
          expect(row.values).not.toHaveProperty(name)
        }
    }
  })

  it('the list of a rate is its denominator, or its part when that is asked for', async () => {
    const detail = await figures.detail(operator, 'med.rate', year)
    expect((await whole(operator, 'med.rate', year, {})).rows.length).toBe(detail.whole?.value)
    expect((await whole(operator, 'med.rate', year, { of: 'part' })).rows.length).toBe(detail.part?.value)
    expect(detail.records).toBe(detail.whole?.records)
  })
})

describe('a split adds up', () => {
  it('by unit, by month and by field, for every flow, in any unit', { timeout: 120_000 }, async () => {
    for (const indicator of indicators) {
      const counted = measures.get(indicator.id)
      if (!counted) continue
      for (const unit of [BUREAU, '445102112']) {
        const detail = await figures.detail(operator, indicator.id, { ...year, unit }, { by: ['unit', 'month', ...counted.measure.by] })
        for (const split of detail.splits) {
          const flow = counted.measure.type === 'flow'
          if (split.by === 'month' && !flow) {
            expect([indicator.id, split.rows.at(-1)?.value]).toEqual([indicator.id, detail.value])
            continue
          }
          const sum = split.rows.reduce((s, r) => plus(s, decimal((r.value ?? 0).toFixed(6))), ZERO)
          expect([indicator.id, unit, split.by, shown(sum)]).toEqual([
            indicator.id,
            unit,
            split.by,
            shown(decimal((detail.value ?? 0).toFixed(6))),
          ])
          expect(split.rows.reduce((n, r) => n + r.records, 0)).toBe(detail.records)
        }
      }
    }
  })

  it('a stock by month is its level at the end of each month', async () => {
    const detail = await figures.detail(operator, 'med.pending', { ...year, to: '2017-06-15' }, { by: ['month'] })
    for (const row of detail.splits[0]?.rows ?? []) {
      const to = row.key === '2017-06' ? '2017-06-15' : `${row.key}-${row.key === '2017-02' ? 28 : row.key === '2017-04' ? 30 : 31}`
      expect([row.key, row.value]).toEqual([row.key, (await figures.figure(operator, 'med.pending', { ...year, to })).value])
    }
  })

  it('a merged town counts with its successor from the day of the merger, and by itself before it', async () => {
    const inTown = async (unit: string, to: string) =>
      (await figures.figure(operator, 'med.accept', { from: '2016-10-01', to, unit })).value ?? 0
    expect(await inTown('445102112', '2017-07-31')).toBeGreaterThan(0)
    const rows = (to: string) => figures.detail(operator, 'med.accept', { from: '2016-10-01', to, unit: BUREAU }, { by: ['unit'] })
    const keys = async (to: string) => (await rows(to)).splits[0]?.rows.map((r) => r.key)
    expect(await keys('2017-06-30')).toContain('445102101')
    expect(await keys('2017-07-31')).not.toContain('445102101')
    const [before, after] = [(await rows('2017-06-30')).splits[0]?.rows ?? [], (await rows('2017-07-31')).splits[0]?.rows ?? []]
    const of = (list: typeof before, key: string) => list.find((r) => r.key === key)?.value ?? 0
    expect(of(before, '445102112')).toBe(await inTown('445102112', '2017-06-30'))
    expect(of(after, '445102112')).toBe(await inTown('445102112', '2017-07-31'))
    const since = await figures.figure(operator, 'med.accept', { from: '2017-07-01', to: '2017-07-31', unit: '445102112' })
    expect(of(after, '445102112')).toBe(of(before, '445102112') + of(before, '445102101') + (since.value ?? 0))
  })

  it('a town founded later is asked for its past: then what was merged into it', async () => {
    const question = { from: '2016-10-01', to: '2017-12-31' }
    const old = await figures.figure(operator, 'med.accept', { ...question, unit: '445102113' })
    expect((await figures.figure(operator, 'med.accept', { ...question, unit: '445102119' })).value).toBe(old.value)
  })
})

describe('who may know a figure', () => {
  const ask = (who: Viewer, id: string, unit: string) => refusal(() => figures.figure(who, id, { ...year, unit }))
  it('a post in the line, for its own unit and those below', async () => {
    expect(await ask(at('stationHead', '445102112'), 'med.accept', '445102112201')).toBe('allowed')
    expect(await ask(at('mediator', '445102112201'), 'med.accept', '445102112201')).toBe('allowed')
    expect(await ask(at('superior', BUREAU), 'med.accept', BUREAU)).toBe('allowed')
  })
  it('not the neighbour, not the unit above, not a post of another line, not an administrator', async () => {
    expect(await ask(at('stationHead', '445102112'), 'med.accept', '445102113')).toBe('access.area 403')
    expect(await ask(at('mediator', '445102112201'), 'med.accept', BUREAU)).toBe('access.area 403')
    expect(await ask(at('correctionsOfficer', BUREAU), 'med.accept', BUREAU)).toBe('access.line 403')
    expect(await ask(at('systemAdministrator', BUREAU), 'med.accept', BUREAU)).toBe('access.line 403')
  })
  it('the town knows the village that came to it with a merger, once it has come', async () => {
    const village = (to: string) =>
      refusal(() => figures.figure(at('stationHead', '445102112'), 'med.accept', { from: '2017-01-01', to, unit: '445102101201' }))
    expect(await village('2017-12-31')).toBe('allowed')
    expect(await village('2017-05-31')).toBe('access.area 403')
  })
  it('another bureau sees nothing of this one', async () => {
    const elsewhere = { bureau: '445103', operator: true } as const
    const there = openFigures({ store, bureau, county: async () => ({ ...county, unit: () => county.unit(BUREAU) }), cells: 'none' })
    expect((await there.figure(elsewhere, 'med.accept', year)).value).toBe(0)
  })
})

describe('what cannot be answered is refused with a code', () => {
  const code = (id: string, question: object, query = {}) => refusal(() => figures.records(operator, id, { ...year, ...question }, query))
  it('unknown figures, units and days; splits, keys and cursors that are none', async () => {
    expect(await code('med.nothing', {})).toBe('figures.unknown 404')
    expect(await code('med.accept', { unit: '999999' })).toBe('unit.missing 404')
    expect(await code('med.accept', { unit: "445102'; --" })).toBe('unit.missing 404')
    expect(await code('med.accept', { from: '2017-13-01' })).toBe('period.invalid 400')
    expect(await code('med.accept', { to: '2016-12-31' })).toBe('period.invalid 400')
    expect(await code('med.accept', {}, { by: 'summary', key: 'x' })).toBe('split.invalid 400')
    expect(await code('med.accept', {}, { by: 'kind' })).toBe('request.invalid 400')
    expect(await code('med.accept', {}, { by: 'month', key: '2018-01' })).toBe('request.invalid 400')
    expect(await code('med.accept', {}, { after: 'nonsense' })).toBe('request.invalid 400')
    expect(await code('med.accept', {}, { limit: 0 })).toBe('request.invalid 400')
    expect(await code('med.accept', {}, { limit: 100000 })).toBe('request.invalid 400')
  })
  it('a key that no record has is an empty list, not an error', async () => {
    const list = await figures.records(operator, 'med.accept', year, { by: 'kind', key: 'noSuchKind' })
    expect([list.value, list.total, list.rows]).toEqual([0, 0, []])
  })
})
