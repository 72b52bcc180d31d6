import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, addMonths } from '../../law/index.ts'
import { type Away, daysOf, daysTogether, weigh } from './leave.ts'
import { checker, leaveOf, officer, openDesk, stationHead, supervised } from './testing.ts'

describe('who decides on a leave', () => {
  it.each([
    ['seven days: the justice office', '2022-03-01', '2022-03-07', '2022-02-25', 'station'],
    ['eight days: the county', '2022-03-01', '2022-03-08', '2022-02-25', 'county'],
    ['thirty days: the county', '2022-03-01', '2022-03-30', '2022-02-25', 'county'],
    ['thirty-one days: the organ above', '2022-03-01', '2022-03-31', '2022-02-25', 'prefecture'],
    ['seven days in 2017: the justice office', '2017-03-01', '2017-03-07', '2017-02-25', 'station'],
    ['a month in 2017: the county', '2017-03-01', '2017-03-31', '2017-02-25', 'county'],
  ])('%s', (_, from, to, on, tier) => {
    expect(weigh({ from, to }, [], on).tier).toBe(tier)
  })

  it('more than a month was refused to everybody by the 办法 of 2012', () => {
    expect(weigh({ from: '2017-03-01', to: '2017-04-01' }, [], '2017-02-25').tier).toEqual({
      refuse: expect.stringContaining('不得超过一个月'),
    })
  })

  it('the law of the application governs a leave that begins under the next law', () => {
    expect(weigh({ from: '2020-07-02', to: '2020-08-05' }, [], '2020-06-29').tier).toEqual({
      refuse: expect.stringContaining('不得超过一个月'),
    })
    expect(weigh({ from: '2020-07-02', to: '2020-08-05' }, [], '2020-07-01').tier).toBe('prefecture')
  })

  it('adds up two months on both sides of the leave', () => {
    const earlier = { from: '2022-01-20', to: '2022-02-08' }
    const later = { from: '2022-04-01', to: '2022-04-05' }
    const wanted = { from: '2022-03-01', to: '2022-03-15' }
    expect(daysTogether(wanted, [earlier], 2)).toBe(20 + 15)
    expect(daysTogether(wanted, [{ from: '2022-01-10', to: '2022-01-29' }], 2)).toBe(29)
    expect(daysTogether(wanted, [later], 2)).toBe(20)
    expect(weigh(wanted, [earlier], '2022-02-20')).toEqual({ days: 15, sum: 35, tier: 'prefecture' })
    expect(weigh(wanted, [{ from: '2021-12-01', to: '2021-12-30' }], '2022-02-20').tier).toBe('county')
  })

  it('counts two months that begin inside a leave: months differ in length', () => {
    expect(daysTogether({ from: '2022-02-21', to: '2022-03-01' }, [{ from: '2022-04-12', to: '2022-05-01' }], 2)).toBe(20)
  })

  it('finds what a search through every two months finds', () => {
    const away = fc.record({ start: fc.nat(150), length: fc.integer({ min: 1, max: 25 }) }).map(({ start, length }): Away => {
      const from = addDays('2022-01-01', start)
      return { from, to: addDays(from, length - 1) }
    })
    fc.assert(
      fc.property(away, fc.array(away, { maxLength: 4 }), (wanted, others) => {
        // Leaves of one person never overlap.
        const apart: Away[] = []
        for (const a of others) if ([wanted, ...apart].every((k) => k.to < a.from || a.to < k.from)) apart.push(a)
        let most = 0
        for (let n = -70; n < 240; n++) {
          const w = { from: addDays('2022-01-01', n), to: addDays(addMonths(addDays('2022-01-01', n), 2), -1) }
          if (w.to < wanted.from || wanted.to < w.from) continue
          let days = 0
          for (const a of [wanted, ...apart]) for (let d = a.from; d <= a.to; d = addDays(d, 1)) if (w.from <= d && d <= w.to) days++
          most = Math.max(most, days)
        }
        const found = daysTogether(wanted, apart, 2)
        expect(found).toBe(Math.max(most, daysOf(wanted)))
      }),
      { numRuns: 60 },
    )
  })
})

describe('a leave', () => {
  const desk = openDesk()
  const person = supervised(desk, { effectiveOn: '2021-09-01' })

  it('is granted by the head of the justice office and closed when the person is back', () => {
    const id = leaveOf(desk, person, '2021-10-10', '2021-10-16', '2021-10-08')
    expect(desk.at(id).values).toMatchObject({ tier: 'station', days: 7, decision: 'granted' })
    expect(desk.at(person).values.awayUntil).toBe('2021-10-16')
    desk.step(id, 'comeBack', '2021-10-15', { returnedOn: '2021-10-15' })
    expect(desk.at(person).values).toMatchObject({ awayUntil: null, lastContactOn: '2021-10-15' })
    expect(desk.at(id).stage).toBe('returned')
  })

  it('that the justice office may not grant is refused to it, with the article', () => {
    const id = desk.under(person, 'leave', 'apply', '2021-11-01', {
      reason: 'work',
      explanation: '务工',
      destination: '某市',
      fromOn: '2021-11-05',
      untilOn: '2021-11-20',
    })
    desk.step(id, 'check', '2021-11-01', { findings: '属实' }, checker)
    expect(desk.refusal({ id, step: 'approveAtStation', today: '2021-11-02', by: stationHead })).toContain('司法所无权批准')
    desk.step(id, 'approveAtCounty', '2021-11-02', {}, officer)
  })

  it('may not be approved by the one who verified it', () => {
    const id = desk.under(person, 'leave', 'apply', '2022-03-01', {
      reason: 'work',
      explanation: '务工',
      destination: '某市',
      fromOn: '2022-03-05',
      untilOn: '2022-03-06',
    })
    desk.step(id, 'check', '2022-03-01', { findings: '属实' }, { account: 'one', post: 'stationHead' })
    expect(desk.refusal({ id, step: 'approveAtStation', today: '2022-03-02', by: { account: 'one', post: 'stationHead' } })).toContain(
      '同一人',
    )
  })

  it('that another leave has pushed over thirty days in two months since the application goes back to the organ above', () => {
    const long = { reason: 'work', explanation: '务工', destination: '某市' }
    const first = desk.under(person, 'leave', 'apply', '2022-05-01', { ...long, fromOn: '2022-05-05', untilOn: '2022-05-24' })
    const second = desk.under(person, 'leave', 'apply', '2022-05-01', { ...long, fromOn: '2022-06-01', untilOn: '2022-06-20' })
    desk.step(first, 'check', '2022-05-02', { findings: '属实' }, checker)
    desk.step(second, 'check', '2022-05-02', { findings: '属实' }, checker)
    desk.step(first, 'approveAtCounty', '2022-05-03', {}, officer)
    expect(desk.refusal({ id: second, step: 'approveAtCounty', today: '2022-05-04', by: officer })).toContain('累计已达40天')
  })

  it('is not granted afterwards, nor beyond the term, nor over another leave', () => {
    const values = { reason: 'work', explanation: '务工', destination: '某市' }
    const apply = (today: string, fromOn: string, untilOn: string) =>
      desk.refusal({
        record: 'community-corrections.leave',
        under: person,
        unit: 'x',
        step: 'apply',
        today,
        values: { ...values, fromOn, untilOn },
      })
    expect(apply('2022-08-10', '2022-08-01', '2022-08-05')).toContain('不能补办')
    expect(apply('2023-08-20', '2023-08-25', '2023-09-05')).toContain('超过矫正期限（2023-08-31）')
    expect(apply('2022-05-04', '2022-05-20', '2022-05-26')).toContain('重叠')
    expect(apply('2022-08-10', '2022-08-15', '2022-08-14')).toContain('止日早于起日')
  })

  it('needs the organ above when its extension exceeds thirty days', () => {
    const id = leaveOf(desk, person, '2022-10-01', '2022-10-25', '2022-09-28')
    expect(
      desk.refusal({ id, step: 'extend', today: '2022-10-20', by: officer, values: { extension: '工程未完', newUntil: '2022-11-05' } }),
    ).toContain('上一级')
    desk.step(id, 'extend', '2022-10-20', { extension: '工程未完', newUntil: '2022-10-30' }, officer)
    expect(desk.at(id).values).toMatchObject({ untilOn: '2022-10-30', days: 30 })
    expect(desk.at(person).values.awayUntil).toBe('2022-10-30')
  })

  it('is not ended by the word of the person that he is back: an officer checks it', () => {
    const away = supervised(desk, { effectiveOn: '2021-09-01' })
    const id = leaveOf(desk, away, '2022-11-10', '2022-11-14', '2022-11-08')
    const self = { account: 'himself', post: 'supervisee' }
    desk.step(id, 'sayBack', '2022-11-13', {}, self)
    expect(desk.at(id)).toMatchObject({ stage: 'approved', values: { saidBackOn: '2022-11-13' } })
    expect(desk.at(away).values.awayUntil).toBe('2022-11-14')
    expect(desk.refusal({ id, step: 'comeBack', today: '2022-11-13', values: { returnedOn: '2022-11-13' }, by: self })).toContain('岗位')
    desk.step(id, 'comeBack', '2022-11-14', { returnedOn: '2022-11-13' })
    expect(desk.at(away).values.awayUntil).toBe(null)
  })

  it('of more than thirty days is proposed to the organ above, whose decision is entered', () => {
    const id = desk.under(person, 'leave', 'apply', '2023-01-03', {
      reason: 'medical',
      explanation: '手术',
      destination: '某市',
      fromOn: '2023-01-05',
      untilOn: '2023-02-20',
    })
    desk.step(id, 'check', '2023-01-03', { findings: '属实' }, checker)
    expect(desk.refusal({ id, step: 'approveAtCounty', today: '2023-01-03', by: officer })).toContain('县级机构无权批准')
    desk.step(id, 'forward', '2023-01-03', {}, officer)
    desk.step(id, 'enterDecision', '2023-01-04', { decision: 'granted' }, officer)
    expect(desk.at(id).stage).toBe('approved')
  })
})
