import { expect, test } from 'vitest'
import type { Io } from './command.ts'
import { allCommands, commandNames, runCommand } from './index.ts'

function paper() {
  const out: string[] = []
  const err: string[] = []
  const io: Io = {
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    tty: false,
    columns: 80,
    stdin: async () => new Uint8Array(),
  }
  return { io, out, err }
}

test('without a command, the help names every one in the language of the terminal', async () => {
  for (const speak of ['zh', 'en'] as const) {
    const { io, out } = paper()
    expect(await runCommand([], io, speak)).toBe(0)
    for (const name of commandNames) expect(out.some((line) => line.trimStart().startsWith(`${name} `))).toBe(true)
  }
})

test('an unknown command says what there is and ends with 2', async () => {
  for (const name of ['checks', 'toString', '__proto__']) {
    const { io, out, err } = paper()
    expect(await runCommand([name], io, 'zh')).toBe(2)
    expect(out).toEqual([])
    expect(err[0]).toContain(`没有这个命令：${name}`)
    expect(err[0]).toContain('doctor')
  }
})

test('every command is registered under its own name and says in two languages what it does', async () => {
  const all = await allCommands()
  expect(all.map(({ name }) => name)).toEqual(commandNames)
  for (const command of all) {
    expect(command.summary.zh).toMatch(/\p{Script=Han}/u)
    expect(command.summary.en).toMatch(/^[\x20-\x7e]+$/)
    expect(command.usage).toContain(`fazhi ${command.name}`)
  }
})

test('--help of a command gives its usage and does nothing else', async () => {
  const { io, out } = paper()
  expect(await runCommand(['restore', '--help'], io, 'zh')).toBe(0)
  expect(out).toEqual(['fazhi restore FILE'])
})

test('a command used wrongly ends with 2 and shows its usage', async () => {
  for (const args of [['restore'], ['backup', 'a', 'b'], ['backup', '--everything', 'a'], ['doctor', 'x']]) {
    const { io, err } = paper()
    expect(await runCommand(args, io, 'zh')).toBe(2)
    expect(err.join()).toContain(`fazhi ${args[0]}`)
  }
})

test('the doctor names every part of the machine, one JSON object a line when asked', async () => {
  const { io, out } = paper()
  await runCommand(['doctor', '--json'], io, 'zh')
  const names = out.map((line) => JSON.parse(line).name)
  expect(names).toEqual(
    expect.arrayContaining(['node', 'npm', 'memory', 'disk', 'port', 'chromium', 'fonts', 'locale', 'database', 'data', 'postgresql-15']),
  )
})
