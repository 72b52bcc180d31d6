import type { z } from 'zod'
import type { CalendarYear } from './calendar.ts'
import { citationFaults } from './citation.ts'
import { fromSerial, toSerial } from './day.ts'
import { lawFileSchema } from './file-schema.ts'
import type { Law } from './law.ts'
import type { Rule } from './rule.ts'
import type { Statute } from './statute.ts'

/**
 * 「法规文件」 A file of further law: statute versions, rule versions and calendar years, as JSON.
 * A statute or rule that exists already is named by its id or code and needs only its new versions.
 */
export interface LawFile {
  readonly statutes: readonly Statute[]
  readonly rules: readonly (Rule & { readonly code: string })[]
  readonly calendar: readonly CalendarYear[]
}

/** One fault in a file, with its path: `rules[2].versions[0].from`. */
export interface FileFault {
  readonly path: string
  readonly zh: string
  readonly en: string
}

export type ParsedLawFile = { readonly ok: true; readonly file: LawFile } | { readonly ok: false; readonly faults: readonly FileFault[] }

const SAY: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  day: ['不是日期，应写作 2017-09-15', 'not a day such as 2017-09-15'],
  unit: ['不是期限单位（calendar、working、hour、month、year、date:01-31、window:03-01..05-31）', 'not a unit'],
  negative: ['只有倒推的期限（"direction": "before"）可以是负数', 'only a period counted back may be negative'],
  order: ['结束早于开始', 'ends before it begins'],
}

const pathOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((p, key) => (typeof key === 'number' ? `${p}[${key}]` : p ? `${p}.${String(key)}` : String(key)), '') || '(文件)'

function sayIssue(issue: z.core.$ZodIssue): readonly [zh: string, en: string] {
  const own = SAY[issue.message]
  if (own) return own
  switch (issue.code) {
    case 'unrecognized_keys':
      return [`不认识的字段：${issue.keys.join('、')}`, `unknown keys: ${issue.keys.join(', ')}`]
    case 'invalid_type':
      return issue.input === undefined ? ['缺少', 'missing'] : [`应为 ${issue.expected}`, `expected ${issue.expected}`]
    case 'invalid_value':
      return [`只能是：${issue.values.map(String).join('、')}`, `one of: ${issue.values.map(String).join(', ')}`]
    case 'too_small':
      return ['不能为空', 'too small or empty']
    default:
      return ['格式不对', issue.message]
  }
}

/**
 * 「解析法规文件」 Reads a file of further law against the law it is added to. All faults are reported at once, each with its path: wrong shapes,
 * statutes and rules that are neither complete nor known, citations that do not resolve, versions that overlap.
 */
export function parseLawFile(source: string, law: Law): ParsedLawFile {
  let raw: unknown
  try {
    raw = JSON.parse(source)
  } catch (error) {
    return { ok: false, faults: [{ path: '(文件)', zh: '不是 JSON 文件', en: error instanceof Error ? error.message : 'not JSON' }] }
  }
  const parsed = lawFileSchema.safeParse(raw, { reportInput: true })
  if (!parsed.success) {
    return {
      ok: false,
      faults: parsed.error.issues.map((issue) => {
        const [zh, en] = sayIssue(issue)
        return { path: pathOf(issue.path), zh, en }
      }),
    }
  }
  const faults: FileFault[] = []
  const fault = (path: string, zh: string, en: string): void => {
    faults.push({ path, zh, en })
  }
  const statutes: Statute[] = []
  const rules: (Rule & { code: string })[] = []
  for (const [i, s] of parsed.data.statutes.entries()) {
    const known = law.statutes.find((k) => k.id === s.id)
    const short = s.short ?? known?.short
    const en = s.en ?? known?.en
    if (short === undefined || en === undefined) {
      fault(`statutes[${i}]`, '新法规须写 short 和 en', 'a new statute needs short and en')
      continue
    }
    const aliases = s.aliases ?? known?.aliases
    statutes.push({ id: s.id, short, en, ...(aliases ? { aliases } : {}), versions: dense(s.versions) })
    orderFaults(s.versions, `statutes[${i}]`, fault)
  }
  for (const [i, r] of parsed.data.rules.entries()) {
    const known = law.rules.get(r.code)
    const { line = known?.line, title = known?.title, en = known?.en, actor = known?.actor, start = known?.start, act = known?.act } = r
    const kind = r.kind ?? known?.kind
    if (line === undefined || title === undefined || en === undefined || actor === undefined || start === undefined || act === undefined) {
      fault(`rules[${i}]`, '新规则须写 line、title、en、actor、start、act', 'a new rule needs line, title, en, actor, start and act')
      continue
    }
    rules.push({ code: r.code, line, title, en, actor, start, act, ...(kind ? { kind } : {}), versions: dense(r.versions) })
    orderFaults(r.versions, `rules[${i}]`, fault)
  }
  const file: LawFile = { statutes, rules, calendar: dense(parsed.data.calendar) }
  const merged = mergeLaw(law, file)
  for (const [i, r] of parsed.data.rules.entries()) {
    for (const [j, v] of r.versions.entries()) {
      for (const say of citationFaults(v.article, v.from, merged))
        fault(`rules[${i}].versions[${j}].article`, say, `does not resolve: ${v.article}`)
    }
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, file }
}

/** The type of what was parsed from JSON: a key is there with a value, or it is not there. */
type Dense<T> = T extends readonly unknown[]
  ? { [K in keyof T]: Dense<T[K]> }
  : T extends object
    ? { [K in keyof T]: Dense<Exclude<T[K], undefined>> }
    : T
const dense = <T>(value: T): Dense<T> => value as Dense<T>

function orderFaults(
  versions: readonly { from: string; to: string | null }[],
  path: string,
  fault: (path: string, zh: string, en: string) => void,
): void {
  versions.forEach((v, j) => {
    if (v.to !== null && v.to < v.from) fault(`${path}.versions[${j}].to`, '失效早于施行', 'ends before it begins')
    const next = versions[j + 1]
    if (next && next.from <= (v.to ?? '9999-12-31') && (v.to !== null || next.from <= v.from)) {
      fault(`${path}.versions[${j + 1}].from`, '与前一版本重叠', 'overlaps the version before')
    }
  })
}

/**
 * 「载入」 The law with a file's versions added. A version with the same first day replaces the old one; a version still open, or reaching into the new
 * one, ends on the day before it.
 */
export function mergeLaw(law: Law, file: Pick<LawFile, 'statutes' | 'rules'>): Law {
  const statutes = new Map(law.statutes.map((s) => [s.id, s]))
  for (const s of file.statutes) statutes.set(s.id, { ...s, versions: mergeVersions(statutes.get(s.id)?.versions ?? [], s.versions) })
  const rules = new Map(law.rules)
  for (const { code, ...rule } of file.rules)
    rules.set(code, { ...rule, versions: mergeVersions(rules.get(code)?.versions ?? [], rule.versions) })
  return { statutes: [...statutes.values()], rules }
}

function mergeVersions<V extends { readonly from: string; readonly to: string | null }>(old: readonly V[], added: readonly V[]): V[] {
  const starts = new Set(added.map((v) => v.from))
  const all = [...old.filter((v) => !starts.has(v.from)), ...added].sort((a, b) => (a.from < b.from ? -1 : 1))
  return all.map((v, i) => {
    const next = all[i + 1]
    return next && (v.to === null || v.to >= next.from) ? { ...v, to: fromSerial(toSerial(next.from) - 1) } : v
  })
}
