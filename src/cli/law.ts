import { readFile } from 'node:fs/promises'
import {
  builtInCalendar,
  builtInLaw,
  type Calendar,
  type CalendarChange,
  citations,
  type Difference,
  diffVersions,
  extendCalendar,
  findStatute,
  isAdvisory,
  type Law,
  type LawChange,
  type LawError,
  lengthText,
  type MovedDeadline,
  mergeLaw,
  type OpenDeadline,
  parseLawFile,
  type Rule,
  rehearse,
  rehearseCalendar,
  rehearseDeadlines,
  ruleSentence,
  type Statute,
} from '../law/index.ts'
import type { Command, Io } from './command.ts'
import { tell } from './due.ts'
import { INSTALLED, type InstalledBook, installedBook, installedDeadlines } from './installed-law.ts'

/** Where `--installed` finds the law, the calendar and the open deadlines of the bureau; without it, only what the program brings counts. */
export interface LawDeps {
  readonly book: () => Promise<InstalledBook>
  readonly open: () => Promise<readonly OpenDeadline[]>
}

const USAGE = 'fazhi law list | show RULE-or-statute | diff RULE-or-statute | rehearse FILE   [--installed] [--json]'

/** The command `law`: the statute book on the terminal. Exit 0 done, 2 unknown name or faulty file. */
export function lawCommand(deps: LawDeps): Command {
  return {
    name: 'law',
    summary: {
      zh: '法规库：列出规则，查看法规和版本差异，预演法律变动',
      en: 'the statute book: rules, statutes, differences between versions, rehearsal of a change',
    },
    usage: USAGE,
    run: (args, io) => run(args, io, deps),
  }
}

export const command: Command = lawCommand({ book: installedBook, open: installedDeadlines })

async function run(args: readonly string[], io: Io, deps: LawDeps): Promise<number> {
  const json = args.includes('--json')
  const installed = args.includes(INSTALLED)
  const [verb, name, ...more] = args.filter((a) => a !== '--json' && a !== INSTALLED)
  const book = installed ? await deps.book() : undefined
  const law = book?.law ?? builtInLaw
  const refuse = (code: LawError['code'], zh: string, en: string): number => {
    tell({ code, zh, en, todo: { zh: `用法：${USAGE}`, en: `Usage: ${USAGE}` } }, json, io)
    return 2
  }
  if (verb === 'list' && name === undefined) return list(law, json, io)
  if (name === undefined || more.length > 0 || !['show', 'diff', 'rehearse'].includes(verb ?? '')) {
    return refuse('law.arguments', '请写 list、show、diff 或 rehearse，以及一个名称。', 'Say list, show, diff or rehearse, and one name.')
  }
  if (verb === 'rehearse') return rehearsal(name, law, book?.calendar, installed ? deps.open : undefined, json, io)
  const rule = law.rules.get(name)
  const statute = findStatute(name, law)
  if (!rule && !statute) return refuse('law.unknown', `法规库中没有“${name}”。`, `There is no rule or statute "${name}".`)
  if (verb === 'show') return rule ? showRule(name, rule, json, io) : showStatute(statute, law, json, io)
  return diff(name, rule, statute, json, io)
}

function list(law: Law, json: boolean, io: Io): number {
  const rows = [...law.rules].map(([code, rule]) => {
    const v = rule.versions.at(-1)
    return {
      code,
      line: rule.line,
      title: rule.title,
      length: v ? lengthText(v) : '',
      article: v?.article ?? '',
      advisory: v ? isAdvisory(v) : true,
    }
  })
  if (json) io.out(JSON.stringify(rows))
  else {
    const width = Math.max(...rows.map((r) => r.code.length))
    for (const r of rows) io.out(`${r.code.padEnd(width)}  ${r.title}  ${r.length}  ${r.article}${r.advisory ? '  参考' : ''}`)
  }
  return 0
}

function showRule(code: string, rule: Rule, json: boolean, io: Io): number {
  if (json) {
    io.out(JSON.stringify({ code, ...rule }))
    return 0
  }
  io.out(`${rule.title}（${code}）  责任主体：${rule.actor}`)
  for (const v of rule.versions) {
    io.out(`${v.from}—${v.to ?? '今'}  ${ruleSentence(rule, v)}${isAdvisory(v) ? '  【参考】' : ''}`)
    if (v.extend) io.out(`    延长：${v.extend.by}${v.extend.most === null ? '' : `，至多${v.extend.most}日`}（${v.extend.article}）`)
    for (const p of v.pauses ?? []) io.out(`    不计入：${p.why}（${p.article}）`)
    if (v.note) io.out(`    说明：${v.note}`)
  }
  return 0
}

function showStatute(statute: Statute | undefined, law: Law, json: boolean, io: Io): number {
  if (!statute) return 2
  const uses = [...law.rules].flatMap(([code, rule]) =>
    rule.versions.some((v) => citations(v.article).some((c) => c.statute === statute.short)) ? [code] : [],
  )
  if (json) {
    io.out(JSON.stringify({ ...statute, rules: uses }))
    return 0
  }
  for (const v of statute.versions) {
    io.out(`《${v.title}》${v.number ? ` ${v.number}` : ''}  ${v.organ}`)
    io.out(`  公布 ${v.issued ?? '未录'}  施行 ${v.from}  ${v.to ? `失效 ${v.to}` : '现行'}${v.last ? `  共${v.last}条` : ''}`)
    io.out(
      `  ${v.read ? `原文：${v.read.file}（${v.read.day}）` : v.page ? `网页：${v.page}` : '未经原文核对'}${v.note ? `；${v.note}` : ''}`,
    )
    for (const [number, article] of Object.entries(v.articles)) io.out(`  第${number}条  ${article.says}`)
  }
  io.out(`规则：${uses.join('、') || '没有'}`)
  return 0
}

function diff(name: string, rule: Rule | undefined, statute: Statute | undefined, json: boolean, io: Io): number {
  const steps = (rule ? diffVersions(rule.versions, rule) : diffVersions(statute?.versions ?? [])).map((s) => ({
    from: s.from.from,
    to: s.to.from,
    differences: s.differences,
  }))
  if (json) {
    io.out(JSON.stringify({ name, steps }))
    return 0
  }
  io.out(`${rule?.title ?? statute?.short}（${name}）`)
  if (steps.length === 0) io.out('只有一个版本。')
  for (const step of steps) {
    io.out(`${step.from} 版 → ${step.to} 版`)
    printDifferences(step.differences, io)
  }
  return 0
}

const printDifferences = (differences: readonly Difference[], io: Io): void => {
  for (const d of differences) io.out(`  ${d.field}：${d.before} → ${d.after}`)
}

async function rehearsal(
  path: string,
  law: Law,
  calendar: Calendar | undefined,
  open: LawDeps['open'] | undefined,
  json: boolean,
  io: Io,
): Promise<number> {
  let source: string
  try {
    source = path === '-' ? new TextDecoder().decode(await io.stdin()) : await readFile(path, 'utf8')
  } catch {
    tell(
      {
        code: 'law.file-unreadable',
        zh: `读不到文件“${path}”。`,
        en: `Cannot read "${path}".`,
        todo: { zh: '核对文件名和权限。', en: 'Check the name and permissions.' },
      },
      json,
      io,
    )
    return 2
  }
  const parsed = parseLawFile(source, law)
  if (!parsed.ok) {
    if (json) io.err(JSON.stringify({ code: 'law.file-invalid', faults: parsed.faults }))
    else {
      io.err(`文件有${parsed.faults.length}处错误 (law.file-invalid)`)
      for (const f of parsed.faults) io.err(`  ${f.path}: ${f.zh}`)
    }
    return 2
  }
  const proposed = mergeLaw(law, parsed.file)
  const changes = rehearse(law, proposed)
  const before = calendar ?? builtInCalendar
  const after = extendCalendar(before, parsed.file.calendar)
  const days = rehearseCalendar(before, after)
  const moved = open ? rehearseDeadlines(proposed, await open(), after) : null
  if (json) io.out(JSON.stringify({ changes, calendar: days, ...(moved ? { moved } : {}) }))
  else printRehearsal(changes, days, moved, io)
  return 0
}

const HOW: Readonly<Record<LawChange['how'], string>> = { new: '新增', version: '新版本', corrected: '更正', ended: '失效' }

function printRehearsal(changes: readonly LawChange[], calendar: CalendarChange, moved: readonly MovedDeadline[] | null, io: Io): void {
  if (changes.length + calendar.years.length + calendar.days.length === 0) io.out('没有变动。')
  for (const year of calendar.years) io.out(`${year}年放假调休安排：新增`)
  for (const d of calendar.days) io.out(`${d.day}  改为${d.worked ? '上班' : '放假'}  ${d.why}`)
  for (const c of changes) {
    io.out(`${c.on}  ${HOW[c.how]}${c.what === 'rule' ? '规则' : '法规'}  ${c.title}（${c.code}）`)
    printDifferences(c.differences, io)
  }
  if (!moved) return
  io.out(moved.length === 0 ? '没有在办期限受影响。' : `在办期限受影响的有${moved.length}个：`)
  for (const m of moved) io.out(`  ${m.deadline.title}（${m.deadline.id}）：${m.before ?? '未定'} → ${m.after ?? `不能定（${m.refused}）`}`)
}
