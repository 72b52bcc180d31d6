import { describe, expect, it } from 'vitest'
import { command } from './where.ts'

/** Runs the command on paper instead of a terminal. */
async function run(...args: string[]) {
  const out: string[] = []
  const err: string[] = []
  const exit = await command.run(args, {
    out: (l) => out.push(l),
    err: (l) => err.push(l),
    tty: false,
    columns: 80,
    stdin: async () => new Uint8Array(),
  })
  return { exit, out, err }
}
const found = async (word: string) =>
  (await run(word, '--json')).out.map((l) => JSON.parse(l) as { kind: string; id: string; title: string; folder: string })

describe('fazhi where', () => {
  it('衔接 leads to the room of resettlement, and says what carries the word', async () => {
    const things = await found('衔接')
    expect(things.filter((t) => t.folder === 'src/lines/resettlement').map((t) => t.id)).toEqual(
      expect.arrayContaining([
        'resettlement.person.steps.link',
        'resettlement.person.deadlines.link',
        'resettlement.person.fields.linkedOn',
        'rs.link',
        'resettlement.unlinked',
      ]),
    )
    expect(things.map((t) => t.id)).toContain('community-corrections.person.fields.handover')
  })

  it('puts the thing of that very name first', async () => {
    expect((await found('司法确认'))[0]).toEqual({
      kind: 'record',
      id: 'mediation.confirmation',
      title: '司法确认',
      folder: 'src/lines/mediation',
    })
    expect((await found('安置帮教'))[0]).toMatchObject({ kind: 'line', id: 'resettlement' })
  })

  it.each([
    ['社区服刑人员', 'community-corrections.person', 'a name of earlier years'],
    ['摸排矛盾纠纷', 'med.found', 'a name that reports use'],
    ['nil return', 'mediation.return.steps.fileNil', 'an English name of the glossary'],
    ['lostOn', 'community-corrections.person.fields.lostOn', 'an identifier'],
    ['三员分立', 'administratorDuties', 'a term that no declaration carries'],
    ['la.review', 'la.review', 'a rule of the law clock'],
    ['电子手环', 'community-corrections.positioning', 'a word of the street that the glossary knows'],
  ])('%s leads to %s: %s', async (word, id) => {
    expect((await found(word)).map((t) => t.id)).toContain(id)
  })

  it('without --json lines up what it is, its id, its folder and its name', async () => {
    const { exit, out } = await run('零报告')
    expect(exit).toBe(0)
    expect(out[0]).toMatch(/^环节 +mediation\.return\.steps\.fileNil +src\/lines\/mediation +零报告$/)
  })

  it('says in a sentence that nothing carries a word, exit 1 and nothing on stdout', async () => {
    const { exit, out, err } = await run('量子纠缠')
    expect([exit, out]).toEqual([1, []])
    expect(err[0]).toContain('量子纠缠')
  })

  it('without a word it shows how it is used, exit 2', async () => {
    expect(await run()).toEqual({ exit: 2, out: [], err: ['fazhi where WORD [--json]'] })
  })
})
