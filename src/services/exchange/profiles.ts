import { sql } from 'kysely'
import { z } from 'zod'
import { type Bureau, faultsOf } from '../../kernel/index.ts'
import { type Actor, mayDo } from '../access/access.ts'
import type { Audit } from '../identity/audit.ts'
import { deny } from '../ledger/ledger.ts'
import type { Store } from '../store/index.ts'
import { openingStep, personParts } from './columns.ts'
import { exchangeFault } from './faults.ts'

/**
 * 「交换方案」 How another system writes the records of one type: its column names and code values beside ours. It is data, kept with the
 * bureau's settings: a province that changes its form changes a profile, not the program.
 */
const schema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,60}$/, '只能用小写字母、数字、点和连字符 / lower case letters, digits, dots and hyphens'),
  title: z.string().trim().min(1).max(80),
  type: z.string(),
  /** The step by which its rows open records, where a type has several: what another system hands over may be further on than a new case. */
  step: z.string().optional(),
  /** Columns in their order: the name there; here a field, `people.role.part`, `external`, `unit` or `parent`. */
  columns: z.array(z.strictObject({ there: z.string().trim().min(1).max(80), here: z.string() })).min(1),
  /** Field → code value there → code value here. */
  codes: z.record(z.string(), z.record(z.string(), z.string())).default({}),
})
export type Profile = z.output<typeof schema>

export interface Profiles {
  list(actor: Actor): Promise<Profile[]>
  /** A profile of this record type. Throws `profile.missing`. */
  get(bureau: string, id: string, type: string): Promise<Profile>
  /** Throws `profile.invalid` with every fault at once. */
  put(actor: Actor, profile: unknown): Promise<Profile>
}

/** Every fault of a profile: unknown fields, roles, code values. */
function faultsIn(bureau: Bureau, p: Profile): { path: string; title: string; say: string }[] {
  const kept = bureau.records.get(p.type)
  if (!kept) return [{ path: 'type', title: '台账', say: `没有“${p.type}”这种台账 / no such record type` }]
  const faults: { path: string; title: string; say: string }[] = []
  if (p.step && !openingStep(kept, p.step))
    faults.push({ path: 'step', title: '登记环节', say: `“${p.step}”不是登记新记录的环节 / opens no record` })
  const also = openingStep(kept, p.step)?.step.also ?? {}
  for (const { there: alias, here: target } of p.columns) {
    const [head = '', role = '', part = ''] = target.split('.')
    const known =
      head === 'people'
        ? role in kept.type.parties && part in personParts
        : target in kept.type.fields || target in also || ['external', 'unit', 'parent'].includes(target)
    if (!known) faults.push({ path: `columns.${alias}`, title: alias, say: `没有“${target}”这个数据项 / no such field` })
  }
  for (const [name, map] of Object.entries(p.codes)) {
    const codes = kept.type.fields[name]?.codes?.codes
    if (!codes) faults.push({ path: `codes.${name}`, title: name, say: '不是代码项 / not a coded field' })
    else
      for (const [there, here] of Object.entries(map))
        if (!(here in codes))
          faults.push({
            path: `codes.${name}.${there}`,
            title: kept.type.fields[name]?.title ?? name,
            say: `代码表中没有“${here}” / not in the code list`,
          })
  }
  return faults
}

export function openProfiles({ store, bureau, audit }: { store: Store; bureau: Bureau; audit: Pick<Audit, 'note'> }): Profiles {
  const prefix = 'exchange.profile/'
  const wall = (code: string) => ({ 'fazhi.bureau': code })
  return {
    list: (actor) =>
      store.read(wall(actor.bureau), async (tx) => {
        const rows = await tx.rows(
          sql<{ value: Profile }>`select value from setting where bureau = ${actor.bureau} and name like ${`${prefix}%`} order by name`,
        )
        return rows.map((r) => r.value)
      }),
    get: (code, id, type) =>
      store.read(wall(code), async (tx) => {
        const row = await tx.one(sql<{ value: Profile }>`select value from setting where bureau = ${code} and name = ${prefix + id}`)
        if (!row || row.value.type !== type) throw exchangeFault('profile.missing')
        return row.value
      }),
    put: async (actor, input) => {
      const d = mayDo(bureau, actor, 'system', actor.bureau)
      if (!d.allowed) throw deny(d)
      const parsed = schema.safeParse(input)
      const faults = parsed.success ? faultsIn(bureau, parsed.data) : faultsOf(parsed.error, {})
      if (!parsed.success || faults.length > 0) throw exchangeFault('profile.invalid', { faults })
      const profile = parsed.data
      await store.write(wall(actor.bureau), async (tx) => {
        await tx.exec(sql`insert into setting (bureau, name, value) values (${actor.bureau}, ${prefix + profile.id}, ${JSON.stringify(profile)}::jsonb)
          on conflict (bureau, name) do update set value = excluded.value`)
        await audit.note(tx, {
          bureau: actor.bureau,
          account: actor.account,
          kind: 'profile.changed',
          subject: profile.id,
          detail: { type: profile.type },
        })
      })
      return profile
    },
  }
}
