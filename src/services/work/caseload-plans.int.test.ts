import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type RawBuilder, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compileBureau } from '../../kernel/index.ts'
import { hasRule } from '../../law/index.ts'
import { lines, posts } from '../../lines/index.ts'
import type { Actor } from '../access/access.ts'
import { testClock } from '../clock.ts'
import { predicateSql } from '../ledger/predicate-sql.ts'
import { openReader } from '../ledger/read.ts'
import { over } from '../open.ts'
import type { Store, Tx } from '../store/index.ts'
import { testStore } from '../store/testing.ts'
import { fillCaseload } from './testing.ts'
import { openWorklists } from './worklist.ts'

const ROWS = 100_000
const code = '445102'
const bureau = compileBureau(lines, posts, { hasRule: (c) => hasRule(c) })
const data = mkdtempSync(join(tmpdir(), 'fazhi-caseload-'))
const store = await testStore()
const s = await over(store, bureau, { data, clock: testClock('2021-06-30') })
afterAll(async () => {
  await s.figures.close()
  rmSync(data, { recursive: true })
})
const county: Actor = {
  bureau: code,
  account: '00000000-0000-7000-8000-000000000001',
  name: '甲',
  holdings: [{ post: 'correctionsOfficer', unit: code }],
}
const station: Actor = { ...county, holdings: [{ post: 'stationOfficer', unit: '445102100' }] }

beforeAll(async () => {
  await s.firstRun.run({
    county: code,
    bureauName: '某区司法局',
    administrator: { username: 'system', name: '系统管理员', password: 'Hanjiang-7-bridge' },
  })
  await fillCaseload(store, code, ROWS, ROWS)
}, 240_000)

interface Node {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Actual Rows'?: number
  readonly 'Rows Removed by Filter'?: number
  readonly Plans?: readonly Node[]
}
const flat = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(flat)]

/** Everything that a page asks the database, with the plans by which it is answered. */
async function plansOf(ask: (watched: Store) => Promise<unknown>): Promise<Node[]> {
  const plans: Node[] = []
  const watch = (tx: Tx): Tx => {
    const explain = async (query: RawBuilder<unknown>) => {
      const [row] = await tx.rows<{ 'QUERY PLAN': { Plan: Node }[] }>(sql`explain (analyze, format json) ${query}`)
      plans.push(...(row?.['QUERY PLAN'] ?? []).flatMap((p) => flat(p.Plan)))
    }
    return {
      ...tx,
      rows: async <T>(query: RawBuilder<T>) => {
        await explain(query)
        return tx.rows<T>(query)
      },
      one: async <T>(query: RawBuilder<T>) => {
        await explain(query)
        return tx.one<T>(query)
      },
    }
  }
  await ask({ ...store, read: (settings, work, options) => store.read(settings, (tx) => work(watch(tx)), options) })
  return plans
}
const names = async () => (unit: string) => unit
const reader = (of: Store) =>
  openReader({ store: of, bureau, today: () => '2021-06-30', names, predicateSql, lineage: async (_, unit) => [unit] })
const worklists = (of: Store) =>
  openWorklists({
    store: of,
    bureau,
    reader: reader(of),
    today: () => '2021-06-30',
    names,
    lineage: async (_, unit) => [unit],
    law: async (c) => (await s.book.of(c)).law,
  })
/** What a node of a plan has read, whether it was wanted or thrown away. */
const readBy = (n: Node) => (n['Actual Rows'] ?? 0) + (n['Rows Removed by Filter'] ?? 0)
/** No table of the ledger is read through: a page reads some hundred rows, a count that stops at a thousand some thousand, nothing the hundred thousand. */
const mostRead = (plans: readonly Node[]) => Math.max(...plans.map(readBy))
const readThrough = (plans: readonly Node[]) =>
  plans.filter((n) => n['Node Type'].endsWith('Seq Scan') && ledgers.test(n['Relation Name'] ?? '')).map((n) => n['Relation Name'])
const ledgers = /corrections|deadline|involvement|search_doc|person/
const stage = 'awaiting,missing,registered,supervised'

describe(`among ${ROWS} people under supervision`, () => {
  for (const [who, actor] of [
    ['the county', county],
    ['a justice office', station],
  ] as const) {
    for (const order of ['lastContactOn', 'termTo'])
      it(`the caseload of ${who} by ${order} is read in its order`, async () => {
        const plans = await plansOf((w) =>
          worklists(w).list(actor, 'community-corrections.person', { stage, order, fields: {}, limit: 30 }),
        )
        expect(readThrough(plans)).toEqual([])
        expect(mostRead(plans)).toBeLessThan(2_000)
      })
    it(`the duties of ${who} are read in their order`, async () => {
      const plans = await plansOf((w) => worklists(w).duties(actor, 'community-corrections', { limit: 30 }))
      expect(readThrough(plans)).toEqual([])
      expect(mostRead(plans)).toBeLessThan(2_000)
    })
    it(`the duties of ${who} are counted up to a thousand and no further`, async () => {
      expect(mostRead(await plansOf((w) => worklists(w).counts(actor, 'community-corrections')))).toBeLessThan(ROWS / 2)
    })
  }
})
