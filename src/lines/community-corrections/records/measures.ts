import { choice, count, day, defineRecord, flag, note, text } from '../../../kernel/index.ts'
import * as code from '../codes.ts'
import { minorsFile, sinceEntry } from './person.ts'

const parent = 'community-corrections.person'

/** 「表扬」 社区矫正法 第二十八条; 实施办法 第三十三条. */
export const commendation = defineRecord({
  id: 'community-corrections.commendation',
  title: '表扬',
  measure: '人次',
  class: 'restricted',
  parent,
  label: ['proposedOn', 'decidedOn'],
  columns: ['proposedOn', 'merits', 'decidedOn', 'decision'],
  fields: {
    proposedOn: day('提出日期'),
    merits: note('表现情况', 2000),
    decidedOn: day('决定日期').optional(),
    decision: choice('审批结果', code.decision).optional(),
    publishedOn: day('公示日期').optional(),
  },
  sealedWhen: minorsFile,
  rules: [sinceEntry('proposedOn'), { must: ['inOrder', 'proposedOn', 'decidedOn'], say: '决定日期不能早于提出日期' }],
})

/** 「训诫」: known to the Law of 2020 only. 社区矫正法 第二十八条; 实施办法 第三十四条. */
export const admonition = defineRecord({
  id: 'community-corrections.admonition',
  title: '训诫',
  measure: '人次',
  class: 'restricted',
  parent,
  label: ['ground', 'decidedOn'],
  columns: ['verifiedOn', 'ground', 'decidedOn', 'decision', 'servedOn'],
  fields: {
    ground: choice('训诫事由', code.admonitionGround),
    misconduct: note('违规事实与证据', 4000).sealed(),
    verifiedOn: day('查证日期'),
    decidedOn: day('决定日期').optional(),
    decision: choice('审批结果', code.decision).optional(),
    servedOn: day('送达宣布日期').optional(),
  },
  sealedWhen: minorsFile,
  rules: [sinceEntry('verifiedOn'), { must: ['inOrder', 'verifiedOn', 'decidedOn', 'servedOn'], say: '查证、决定、送达日期应先后有序' }],
})

/** 「警告」 社区矫正法 第二十八条; 实施办法 第三十五条; 2012年办法 第二十三条. */
export const warning = defineRecord({
  id: 'community-corrections.warning',
  title: '警告',
  measure: '人次',
  class: 'restricted',
  parent,
  label: ['ground', 'decidedOn'],
  columns: ['verifiedOn', 'ground', 'decidedOn', 'decision', 'servedOn'],
  fields: {
    ground: choice('警告事由', code.warningGround),
    misconduct: note('违规事实与证据', 4000).sealed(),
    verifiedOn: day('查证日期'),
    decidedOn: day('决定日期').optional(),
    decision: choice('审批结果', code.decision).optional(),
    servedOn: day('送达宣布日期').optional(),
  },
  sealedWhen: minorsFile,
  rules: [sinceEntry('verifiedOn'), { must: ['inOrder', 'verifiedOn', 'decidedOn', 'servedOn'], say: '查证、决定、送达日期应先后有序' }],
})

/** 「治安管理处罚建议」: the bureau proposes, the police decide; persons on parole are not in the statute's list. 社区矫正法 第二十八条; 实施办法 第三十六条; 2012年办法 第二十四条. */
export const penalty = defineRecord({
  id: 'community-corrections.penalty',
  title: '治安管理处罚建议',
  measure: '件',
  class: 'sealed',
  parent,
  label: ['proposedOn', 'result'],
  columns: ['proposedOn', 'police', 'decidedOn', 'result'],
  fields: {
    misconduct: note('违规事实与证据', 4000).sealed(),
    proposedOn: day('建议日期'),
    police: text('公安机关'),
    copiedOn: day('抄送检察院日期').optional(),
    decidedOn: day('公安机关决定日期').optional(),
    result: choice('处理结果', code.penaltyResult).optional(),
    decisionNumber: text('决定书文号', 80).optional(),
  },
  rules: [sinceEntry('proposedOn'), { must: ['inOrder', 'proposedOn', 'decidedOn'], say: '决定日期不能早于建议日期' }],
})

/** 「电子定位」: a legal act with its own ground, approval and end; nobody wears a device outside an approval in force. 社区矫正法 第二十九条; 实施办法 第三十七条. */
export const positioning = defineRecord({
  id: 'community-corrections.positioning',
  title: '使用电子定位装置审批',
  measure: '件',
  class: 'sealed',
  parent,
  label: ['ground', 'validUntil'],
  columns: ['appliedOn', 'ground', 'approvedOn', 'toldOn', 'wornOn', 'validUntil', 'endedOn'],
  fields: {
    appliedOn: day('申请日期'),
    ground: choice('使用事由', code.positioningGround),
    explanation: note('事实与理由', 2000).sealed(),
    approvedOn: day('批准日期').optional(),
    decision: choice('审批结果', code.decision).optional(),
    refusal: note('不批准理由', 500).optional(),
    toldOn: day('告知本人日期').optional(),
    device: choice('装置', code.deviceKind).optional(),
    deviceNumber: text('装置编号', 60).optional(),
    wornOn: day('佩戴日期').optional(),
    currentFrom: day('本期使用起').optional(),
    validUntil: day('有效期至').optional(),
    renewals: count('续期次数', '次', 100).optional(),
    assessedOn: day('续期评估日期').optional(),
    assessment: note('续期评估意见', 2000).optional().sealed(),
    endedOn: day('解除日期').optional(),
    endNote: note('解除原因', 500).optional(),
  },
  rules: [
    sinceEntry('appliedOn'),
    { must: ['inOrder', 'appliedOn', 'approvedOn', 'toldOn', 'wornOn', 'endedOn'], say: '申请、批准、告知、佩戴、解除日期应先后有序' },
    { must: ['inOrder', 'currentFrom', 'validUntil'], say: '有效期止日早于起日' },
  ],
})

/** 「失联（未报到）查找」: begins at once and writes down every attempt. 社区矫正法 第三十条; 实施办法 第十七条、第三十八条; 2012年办法 第六条、第十九条. */
export const search = defineRecord({
  id: 'community-corrections.search',
  title: '失联查找',
  measure: '件',
  class: 'restricted',
  parent,
  label: ['kind', 'missedOn'],
  columns: ['kind', 'missedOn', 'policeToldOn', 'procuracyToldOn', 'endedOn', 'result', 'daysAway'],
  fields: {
    kind: choice('查找情形', code.searchKind),
    missedOn: day('发现日期'),
    circumstances: note('发现经过', 2000).optional(),
    lastAttemptOn: day('最近查找日期').optional(),
    attempts: count('查找次数', '次', 10_000).optional(),
    attemptLog: note('查找记录', 20_000).optional().restricted(),
    policeToldOn: day('通知公安机关日期').optional(),
    organToldOn: day('通知决定机关日期').optional(),
    procuracyToldOn: day('通报检察院日期').optional(),
    endedOn: day('终结日期').optional(),
    result: choice('查找结果', code.searchResult).optional(),
    daysAway: count('脱离监管天数', '天', 100_000).optional(),
    finding: note('查明情况', 2000).optional(),
  },
  sealedWhen: minorsFile,
  rules: [{ must: ['inOrder', 'missedOn', 'endedOn'], say: '终结日期不能早于发现日期' }],
})

/** 「被限制人身自由」: custody suspends supervision; whether it touches the term is a matter of the sentence (see term.ts). 实施办法 第四十一条. */
export const detention = defineRecord({
  id: 'community-corrections.detention',
  title: '被限制人身自由',
  measure: '件',
  class: 'sealed',
  parent,
  label: ['kind', 'startsOn'],
  columns: ['kind', 'organ', 'startsOn', 'toldOn', 'endedOn'],
  fields: {
    kind: choice('措施', code.custody),
    organ: text('决定机关'),
    startsOn: day('限制人身自由日期'),
    toldOn: day('收到通知日期'),
    cause: note('事由', 2000).sealed(),
    endedOn: day('恢复自由日期').optional(),
    outcome: note('处理结果', 1000).optional().sealed(),
  },
  rules: [
    { must: ['inOrder', 'startsOn', 'endedOn'], say: '恢复自由日期早于限制日期' },
    { must: ['inOrder', 'startsOn', 'toldOn'], say: '收到通知日期早于限制人身自由日期' },
  ],
})

/** 「提请」: the county proposes revocation, recommitment, arrest or reduction; the court or the prison authority decides. 社区矫正法 第三十三条、第四十六条至第四十九条. */
export const proposal = defineRecord({
  id: 'community-corrections.proposal',
  title: '提请建议',
  measure: '件',
  class: 'sealed',
  parent,
  number: '{place}矫提〔{year}〕{seq}号',
  numberDay: 'proposedOn',
  label: ['kind', 'proposedOn'],
  columns: ['kind', 'ground', 'proposedOn', 'toOrgan', 'acceptedOn', 'decidedOn', 'decision'],
  fields: {
    kind: choice('提请种类', code.proposalKind),
    ground: choice('提请事由', code.proposalGround),
    reasons: note('事实、证据与理由', 8000).sealed(),
    toOrgan: text('受理机关'),
    proposedOn: day('提请日期'),
    copiedOn: day('抄送检察院日期').optional(),
    forwardedOn: day('地市级机构转报日期').optional(),
    acceptedOn: day('受理日期').optional(),
    decidedOn: day('决定（裁定）日期').optional(),
    decision: choice('决定', code.decision).optional(),
    decisionNumber: text('决定（裁定）文号', 80).optional(),
    newTermTo: day('减刑后矫正期止').optional(),
    withdrawnOn: day('撤回日期').optional(),
    withdrawal: note('撤回原因', 500).optional(),
    heard: flag('法院已听取本人及律师意见').optional(),
  },
  rules: [
    sinceEntry('proposedOn'),
    { must: ['inOrder', 'proposedOn', 'acceptedOn', 'decidedOn'], say: '提请、受理、决定日期应先后有序' },
    { must: ['inOrder', 'proposedOn', 'withdrawnOn'], say: '撤回日期早于提请日期' },
  ],
})
