import { builtInYears } from './data/calendar.ts'
import { countings } from './data/counting.ts'
import { lengthText } from './derivation.ts'
import { builtInLaw, type Law } from './law.ts'
import { articleLabel } from './numeral.ts'
import type { Line, RuleVersion } from './rule.ts'
import type { StatuteVersion } from './statute.ts'

/** 「法规文件样例」 A file of further law, as the page shows it. */
export const lawFileSample = {
  statutes: [
    {
      id: 'legal-aid-law',
      versions: [
        {
          title: '（示例）修订后的法律',
          organ: '（示例）制定机关',
          number: null,
          issued: '2027-01-10',
          from: '2027-03-01',
          last: 71,
          articles: { 43: { says: '（示例）自收到申请之日起五个工作日内审查决定。' } },
        },
      ],
    },
  ],
  rules: [
    {
      code: 'la.review',
      versions: [
        { from: '2027-03-01', article: '法律援助法 第四十三条', length: 5, unit: 'working', counting: 'working', checked: 'memory' },
      ],
    },
  ],
  calendar: [
    {
      year: 2027,
      notices: [{ title: '（示例）放假安排通知', number: null, issued: null }],
      holidays: [['元旦', '2027-01-01', '2027-01-03']],
      workdays: ['2027-02-07'],
    },
  ],
}

/** The lines in the order of the book, with their Chinese names. */
const LINES: Readonly<Record<Line, string>> = {
  'community-corrections': '社区矫正',
  resettlement: '安置帮教',
  mediation: '人民调解',
  'legal-aid': '法律援助',
  'village-advisers': '村（社区）法律顾问',
  'public-legal-services': '公共法律服务',
  publicity: '普法',
  training: '培训',
  disclosure: '政务公开',
  petitions: '信访',
  reconsideration: '行政复议与应诉',
  supervision: '行业监管与处罚',
  decisions: '重大行政决策',
  'normative-documents': '规范性文件',
  proposals: '建议提案',
  emergency: '应急',
  'annual-report': '年度报告',
  governance: '内部管理',
}

const CHECKED: Readonly<Record<RuleVersion['checked'], string>> = { text: '原文', page: '网页', memory: '**参考**' }
const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`
const head = (...cells: readonly string[]): string[] => [row(...cells), row(...cells.map(() => '---'))]

/** 「法规参考」 docs/reference/law.md: every statute, rule, counting clause and calendar year of the built-in law. A test holds the page equal to this. */
export function referenceMarkdown(law: Law = builtInLaw): string {
  const versions = [...law.rules.values()].flatMap((r) => r.versions)
  const count = (checked: RuleVersion['checked']): number => versions.filter((v) => v.checked === checked).length
  return [
    '# 法规、期限规则与法定日历',
    '',
    '本页由 `src/law` 生成，测试保证二者一致；修改数据后运行 `npx vitest run src/law/reference.test.ts -u`。',
    '',
    `规则 ${law.rules.size} 条、版本 ${versions.length} 个：已核对原文 ${count('text')}，见于公开网页 ${count('page')}，仅凭记忆（参考）${count('memory')}。`,
    '“参考”的规则只提示，不作为违法的依据；由本局核对原文后录入新版本。',
    '',
    '## 期限规则',
    ...(Object.keys(LINES) as Line[]).flatMap((line) => ruleTable(line, law)),
    '',
    '## 期间的计算',
    '',
    ...head('规则', '顺延', '理由', '条文'),
    ...Object.values(countings).map((c) =>
      row(
        c.title,
        c.rolls ? '是' : '否',
        c.reading,
        c.basis.map((b) => [b.cite, b.month, b.roll].filter((x) => x !== undefined).join('；')).join('<br>') || '—',
      ),
    ),
    '',
    '## 法规',
    '',
    ...law.statutes.flatMap((s) => [`### ${s.short}`, '', ...s.versions.flatMap(statuteLines), '']),
    '## 法规文件',
    '',
    '新法规、规则的新版本和新年度的放假安排写成一个 JSON 文件载入；已有的法规、规则只写 id、code 和新版本，前一版本自动止于新版本施行的前一日。',
    '载入前用 `npm run --silent fazhi -- law rehearse 文件` 预演；错误一次全部列出。日历年度写 `"amends": true` 时补充而不替换原安排。',
    '',
    '```json',
    JSON.stringify(lawFileSample, null, 2),
    '```',
    '',
    '## 法定日历',
    '',
    '十二月二十九日至三十一日由下一年的通知决定；下一年的通知未录入时，这三天不作为已知的日子。',
    '',
    ...head('年', '通知', '放假', '调休上班'),
    ...builtInYears.map((y) =>
      row(
        `${y.year}`,
        y.notices.map((n) => n.number ?? `${n.title}（文号未核实）`).join('、'),
        y.holidays.map(([name, from, to]) => `${name} ${from === to ? from : `${from}—${to.slice(5)}`}`).join('<br>'),
        y.workdays.join(' ') || '—',
      ),
    ),
    '',
  ].join('\n')
}

function ruleTable(line: Line, law: Law): string[] {
  const rules = [...law.rules].filter(([, r]) => r.line === line)
  if (rules.length === 0) return []
  return [
    '',
    `### ${LINES[line]}`,
    '',
    ...head('代码', '事项', '起算', '期限', '计算', '依据', '延长', '不计入', '施行', '核对'),
    ...rules.flatMap(([code, rule]) =>
      rule.versions.map((v) =>
        row(
          `\`${code}\``,
          rule.title,
          v.start ?? rule.start,
          lengthText(v),
          countings[v.counting].title,
          v.article,
          v.extend ? `${v.extend.by}${v.extend.most === null ? '' : `，至多${v.extend.most}`}` : '—',
          v.pauses?.map((p) => p.why).join('；') ?? '—',
          `${v.from}—${v.to ?? ''}`,
          CHECKED[v.checked] + (v.note ? `：${v.note}` : ''),
        ),
      ),
    ),
  ]
}

function statuteLines(v: StatuteVersion): string[] {
  const source = v.read ? `原文 \`${v.read.file}\`（${v.read.commit}，${v.read.day}）` : v.page ? `网页 <${v.page}>` : '未经原文核对'
  return [
    `- 《${v.title}》${v.number ?? ''} ${v.organ}，${v.from} 施行${v.to ? `，${v.to} 止` : ''}${v.last ? `，共 ${v.last} 条` : ''}。${source}。${v.note ?? ''}`,
    ...Object.entries(v.articles).map(([n, a]) => `  - ${articleLabel(Number(n))}：${a.says}${a.quote ? `「${a.quote}」` : ''}`),
  ]
}
