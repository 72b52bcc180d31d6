import { type CheckResult, checkText, compareWithLedger, type Lang, type LedgerIndicator } from '../checker/index.ts'
import { Fault, faultLines } from '../services/fault.ts'
import { type Reading, readReport, readReportFile } from '../services/reading/index.ts'
import type { Asked } from '../services/report-check/ledger.ts'
import { printReport } from './check-report.ts'
import type { Command, Io } from './command.ts'

/** The ledger as the command asks it: its values for the periods a report speaks of. */
export interface LedgerOf {
  readonly of: (result: CheckResult, asked: Asked) => Promise<readonly LedgerIndicator[]>
  close(): Promise<void>
}

/** What the command needs from outside: the ledger, where there is one. */
export interface CheckDeps {
  readonly ledger?: () => Promise<LedgerOf>
}

interface Wish {
  readonly files: readonly string[]
  readonly json: boolean
  readonly ledger: boolean
  readonly asked: Asked
  readonly lang: Lang
}

const USAGE = 'fazhi check FILE... [--json] [--lang zh|en] [--ledger [--from DAY --to DAY] [--unit CODE]]'

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

/** `check` over the configured database, which is opened only when --ledger asks for it. */
export const command: Command = checkCommand({
  ledger: async () => {
    const [{ openConfigured }, { ledgerFor }] = await Promise.all([
      import('./with-services.ts'),
      import('../services/report-check/ledger.ts'),
    ])
    const { figures, organisation, installation, close } = await openConfigured()
    const first = (await installation.bureaus())[0]
    return {
      of: async (result, asked) => {
        const bureau = asked.unit?.slice(0, 6) ?? first
        if (bureau === undefined) throw noLedger()
        return ledgerFor({ figures, county: organisation.county }, { bureau, operator: true }, result, asked)
      },
      close,
    }
  },
})

async function run(args: readonly string[], io: Io, deps: CheckDeps): Promise<number> {
  const wish = parse(args)
  if (typeof wish === 'string') {
    io.err(wish)
    io.err(USAGE)
    return 2
  }
  if (wish.ledger && !deps.ledger) {
    for (const line of faultLines(noLedger(), wish.lang)) io.err(line)
    return 2
  }
  const ledger = wish.ledger && deps.ledger ? await deps.ledger() : null
  try {
    return await checkFiles(wish, io, ledger)
  } finally {
    await ledger?.close()
  }
}

const noLedger = (): Fault =>
  new Fault('check.ledger-missing', {
    zh: '没有台账，无法用 --ledger 比对',
    en: 'There is no ledger to compare with',
    remedy: {
      zh: '请在已完成首次设置的系统里运行，或去掉 --ledger',
      en: 'Run it inside an installed system, or leave --ledger out',
    },
    status: 422,
  })

async function checkFiles(wish: Wish, io: Io, held: LedgerOf | null): Promise<number> {
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
    const ledger = held ? compareWithLedger(result, await held.of(result, wish.asked)) : null
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
  const asked: { from?: string; to?: string; unit?: string } = {}
  for (let i = 0; i < args.length; i++) {
    const a = args[i] as string
    if (a === '--json') json = true
    else if (a === '--ledger') ledger = true
    else if (a === '--lang') {
      const value = args[++i]
      if (value !== 'zh' && value !== 'en') return '--lang: zh | en'
      lang = value
    } else if (a === '--from' || a === '--to' || a === '--unit') {
      const value = args[++i]
      if (value === undefined) return `${a}: ?`
      asked[a.slice(2) as keyof typeof asked] = value
    } else if (a.startsWith('--') && a.length > 2) return `不认识的选项 unknown option: ${a}`
    else files.push(a)
  }
  if (files.length === 0) return '请给出要校核的文件（- 表示标准输入）。Name at least one file, or - for standard input.'
  if (!ledger && Object.keys(asked).length > 0)
    return '--from、--to、--unit 与 --ledger 一起使用。 --from, --to and --unit go with --ledger.'
  return { files, json, ledger, asked, lang }
}
