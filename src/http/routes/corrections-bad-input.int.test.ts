import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import { faultOf, line, openCorrections } from '../corrections-testing.ts'

/** What is wrong is refused with a sentence and its article, and nothing of it is left: no record, no event, no clock, no number taken. */
const o = await openCorrections('2022-03-01')
const { s, store, clock, actors, below, step, notify, onBooks, valuesOf } = o
const { clerk, colleague, head, officer, leader } = actors

/** How much there is of everything that an act writes. */
const whole = () =>
  store.owner(async (tx) => {
    const count = async (table: string) => Number((await tx.one<{ n: string }>(sql`select count(*) as n from ${sql.table(table)}`))?.n)
    const tables = ['event', 'deadline', 'deadline_change', 'notice', 'person', 'involvement', 'document', 'community_corrections_person']
    const counters = await tx.rows<{ name: string; value: number }>(sql`select name, value from counter order by name, year`)
    return { counters, counts: await Promise.all(tables.map(async (t) => [t, await count(t)])) }
  })
/** Tries something that must be refused, and looks that it left nothing; the sentence. */
async function refused(attempt: () => Promise<unknown>): Promise<string> {
  const before = await whole()
  const fault = await faultOf(attempt())
  expect(await whole()).toEqual(before)
  expect([fault.zh, fault.en, fault.remedy.zh].every((t) => t.length > 3)).toBe(true)
  return fault.zh
}
beforeEach(() => clock.set('2022-03-01'))

describe('a step out of order', () => {
  it('says where the record stands and what the step is', async () => {
    const id = await notify()
    expect(await refused(() => step('person', id, 'announce'))).toMatch(/当前为“待报到”，不能办理“入矫宣告”（社区矫正法 第二十二条/)
    expect(await refused(() => step('person', id, 'release'))).toMatch(/不能办理“期满解除”（社区矫正法 第四十四条/)
    await step('person', id, 'register')
    expect(await refused(() => step('person', id, 'announce'))).toBe('法律文书尚未收到，不能宣告；请催告决定机关（社区矫正法 第二十条）')
  })

  it('a release before the end of the term names the day and the article', async () => {
    const id = await onBooks()
    clock.set('2024-02-28')
    await step('person', id, 'summarise')
    await step('person', id, 'appraise', { finalAppraisal: '表现良好', helpAdvice: '继续帮教' })
    expect(await refused(() => step('person', id, 'release'))).toContain(
      '矫正期限至2024年2月29日届满，期限未满不得解除（社区矫正法第四十四条）',
    )
  })
})

describe('the wrong organ', () => {
  it('a prison may not have decided on a probation, nor the county on what the organ above decides', async () => {
    expect(await refused(() => notify({ more: { organKind: 'prison' } }))).toContain('缓刑由人民法院判处，请核对决定机关（刑法第七十二条）')
    const id = await onBooks()
    const leave = await below(id, 'leave', 'apply', {
      appliedOn: '2022-03-01',
      reason: 'work',
      explanation: '务工',
      destination: '某市',
      fromOn: '2022-03-05',
      untilOn: '2022-04-20',
    })
    await step('leave', leave, 'check', { findings: '属实' }, colleague)
    expect(await refused(() => step('leave', leave, 'approveAtCounty', {}, officer))).toContain(
      '县级机构无权批准，请报上一级社区矫正机构（社区矫正法实施办法 第二十七条）',
    )
    expect(await refused(() => step('leave', leave, 'approveAtStation', {}, head))).toContain('司法所无权批准')
  })

  it('only the head of the justice department approves a device; who is no head is told which post does', async () => {
    const id = await onBooks()
    const gps = await below(id, 'positioning', 'apply', { appliedOn: '2022-03-01', ground: 'left', explanation: '擅自离市' })
    expect(await refused(() => step('positioning', gps, 'approve', {}, officer))).toContain('局领导')
  })

  it('the county proposes and never decides: without the ruling nobody is terminated', async () => {
    const id = await onBooks()
    const end = () => step('person', id, 'terminate', { endReason: 'probationRevoked' }, leader)
    expect(await refused(end)).toMatch(/本机构只有建议权（社区矫正法 第四十五条/)
  })
})

describe('a date before the judgment', () => {
  it('neither the papers, nor the registration, nor any act under the person', async () => {
    const id = await notify({ more: { effectiveOn: '2022-02-25' } })
    expect(await refused(() => step('person', id, 'register', { enteredOn: '2022-02-20' }))).toContain(
      '接收登记不能早于裁判生效日期（社区矫正法 第二十一条',
    )
    const sup = await onBooks()
    const early = { visitedOn: '2022-02-20', kind: 'home', met: true, record: '在家' }
    expect(await refused(() => below(sup, 'visit', 'keep', early))).toBe('日期早于入矫登记日期，请核对（社区矫正法 第二十二条）')
  })

  it('nor by a correction afterwards', async () => {
    const id = await onBooks()
    const visit = await below(id, 'visit', 'keep', { visitedOn: '2022-03-01', kind: 'home', met: true, record: '在家' })
    const correct = () =>
      s.ledger.correct(officer, line('visit'), visit, { version: 1, values: { visitedOn: '2022-02-20' }, reason: '笔误' })
    expect(await refused(correct)).toContain('早于入矫登记日期')
    expect((await valuesOf('visit', visit)).visitedOn).toBe('2022-03-01')
  })

  it('a day to come is refused too', async () => {
    const id = await notify()
    expect(await refused(() => step('person', id, 'register', { enteredOn: '2022-03-02' }))).toContain('2022-03-02')
  })
})

describe('two officers at once', () => {
  it('on one record: one act is taken, the other is told that the record has moved', async () => {
    const id = await notify()
    const { version } = await s.reader.row(officer, line('person'), id)
    const both = await Promise.allSettled(
      [clerk, colleague].map((by) => s.ledger.step(by, line('person'), id, 'register', { version, values: { residence: by.name } })),
    )
    expect(both.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected'])
    const lost = both.find((r) => r.status === 'rejected')
    expect(lost?.reason).toMatchObject({ status: 409 })
    expect((await s.history.events(officer, line('person'), id)).filter((e) => e.step === 'register')).toHaveLength(1)
  })

  it('on two leaves of one person that together exceed what the county may grant: the second goes to the organ above', async () => {
    const id = await onBooks()
    const ask = async (fromOn: string, untilOn: string) => {
      const leave = await below(id, 'leave', 'apply', {
        appliedOn: '2022-03-01',
        reason: 'work',
        explanation: '务工',
        destination: '某市',
        fromOn,
        untilOn,
      })
      await step('leave', leave, 'check', { findings: '属实' }, colleague)
      return leave
    }
    const [first, second] = [await ask('2022-03-05', '2022-03-24'), await ask('2022-04-01', '2022-04-20')]
    const both = await Promise.allSettled(
      [
        [first, officer],
        [second, leader],
      ].map(([leave, by]) => step('leave', leave as string, 'approveAtCounty', {}, by as typeof officer)),
    )
    expect(both.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(both.find((r) => r.status === 'rejected')?.reason).toMatchObject({ zh: expect.stringContaining('两个月内外出累计已达40天') })
  })
})

describe('a document without its approval', () => {
  it('takes no number', async () => {
    const id = await onBooks()
    const gps = await below(id, 'positioning', 'apply', { appliedOn: '2022-03-01', ground: 'left', explanation: '擅自离市' })
    expect(await refused(() => s.documents.issue(leader, line('positioning'), gps, 'decision'))).toContain(
      '尚未办理“县级司法行政部门负责人批准”',
    )
  })
})

describe('a person already on the books', () => {
  it('at another office: who, where and the article, and no second record', async () => {
    const id = await notify({ name: '重某某' })
    const { people } = await s.reader.decorate(officer, line('person'), [await s.reader.row(officer, line('person'), id)])
    const [subject] = people[id] ?? []
    const values = { category: 'probation', entry: 'new', sex: 'male', bornOn: '1985-05-05', organKind: 'court', organ: '某区人民法院' }
    const again = () =>
      s.ledger.create(actors.elsewhere, line('person'), {
        step: 'notify',
        people: [{ role: 'subject', ...(subject ? { person: subject.id } : {}) }],
        values: { ...values, effectiveOn: '2022-03-01', notifiedOn: '2022-03-01' },
      })
    expect(await refused(again)).toMatch(/重某某已在.+登记为社区矫正对象，不能重复登记.*第二十二条/)
  })
})
