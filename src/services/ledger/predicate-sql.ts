import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { type Bureau, type Field, type FieldKind, type Kept, type Predicate, tableOf } from '../../kernel/index.ts'
import { isDay } from '../../law/index.ts'
import { Fault } from '../fault.ts'
import { columnOf } from './tables.ts'

/** Deeper or longer than any declaration: a filter from outside that is not meant to be answered. */
const MOST_PARTS = 200

interface Place {
  readonly bureau: Bureau
  readonly kept: Kept
  readonly alias: string
  /** Below a `not`, where "cannot be said" (null) and "is not so" (false) must be told apart; elsewhere either means "does not hold". */
  readonly exact: boolean
  /** Parts compiled so far, shared by the whole predicate. */
  readonly count: { parts: number }
}

/**
 * A predicate as an SQL condition on the table called `alias`, true for exactly those records for which `holds` of the kernel is true.
 * Values are bound, names come from the declarations. A voided relative is no relative.
 * @throws Fault `predicate.invalid` when a filter from outside names what is not declared.
 */
export function predicateSql(bureau: Bureau, kept: Kept, predicate: Predicate, alias: string): RawBuilder<SqlBool> {
  return compile(predicate, { bureau, kept, alias, exact: false, count: { parts: 0 } })
}

function compile(p: Predicate, at: Place): RawBuilder<SqlBool> {
  // A filter from outside may hold anything that JSON can say.
  if (!Array.isArray(p)) throw refusal('筛选条件的写法有误', 'A condition is a list that begins with its word')
  at.count.parts += 1
  if (at.count.parts > MOST_PARTS) throw refusal('筛选条件过于复杂', 'The condition has too many parts')
  switch (p[0]) {
    case 'is':
      return equals(p[1], [p[2]], at)
    case 'in':
      return equals(p[1], p[2], at)
    case 'includes':
      return includes(p[1], p[2], at)
    case 'known':
      return known(p[1], at)
    case 'unknown':
      return sql<SqlBool>`not ${known(p[1], at)}`
    case 'before':
      return sql<SqlBool>`${column(p[1], at, days)} < ${column(p[2], at, days)}`
    case 'inOrder':
      return inOrder(p.slice(1).map(String), at)
    case 'notBefore':
      return notBefore(p[1], p[2], at)
    case 'atLeast':
      return sql<SqlBool>`${column(p[1], at, numbers)} >= ${limit(p[2])}`
    case 'atMost':
      return sql<SqlBool>`${column(p[1], at, numbers)} <= ${typeof p[2] === 'string' ? column(p[2], at, numbers) : limit(p[2])}`
    case 'stage':
      return sql<SqlBool>`${sql.ref(`${at.alias}.stage`)} = any(${p.slice(1).map(String)}::text[])`
    case 'party':
      return sql<SqlBool>`exists (select from involvement i where i.bureau = ${sql.ref(`${at.alias}.bureau`)} and i.record_id = ${sql.ref(`${at.alias}.id`)} and i.role = ${p[1]})`
    case 'has':
      return has(p[1], p[2], at)
    case 'parent':
      return parent(p[1], at)
    case 'all':
      return joined(p.slice(1) as Predicate[], sql` and `, sql`true`, at)
    case 'any':
      return joined(p.slice(1) as Predicate[], sql` or `, sql`false`, at)
    case 'not':
      return sql<SqlBool>`not ${compile(p[1], { ...at, exact: true })}`
    default:
      throw refusal(`没有“${String(p[0])}”这种条件`, `No such condition: ${String(p[0])}`)
  }
}

function joined(parts: readonly Predicate[], word: RawBuilder<unknown>, none: RawBuilder<unknown>, at: Place): RawBuilder<SqlBool> {
  if (parts.length === 0) return sql<SqlBool>`${none}`
  return sql<SqlBool>`(${sql.join(
    parts.map((q) => compile(q, at)),
    word,
  )})`
}

const days: ReadonlySet<FieldKind> = new Set(['day'])
const numbers: ReadonlySet<FieldKind> = new Set(['count', 'number', 'money'])
/** Kinds kept as text, where an empty text is as unknown as null. */
const texts: ReadonlySet<FieldKind> = new Set(['text', 'note', 'choice', 'unit'])

function fieldOf(name: string, at: Place): Field {
  const field = Object.hasOwn(at.kept.type.fields, name) ? at.kept.type.fields[name] : undefined
  if (field) return field
  throw refusal(`“${at.kept.type.title}”没有数据项“${name}”`, `${at.kept.type.id} has no field "${name}"`)
}

function column(name: string, at: Place, kinds?: ReadonlySet<FieldKind>): RawBuilder<unknown> {
  const field = fieldOf(name, at)
  if (kinds && !kinds.has(field.kind))
    throw refusal(`“${field.title}”不能这样比较`, `"${name}" is a ${field.kind} and cannot be compared so`)
  return sql.ref(`${at.alias}.${columnOf(name)}`)
}

function limit(n: number): RawBuilder<unknown> {
  if (!Number.isFinite(n)) throw refusal('比较的数应为数字', 'The number to compare with is not a number')
  return sql`${n}::numeric`
}

function known(name: string, at: Place): RawBuilder<SqlBool> {
  const of = column(name, at)
  return texts.has(fieldOf(name, at).kind) ? sql<SqlBool>`(coalesce(${of}, '') <> '')` : sql<SqlBool>`(${of} is not null)`
}

/** The array type in which the values of a kind are bound, and which values such a column can hold at all. */
const bound: Readonly<Partial<Record<FieldKind, { type: string; fits: (v: unknown) => boolean }>>> = {
  text: { type: 'text[]', fits: isText },
  note: { type: 'text[]', fits: isText },
  choice: { type: 'text[]', fits: isText },
  unit: { type: 'text[]', fits: isText },
  day: { type: 'date[]', fits: isDay },
  instant: { type: 'timestamptz[]', fits: isInstant },
  count: { type: 'numeric[]', fits: Number.isFinite },
  number: { type: 'numeric[]', fits: Number.isFinite },
  money: { type: 'numeric[]', fits: Number.isFinite },
  flag: { type: 'boolean[]', fits: (v) => typeof v === 'boolean' },
  link: { type: 'uuid[]', fits: isId },
  person: { type: 'uuid[]', fits: isId },
  account: { type: 'uuid[]', fits: isId },
}

function equals(name: string, among: readonly unknown[], at: Place): RawBuilder<SqlBool> {
  const { kind } = fieldOf(name, at)
  const of = column(name, at)
  const kept = bound[kind]
  const values = Array.isArray(among) && kept ? among.filter((v) => kept.fits(v)) : []
  if (!kept || values.length === 0) return at.exact ? sql<SqlBool>`(case when ${known(name, at)} then false end)` : sql<SqlBool>`false`
  const left = at.exact && texts.has(kind) ? sql`nullif(${of}, '')` : of
  const type = sql.raw(kept.type)
  return values.length === 1
    ? sql<SqlBool>`${left} = ${values[0]}::${sql.raw(kept.type.slice(0, -2))}`
    : sql<SqlBool>`${left} = any(${values}::${type})`
}

function includes(name: string, value: unknown, at: Place): RawBuilder<SqlBool> {
  const { kind } = fieldOf(name, at)
  if (kind === 'choices' && isText(value)) return sql<SqlBool>`${value}::text = any(${column(name, at)})`
  if (kind === 'choices' || kind === 'spans') return sql<SqlBool>`(case when ${column(name, at)} is not null then false end)`
  return sql<SqlBool>`null::boolean`
}

/** No known day earlier than a known day before it in the list; what is unknown breaks no order. */
function inOrder(names: readonly string[], at: Place): RawBuilder<SqlBool> {
  const of = names.map((n) => column(n, at, days))
  const pairs = of.flatMap((a, i) => of.slice(i + 1).map((b) => sql`coalesce(${a} <= ${b}, true)`))
  return pairs.length === 0 ? sql<SqlBool>`true` : sql<SqlBool>`(${sql.join(pairs, sql` and `)})`
}

/** Not earlier than a day of the record above; what is unknown breaks no order. */
function notBefore(name: string, above: string, at: Place): RawBuilder<SqlBool> {
  const own = column(name, at, days)
  return ofParent((place) => sql`coalesce(${own} >= ${column(above, place, days)}, true)`, at)
}

function has(type: string, inner: Predicate | undefined, at: Place): RawBuilder<SqlBool> {
  const child = at.kept.children.includes(type) ? at.bureau.records.get(type) : undefined
  if (!child) throw refusal(`“${type}”不是“${at.kept.type.title}”的下属台账`, `"${type}" does not belong to ${at.kept.type.id}`)
  const alias = `${at.alias}_c`
  const such = inner ? sql` and ${compile(inner, { ...at, kept: child, alias, exact: false })}` : sql``
  return sql<SqlBool>`exists (select from ${sql.table(tableOf(type))} ${sql.ref(alias)} where ${sql.ref(`${alias}.bureau`)} = ${sql.ref(`${at.alias}.bureau`)} and ${sql.ref(`${alias}.parent_id`)} = ${sql.ref(`${at.alias}.id`)} and ${sql.ref(`${alias}.voided_at`)} is null${such})`
}

const parent = (inner: Predicate, at: Place): RawBuilder<SqlBool> => ofParent((above) => compile(inner, above), at)

function ofParent(condition: (above: Place) => RawBuilder<unknown>, at: Place): RawBuilder<SqlBool> {
  const type = at.kept.type.parent
  const above = type ? at.bureau.records.get(type) : undefined
  if (!above || !type) throw refusal(`“${at.kept.type.title}”没有上级台账`, `${at.kept.type.id} belongs to no record`)
  const alias = `${at.alias}_p`
  const from = sql`from ${sql.table(tableOf(type))} ${sql.ref(alias)} where ${sql.ref(`${alias}.bureau`)} = ${sql.ref(`${at.alias}.bureau`)} and ${sql.ref(`${alias}.id`)} = ${sql.ref(`${at.alias}.parent_id`)} and ${sql.ref(`${alias}.voided_at`)} is null`
  const such = condition({ ...at, kept: above, alias })
  return at.exact ? sql<SqlBool>`(select ${such} ${from})` : sql<SqlBool>`exists (select ${from} and ${such})`
}

function isText(v: unknown): boolean {
  return typeof v === 'string' && v !== '' && !v.includes('\0') && v.isWellFormed()
}
function isId(v: unknown): boolean {
  return typeof v === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(v)
}
/** Only as the database gives instants back: milliseconds, or microseconds where they are needed. */
function isInstant(v: unknown): boolean {
  return typeof v === 'string' && isDay(v.slice(0, 10)) && /^.{10}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}(\d{3}(?<!000))?Z$/.test(v)
}

function refusal(zh: string, en: string): Fault {
  return new Fault('predicate.invalid', { zh, en, status: 400, remedy: { zh: '请检查筛选条件', en: 'Check the condition' } })
}
