import { sql } from 'kysely'
import type { Tx } from '../store/index.ts'
import type { Present } from './tables.ts'

/** What the database has of tables, columns and indexes, in the words of the declarations. */
export async function present(tx: Tx): Promise<Present> {
  const [columns, indexes, policies] = await Promise.all([
    tx.rows<{ table: string; column: string; type: string; required: boolean }>(
      sql`select c.relname as "table", a.attname as "column", replace(replace(format_type(a.atttypid, a.atttypmod), 'timestamp with time zone', 'timestamptz'), 'character varying', 'text') as type, a.attnotnull as required
          from pg_attribute a join pg_class c on c.oid = a.attrelid
          where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and a.attnum > 0 and not a.attisdropped`,
    ),
    tx.rows<{ name: string }>(sql`select indexname as name from pg_indexes where schemaname = 'public'`),
    tx.rows<{ name: string }>(sql`select policyname as name from pg_policies where schemaname = 'public'`),
  ])
  const tables = new Map<string, Map<string, { type: string; required: boolean }>>()
  for (const { table, column, type, required } of columns)
    tables.set(table, (tables.get(table) ?? new Map()).set(column, { type, required }))
  return { columns: tables, indexes: new Set(indexes.map((i) => i.name)), policies: new Set(policies.map((p) => p.name)) }
}
