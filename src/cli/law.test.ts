import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { builtInCalendar, builtInLaw, ruleCodes } from '../law/index.ts'
import { command, lawCommand } from './law.ts'

async function run(args: readonly string[], on = command, stdin = '') {
  const out: string[] = []
  const err: string[] = []
  const exit = await on.run(args, {
    out: (l) => out.push(l),
    err: (l) => err.push(l),
    tty: false,
    columns: 80,
    stdin: async () => new TextEncoder().encode(stdin),
  })
  return { exit, out, err }
}

describe('fazhi law', () => {
  it('lists every rule', async () => {
    const { exit, out } = await run(['list'])
    expect([exit, out.length]).toEqual([0, ruleCodes.length])
    expect(out.find((l) => l.startsWith('la.review '))).toMatch(/法律援助审查决定 {2}7日 {2}法律援助法 第四十三条$/)
    expect(JSON.parse((await run(['list', '--json'])).out[0] ?? '')).toHaveLength(ruleCodes.length)
  })

  it('shows a rule with its versions', async () => {
    const { out } = await run(['show', 'la.review'])
    expect(out[0]).toContain('法律援助机构')
    expect(out.filter((l) => l.includes('—'))).toHaveLength(2)
    expect(JSON.parse((await run(['show', 'la.review', '--json'])).out[0] ?? '').versions).toHaveLength(2)
  })

  it('shows a statute with its articles and the rules that rest on it, and not those of another with a longer name', async () => {
    const { out } = await run(['show', '社区矫正法'])
    expect(out[0]).toContain('中华人民共和国社区矫正法')
    expect(out.at(-1)).toContain('cc.gps')
    expect(out.at(-1)).not.toContain('cc.assess')
  })

  it('shows the difference between versions of a rule and of a statute', async () => {
    expect((await run(['diff', 'la.review'])).out).toContain('  期限：7个工作日 → 7日')
    expect((await run(['diff', '行政复议法'])).out.join('\n')).toContain('  条数：43 → 90')
    expect((await run(['diff', 'cc.gps'])).out).toContain('只有一个版本。')
  })

  it.each([[[]], [['show']], [['list', 'x']], [['erase', 'la.review']], [['show', 'a', 'b']]])('refuses %j', async (args) => {
    const { exit, out, err } = await run(args)
    expect([exit, out]).toEqual([2, []])
    expect(err.join()).toContain('law.arguments')
  })

  it('refuses a name it does not know', async () => {
    const { exit, err } = await run(['show', '不存在法', '--json'])
    expect([exit, JSON.parse(err[0] ?? '').code]).toEqual([2, 'law.unknown'])
  })
})

describe('fazhi law rehearse', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'law-'))
  })
  afterAll(() => rm(folder, { recursive: true }))
  const proposal = JSON.stringify({
    rules: [
      {
        code: 'la.review',
        versions: [{ from: '2026-03-01', article: '法律援助法 第四十三条', length: 5, unit: 'working', counting: 'working' }],
      },
    ],
  })

  it('shows what a file would change', async () => {
    const file = join(folder, 'new.json')
    await writeFile(file, proposal)
    const { exit, out } = await run(['rehearse', file])
    expect(exit).toBe(0)
    expect(out[0]).toBe('2026-03-01  新版本规则  法律援助审查决定（la.review）')
    expect(out).toContain('  期限：7日 → 5个工作日')
  })

  it('names the open deadlines that would move, where there are records', async () => {
    const installed = lawCommand({
      book: async () => ({ law: builtInLaw, calendar: builtInCalendar }),
      open: async () => [{ id: 'x1', title: '张某申请', rule: 'la.review', start: '2026-04-29', due: '2026-05-06' }],
    })
    const { out } = await run(['rehearse', '-', '--installed'], installed, proposal)
    expect(out.at(-1)).toBe('  张某申请（x1）：2026-05-06 → 2026-05-09')
  })

  it('a late notice shows the days it changes and the deadlines it moves', async () => {
    const notice = JSON.stringify({
      calendar: [
        {
          year: 2026,
          amends: true,
          notices: [{ title: '测试补充安排' }],
          holidays: [['测试放假', '2026-05-06', '2026-05-06']],
          workdays: ['2026-05-10'],
        },
      ],
    })
    const installed = lawCommand({
      book: async () => ({ law: builtInLaw, calendar: builtInCalendar }),
      open: async () => [{ id: 'x1', title: '张某申请', rule: 'la.review', start: '2026-04-29', due: '2026-05-06' }],
    })
    const { out } = await run(['rehearse', '-', '--installed'], installed, notice)
    expect(out).toEqual([
      '2026-05-06  改为放假  测试放假放假，《测试补充安排》',
      '2026-05-10  改为上班  星期日调休上班，《测试补充安排》',
      '在办期限受影响的有1个：',
      '  张某申请（x1）：2026-05-06 → 2026-05-07',
    ])
  })

  it('tells every fault of a file with its path, exit 2', async () => {
    const { exit, err, out } = await run(
      ['rehearse', '-'],
      command,
      '{"rules":[{"code":"la.review","versions":[{"from":"soon"}]}],"extra":1}',
    )
    expect([exit, out]).toEqual([2, []])
    expect(err.join('\n')).toContain('rules[0].versions[0].from: 不是日期')
    expect(err[0]).toContain('law.file-invalid')
    const json = await run(['rehearse', '-', '--json'], command, '[]')
    expect(JSON.parse(json.err[0] ?? '')).toMatchObject({ code: 'law.file-invalid' })
  })

  it('says when there is no such file', async () => {
    expect((await run(['rehearse', join(folder, 'none.json')])).err.join()).toContain('law.file-unreadable')
  })
})
