import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { Fault } from '../fault.ts'
import { connectStore } from './store.ts'
import { testStore } from './testing.ts'
import { settingStatements } from './transaction.ts'

const store = await testStore()
await store.owner(async (tx) => {
  await tx.exec(sql`create table note (bureau text not null, id integer not null, unit text not null, body text, primary key (bureau, id))`)
  await tx.exec(sql`grant select, insert, update, delete on note to fazhi_app`)
  await tx.exec(sql`alter table note enable row level security`)
  await tx.exec(sql`create policy note_scope on note to fazhi_app
    using (bureau = (select current_setting('fazhi.bureau', true)) and unit ^@ (select nullif(current_setting('fazhi.scope', true), '')))`)
  await tx.exec(
    sql`insert into note values ('445102', 1, '445102112', '铁铺镇'), ('445102', 2, '445102104', '意溪镇'), ('440000', 1, '440000', '别的局')`,
  )
})
const all = sql<{ bureau: string; id: number; body: string }>`select bureau, id, body from note order by bureau, id`
const county = { 'fazhi.bureau': '445102', 'fazhi.scope': '445102' }
const bodyOf = (id: number) =>
  store.owner((tx) => tx.one(sql<{ body: string }>`select body from note where bureau = '445102' and id = ${id}`))

test('the settings of a transaction decide which rows are seen', async () => {
  expect(await store.read(county, (tx) => tx.rows(all))).toHaveLength(2)
  const town = await store.read({ ...county, 'fazhi.scope': '445102112' }, (tx) => tx.rows(all))
  expect(town.map((row) => row.body)).toEqual(['铁铺镇'])
})

test('a lost setting means no rows, also on a connection that had it a moment ago', async () => {
  const single = await testConnection(1)
  try {
    expect(await single.read(county, (tx) => tx.rows(all))).toHaveLength(2)
    expect(await single.read({}, (tx) => tx.rows(all))).toEqual([])
    expect(await single.read({ 'fazhi.bureau': '445102' }, (tx) => tx.rows(all))).toEqual([])
  } finally {
    await single.close()
  }
})

test('what one person may see never leaks into the transaction of another on the same connection', async () => {
  const single = await testConnection(1)
  const towns = ['445102112', '445102104', '445102999']
  try {
    const seen = await Promise.all(
      Array.from({ length: 60 }, (_, index) => {
        const town = towns[index % 3] ?? ''
        return single
          .read({ 'fazhi.bureau': '445102', 'fazhi.scope': town }, (tx) => tx.rows(sql<{ unit: string }>`select unit from note`))
          .then((rows) => rows.every((row) => row.unit === town) && rows.length === (town.endsWith('999') ? 0 : 1))
      }),
    )
    expect(seen.every(Boolean)).toBe(true)
  } finally {
    await single.close()
  }
})

test('a setting is written as an escaped literal and cannot carry a command', async () => {
  const hostile = "x'; drop table note; --\\'"
  const row = await store.read({ ...county, 'fazhi.scope': hostile }, (tx) =>
    tx.one(sql<{ scope: string }>`select current_setting('fazhi.scope') as scope`),
  )
  expect(row?.scope).toBe(hostile)
  expect(() => settingStatements({ role: 'fazhi' })).toThrow(RangeError)
  expect(() => settingStatements({ 'fazhi.scope = 1; --': 'x' })).toThrow(RangeError)
  expect(() => settingStatements({ 'fazhi.scope': 'a\0b' })).toThrow(RangeError)
})

test('a read cannot write', async () => {
  await expect(store.read(county, (tx) => tx.exec(sql`update note set body = 'x'`))).rejects.toMatchObject({ code: '25006' })
})

test('a read sees one moment: what is written meanwhile stays invisible until it ends', async () => {
  await store.read(county, async (tx) => {
    const before = await tx.rows(all)
    await store.owner((other) => other.exec(sql`insert into note values ('445102', 50, '445102112', '后来')`))
    expect(await tx.rows(all)).toEqual(before)
  })
  expect(await store.read(county, (tx) => tx.rows(all))).toHaveLength(3)
  await store.owner((tx) => tx.exec(sql`delete from note where id = 50`))
})

test('an error inside the work rolls everything back', async () => {
  await expect(
    store.write(county, async (tx) => {
      await tx.exec(sql`update note set body = '改了' where id = 1`)
      throw new Error('不同意')
    }),
  ).rejects.toThrow('不同意')
  expect((await bodyOf(1))?.body).toBe('铁铺镇')
})

test('an error of the first query leaves nothing behind and the connection usable', async () => {
  const single = await testConnection(1)
  try {
    await expect(single.write(county, (tx) => tx.exec(sql`insert into note values ('445102', 1, '445102', '')`))).rejects.toMatchObject({
      code: '23505',
    })
    await expect(single.read(county, (tx) => tx.exec(sql`select no_such_column from note`))).rejects.toMatchObject({ code: '42703' })
    expect(await single.read(county, (tx) => tx.rows(all))).toHaveLength(2)
  } finally {
    await single.close()
  }
})

test('a swallowed error cannot pass as a saved write', async () => {
  const attempt = store.write(county, async (tx) => {
    await tx.exec(sql`update note set body = '改了' where id = 2`)
    await tx.exec(sql`select 1 / 0`).catch(() => 0)
  })
  await expect(attempt).rejects.toThrow('nothing was saved')
  expect((await bodyOf(2))?.body).toBe('意溪镇')
})

test('a query after the end of its transaction is refused', async () => {
  let escaped: (() => Promise<unknown>) | undefined
  await store.read(county, async (tx) => {
    await tx.rows(all)
    escaped = () => tx.rows(all)
  })
  await expect(escaped?.()).rejects.toThrow('transaction had ended')
})

test('a deadlock is resolved by doing the loser again', async () => {
  let runs = 0
  let arrived = 0
  let open: () => void = () => undefined
  const both = new Promise<void>((resolve) => {
    open = resolve
  })
  const swap = (first: number, second: number) =>
    store.write(county, async (tx) => {
      runs += 1
      await tx.exec(sql`update note set body = body || '' where id = ${first}`)
      arrived += 1
      if (arrived === 2) open()
      await both
      await tx.exec(sql`update note set body = body || '' where id = ${second}`)
    })
  await Promise.all([swap(1, 2), swap(2, 1)])
  expect(runs).toBe(3)
})

test('days, instants and numbers arrive as what they are', async () => {
  const row = await store.read(county, (tx) =>
    tx.one(sql`select date '2017-05-19' as day, timestamptz '2017-05-19 08:00:00.12+08' as instant, timestamptz '2017-05-19 08:00:00+08' as whole,
      214.50::numeric(16,2) as money, 6065::bigint as small, 9007199254740993::bigint as large, array[date '2017-01-01'] as days,
      array[1.5, 2]::numeric[] as sums, array[[timestamptz '2017-05-19 08:00:00+08', null]] as instants, '{"a": [1]}'::jsonb as json, null::date as nothing, timestamptz '2017-05-19 08:00:00.123456+08' as fine`),
  )
  expect(row).toEqual({
    day: '2017-05-19',
    instant: '2017-05-19T00:00:00.120Z',
    whole: '2017-05-19T00:00:00.000Z',
    fine: '2017-05-19T00:00:00.123456Z',
    money: 214.5,
    small: 6065,
    large: '9007199254740993',
    days: ['2017-01-01'],
    sums: [1.5, 2],
    instants: [['2017-05-19T00:00:00.000Z', null]],
    json: { a: [1] },
    nothing: null,
  })
})

test('a query asked often becomes a prepared statement and survives a change of its table', async () => {
  const single = await testConnection(1)
  const star = sql`select * from note where id = ${1}`
  const prepared = sql<{ count: number }>`select count(*) as count from pg_prepared_statements where statement like 'select * from note%'`
  try {
    for (let time = 0; time < 6; time += 1) await single.read(county, (tx) => tx.rows(star))
    expect(await single.read(county, (tx) => tx.one(prepared))).toEqual({ count: 1 })
    await store.owner((tx) => tx.exec(sql`alter table note add column extra text`))
    expect(await single.read(county, (tx) => tx.rows(star))).toMatchObject([{ id: 1, extra: null }])
  } finally {
    await single.close()
    await store.owner((tx) => tx.exec(sql`alter table note drop column extra`))
  }
})

test('a question asked with the same values is planned once, holds any text, and never shows one person the rows of another', async () => {
  const single = await testConnection(1)
  const named = (body: string) => sql<{ id: number }>`select id from note where body = ${body} and id = ${1}`
  const scopes = ['445102112', '445102104']
  const hostile = ["铁铺镇' or true --", '$1', '$2', "\\'; drop table note; --"]
  const plans = sql<{ statement: string; generic: number }>`select statement, generic_plans::int as generic from pg_prepared_statements
    where statement like 'select id from note where body%'`
  try {
    for (let time = 0; time < 6; time += 1) {
      const seen = { 'fazhi.bureau': '445102', 'fazhi.scope': scopes[time % 2] ?? '' }
      expect(await single.ask(seen, named('铁铺镇'), 'kept')).toEqual(time % 2 === 0 ? [{ id: 1 }] : [])
    }
    expect(await single.read(county, (tx) => tx.rows(plans))).toEqual([
      { statement: "select id from note where body = '铁铺镇' and id = '1'", generic: 3 },
    ])
    for (const text of hostile) expect(await single.ask(county, named(text), 'kept')).toEqual([])
    for (const text of [...hostile, '{"a","b"}', '']) {
      expect(await single.ask(county, sql`select ${[text, 'b']}::text[] as list, ${text}::text as one`, 'kept')).toEqual([
        { list: [text, 'b'], one: text },
      ])
    }
  } finally {
    await single.close()
  }
})

test('a query alone that fails gives its connection back usable', async () => {
  const single = await testConnection(1)
  try {
    await expect(single.ask(county, sql`select 1 / (id - 1) from note`)).rejects.toThrow()
    expect(await single.ask(county, all)).toHaveLength(2)
    expect(await single.ask({}, all)).toEqual([])
    await expect(single.ask(county, sql`insert into note values ('445102', 9, '445102', '')`)).rejects.toThrow()
  } finally {
    await single.close()
  }
})

test('prepared statements that are too many end with their connection, and every answer stays right', async () => {
  const single = await testConnection(1)
  const held = sql<{ count: number }>`select count(*)::int as count from pg_prepared_statements`
  let most = 0
  try {
    for (let value = 0; value < 450; value += 1) {
      for (let time = 0; time < 4; time += 1)
        expect(await single.ask(county, sql`select ${value}::text as value`, 'kept')).toEqual([{ value: String(value) }])
      if (value % 20 === 0) most = Math.max(most, (await single.ask(county, held))[0]?.count ?? 0)
    }
    expect(most).toBeGreaterThan(300)
    expect((await single.ask(county, held))[0]?.count).toBeLessThan(200)
  } finally {
    await single.close()
  }
})

test('an application connection plans for the values, unless single rows by key are asked for', async () => {
  const mode = sql<{ mode: string }>`select current_setting('plan_cache_mode') as mode`
  expect(await store.read(county, (tx) => tx.one(mode))).toEqual({ mode: 'force_custom_plan' })
  expect(await store.read(county, (tx) => tx.one(mode), { plan: 'generic' })).toEqual({ mode: 'force_generic_plan' })
  expect(await store.read(county, (tx) => tx.one(mode))).toEqual({ mode: 'force_custom_plan' })
})

test('by one address of the owner the application still acts as the role that owns nothing', async () => {
  const { owner } = store.connections
  const byRole = connectStore({ owner, app: { ...owner, role: 'fazhi_app' } })
  try {
    expect(await byRole.read({}, (tx) => tx.rows(all))).toEqual([])
    expect(await byRole.read(county, (tx) => tx.rows(all))).toHaveLength(2)
  } finally {
    await byRole.close()
  }
})

test('a connection cut in the middle is reported as unavailable, and the next request works', async () => {
  const cut = store.write(county, async (tx) => {
    const row = await tx.one(sql<{ pid: number }>`select pg_backend_pid() as pid`)
    await store.owner((other) => other.exec(sql`select pg_terminate_backend(${row?.pid})`))
    await tx.exec(sql`update note set body = '改了' where id = 1`)
  })
  await expect(cut).rejects.toMatchObject({ name: 'Fault', code: 'store.unavailable', status: 503 })
  expect(await store.read(county, (tx) => tx.rows(all))).toHaveLength(2)
  expect((await bodyOf(1))?.body).toBe('铁铺镇')
})

test('a database that is not there is said at once, in words', async () => {
  const nowhere = { host: '/nonexistent', port: 5432, user: 'fazhi', password: 'x', database: 'fazhi' }
  const gone = connectStore({ owner: nowhere, app: nowhere })
  const started = performance.now()
  const error = await gone.read({}, (tx) => tx.rows(all)).catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(Fault)
  expect(error).toMatchObject({ code: 'store.unavailable', zh: '数据库暂时无法连接' })
  expect(performance.now() - started).toBeLessThan(5_000)
  await gone.close()
})

/** A store with connections of its own to the same database. */
async function testConnection(poolSize: number) {
  return connectStore(store.connections, { poolSize })
}
