import { Fault, faultLines } from '../services/fault.ts'
import type { Command, Io } from './command.ts'
import { type Language, language } from './language.ts'

/** Every command with the file that holds it; a file is read only when its command is called. */
const commands: Readonly<Record<string, () => Promise<{ command: Command }>>> = {
  check: () => import('./check.ts'),
  figures: () => import('./figures.ts'),
  due: () => import('./due.ts'),
  law: () => import('./law.ts'),
  where: () => import('./where.ts'),
  verify: () => import('./verify.ts'),
  import: () => import('./import.ts'),
  rescue: () => import('./rescue.ts'),
  migrate: () => import('./migrate.ts'),
  backup: () => import('./backup.ts'),
  restore: () => import('./restore.ts'),
  doctor: () => import('./doctor.ts'),
}

/** The names of all commands, for help and for the documents' tests. */
export const commandNames: readonly string[] = Object.keys(commands)

/** All commands, read: for help and for the documents' tests. */
export function allCommands(): Promise<readonly Command[]> {
  return Promise.all(Object.values(commands).map(async (load) => (await load()).command))
}

/**
 * Runs one command line and returns its exit code. A fault is told in the two lines it carries; anything unexpected is named
 * without a stack, which FAZHI_DEBUG=1 adds.
 */
export async function runCommand(args: readonly string[], io: Io, speak: Language = language()): Promise<number> {
  const [name, ...rest] = args
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') return help(rest[0], io, speak)
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (load === undefined) {
    io.err(
      speak === 'zh'
        ? `没有这个命令：${name}。现有：${commandNames.join('、')}`
        : `No such command: ${name}. There are: ${commandNames.join(', ')}`,
    )
    return 2
  }
  const { command } = await load()
  if (rest.includes('--help') || rest.includes('-h')) {
    io.out(command.usage)
    return 0
  }
  try {
    return await command.run(rest, io)
  } catch (error) {
    if (error instanceof Fault) for (const line of faultLines(error, speak)) io.err(line)
    else io.err(`${speak === 'zh' ? '程序出错' : 'The program failed'}: ${error instanceof Error ? error.message : String(error)}`)
    if (process.env.FAZHI_DEBUG) io.err(stackOf(error))
    return 1
  }
}

async function help(name: string | undefined, io: Io, speak: Language): Promise<number> {
  const load = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined
  if (load) {
    const { command } = await load()
    io.out(command.summary[speak])
    io.out(command.usage)
    return 0
  }
  io.out(speak === 'zh' ? '用法：npm run --silent fazhi -- <命令> [参数]' : 'Usage: npm run --silent fazhi -- <command> [arguments]')
  io.out('')
  const all = await allCommands()
  const width = Math.max(...all.map((command) => command.name.length))
  for (const { name, summary } of all) io.out(`  ${name.padEnd(width)}  ${summary[speak]}`)
  io.out('')
  io.out(
    speak === 'zh' ? '每个命令的用法：npm run --silent fazhi -- help <命令>' : 'How to use one: npm run --silent fazhi -- help <command>',
  )
  return 0
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  return error.cause === undefined ? (error.stack ?? '') : `${error.stack}\n${stackOf(error.cause)}`
}
