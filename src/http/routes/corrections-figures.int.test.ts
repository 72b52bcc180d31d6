import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, addYears } from '../../law/index.ts'
import type { Actor } from '../../services/access/access.ts'
import { line, openCorrections } from '../corrections-testing.ts'

/** What figures and clocks must keep whatever happens: the law of its day, the list behind the number, and a number that no further act moves. */
const o = await openCorrections('2022-03-01')
const { s, clock, actors, below, step, notify, onBooks } = o
const { clerk, head, officer, leader } = actors

const clockOf = async (id: string, key: string) => {
  const found = (await s.deadlines.of(officer, line('person'), id)).find((d) => d.key === key)
  if (!found) throw new Error(`no clock ${key}`)
  return found
}

describe('the same facts on two sides of a change of law', () => {
  it('run under two rules, and a case that goes to another office keeps its law', async () => {
    clock.set('2020-06-29')
    const old = await notify()
    clock.set('2020-07-01')
    const now = await notify()
    expect([await clockOf(old, 'papers'), await clockOf(now, 'papers')]).toMatchObject([
      { article: '社区矫正实施办法 第五条', due: '2020-07-02', lawOn: '2020-06-29' },
      { article: '社区矫正法 第二十条', due: '2020-07-13', lawOn: '2020-07-01' },
    ])
    await step('person', old, 'reassign', { delegate: '445102111' }, officer)
    expect(await clockOf(old, 'papers')).toMatchObject({ article: '社区矫正实施办法 第五条', due: '2020-07-02', lawOn: '2020-06-29' })
  })

  it('unless an officer puts it under the other law and says why: both days stay in the log', async () => {
    clock.set('2020-06-30')
    const id = await notify()
    const before = await clockOf(id, 'papers')
    await s.deadlines.changeLaw(officer, line('person'), id, 'papers', {
      lawOn: '2020-07-01',
      reason: '法院按社区矫正法送达，经请示适用新法',
    })
    const after = await clockOf(id, 'papers')
    expect(after).toMatchObject({ article: '社区矫正法 第二十条', lawOn: '2020-07-01', originalDue: before.originalDue })
    expect(after.changes.at(-1)).toMatchObject({
      kind: 'law',
      fromDue: before.due,
      toDue: after.due,
      reason: expect.stringContaining('适用新法'),
    })
  })
})

describe('a figure of corrections', () => {
  const question = { from: '2022-01-01', to: '2022-12-31', unit: '445102' }
  it('is its list and what permission hides of it, for every post: minors are counted and not shown', async () => {
    clock.set('2022-03-01')
    await onBooks()
    await onBooks({ more: { bornOn: addYears('2022-03-01', -16) } })
    const posts: readonly Actor[] = [
      clerk,
      head,
      officer,
      leader,
      ...(['superior', 'procuracy'] as const).map((post) => ({ ...leader, holdings: [{ post, unit: '445102' }] })),
    ]
    let hidden = 0
    for (const by of posts)
      for (const id of ['cc.stock.end', 'cc.stock.minors', 'cc.in.new']) {
        const unit = by.holdings[0]?.unit ?? ''
        const list = await s.figures.records(by, id, { ...question, unit }, { limit: 500 })
        const { value } = await s.figures.figure(by, id, { ...question, unit })
        expect([list.rows.length + list.hidden, list.total]).toEqual([value, value])
        hidden += list.hidden
      }
    expect(hidden).toBeGreaterThan(0)
  })

  it('of how many people there are is moved by no report, visit, leave, measure, correction or look', async () => {
    const people = [
      'cc.stock.end',
      'cc.in',
      'cc.in.new',
      'cc.in.move',
      'cc.out.release',
      'cc.out.end',
      'cc.out.move',
      'cc.cum.in',
      'cc.cum.out',
      'cc.due',
    ]
    clock.set('2022-03-01')
    const ids = [await onBooks(), await onBooks({ category: 'temporary' }), await onBooks({ more: { sex: 'female' } })]
    clock.set('2022-06-30')
    const figures = async () => (await s.figures.list(leader, question, { ids: people })).map((f) => [f.id, f.value])
    const before = await figures()
    const acts = {
      report: (id: string, on: string) => below(id, 'report', 'keep', { reportedOn: on, kind: 'regular', content: '遵纪守法' }),
      visit: (id: string, on: string) => below(id, 'visit', 'keep', { visitedOn: on, kind: 'home', met: true, record: '在家' }),
      contact: (id: string, on: string) => below(id, 'contact', 'keep', { contactedOn: on, kind: 'phone', reached: true }),
      lesson: (id: string, on: string) => below(id, 'education', 'keep', { attendedOn: on, kind: 'individual', topic: '法治', hours: 2 }),
      warning: async (id: string, on: string) => {
        const warning = await below(id, 'warning', 'verify', { ground: 'breach', misconduct: '迟报', verifiedOn: on })
        await step('warning', warning, 'decide', { decision: 'granted' }, officer)
      },
      voided: async (id: string, on: string) => {
        const wrong = await below(id, 'visit', 'keep', { visitedOn: on, kind: 'home', met: true, record: '登错人' })
        await s.ledger.void(officer, line('visit'), wrong, { version: 1, reason: '登记到他人名下' })
      },
      corrected: async (id: string) => {
        const { version } = await s.reader.row(officer, line('person'), id)
        await s.ledger.correct(officer, line('person'), id, { version, values: { household: '潮州市' }, reason: '补录户籍' })
      },
      looked: (id: string) => s.ledger.look(officer, line('person'), id, { purpose: '办理考核需要核对' }),
    }
    const act = fc.record({ what: fc.constantFrom(...Object.keys(acts)), who: fc.nat(2), day: fc.integer({ min: 0, max: 110 }) })
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 10 }), async (list) => {
        for (const { what, who, day } of list) await acts[what as keyof typeof acts](ids[who] ?? '', addDays('2022-03-02', day))
        expect(await figures()).toEqual(before)
      }),
      { numRuns: 12 },
    )
    expect((await s.figures.figure(leader, 'cc.visits', question)).value).toBeGreaterThan(0)
  })
})
