import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { compileBureau } from '../src/kernel/index.ts'
import { hasRule } from '../src/law/index.ts'
import { lines, posts } from '../src/lines/index.ts'
import { type Figures, openFigures } from '../src/services/figures/index.ts'
import { type County, countyOf, unitsOf } from '../src/services/organisation/county.ts'
import { startEmbedded } from '../src/services/store/embedded.ts'
import { migrate } from '../src/services/store/index.ts'
import { connectStore, type Store } from '../src/services/store/store.ts'

const code = '445102'
const connections = 16
const towns = 13
const villages = 12
const operator = { bureau: code, operator: true } as const
const year = { from: '2017-01-01', to: '2017-12-31', unit: code }

/** `figures --rows N [--seconds S]`: the same figures from cells and from the records at 16 askers, and what the cells cost to build and to keep. */
export async function run(args: readonly string[]): Promise<void> {
  const option = (name: string, otherwise: number) => {
    const at = args.indexOf(`--${name}`)
    return at < 0 ? otherwise : Number(args[at + 1])
  }
  const data = mkdtempSync(join(tmpdir(), 'fazhi-bench-'))
  const embedded = await startEmbedded({ data })
  const store = connectStore(embedded, { poolSize: connections, where: embedded.where, onClose: embedded.stop })
  try {
    await migrate(store)
    await measure(store, option('rows', 100_000), option('seconds', 5))
  } finally {
    await store.close()
    rmSync(data, { recursive: true, force: true })
  }
}

const print = (line: object) => process.stdout.write(`${JSON.stringify({ bench: 'figures', ...line })}\n`)
const round = (n: number) => Math.round(n * 10) / 10

async function measure(store: Store, rows: number, seconds: number): Promise<void> {
  const bureau = compileBureau(lines, posts, { hasRule: (rule) => hasRule(rule) })
  const county = benchCounty()
  const open = (cells: 'use' | 'none') => openFigures({ store, bureau, county: async () => county, cells })
  const [cells, direct] = [open('use'), open('none')]
  print({ what: 'fill', rows, seconds: round((await timed(() => fill(store, rows))) / 1000) })

  const months = Array.from({ length: 12 }, (_, n) => `2017-${String(n + 1).padStart(2, '0')}`)
  const building = await timed(() => cells.keeper.build(code, 'mediation.case', months))
  print({ what: 'build', months: months.length, msPerMonth: round(building / months.length) })

  const asks: Readonly<Record<string, (f: Figures) => Promise<unknown>>> = {
    grouped: (f) => f.detail(operator, 'med.accept', year, { by: ['kind'] }),
    groupedTown: (f) => f.detail(operator, 'med.accept', { ...year, unit: `${code}101` }, { by: ['kind'] }),
    byUnit: (f) => f.detail(operator, 'med.accept', year, { by: ['unit'] }),
    ragged: (f) => f.figure(operator, 'med.accept', { ...year, from: '2017-01-15', to: '2017-11-20' }),
    village: (f) => f.detail(operator, 'med.accept', { ...year, unit: `${code}101201` }, { by: ['kind'] }),
    line: (f) => f.list(operator, year, { line: 'mediation' }),
    listPage: (f) => f.records(operator, 'med.accept', year, { limit: 50 }),
  }
  await compare(asks, cells, direct, rows, seconds)

  // A stock looks back to the first record: every month of ten years.
  const all = Array.from({ length: 120 }, (_, n) => `${2008 + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}`)
  await cells.keeper.build(code, 'mediation.case', all)
  await compare({ stock: (f) => f.figure(operator, 'med.pending', { ...year, to: '2017-10-31' }) }, cells, direct, rows, seconds)

  const touch = async (n: number) =>
    store.owner((tx) =>
      tx.exec(sql`insert into figure_mark (bureau, id, record_type, unit, months)
        select ${code}, gen_random_uuid(), 'mediation.case', ${`${code}101201`}, array['2017-06'] from generate_series(1, ${n}::integer)`),
    )
  await touch(20)
  print({ what: 'groupedWhileMarked', ms: round(await timed(() => cells.detail(operator, 'med.accept', year, { by: ['kind'] }))) })
  print({ what: 'fold', marks: 20, ms: round(await timed(() => cells.keeper.fold(code, 'mediation.case'))) })
}

async function compare(
  asks: Readonly<Record<string, (f: Figures) => Promise<unknown>>>,
  cells: Figures,
  direct: Figures,
  rows: number,
  seconds: number,
): Promise<void> {
  for (const [what, ask] of Object.entries(asks)) {
    const same = JSON.stringify(await ask(cells)) === JSON.stringify(await ask(direct))
    const [a, b] = [await rate(() => ask(cells), seconds), await rate(() => ask(direct), seconds)]
    print({ what, rows, connections, same, cells: a, direct: b, ratio: round(a.perSecond / b.perSecond) })
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

/** Sixteen askers, each asking again as soon as it has its answer. */
async function rate(ask: () => Promise<unknown>, seconds: number): Promise<{ perSecond: number; p50: number; p99: number }> {
  const took: number[] = []
  const end = performance.now() + seconds * 1000
  await Promise.all(
    Array.from({ length: connections }, async () => {
      do took.push(await timed(ask))
      while (performance.now() < end)
    }),
  )
  took.sort((x, y) => x - y)
  const at = (share: number) => round(took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0)
  return { perSecond: round(took.length / seconds), p50: at(0.5), p99: at(0.99) }
}

function benchCounty(): County {
  const unit = (c: string, level: 'county' | 'township' | 'village') => ({
    code: c,
    valid_from: '2000-01-01',
    valid_to: null,
    name: c,
    level,
    note: null,
  })
  const town = (n: number) => `${code}${100 + n}`
  const all = Array.from({ length: towns }, (_, n) => town(n + 1))
  return countyOf(
    code,
    1,
    unitsOf({
      units: [
        unit(code, 'county'),
        ...all.flatMap((t) => [unit(t, 'township'), ...Array.from({ length: villages }, (_, v) => unit(`${t}${201 + v}`, 'village'))]),
      ],
      counted: [],
      successors: [],
    }),
  )
}

/** Ten years of cases over all villages. */
async function fill(store: Store, rows: number): Promise<void> {
  await store.owner(async (tx) => {
    await tx.exec(sql`set local synchronous_commit = off`)
    await tx.exec(
      sql`insert into mediation_case (bureau, id, unit, stage, version, sealed, created_at, created_by, updated_at, accepted_on, kind, source, difficulty, summary,
            agreed_on, agreement, outcome, result_on, amount_agreed)
          select ${code}, gen_random_uuid(), ${code} || (101 + i % ${towns}::integer) || (201 + (i / ${towns}::integer) % ${villages}::integer), 'agreed', 1, false, now(), gen_random_uuid(), now(),
            d, (array['family','neighbour','housing','contract','business','damages','land','labour','consumer','medical','traffic','property','other'])[1 + (i / 7) % 13],
            (array['initiative','application','court','police'])[1 + (i / 3) % 4], (array['simple','ordinary','complex'])[1 + i % 3], '第' || i || '起纠纷：双方因琐事争执，经调解员上门查看',
            case when i % 10 > 0 then d + 5 end, case when i % 10 > 0 then 'written' end, case when i % 10 > 0 then 'agreed' end, case when i % 10 > 0 then d + 5 end, (i % 5000) + 0.5
          from generate_series(1, ${rows}::integer) i cross join lateral (select date '2008-01-01' + ((i::bigint * 7919) % 3650)::integer as d) x`,
    )
  })
  await store.ownerClient((client) => client.query('vacuum analyze mediation_case'))
}
