import { choice, count, day, defineRecord, flag, note, text } from '../../../kernel/index.ts'
import * as code from '../codes.ts'
import { minorsFile } from './person.ts'

const parent = 'community-corrections.person'

/** 「外出」: who decides follows from the days and from the sum over two months. 社区矫正法 第二十七条; 实施办法 第二十六条至第二十八条; 2012年办法 第十三条. */
export const leave = defineRecord({
  id: 'community-corrections.leave',
  title: '外出审批',
  measure: '次',
  class: 'restricted',
  parent,
  number: '{place}矫外〔{year}〕{seq}号',
  numberDay: 'appliedOn',
  label: ['destination', 'fromOn'],
  columns: ['appliedOn', 'destination', 'reason', 'fromOn', 'untilOn', 'days', 'daysInTwoMonths', 'tier', 'decision', 'returnedOn'],
  fields: {
    appliedOn: day('申请日期').as('sqrq'),
    reason: choice('外出事由', code.leaveReason),
    explanation: note('事由说明', 2000),
    origin: text('出发地').optional(),
    destination: text('目的地').as('mdd'),
    fromOn: day('外出起').as('wcksrq'),
    untilOn: day('外出止').as('wcjsrq'),
    days: count('请假天数', '天', 400).optional().as('qjts'),
    daysInTwoMonths: count('两个月内外出累计天数', '天', 400).optional(),
    tier: choice('审批层级', code.tier).optional().as('spcx'),
    checkedOn: day('核实日期').optional(),
    findings: note('核实理由与材料', 2000).optional(),
    guarantor: text('保证人', 60).optional(),
    stationOpinion: note('司法所意见', 1000).optional(),
    forwardedOn: day('报上一级审批日期').optional(),
    decidedOn: day('审批日期').optional(),
    decision: choice('审批结果', code.decision).optional(),
    refusal: note('不批准理由', 500).optional(),
    filedOn: day('报县级机构备案日期').optional(),
    toldOn: day('书面告知日期').optional(),
    procuracyToldOn: day('通报人民检察院日期').optional(),
    extendedOn: day('延期批准日期').optional(),
    extension: note('延期的特殊原因', 1000).optional(),
    saidBackOn: day('本人报告返回日期').optional(),
    returnedOn: day('返回日期').optional(),
    cancelledOn: day('销假日期').optional(),
    closedOn: day('办结日期').optional(),
  },
  sealedWhen: minorsFile,
  shownTo: {
    subject: [
      'appliedOn',
      'reason',
      'explanation',
      'destination',
      'fromOn',
      'untilOn',
      'days',
      'daysInTwoMonths',
      'tier',
      'decidedOn',
      'decision',
      'refusal',
      'saidBackOn',
      'returnedOn',
    ],
  },
  rules: [
    { must: ['inOrder', 'fromOn', 'untilOn'], say: '外出止日早于起日，请核对' },
    { must: ['inOrder', 'appliedOn', 'checkedOn', 'decidedOn', 'toldOn'], say: '申请、核实、审批、告知日期应先后有序' },
    { must: ['inOrder', 'fromOn', 'returnedOn'], say: '返回日期早于外出日期，请核对' },
    {
      should: ['any', ['not', ['is', 'tier', 'station']], ['unknown', 'decidedOn'], ['is', 'decision', 'refused'], ['known', 'filedOn']],
      say: '司法所批准的外出应报县级社区矫正机构备案',
      basis: '社区矫正法实施办法 第二十七条',
    },
    {
      should: [
        'any',
        ['not', ['is', 'tier', 'prefecture']],
        ['unknown', 'decidedOn'],
        ['is', 'decision', 'refused'],
        ['known', 'procuracyToldOn'],
      ],
      say: '上一级批准的外出应及时通报同级人民检察院',
      basis: '社区矫正法实施办法 第二十七条',
    },
  ],
})

/** 「经常性跨市、县活动」 社区矫正法 第二十七条; 实施办法 第二十九条. */
export const permit = defineRecord({
  id: 'community-corrections.permit',
  title: '经常性跨市县活动审批',
  measure: '件',
  class: 'restricted',
  parent,
  label: ['places', 'validUntil'],
  columns: ['appliedOn', 'reason', 'places', 'decidedOn', 'validUntil', 'endedOn'],
  fields: {
    appliedOn: day('申请日期'),
    reason: choice('事由', code.leaveReason),
    explanation: note('理由、频次与路线', 2000),
    places: text('往返市、县'),
    findings: note('核实情况', 2000).optional(),
    decidedOn: day('批准日期').optional(),
    decision: choice('审批结果', code.decision).optional(),
    refusal: note('不批准理由', 500).optional(),
    validUntil: day('有效期至').optional(),
    endedOn: day('终止日期').optional(),
  },
  sealedWhen: minorsFile,
  shownTo: { subject: ['appliedOn', 'reason', 'places', 'decision', 'refusal', 'validUntil', 'endedOn'] },
  rules: [{ must: ['inOrder', 'appliedOn', 'decidedOn', 'validUntil'], say: '申请、批准、有效期应先后有序' }],
})

/** 「执行地变更」, until June 2020 「居住地变更」. 社区矫正法 第二十七条; 实施办法 第三十条、第三十一条; 2012年办法 第十四条. */
export const transfer = defineRecord({
  id: 'community-corrections.transfer',
  title: '执行地变更',
  formerly: [{ until: '2020-06-30', title: '居住地变更' }],
  measure: '件',
  class: 'restricted',
  parent,
  label: ['destination', 'appliedOn'],
  columns: ['appliedOn', 'destination', 'askedOn', 'answeredOn', 'answer', 'decidedOn', 'decision', 'filesOn', 'arrivedOn'],
  fields: {
    appliedOn: day('申请日期'),
    reason: note('变更理由', 2000),
    destination: text('新执行地县级社区矫正机构'),
    newAddress: text('新居住地址').restricted(),
    stationOn: day('司法所签署意见日期').optional(),
    stationOpinion: note('司法所意见', 1000).optional(),
    askedOn: day('征求意见日期').optional(),
    answeredOn: day('收到回复日期').optional(),
    answer: choice('新执行地意见', code.decision).optional(),
    decidedOn: day('决定日期').optional(),
    decision: choice('决定', code.decision).optional(),
    refusal: note('不同意变更的理由', 1000).optional(),
    toldOn: day('告知本人日期').optional(),
    filesOn: day('移交文书、档案日期').optional(),
    arrivedOn: day('新执行地回执日期').optional(),
  },
  sealedWhen: minorsFile,
  rules: [
    {
      must: ['inOrder', 'appliedOn', 'stationOn', 'askedOn', 'answeredOn', 'decidedOn', 'filesOn', 'arrivedOn'],
      say: '申请、征求意见、回复、决定、移交日期应先后有序',
    },
  ],
})

/** 「会客（接触）审批」 社区矫正法 第二十三条; 实施办法 第二十五条; 2012年办法 第十一条. */
export const meeting = defineRecord({
  id: 'community-corrections.meeting',
  title: '会客审批',
  measure: '件',
  class: 'restricted',
  parent,
  label: ['relation', 'appliedOn'],
  columns: ['appliedOn', 'relation', 'visitor', 'plannedOn', 'decidedOn', 'decision'],
  fields: {
    appliedOn: day('申请日期'),
    relation: choice('会见（接触）对象', code.metPerson),
    visitor: text('对方姓名', 60).restricted(),
    reason: note('事由', 1000),
    plannedOn: day('拟会见日期'),
    place: text('地点').optional(),
    decidedOn: day('审批日期').optional(),
    decision: choice('审批结果', code.decision).optional(),
    opinion: note('审批意见', 500).optional(),
  },
  sealedWhen: minorsFile,
  rules: [{ must: ['inOrder', 'appliedOn', 'decidedOn'], say: '审批日期不能早于申请日期' }],
})

/** 「禁止令」 刑法 第三十八条、第七十二条; 实施办法 第三十九条. */
export const prohibition = defineRecord({
  id: 'community-corrections.prohibition',
  title: '禁止令',
  measure: '件',
  class: 'restricted',
  parent,
  label: ['kind', 'content'],
  columns: ['kind', 'content', 'startsOn', 'endsOn', 'breaches', 'endedOn'],
  fields: {
    kind: choice('禁止内容', code.banKind),
    content: note('禁止事项', 2000),
    court: text('宣告法院'),
    startsOn: day('期限起'),
    endsOn: day('期限止'),
    breaches: count('违反次数', '次', 1000).optional(),
    breachedOn: day('最近违反日期').optional(),
    breach: note('违反情况', 2000).optional().sealed(),
    endedOn: day('执行完毕日期').optional(),
  },
  sealedWhen: minorsFile,
  shownTo: { subject: ['kind', 'content', 'startsOn', 'endsOn'] },
  rules: [{ must: ['inOrder', 'startsOn', 'endsOn'], say: '禁止令止日早于起日，请核对裁判文书' }],
})

/** 「进入特定区域（场所）审批」 实施办法 第三十九条; 2012年办法 第十二条. */
export const restrictedEntry = defineRecord({
  id: 'community-corrections.restricted-entry',
  title: '进入特定区域（场所）审批',
  measure: '件',
  class: 'restricted',
  parent,
  label: ['place', 'plannedOn'],
  columns: ['appliedOn', 'place', 'plannedOn', 'decidedOn', 'decision', 'toldOn'],
  fields: {
    appliedOn: day('申请日期'),
    place: text('区域（场所）'),
    reason: note('理由', 1000),
    plannedOn: day('进入日期'),
    stationOpinion: note('司法所意见', 500).optional(),
    decidedOn: day('审批日期').optional(),
    decision: choice('审批结果', code.decision).optional(),
    opinion: note('审批意见', 500).optional(),
    toldOn: day('告知原审法院、检察院日期').optional(),
  },
  sealedWhen: minorsFile,
  rules: [{ must: ['inOrder', 'appliedOn', 'decidedOn', 'toldOn'], say: '申请、审批、告知日期应先后有序' }],
})

/** 「不准出境报备」 出境入境管理法 第十二条; 国移民公〔2021〕420号. */
export const exitBan = defineRecord({
  id: 'community-corrections.exit-ban',
  title: '法定不准出境报备',
  measure: '件',
  class: 'restricted',
  parent,
  label: ['authority', 'filedOn'],
  columns: ['filedOn', 'authority', 'validUntil', 'papersHeld', 'liftedOn'],
  fields: {
    filedOn: day('报备日期'),
    authority: text('出入境管理机构'),
    validUntil: day('控制期限至'),
    papersHeld: flag('代为保管出入境证件'),
    liftedOn: day('撤销报备日期').optional(),
  },
  sealedWhen: minorsFile,
  rules: [{ must: ['inOrder', 'filedOn', 'liftedOn'], say: '撤销日期不能早于报备日期' }],
})
