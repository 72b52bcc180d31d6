import { type RawBuilder, sql } from 'kysely'
import {
  asked,
  type Bureau,
  codeFaults,
  type Facts,
  type Field,
  faultsOf,
  fieldsOf,
  isRefusal,
  type Kept,
  plan,
  type Seen,
  type Step,
  stepSchema,
  tableOf,
} from '../../kernel/index.ts'
import { type Actor, mayAct } from '../access/access.ts'
import { Fault } from '../fault.ts'
import type { CreateInput, LedgerDeps } from '../ledger/ledger.ts'
import { factsWith, loadRelatives, type Relatives, wantedBy } from '../ledger/load.ts'
import { requestHash } from '../ledger/once.ts'
import type { Stored } from '../ledger/row.ts'
import { columnOf } from '../ledger/tables.ts'
import { readParticulars } from '../people/particulars.ts'
import type { Tx } from '../store/index.ts'
import { plain } from './cells.ts'
import { columnTitle, type Draft, onceKey, type RowFault } from './sheet.ts'
import { differs, type Standing, standingOf } from './standing.ts'

/** A row after it was judged: ready to be entered, entered before, or wrong. */
export interface Judged {
  readonly draft: Draft
  readonly input: CreateInput
  readonly key: string
  readonly faults: readonly RowFault[]
  readonly already: boolean
}

/** What judging asks of the outside. */
export interface Judging {
  readonly tx: Tx
  readonly bureau: Bureau
  readonly actor: Actor
  readonly today: string
  readonly around: Awaited<ReturnType<LedgerDeps['surroundings']>>
  /** Keys of this file that came before, with the row and what it said. */
  readonly seen: Map<string, { row: number; hash: string }>
}

const idPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** A sentence of the schema (`zh / en`) as what is wrong and what to do. */
export function told(say: string): { message: string; action: string } {
  const zh = say.split(' / ')[0] ?? say
  const at = zh.search(/[；;]|，(?=请|应写作)/)
  return at > 0 ? { message: zh.slice(0, at), action: zh.slice(at + 1) } : { message: zh, action: '请改正后重新导入' }
}

/** Ids of the records that texts name: by number, by id, or by the text that they are called by. More than one is as bad as none. */
async function lookUp(j: Judging, type: string, texts: readonly string[]): Promise<Map<string, string[]>> {
  const kept = j.bureau.records.get(type)
  const out = new Map<string, string[]>()
  if (!kept || texts.length === 0) return out
  const table = sql.table(tableOf(type))
  const code = j.actor.bureau
  const add = (text: string, id: string) => out.set(text, [...new Set([...(out.get(text) ?? []), id])])
  const ids = texts.filter((t) => idPattern.test(t))
  const label = kept.type.label.find((name) => kept.type.fields[name]?.kind === 'text' && kept.type.fields[name]?.sensitivity === 'open')
  const queries: [string, RawBuilder<{ text: string; id: string }>][] = []
  if (ids.length > 0)
    queries.push([
      'id',
      sql`select id::text as text, id from ${table} where bureau = ${code} and id = any(${ids}::uuid[]) and voided_at is null`,
    ])
  if (kept.type.number)
    queries.push([
      'number',
      sql`select number as text, id from ${table} where bureau = ${code} and number = any(${[...texts]}) and voided_at is null`,
    ])
  if (label)
    queries.push([
      'label',
      sql`select ${sql.ref(columnOf(label))} as text, id from ${table} where bureau = ${code} and ${sql.ref(columnOf(label))} = any(${[...texts]}) and voided_at is null limit 5000`,
    ])
  for (const [, query] of queries) for (const r of await j.tx.rows(query)) add(r.text, r.id)
  return out
}

/** Judges rows with the schema, the codes of the day, the people's numbers, the gates and the rules that the ledger itself will ask. Nothing is written. */
export async function judge(j: Judging, kept: Kept, key: string, step: Step, drafts: readonly Draft[]): Promise<Judged[]> {
  const links = new Map<string, Map<string, string[]>>()
  const linked = [...fieldsOf(kept.type), ...Object.entries(step.also)].filter(([, f]) => f.kind === 'link')
  for (const [name, f] of linked) {
    const texts = new Set(drafts.flatMap((d) => (typeof d.values[name] === 'string' ? [String(d.values[name])] : [])))
    links.set(name, await lookUp(j, f.to ?? '', [...texts]))
  }
  const parents = kept.type.parent
    ? await lookUp(j, kept.type.parent, [...new Set(drafts.map((d) => d.parent).filter(Boolean))])
    : new Map<string, string[]>()
  const before = await entered(
    j,
    drafts.map((d) => onceKey(kept.type.id, d)),
  )
  const standing = await standingOf(j.tx, j.actor.bureau, kept, drafts)
  // Built once: making a schema takes longer than asking it.
  const schema = stepSchema(kept.type, step)
  const out: Judged[] = []
  for (const d of drafts) out.push(await judgeRow(j, kept, key, step, d, { links, parents, before, standing, schema }))
  return out
}

/** Rows that an earlier import has entered, whoever did it. */
async function entered(j: Judging, keys: readonly string[]): Promise<Map<string, string>> {
  const rows = await j.tx.rows(
    sql<{
      key: string
      hash: string
    }>`select key, request_hash as hash from idempotency where bureau = ${j.actor.bureau} and key = any(${[...keys]})`,
  )
  return new Map(rows.map((r) => [r.key, r.hash]))
}

async function judgeRow(
  j: Judging,
  kept: Kept,
  key: string,
  step: Step,
  d: Draft,
  known: {
    links: Map<string, Map<string, string[]>>
    parents: Map<string, string[]>
    before: Map<string, string>
    standing: Map<string, Standing>
    schema: ReturnType<typeof stepSchema>
  },
): Promise<Judged> {
  const faults: RowFault[] = [...d.faults]
  const fault = (field: string, title: string, message: string, action: string) => {
    if (field === '' || !faults.some((f) => f.field === field)) faults.push({ row: d.row, field, title, message, action })
  }
  const values: Record<string, unknown> = { ...d.values }
  const shape = { ...kept.type.fields, ...step.also }
  const one = (found: readonly string[] | undefined, field: string, title: string, text: string): string | undefined => {
    if (found?.length === 1) return found[0]
    if (found && found.length > 1) fault(field, title, `有 ${found.length} 条记录都叫“${text}”`, '请改填编号')
    else fault(field, title, `没有找到“${text}”`, '请核对名称或编号，或先登记该记录')
    return undefined
  }
  for (const [name, found] of known.links) {
    const text = values[name]
    if (typeof text === 'string') values[name] = one(found.get(text), name, shape[name]?.title ?? name, text) ?? null
  }
  for (const [name, f] of Object.entries(shape)) {
    const text = values[name]
    if (f.kind === 'unit' && typeof text === 'string') values[name] = unitOf(j, text, name, f.title, fault) ?? null
  }
  const unit =
    d.unit === ''
      ? (j.actor.holdings.find((h) => step.by.includes(h.post))?.unit ?? j.actor.bureau)
      : unitOf(j, d.unit, 'unit', '单位', fault)
  const parent = kept.type.parent && d.parent !== '' ? one(known.parents.get(d.parent), 'parent', '上级记录编号', d.parent) : undefined
  if (kept.type.parent && d.parent === '') fault('parent', '上级记录编号', '没有填写', '请填写上级记录的编号')
  if (unit) {
    const allowed = mayAct(j.bureau, j.actor, step, unit)
    if (!allowed.allowed) fault('unit', '单位', allowed.zh, '请由该单位的承办岗位导入')
  }

  const parsed = known.schema.safeParse(Object.fromEntries(Object.entries(values).filter(([, v]) => v !== null)))
  if (!parsed.success)
    for (const f of faultsOf(parsed.error, shape)) fault(f.path.split('.')[0] ?? '', f.title, told(f.say).message, told(f.say).action)
  const on = step.on && typeof values[step.on] === 'string' ? String(values[step.on]) : j.today
  if (on > j.today)
    fault(step.on ?? '', shape[step.on ?? '']?.title ?? '', `${on} 晚于今天（${j.today}）`, '尚未发生的事不能登记，请填写实际日期')
  for (const f of codeFaults(kept.type.fields, values, on)) fault(f.path, f.title, told(f.say).message, '请选择当时有效的代码')
  judgePeople(j, kept, d, fault)

  const input: CreateInput = {
    step: key,
    ...(unit ? { unit } : {}),
    ...(parent ? { parent } : {}),
    values: parsed.success ? parsed.data : values,
    people: d.people,
  }
  if (faults.length === 0 && unit) await judgeProcedure(j, kept, key, step, d, input, parsed.data ?? {}, on, fault)

  const once = onceKey(kept.type.id, d)
  // What came out of here, or came in before, and says what the record says: nothing is entered and nothing is wrong.
  const stands = known.standing.get(d.external) ?? known.standing.get(d.number)
  const other = stands ? differs(stands, d, shape, sameAs(j, known.links)) : []
  if (stands && other.length === 0) return { draft: d, input, key: once, faults: [], already: true }
  const hash = requestHash(input)
  const [earlier, same] = [known.before.get(once), j.seen.get(once)]
  if (faults.length === 0) j.seen.set(once, same ?? { row: d.row, hash })
  if (stands && earlier !== hash)
    return { draft: d, input, key: once, faults: other.map((name) => changed(kept, shape, d, name, earlier !== undefined)), already: false }
  if (faults.length === 0 && earlier !== undefined && earlier !== hash)
    fault('external', '外部编号', `外部编号 ${d.external} 已经导入过，内容与本行不同`, '请在系统中更正该记录，不要重复导入')
  else if (faults.length === 0 && same && same.hash !== hash)
    fault('external', '外部编号', `与第 ${same.row} 行的外部编号相同，内容不同`, '请核对外部编号')
  return { draft: d, input, key: once, faults, already: faults.length === 0 && (earlier === hash || same?.hash === hash) }
}

/** Links and units are named by texts in a sheet and by ids and codes in a record. */
const sameAs =
  (j: Judging, links: Map<string, Map<string, string[]>>) =>
  (name: string, field: Field, text: unknown, held: unknown): boolean | undefined => {
    if (field.kind === 'link') return links.get(name)?.get(String(text))?.includes(String(held)) ?? false
    if (field.kind === 'unit') return text === held || j.around.units.some((u) => u.code === held && plain(u.name) === text)
    return undefined
  }

/** A row that says otherwise than the record it names. */
function changed(kept: Kept, shape: Readonly<Record<string, Field>>, d: Draft, name: string, imported: boolean): RowFault {
  const [head = '', role = '', part = ''] = name.split('.')
  const title = head === 'people' ? columnTitle(kept, role, part) : (shape[name]?.title ?? name)
  const message = imported
    ? `外部编号 ${d.external} 已经导入过，内容与本行不同`
    : `编号 ${d.external || d.number} 是系统已有的记录，内容与本行不同`
  return { row: d.row, field: name, title, message, action: '请在系统中更正该记录，不要重复导入' }
}

function unitOf(
  j: Judging,
  text: string,
  field: string,
  title: string,
  fault: (field: string, title: string, message: string, action: string) => void,
): string | undefined {
  const found = j.around.units.filter((u) => u.code === text || plain(u.name) === text)
  if (found.length === 1) return found[0]?.code
  if (found.length > 1) fault(field, title, `有 ${found.length} 个单位都叫“${text}”`, '请改填单位代码')
  else fault(field, title, `没有名为“${text}”的在用单位`, '请填写单位代码或全称；撤并的单位请填承接单位')
  return undefined
}

function judgePeople(
  j: Judging,
  kept: Kept,
  d: Draft,
  fault: (field: string, title: string, message: string, action: string) => void,
): void {
  for (const [role, def] of Object.entries(kept.type.parties)) {
    const list = d.people.filter((p) => p.role === role)
    if (list.length < (def.min ?? 0)) fault(`people.${role}.name`, columnTitle(kept, role, 'name'), `至少填写 ${def.min} 人`, '请填写姓名')
    if (list.length > (def.max ?? 1000)) fault(`people.${role}.name`, columnTitle(kept, role, 'name'), `最多 ${def.max} 人`, '请核对')
    for (const p of list) {
      try {
        const { role: _, person: __, ...particulars } = p
        readParticulars(particulars, j.today)
      } catch (error) {
        if (!(error instanceof Fault)) throw error
        for (const f of error.faults ?? [])
          fault(`people.${role}.${f.path}`, columnTitle(kept, role, f.path) || f.title, told(f.say).message, told(f.say).action)
      }
    }
  }
}

const none: Relatives = { parent: null, children: new Map(), siblings: new Map() }

/** The gates of the step and the rules of the record, worked out by the kernel as the ledger will. */
async function judgeProcedure(
  j: Judging,
  kept: Kept,
  key: string,
  step: Step,
  d: Draft,
  input: CreateInput,
  form: Readonly<Record<string, unknown>>,
  on: string,
  fault: (field: string, title: string, message: string, action: string) => void,
): Promise<void> {
  const wanted = wantedBy(kept, [...step.need.map((g) => g.must), ...kept.type.rules.flatMap((r) => (r.must ? [r.must] : []))], step.reads)
  const relatives = input.parent
    ? await loadRelatives(j.tx, { bureau: j.bureau, code: j.actor.bureau }, kept, null, input.parent, wanted, false)
    : none
  const seen = (s: Stored): Seen => ({ id: s.id, unit: s.unit, stage: s.stage, number: s.number, values: s.values })
  const blank = Object.fromEntries(Object.keys(kept.type.fields).map((name) => [name, null]))
  const facts: Facts = factsWith({ values: blank, stage: null, id: null }, d.people, relatives)
  const names = [...step.form.map(asked).map(([name]) => name), ...Object.keys(step.also)]
  const outcome = plan(
    kept,
    key,
    {
      record: { id: '00000000-0000-7000-8000-000000000000', unit: input.unit ?? '', stage: null, number: null, values: blank },
      form: { ...Object.fromEntries(names.map((name) => [name, form[name] ?? null])), ...(step.on ? { [step.on]: on } : {}) },
      on,
      by: { account: j.actor.account, post: j.actor.holdings.find((h) => step.by.includes(h.post))?.post ?? '', unit: input.unit ?? '' },
      parent: relatives.parent ? seen(relatives.parent) : null,
      others: Object.fromEntries(step.reads.map((type) => [type, (relatives.siblings.get(type) ?? []).map(seen)])),
      units: j.around.units,
      parameters: j.around.parameters(kept.line.id),
    },
    facts,
    {},
  )
  if (isRefusal(outcome)) fault('', step.title, outcome.zh, outcome.basis ? `依据${outcome.basis}，请核对` : '请核对后重新导入')
}
