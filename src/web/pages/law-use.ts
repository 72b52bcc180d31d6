import { ledgerPath } from '../api/paths.ts'
import type { Lang } from '../parts/format.ts'
import { humanised } from '../parts/humanise.ts'
import { recordText } from '../parts/labels.ts'
import { bureau } from '../sheet.ts'

/** Which clocks of which ledgers run under a rule. */
export function usedBy(code: string, lang: Lang): { key: string; title: string; to: string }[] {
  return [...bureau.records.values()].flatMap((kept) =>
    Object.entries(kept.procedure.deadlines)
      .filter(([, d]) => d.rule === code)
      .map(([key, d]) => ({
        key: `${kept.type.id}.${key}`,
        title: `${recordText(kept.type.id, lang)} · ${lang === 'zh' ? d.title : humanised(key)}`,
        to: ledgerPath(kept.type.id),
      })),
  )
}

/** The name of a line of work: declared ones by their title. */
export const lineTitle = (line: string, lang: Lang): string =>
  lang === 'zh' ? (bureau.lines.find((l) => l.id === line)?.title ?? others[line] ?? line) : humanised(line)

/** Lines that have rules before they have ledgers. */
const others: Readonly<Record<string, string>> = {
  'community-corrections': '社区矫正',
  resettlement: '安置帮教',
  'legal-aid': '法律援助',
  disclosure: '政务公开',
  petitions: '信访投诉',
  reconsideration: '复议应诉',
  supervision: '行业监管',
  decisions: '重大行政决策',
  'normative-documents': '规范性文件',
  proposals: '建议提案',
  emergency: '应急',
  'annual-report': '年度报告',
  publicity: '法治宣传',
  training: '培训学法',
  governance: '内部治理',
  'village-advisers': '村居法律顾问',
  'public-legal-services': '公共法律服务',
}
