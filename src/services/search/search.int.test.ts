import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { compileBureau } from '../../kernel/index.ts'
import { lines, posts } from '../../lines/index.ts'
import { testStore } from '../store/testing.ts'
import { pairsOf } from './pairs.ts'
import { openSearch } from './search.ts'

const store = await testStore()
const bureau = compileBureau(lines, posts, { hasRule: () => true })
const search = openSearch({ store, bureau, names: async () => (code) => code })
const code = '445102'
const station = {
  bureau: code,
  account: '01f00000-0000-7000-8000-000000000001',
  name: '所',
  holdings: [{ post: 'stationOfficer', unit: '445102100' }],
}
const mediator = { ...station, holdings: [{ post: 'mediator', unit: '445102100' }] }
const rows = 200_000

await store.owner(async (tx) => {
  await tx.exec(sql`set local synchronous_commit = off`)
  await tx.exec(
    sql`insert into search_doc (bureau, record_id, record_type, unit, sealed, title, body, pairs)
        select ${code}, ('01f00000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, 'mediation.case', '44510210' || (i % 2), i % 10000 = 0, t, t,
          array_to_tsvector(array(select distinct substr(t, k, 2) from generate_series(1, length(t) - 1) k))
        from (select i, case when i % 4000 = 0 then '屋檐滴水争执' else '第' || i || '起合同纠纷' end as t from generate_series(1, ${rows}::int) i) x`,
  )
})
await store.ownerClient((client) => client.query('vacuum analyze search_doc'))

describe('full-text search', () => {
  it('keeps the pairs of neighbouring characters of words, and single characters that stand alone', () => {
    expect(pairsOf('滴水，A1 号')).toEqual(['滴水', 'a1', '号'])
    expect(pairsOf('人民调解')).toEqual(['人民', '民调', '调解'])
  })

  it('finds a two-character word among 200,000 records by the index, behind the walls', async () => {
    const plan = await store.read(
      { 'fazhi.bureau': code, 'fazhi.scope': code, 'fazhi.lines': 'mediation', 'fazhi.clearance': 'sealed' },
      (tx) =>
        tx.rows<{ 'QUERY PLAN': string }>(
          sql`explain select record_id from search_doc d where d.record_id in (select fazhi_matches(${"'滴水'"}::tsquery, 5000)) and bureau = ${code}`,
        ),
    )
    expect(plan.map((r) => r['QUERY PLAN']).join('\n')).not.toMatch(/Seq Scan on search_doc/)
    const found = await search.find(station, '滴水', 20)
    expect(found.hits.length).toBeGreaterThan(0)
    expect(found.hits.every((h) => h.title.includes('滴水'))).toBe(true)
  })

  it('shows only what lies in the area, and says how many are hidden', async () => {
    const mine = await search.find(mediator, '滴水', 100)
    const all = rows / 4000
    expect(mine.hits.length + mine.hidden).toBeLessThanOrEqual(all)
    // Every record number 4000·n has an even number, so all lie in unit …100; every 20,000th is sealed.
    expect(mine.hits).toHaveLength(all - rows / 20_000)
    expect(mine.hidden).toBe(rows / 20_000)
    expect((await search.find(station, '滴水', 100)).hits).toHaveLength(all)
  })
})
