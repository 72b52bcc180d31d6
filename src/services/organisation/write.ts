import { sql } from 'kysely'
import type { Tx } from '../store/index.ts'
import type { Change } from './changes.ts'

/** Carries judged changes out, in their order. */
export async function apply(tx: Tx, bureau: string, changes: readonly Change[]): Promise<void> {
  await Promise.all(changes.map((change) => tx.exec(statement(bureau, change))))
}

function statement(bureau: string, c: Change) {
  switch (c.do) {
    case 'open':
      return sql`insert into unit (bureau, code, valid_from, valid_to, name, level, note)
        values (${bureau}, ${c.code}, ${c.from}, ${c.to}, ${c.name}, ${c.level}, ${c.note ?? null})`
    case 'end':
      return sql`update unit set valid_to = ${c.to}, version = version + 1 where bureau = ${bureau} and code = ${c.code} and valid_from = ${c.from}`
    case 'name':
      return sql`update unit set name = ${c.name}, version = version + 1 where bureau = ${bureau} and code = ${c.code} and valid_from = ${c.from}`
    case 'begin':
      return sql`update unit set valid_from = ${c.begins}, version = version + 1 where bureau = ${bureau} and code = ${c.code} and valid_from = ${c.from}`
    case 'count':
      return sql`insert into unit_counted (bureau, code, valid_from, valid_to) values (${bureau}, ${c.code}, ${c.from}, ${c.to})`
    case 'uncount':
      return sql`delete from unit_counted where bureau = ${bureau} and code = ${c.code} and valid_from = ${c.from}`
    case 'succeed':
      return sql`insert into unit_successor (bureau, code, successor, changed_on, basis)
        values (${bureau}, ${c.code}, ${c.successor}, ${c.on}, ${c.basis})`
  }
}
