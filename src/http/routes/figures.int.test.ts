import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '../../services/access/access.ts'
import { openFigures } from '../../services/figures/index.ts'
import { ACCOUNTS, BUREAU, countable, sow, testBureau, testCounty } from '../../services/figures/testing.ts'
import { testStore } from '../../services/store/testing.ts'
import { statusOf } from '../error-status.ts'
import { openMetrics } from '../metrics.ts'
import { frame } from '../server.ts'
import { figureRoutes } from './figures.ts'

const store = await testStore()
const bureau = testBureau()
const county = testCounty()
const at = (post: string, unit: string): Actor => ({ bureau: BUREAU, account: ACCOUNTS[0] ?? '', name: post, holdings: [{ post, unit }] })
const actors: Readonly<Record<string, Actor>> = {
  leader: at('leader', BUREAU),
  station: at('stationHead', '445102112'),
  worker: at('villageWorker', '445102112201'),
  system: at('systemAdministrator', BUREAU),
}
const app = await frame({ identify: async (token) => actors[token] ?? null, permit: () => undefined, metrics: openMetrics() })
figureRoutes(app, { figures: openFigures({ store, bureau, county: async () => county, cells: 'none' }) })
await app.fastify.ready()
beforeAll(async () => {
  await sow(store, bureau, 200, 31)
  // The routes ask for every figure: each must have its table.
  expect((await countable(store, bureau)).length).toBe(bureau.indicators.size)
})

const year = `from=2017-01-01&to=2017-12-31&unit=${BUREAU}`

/** A request whose answer is held against what its route promises. */
async function get(who: string, url: string) {
  const answer = await app.fastify.inject({ method: 'GET', url, headers: { authorization: `Bearer ${who}` } })
  const path = url.split('?')[0] ?? ''
  const fits = (pattern: string) => new RegExp(`^${pattern.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path)
  const route = app.routes.find((r) => fits(r.url))
  const body = answer.json()
  if (answer.statusCode === 200) expect(route?.response?.safeParse(body).error).toBeUndefined()
  else {
    expect([...(route?.errors ?? []), 'request.invalid', 'session.missing']).toContain(body.code)
    expect(answer.statusCode).toBe(statusOf(body.code))
    expect(body).toMatchObject({ zh: expect.stringMatching(/\p{Script=Han}/u), en: expect.any(String), remedy: { zh: expect.any(String) } })
    expect(answer.body).not.toMatch(/select |figure_cell|node_modules/)
  }
  return { status: answer.statusCode, body }
}

describe('figures over HTTP', () => {
  it('all figures, one figure with definition, splits and last year, and the list behind it, agree', async () => {
    const all = await get('leader', `/api/figures?${year}`)
    expect(all.body).toHaveLength(bureau.indicators.size)
    const accept = all.body.find((f: { id: string }) => f.id === 'med.accept')
    expect(Object.keys(accept)).toEqual(['id', 'title', 'unit', 'type', 'value', 'records', 'version', 'line'])
    expect(accept).toMatchObject({ title: '受理纠纷', unit: '件', type: 'flow', line: 'mediation' })
    expect(accept.value).toBeGreaterThan(10)
    const { body: detail } = await get('leader', `/api/figures/med.accept?${year}&by=kind,unit&compare=1`)
    expect(detail).toMatchObject({ value: accept.value, definition: '按受理日期，期内；全部调解案件，单位：件', from: '2017-01-01' })
    expect(detail.lastYear).toMatchObject({ from: '2016-01-01', to: '2016-12-31' })
    expect(detail.lastYear.difference).toBe(detail.value - detail.lastYear.value)
    expect(detail.splits.map((s: { by: string }) => s.by)).toEqual(['kind', 'unit'])
    const { body: list } = await get('leader', `/api/figures/med.accept/records?${year}&limit=500&after=`)
    expect([list.value, list.total, list.rows.length + list.hidden]).toEqual([accept.value, accept.value, accept.value])
    const [first] = detail.splits[0].rows.filter((r: { value: number }) => r.value > 0)
    const { body: part } = await get('leader', `/api/figures/med.accept/records?${year}&by=kind&key=${first.key}`)
    expect([part.value, part.rows.length]).toEqual([first.value, first.value])
    expect(part.rows.every((r: { values: { kind: string } }) => r.values.kind === first.key)).toBe(true)
  })
  it('a year from which the ledger has nothing is not compared as nought', async () => {
    const { body } = await get('leader', `/api/figures/med.accept?from=2016-11-01&to=2016-12-31&unit=${BUREAU}&compare=1`)
    expect(body.value).toBeGreaterThan(0)
    expect(body.lastYear).toBeUndefined()
  })
  it('by unit a town with nothing is listed, a section of the bureau only with something', async () => {
    const before = 'from=2015-01-01&to=2015-12-31'
    const { body } = await get('leader', `/api/figures/med.accept?${before}&unit=${BUREAU}&by=unit`)
    const rows: { key: string; value: number }[] = body.splits[0].rows
    expect(rows.map((r) => r.value)).toEqual(rows.map(() => 0))
    expect(rows.map((r) => r.key)).toEqual(county.below(BUREAU, '2015-12-31').flatMap((u) => (u.level === 'section' ? [] : [u.code])))
  })
  it('one line of work, when only that is asked for', async () => {
    const { body } = await get('leader', `/api/figures?${year}&line=mediation`)
    expect(new Set(body.map((f: { line: string }) => f.line))).toEqual(new Set(['mediation']))
  })
  it('identities with their arithmetic', async () => {
    const { body } = await get('leader', `/api/checks?${year}`)
    expect(body.length).toBe(bureau.checks.length)
    const sources = body.find((c: { id: string }) => c.id === 'med.sources')
    expect(sources.arithmetic).toMatch(/^\d+\+\d+\+\d+ = \d+( ≠ \d+，相差 \d+)?$/)
    expect(sources.holds).toBe(sources.left === sources.right)
  })
  it('a village worker counts all of the village and is shown his own', async () => {
    const asked = 'from=2017-01-01&to=2017-12-31&unit=445102112201'
    const { body } = await get('worker', `/api/figures/med.accept/records?${asked}&limit=500`)
    expect(body.rows.length + body.hidden).toBe(body.value)
    expect(body.hidden).toBeGreaterThan(0)
  })
  it('each wrong question has its code', async () => {
    const code = async (who: string, url: string) => (await get(who, url)).body.code
    expect(await code('nobody', `/api/figures?${year}`)).toBe('session.missing')
    expect(await code('system', `/api/figures?${year}`)).toBe('access.line')
    expect(await code('station', `/api/figures?${year}`)).toBe('access.area')
    expect(await code('leader', '/api/figures?from=2017-02-30&to=2017-12-31&unit=445102')).toBe('period.invalid')
    expect(await code('leader', '/api/figures?from=2017-01-01&to=2017-12-31&unit=999999999')).toBe('unit.missing')
    expect(await code('leader', '/api/figures?to=2017-12-31')).toBe('request.invalid')
    expect(await code('leader', `/api/figures/med.nothing?${year}`)).toBe('figures.unknown')
    expect(await code('leader', `/api/figures/med.accept?${year}&by=summary`)).toBe('split.invalid')
    expect(await code('leader', `/api/figures/med.accept/records?${year}&limit=501`)).toBe('request.invalid')
    expect(await code('leader', `/api/figures/med.accept/records?${year}&after=x`)).toBe('request.invalid')
    expect(await code('leader', `/api/checks?${year.replace('2017-12-31', 'soon')}`)).toBe('period.invalid')
  })
})
