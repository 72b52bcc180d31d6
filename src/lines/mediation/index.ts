import { defineLine } from '../../kernel/index.ts'
import { alerts, checks } from './checks.ts'
import { documents } from './documents.ts'
import { indicators } from './indicators.ts'
import * as procedure from './procedure.ts'
import * as record from './records.ts'

/** 「人民调解与矛盾纠纷排查」 */
export const mediation = defineLine({
  id: 'mediation',
  title: '人民调解',
  section: '基层工作股',
  records: Object.values(record),
  procedures: Object.values(procedure),
  indicators,
  checks,
  alerts,
  documents,
  parameters: {
    'subsidy.oral': {
      title: '口头协议补贴',
      measure: '元',
      basis: '本局以案定补办法（示例值，启用前请按本地文件核定）',
      values: [{ from: '2017-01-01', value: 50 }],
    },
    'subsidy.simple': {
      title: '简易案件补贴',
      measure: '元',
      basis: '本局以案定补办法（示例值，启用前请按本地文件核定）',
      values: [{ from: '2017-01-01', value: 100 }],
    },
    'subsidy.ordinary': {
      title: '一般案件补贴',
      measure: '元',
      basis: '本局以案定补办法（示例值，启用前请按本地文件核定）',
      values: [{ from: '2017-01-01', value: 200 }],
    },
    'subsidy.complex': {
      title: '疑难复杂案件补贴',
      measure: '元',
      basis: '本局以案定补办法（示例值，启用前请按本地文件核定）',
      values: [{ from: '2017-01-01', value: 400 }],
    },
  },
})
