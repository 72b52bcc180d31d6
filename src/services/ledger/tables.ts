import { type Bureau, type Field, type FieldKind, fieldsOf, type Kept, snake, tableOf } from '../../kernel/index.ts'

/** The column type of each kind of field. */
const columnType: Readonly<Record<FieldKind, string>> = {
  text: 'text',
  note: 'text',
  choice: 'text',
  choices: 'text[]',
  day: 'date',
  instant: 'timestamptz',
  count: 'integer',
  number: 'numeric',
  money: 'numeric(16,2)',
  flag: 'boolean',
  link: 'uuid',
  person: 'uuid',
  unit: 'text',
  account: 'uuid',
  spans: 'jsonb',
}

/** A column as the database should have it. Columns of the record's own fields may be null: a stage, not a table, decides what must be known. */
export interface Column {
  readonly name: string
  readonly type: string
  readonly required: boolean
}

const shared: readonly Column[] = [
  { name: 'bureau', type: 'text', required: true },
  { name: 'id', type: 'uuid', required: true },
  { name: 'unit', type: 'text', required: true },
  { name: 'stage', type: 'text', required: true },
  { name: 'number', type: 'text', required: false },
  { name: 'version', type: 'integer', required: true },
  { name: 'sealed', type: 'boolean', required: true },
  { name: 'created_at', type: 'timestamptz', required: true },
  { name: 'created_by', type: 'uuid', required: true },
  { name: 'updated_at', type: 'timestamptz', required: true },
  { name: 'voided_at', type: 'timestamptz', required: false },
]

/** The column of a field; shared names are kept apart by the compiler of declarations, not by a prefix. */
export const columnOf = (name: string): string => snake(name)

/** Only names that SQL keeps for itself need quotes; the rest stay readable. */
const quote = (column: string): string => (reserved.has(column) ? `"${column}"` : column)
const reserved = new Set([
  'on',
  'to',
  'from',
  'end',
  'order',
  'group',
  'user',
  'when',
  'where',
  'desc',
  'limit',
  'table',
  'check',
  'default',
  'all',
  'any',
  'case',
  'column',
  'grant',
  'offset',
  'only',
  'primary',
  'references',
  'select',
  'some',
  'then',
  'union',
  'unique',
  'using',
  'window',
  'with',
])

/** All columns of a record type's table, in order. */
export function columnsOf(kept: Kept): Column[] {
  const own = fieldsOf(kept.type).map(([name, f]): Column => ({ name: columnOf(name), type: columnType[f.kind], required: false }))
  return [...shared, ...(kept.type.parent ? [{ name: 'parent_id', type: 'uuid', required: true }] : []), ...own]
}

/** Indexes that every ledger needs: newest first, within a unit, by the days and codes that figures and filters use. */
export function indexesOf(kept: Kept): { name: string; on: string }[] {
  const table = tableOf(kept.type.id)
  const out = [{ name: `${table}_unit`, on: '(bureau, unit, id)' }]
  if (kept.type.parent) out.push({ name: `${table}_parent`, on: '(bureau, parent_id)' })
  if (kept.type.number) out.push({ name: `${table}_number`, on: '(bureau, number)' })
  for (const name of indexedDays(kept)) out.push({ name: `${table}_${columnOf(name)}`, on: `(bureau, ${quote(columnOf(name))}, unit)` })
  const ordered = kept.type.ordered ?? []
  for (const name of ordered) out.push({ name: `${table}_by_${columnOf(name)}`, on: `(bureau, ${quote(columnOf(name))}, id)` })
  if (ordered.length > 0) out.push({ name: `${table}_stage`, on: '(bureau, stage, unit)' })
  for (const [name, f] of fieldsOf(kept.type)) {
    if (f.kind === 'link') out.push({ name: `${table}_${columnOf(name)}`, on: `(bureau, ${quote(columnOf(name))})` })
    if (f.kind === 'choice' && kept.type.columns.includes(name))
      out.push({ name: `${table}_${columnOf(name)}`, on: `(bureau, ${quote(columnOf(name))}, id)` })
  }
  return out
}

function indexedDays(kept: Kept): string[] {
  const measured = kept.line.indicators.flatMap((i) =>
    i.type !== 'rate' && i.record === kept.type.id ? [i.on, ...(i.off ? [i.off] : [])] : [],
  )
  return [...new Set(measured)]
}

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`

/** The second wall: a lost setting means no rows, never all rows. The line, the area, and the clearance for sealed rows. */
export function policyOf(kept: Kept): string {
  const table = tableOf(kept.type.id)
  const among = (name: string) => `any ((select string_to_array(current_setting('fazhi.${name}', true), ','))::text[])`
  // CASE keeps the planner's guess at one row in two: taken apart, the tests multiply to almost nothing and lists are sorted instead of read in order.
  const sees = [
    `${quoted(kept.line.id)} = ${among('lines')}`,
    `unit ^@ ${among('scope')}`,
    `(not sealed or (select current_setting('fazhi.clearance', true)) = 'sealed')`,
  ].join('\n    and ')
  const test = `bureau = (select current_setting('fazhi.bureau', true))\n  and case when ${sees}\n    then true else false end`
  const scope = `alter table ${table} enable row level security;\ncreate policy ${table}_scope on ${table} to fazhi_app using (\n  ${test}\n);`
  return kept.type.shownTo ? `${scope}\n${ownPolicyOf(kept)}` : scope
}

/** The narrow door in the wall for a person's own account: the rows in which he takes part, and those below them. */
function ownPolicyOf(kept: Kept): string {
  const table = tableOf(kept.type.id)
  const own = `any ((select string_to_array(current_setting('fazhi.own', true), ','))::uuid[])`
  const mine = kept.type.parent ? `parent_id = ${own}` : `id = ${own}`
  return `create policy ${table}_own on ${table} to fazhi_app using (\n  bureau = (select current_setting('fazhi.bureau', true))\n  and ${mine}\n);`
}

/** The table of a record type, with its indexes, policy and grants, as a migration would write it. */
export function tableSql(kept: Kept): string {
  const table = tableOf(kept.type.id)
  const columns = columnsOf(kept).map((c) => `  ${quote(c.name)} ${c.type}${c.required ? ' not null' : ''}`)
  return [
    `-- ${kept.type.title}`,
    `create table ${table} (\n${columns.join(',\n')},\n  primary key (bureau, id)\n);`,
    ...indexesOf(kept).map((i) => `create index ${i.name} on ${table} ${i.on};`),
    policyOf(kept),
    `grant select, insert, update on ${table} to fazhi_app;`,
  ].join('\n')
}

/** What a database has: columns and indexes by table name. */
export interface Present {
  readonly columns: ReadonlyMap<string, ReadonlyMap<string, { type: string; required: boolean }>>
  readonly indexes: ReadonlySet<string>
  readonly policies: ReadonlySet<string>
}

/** The SQL that brings a database up to the declarations; nothing is ever dropped, so a removed field is reported as a comment. */
export function migrationDraft(bureau: Bureau, present: Present): string {
  const out: string[] = []
  for (const kept of bureau.records.values()) {
    const table = tableOf(kept.type.id)
    const has = present.columns.get(table)
    if (!has) {
      out.push(tableSql(kept))
      continue
    }
    const wanted = columnsOf(kept)
    for (const c of wanted) {
      const there = has.get(c.name)
      if (!there) out.push(`alter table ${table} add column ${quote(c.name)} ${c.type};`)
      else if (there.type !== c.type)
        out.push(`-- ${table}.${c.name} is ${there.type} in the database and ${c.type} in the declaration: write the change by hand.`)
    }
    for (const name of has.keys())
      if (!wanted.some((c) => c.name === name))
        out.push(`-- ${table}.${name} is in the database but not declared any more: it keeps what it holds.`)
    if (kept.type.shownTo && !present.policies.has(`${table}_own`)) out.push(ownPolicyOf(kept))
    for (const i of indexesOf(kept)) if (!present.indexes.has(i.name)) out.push(`create index ${i.name} on ${table} ${i.on};`)
  }
  return out.join('\n\n')
}

/** A field's value as the database takes it. */
export function toColumn(f: Field, value: unknown): unknown {
  if (value === undefined || value === null) return null
  return f.kind === 'spans' ? JSON.stringify(value) : value
}
