import { sql } from 'kysely'
import type { Bureau } from '../../kernel/index.ts'
import type { Actor } from '../access/access.ts'
import type { Audit } from '../identity/audit.ts'
import { underDuty } from '../identity/duty.ts'
import type { Installation } from '../identity/installation.ts'
import type { Organisation } from '../organisation/organisation.ts'
import { INSTALLATION, type Store, type Tx } from '../store/index.ts'

/** What the bureau opens to everyone, beside the calculator, which is always open. */
export interface PublicSettings {
  /** 「报告校核」 without a login. */
  readonly check: boolean
}

/** The public site of this installation. */
export interface PublicOffer extends PublicSettings {
  /** Empty before the first run. */
  readonly bureau: string
  readonly bureauName: string
}

export interface PublicSite {
  offer(): Promise<PublicOffer>
  settings(actor: Actor): Promise<PublicSettings>
  /** Throws `access.duty`: the system administrator decides, and the audit book keeps it. */
  set(actor: Actor, settings: PublicSettings): Promise<PublicSettings>
}

/** 「公开网站」 What the public may use without an account. Until the bureau decides, a demo shows the report check and a real bureau does not. */
export function openPublicSite(deps: {
  store: Store
  bureau: Bureau
  audit: Audit
  installation: Installation
  organisation: Organisation
}): PublicSite {
  const { store, audit, installation, organisation } = deps
  const wall = (bureau: string) => ({ 'fazhi.bureau': bureau })
  return {
    offer: async () => {
      const [bureau] = await installation.bureaus()
      if (bureau === undefined) return { bureau: '', bureauName: '', check: false }
      const [bureauName, settings] = await Promise.all([
        organisation.bureauName(bureau),
        store.read(wall(bureau), (tx) => readSettings(tx, bureau)),
      ])
      return { bureau, bureauName, ...settings }
    },
    settings: (actor) => store.read(wall(actor.bureau), (tx) => readSettings(tx, actor.bureau)),
    set: (actor, { check }) =>
      underDuty({ bureau: deps.bureau, audit, actor, duty: 'system', act: 'public-site.changed', subject: actor.bureau }, async () => {
        const { bureau, account } = actor
        await store.write(wall(bureau), async (tx) => {
          const before = await readSettings(tx, bureau)
          await tx.exec(sql`insert into setting (bureau, name, value) values (${bureau}, 'public-site', ${JSON.stringify({ check })}::jsonb)
            on conflict (bureau, name) do update set value = excluded.value`)
          await audit.note(tx, { bureau, account, kind: 'public-site.changed', detail: { before, after: { check } } })
        })
        return { check }
      }),
  }
}

async function readSettings(tx: Tx, bureau: string): Promise<PublicSettings> {
  const rows = await tx.rows<{ name: string; value: { check?: unknown } | null }>(
    sql`select name, value from setting where (bureau = ${bureau} and name = 'public-site') or (bureau = ${INSTALLATION} and name = 'demo')`,
  )
  const set = rows.find((r) => r.name === 'public-site')
  return { check: set ? set.value?.check === true : rows.some((r) => r.name === 'demo') }
}
