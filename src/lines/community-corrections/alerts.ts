import { defineAlerts } from '../../kernel/index.ts'
import * as record from './records.ts'

const pending = ['has', 'community-corrections.proposal', ['stage', 'proposed', 'accepted']] as const
const here = ['stage', 'registered', 'supervised'] as const

/** 「红线」: what needs somebody today for another reason than a passing day. */
export const alerts = [
  ...defineAlerts(record.person, 'community-corrections', {
    missing: {
      title: '未按期报到（漏管）',
      level: 'red',
      when: ['stage', 'missing'],
      say: '立即组织查找，通知决定机关，通报人民检察院',
      basis: '社区矫正法实施办法 第十七条；社区矫正实施办法 第六条',
    },
    lost: {
      title: '失去联系（脱管）',
      level: 'red',
      when: ['all', here, ['known', 'lostOn']],
      say: '立即组织查找，通知公安机关；视时间长短训诫、警告或者提请撤销、收监',
      basis: '社区矫正法 第三十条；社区矫正实施办法 第十九条',
    },
    secondAdmonition: {
      title: '已受两次训诫',
      level: 'red',
      when: ['all', here, ['atLeast', 'admonitions', 2]],
      say: '仍不改正的，应当给予警告',
      basis: '社区矫正法实施办法 第三十五条',
    },
    secondWarning: {
      title: '已受两次警告',
      level: 'red',
      when: ['all', here, ['atLeast', 'warnings', 2]],
      say: '仍不改正的，应当提请撤销缓刑、撤销假释或者收监执行（2020年6月30日前撤销缓刑、假释须三次警告）',
      basis: '社区矫正法实施办法 第四十六条、第四十九条；社区矫正实施办法 第二十五条、第二十六条',
    },
    pending: {
      title: '提请撤销、收监、逮捕或者减刑未决',
      when: ['all', here, pending],
      say: '跟踪决定机关办理期限；决定作出前不得办理解除',
    },
    detained: {
      title: '被限制人身自由',
      when: ['all', here, ['known', 'detainedOn']],
      say: '监督管理中止；与办案机关核实处理结果，期满时不得自行解除',
      basis: '社区矫正法实施办法 第四十一条',
    },
    noWoman: {
      title: '女性对象的矫正小组没有女性成员',
      level: 'red',
      when: [
        'all',
        here,
        ['is', 'sex', 'female'],
        ['not', ['has', 'community-corrections.member', ['all', ['is', 'woman', true], ['unknown', 'leftOn']]]],
      ],
      say: '请增补女性成员',
      basis: '社区矫正法 第二十五条；社区矫正实施办法 第八条',
    },
    noMinorsExpert: {
      title: '未成年人的矫正小组没有熟悉其身心特点的成员',
      level: 'red',
      when: [
        'all',
        here,
        ['is', 'minor', true],
        ['not', ['has', 'community-corrections.member', ['all', ['is', 'knowsMinors', true], ['unknown', 'leftOn']]]],
      ],
      say: '请增补成员；年满十八周岁的仍按未成年人执行',
      basis: '社区矫正法 第五十二条、第五十八条',
    },
    notFiled: {
      title: '在册未建执行档案',
      when: ['all', here, ['unknown', 'fileOn']],
      say: '请建立执行档案',
      basis: '社区矫正法 第二十二条；社区矫正实施办法 第十条',
    },
    notAnnounced: {
      title: '已登记未宣告',
      when: ['stage', 'registered'],
      say: '请确定矫正小组并组织入矫宣告',
      basis: '社区矫正法实施办法 第二十条；社区矫正实施办法 第七条',
    },
    noPlan: {
      title: '没有矫正方案',
      when: ['all', ['stage', 'supervised'], ['unknown', 'plannedOn']],
      say: '请制定矫正方案',
      basis: '社区矫正法 第二十四条；社区矫正实施办法 第九条',
    },
    noClass: {
      title: '未确定管理类别',
      when: ['all', ['stage', 'supervised'], ['unknown', 'managementClass']],
      say: '请办理分类管理评估',
      basis: '社区矫正法 第二十四条；社区矫正实施办法 第二十一条',
    },
    planBehindClass: {
      title: '管理类别调整后矫正方案未调整',
      when: ['all', here, ['before', 'plannedOn', 'classOn']],
      say: '矫正方案应当根据表现情况作出调整',
      basis: '社区矫正法 第二十四条',
    },
    custodyNotEntered: {
      title: '查明已被羁押而未登记限制人身自由',
      level: 'red',
      when: [
        'all',
        here,
        ['has', 'community-corrections.search', ['is', 'result', 'custody']],
        ['not', ['has', 'community-corrections.detention']],
      ],
      say: '请向办案机关核实，登记限制人身自由的措施、日期和事由',
      basis: '社区矫正法实施办法 第四十一条',
    },
    noExitBan: {
      title: '未办理不准出境报备',
      when: ['all', here, ['unknown', 'exitBanOn']],
      say: '请向出入境管理机构报备',
      basis: '出境入境管理法 第十二条',
    },
    exitBanLeft: {
      title: '已离矫仍在不准出境控制',
      when: ['all', ['stage', 'released', 'terminated'], ['known', 'exitBanOn']],
      say: '请撤销不准出境报备',
    },
    prohibitionNotEntered: {
      title: '被宣告禁止令而未登记内容',
      level: 'red',
      when: ['all', here, ['is', 'prohibited', true], ['not', ['has', 'community-corrections.prohibition']]],
      say: '请按裁判文书登记禁止令',
      basis: '社区矫正法实施办法 第三十九条',
    },
    noPapers: {
      title: '已报到而法律文书未到',
      level: 'red',
      when: ['all', here, ['unknown', 'papersOn']],
      say: '请催告决定机关送达法律文书，并通报人民检察院',
      basis: '社区矫正法 第二十条；社区矫正实施办法 第五条',
    },
    reoffended: {
      title: '再犯罪判决已生效，尚未终止矫正',
      level: 'red',
      when: ['all', here, ['known', 'reoffendedOn']],
      say: '请凭裁定办理终止',
      basis: '社区矫正法 第四十五条；社区矫正实施办法 第三十一条',
    },
    notHanded: {
      title: '解除后未转入安置帮教',
      when: ['all', ['stage', 'released'], ['is', 'handover', 'excused'], ['unknown', 'exitNote']],
      say: '请写明不转入的原因和去向',
    },
  }),
  ...defineAlerts(record.positioning, 'community-corrections', {
    wornUntold: {
      title: '未告知即佩戴',
      level: 'red',
      when: ['all', ['stage', 'worn'], ['unknown', 'toldOn']],
      say: '应当告知使用期限和要求',
      basis: '社区矫正法 第二十九条',
    },
    provincial: {
      title: '电子定位没有法定事由',
      when: ['all', ['stage', 'approved', 'worn'], ['is', 'ground', 'provincial'], ['known', 'assessedOn']],
      say: '自2020年7月1日起不再有此事由，应当解除',
      basis: '社区矫正法 第二十九条',
    },
    notWorn: { title: '批准后尚未佩戴', when: ['stage', 'approved'], say: '告知本人后佩戴，或者解除审批' },
    wornAfterLeaving: {
      title: '已离矫仍佩戴装置（违法限制）',
      level: 'red',
      when: ['all', ['stage', 'worn'], ['parent', ['known', 'leftOn']]],
      say: '立即解除装置',
      basis: '社区矫正法 第二十九条、第六十一条',
    },
  }),
  ...defineAlerts(record.proposal, 'community-corrections', {
    arrest: {
      title: '提请逮捕待法院决定',
      level: 'red',
      when: ['all', ['is', 'kind', 'arrest'], ['stage', 'proposed', 'accepted']],
      say: '人民法院应当在四十八小时内作出是否逮捕的决定，请跟踪并登记',
      basis: '社区矫正法 第四十七条',
    },
  }),
  ...defineAlerts(record.prohibition, 'community-corrections', {
    breached: {
      title: '违反禁止令',
      level: 'red',
      when: ['all', ['stage', 'executing'], ['atLeast', 'breaches', 1]],
      say: '情节轻微的警告，情节严重的提请撤销缓刑',
      basis: '社区矫正法 第二十八条',
    },
  }),
  ...defineAlerts(record.review, 'community-corrections', {
    ceased: {
      title: '暂予监外执行情形消失',
      level: 'red',
      when: ['all', ['is', 'ceased', true], ['parent', ['stage', 'registered', 'supervised']]],
      say: '刑期未满的，应当提请收监执行',
      basis: '社区矫正法 第四十九条',
    },
  }),
  ...defineAlerts(record.leave, 'community-corrections', {
    leaveNotFiled: {
      title: '司法所批准的外出未备案',
      when: ['all', ['stage', 'approved', 'returned'], ['is', 'byTheLaw', true], ['is', 'tier', 'station'], ['unknown', 'filedOn']],
      say: '请报县级社区矫正机构备案',
      basis: '社区矫正法实施办法 第二十七条',
    },
    leaveNotTold: {
      title: '批准外出未书面告知',
      when: ['all', ['stage', 'approved'], ['is', 'byTheLaw', true], ['unknown', 'toldOn']],
      say: '请书面告知时限、目的地和规定',
      basis: '社区矫正法实施办法 第二十七条',
    },
    leaveProcuracy: {
      title: '上一级批准的外出未通报检察院',
      when: ['all', ['stage', 'approved', 'returned'], ['is', 'tier', 'prefecture'], ['unknown', 'procuracyToldOn']],
      say: '请通报同级人民检察院',
      basis: '社区矫正法实施办法 第二十七条',
    },
  }),
  ...defineAlerts(record.leave, 'community-corrections', {
    saidBack: {
      title: '本人报告已返回，尚未销假',
      when: ['all', ['stage', 'approved'], ['known', 'saidBackOn']],
      say: '请核实后办理销假',
      basis: '社区矫正法实施办法 第二十八条',
    },
  }),
  ...defineAlerts(record.leave, 'community-corrections', {
    leaveSum: {
      title: '两个月内外出累计超过三十日',
      level: 'red',
      when: ['all', ['stage', 'applied', 'checked'], ['is', 'tier', 'prefecture']],
      say: '单次或者两个月内累计超过三十日的，应报上一级社区矫正机构批准',
      basis: '社区矫正法实施办法 第二十七条',
    },
  }),
  ...defineAlerts(record.assessment, 'community-corrections', {
    assessmentNotCopied: {
      title: '评估意见未抄送检察院',
      when: ['all', ['stage', 'submitted', 'decided'], ['unknown', 'copiedOn']],
      say: '请将评估意见抄送同级人民检察院',
      basis: '社区矫正法实施办法 第十四条',
    },
  }),
  ...defineAlerts(record.restrictedEntry, 'community-corrections', {
    entryNotTold: {
      title: '批准进入禁止令场所未告知法院、检察院',
      when: ['all', ['stage', 'decided'], ['is', 'decision', 'granted'], ['unknown', 'toldOn']],
      say: '请告知原审人民法院和人民检察院',
      basis: '社区矫正法实施办法 第三十九条',
    },
  }),
  ...defineAlerts(record.postponement, 'community-corrections', {
    postponementNotTold: {
      title: '批准病情复查延期未通报检察院',
      when: ['all', ['stage', 'granted'], ['unknown', 'procuracyToldOn']],
      say: '请通报同级人民检察院',
      basis: '社区矫正法实施办法 第二十四条',
    },
  }),
  ...defineAlerts(record.report, 'community-corrections', {
    reportToCheck: {
      title: '本人报告待核实',
      when: ['stage', 'submitted'],
      say: '请与本人核实后登记或者退回；核实前不算报告，也不算接触',
      basis: '社区矫正法 第二十三条',
    },
  }),
  ...defineAlerts(record.search, 'community-corrections', {
    searchProcuracy: {
      title: '失联未通报检察院',
      when: ['all', ['stage', 'searching'], ['unknown', 'procuracyToldOn']],
      say: '请通报人民检察院',
      basis: '社区矫正法 第三十条',
    },
    searchOrgan: {
      title: '未报到未通知决定机关',
      when: ['all', ['stage', 'searching'], ['is', 'kind', 'missing'], ['unknown', 'organToldOn']],
      say: '请通知社区矫正决定机关',
      basis: '社区矫正法实施办法 第十七条',
    },
  }),
]
