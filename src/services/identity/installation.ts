import { sql } from 'kysely'
import { INSTALLATION, type Store, type Tx } from '../store/index.ts'

/** The bureaus of this installation: one at a county, many at a province. */
export interface Installation {
  /** County codes in the order they were set up; empty before the first run. */
  bureaus(): Promise<readonly string[]>
  /** The bureau meant by a login: named after "@", or the only one. Undefined when the name is of none; null when it must be named. */
  bureauOf(named: string | undefined): Promise<string | undefined | null>
}

/** Reads the list of bureaus, and keeps it once there is one: bureaus are only ever added. */
export function openInstallation(store: Store): Installation {
  let known: { bureaus: readonly string[] } | null = null
  const bureaus = async (): Promise<readonly string[]> => {
    if (known) return known.bureaus
    const list = await store.read({}, readBureaus)
    if (list.length > 0) known = { bureaus: list }
    return list
  }
  return {
    bureaus,
    bureauOf: async (named) => {
      const list = await bureaus()
      if (named === undefined) return list.length > 1 ? null : list[0]
      if (list.includes(named)) return named
      known = null
      return (await bureaus()).find((b) => b === named)
    },
  }
}

async function readBureaus(tx: Tx): Promise<readonly string[]> {
  const row = await tx.one(sql<{ value: unknown }>`select value from setting where bureau = ${INSTALLATION} and name = 'bureaus'`)
  return Array.isArray(row?.value) ? row.value.map(String) : []
}

/** Puts a bureau on the list; false when the first one is there already. */
export async function addFirstBureau(tx: Tx, bureau: string): Promise<boolean> {
  const written = await tx.exec(sql`insert into setting (bureau, name, value)
    values (${INSTALLATION}, 'bureaus', ${JSON.stringify([bureau])}::jsonb) on conflict (bureau, name) do nothing`)
  return written === 1
}
