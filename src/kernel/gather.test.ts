import { describe, expect, it } from 'vitest'
import { hasRule } from '../law/index.ts'
import { posts } from '../lines/index.ts'
import {
  choice,
  codeList,
  compileBureau,
  count,
  day,
  defineLine,
  defineRecord,
  earliest,
  type Facts,
  flag,
  gathered,
  keptBy,
  latest,
  newest,
  stretches,
  tally,
  total,
} from './index.ts'

const mood = codeList({ id: 'mood', title: '表现', values: { good: '好', fair: '较好', poor: '差' } })
const parent = defineRecord({
  id: 'trial.person',
  title: '对象',
  fields: {
    enteredOn: day('登记日期'),
    seenOn: latest('最近接触日期', { day: 'enteredOn' }, { of: 'trial.visit', day: 'visitedOn', where: ['is', 'met', true] }),
    visits: tally('走访', '次', { of: 'trial.visit' }),
    mood: newest(choice('现行表现', mood), { of: 'trial.visit', day: 'visitedOn', take: 'mood' }, { day: 'praisedOn', as: 'good' }),
    praisedOn: day('表扬日期').optional(),
    firstMetOn: earliest('首次见面', { of: 'trial.visit', day: 'visitedOn', where: ['is', 'met', true] }),
    away: stretches('外出期间', { of: 'trial.visit', day: 'visitedOn', until: 'backOn', where: ['is', 'met', false] }),
    minutes: total(count('谈话时长', '分钟'), { of: 'trial.visit', sum: 'minutes' }),
  },
})
const visit = defineRecord({
  id: 'trial.visit',
  title: '走访',
  parent: 'trial.person',
  fields: {
    visitedOn: day('日期'),
    met: flag('见到本人'),
    minutes: count('时长', '分钟').optional(),
    mood: choice('表现', mood).optional(),
    backOn: day('返回').optional(),
  },
})
const facts = (values: Facts['values']): Facts => ({ values })
const below = [
  facts({ visitedOn: '2021-03-01', met: true, minutes: 20 }),
  facts({ visitedOn: '2021-05-01', met: false, minutes: null }),
  facts({ visitedOn: '2021-02-01', met: true, minutes: 15 }),
]
type Gathered = 'seenOn' | 'visits' | 'minutes' | 'mood' | 'firstMetOn' | 'away'
const of = (name: Gathered, list: readonly Facts[], praisedOn: string | null = null) =>
  gathered(parent.fields[name].gathers, facts({ enteredOn: '2021-01-04', praisedOn }), () => list)

describe('a gathered field', () => {
  it('is the latest day that counts, the number, and the sum of the records below', () => {
    expect([of('seenOn', below), of('visits', below), of('minutes', below)]).toEqual(['2021-03-01', 3, 35])
  })

  it('begins with the day of the record itself and with none', () => {
    expect([of('seenOn', []), of('visits', []), of('minutes', [])]).toEqual(['2021-01-04', 0, 0])
  })

  it('is what the newest record says by its own day, not the one entered last; one that says nothing is passed over', () => {
    const said = [
      facts({ visitedOn: '2021-05-01', mood: 'fair' }),
      facts({ visitedOn: '2021-03-01', mood: 'poor' }),
      facts({ visitedOn: '2021-06-01', mood: null }),
    ]
    expect([of('mood', []), of('mood', said)]).toEqual([null, 'fair'])
    expect(of('mood', [...said, facts({ visitedOn: '2021-05-01', mood: 'poor' })])).toBe('poor')
    expect(['2021-04-30', '2021-05-01', '2021-05-02'].map((on) => of('mood', said, on))).toEqual(['fair', 'good', 'good'])
  })

  it('is the earliest day, and the stretches of days in their order, the last of them perhaps still running', () => {
    expect([of('firstMetOn', below), of('firstMetOn', [])]).toEqual(['2021-02-01', null])
    const out = (visitedOn: string, backOn: string | null) => facts({ visitedOn, met: false, backOn })
    expect(of('away', [out('2021-05-01', null), out('2021-02-01', '2021-02-09'), ...below.slice(0, 1)])).toEqual([
      { from: '2021-02-01', to: '2021-02-09' },
      { from: '2021-05-01', to: null },
    ])
    expect(of('away', [])).toBe(null)
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
        e: newest(choice('戊', mood), { day: 'f', take: 'c' }, { day: 'f', as: 'splendid' }),
        f: day('己'),
        g: stretches('庚', { day: 'f', until: 'c' }),
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
          expect.stringMatching(/^trial\.wrong\.fields\.e\.from\[0\]: "c" is not of the kind/),
          expect.stringMatching(/^trial\.wrong\.fields\.e\.from\[1\]: "splendid" is not in code list mood/),
          expect.stringMatching(/^trial\.wrong\.fields\.g\.from\[0\]: "c" is not a day field/),
          expect.stringMatching(/^trial\.wrong\.steps\.keep\.form: "a" is gathered/),
        ]),
      }),
    )
  })
})
