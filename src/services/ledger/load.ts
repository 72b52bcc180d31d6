import { type RawBuilder, sql } from 'kysely'
import { type Bureau, type Facts, fieldsOf, type Kept, type Predicate, tableOf } from '../../kernel/index.ts'
import type { Clocked } from '../deadlines/reconcile.ts'
import type { Tx } from '../store/index.ts'
import { decode, type Raw, type Stored } from './row.ts'
import { columnOf } from './tables.ts'

/** A person's part in a record. */
export interface Part {
  readonly role: string
  readonly person: string
  readonly name: string
}

/** What stands for the name of a person in a sealed role. */
export const HIDDEN_NAME = '（已隐去）'

/** A record with all that an act on it must know. */
export interface Loaded {
  readonly kept: Kept
  readonly record: Stored
  readonly parts: readonly Part[]
  readonly clocks: readonly Clocked[]
  /** The last link of its chain. */
  readonly last: { readonly seq: number; readonly hash: string }
  /** Who took each step last. */
  readonly lastBy: Readonly<Record<string, string>>
}

/** The columns of a record type, for a select list; `names` limits the record's own fields. */
export function selectList(kept: Kept, alias: string, names?: readonly string[]): RawBuilder<unknown> {
  const key = `${alias} ${names?.join() ?? '*'}`
  const known = selectLists.get(kept) ?? new Map<string, RawBuilder<unknown>>()
  const made =
    known.get(key) ??
    sql.raw(
      selected(kept, names)
        .map((c) => `"${alias}"."${c}"`)
        .join(', '),
    )
  selectLists.set(kept, known.set(key, made))
  return made
}
/** Written once: taking a hundred names apart and together again costs more than many a query. */
const selectLists = new WeakMap<Kept, Map<string, RawBuilder<unknown>>>()

function selected(kept: Kept, names?: readonly string[]): string[] {
  const own = fieldsOf(kept.type).flatMap(([name]) => (!names || names.includes(name) ? [columnOf(name)] : []))
  const shared = ['id', 'unit', 'stage', 'number', 'version', 'sealed', 'created_at', 'created_by', 'updated_at', 'voided_at']
  return [...shared, ...(kept.type.parent ? ['parent_id'] : []), ...own]
}

/** One record with its people, clocks and last event, in one round trip; undefined when the walls hide it or it does not exist. */
export async function loadRecord(tx: Tx, bureau: string, kept: Kept, id: string, lock: boolean): Promise<Loaded | undefined> {
  const table = sql.table(tableOf(kept.type.id))
  const steps = Object.values(kept.procedure.steps).flatMap((s) => (s.notBy ? [s.notBy] : []))
  const [raw, parts, clocks, last, by] = await Promise.all([
    tx.one<Raw>(
      sql`select ${selectList(kept, 'r')} from ${table} r where r.bureau = ${bureau} and r.id = ${id} ${lock ? sql`for update` : sql``}`,
    ),
    partsOf(tx, bureau, [id]),
    clocksOf(tx, bureau, id),
    tx.one<{ seq: number; hash: string }>(
      sql`select seq, hash from event where bureau = ${bureau} and record_id = ${id} order by seq desc limit 1`,
    ),
    steps.length === 0
      ? []
      : tx.rows<{ step: string; account: string }>(
          sql`select distinct on (step) step, account from event where bureau = ${bureau} and record_id = ${id} and kind = 'step' and step = any(${steps}) order by step, seq desc`,
        ),
  ])
  if (!raw) return undefined
  return {
    kept,
    record: decode(kept, raw),
    parts: parts.get(id) ?? [],
    clocks,
    last: last ?? { seq: 0, hash: '' },
    lastBy: Object.fromEntries(by.map((b) => [b.step, b.account])),
  }
}

/** The people of some records, in their order. */
export async function partsOf(tx: Tx, bureau: string, ids: readonly string[]): Promise<Map<string, Part[]>> {
  const rows = await tx.rows<{ record_id: string; role: string; person: string; name: string }>(
    sql`select i.record_id, i.role, i.person, p.name from involvement i join person p on p.bureau = i.bureau and p.id = i.person
        where i.bureau = ${bureau} and i.record_id = any(${ids}::uuid[]) order by i.record_id, i.role, i.position`,
  )
  const out = new Map<string, Part[]>()
  for (const { record_id, ...part } of rows) out.set(record_id, [...(out.get(record_id) ?? []), part])
  return out
}

/** The clocks of a record as reconcile reads them. */
export async function clocksOf(tx: Tx, bureau: string, id: string): Promise<Clocked[]> {
  return tx.rows<Clocked>(
    sql`select key, since, rule, law_on as "lawOn", original_due as "originalDue", due, warn_on as "warnOn", met_on as "metOn", state, problem, pauses,
        extend_days as "extendDays", advisory, red from deadline where bureau = ${bureau} and record_id = ${id}`,
  )
}

/** The records of a type that belong to a parent, not voided. */
export async function childrenOf(tx: Tx, bureau: string, kept: Kept, parent: string): Promise<Stored[]> {
  const table = sql.table(tableOf(kept.type.id))
  const rows = await tx.rows<Raw>(
    sql`select ${selectList(kept, 'r')} from ${table} r where r.bureau = ${bureau} and r.parent_id = ${parent} and r.voided_at is null order by r.id`,
  )
  return rows.map((raw) => decode(kept, raw))
}

/** Which relatives predicates look at: child types, and for the parent its own child types. */
export interface Wanted {
  readonly children: Set<string>
  readonly siblings: Set<string>
  parent: boolean
}

/** The relatives that some predicates, and the `reads` of steps, ask for. */
export function wantedBy(kept: Kept, predicates: readonly Predicate[], reads: readonly string[]): Wanted {
  const wanted: Wanted = { children: new Set(), siblings: new Set(), parent: false }
  const visit = (p: Predicate, above: boolean) => {
    if (p[0] === 'has') (above ? wanted.siblings : wanted.children).add(p[1])
    if (p[0] === 'parent') {
      wanted.parent = true
      visit(p[1], true)
    }
    if (p[0] === 'not') visit(p[1], above)
    if (p[0] === 'all' || p[0] === 'any') for (const q of p.slice(1)) visit(q as Predicate, above)
  }
  for (const p of predicates) visit(p, false)
  for (const type of reads) (kept.children.includes(type) ? wanted.children : wanted.siblings).add(type)
  if (kept.type.parent) wanted.parent = true
  return wanted
}

/** The relatives of a record, loaded. */
export interface Relatives {
  readonly parent: Stored | null
  readonly children: ReadonlyMap<string, readonly Stored[]>
  readonly siblings: ReadonlyMap<string, readonly Stored[]>
}

/** Loads the wanted relatives in one round trip. */
export async function loadRelatives(
  tx: Tx,
  world: { bureau: Bureau; code: string },
  kept: Kept,
  id: string | null,
  parentId: string | null,
  wanted: Wanted,
  lockParent: boolean,
): Promise<Relatives> {
  const parentKept = kept.type.parent ? world.bureau.records.get(kept.type.parent) : undefined
  const children = new Map<string, readonly Stored[]>()
  const siblings = new Map<string, readonly Stored[]>()
  let parent: Stored | null = null
  const load = async (types: Iterable<string>, of: string | null, into: Map<string, readonly Stored[]>) => {
    for (const type of types) {
      const child = world.bureau.records.get(type)
      if (child && of) into.set(type, await childrenOf(tx, world.code, child, of))
    }
  }
  await Promise.all([
    (async () => {
      if (!parentKept || !parentId || !wanted.parent) return
      const table = sql.table(tableOf(parentKept.type.id))
      const raw = await tx.one<Raw>(
        sql`select ${selectList(parentKept, 'r')} from ${table} r where r.bureau = ${world.code} and r.id = ${parentId} ${lockParent ? sql`for update` : sql``}`,
      )
      parent = raw ? decode(parentKept, raw) : null
    })(),
    load(wanted.children, id, children),
    load(wanted.siblings, parentId, siblings),
  ])
  return { parent, children, siblings }
}

/** A record with its relatives as predicates see it. */
export function factsWith(
  record: { values: Facts['values']; stage: string | null; id: string | null },
  parts: readonly { role: string }[],
  relatives: Relatives,
): Facts {
  const plain = (s: Stored): Facts => ({ values: s.values, stage: s.stage })
  return {
    values: record.values,
    stage: record.stage,
    parties: parts,
    children: (type) => (relatives.children.get(type) ?? []).map(plain),
    parent: relatives.parent
      ? {
          ...plain(relatives.parent),
          children: (type) => (relatives.siblings.get(type) ?? []).filter((s) => s.id !== record.id).map(plain),
        }
      : null,
  }
}
