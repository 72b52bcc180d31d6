import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { Fault } from '../fault.ts'
import { errorCode } from './faults.ts'
import type { Store } from './store.ts'

/** One numbered file of migrations/. */
export interface Migration {
  readonly number: number
  readonly name: string
  readonly sql: string
  readonly checksum: string
}

/** Rows of the installation, not of a county, carry this bureau: every key in the database begins with one. */
export const INSTALLATION = '000000'

/** Where the numbered files lie. */
export const migrationsDirectory: string = join(import.meta.dirname, '..', '..', '..', 'migrations')

/** The migrations on disk in order; a gap, a doubled number or a wrong name is a fault. */
export function readMigrations(from: string = migrationsDirectory): readonly Migration[] {
  const names = readdirSync(from)
    .filter((name) => name.endsWith('.sql'))
    .sort()
  return names.map((name, index) => {
    const number = Number(/^(\d{4})-[a-z0-9-]+\.sql$/.exec(name)?.[1] ?? Number.NaN)
    if (number !== index + 1) {
      throw migrationFault(
        'store.migration-order',
        `迁移文件编号不连续：${name}（应为 ${String(index + 1).padStart(4, '0')}）`,
        `Migration numbers are not in sequence: ${name} (expected ${String(index + 1).padStart(4, '0')})`,
        { zh: '请恢复被删除或改名的迁移文件。', en: 'Restore the migration that was deleted or renamed.' },
      )
    }
    // Line endings may change when a file passes through Windows; the migration does not.
    const sql = readFileSync(join(from, name), 'utf8').replaceAll('\r\n', '\n')
    return { number, name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
  })
}

/**
 * Brings the database to the newest migration, forward only, one transaction each, as the owner. Two processes that start at
 * once wait for each other. Returns the names of those that were shipped now.
 */
export async function migrate(store: Pick<Store, 'ownerClient'>, migrations = readMigrations()): Promise<readonly string[]> {
  return store.ownerClient(async (client) => {
    await client.query('select pg_advisory_lock(1717662312, 3)')
    try {
      await client.query(`create table if not exists migration (
        bureau text not null, number integer not null, name text not null, checksum text not null,
        applied_at timestamptz not null default now(), primary key (bureau, number))`)
      const applied = await appliedMigrations(client)
      refuseChanged(applied, migrations)
      const shipped: string[] = []
      for (const migration of migrations.slice(applied.length)) {
        await ship(client, migration)
        shipped.push(migration.name)
      }
      return shipped
    } finally {
      await client.query('select pg_advisory_unlock(1717662312, 3)').catch(() => undefined)
    }
  })
}

/** The number of the last migration in the database; 0 when there is none. */
export async function migrationNumber(client: pg.ClientBase): Promise<number> {
  try {
    const { rows } = await client.query<{ number: number }>(
      `select coalesce(max(number), 0)::integer as number from migration where bureau = '${INSTALLATION}'`,
    )
    return rows[0]?.number ?? 0
  } catch (error) {
    if (errorCode(error) === '42P01') return 0
    throw error
  }
}

interface Applied {
  readonly number: number
  readonly name: string
  readonly checksum: string
}

async function appliedMigrations(client: pg.ClientBase): Promise<Applied[]> {
  const { rows } = await client.query<Applied>(
    `select number, name, checksum from migration where bureau = '${INSTALLATION}' order by number`,
  )
  return rows
}

function refuseChanged(applied: readonly Applied[], migrations: readonly Migration[]): void {
  for (const [index, row] of applied.entries()) {
    const migration = migrations[index]
    if (migration === undefined) {
      throw migrationFault(
        'store.newer-database',
        `数据库比程序新：已应用迁移 ${row.name}，程序里没有`,
        `The database is newer than the program: migration ${row.name} is applied but unknown here`,
        { zh: '请使用最近一次运行过的版本或更新的版本。', en: 'Use the version that ran last, or a later one.' },
      )
    }
    if (migration.checksum !== row.checksum) {
      throw migrationFault(
        'store.migration-changed',
        `迁移 ${row.name} 应用之后又被改动`,
        `Migration ${row.name} was changed after it had been applied`,
        { zh: '请恢复原文件，把改动写成新的迁移。', en: 'Restore the file and write the change as a new migration.' },
      )
    }
  }
}

async function ship(client: pg.ClientBase, migration: Migration): Promise<void> {
  try {
    await client.query('begin')
    await client.query(migration.sql)
    await client.query('insert into migration (bureau, number, name, checksum) values ($1, $2, $3, $4)', [
      INSTALLATION,
      migration.number,
      migration.name,
      migration.checksum,
    ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    const reason = error instanceof Error ? error.message : String(error)
    throw migrationFault(
      'store.migration-failed',
      `迁移 ${migration.name} 没有成功，数据库未改变：${reason}`,
      `Migration ${migration.name} failed, the database is unchanged: ${reason}`,
      { zh: '请联系系统管理员；数据仍是迁移前的样子。', en: 'Call the administrator; the data are as before the migration.' },
      error,
    )
  }
}

function migrationFault(code: string, zh: string, en: string, remedy: { zh: string; en: string }, cause?: unknown): Fault {
  return new Fault(code, { status: 500, zh, en, remedy }, cause)
}
