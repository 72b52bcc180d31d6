import type { Line } from './rule.ts'

/** 「条线」 What the lines of work are called, in the order in which a list of rules shows them. */
export const lawLineTitles: Readonly<Record<Line, { readonly zh: string; readonly en: string }>> = {
  reconsideration: { zh: '行政复议与应诉', en: 'Reconsideration and litigation' },
  'legal-aid': { zh: '法律援助', en: 'Legal aid' },
  mediation: { zh: '人民调解', en: 'People’s mediation' },
  disclosure: { zh: '政务公开', en: 'Disclosure of information' },
  petitions: { zh: '信访投诉', en: 'Petitions and complaints' },
  supervision: { zh: '行政处罚与行业监管', en: 'Penalties and supervision of the professions' },
  'community-corrections': { zh: '社区矫正', en: 'Community corrections' },
  resettlement: { zh: '安置帮教', en: 'Resettlement' },
  'public-legal-services': { zh: '公共法律服务', en: 'Public legal services' },
  'village-advisers': { zh: '村居法律顾问', en: 'Village advisers' },
  'normative-documents': { zh: '规范性文件', en: 'Normative documents' },
  decisions: { zh: '重大行政决策', en: 'Major decisions' },
  proposals: { zh: '建议提案', en: 'Proposals' },
  emergency: { zh: '应急', en: 'Emergency' },
  publicity: { zh: '法治宣传', en: 'Publicity' },
  training: { zh: '培训学法', en: 'Training' },
  governance: { zh: '内部治理', en: 'Governance' },
  'annual-report': { zh: '年度报告', en: 'Annual report' },
}

/** All lines that rules may belong to. */
export const lawLines = Object.keys(lawLineTitles).filter((l): l is Line => l in lawLineTitles)
