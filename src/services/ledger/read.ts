import { type RawBuilder, sql } from 'kysely'
import {
  type Bureau,
  type Facts,
  type Field,
  faultsOfRecord,
  fieldsOf,
  froms,
  type Kept,
  type Predicate,
  type Step,
  stepRefusal,
  tableOf,
} from '../../kernel/index.ts'
import { isDay } from '../../law/index.ts'
import { type Actor, type Area, areasOf, mayAct, mayDo, maySee, settingsOf, visibleFields } from '../access/access.ts'
import { inAreas } from '../access/visible.ts'
import { toInstant } from '../clock.ts'
import { notLapsed, rightsOf } from '../deadlines/lapsed.ts'
import { Fault } from '../fault.ts'
import { mostMatches, pairQuery } from '../search/pairs.ts'
import type { Store, Tx } from '../store/index.ts'
import { deny, keptOf, missing } from './ledger.ts'
import { factsWith, HIDDEN_NAME, type Loaded, loadRecord, loadRelatives, partsOf, selectList, wantedBy } from './load.ts'
import { labelOf } from './naming.ts'
import { decode, type Raw, type Stored } from './row.ts'
import { columnOf } from './tables.ts'

/** A record as a list shows it. */
export interface Row {
  readonly id: string
  readonly type: string
  readonly unit: string
  readonly unitName: string
  readonly stage: string
  readonly stageTitle: string
  readonly number: string | null
  readonly version: number
  readonly sealed: boolean
  readonly createdAt: string
  readonly label: string
  readonly parentId: string | null
  readonly values: Readonly<Record<string, unknown>>
  /** Fields that the reader may not see in clear. */
  readonly masked: readonly string[]
}

/** What a list is asked for. */
export interface ListQuery {
  readonly unit?: string | undefined
  readonly stage?: string | undefined
  readonly q?: string | undefined
  readonly parent?: string | undefined
  /** Choice, flag, link and unit fields that must have a value; `field.from`, `field.to` for days. */
  readonly fields: Readonly<Record<string, string>>
  readonly where?: Predicate | undefined
  readonly voided?: boolean | undefined
  readonly after?: string | undefined
  readonly limit: number
  /** A field, `-` before it for descending; newest first when left out. */
  readonly order?: string | undefined
  /** All fields, not only the columns of the ledger page. */
  readonly full?: boolean | undefined
}

/** What reading asks of the other services. */
export interface ReadDeps {
  readonly store: Store
  readonly bureau: Bureau
  readonly today: () => string
  readonly names: (bureau: string) => Promise<(code: string) => string>
  /** The units whose records roll up into one: itself and what was merged into it. */
  readonly lineage: (bureau: string, unit: string) => Promise<readonly string[]>
  readonly predicateSql: (bureau: Bureau, kept: Kept, predicate: Predicate, alias: string) => RawBuilder<unknown>
}

export interface StepView {
  readonly key: string
  readonly title: string
  readonly basis?: string
  readonly allowed: boolean
  readonly why?: string
  readonly to?: string
  readonly form: readonly string[]
  readonly papers: readonly string[]
}

/** A record with all that its page shows. */
export interface View extends Row {
  readonly people: readonly { role: string; id: string; name: string }[]
  readonly links: Readonly<Record<string, string>>
  readonly steps: readonly StepView[]
  readonly children: Readonly<Record<string, number>>
  readonly parent: { type: string; id: string; label: string } | null
  readonly faults: readonly { say: string; basis?: string }[]
  readonly voidedAt: string | null
  readonly can: { correct: boolean; void: boolean; look: boolean; export: boolean }
}

export interface Reader {
  list(actor: Actor, type: string, query: ListQuery): Promise<{ rows: Row[]; next: string | null; hidden: number }>
  get(actor: Actor, type: string, id: string): Promise<View>
  /** The record alone, by its key. */
  row(actor: Actor, type: string, id: string): Promise<Row>
  /** Names of people, and labels of linked records, for rows already read. */
  decorate(
    actor: Actor,
    type: string,
    rows: readonly Row[],
  ): Promise<{
    people: Record<string, { role: string; id: string; name: string }[]>
    links: Record<string, string>
    due: Record<string, { title: string; due: string | null; state: string; red: boolean }>
  }>
}

export function openReader(deps: ReadDeps): Reader {
  const { store, bureau } = deps
  const rights = rightsOf(bureau)

  /** The filters of a query, apart from who asks. */
  function filters(kept: Kept, actor: Actor, query: ListQuery, units: readonly string[]): RawBuilder<unknown>[] {
    const out: RawBuilder<unknown>[] = [
      sql`r.bureau = ${actor.bureau}`,
      query.voided ? sql`r.voided_at is not null` : sql`r.voided_at is null`,
    ]
    if (units.length > 0) {
      out.push(
        sql`(${sql.join(
          units.map((u) => sql`(r.unit >= ${u} and r.unit < ${`${u}~`})`),
          sql` or `,
        )})`,
      )
    }
    if (query.stage) out.push(query.stage.includes(',') ? sql`r.stage = any(${query.stage.split(',')})` : sql`r.stage = ${query.stage}`)
    if (query.parent && kept.type.parent) out.push(sql`r.parent_id = ${query.parent}`)
    if (query.where) out.push(deps.predicateSql(bureau, kept, query.where, 'r'))
    for (const [key, value] of Object.entries(query.fields)) out.push(fieldFilter(kept, key, value))
    if (query.q) out.push(matches(actor, kept, query.q))
    return out
  }

  return {
    list: async (actor, type, query) => {
      const kept = keptOf(bureau, type)
      const areas = areasOf(bureau, actor, kept)
      if (areas.length === 0) throw deny(maySee(bureau, actor, kept, { unit: '', sealed: false, createdBy: '' }))
      const table = sql.table(tableOf(type))
      const units = query.unit ? await deps.lineage(actor.bureau, query.unit) : []
      const where = filters(kept, actor, query, units)
      const names = query.full ? undefined : [...kept.type.columns, ...kept.type.label]
      const page = orderOf(kept, query)
      const nameOf = await deps.names(actor.bureau)
      const conditions = sql.join([...where, inAreas(areas, actor, 'r', units), ...(page.after ? [page.after] : [])], sql` and `)
      const raw = await store.ask<Raw>(
        settingsOf(bureau, actor),
        sql`select ${selectList(kept, 'r', names)} from ${table} r where ${conditions} order by ${page.order} limit ${query.limit + 1}`,
        query.after || query.q ? 'custom' : 'kept',
      )
      const rows = raw.slice(0, query.limit).map((r) => rowView(kept, decode(kept, r), areas, nameOf))
      const last = rows.at(-1)
      const hidden = query.after ? 0 : await hiddenCount(actor, kept, table, where, areas)
      return { rows, next: raw.length > query.limit && last ? page.cursor(last) : null, hidden }
    },

    row: async (actor, type, id) => {
      const kept = keptOf(bureau, type)
      const nameOf = await deps.names(actor.bureau)
      const [raw] = await store.ask<Raw>(
        settingsOf(bureau, actor),
        sql`select ${selectList(kept, 'r')} from ${sql.table(tableOf(type))} r where r.bureau = ${actor.bureau} and r.id = ${id}`,
        'generic',
      )
      if (!raw) throw missing(kept)
      const record = decode(kept, raw)
      const see = maySee(bureau, actor, kept, record)
      if (!see.allowed) throw deny(see)
      return rowView(kept, record, areasOf(bureau, actor, kept), nameOf)
    },

    get: async (actor, type, id) => {
      const kept = keptOf(bureau, type)
      const nameOf = await deps.names(actor.bureau)
      return store.read(
        settingsOf(bureau, actor),
        async (tx) => {
          const [loaded, counts] = await Promise.all([
            loadRecord(tx, actor.bureau, kept, id, false),
            childCounts(tx, actor.bureau, kept, id),
          ])
          if (!loaded) throw missing(kept)
          const see = maySee(bureau, actor, kept, loaded.record)
          if (!see.allowed) throw deny(see)
          const steps = Object.entries(kept.procedure.steps)
          const wanted = wantedBy(
            kept,
            [...steps.flatMap(([, s]) => s.need.map((g) => g.must)), ...kept.type.rules.flatMap((r) => (r.should ? [r.should] : []))],
            [],
          )
          const [relatives, links] = await Promise.all([
            loadRelatives(tx, { bureau, code: actor.bureau }, kept, id, loaded.record.parentId, wanted, false),
            linkLabels(tx, actor.bureau, kept, [loaded.record], nameOf),
          ])
          const facts = factsWith({ values: loaded.record.values, stage: loaded.record.stage, id }, loaded.parts, relatives)
          const parentKept = kept.type.parent ? bureau.records.get(kept.type.parent) : undefined
          const clearance = bureau.posts[see.by.post]?.clearance ?? 'open'
          const row = rowView(kept, loaded.record, areasOf(bureau, actor, kept), nameOf)
          const duty = (d: 'correct' | 'void' | 'export') => mayDo(bureau, actor, d, loaded.record.unit, kept.line.id).allowed
          return {
            ...row,
            people: loaded.parts.map((p) => ({ role: p.role, id: p.person, name: hiddenName(kept, p.role, clearance) ?? p.name })),
            links,
            steps: steps
              .filter(([, s]) => !(froms(s).length === 1 && froms(s)[0] === 'new'))
              .map(([key, s]) => stepView(actor, kept, key, s, loaded, facts)),
            children: counts,
            parent:
              relatives.parent && parentKept
                ? { type: parentKept.type.id, id: relatives.parent.id, label: labelOf(parentKept, relatives.parent.values, nameOf) }
                : null,
            faults: faultsOfRecord(kept, facts),
            voidedAt: loaded.record.voidedAt,
            can: {
              correct: duty('correct') && !loaded.record.voidedAt,
              void: duty('void') && !loaded.record.voidedAt,
              export: duty('export'),
              look: clearance === 'sealed' && Object.values(kept.type.fields).some((f) => f.sensitivity === 'sealed'),
            },
          }
        },
        { plan: 'generic' },
      )
    },

    decorate: async (actor, type, rows) => {
      const kept = keptOf(bureau, type)
      const ids = rows.map((r) => r.id)
      const nameOf = await deps.names(actor.bureau)
      const clearance = areasOf(bureau, actor, kept).some((a) => a.clearance === 'sealed') ? 'sealed' : 'open'
      return store.read(
        settingsOf(bureau, actor),
        async (tx) => {
          const [parts, links, due] = await Promise.all([
            partsOf(tx, actor.bureau, ids),
            linkLabels(tx, actor.bureau, kept, rows, nameOf),
            tx.rows<{ record_id: string; key: string; due: string | null; state: string; red: boolean }>(
              sql`select distinct on (d.record_id) d.record_id, d.key, d.due, d.state, d.red from deadline d
                where d.bureau = ${actor.bureau} and d.record_id = any(${ids}::uuid[]) and d.state in ('open', 'unknown')
                  and ${notLapsed(rights, deps.today())} order by d.record_id, d.due nulls last`,
            ),
          ])
          return {
            people: Object.fromEntries(
              [...parts].map(([id, list]) => [
                id,
                list.map((p) => ({ role: p.role, id: p.person, name: hiddenName(kept, p.role, clearance) ?? p.name })),
              ]),
            ),
            links,
            due: Object.fromEntries(
              due.map((d) => [
                d.record_id,
                { title: kept.procedure.deadlines[d.key]?.title ?? d.key, due: d.due, state: d.state, red: d.red },
              ]),
            ),
          }
        },
        { plan: 'generic' },
      )
    },
  }

  function stepView(actor: Actor, kept: Kept, key: string, step: Step, loaded: Loaded, facts: Facts): StepView {
    const post = mayAct(bureau, actor, step, loaded.record.unit)
    const closed = loaded.record.voidedAt ? { zh: '记录已作废' } : stepRefusal(kept, key, facts, loaded.lastBy, actor.account)
    const why = closed ? closed.zh : post.allowed ? undefined : post.zh
    return {
      key,
      title: step.title,
      ...(step.basis ? { basis: step.basis } : {}),
      allowed: !why,
      ...(why ? { why } : {}),
      ...(step.to ? { to: step.to } : {}),
      form: step.form,
      papers: step.papers,
    }
  }

  async function childCounts(tx: Tx, code: string, kept: Kept, id: string): Promise<Record<string, number>> {
    const counted = await Promise.all(
      kept.children.map(async (type) => {
        const row = await tx.one<{ n: number }>(
          sql`select count(*)::int as n from ${sql.table(tableOf(type))} where bureau = ${code} and parent_id = ${id} and voided_at is null`,
        )
        return [type, row?.n ?? 0] as const
      }),
    )
    return Object.fromEntries(counted)
  }

  /** Labels of the records that rows link to, by id; one query for each linked type. */
  async function linkLabels(
    tx: Tx,
    code: string,
    kept: Kept,
    rows: readonly { values: Readonly<Record<string, unknown>> }[],
    nameOf: (code: string) => string,
  ): Promise<Record<string, string>> {
    const byType = new Map<string, Set<string>>()
    for (const [name, f] of fieldsOf(kept.type)) {
      if (f.kind !== 'link' || !f.to) continue
      for (const r of rows) {
        const id = r.values[name]
        if (typeof id === 'string') byType.set(f.to, (byType.get(f.to) ?? new Set()).add(id))
      }
    }
    const out: Record<string, string> = {}
    await Promise.all(
      [...byType].map(async ([type, ids]) => {
        const other = bureau.records.get(type)
        if (!other) return
        const found = await tx.rows<Raw>(
          sql`select ${selectList(other, 'r', other.type.label)} from ${sql.table(tableOf(type))} r where r.bureau = ${code} and r.id = any(${[...ids]}::uuid[])`,
        )
        for (const raw of found) out[String(raw.id)] = labelOf(other, decode(other, raw).values, nameOf)
      }),
    )
    return out
  }

  /** How many records match but are hidden: only sealed ones and, for posts that see only their own, those of others. */
  async function hiddenCount(
    actor: Actor,
    kept: Kept,
    table: RawBuilder<unknown>,
    where: readonly RawBuilder<unknown>[],
    areas: readonly Area[],
  ): Promise<number> {
    const mayHide =
      areas.some((a) => a.own) || ((kept.type.sealedWhen || kept.type.class === 'sealed') && areas.some((a) => a.clearance !== 'sealed'))
    if (!mayHide) return 0
    const open = areas.map((a) => ({ ...a, clearance: 'sealed' as const, own: false }))
    const [row] = await store.ask<{ n: number }>(
      settingsOf(bureau, actor, 'count'),
      sql`select count(*)::int as n from ${table} r where ${sql.join(where, sql` and `)} and ${inAreas(open, actor, 'r')} and not ${inAreas(areas, actor, 'r')}`,
    )
    return row?.n ?? 0
  }
}

function rowView(kept: Kept, record: Stored, areas: readonly Area[], nameOf: (code: string) => string): Row {
  const area = areas.find((a) => record.unit.startsWith(a.unit))
  const seen = visibleFields(kept, area?.clearance ?? 'open', false)
  const masked: string[] = []
  for (const name in record.values) if (record.values[name] !== null && !seen.has(name)) masked.push(name)
  return {
    id: record.id,
    type: kept.type.id,
    unit: record.unit,
    unitName: nameOf(record.unit),
    stage: record.stage,
    stageTitle: kept.procedure.stages[record.stage] ?? record.stage,
    number: record.number,
    version: record.version,
    sealed: record.sealed,
    createdAt: record.createdAt,
    label: labelOf(kept, record.values, nameOf),
    parentId: record.parentId,
    values: masked.length === 0 ? record.values : without(record.values, masked),
    masked,
  }
}

function without(values: Readonly<Record<string, unknown>>, hidden: readonly string[]): Record<string, unknown> {
  const left = { ...values }
  for (const name of hidden) delete left[name]
  return left
}

const hiddenName = (kept: Kept, role: string, clearance: string): string | null =>
  kept.type.parties[role]?.sealed && clearance !== 'sealed' ? HIDDEN_NAME : null

const badFilter = (key: string) =>
  new Fault('list.filter', {
    zh: `不能按“${key}”筛选或排序`,
    en: `Cannot filter or sort by "${key}"`,
    remedy: { zh: '请检查筛选条件', en: 'Check the filter' },
    status: 400,
  })

function fieldFilter(kept: Kept, key: string, value: string): RawBuilder<unknown> {
  const [name = '', bound] = key.split('.')
  const f = kept.type.fields[name]
  if (!f || f.sensitivity === 'sealed') throw badFilter(key)
  const column = sql.ref(`r.${columnOf(name)}`)
  if (!isValue(f, value)) throw badFilter(key)
  if (bound === 'from' || bound === 'to') {
    if (!['day', 'count', 'money', 'number'].includes(f.kind)) throw badFilter(key)
    return bound === 'from' ? sql`${column} >= ${value}` : sql`${column} <= ${value}`
  }
  if (f.kind === 'flag') return sql`${column} = ${value === 'true'}`
  if (f.kind === 'choices') return sql`${column} @> ${[value]}::text[]`
  if (f.kind === 'choice') return value.includes(',') ? sql`${column} = any(${value.split(',')})` : sql`${column} = ${value}`
  if (f.kind === 'unit') return sql`${column} >= ${value} and ${column} < ${`${value}~`}`
  if (['link', 'person', 'account', 'day', 'text'].includes(f.kind)) return sql`${column} = ${value}`
  throw badFilter(key)
}

const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)

/** Whether a text can be a value of the field at all, so that the database is not asked in vain. */
function isValue(f: Field, text: string): boolean {
  switch (f.kind) {
    case 'day':
      return isDay(text)
    case 'count':
      return /^-?\d{1,9}$/.test(text)
    case 'money':
    case 'number':
      return /^-?\d{1,15}(\.\d{1,6})?$/.test(text)
    case 'link':
    case 'person':
    case 'account':
      return isId(text)
    case 'instant':
      return toInstant(text) !== undefined
    default:
      return true
  }
}

/** Full text: by pairs of characters, checked again against the text itself; a person's name is part of it. */
function matches(actor: Actor, kept: Kept, q: string): RawBuilder<unknown> {
  const pairs = pairQuery(q)
  const words = q.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean)
  const like = sql.join(
    words.map((w) => sql`lower(d.title || ' ' || d.body) like ${`%${w.replaceAll(/[\\%_]/g, '\\$&')}%`}`),
    sql` and `,
  )
  const indexed = pairs ? sql`d.record_id in (select fazhi_matches(${pairs}::tsquery, ${mostMatches})) and ` : sql``
  return sql`r.id in (select d.record_id from search_doc d where d.bureau = ${actor.bureau} and d.record_type = ${kept.type.id} and ${indexed}${like})`
}

function orderOf(
  kept: Kept,
  query: ListQuery,
): { order: RawBuilder<unknown>; after: RawBuilder<unknown> | null; cursor: (last: Row) => string } {
  const down = !query.order || query.order.startsWith('-')
  const name = (query.order ?? '-id').replace(/^-/, '')
  if (name === 'id') {
    if (query.after && !isId(query.after)) throw badFilter('after')
    const after = query.after ? (down ? sql`r.id < ${query.after}` : sql`r.id > ${query.after}`) : null
    return { order: down ? sql`r.id desc` : sql`r.id`, after, cursor: (last) => last.id }
  }
  const f = kept.type.fields[name]
  if (f?.sensitivity !== 'open' || f.kind === 'spans' || f.kind === 'choices' || !(query.full || kept.type.columns.includes(name)))
    throw badFilter(name)
  const column = sql.ref(`r.${columnOf(name)}`)
  const [value, id] = (query.after ?? '').split('|')
  if (query.after && !(id && isId(id) && (value === '' || isValue(f, value ?? '')))) throw badFilter('after')
  const compared = value === '' ? null : value
  const after = id
    ? down
      ? compared === null
        ? sql`(${column} is null and r.id < ${id})`
        : sql`(${column} < ${compared} or ${column} is null or (${column} = ${compared} and r.id < ${id}))`
      : compared === null
        ? sql`(${column} is null and r.id > ${id})`
        : sql`(${column} > ${compared} or ${column} is null or (${column} = ${compared} and r.id > ${id}))`
    : null
  return {
    order: down ? sql`${column} desc nulls last, r.id desc` : sql`${column} nulls last, r.id`,
    after,
    cursor: (last) => `${last.values[name] ?? ''}|${last.id}`,
  }
}
