import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { ledgerSettings } from '../access/access.ts'
import type { Tx } from '../store/index.ts'
import { testStore } from '../store/testing.ts'
import { countCells } from './cells.ts'
import { type By, countDirectly, type Mode } from './direct.ts'
import { measuresOf } from './measures.ts'
import { BUREAU, testBureau } from './testing.ts'

const bureau = testBureau()
const store = await testStore()
const measures = measuresOf(bureau)
const ROWS = 200_000

beforeAll(async () => {
  await store.owner(async (tx) => {
    await tx.exec(
      sql`insert into mediation_case (bureau, id, unit, stage, version, sealed, created_at, created_by, updated_at, accepted_on, kind, result_on)
          select ${BUREAU}, gen_random_uuid(), ${BUREAU} || (101 + i % 13) || (201 + (i / 13) % 12), 'agreed', 1, false, now(), gen_random_uuid(), now(),
            d, (array['family','neighbour','housing','medical'])[1 + (i / 7) % 4], case when i % 50 > 0 then d + 5 end
          from generate_series(1, ${ROWS}::integer) i cross join lateral (select date '2008-01-01' + ((i::bigint * 7919) % 3650)::integer as d) x`,
    )
    await tx.exec(
      sql`insert into figure_cell (bureau, indicator, version, unit, month, dimension, value, records, total)
          select ${BUREAU}, 'med.accept', 1, ${BUREAU} || case when u = 0 then '' else (100 + u)::text end, to_char(date '2008-01-01' + m * 31, 'YYYY-MM'), 'kind', 'k' || k, 1, 1
          from generate_series(0, 13) u, generate_series(0, 119) m, generate_series(1, 15) k on conflict do nothing`,
    )
  })
  await store.ownerClient((client) => client.query('vacuum analyze mediation_case, figure_cell'))
}, 180_000)

interface Node {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Index Name'?: string
  readonly 'Index Cond'?: string
  readonly Plans?: readonly Node[]
}

/** The plans of what a reader asks the database, behind the same walls and with the same settings. */
async function plansOf(ask: (tx: Tx) => Promise<unknown>): Promise<Node[]> {
  const plans: Node[] = []
  const flat = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(flat)]
  await store.read(ledgerSettings(bureau, BUREAU), async (tx) => {
    await ask({
      ...tx,
      rows: async <T>(query: Parameters<Tx['rows']>[0]) => {
        const [row] = await tx.rows<{ 'QUERY PLAN': { Plan: Node }[] }>(sql`explain (format json) ${query}`)
        plans.push(...(row?.['QUERY PLAN'] ?? []).flatMap((p) => flat(p.Plan)))
        const none: T[] = []
        return none
      },
    })
  })
  return plans
}

const direct = (id: string, mode: Mode, period: { from: string; to: string }, unit: string, by: By = { kind: 'total' }) => {
  const counted = measures.get(id)
  if (!counted) throw new Error(id)
  return plansOf((tx) => countDirectly(tx, { bureau, code: BUREAU }, [counted], mode, period, [unit], by))
}
const indexes = (plan: readonly Node[]) => plan.flatMap((n) => n['Index Name'] ?? [])
const scansAll = (plan: readonly Node[]) => plan.some((n) => n['Node Type'].endsWith('Seq Scan') && n['Relation Name'] !== undefined)
const month = { from: '2017-06-01', to: '2017-06-30' }
const year = { from: '2017-01-01', to: '2017-12-31' }

describe(`among ${ROWS} cases a figure is found by its day`, () => {
  it('a flow of a month and of a year', async () => {
    for (const period of [month, year]) {
      const plan = await direct('med.accept', 'in', period, BUREAU, { kind: 'field', name: 'kind' })
      expect(indexes(plan)).toContain('mediation_case_accepted_on')
      expect(scansAll(plan)).toBe(false)
    }
  })
  it('a flow of one village, by day and unit together or by the unit', async () => {
    const plan = await direct('med.accept', 'in', year, `${BUREAU}101201`)
    expect(scansAll(plan)).toBe(false)
    expect(plan.some((n) => n['Index Cond']?.includes(`${BUREAU}101201`))).toBe(true)
  })
  it('a stock, by the day on which its records leave the books', async () => {
    const plan = await direct('med.pending', 'stock', year, BUREAU)
    expect(indexes(plan)).toContain('mediation_case_result_on')
    expect(scansAll(plan)).toBe(false)
  })
  it('those who left in a month, by either day', async () => {
    const plan = await direct('med.pending', 'out', month, BUREAU)
    expect(new Set(indexes(plan))).toEqual(new Set(['mediation_case_accepted_on', 'mediation_case_result_on']))
    expect(scansAll(plan)).toBe(false)
  })
  it('cells by their key', async () => {
    const counted = measures.get('med.accept')
    if (!counted) throw new Error('med.accept')
    const months = Array.from({ length: 12 }, (_, n) => `2017-${String(n + 1).padStart(2, '0')}`)
    const plan = await plansOf((tx) => countCells(tx, BUREAU, [counted], months, [BUREAU], { kind: 'field', name: 'kind' }))
    expect(indexes(plan)).toContain('figure_cell_pkey')
    expect(scansAll(plan)).toBe(false)
  })
})
