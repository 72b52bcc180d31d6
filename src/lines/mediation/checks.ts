import { defineAlerts, defineChecks } from '../../kernel/index.ts'
import * as record from './records.ts'

/** What must add up in mediation. 排查发现、预防、受理 are never added: no identity joins them. */
export const checks = defineChecks('med', {
  sources: {
    title: '受理 = 主动 + 申请 + 委托移送',
    left: ['med.accept'],
    is: '=',
    right: ['med.accept.initiative', 'med.accept.applied', 'med.accept.entrusted'],
    weight: 'must',
    mend: '核对案件来源是否都已填写',
  },
  outcomes: {
    title: '已结 = 成功 + 不成 + 终止 + 移送',
    left: ['med.closed'],
    is: '=',
    right: ['med.success', 'med.failed', 'med.terminated', 'med.referred'],
    weight: 'must',
    mend: '核对结果日期与协议日期是否一致',
  },
  forms: {
    title: '成功 = 书面协议 + 口头协议',
    left: ['med.success'],
    is: '=',
    right: ['med.success.written', 'med.success.oral'],
    weight: 'must',
    mend: '核对协议形式',
  },
  roll: {
    title: '期末未结 = 期初未结 + 受理 − 已结',
    left: ['med.pending'],
    is: '=',
    right: ['med.pending@begin', 'med.accept', '-med.closed'],
    weight: 'must',
    mend: '核对受理日期与结果日期',
  },
  confirmed: {
    title: '司法确认 ≤ 书面协议（自开展以来）',
    left: ['med.court'],
    is: '<=',
    right: ['med.success.written', 'med.success.written@begin'],
    weight: 'watch',
    mend: '核对司法确认登记是否对应书面协议；上年协议本年确认的属正常',
  },
  hospital: {
    title: '医患纠纷受理 ≤ 受理',
    left: ['med.hospital.accept'],
    is: '<=',
    right: ['med.accept'],
    weight: 'must',
    mend: '核对纠纷类型',
  },
  returns: {
    title: '已报 ≤ 应报',
    left: ['med.return.filed'],
    is: '<=',
    right: ['med.return.due'],
    weight: 'must',
    mend: '核对排查报告',
  },
})

export const alerts = [
  ...defineAlerts(record.committee, 'mediation', {
    noWoman: {
      title: '调委会没有女性委员',
      when: ['all', ['stage', 'active'], ['known', 'members'], ['any', ['unknown', 'women'], ['atMost', 'women', 0]]],
      say: '调委会应有妇女成员，请在换届或补选时落实',
      basis: '人民调解法 第八条',
    },
    notFiled: { title: '调委会未备案', when: ['all', ['stage', 'active'], ['unknown', 'filedOn']], say: '请补办备案' },
    courtNotTold: {
      title: '调委会未通报人民法院',
      when: ['all', ['stage', 'active'], ['unknown', 'toldCourtOn']],
      say: '设立情况应通报所在地基层人民法院',
      basis: '人民调解法 第十条',
    },
  }),
  ...defineAlerts(record.mediator, 'mediation', {
    untrained: {
      title: '调解员未参加培训',
      when: ['all', ['stage', 'serving'], ['unknown', 'trainedOn']],
      say: '请安排业务培训',
      basis: '人民调解法 第十四条',
    },
  }),
  ...defineAlerts(record.dispute, 'mediation', {
    redDispute: {
      title: '红色风险纠纷待处置',
      level: 'red',
      when: ['all', ['stage', 'found'], ['is', 'risk', 'red']],
      say: '有激化可能，应立即采取措施并报告',
      basis: '人民调解法 第二十五条',
    },
  }),
  ...defineAlerts(record.mediationCase, 'mediation', {
    escalating: {
      title: '有激化可能而未报告',
      level: 'red',
      when: ['all', ['stage', 'accepted', 'mediating'], ['is', 'risk', 'red'], ['unknown', 'reportedOn']],
      say: '有可能激化为治安、刑事案件的，应及时向公安机关报告',
      basis: '人民调解法 第二十五条',
    },
    unpaid: {
      title: '协议已过履行期限未履行',
      when: [
        'all',
        ['stage', 'agreed'],
        ['known', 'performBy'],
        ['unknown', 'performedOn'],
        ['any', ['is', 'performance', 'none'], ['is', 'performance', 'part']],
      ],
      say: '回访发现未履行，请督促履行或告知救济途径',
      basis: '人民调解法 第三十一条',
    },
    paidMore: {
      title: '实际支付多于协议金额',
      when: ['all', ['known', 'amountPaid'], ['not', ['atMost', 'amountPaid', 'amountAgreed']]],
      say: '请核对支付登记',
    },
  }),
  ...defineAlerts(record.subsidy, 'mediation', {
    noPapers: {
      title: '申报补贴的案件卷宗不全',
      when: ['all', ['stage', 'claimed', 'checked'], ['parent', ['unknown', 'archivedOn']]],
      say: '案件未归档，补齐卷宗后方可复核',
    },
    noSession: {
      title: '申报补贴的案件没有调解记录',
      when: ['all', ['stage', 'claimed', 'checked', 'verified'], ['parent', ['not', ['has', 'mediation.session']]]],
      say: '请补充调解记录或说明',
    },
  }),
]
