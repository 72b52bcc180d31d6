import { defineLine } from '../../kernel/index.ts'
import { alerts } from './alerts.ts'
import { checks } from './checks.ts'
import { documents } from './documents.ts'
import { indicators } from './indicators.ts'
import * as procedure from './procedure.ts'
import * as record from './records.ts'

export { crime, sex } from './codes.ts'

/** 「社区矫正」 */
export const communityCorrections = defineLine({
  id: 'community-corrections',
  title: '社区矫正',
  section: '社区矫正股',
  records: Object.values(record),
  procedures: Object.values(procedure),
  indicators,
  checks,
  alerts,
  documents,
  parameters: {
    'leave.delegated': {
      title: '委托司法所批准七日内外出（1委托 0不委托）',
      measure: '',
      basis: '社区矫正法 第九条；社区矫正法实施办法 第二十七条；本局委托书',
      values: [{ from: '2012-03-01', value: 1 }],
    },
  },
})
