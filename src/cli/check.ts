import { type CheckResult, checkText, compareWithLedger, type Lang, type LedgerIndicator } from '../checker/index.ts'
import { type Reading, readReport, readReportFile } from '../services/reading/index.ts'
import { printReport } from './check-report.ts'
import type { Command, Io } from './command.ts'

/** What the command needs from outside: the ledger's values, where there is a ledger. */
export interface CheckDeps {
  readonly ledger?: () => Promise<readonly LedgerIndicator[]>
}

interface Wish {
  readonly files: readonly string[]
  readonly json: boolean
  readonly ledger: boolean
  readonly lang: Lang
}

const USAGE = 'fazhi check FILE... [--json] [--ledger] [--lang zh|en]'

/** The command `check`: finds what cannot be true in written reports. Exit 0 nothing found, 1 something found, 2 could not read. */
export function checkCommand(deps: CheckDeps): Command {
  return {
    name: 'check',
    summary: {
      zh: '校核书面报告：找出前后矛盾的数字、比例、序号和日期',
      en: 'check a written report: figures, shares, numbering and dates that contradict each other',
    },
    usage: USAGE,
    run: (args, io) => run(args, io, deps),
  }
}

/** `check` without a ledger; the composition root gives it one. */
export const command: Command = checkCommand({})

async function run(args: readonly string[], io: Io, deps: CheckDeps): Promise<number> {
  const wish = parse(args)
  if (typeof wish === 'string') {
    io.err(wish)
    io.err(USAGE)
    return 2
  }
  if (wish.ledger && !deps.ledger) {
    io.err(
      wish.lang === 'zh'
        ? '没有连接台账，无法用 --ledger 比对（check.ledger-missing）。请在装有数据库的系统里运行，或去掉 --ledger。'
        : 'No ledger is connected, so --ledger cannot compare (check.ledger-missing). Run it inside the installed system, or leave --ledger out.',
    )
    return 2
  }
  const indicators = wish.ledger && deps.ledger ? await deps.ledger() : null
  let found = false
  let failed = false
  for (const [n, file] of wish.files.entries()) {
    if (wish.files.length > 1 && io.tty) io.err(`[${n + 1}/${wish.files.length}] ${file}`)
    const reading = await read(file, io)
    if (!reading.ok) {
      failed = true
      io.err(`${file}: ${wish.lang === 'zh' ? reading.fault.zh : reading.fault.en} (${reading.fault.code})`)
      continue
    }
    const result = checkText(reading.text, { lang: wish.lang })
    const ledger = indicators ? compareWithLedger(result, indicators) : null
    if (result.findings.length > 0 || ledger?.some((c) => !c.agrees)) found = true
    if (wish.json) io.out(JSON.stringify(line(file, result, ledger)))
    else
      for (const l of printReport(file, reading.text, result, ledger, { lang: wish.lang, colour: io.tty, columns: io.columns })) io.out(l)
  }
  return failed ? 2 : found ? 1 : 0
}

function line(file: string, result: CheckResult, ledger: ReturnType<typeof compareWithLedger> | null) {
  return { file, ...result, ...(ledger ? { ledger } : {}) }
}

async function read(file: string, io: Io): Promise<Reading> {
  return file === '-' ? readReport(await io.stdin()) : readReportFile(file)
}

function parse(args: readonly string[]): Wish | string {
  const files: string[] = []
  let json = false
  let ledger = false
  let lang: Lang = 'zh'
  for (let i = 0; i < args.length; i++) {
    const a = args[i] as string
    if (a === '--json') json = true
    else if (a === '--ledger') ledger = true
    else if (a === '--lang') {
      const value = args[++i]
      if (value !== 'zh' && value !== 'en') return '--lang: zh | en'
      lang = value
    } else if (a.startsWith('--') && a.length > 2) return `不认识的选项 unknown option: ${a}`
    else files.push(a)
  }
  if (files.length === 0) return '请给出要校核的文件（- 表示标准输入）。Name at least one file, or - for standard input.'
  return { files, json, ledger, lang }
}
