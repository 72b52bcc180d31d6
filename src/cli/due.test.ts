import { describe, expect, it } from 'vitest'
import { builtInLaw, builtInYears, calendarOf } from '../law/index.ts'
import { command, dueCommand } from './due.ts'

/** Runs the command on paper instead of a terminal. */
async function run(line: string, on = command) {
  const out: string[] = []
  const err: string[] = []
  const exit = await on.run(line.split(' ').filter(Boolean), {
    out: (l) => out.push(l),
    err: (l) => err.push(l),
    tty: false,
    columns: 80,
    stdin: async () => new Uint8Array(),
  })
  return { exit, out, err }
}

describe('fazhi due', () => {
  it('prints one JSON object with exactly these keys', async () => {
    const { exit, out, err } = await run('la.review 2017-09-25 --json')
    expect([exit, out.length, err]).toEqual([0, 1, []])
    const answer: Record<string, unknown> = JSON.parse(out[0] ?? '')
    expect(Object.keys(answer)).toEqual(['rule', 'version', 'article', 'start', 'due', 'unit', 'length', 'advisory', 'derivation'])
    expect(answer).toMatchObject({
      rule: 'la.review',
      version: { from: '2012-07-01', to: '2021-12-31' },
      article: '办理法律援助案件程序规定 第十三条',
      start: '2017-09-25',
      due: '2017-10-10',
      unit: 'working',
      length: 7,
      advisory: false,
    })
  })

  it('prints the derivation for a person, the due day last', async () => {
    const { out } = await run('la.review 2026-02-10')
    expect(out[0]).toBe('法律援助审查决定（la.review）')
    expect(out.at(-1)).toBe('到期：2026年2月24日（星期二）')
  })

  it('takes pauses, an extension and an hour', async () => {
    const paused = await run('dis.answer 2026-01-30 --pause 2026-02-03..2026-02-12 --pause=2026-03-02..2026-03-03 --extend 20 --json')
    expect(JSON.parse(paused.out[0] ?? '').due).toBe('2026-04-17')
    const hours = await run('la.forward 2026-03-02T16:40 --json')
    expect(JSON.parse(hours.out[0] ?? '')).toMatchObject({ start: '2026-03-02T16:40', due: '2026-03-03T16:40', unit: 'hour' })
  })

  it.each([
    ['pet.handle 2026-12-01', 'deadline.calendar-missing'],
    ['la.assign 2001-01-01', 'deadline.no-version'],
    ['la.review.old 2017-01-03', 'deadline.unknown-rule'],
    ['la.review 2017-02-29', 'deadline.start-invalid'],
    ['la.forward 2026-03-02', 'deadline.start-needs-hour'],
    ['la.review 2026-03-02 --pause 2026-03-03', 'deadline.pause-invalid'],
    ['la.review 2026-03-02 --extend many', 'deadline.extension-invalid'],
    ['pet.handle 2026-03-02 --extend 31', 'deadline.extension-too-long'],
    ['la.review 2026-03-02 --verbose', 'law.arguments'],
    ['la.review', 'law.arguments'],
    ['', 'law.arguments'],
  ])('refuses "%s" with %s, exit 2 and nothing on stdout', async (line, code) => {
    const said = await run(line)
    expect([said.exit, said.out]).toEqual([2, []])
    expect(said.err.join()).toContain(`(${code})`)
    const json = await run(`${line} --json`)
    expect([json.exit, json.out, json.err.length]).toEqual([2, [], 1])
    expect(JSON.parse(json.err[0] ?? '')).toMatchObject({ code })
  })

  it('uses the calendar of the installed bureau when it is asked to', async () => {
    const year = { year: 2027, notices: [{ title: '测试', number: null, issued: null }], holidays: [], workdays: [] }
    const installed = dueCommand({ book: async () => ({ law: builtInLaw, calendar: calendarOf([...builtInYears, year]) }) })
    expect((await run('pet.handle 2026-12-01 --installed', installed)).out.at(-1)).toBe('到期：2027年2月1日（星期一）')
  })
})
