import { sql } from 'kysely'
import type { Bureau } from '../../kernel/index.ts'
import { type CountyChoice, findCounties, firstUnits } from '../organisation/first-units.ts'
import type { Organisation } from '../organisation/organisation.ts'
import { INSTALLATION, type Store, tablesInOrder } from '../store/index.ts'
import type { Accounts, NewAccount } from './accounts.ts'
import type { Audit } from './audit.ts'
import { identityFault } from './faults.ts'
import { addFirstBureau, type Installation } from './installation.ts'
import { type AdministratorDuty, postsWith, titleOf } from './separation.ts'
import { plainUsername } from './sessions.ts'

/** A login that the page of a demo offers. */
export interface DemoLogin {
  readonly username: string
  readonly password: string
  readonly post: string
  readonly name: string
  readonly unitName: string
}

export interface FirstRunInput {
  readonly county: string
  readonly bureauName: string
  /** The system administrator; his password is his own. */
  readonly administrator: { readonly username: string; readonly name: string; readonly password: string }
  /** The security and the audit administrator; made with one-time passwords when not given. */
  readonly security?: NewAccount | undefined
  readonly auditor?: NewAccount | undefined
}

/** An account of the first run; the one-time password is shown once. */
export interface FirstAccount {
  readonly username: string
  readonly name: string
  readonly post: string
  readonly postTitle: string
  readonly password?: string
}

/** 「初始化」 */
export interface FirstRun {
  state(): Promise<{ ready: boolean; bureau?: string; bureauName?: string; demo: boolean; demoLogins?: readonly DemoLogin[] }>
  counties(query: string): CountyChoice[]
  /**
   * County, units and the three administrators, in one transaction, once. Three accounts from the first day, because who is system administrator
   * alone could make himself anything. Throws `first-run.done`, `first-run.county`, `password.weak`, `account.username`.
   */
  run(input: FirstRunInput): Promise<{ bureau: string; accounts: FirstAccount[] }>
  /** Marks that a demo is being built, so that one that is broken off is known. */
  beginDemo(): Promise<void>
  /** Takes away a demo whose building was broken off; true when there was one. Nobody's data are in it. */
  dropUnfinishedDemo(): Promise<boolean>
  /** Marks the installation as a demo with its logins: it is complete. */
  markDemo(logins: readonly DemoLogin[]): Promise<void>
}

export function openFirstRun(deps: {
  store: Store
  bureau: Bureau
  organisation: Organisation
  installation: Installation
  accounts: Accounts
  audit: Audit
}): FirstRun {
  const { store, bureau: declared, organisation, installation, accounts, audit } = deps
  const postOf = (duty: AdministratorDuty): string => {
    const [post] = postsWith(declared, duty)
    if (post === undefined) throw new Error(`no post carries the duty ${duty}`)
    return post
  }
  return {
    state: async () => {
      const [bureau] = await installation.bureaus()
      if (bureau === undefined) return { ready: false, demo: false }
      const [row] = await store.ask(
        {},
        sql<{ value: readonly DemoLogin[] }>`select value from setting where bureau = ${INSTALLATION} and name = 'demo'`,
      )
      const bureauName = await organisation.bureauName(bureau)
      return { ready: true, bureau, bureauName, demo: row !== undefined, ...(row ? { demoLogins: row.value } : {}) }
    },

    counties: (query) => findCounties(query),

    run: async (input) => {
      const units = firstUnits(input.county)
      if (!units) throw identityFault('first-run.county')
      const own = plainUsername(input.administrator.username)
      const wanted = [
        { ...input.administrator, post: postOf('system'), mustChange: false },
        {
          ...(input.security ?? { username: own === 'security' ? 'security-admin' : 'security', name: '安全管理员' }),
          post: postOf('security'),
        },
        { ...(input.auditor ?? { username: own === 'auditor' ? 'audit-admin' : 'auditor', name: '审计管理员' }), post: postOf('audit') },
      ]
      const made = await store.write({ 'fazhi.bureau': input.county }, async (tx) => {
        if (!(await addFirstBureau(tx, input.county))) throw identityFault('first-run.done')
        await organisation.install(tx, input.county, input.bureauName.trim(), units)
        const out: FirstAccount[] = []
        for (const account of wanted) {
          const { password } = await accounts.install(tx, input.county, account)
          const { username, name, post } = account
          const postTitle = titleOf(declared, post)
          out.push({ username: plainUsername(username), name, post, postTitle, ...(password === undefined ? {} : { password }) })
        }
        const detail = { bureauName: input.bureauName, accounts: out.map((a) => a.username) }
        await audit.note(tx, { bureau: input.county, account: null, kind: 'installation.begun', subject: input.county, detail })
        return out
      })
      organisation.forget(input.county)
      return { bureau: input.county, accounts: made }
    },

    beginDemo: () =>
      store.write({ 'fazhi.bureau': INSTALLATION }, async (tx) => {
        if ((await tx.rows(sql`select from setting where bureau = ${INSTALLATION} and name = 'bureaus'`)).length > 0)
          throw identityFault('first-run.done')
        await tx.exec(sql`insert into setting (bureau, name, value) values (${INSTALLATION}, 'demo-unfinished', 'true')
          on conflict (bureau, name) do update set value = excluded.value`)
      }),

    dropUnfinishedDemo: () =>
      store.ownerClient(async (client) => {
        const mark = await client.query(`select from setting where bureau = $1 and name = 'demo-unfinished' and value = 'true'`, [
          INSTALLATION,
        ])
        if (mark.rowCount === 0) return false
        const tables = (await tablesInOrder(client)).filter((t) => t.name !== 'setting').map((t) => `"${t.name}"`)
        await client.query('begin')
        await client.query(`truncate ${tables.join(', ')}`)
        await client.query(`delete from setting where bureau <> $1 or name in ('bureaus', 'demo-unfinished')`, [INSTALLATION])
        await client.query('commit')
        return true
      }),

    markDemo: (logins) =>
      store.write({ 'fazhi.bureau': INSTALLATION }, async (tx) => {
        await tx.exec(sql`update setting set value = 'false' where bureau = ${INSTALLATION} and name = 'demo-unfinished'`)
        await tx.exec(sql`insert into setting (bureau, name, value) values (${INSTALLATION}, 'demo', ${JSON.stringify(logins)}::jsonb)
          on conflict (bureau, name) do update set value = excluded.value`)
      }),
  }
}
