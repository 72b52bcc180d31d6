import { describe, expect, it } from 'vitest'
import { builtInLaw, diffVersions, dueOf, mergeLaw, parseLawFile, rehearse, rehearseDeadlines, ruleOf, ruleVersionOn } from './index.ts'

const newReview = JSON.stringify({
  statutes: [
    {
      id: 'legal-aid-law',
      versions: [
        {
          title: '中华人民共和国法律援助法',
          organ: '全国人民代表大会常务委员会',
          from: '2027-03-01',
          last: 72,
          articles: { 43: { says: '自收到申请之日起五个工作日内审查决定。' } },
        },
      ],
    },
  ],
  rules: [
    {
      code: 'la.review',
      versions: [
        { from: '2027-03-01', article: '法律援助法 第四十三条', length: 5, unit: 'working', counting: 'working', checked: 'text' },
      ],
    },
    {
      code: 'la.telephone',
      line: 'legal-aid',
      title: '电话咨询回复',
      en: 'Answer to a telephone query',
      actor: '法律援助机构',
      start: '来电',
      act: '回复',
      versions: [{ from: '2027-03-01', article: '法律援助法 第七十二条', length: 1, unit: 'working', counting: 'working' }],
    },
  ],
})

const load = (source: string) => {
  const parsed = parseLawFile(source, builtInLaw)
  if (!parsed.ok) throw new Error(parsed.faults.map((f) => `${f.path} ${f.zh}`).join('\n'))
  return mergeLaw(builtInLaw, parsed.file)
}

describe('loading further law', () => {
  it('ends the version in force on the day before the new one', () => {
    const law = load(newReview)
    expect(ruleVersionOn('la.review', '2027-02-28', law)).toMatchObject({ length: 7, to: '2027-02-28' })
    expect(ruleVersionOn('la.review', '2027-03-01', law)).toMatchObject({ length: 5, to: null })
    expect(ruleVersionOn('la.review', '2027-03-01')).toMatchObject({ length: 7, to: null })
  })

  it('brings new rules, advisory unless they say how they were checked', () => {
    const law = load(newReview)
    const answer = dueOf<string>({ rule: 'la.telephone', start: '2027-03-01', law })
    expect(answer.ok ? '' : answer.error.code).toBe('deadline.calendar-missing')
    expect(ruleVersionOn('la.telephone', '2027-03-01', law)?.checked).toBe('memory')
  })

  it('a version with the same first day replaces the old one', () => {
    const law = load(
      JSON.stringify({
        rules: [
          {
            code: 'rs.period3',
            versions: [{ from: '2004-01-01', article: '本地工作制度', length: 5, unit: 'year', counting: 'span', checked: 'page' }],
          },
        ],
      }),
    )
    expect(ruleOf('rs.period3', law)?.versions).toHaveLength(1)
    expect(dueOf<string>({ rule: 'rs.period3', start: '2017-08-08', law })).toMatchObject({ due: '2022-08-08', advisory: false })
  })

  it('tells every fault at once, with its path', () => {
    const parsed = parseLawFile(
      JSON.stringify({
        rules: [
          {
            code: 'la.review',
            versions: [{ from: '2027-02-30', article: '法律援助法 第四十三条', length: 'five', unit: 'fortnight', counting: 'moon' }],
          },
          { code: 'LA', versions: [] },
        ],
        calendar: [{ year: 2027, notices: [], holidays: [['元旦', '2027-01-03', '2027-01-01']], workdays: ['1 January'], extra: 1 }],
      }),
      builtInLaw,
    )
    expect(parsed.ok ? [] : parsed.faults.map((f) => f.path)).toEqual([
      'rules[0].versions[0].from',
      'rules[0].versions[0].length',
      'rules[0].versions[0].unit',
      'rules[0].versions[0].counting',
      'rules[1].code',
      'rules[1].versions',
      'calendar[0].notices',
      'calendar[0].holidays[0]',
      'calendar[0].workdays[0]',
      'calendar[0]',
    ])
    expect(parsed.ok ? '' : parsed.faults[0]?.zh).toContain('不是日期')
  })

  it('refuses a new rule that is not complete, a citation that leads nowhere, versions that overlap', () => {
    const version = { article: '法律援助法 第四十三条', length: 1, unit: 'working', counting: 'working' }
    const parsed = parseLawFile(
      JSON.stringify({
        statutes: [{ id: 'new-law', versions: [{ title: '新法', organ: '某机关', from: '2027-01-01' }] }],
        rules: [
          { code: 'la.telephone', versions: [{ ...version, from: '2027-01-01' }] },
          { code: 'la.review', versions: [{ ...version, from: '2027-01-01', article: '法律援助法 第九十九条' }] },
          {
            code: 'la.assign',
            versions: [
              { ...version, from: '2027-01-01', to: '2027-12-31' },
              { ...version, from: '2027-06-01' },
            ],
          },
          { code: 'la.file', versions: [{ ...version, from: '2027-06-01', to: '2027-01-01' }] },
        ],
      }),
      builtInLaw,
    )
    expect(parsed.ok ? [] : parsed.faults.map((f) => `${f.path} ${f.zh}`)).toEqual([
      'statutes[0] 新法规须写 short 和 en',
      'rules[0] 新规则须写 line、title、en、actor、start、act',
      'rules[2].versions[1].from 与前一版本重叠',
      'rules[3].versions[0].to 失效早于施行',
      'rules[1].versions[0].article 法律援助法没有第九十九条',
    ])
  })

  it('says so when the file is not JSON', () => {
    expect(parseLawFile('{', builtInLaw)).toMatchObject({ ok: false, faults: [{ path: '(文件)', zh: '不是 JSON 文件' }] })
  })
})

describe('the rehearsal of a change', () => {
  it('shows what takes effect, and when', () => {
    const changes = rehearse(builtInLaw, load(newReview))
    expect(changes.map((c) => [c.how, c.what, c.code, c.on])).toEqual([
      ['version', 'statute', 'legal-aid-law', '2027-03-01'],
      ['version', 'rule', 'la.review', '2027-03-01'],
      ['new', 'rule', 'la.telephone', '2027-03-01'],
    ])
    expect(changes[1]?.differences.find((d) => d.field === '期限')).toEqual({ field: '期限', before: '7日', after: '5个工作日' })
  })

  it('changes nothing when nothing is proposed', () => {
    expect(rehearse(builtInLaw, builtInLaw)).toEqual([])
  })

  it('shows a correction of a version in place', () => {
    const law = load(
      JSON.stringify({
        rules: [
          {
            code: 'rs.link',
            versions: [{ from: '2004-01-01', article: '本地工作制度', length: 15, unit: 'calendar', counting: 'general' }],
          },
        ],
      }),
    )
    expect(rehearse(builtInLaw, law)).toEqual([
      {
        what: 'rule',
        how: 'corrected',
        code: 'rs.link',
        title: '释放后衔接',
        on: '2004-01-01',
        differences: [{ field: '期限', before: '30日', after: '15日' }],
      },
    ])
  })

  it('finds the open deadlines that would move, and leaves those of the old law alone', () => {
    const law = load(
      JSON.stringify({
        rules: [
          {
            code: 'la.review',
            versions: [{ from: '2026-03-01', article: '法律援助法 第四十三条', length: 5, unit: 'working', counting: 'working' }],
          },
        ],
      }),
    )
    const open = [
      { id: 'a', title: '甲', rule: 'la.review', start: '2026-02-27', due: '2026-03-06' },
      { id: 'b', title: '乙', rule: 'la.review', start: '2026-03-03', due: '2026-03-10' },
      { id: 'c', title: '丙', rule: 'la.review', start: '2026-03-06', due: '2026-03-13' },
      { id: 'd', title: '丁', rule: 'la.review', start: '2026-04-29', due: '2026-05-06' },
    ]
    expect(rehearseDeadlines(law, open).map((m) => [m.deadline.id, m.before, m.after])).toEqual([['d', '2026-05-06', '2026-05-09']])
  })
})

describe('differences between law versions', () => {
  it('every rule that has changed, from version to version', () => {
    const lines = [...builtInLaw.rules].flatMap(([code, rule]) =>
      diffVersions(rule.versions, rule).flatMap(({ from, to, differences }) => [
        `${code} ${from.from} → ${to.from}`,
        ...differences.filter((d) => d.field !== '施行' && d.field !== '失效').map((d) => `  ${d.field}：${d.before} → ${d.after}`),
      ]),
    )
    expect(lines.join('\n')).toMatchSnapshot()
  })

  it('every statute that has changed, from version to version', () => {
    const lines = builtInLaw.statutes.flatMap((s) =>
      diffVersions(s.versions).flatMap(({ from, to, differences }) => [
        `${s.short} ${from.from} → ${to.from}`,
        ...differences.map((d) => `  ${d.field}：${d.before} → ${d.after}`),
      ]),
    )
    expect(lines.join('\n')).toMatchSnapshot()
  })
})
