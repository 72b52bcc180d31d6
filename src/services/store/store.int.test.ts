import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testStore } from './testing.ts'

const store = await testStore()
await store.owner(async (tx) => {
  await tx.exec(sql`create table note (bureau text not null, id integer not null, unit text not null, body text, primary key (bureau, id))`)
  await tx.exec(sql`alter table note enable row level security`)
  await tx.exec(sql`create policy note_scope on note to fazhi_app
    using (bureau = (select current_setting('fazhi.bureau', true)) and unit ^@ (select nullif(current_setting('fazhi.scope', true), '')))`)
  await tx.exec(
    sql`insert into note values ('445102', 1, '445102112', '铁铺镇'), ('445102', 2, '445102104', '意溪镇'), ('440000', 1, '440000', '别的局')`,
  )
})
const all = sql<{ bureau: string; id: number; body: string }>`select bureau, id, body from note order by bureau, id`
const county = { 'fazhi.bureau': '445102', 'fazhi.scope': '445102' }

test('the settings of a transaction decide which rows are seen', async () => {
  expect(await store.read(county, (tx) => tx.rows(all))).toHaveLength(2)
  const town = await store.read({ ...county, 'fazhi.scope': '445102112' }, (tx) => tx.rows(all))
  expect(town.map((row) => row.body)).toEqual(['铁铺镇'])
})
