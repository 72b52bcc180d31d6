import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import autocannon from 'autocannon'
import fastify from 'fastify'
import { sql } from 'kysely'
import pg from 'pg'
import { buildApp } from '../src/http/app.ts'
import { compileBureau } from '../src/kernel/index.ts'
import { hasRule } from '../src/law/index.ts'
import { lines, posts } from '../src/lines/index.ts'
import { over, type Services } from '../src/services/open.ts'
import { startEmbedded } from '../src/services/store/embedded.ts'
import { migrate } from '../src/services/store/index.ts'
import { type Connection, connectStore } from '../src/services/store/store.ts'

const county = '445102'
const password = 'Hanjiang-7-bridge'
const kinds = [
  'family',
  'neighbour',
  'housing',
  'contract',
  'business',
  'damages',
  'land',
  'expropriation',
  'environment',
  'labour',
  'consumer',
  'medical',
  'traffic',
  'property',
  'other',
]
const connections = 16

interface Measured {
  readonly requestsPerSecond: number
  readonly p50: number
  readonly p99: number
  readonly errors: number
}

/**
 * `ledger --rows N [--seconds S]`: list page, one record, create and grouped figure at 16 connections, by this program and by a bare handler with
 * hand-written SQL over the same table in the same run, and the ratios.
 */
export async function run(args: readonly string[]): Promise<void> {
  const option = (name: string, otherwise: number) => {
    const at = args.indexOf(`--${name}`)
    return at < 0 ? otherwise : Number(args[at + 1])
  }
  const rows = option('rows', 100_000)
  const seconds = option('seconds', 8)
  const data = mkdtempSync(join(tmpdir(), 'fazhi-bench-'))
  const embedded = await startEmbedded({ data })
  const store = connectStore(embedded, { poolSize: connections, where: embedded.where, onClose: embedded.stop })
  await migrate(store)
  const services = await over(store, compileBureau(lines, posts, { hasRule: (code) => hasRule(code) }), { data, cells: 'keep' })
  try {
    await measure(services, embedded.owner, rows, seconds)
  } finally {
    await services.close()
    rmSync(data, { recursive: true, force: true })
  }
}

async function measure(services: Services, owner: Connection, rows: number, seconds: number): Promise<void> {
  const app = await buildApp(services, { version: 'bench' })
  const { token, committee, town } = await prepare(app.fastify)
  const begun = performance.now()
  await fill(services, rows, committee)
  print({ bench: 'ledger', what: 'filled', rows, seconds: Math.round((performance.now() - begun) / 100) / 10 })
  const ours = await app.fastify.listen({ port: 0, host: '127.0.0.1' })
  const bare = await bareServer(owner)
  const theirs = await bare.listen({ port: 0, host: '127.0.0.1' })
  const ids = await services.store.owner((tx) =>
    tx.rows<{ id: string }>(sql`select id from mediation_case where unit like ${`${town}%`} limit 500`),
  )
  const auth = { authorization: `Bearer ${token}` }
  const json = { 'content-type': 'application/json' }
  const body = JSON.stringify({
    values: { kind: 'neighbour', source: 'application', summary: '屋檐滴水争执，经调解员上门查看', committee, acceptedOn: '2017-06-01' },
    people: [],
  })
  const anyId = () => ids[Math.floor(Math.random() * ids.length)]?.id ?? ''
  const byKind = `/api/figures/med.accept?from=2017-01-01&to=2017-12-31&unit=${county}&by=kind`
  // The cells are counted once; a server does it behind its first readers.
  await app.fastify.inject({ url: byKind, headers: auth })
  await services.figures.keeper.settle()
  const tasks: { what: string; aim: number; ours: () => autocannon.Request; bare: () => autocannon.Request }[] = [
    {
      what: 'list',
      aim: 0.75,
      ours: () => ({ path: `/api/mediation/case?unit=${town}&kind=neighbour&limit=50`, headers: auth }),
      bare: () => ({ path: `/list?unit=${town}&kind=neighbour` }),
    },
    {
      what: 'record',
      aim: 0.5,
      ours: () => ({ path: `/api/mediation/case/${anyId()}?brief=true`, headers: auth }),
      bare: () => ({ path: `/record/${anyId()}` }),
    },
    {
      what: 'create',
      aim: 0.45,
      ours: () => ({
        method: 'POST',
        path: '/api/mediation/dispute',
        headers: { ...auth, ...json, prefer: 'return=minimal' },
        body: JSON.stringify({ values: { kind: 'neighbour', summary: '屋檐滴水争执，经网格员上门查看', foundOn: '2017-06-01' } }),
      }),
      bare: () => ({ method: 'POST', path: '/create', headers: json, body }),
    },
    {
      what: 'grouped',
      aim: 10,
      ours: () => ({ path: byKind, headers: auth }),
      bare: () => ({ path: '/grouped' }),
    },
  ]
  for (const task of tasks) {
    // Warm both, then measure one after the other, twice, and keep the better of each: the machine is shared.
    await load(ours, task.ours, 2)
    await load(theirs, task.bare, 2)
    const [a1, b1] = [await load(ours, task.ours, seconds), await load(theirs, task.bare, seconds)]
    const [a2, b2] = [await load(ours, task.ours, seconds), await load(theirs, task.bare, seconds)]
    const a = a1.requestsPerSecond > a2.requestsPerSecond ? a1 : a2
    const b = b1.requestsPerSecond > b2.requestsPerSecond ? b1 : b2
    print({
      bench: 'ledger',
      what: task.what,
      rows,
      connections,
      fazhi: a,
      bare: b,
      ratio: Math.round((a.requestsPerSecond / b.requestsPerSecond) * 100) / 100,
      aim: task.aim,
    })
  }
  await bare.close()
  await app.fastify.close()
}

const print = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`)

async function load(url: string, request: () => autocannon.Request, duration: number): Promise<Measured> {
  const result = await autocannon({
    url,
    connections,
    duration,
    workers: 1,
    requests: Array.from({ length: 64 }, request),
  })
  return {
    requestsPerSecond: Math.round(result.requests.average),
    p50: result.latency.p50,
    p99: result.latency.p99,
    errors: result.errors + result.non2xx,
  }
}

/** A bureau, a justice office's head, and one committee. */
async function prepare(server: {
  inject: (r: object) => Promise<{ body: string; statusCode: number }>
}): Promise<{ token: string; committee: string; town: string }> {
  const call = async (url: string, payload: object, token?: string) => {
    const r = await server.inject({ method: 'POST', url, payload, headers: token ? { authorization: `Bearer ${token}` } : {} })
    if (r.statusCode >= 300) throw new Error(`${url}: ${r.body}`)
    return r.body ? JSON.parse(r.body) : {}
  }
  const town = '445102100'
  const first = await call('/api/first-run', {
    county,
    bureauName: '湘桥区司法局',
    administrator: { username: 'system', name: '系统', password },
  })
  const system = (await call('/api/session', { username: 'system', password })).token
  const oneTime = first.accounts.find((a: { username: string }) => a.username === 'security').password
  const begin = (await call('/api/session', { username: 'security', password: oneTime })).token
  await call('/api/session/password', { current: oneTime, next: `${password}-own` }, begin)
  const security = (await call('/api/session', { username: 'security', password: `${password}-own` })).token
  const made = await call('/api/accounts', { username: 'head', name: '所长', password }, system)
  const id = made.account?.id ?? made.id
  await call(`/api/accounts/${id}/posts`, { post: 'stationHead', unit: town, from: '2017-01-01' }, security)
  await call(`/api/accounts/${id}/posts`, { post: 'mediationOfficer', unit: county, from: '2017-01-01' }, security)
  const once = (await call('/api/session', { username: 'head', password })).token
  await call('/api/session/password', { current: password, next: `${password}-own` }, once)
  const token = (await call('/api/session', { username: 'head', password: `${password}-own` })).token
  const committee = (
    await call(
      '/api/mediation/committee',
      { unit: town, values: { name: '意溪镇人民调解委员会', kind: 'township', foundedOn: '2015-03-01' } },
      token,
    )
  ).id
  return { token, committee, town }
}

/** Cases of ten years over all villages, straight into the table: the load of a province's ledger, not its history. */
async function fill(services: Services, rows: number, committee: string): Promise<void> {
  await services.store.owner(async (tx) => {
    await tx.exec(sql`set local synchronous_commit = off`)
    await tx.exec(sql`set local statement_timeout = 0`)
    await tx.exec(
      sql`with place as (select code, row_number() over (order by code) - 1 as n, count(*) over () as total from unit where bureau = ${county} and level in ('village', 'township'))
          insert into mediation_case (bureau, id, unit, stage, number, version, sealed, created_at, created_by, updated_at, accepted_on, kind, source, summary, committee, agreed_on, agreement, outcome, result_on, amount_agreed)
          select ${county}, (lpad(to_hex(1230768000000 + i * 300000::bigint), 12, '0') || '7' || lpad(to_hex(i % 4096), 3, '0') || '8000' || lpad(to_hex(i), 12, '0'))::uuid,
            p.code, 'agreed', '调〔' || (2008 + i % 10) || '〕' || i || '号', 1, false, now(), gen_random_uuid(), now(),
            date '2008-01-01' + ((i * 7919) % 3650)::int, (${kinds}::text[])[1 + (i * 31 % 15)], 'application', '第' || i || '起纠纷：双方因琐事争执，经调解员上门查看', ${committee}::uuid,
            date '2008-01-05' + ((i * 7919) % 3650)::int, 'written', 'agreed', date '2008-01-05' + ((i * 7919) % 3650)::int, (i % 5000) + 0.5
          from generate_series(1, ${rows}::bigint) i join place p on p.n = (i * 13) % p.total`,
    )
  })
  await services.store.ownerClient((client) => client.query('vacuum analyze mediation_case'))
}

/** The same work by hand: fastify, pg, SQL, no walls, no declarations; create writes one audit row. */
async function bareServer(owner: Connection) {
  const { url: _, role: __, ...parts } = owner
  const pool = new pg.Pool({ ...parts, max: connections })
  await pool.query(
    'create table if not exists bare_audit (id bigserial primary key, at timestamptz not null, who text not null, what jsonb not null)',
  )
  const server = fastify()
  server.addHook('onClose', () => pool.end())
  const columns = 'id, unit, stage, number, version, sealed, created_at, accepted_on, kind, source, summary, committee, outcome, result_on'
  server.get<{ Querystring: { unit: string; kind: string } }>('/list', async (request) => {
    const { unit, kind } = request.query
    const r = await pool.query(
      `select ${columns} from mediation_case where bureau = $1 and unit >= $2 and unit < $3 and kind = $4 and voided_at is null order by id desc limit 50`,
      [county, unit, `${unit}~`, kind],
    )
    return { rows: r.rows }
  })
  server.get<{ Params: { id: string } }>('/record/:id', async (request) => {
    const r = await pool.query('select * from mediation_case where bureau = $1 and id = $2', [county, request.params.id])
    return r.rows[0]
  })
  server.post<{ Body: { values: { kind: string; summary: string } } }>('/create', async (request, reply) => {
    const { kind, summary } = request.body.values
    const client = await pool.connect()
    try {
      await client.query('begin')
      const r = await client.query(
        `insert into mediation_dispute (bureau, id, unit, stage, version, sealed, created_at, created_by, updated_at, kind, summary, found_on)
         values ($1, gen_random_uuid(), $2, 'found', 1, false, now(), gen_random_uuid(), now(), $3, $4, '2017-06-01') returning id`,
        [county, '445102100', kind, summary],
      )
      await client.query('insert into bare_audit (at, who, what) values (now(), $1, $2)', ['head', JSON.stringify({ kind, summary })])
      await client.query('commit')
      return reply.code(201).send(r.rows[0])
    } catch (error) {
      await client.query('rollback')
      throw error
    } finally {
      client.release()
    }
  })
  server.get('/grouped', async () => {
    const r = await pool.query(
      `select kind, count(*)::int as n from mediation_case where bureau = $1 and unit >= $2 and unit < $3 and accepted_on >= '2017-01-01' and accepted_on <= '2017-12-31' and voided_at is null group by kind`,
      [county, county, `${county}~`],
    )
    return r.rows
  })
  return server
}
