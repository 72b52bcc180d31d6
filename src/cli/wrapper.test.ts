import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'

const project = join(import.meta.dirname, '..', '..')
const place = mkdtempSync(join(tmpdir(), 'fazhi-wrapper-'))
afterAll(() => rmSync(place, { recursive: true, force: true }))

/** Runs a program and gathers what it says. */
function run(args: readonly string[], env: NodeJS.ProcessEnv = {}, input = '') {
  const child = spawn(process.execPath, [...args], { cwd: project, env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'pipe'] })
  child.stdin.end(input)
  let out = ''
  let err = ''
  child.stdout.on('data', (bytes: Buffer) => {
    out += bytes.toString('utf8')
  })
  child.stderr.on('data', (bytes: Buffer) => {
    err += bytes.toString('utf8')
  })
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  return { child, ended, out: () => out, err: () => err }
}

test('the wrapper of the commands says nothing of its own on standard output and passes the exit code on', async () => {
  const good = run(['bin/fazhi.mjs', 'doctor', '--json'])
  await good.ended
  for (const line of good.out().trim().split('\n')) expect(JSON.parse(line)).toHaveProperty('state')
  const wrong = run(['bin/fazhi.mjs', 'no-such-command'])
  expect(await wrong.ended).toBe(2)
  expect(wrong.out()).toBe('')
})

test('a file named in a command lies where the person stands, not in the project', async () => {
  writeFileSync(join(place, 'report.txt'), '全年共受理案件10件，其中民事6件，刑事4件。')
  const checked = run(['bin/fazhi.mjs', 'check', 'report.txt', '--json'], { INIT_CWD: place })
  expect([0, 1]).toContain(await checked.ended)
  expect(JSON.parse(checked.out())).toMatchObject({ file: 'report.txt' })
})

test('a reader that closes the pipe early gets no complaint', async () => {
  const child = spawn('/bin/sh', ['-c', `"${process.execPath}" bin/fazhi.mjs help | head -1`], {
    cwd: project,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let err = ''
  child.stderr.on('data', (bytes: Buffer) => {
    err += bytes.toString('utf8')
  })
  expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0)
  expect(err).toBe('')
})

/** A server in miniature, run as bin/start.mjs runs the real one; it notes every signal and stops in good order. */
function miniature(name: string) {
  const script = join(place, `${name}.mjs`)
  const notes = join(place, `${name}.txt`)
  writeFileSync(
    script,
    `import { appendFileSync } from 'node:fs'
    const note = (word) => appendFileSync(${JSON.stringify(notes)}, word + '\\n')
    const timer = setInterval(() => undefined, 1000)
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => { note(signal); setTimeout(() => { note('stopped'); clearInterval(timer); process.exitCode = 7 }, 100) })
    note(String(process.pid)); process.stdout.write('ready\\n')`,
  )
  const start = `import { runProgram } from ${JSON.stringify(join(project, 'bin', 'prepare.mjs'))}
    runProgram(${JSON.stringify(relative(project, script))}, [], { tether: true })`
  return {
    ...run(['--input-type=module', '-e', start]),
    notes: () => (existsSync(notes) ? readFileSync(notes, 'utf8').trim().split('\n') : []),
  }
}

async function until(condition: () => boolean): Promise<void> {
  for (let wait = 0; wait < 500 && !condition(); wait += 1) await pause(10)
  expect(condition()).toBe(true)
}

test.skipIf(process.platform === 'win32')('a signal reaches the server once, and the server’s exit code comes back', async () => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    const server = miniature(signal.toLowerCase())
    await until(() => server.out().includes('ready'))
    // npm and the terminal may both pass the same key on.
    send(server.child, signal)
    send(server.child, signal)
    expect(await server.ended).toBe(7)
    expect(server.notes().slice(1)).toEqual([signal, 'stopped'])
  }
})

test.skipIf(process.platform === 'win32')('when the wrapper is killed, the server stops in good order by itself', async () => {
  const server = miniature('tether')
  await until(() => server.out().includes('ready'))
  send(server.child, 'SIGKILL')
  await until(() => server.notes().includes('stopped'))
  expect(server.notes().slice(1)).toEqual(['SIGTERM', 'stopped'])
})

function send(child: ChildProcess, signal: NodeJS.Signals): void {
  child.kill(signal)
}
