import type { Command } from './cli/command.ts'
import { statusOf } from './http/error-status.ts'
import { type Bureau, fieldsOf, type Kept } from './kernel/index.ts'
import { codesNamed, errorsIn, type Said } from './testing-errors.ts'

/** The pages of docs/reference that are made from the code; the tests compare them with what lies there. */

/** Codes whose sentence is not in the program: the procedure's own words, or what the database says. */
const elsewhere: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  'step.gate': [
    '环节的前置条件不满足：由条线声明中该条件的说明给出',
    'A condition of the step does not hold: in the words of the declaration',
  ],
  'step.refused': ['环节不能办理：由条线声明给出理由', 'The step is refused: in the words of the declaration'],
  'record.rule': ['记录内的规则不满足：由条线声明给出', 'A rule of the record does not hold: in the words of the declaration'],
  'store.cluster-create': ['数据库无法启动：数据库程序的说明', 'The database cannot start: what its programs said'],
  'store.cluster-start': ['数据库无法启动：数据库程序的说明', 'The database cannot start: what its programs said'],
}

/** docs/reference/errors.md from the source. @throws when a code is named that has no sentence, or the list above is out of date. */
export function errorsPage(source: string): string {
  const byCode = Map.groupBy(errorsIn(source), (s) => s.code)
  const silent = codesNamed(source).filter((c) => !byCode.has(c))
  const unexplained = silent.filter((c) => !(c in elsewhere))
  const explainedTwice = Object.keys(elsewhere).filter((c) => !silent.includes(c))
  if (unexplained.length + explainedTwice.length > 0)
    throw new Error(`Codes without a sentence: ${unexplained}; not needed: ${explainedTwice}`)
  const codes = [...byCode.keys(), ...silent].sort()
  const nouns = Map.groupBy(codes, (c) => c.split('.')[0] ?? '')
  const parts = [...nouns].map(([noun, list]) =>
    [
      `## ${noun}`,
      '',
      '| 代码 Code | 状态 Status | 说明 What it says | 怎么办 What to do |',
      '|---|---|---|---|',
      ...list.map((c) => row(c, byCode.get(c) ?? [])),
      '',
    ].join('\n'),
  )
  return [
    '# 错误代码 / Error codes',
    '',
    '每个拒绝都有固定代码、中英文说明和处理办法；代码不变，说明可以改进。“…”处填入具体内容。状态一栏是接口的 HTTP 状态，“—”只出现在命令行。',
    '',
    'Every refusal has a stable code, a sentence in both languages and a remedy; `…` is filled in. “—” under status: told on the terminal only. This page is made from the source.',
    '',
    ...parts,
  ].join('\n')
}

function row(code: string, said: readonly Said[]): string {
  const other = elsewhere[code]
  const sentences = said.length > 0 ? said.filter((s) => s.zh !== '').map((s) => [s.zh, s.en]) : other ? [other] : []
  const words = [...new Map(sentences.map((s) => [s[0], s])).values()].map(([zh, en]) => `${zh}<br>${en}`)
  const remedies = new Map(said.flatMap((s) => (s.remedy ? [[s.remedy.zh, s.remedy]] : [])))
  const todo = [...remedies.values()].map((r) => `${r.zh}<br>${r.en}`)
  return `| \`${code}\` | ${statusText(code, said)} | ${words.join('<br>· ').replaceAll('|', '\\|')} | ${todo.join('<br>· ').replaceAll('|', '\\|')} |`
}

function statusText(code: string, said: readonly Said[]): string {
  const known = [...new Set(said.flatMap((s) => s.status ?? []))].sort()
  if (known.length > 0) return known.join(', ')
  if (code.startsWith('store.') || said.some((s) => s.file.startsWith('services/store/'))) return '500'
  const terminal = said.length > 0 && said.every((s) => s.file.startsWith('cli/'))
  if (terminal || code === 'reading.missing') return '—'
  return code.startsWith('reading.') ? '422' : String(statusOf(code))
}

/** docs/reference/commands.md from the commands. */
export function commandsPage(commands: readonly Command[]): string {
  const parts = commands.map(({ name, summary, usage }) =>
    [`## ${name}`, '', `${summary.zh}`, '', `${summary.en}`, '', '```', usage, '```', ''].join('\n'),
  )
  return [
    '# 命令 / Commands',
    '',
    '`npm run --silent fazhi -- <命令> [参数]`。退出码：0 完成，1 有发现或失败，2 用法有误。带 `--json` 时标准输出每行一个 JSON 对象，其余内容走标准错误。`FAZHI_LANG=en` 换用英文。',
    '',
    '`npm run --silent fazhi -- <command> [arguments]`. Exit codes: 0 done, 1 something was found or failed, 2 used wrongly. With `--json` standard output carries one JSON object a line and nothing else.',
    '',
    ...parts,
  ].join('\n')
}

const kinds: Readonly<Record<string, string>> = {
  text: '文本',
  note: '长文本',
  choice: '单选',
  choices: '多选',
  day: '日期',
  instant: '时间',
  count: '整数',
  number: '小数',
  money: '金额',
  flag: '是否',
  link: '关联',
  person: '人员',
  unit: '单位',
  account: '账户',
  spans: '期间',
}
const sensitivities = { open: '', restricted: '限制', sealed: '封存' } as const
const classes = { open: '公开', restricted: '限制', sealed: '封存' } as const

/** docs/reference/dictionary.md, 「数据字典」, from the declarations. */
export function dictionaryPage(bureau: Bureau): string {
  const byLine = Map.groupBy(bureau.records.values(), (k) => k.line.title)
  return [
    '# 数据字典 / Data dictionary',
    '',
    '由条线声明生成。必填指记录完整时应当知道的项目；办理到哪一步要填哪些，见各环节的表单。外部名称是省级系统交换文件中的列名。',
    '',
    'Made from the declarations. The same as data: `GET /api/dictionary`.',
    '',
    ...[...byLine].flatMap(([title, records]) => [`## ${title}`, '', ...records.map((k) => recordPart(bureau, k))]),
  ].join('\n')
}

function recordPart(bureau: Bureau, { type, procedure }: Kept): string {
  const rows = fieldsOf(type).map(([name, f]) => {
    const list = f.codes ? Object.values(f.codes.codes) : []
    const codes = list.length > 0 ? `${f.codes?.title}：${list.map((c) => c.title).join('、')}` : ''
    const from = f.gathers ? [...new Set(f.gathers.from.map((s) => bureau.records.get(s.of ?? type.id)?.type.title))].join('、') : ''
    const values = from
      ? [codes, `汇总自${from}`].filter(Boolean).join('；')
      : codes || (f.to ? (bureau.records.get(f.to)?.type.title ?? f.to) : (f.hint ?? ''))
    const kind = `${kinds[f.kind]}${f.measure ? `（${f.measure}）` : ''}`
    return `| ${f.title} | \`${name}\` | ${kind} | ${f.required ? '是' : ''} | ${sensitivities[f.sensitivity]} | ${f.external ?? ''} | ${values.replaceAll('|', '\\|')} |`
  })
  const parent = type.parent ? bureau.records.get(type.parent)?.type.title : undefined
  const roles = Object.values(type.parties).map((r) => r.title)
  const posts = (by: readonly string[]) => by.map((p) => bureau.posts[p]?.title ?? p).join('、')
  return [
    `### ${type.title} \`${type.id}\``,
    '',
    [
      `密级：${classes[type.class]}`,
      `计量：${type.measure}`,
      parent ? `属于：${parent}` : '',
      roles.length > 0 ? `人员：${roles.join('、')}` : '',
      `阶段：${Object.values(procedure.stages).join('、')}`,
    ]
      .filter((t) => t !== '')
      .join('；'),
    '',
    '| 名称 | 标识 | 类型 | 必填 | 密级 | 外部名称 | 取值 |',
    '|---|---|---|---|---|---|---|',
    ...rows,
    '',
    ...Object.values(procedure.steps).map((s) => `- ${s.title}（${posts(s.by)}）${s.basis ? `，${s.basis}` : ''}`),
    '',
  ].join('\n')
}
