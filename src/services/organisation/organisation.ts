import { sql } from 'kysely'
import { type Bureau, tableOf } from '../../kernel/index.ts'
import type { LegalDay } from '../../law/index.ts'
import { type Actor, ledgerSettings } from '../access/access.ts'
import { type Clock, millisecondsOf } from '../clock.ts'
import type { Audit } from '../identity/audit.ts'
import { underDuty } from '../identity/duty.ts'
import type { Store, Tx } from '../store/index.ts'
import { type AddInput, add, begin, type Change, close, count, type MergeInput, merge, rename } from './changes.ts'
import { type County, countyOf, type UnitOn, type UnitRows, unitsOf } from './county.ts'
import { unitFault } from './faults.ts'
import { apply } from './write.ts'

/** What an administrator should know after a change, and is not hindered by. */
export interface Remark {
  readonly zh: string
  readonly en: string
}

/** 「机构」 The units of each bureau, dated. */
export interface Organisation {
  /** The view over a bureau's units; kept in the process, compared with the database every two seconds. */
  county(bureau: string): Promise<County>
  unitsOn(bureau: string, day: LegalDay): Promise<UnitOn[]>
  /** All codes that roll up into a unit through mergers, itself included. */
  lineage(bureau: string, code: string, day?: LegalDay): Promise<string[]>
  /** 潮州市湘桥区司法局 */
  bureauName(bureau: string): Promise<string>
  add(actor: Actor, input: AddInput): Promise<void>
  rename(actor: Actor, code: string, input: { name: string; from: LegalDay }): Promise<void>
  /** Closes after the last day `to`; `null` reopens. Remarks name open records and posts still held there. */
  close(actor: Actor, code: string, input: { to: LegalDay | null }): Promise<Remark[]>
  merge(actor: Actor, input: MergeInput): Promise<Remark[]>
  count(actor: Actor, code: string, input: { from: LegalDay; counted: boolean }): Promise<void>
  begin(actor: Actor, code: string, input: { from: LegalDay }): Promise<void>
  /** Writes the first units and the name of a bureau, in the transaction of the first run. */
  install(tx: Tx, bureau: string, name: string, units: readonly Change[]): Promise<void>
  /** Forgets what is kept in this process. */
  forget(bureau: string): void
}

const CHECK_EVERY_MS = 2_000

interface Held {
  readonly county: County
  readonly name: string
  readonly checkedAt: number
}

/** Opens the organisation. `bureau` is the compiled declarations: which records may still be open at a unit. */
export function openOrganisation(deps: { store: Store; clock: Clock; bureau: Bureau; audit: Audit }): Organisation {
  const { store, clock, bureau: declared, audit } = deps
  const wall = (bureau: string) => ({ 'fazhi.bureau': bureau })
  const held = new Map<string, Held>()
  const asking = new Map<string, Promise<Held>>()

  async function ask(bureau: string): Promise<Held> {
    const known = held.get(bureau)
    const checkedAt = millisecondsOf(clock.now())
    const fresh = await store.read(wall(bureau), async (tx) => {
      const state = await stateOf(tx, bureau)
      if (known && known.county.version === state.version) return { ...known, name: state.name, checkedAt }
      return { county: await readCounty(tx, bureau, state.version), name: state.name, checkedAt }
    })
    held.set(bureau, fresh)
    return fresh
  }

  async function current(bureau: string): Promise<Held> {
    const known = held.get(bureau)
    const age = known ? millisecondsOf(clock.now()) - known.checkedAt : Number.POSITIVE_INFINITY
    if (known && age >= 0 && age < CHECK_EVERY_MS) return known
    const running = asking.get(bureau) ?? ask(bureau).finally(() => asking.delete(bureau))
    asking.set(bureau, running)
    return running
  }

  /** One administrative act: judged against the units as they are now, written with the next version and its audit entry. */
  async function act(
    actor: Actor,
    entry: { kind: string; subject: string; detail: Readonly<Record<string, unknown>> },
    judge: (county: County, today: LegalDay) => Change[],
    remarks?: (tx: Tx) => Promise<Remark[]>,
  ): Promise<Remark[]> {
    const { bureau, account } = actor
    return underDuty({ bureau: declared, audit, actor, duty: 'organisation', act: entry.kind, subject: entry.subject }, async () => {
      const said = await store.write(
        ledgerSettings(declared, bureau),
        async (tx) => {
          const state = await stateOf(tx, bureau)
          if (state.version === 0) throw unitFault('unit.bureau-missing')
          const changes = judge(await readCounty(tx, bureau, state.version), clock.today())
          await apply(tx, bureau, changes)
          if (changes.length > 0) await setVersion(tx, bureau, state.version + 1)
          await audit.note(tx, { bureau, account, ...entry })
          return (await remarks?.(tx)) ?? []
        },
        { serializable: true },
      )
      held.delete(bureau)
      return said
    })
  }

  /** Open records and posts at units that are going. */
  async function left(tx: Tx, bureau: string, codes: readonly string[], last: LegalDay): Promise<Remark[]> {
    const out: Remark[] = []
    for (const { type, procedure } of declared.records.values()) {
      const row = await tx.one(sql<{ n: number }>`select count(*)::int as n from ${sql.table(tableOf(type.id))}
        where bureau = ${bureau} and unit = any(${codes}) and voided_at is null and stage <> all(${procedure.ends})`)
      if (row && row.n > 0)
        out.push({
          zh: `尚有 ${row.n} 条未办结的${type.title}，仍由原单位代码归口，可继续办理`,
          en: `${row.n} open records of ${type.id} remain under the old code and can still be handled`,
        })
    }
    const posts = await tx.one(sql<{ n: number }>`select count(*)::int as n from post_held
      where bureau = ${bureau} and unit = any(${codes}) and (valid_to is null or valid_to > ${last})`)
    if (posts && posts.n > 0)
      out.push({
        zh: `还有 ${posts.n} 个岗位任职在 ${last} 之后仍在原单位，请安全管理员重新授予`,
        en: `${posts.n} posts are still held there after ${last}; the security administrator should grant them anew`,
      })
    return out
  }

  return {
    county: async (bureau) => (await current(bureau)).county,
    unitsOn: async (bureau, day) => (await current(bureau)).county.on(day),
    lineage: async (bureau, code, day) => (await current(bureau)).county.lineage(code, day),
    bureauName: async (bureau) => (await current(bureau)).name,
    add: async (actor, input) => {
      await act(actor, { kind: 'unit.added', subject: input.code, detail: { ...input } }, (c, today) => add(c, input, today))
    },
    rename: async (actor, code, input) => {
      await act(actor, { kind: 'unit.renamed', subject: code, detail: input }, (c, today) => rename(c, code, input, today))
    },
    close: (actor, code, { to }) =>
      act(
        actor,
        { kind: to === null ? 'unit.reopened' : 'unit.closed', subject: code, detail: { to } },
        (c, today) => close(c, code, to, today),
        to === null ? undefined : (tx) => left(tx, actor.bureau, [code], to),
      ),
    merge: (actor, input) => {
      const going = input.codes.filter((code) => code !== input.into.code)
      return act(
        actor,
        { kind: 'unit.merged', subject: input.into.code, detail: { ...input } },
        (c, today) => merge(c, input, today),
        (tx) => left(tx, actor.bureau, going, input.on),
      )
    },
    count: async (actor, code, input) => {
      await act(actor, { kind: 'unit.counted', subject: code, detail: input }, (c, today) => count(c, code, input, today))
    },
    begin: async (actor, code, { from }) => {
      await act(actor, { kind: 'unit.begun', subject: code, detail: { from } }, (c, today) => begin(c, code, from, today))
    },
    install: async (tx, bureau, name, units) => {
      await apply(tx, bureau, units)
      await tx.exec(sql`insert into setting (bureau, name, value) values (${bureau}, 'bureau', ${JSON.stringify({ name })}::jsonb)`)
      await setVersion(tx, bureau, 1)
    },
    forget: (bureau) => {
      held.delete(bureau)
    },
  }
}

async function stateOf(tx: Tx, bureau: string): Promise<{ version: number; name: string }> {
  const rows = await tx.rows(
    sql<{ name: string; value: unknown }>`select name, value from setting where bureau = ${bureau} and name in ('bureau', 'organisation')`,
  )
  const value = (name: string, key: string): unknown => {
    const found = rows.find((r) => r.name === name)?.value
    return typeof found === 'object' && found !== null && key in found ? Object.entries(found).find(([k]) => k === key)?.[1] : undefined
  }
  return { version: Number(value('organisation', 'version') ?? 0), name: String(value('bureau', 'name') ?? bureau) }
}

async function setVersion(tx: Tx, bureau: string, version: number): Promise<void> {
  await tx.exec(sql`insert into setting (bureau, name, value) values (${bureau}, 'organisation', ${JSON.stringify({ version })}::jsonb)
    on conflict (bureau, name) do update set value = excluded.value`)
}

async function readCounty(tx: Tx, bureau: string, version: number): Promise<County> {
  const [units, counted, successors] = await Promise.all([
    tx.rows(sql<UnitRows['units'][number]>`select code, valid_from, valid_to, name, level, note from unit where bureau = ${bureau}`),
    tx.rows(sql<UnitRows['counted'][number]>`select code, valid_from, valid_to from unit_counted where bureau = ${bureau}`),
    tx.rows(sql<UnitRows['successors'][number]>`select code, successor, changed_on, basis from unit_successor where bureau = ${bureau}`),
  ])
  return countyOf(bureau, version, unitsOf({ units, counted, successors }))
}
