import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkCommand, command } from './check.ts'
import type { Io } from './command.ts'

interface Paper extends Io {
  readonly lines: string[]
  readonly errors: string[]
}

function paper(stdin = '', tty = false): Paper {
  const lines: string[] = []
  const errors: string[] = []
  return {
    lines,
    errors,
    out: (l) => lines.push(l),
    err: (l) => errors.push(l),
    tty,
    columns: 80,
    stdin: async () => new TextEncoder().encode(stdin),
  }
}

const wrong = '受理纠纷2000件,调解成功1900件,成功率97.2%。'
const right = '受理纠纷2000件,调解成功1900件,成功率95%。'

function file(text: string, name = 'report.txt'): string {
  const path = join(mkdtempSync(join(tmpdir(), 'check-')), name)
  writeFileSync(path, text)
  return path
}

describe('fazhi check', () => {
  it('leaves with 0 when nothing is found and with 1 when something is', async () => {
    expect(await command.run([file(right)], paper())).toBe(0)
    expect(await command.run([file(wrong)], paper())).toBe(1)
  })
  it('prints one JSON object a line with --json', async () => {
    const io = paper()
    const paths = [file(right), file(wrong)]
    expect(await command.run(['--json', ...paths], io)).toBe(1)
    const answers = io.lines.map((l) => JSON.parse(l))
    expect(answers.map((a) => a.file)).toEqual(paths)
    expect(answers[1].findings[0]).toMatchObject({ kind: 'ratio', severity: 'error' })
    expect(answers[1].findings[0].arithmetic).toContain('1900 ÷ 2000 = 95.0%')
  })
  it('quotes the words and shows the arithmetic in Chinese, or in English with --lang en', async () => {
    const zh = paper()
    await command.run([file(wrong)], zh)
    expect(zh.lines.join('\n')).toContain('“成功率97.2%”')
    expect(zh.lines.join('\n')).toContain('错误1处')
    const en = paper()
    await command.run(['--lang', 'en', file(wrong)], en)
    expect(en.lines.join('\n')).toContain('1 errors, 0 questions')
  })
  it('paints only on a terminal', async () => {
    const plain = paper()
    await command.run([file(wrong)], plain)
    expect(plain.lines.join('')).not.toContain('\u001b[')
    const painted = paper('', true)
    await command.run([file(wrong)], painted)
    expect(painted.lines.join('')).toContain('\u001b[')
  })
  it('reads standard input for -', async () => {
    const io = paper(wrong)
    expect(await command.run(['-', '--json'], io)).toBe(1)
    expect(JSON.parse(io.lines[0] ?? '').file).toBe('-')
  })
  it('leaves with 2 when a file cannot be read, and still checks the others', async () => {
    const io = paper()
    expect(await command.run(['--json', '/no/such/file.txt', file(wrong)], io)).toBe(2)
    expect(io.lines).toHaveLength(1)
    expect(io.errors.join('')).toContain('reading.missing')
  })
  it('says what is missing when there is no ledger', async () => {
    const io = paper()
    expect(await checkCommand({}).run(['--ledger', file(right)], io)).toBe(2)
    expect(io.errors.join('')).toContain('check.ledger-missing')
  })
  it('compares with a ledger that is given to it', async () => {
    const indicator = {
      code: 'mediation.accepted',
      name: '受理纠纷',
      synonyms: [],
      unit: '件',
      scope: '',
      from: null,
      to: null,
      value: 1990,
    }
    const asked: unknown[] = []
    let closed = 0
    const ledger = {
      of: async (_: unknown, wish: object) => {
        asked.push(wish)
        return [indicator]
      },
      close: async () => {
        closed++
      },
    }
    const io = paper()
    expect(await checkCommand({ ledger: async () => ledger }).run(['--ledger', '--unit', '445102', file(right)], io)).toBe(1)
    expect(io.lines.join('\n')).toContain('台账为1990')
    expect(asked).toEqual([{ unit: '445102' }])
    expect(closed).toBe(1)
  })
  it('refuses unknown options and a call without files', async () => {
    expect(await command.run(['--wrong', 'x'], paper())).toBe(2)
    expect(await command.run([], paper())).toBe(2)
    expect(await command.run(['--unit', '445102', file(right)], paper())).toBe(2)
    expect(await command.run(['--ledger', file(right), '--from'], paper())).toBe(2)
  })
})
