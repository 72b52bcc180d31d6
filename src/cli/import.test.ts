import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Imports } from '../services/exchange/import.ts'
import { importCommand } from './import.ts'

const directory = mkdtempSync(join(tmpdir(), 'fazhi-import-'))
const file = join(directory, '案件.xlsx')
writeFileSync(file, 'a workbook')
const fault = { row: 7, field: 'people.applicant.identityNumber', title: '申请人身份证号', message: '校验位应为 X', action: '请核对原件' }
const asked: string[] = []
const never = () => Promise.reject(new Error('not asked for'))
const imports: Imports = {
  template: never,
  preview: never,
  start: never,
  sweep: never,
  kind: { again: true, run: never },
  dryRun: async (actor, type) => {
    asked.push(`dry ${type} ${actor.name}`)
    return { rows: 3, good: 2, bad: 1, already: 0, errors: [fault], more: 0, ignored: [], sample: [] }
  },
  run: async (actor, type) => {
    asked.push(`run ${type} ${actor.name}`)
    return { rows: 3, created: 2, already: 0, rejected: 1, errors: [fault], rejects: Buffer.from('rejected') }
  },
}
const command = importCommand({
  open: async () => ({
    imports,
    actor: async (name) => (name === 'chen' ? { bureau: '445102', account: 'a', name: '陈', holdings: [] } : null),
    close: async () => undefined,
  }),
})
async function run(...args: string[]) {
  const [out, err]: [string[], string[]] = [[], []]
  const io = {
    out: (l: string) => out.push(l),
    err: (l: string) => err.push(l),
    tty: false,
    columns: 80,
    stdin: async () => new Uint8Array(),
  }
  const code = await command.run(args, io).catch((e: { code?: string }) => e.code)
  return { code, out, err }
}

describe('fazhi import', () => {
  it('shows with --dry-run what would not go in, and writes nothing', async () => {
    const r = await run(file, '--type', 'mediation.case', '--as', 'chen', '--dry-run')
    expect(r).toMatchObject({ code: 1, out: ['第 7 行，申请人身份证号：校验位应为 X；请核对原件'] })
    expect(asked).toEqual(['dry mediation.case 陈'])
  })

  it('imports in the name of an account and leaves the rejected rows beside the file', async () => {
    const r = await run(file, '--type', 'mediation.case', '--as', 'chen', '--json')
    expect(r.code).toBe(1)
    expect(JSON.parse(r.out[0] ?? '')).toEqual(fault)
    expect(readFileSync(join(directory, '案件.rejected.xlsx'), 'utf8')).toBe('rejected')
  })

  it('says how it is used when a word is missing, and names a file or an account that does not exist', async () => {
    expect((await run(file, '--as', 'chen')).code).toBe(2)
    expect((await run(file, '--type', 'mediation.case', '--nothing')).code).toBe(2)
    expect((await run(join(directory, 'none.xlsx'), '--type', 'mediation.case', '--as', 'chen')).code).toBe('import.no-file')
    expect((await run(file, '--type', 'mediation.case', '--as', 'nobody')).code).toBe('import.account')
  })
})
