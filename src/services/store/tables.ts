import type pg from 'pg'
import { Fault } from '../fault.ts'

/** A table as a backup holds it. */
export interface Table {
  readonly name: string
  readonly columns: readonly string[]
}

/** All tables of the program, those that are referred to before those that refer to them; the list of migrations is not among them. */
export async function tablesInOrder(client: pg.ClientBase): Promise<Table[]> {
  const { rows: tables } = await client.query<Table>(
    `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'migration'
     group by c.relname order by c.relname`,
  )
  const { rows: links } = await client.query<{ from: string; to: string }>(
    `select distinct f.relname as from, t.relname as to
     from pg_constraint k join pg_class f on f.oid = k.conrelid join pg_class t on t.oid = k.confrelid
     where k.contype = 'f' and k.conparentid = 0 and f.relnamespace = 'public'::regnamespace and f.oid <> t.oid`,
  )
  return inOrder(tables, links)
}

/** Orders tables so that each comes after all it refers to. */
export function inOrder(tables: readonly Table[], links: readonly { from: string; to: string }[]): Table[] {
  const waiting = new Map(tables.map((table) => [table.name, table]))
  const ordered: Table[] = []
  while (waiting.size > 0) {
    const ready = [...waiting.values()].filter(({ name }) => !links.some((link) => link.from === name && waiting.has(link.to)))
    if (ready.length === 0) {
      throw new Fault('backup.circular-tables', {
        status: 500,
        zh: `这些表互相引用，无法备份：${[...waiting.keys()].join('、')}`,
        en: `These tables refer to each other in a circle and cannot be backed up: ${[...waiting.keys()].join(', ')}`,
        remedy: { zh: '请联系开发者。', en: 'Tell the developers.' },
      })
    }
    for (const table of ready) {
      ordered.push(table)
      waiting.delete(table.name)
    }
  }
  return ordered
}
