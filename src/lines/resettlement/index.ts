import { defineLine } from '../../kernel/index.ts'
import { alerts, checks } from './checks.ts'
import { documents } from './documents.ts'
import { indicators } from './indicators.ts'
import * as procedure from './procedure.ts'
import * as record from './records.ts'

/** 「安置帮教」 */
export const resettlement = defineLine({
  id: 'resettlement',
  title: '安置帮教',
  section: '基层工作股',
  records: Object.values(record),
  procedures: Object.values(procedure),
  indicators,
  checks,
  alerts,
  documents,
  parameters: {
    'period.released': {
      title: '刑满释放人员帮教期',
      measure: '年',
      basis: '本局安置帮教办法（各地多为五年，启用前请按本地文件核定）',
      values: [{ from: '2004-01-01', value: 5 }],
    },
    'period.corrections': {
      title: '解除社区矫正人员帮教期',
      measure: '年',
      basis: '本局安置帮教办法（各地三年或五年，启用前请按本地文件核定）',
      values: [{ from: '2004-01-01', value: 3 }],
    },
  },
})
