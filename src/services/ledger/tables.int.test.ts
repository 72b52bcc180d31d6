import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { compileBureau, tableOf } from '../../kernel/index.ts'
import { hasRule } from '../../law/index.ts'
import { lines, posts } from '../../lines/index.ts'
import { testStore } from '../store/testing.ts'
import { present } from './present.ts'
import { migrationDraft } from './tables.ts'

const bureau = compileBureau(lines, posts, { hasRule: (code) => hasRule(code) })
const store = await testStore()
const rows = <T>(text: string) => store.owner((tx) => tx.rows<T>(sql.raw(text)))

describe('the migrated database', () => {
  it('equals the declarations: nothing is left to add', async () => {
    expect(migrationDraft(bureau, await store.owner((tx) => present(tx)))).toBe('')
  })

  it('has no primary key, unique constraint, unique index or foreign key that does not begin with bureau', async () => {
    const keys = await rows<{ name: string; first: string }>(
      `select c.conname as name, a.attname as first from pg_constraint c
       join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
       where c.contype in ('p', 'u', 'f') and c.connamespace = 'public'::regnamespace
       union all
       select i.relname, a.attname from pg_index x join pg_class i on i.oid = x.indexrelid
       join pg_attribute a on a.attrelid = x.indrelid and a.attnum = x.indkey[0]
       where x.indisunique and i.relnamespace = 'public'::regnamespace`,
    )
    expect(keys.length).toBeGreaterThan(40)
    expect(keys.filter((k) => k.first !== 'bureau')).toEqual([])
  })

  it('lets the application role into no table without row-level security', async () => {
    const open = await rows<{ name: string }>(
      `select c.relname as name from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and not c.relrowsecurity and has_table_privilege('fazhi_app', c.oid, 'insert, update, delete')`,
    )
    expect(open).toEqual([])
    const owned = await rows(
      `select 1 from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = 'fazhi_app' and c.relkind = 'r'`,
    )
    expect(owned).toEqual([])
    expect(bureau.records.size).toBeGreaterThan(10)
    expect([...bureau.records.keys()].map(tableOf)).toContain('mediation_case')
  })
})
