import { describe, expect, it } from 'vitest'
import { hasRule } from '../law/index.ts'
import { posts } from '../lines/index.ts'
import { compileBureau, count, day, defineLine, defineRecord, type Facts, flag, gathered, keptBy, latest, tally, total } from './index.ts'

const parent = defineRecord({
  id: 'trial.person',
  title: '对象',
  fields: {
    enteredOn: day('登记日期'),
    seenOn: latest('最近接触日期', { day: 'enteredOn' }, { of: 'trial.visit', day: 'visitedOn', where: ['is', 'met', true] }),
    visits: tally('走访', '次', { of: 'trial.visit' }),
    minutes: total(count('谈话时长', '分钟'), { of: 'trial.visit', sum: 'minutes' }),
  },
})
const visit = defineRecord({
  id: 'trial.visit',
  title: '走访',
  parent: 'trial.person',
  fields: { visitedOn: day('日期'), met: flag('见到本人'), minutes: count('时长', '分钟').optional() },
})
const facts = (values: Facts['values']): Facts => ({ values })
const below = [
  facts({ visitedOn: '2021-03-01', met: true, minutes: 20 }),
  facts({ visitedOn: '2021-05-01', met: false, minutes: null }),
  facts({ visitedOn: '2021-02-01', met: true, minutes: 15 }),
]
const of = (name: 'seenOn' | 'visits' | 'minutes', list: readonly Facts[]) =>
  gathered(parent.fields[name].gathers, facts({ enteredOn: '2021-01-04' }), () => list)

describe('a gathered field', () => {
  it('is the latest day that counts, the number, and the sum of the records below', () => {
    expect([of('seenOn', below), of('visits', below), of('minutes', below)]).toEqual(['2021-03-01', 3, 35])
  })

  it('begins with the day of the record itself and with none', () => {
    expect([of('seenOn', []), of('visits', []), of('minutes', [])]).toEqual(['2021-01-04', 0, 0])
  })

  it('may not be asked for, and looks only at what belongs to the record', () => {
    const wrong = defineRecord({
      id: 'trial.wrong',
      title: '错',
      fields: {
        a: latest('甲', { of: 'trial.visit', day: 'visitedOn' }),
        b: latest('乙', { day: 'c' }),
        c: count('丙'),
        d: tally('丁', '次', { where: ['has', 'trial.visit'] }),
      },
    })
    const keep = { by: ['leader'] }
    const asks = keptBy(wrong, keep)
    const line = defineLine({
      id: 'trial',
      title: '试验',
      section: '股',
      records: [parent, visit, wrong],
      procedures: [
        keptBy(parent, keep),
        keptBy(visit, keep),
        { ...asks, steps: Object.fromEntries(Object.entries(asks.steps).map(([key, s]) => [key, { ...s, form: ['a'] }])) },
      ],
    })
    expect(() => compileBureau([line], posts, { hasRule: (code) => hasRule(code) })).toThrow(
      expect.objectContaining({
        faults: expect.arrayContaining([
          expect.stringMatching(/^trial\.wrong\.fields\.a\.from\[0\]: /),
          expect.stringMatching(/^trial\.wrong\.fields\.b\.from\[0\]: "c" is not a day field/),
          expect.stringMatching(/^trial\.wrong\.fields\.d\.from\[0\]\.where: /),
          expect.stringMatching(/^trial\.wrong\.steps\.keep\.form: "a" is gathered/),
        ]),
      }),
    )
  })
})
