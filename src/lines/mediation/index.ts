import { defineLine } from '../../kernel/index.ts'
import { alerts, checks } from './checks.ts'
import { documents } from './documents.ts'
import { indicators } from './indicators.ts'
import * as procedure from './procedure.ts'
import * as record from './records.ts'

/** 「以案定补」 One rate of the local table; the amounts are examples until the bureau enters its own. */
const allowance = (title: string, value: number) => ({
  title,
  measure: '元',
  basis: '本局以案定补办法（示例值，启用前请按本地文件核定）',
  values: [{ from: '2017-01-01', value }],
})

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
    'subsidy.oral': allowance('口头协议补贴', 50),
    'subsidy.simple': allowance('简易案件补贴', 100),
    'subsidy.ordinary': allowance('一般案件补贴', 200),
    'subsidy.complex': allowance('疑难复杂案件补贴', 400),
  },
})
