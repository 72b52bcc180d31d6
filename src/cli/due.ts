import { dueOf, isDay, type LawError, type Pause } from '../law/index.ts'
import type { Command, Io } from './command.ts'
import { INSTALLED, type InstalledBook, installedBook } from './installed-law.ts'
import { language } from './language.ts'

/** Where `--installed` finds the law and calendar of the bureau; without it, those of the program count. */
export interface DueDeps {
  readonly book: () => Promise<InstalledBook>
}

interface Wish {
  readonly rule: string
  readonly start: string
  readonly pauses: readonly Pause[]
  readonly extendDays: number
}

const USAGE = 'fazhi due RULE START [--pause FROM..TO]... [--extend DAYS] [--installed] [--json]'

/** The command `due`: the due day of a rule with its reasons. Exit 0 with a date; 2 with a coded error on stderr and no date. */
export function dueCommand(deps: DueDeps): Command {
  return {
    name: 'due',
    summary: {
      zh: '法定期限：由规则和起算日推出到期日，逐段说明理由和条文',
      en: 'a statutory deadline: its due day, with every step and article',
    },
    usage: USAGE,
    run: (args, io) => run(args, io, deps),
  }
}

export const command: Command = dueCommand({ book: installedBook })

async function run(args: readonly string[], io: Io, deps: DueDeps): Promise<number> {
  const json = args.includes('--json')
  const wish = parse(args.filter((a) => a !== '--json' && a !== INSTALLED))
  if ('code' in wish) {
    tell(wish, json, io)
    if (!json) io.err(USAGE)
    return 2
  }
  const book = args.includes(INSTALLED) ? await deps.book() : {}
  const answer = dueOf<string>({ ...wish, ...book })
  if (!answer.ok) {
    tell(answer.error, json, io)
    return 2
  }
  const { rule, version, article, start, due, unit, length, advisory, derivation } = answer
  if (json) io.out(JSON.stringify({ rule, version, article, start, due, unit, length, advisory, derivation }))
  else {
    io.out(`${answer.title}（${rule}）`)
    for (const line of derivation) io.out(line)
  }
  return 0
}

/** A coded error on stderr: one JSON object with --json, two sentences without. */
export function tell(error: LawError, json: boolean, io: Io): void {
  if (json) {
    io.err(JSON.stringify(error))
    return
  }
  const speak = language()
  io.err(`${error[speak]} (${error.code})`)
  io.err(error.todo[speak])
}

const wrong = (code: LawError['code'], zh: string, en: string): LawError => ({
  code,
  zh,
  en,
  todo: { zh: `用法：${USAGE}`, en: `Usage: ${USAGE}` },
})

function parse(args: readonly string[]): Wish | LawError {
  const names: string[] = []
  const pauses: Pause[] = []
  let extendDays = 0
  for (let i = 0; i < args.length; i += 1) {
    const [option = '', attached] = (args[i] ?? '').split(/=(.*)/s, 2)
    const value = (): string => {
      if (attached !== undefined) return attached
      i += 1
      return args[i] ?? ''
    }
    if (option === '--pause') {
      const text = value()
      const [from = '', to = '', more] = text.split('..')
      if (!isDay(from) || !isDay(to) || more !== undefined) {
        return wrong('deadline.pause-invalid', `暂停“${text}”应写作 2017-10-09..2017-10-20。`, `"${text}" is not FROM..TO.`)
      }
      pauses.push({ from, to })
    } else if (option === '--extend') {
      const text = value()
      if (!/^\d{1,5}$/.test(text))
        return wrong('deadline.extension-invalid', `延长“${text}”不是天数。`, `"${text}" is not a number of days.`)
      extendDays = Number(text)
    } else if (option.startsWith('-')) return wrong('law.arguments', `不认识的选项：${option}`, `Unknown option: ${option}`)
    else names.push(args[i] ?? '')
  }
  const [rule, start] = names
  if (rule === undefined || start === undefined || names.length > 2) {
    return wrong('law.arguments', '请给出一个规则代码和一个起算日。', 'Give one rule code and one start day.')
  }
  return { rule, start, pauses, extendDays }
}
