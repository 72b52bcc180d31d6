import { type Bureau, type CodeList, fieldsOf, type Kept } from '../kernel/index.ts'
import type { Law } from '../law/index.ts'

/** What a word can be. In this order things are listed when they fit equally well. */
export const kinds = {
  line: { zh: '条线', en: 'line' },
  record: { zh: '台账', en: 'record' },
  term: { zh: '术语', en: 'term' },
  step: { zh: '环节', en: 'step' },
  stage: { zh: '阶段', en: 'stage' },
  deadline: { zh: '期限', en: 'deadline' },
  indicator: { zh: '指标', en: 'indicator' },
  check: { zh: '勾稽', en: 'check' },
  document: { zh: '文书', en: 'document' },
  alert: { zh: '预警', en: 'alert' },
  role: { zh: '当事人', en: 'role' },
  post: { zh: '岗位', en: 'post' },
  parameter: { zh: '参数', en: 'parameter' },
  rule: { zh: '规则', en: 'rule' },
  field: { zh: '数据项', en: 'field' },
  'code list': { zh: '代码表', en: 'code list' },
  code: { zh: '代码', en: 'code' },
} as const satisfies Readonly<Record<string, { zh: string; en: string }>>
export type Kind = keyof typeof kinds

/** One thing that has a name: what it is, how the code calls it, how the office calls it, and where it is written down. */
export interface Named {
  readonly kind: Kind
  readonly id: string
  readonly title: string
  readonly folder: string
  /** Other names: of earlier years, in reports, in English. */
  readonly also: readonly string[]
}

const lineFolder = (id: string): string => `src/lines/${id}`

/** Everything that the declarations give a name to. Ids of parts are the paths by which `compileBureau` reports a fault in them. */
export function vocabulary(bureau: Bureau, law: Law): readonly Named[] {
  const found: Named[] = []
  const add = (kind: Kind, id: string, title: string, folder: string, also: readonly string[] = []) =>
    found.push({ kind, id, title, folder, also })
  for (const line of bureau.lines) {
    const folder = lineFolder(line.id)
    add('line', line.id, line.title, folder, [line.section])
    for (const [name, p] of Object.entries(line.parameters)) add('parameter', `${line.id}.parameters.${name}`, p.title, folder)
    for (const i of line.indicators) add('indicator', i.id, i.title, folder, i.synonyms)
    for (const c of line.checks) add('check', c.id, c.title, folder)
    for (const a of line.alerts) add('alert', a.id, a.title, folder)
    for (const d of line.documents)
      add(
        'document',
        d.id,
        d.title,
        folder,
        (d.formerly ?? []).map((f) => f.title),
      )
  }
  const lists = new Map<string, { list: CodeList; folder: string }>()
  for (const kept of bureau.records.values()) {
    const folder = lineFolder(kept.line.id)
    found.push(...partsOf(kept, folder))
    for (const [, { codes }] of fieldsOf(kept.type)) if (codes && !lists.has(codes.id)) lists.set(codes.id, { list: codes, folder })
  }
  for (const { list, folder } of lists.values()) {
    add('code list', list.id, list.title, folder)
    for (const [code, { title }] of Object.entries(list.codes)) add('code', `${list.id}.${code}`, title, folder)
  }
  for (const [id, p] of Object.entries(bureau.posts)) add('post', id, p.title, 'src/lines')
  for (const [code, r] of law.rules) add('rule', code, r.title, 'src/law', [r.en])
  return found
}

function partsOf({ type, procedure }: Kept, folder: string): Named[] {
  const part = (kind: Kind, group: string) => (name: string, title: string) => ({
    kind,
    id: `${type.id}.${group}.${name}`,
    title,
    folder,
    also: [],
  })
  return [
    { kind: 'record', id: type.id, title: type.title, folder, also: (type.formerly ?? []).map((f) => f.title) },
    ...fieldsOf(type).map(([name, f]) => part('field', 'fields')(name, f.title)),
    ...Object.entries(type.parties).map(([name, r]) => part('role', 'parties')(name, r.title)),
    ...Object.entries(procedure.stages).map(([name, title]) => part('stage', 'stages')(name, title)),
    ...Object.entries(procedure.steps).map(([name, s]) => part('step', 'steps')(name, s.title)),
    ...Object.entries(procedure.deadlines).map(([name, d]) => part('deadline', 'deadlines')(name, d.title)),
  ]
}

/** Things that a word names, the nearest first: its very name, a name that begins with it, one that holds it, another name, an id. */
export function named(word: string, all: readonly Named[]): readonly Named[] {
  const wanted = word.trim().toLowerCase()
  const order = Object.keys(kinds)
  const nearness = ({ id, title, also }: Named): number => {
    const name = title.toLowerCase()
    if (name === wanted || id.toLowerCase() === wanted) return 0
    if (name.startsWith(wanted)) return 1
    if (name.includes(wanted)) return 2
    if (also.some((a) => a.toLowerCase().includes(wanted))) return 3
    return id.toLowerCase().includes(wanted) ? 4 : Number.POSITIVE_INFINITY
  }
  return all
    .map((thing, n) => ({ thing, n, near: nearness(thing), kind: order.indexOf(thing.kind) }))
    .filter(({ near }) => near < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.near - b.near || a.kind - b.kind || a.n - b.n)
    .map(({ thing }) => thing)
}
