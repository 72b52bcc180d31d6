import type { Alert } from './alert.ts'
import { type Check, termOf } from './check.ts'
import { type DocumentType, tagsIn } from './document.ts'
import type { Field } from './field.ts'
import { adds, type Gather, gathersOf, type Source } from './gather.ts'
import type { Indicator } from './indicator.ts'
import type { Line, Post } from './line.ts'
import { looksAway, namesIn, type Predicate } from './predicate.ts'
import { asked, type Procedure, type Step } from './procedure.ts'
import type { RecordType } from './record.ts'

/** A record type with everything that hangs on it, as the platform runs it. */
export interface Kept {
  readonly type: RecordType
  readonly line: Line
  readonly procedure: Procedure
  readonly children: readonly string[]
  readonly documents: readonly DocumentType[]
  readonly alerts: readonly Alert[]
}

/** The whole bureau: all lines, checked, with every declaration under its id. */
export interface Bureau {
  readonly lines: readonly Line[]
  readonly posts: Readonly<Record<string, Post>>
  readonly records: ReadonlyMap<string, Kept>
  readonly indicators: ReadonlyMap<string, Indicator>
  readonly checks: readonly Check[]
  readonly alerts: readonly Alert[]
  readonly documents: ReadonlyMap<string, DocumentType>
}

/** All faults of the declarations at once, each with the path to the word at fault. */
export class BureauFaults extends Error {
  readonly code = 'bureau.faults'
  readonly faults: readonly string[]
  constructor(faults: readonly string[]) {
    super(
      `条线声明有 ${faults.length} 处错误 / ${faults.length} faults in the declarations:\n${faults.map((f, i) => `${i + 1}. ${f}`).join('\n')}`,
    )
    this.faults = faults
  }
}

/** What `compileBureau` must know of the outside: which rules of the law clock exist. */
export interface LawBook {
  readonly hasRule: (code: string) => boolean
}

/** What every record has beside its own fields. */
const ownNames = new Set([
  'bureau',
  'id',
  'unit',
  'stage',
  'number',
  'version',
  'sealed',
  'createdAt',
  'createdBy',
  'updatedAt',
  'voidedAt',
  'parentId',
  'people',
])

/**
 * Checks all declarations together and indexes them.
 * @throws BureauFaults naming every fault: unknown post, stage without exit, deadline without a rule, indicator without unit, field without title, unbound field of a document …
 */
export function compileBureau(lines: readonly Line[], posts: Readonly<Record<string, Post>>, law: LawBook): Bureau {
  const faults: string[] = []
  const records = new Map<string, Kept>()
  const indicators = new Map<string, Indicator>()
  const documents = new Map<string, DocumentType>()
  const fault = (path: string, say: string) => faults.push(`${path}: ${say}`)
  const lineIds = new Set<string>()

  for (const line of lines) {
    if (lineIds.has(line.id)) fault(line.id, 'line declared twice 条线重复')
    lineIds.add(line.id)
    for (const type of line.records) {
      if (records.has(type.id)) fault(type.id, 'record type declared twice 台账重复')
      if (!type.id.startsWith(`${line.id}.`)) fault(type.id, `must begin with "${line.id}." 台账标识须以条线标识开头`)
      const procedures = line.procedures.filter((p) => p.record === type.id)
      if (procedures.length !== 1) fault(type.id, `has ${procedures.length} procedures, needs one 须有且仅有一个办理流程`)
      const procedure = procedures[0] ?? { record: type.id, stages: {}, ends: [], steps: {}, deadlines: {} }
      records.set(type.id, {
        type,
        line,
        procedure,
        children: [],
        documents: line.documents.filter((d) => d.record === type.id),
        alerts: line.alerts.filter((a) => a.record === type.id),
      })
    }
    for (const d of line.documents) {
      if (documents.has(d.id)) fault(d.id, 'document declared twice 文书重复')
      documents.set(d.id, d)
    }
    for (const i of line.indicators) {
      if (indicators.has(i.id)) fault(i.id, 'indicator declared twice 指标重复')
      indicators.set(i.id, i)
    }
    for (const p of line.procedures)
      if (!line.records.some((r) => r.id === p.record))
        fault(`${line.id}.procedures.${p.record}`, 'moves a record of no type 流程没有对应的台账')
  }
  for (const kept of records.values()) {
    const { parent, id } = kept.type
    if (!parent) continue
    const above = records.get(parent)
    if (above) (above.children as string[]).push(id)
    else fault(`${id}.parent`, `unknown record type "${parent}" 未知台账`)
  }

  const predicate = (p: Predicate | undefined, kept: Kept, path: string) => {
    if (!p) return
    for (const n of namesIn(p, path)) {
      const field = kept.type.fields[n.name]
      if (n.kind === 'field' && !field) fault(n.path, `unknown field "${n.name}" of ${kept.type.id} 未知数据项`)
      if (n.kind === 'field' && field?.codes && n.value !== undefined && !(String(n.value) in field.codes.codes))
        fault(n.path, `"${String(n.value)}" is not in code list ${field.codes.id} 代码表中没有此值`)
      if (n.kind === 'stage' && !(n.name in kept.procedure.stages)) fault(n.path, `unknown stage "${n.name}" 未知阶段`)
      if (n.kind === 'party' && !(n.name in kept.type.parties)) fault(n.path, `unknown role "${n.name}" 未知当事人角色`)
      if (n.kind === 'child' && !kept.children.includes(n.name))
        fault(n.path, `"${n.name}" does not belong to ${kept.type.id} 不是其下属台账`)
    }
    relatives(p, kept, path)
  }
  const relatives = (p: Predicate, kept: Kept, path: string) => {
    if (p[0] === 'all' || p[0] === 'any')
      for (const [i, q] of p.slice(1).entries()) relatives(q as Predicate, kept, `${path}.${p[0]}[${i}]`)
    if (p[0] === 'not') relatives(p[1], kept, `${path}.not`)
    if (p[0] === 'notBefore' && records.get(kept.type.parent ?? '')?.type.fields[p[2]]?.kind !== 'day')
      fault(path, `"${p[2]}" is not a day of the record above ${kept.type.id} 不是上级台账的日期项`)
    const inner = p[0] === 'has' ? p[2] : p[0] === 'parent' ? p[1] : undefined
    const other = records.get(p[0] === 'has' ? p[1] : p[0] === 'parent' ? (kept.type.parent ?? '') : '')
    if (p[0] === 'parent' && !other) fault(path, `${kept.type.id} belongs to no record 没有上级台账`)
    if (inner && other) predicate(inner, other, `${path}.${p[0]}`)
  }

  for (const kept of records.values()) {
    const { type, procedure } = kept
    const at = type.id
    for (const [name, field] of Object.entries(type.fields)) {
      if (ownNames.has(name)) fault(`${at}.fields.${name}`, 'is a name that every record has already 与公共数据项重名')
      if (!field.title.trim()) fault(`${at}.fields.${name}`, 'has no title 数据项没有名称')
      if (field.kind === 'link' && !records.has(field.to ?? ''))
        fault(`${at}.fields.${name}`, `links to unknown record type "${field.to}" 未知台账`)
    }
    for (const [name, { how, from }] of gathersOf(type)) gather(kept, name, how, from)
    for (const name of [...type.label, ...type.columns])
      if (!(name in type.fields)) fault(`${at}.columns`, `unknown field "${name}" 未知数据项`)
    for (const [i, rule] of type.rules.entries()) predicate(rule.must ?? rule.should, kept, `${at}.rules[${i}]`)
    predicate(type.sealedWhen, kept, `${at}.sealedWhen`)
    steps(kept)
    if (type.single && !(type.single.role in type.parties)) fault(`${at}.single`, `unknown role "${type.single.role}" 未知当事人角色`)
    for (const stage of type.single?.stages ?? [])
      if (!(stage in procedure.stages)) fault(`${at}.single`, `unknown stage "${stage}" 未知阶段`)
    const roles = { ...type.parties, ...records.get(type.parent ?? '')?.type.parties }
    for (const [role, names] of Object.entries(type.shownTo ?? {})) {
      if (!(role in roles)) fault(`${at}.shownTo`, `unknown role "${role}" 未知当事人角色`)
      for (const name of names) if (!(name in type.fields)) fault(`${at}.shownTo`, `unknown field "${name}" 未知数据项`)
    }
    for (const [key, d] of Object.entries(procedure.deadlines)) {
      const path = `${at}.deadlines.${key}`
      if (d.dutyOf && !(d.dutyOf in (type.shownTo ?? {})))
        fault(path, `is a duty of "${d.dutyOf}", to whom the record is not shown 未向本人公开`)
      if (!law.hasRule(d.rule)) fault(path, `no rule "${d.rule}" in the law clock 法规库没有此期限规则`)
      for (const name of [d.from, ...d.until]) if (type.fields[name]?.kind !== 'day') fault(path, `"${name}" is not a day field 不是日期项`)
      if (d.yieldsTo && !(d.yieldsTo in procedure.deadlines)) fault(path, `yields to unknown deadline "${d.yieldsTo}" 未知期限`)
      predicate(d.when, kept, `${path}.when`)
    }
    for (const a of kept.alerts) predicate(a.when, kept, `alert ${a.id}`)
    for (const d of kept.documents) document(d, kept)
  }

  function gather(kept: Kept, name: string, how: Gather['how'], from: readonly Source[]) {
    for (const [i, source] of from.entries()) {
      const path = `${kept.type.id}.fields.${name}.from[${i}]`
      const of = source.of === undefined ? kept : records.get(source.of)
      if (!of || (of !== kept && of.type.parent !== kept.type.id)) {
        fault(path, `"${source.of}" does not belong to ${kept.type.id} 不是其下属台账`)
        continue
      }
      const kindOf = (asked: string | undefined) => of.type.fields[asked ?? '']?.kind
      const lacks = (asked: string | undefined, what: string) =>
        fault(path, `"${asked}" is not a ${what} field of ${of.type.id} 不是可汇总的数据项`)
      if (!adds(how) && kindOf(source.day) !== 'day') lacks(source.day, 'day')
      if (how === 'stretches' && kindOf(source.until) !== 'day') lacks(source.until, 'day')
      if (how === 'total' && !['count', 'number', 'money'].includes(kindOf(source.sum) ?? '')) lacks(source.sum, 'count')
      if (how === 'newest') says(kept.type.fields[name], of.type.fields[source.take ?? ''], source, path)
      predicate(source.where, of, `${path}.where`)
      if (source.where && looksAway(source.where)) fault(`${path}.where`, 'looks at other records 汇总条件只能看本记录')
    }
  }

  /** What `newest` takes over must be of the kind and the code list of the field that it becomes. */
  function says(becomes: Field | undefined, taken: Field | undefined, { take, as }: Source, path: string) {
    if (as === undefined && (taken?.kind !== becomes?.kind || taken?.codes?.id !== becomes?.codes?.id))
      fault(path, `"${take}" is not of the kind of the field it becomes 与汇总项的种类不同`)
    if (as !== undefined && becomes?.codes && !(String(as) in becomes.codes.codes))
      fault(path, `"${as}" is not in code list ${becomes.codes.id} 代码表中没有此值`)
  }

  function steps(kept: Kept) {
    const { type, procedure } = kept
    const leaves = new Set<string>()
    const reached = new Set<string>()
    const entries = Object.entries(procedure.steps)
    if (!entries.some(([, s]) => froms(s).includes('new'))) fault(`${type.id}.steps`, 'no step opens the record 没有起始环节')
    for (const [key, step] of entries) {
      const path = `${type.id}.steps.${key}`
      if (!step.title.trim()) fault(path, 'has no title 环节没有名称')
      if (step.by.length === 0) fault(`${path}.by`, 'nobody may take it 没有办理岗位')
      for (const post of step.by) if (!(post in posts)) fault(`${path}.by`, `unknown post "${post}" 未知岗位`)
      for (const from of froms(step)) {
        if (from !== 'new' && from !== 'any' && !(from in procedure.stages)) fault(`${path}.from`, `unknown stage "${from}" 未知阶段`)
        if (step.to !== from) leaves.add(from)
      }
      if (step.to) reached.add(step.to)
      if (step.to && !(step.to in procedure.stages)) fault(`${path}.to`, `unknown stage "${step.to}" 未知阶段`)
      for (const [name] of step.form.map(asked)) {
        if (!(name in type.fields)) fault(`${path}.form`, `unknown field "${name}" 未知数据项`)
        if (type.fields[name]?.gathers) fault(`${path}.form`, `"${name}" is gathered, nobody types it 汇总项不能填写`)
      }
      if (step.on && type.fields[step.on]?.gathers) fault(`${path}.on`, `"${step.on}" is gathered, nobody types it 汇总项不能填写`)
      if (step.on && type.fields[step.on]?.kind !== 'day') fault(`${path}.on`, `"${step.on}" is not a day field 不是日期项`)
      for (const [i, gate] of step.need.entries()) predicate(gate.must, kept, `${path}.need[${i}]`)
      for (const paper of step.papers)
        if (!kept.documents.some((d) => d.id === `${type.id}/${paper}`)) fault(`${path}.papers`, `unknown document "${paper}" 未知文书`)
      for (const read of step.reads) if (!records.has(read)) fault(`${path}.reads`, `unknown record type "${read}" 未知台账`)
      if (step.notBy && !(step.notBy in procedure.steps)) fault(`${path}.notBy`, `unknown step "${step.notBy}" 未知环节`)
    }
    const effects = entries.some(([, s]) => s.effect)
    for (const stage of Object.keys(procedure.stages)) {
      if (!procedure.ends.includes(stage) && !leaves.has(stage) && !leaves.has('any'))
        fault(`${type.id}.stages.${stage}`, 'no step leaves it and it is not an end 没有出口的阶段')
      if (!reached.has(stage) && !effects) fault(`${type.id}.stages.${stage}`, 'no step reaches it 无法到达的阶段')
    }
  }

  function document(d: DocumentType, kept: Kept) {
    predicate(d.when, kept, `document ${d.id}.when`)
    if (looksAway(d.when)) fault(`document ${d.id}.when`, 'looks at other records 文书适用条件只能看本记录')
    const free = new Set(['number', 'unitName', 'bureauName', 'documentNumber', 'today', 'officer', 'place', 'recordTitle'])
    const open: { name: string; of?: Kept }[] = []
    for (const tag of tagsIn(d.body)) {
      if (tag.mark === '/') {
        if (open.pop()?.name !== tag.name) fault(`document ${d.id}`, `section {/${tag.name}} closes nothing 段落标记不成对`)
      } else if (tag.mark === '#') {
        const child = records.get(tag.name)
        if (!child && !(tag.name in kept.type.parties)) fault(`document ${d.id}`, `unknown list "${tag.name}" 未知列表`)
        open.push(child ? { name: tag.name, of: child } : { name: tag.name })
      } else if (!bound(tag.name, open.at(-1)?.of ?? kept, open.length > 0 && !open.at(-1)?.of, free))
        fault(`document ${d.id}`, `unbound field {${tag.name}} 未绑定的数据项`)
    }
    for (const left of open) fault(`document ${d.id}`, `section {#${left.name}} stays open 段落标记不成对`)
  }

  function bound(name: string, kept: Kept, inPeople: boolean, free: ReadonlySet<string>): boolean {
    const personal = new Set(['name', 'sex', 'birthDay', 'age', 'identityNumber', 'phone', 'address', 'ethnicity', 'occupation'])
    const [head = '', ...rest] = name.split('.')
    if (inPeople) return personal.has(name)
    if (rest.length === 0) return free.has(head) || head in kept.type.fields
    if (head === 'parent')
      return kept.type.parent !== undefined && bound(rest.join('.'), records.get(kept.type.parent) ?? kept, false, free)
    if (head in kept.type.parties) return personal.has(rest.join('.'))
    const to = kept.type.fields[head]?.to
    return to !== undefined && records.has(to) && bound(rest.join('.'), records.get(to) ?? kept, false, free)
  }

  const measure = (id: string, path: string) => {
    const found = indicators.get(id)
    if (!found) fault(path, `unknown indicator "${id}" 未知指标`)
    return found
  }
  for (const i of indicators.values()) {
    if (!i.unit.trim()) fault(`indicator ${i.id}`, 'has no unit 指标没有计量单位')
    if (i.type === 'rate') {
      for (const id of [i.part, i.whole])
        if (measure(id, `indicator ${i.id}`)?.type === 'rate') fault(`indicator ${i.id}`, `"${id}" is itself a rate 比率不能再作分子分母`)
      continue
    }
    const kept = records.get(i.record)
    if (!kept) continue
    if (!i.on) fault(`indicator ${i.id}`, 'has no date basis 指标没有时间口径')
    predicate(i.where, kept, `indicator ${i.id}.where`)
  }
  const checks = lines.flatMap((l) => l.checks)
  for (const c of checks) for (const term of [...c.left, ...c.right]) measure(termOf(term).id, `check ${c.id}`)

  if (faults.length > 0) throw new BureauFaults(faults)
  return { lines, posts, records, indicators, checks, alerts: lines.flatMap((l) => l.alerts), documents }
}

/** The stages from which a step may be taken. */
export const froms = (step: Step): readonly string[] => (typeof step.from === 'string' ? [step.from] : step.from)
