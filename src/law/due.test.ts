import { describe, expect, it } from 'vitest'
import { builtInYears, calendarOf, dayByDay, daysLeft, dueDay, dueOf, isWorkingDay, type RuleCode, workingDaysBetween } from './index.ts'

const due = (rule: RuleCode, start: string, more: Omit<Parameters<typeof dueOf>[0], 'rule' | 'start'> = {}) => {
  const answer = dueOf({ rule, start, ...more })
  return answer.ok ? answer.due : answer.error.code
}

describe('the version follows the start event', () => {
  it('an application of 2021-12-31 is reviewed in seven working days, one of 2022-01-01 in seven days', () => {
    expect(due('la.review', '2021-12-31')).toBe('2022-01-12')
    expect(due('la.review', '2022-01-01')).toBe('2022-01-10')
  })

  it('papers of 2020-06-30 go out in three working days, those of 2020-07-01 in ten days', () => {
    expect(due('cc.papers', '2020-06-30')).toBe('2020-07-03')
    expect(due('cc.papers', '2020-07-01')).toBe('2020-07-13')
  })

  it('ten days of reply were calendar days until 2023 and are working days since 2024', () => {
    expect(due('rec.reply', '2023-12-11')).toBe('2023-12-21')
    expect(due('rec.reply', '2024-01-02')).toBe('2024-01-16')
  })

  it('an officer may put a case under the law of another day', () => {
    expect(due('la.review', '2021-12-31', { lawOn: '2022-01-01' })).toBe('2022-01-07')
    expect(dueDay('la.review', '2021-12-31', { lawOn: '2022-01-01' })).toBe('2022-01-07')
  })

  it('a start before every version is refused, with the versions there are', () => {
    const answer = dueOf({ rule: 'la.objection', start: '2003-08-31' })
    expect(answer.ok).toBe(false)
    if (!answer.ok) {
      expect(answer.error.code).toBe('deadline.no-version')
      expect(answer.error.zh).toContain('2003-09-01')
    }
  })

  it('a code with an age suffix is refused with the code to write instead', () => {
    const answer = dueOf<string>({ rule: 'la.review.old', start: '2017-01-03' })
    expect(answer.ok ? '' : answer.error.zh).toContain('写 la.review')
  })
})

describe('a date is given only when every notice it needs is known', () => {
  it('a last day in a year that is not published', () => {
    const answer = dueOf({ rule: 'pet.handle', start: '2026-12-01' })
    expect(answer.ok ? answer.due : [answer.error.code, answer.error.years]).toEqual(['deadline.calendar-missing', [2027]])
    expect(dueDay('pet.handle', '2026-12-01')).toBeNull()
  })

  it('working days across the edge into a year that is not published', () => {
    expect(due('dis.answer', '2026-12-10')).toBe('deadline.calendar-missing')
  })

  it('the last three days of December are ruled by the next year’s notice', () => {
    expect(due('rec.send.simple', '2026-12-23')).toBe('2026-12-28')
    expect(due('rec.send.simple', '2026-12-24')).toBe('deadline.calendar-missing')
    expect(isWorkingDay('2026-12-28')).toBe(true)
    expect(isWorkingDay('2026-12-31')).toBeNull()
    expect(isWorkingDay('2025-12-31')).toBe(true)
  })

  it('a last day in December that would roll into January', () => {
    const until2022 = calendarOf(builtInYears.filter((y) => y.year <= 2022))
    expect(due('pet.tell', '2022-12-16', { calendar: until2022 })).toBe('deadline.calendar-missing')
    expect(due('pet.tell', '2022-12-16')).toBe('2023-01-03')
  })

  it('a gap in the middle of the calendar, and days before its beginning', () => {
    const gap = calendarOf(builtInYears.filter((y) => y.year !== 2018))
    expect(due('dis.answer', '2017-12-20', { calendar: gap })).toBe('deadline.calendar-missing')
    expect(due('dis.answer', '2019-06-03', { calendar: gap })).toBe('2019-07-02')
    expect(due('rec.hearing', '2024-01-03', { calendar: calendarOf(builtInYears.filter((y) => y.year >= 2024)) })).toBe(
      'deadline.calendar-missing',
    )
  })

  it('the limit of a state needs no calendar, for it does not roll', () => {
    expect(due('cc.gps', '2026-11-30')).toBe('2027-02-28')
    expect(due('cc.arrest', '2026-12-31T23:30')).toBe('2027-01-02T23:30')
    expect(due('dis.annual', '2026-12-31')).toBe('2027-01-31')
  })

  it('a year entered later is enough', () => {
    const calendar = calendarOf([
      ...builtInYears,
      {
        year: 2027,
        notices: [{ title: '测试用安排', number: null, issued: null }],
        holidays: [['元旦', '2027-01-01', '2027-01-03']],
        workdays: [],
      },
    ])
    expect(due('rec.send.simple', '2026-12-29', { calendar })).toBe('2027-01-04')
  })
})

describe('a late notice moves the deadline', () => {
  const late = calendarOf([
    ...builtInYears,
    {
      year: 2017,
      amends: true,
      notices: [{ title: '测试用补充安排', number: '测试〔2017〕1号', issued: '2017-09-20' }],
      holidays: [['测试放假', '2017-10-09', '2017-10-10']],
      workdays: ['2017-10-14'],
    },
  ])

  it('and names the notice', () => {
    expect(due('la.review', '2017-09-25')).toBe('2017-10-10')
    const answer = dueOf({ rule: 'la.review', start: '2017-09-25', calendar: late })
    expect(answer.ok && answer.due).toBe('2017-10-12')
    expect(answer.ok && answer.derivation.join()).toContain('测试〔2017〕1号')
  })

  it('what the former notice said of other days still holds', () => {
    expect(isWorkingDay('2017-09-30', late)).toBe(true)
    expect(isWorkingDay('2017-10-14', late)).toBe(true)
    expect(isWorkingDay('2017-10-07', late)).toBe(false)
  })
})

describe('pauses', () => {
  it('days of expert appraisal do not count in a medical dispute', () => {
    const answer = dueOf({ rule: 'med.medical', start: '2026-03-02', pauses: [{ from: '2026-03-09', to: '2026-03-20' }] })
    expect(answer.ok && [answer.due, answer.original]).toEqual(['2026-04-28', '2026-04-14'])
    expect(answer.ok && answer.pauses).toEqual([{ from: '2026-03-09', to: '2026-03-20', days: 12, founded: true }])
    expect(answer.ok && answer.derivation).toContain('暂停：2026年3月9日至2026年3月20日，不计入。')
  })

  it('stretches that overlap or touch are counted once', () => {
    const pauses = [
      { from: '2026-03-09', to: '2026-03-13' },
      { from: '2026-03-12', to: '2026-03-20' },
      { from: '2026-03-21', to: '2026-03-22' },
    ]
    expect(due('pet.final', '2026-03-02', { pauses })).toBe(
      due('pet.final', '2026-03-02', { pauses: [{ from: '2026-03-09', to: '2026-03-22' }] }),
    )
  })

  it('a pause that still runs leaves no due day, unless it began after it', () => {
    expect(due('rec.decide', '2026-03-02', { pauses: [{ from: '2026-03-20', to: null }] })).toBe('deadline.pause-running')
    expect(due('rec.decide', '2026-03-02', { pauses: [{ from: '2026-07-20', to: null }] })).toBe('2026-05-06')
  })

  it('a pause without a ground in the article is counted and pointed out', () => {
    const answer = dueOf({ rule: 'sup.penalty', start: '2026-03-02', pauses: [{ from: '2026-03-09', to: '2026-03-10' }] })
    expect(answer.ok && answer.derivation.join()).toContain('没有规定本期限可以暂停')
    expect(answer.ok && answer.pauses[0]?.founded).toBe(false)
  })

  it('a fixed day and a period counted back cannot be paused', () => {
    const pauses = [{ from: '2026-01-05', to: '2026-01-06' }]
    expect(due('dis.annual', '2025-12-31', { pauses })).toBe('deadline.pause-impossible')
    expect(due('cc.summary', '2026-02-10', { pauses })).toBe('deadline.pause-impossible')
  })

  it('a pause that ends before it begins is refused', () => {
    expect(due('pet.handle', '2026-03-02', { pauses: [{ from: '2026-03-10', to: '2026-03-09' }] })).toBe('deadline.pause-invalid')
  })

  it('hours of paused days do not count', () => {
    expect(due('cc.arrest', '2026-03-02T10:00', { pauses: [{ from: '2026-03-03', to: '2026-03-03' }] })).toBe('2026-03-05T10:00')
    expect(due('cc.arrest', '2026-03-02T10:00', { pauses: [{ from: '2026-03-02', to: '2026-03-02' }] })).toBe('2026-03-05T00:00')
  })
})

describe('extensions', () => {
  it('sixty days and thirty make ninety, rolled once', () => {
    expect(due('rec.decide', '2017-07-03', { extendDays: 30 })).toBe('2017-10-09')
  })

  it('working days are extended by working days', () => {
    expect(due('dis.answer', '2026-01-30', { extendDays: 20 })).toBe('2026-04-02')
  })

  it('beyond what the article allows, or where it allows none, it is refused', () => {
    expect(due('pet.handle', '2026-03-02', { extendDays: 31 })).toBe('deadline.extension-too-long')
    expect(due('la.review', '2026-03-02', { extendDays: 1 })).toBe('deadline.extension-not-allowed')
    expect(due('pet.handle', '2026-03-02', { extendDays: -1 })).toBe('deadline.extension-invalid')
    expect(due('pet.handle', '2026-03-02', { extendDays: 1.5 })).toBe('deadline.extension-invalid')
  })
})

describe('the start', () => {
  it('must be a day that exists', () => {
    for (const start of ['2017-02-29', '2017-13-01', '17-01-01', '2017-01-01T25:00', '']) {
      expect(due('la.review', start)).toBe('deadline.start-invalid')
    }
  })

  it('must be an hour for hour rules; a day rule takes the day of an hour', () => {
    expect(due('la.forward', '2026-03-02')).toBe('deadline.start-needs-hour')
    expect(due('la.review', '2026-03-02T17:59')).toBe('2026-03-09')
  })
})

describe('days left', () => {
  it('are zero on the due day and negative after it', () => {
    expect([daysLeft('2017-10-10', '2017-10-01'), daysLeft('2017-10-10', '2017-10-10'), daysLeft('2017-10-10', '2017-10-12')]).toEqual([
      9, 0, -2,
    ])
  })

  it('can be counted in working days', () => {
    expect(workingDaysBetween('2017-09-29', '2017-10-10')).toBe(3)
    expect(workingDaysBetween('2017-10-10', '2017-09-29')).toBe(-3)
    expect(workingDaysBetween('2026-12-20', '2027-01-10')).toBeNull()
  })
})

describe('day by day', () => {
  const kinds = (rule: RuleCode, start: string, more: Omit<Parameters<typeof dueOf>[0], 'rule' | 'start'> = {}) => {
    const days = dayByDay({ rule, start, ...more })
    return 'ok' in days ? days.error.code : days.map((d) => `${d.day.slice(5)} ${d.kind}${d.nth === null ? '' : ` ${d.nth}`}`)
  }

  it('shows working days, days off and the working Saturday', () => {
    expect(kinds('rec.send.simple', '2026-02-12')).toEqual([
      '02-13 counted 1',
      '02-14 counted 2',
      ...['15', '16', '17', '18', '19', '20', '21', '22', '23'].map((d) => `02-${d} off`),
      '02-24 due 3',
    ])
  })

  it('shows paused days and the days over which it rolled', () => {
    expect(kinds('la.review', '2017-09-21', { pauses: [{ from: '2017-09-25', to: '2017-09-25' }], lawOn: '2022-01-01' })).toEqual([
      '09-22 counted 1',
      '09-23 counted 2',
      '09-24 counted 3',
      '09-25 paused',
      '09-26 counted 4',
      '09-27 counted 5',
      '09-28 counted 6',
      '09-29 due 7',
    ])
    expect(kinds('la.assign', '2026-09-30')).toEqual([
      '10-01 counted 1',
      '10-02 counted 2',
      '10-03 counted 3',
      '10-04 rolled',
      '10-05 rolled',
      '10-06 rolled',
      '10-07 rolled',
      '10-08 due',
    ])
  })

  it('counts back from a hearing', () => {
    expect(kinds('rec.hearing', '2026-02-26')).toEqual([
      '02-25 counted 1',
      '02-24 counted 2',
      ...['23', '22', '21', '20', '19', '18', '17', '16', '15'].map((d) => `02-${d} off`),
      '02-14 counted 3',
      '02-13 counted 4',
      '02-12 due 5',
    ])
  })

  it('has nothing to show for hours and fixed days, and refuses where there is no due day', () => {
    expect(kinds('la.forward', '2026-03-02T10:00')).toEqual([])
    expect(kinds('dis.annual', '2025-12-31')).toEqual([])
    expect(kinds('pet.handle', '2026-12-01')).toBe('deadline.calendar-missing')
  })
})

describe('derivations', () => {
  it('show what counted, what did not, and why', () => {
    const answer = dueOf({ rule: 'la.review', start: '2017-09-25' })
    expect(answer.ok && answer.derivation).toMatchInlineSnapshot(`
      [
        "适用：办理法律援助案件程序规定 第十三条：自受理申请之日起7个工作日内，作出是否给予法律援助的决定。本版本自2012年7月1日施行，至2021年12月31日止。",
        "起算：2017年9月25日（星期一）受理申请，当日不计入，自2017年9月26日起计算（民法通则 第一百五十四条）。",
        "计入：2017年9月26日至2017年9月29日（第1至4个工作日）",
        "计入：2017年9月30日（星期六调休上班，国办发明电〔2016〕17号；第5个工作日）",
        "不计入：2017年10月1日至2017年10月8日（国庆节、中秋节放假，国办发明电〔2016〕17号）",
        "计入：2017年10月9日至2017年10月10日（第6至7个工作日）",
        "到期：2017年10月10日（星期二）",
      ]
    `)
  })

  it('show the roll over a holiday with both articles', () => {
    const answer = dueOf({ rule: 'la.review', start: '2026-02-10' })
    expect(answer.ok && answer.derivation).toMatchInlineSnapshot(`
      [
        "适用：法律援助法 第四十三条：自收到申请之日起7日内，作出是否给予法律援助的决定。本版本自2022年1月1日施行。",
        "起算：2026年2月10日（星期二）收到申请，当日不计入，自2026年2月11日起计算（民法典 第二百零一条）。",
        "计入：2026年2月11日至2026年2月17日，共7日，放假日和周末照计。",
        "顺延：最后一日2026年2月17日不能办理（2026年2月17日至2026年2月23日 春节放假，国办发明电〔2025〕7号），顺延至其后第一个工作日（民法典 第二百零三条）。",
        "到期：2026年2月24日（星期二）",
      ]
    `)
    expect(answer.ok && answer.rolls[0]).toEqual({ day: '2026-02-17', why: '春节放假，国办发明电〔2025〕7号' })
  })

  it('say that an advisory rule is advisory', () => {
    const answer = dueOf({ rule: 'cc.summary', start: '2026-12-30' })
    expect(answer.ok && answer.advisory).toBe(true)
    expect(answer.ok && answer.derivation[1]).toContain('参考')
  })
})
