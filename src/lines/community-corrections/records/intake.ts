import { account, choice, choices, count, day, defineRecord, flag, note, text } from '../../../kernel/index.ts'
import * as code from '../codes.ts'
import { minorsFile, sinceEntry } from './person.ts'

/** 「调查评估」: commissioned before the judgment, so it stands alone; the person's record links to it later. 社区矫正法 第十八条. */
export const assessment = defineRecord({
  id: 'community-corrections.assessment',
  title: '调查评估',
  measure: '件',
  class: 'restricted',
  number: '{place}矫评〔{year}〕{seq}号',
  numberDay: 'receivedOn',
  label: ['commissioner', 'receivedOn'],
  columns: ['receivedOn', 'commissioner', 'letterNumber', 'assessed', 'proposed', 'opinion', 'opinionOn', 'adopted'],
  parties: { subject: { title: '被调查人', min: 1, max: 1 } },
  fields: {
    commissioner: text('委托机关').as('wtdw'),
    letterNumber: text('委托函编号', 80).optional().as('wtbh'),
    receivedOn: day('收到委托日期').as('wtrq'),
    fast: flag('适用速裁程序'),
    assessed: choice('被调查人类型', code.assessed).as('bdcpgdxlx'),
    juvenile: flag('未成年人案件').sealed(),
    proposed: choice('拟适用矫正类别', code.category).as('nsyjzlb'),
    offence: text('涉嫌（所犯）罪名').sealed().as('zm'),
    residence: text('居住地址').restricted().as('jzdz'),
    employer: text('工作单位').optional().restricted(),
    crime: choice('犯罪类型', code.crime).optional().sealed(),
    court: text('判决机关').optional(),
    judgedOn: day('判决日期').optional().restricted(),
    sentence: choice('原判刑罚', code.sentence).optional().sealed(),
    sentenceTerm: text('原判刑期', 60).optional().sealed(),
    sentenceFrom: day('原判刑期起').optional().restricted(),
    sentenceEndOn: day('原判刑期止').optional().restricted(),
    additional: choices('附加刑', code.additional).optional().sealed(),
    investigators: text('调查人').optional(),
    findings: note('调查情况', 8000).optional().sealed(),
    extension: count('经商委托机关延长', '个工作日', 60).optional(),
    opinion: choice('评估意见', code.opinion).optional().as('pgyj'),
    opinionOn: day('提交评估意见日期').optional(),
    copiedOn: day('抄送人民检察院日期').optional(),
    adopted: flag('决定机关采纳').optional(),
    decidedOn: day('决定机关裁决日期').optional(),
    returnedOn: day('退回委托日期').optional(),
    returnReason: note('退回原因', 500).optional(),
  },
  sealedWhen: ['is', 'juvenile', true],
  rules: [
    { must: ['inOrder', 'receivedOn', 'opinionOn', 'copiedOn'], say: '收到委托、提交意见、抄送日期应先后有序' },
    { must: ['inOrder', 'receivedOn', 'decidedOn'], say: '裁决日期不能早于收到委托日期' },
    { must: ['inOrder', 'judgedOn', 'receivedOn'], say: '原判日期晚于收到委托日期，请核对' },
    { must: ['inOrder', 'sentenceFrom', 'sentenceEndOn'], say: '原判刑期止日早于起日，请核对' },
  ],
})

/** 「执行地变更征求意见」: another county asks whether it may send a person here. 实施办法 第三十条. */
export const inquiry = defineRecord({
  id: 'community-corrections.inquiry',
  title: '迁入征求意见',
  measure: '件',
  class: 'restricted',
  label: ['asker', 'askedOn'],
  columns: ['askedOn', 'asker', 'residence', 'answeredOn', 'answer'],
  parties: { subject: { title: '拟迁入人员', min: 1, max: 1 } },
  fields: {
    asker: text('征求意见机构'),
    askedOn: day('收到征求意见函日期'),
    residence: text('拟居住地址').restricted(),
    findings: note('核实情况', 2000).optional(),
    answeredOn: day('回复日期').optional(),
    answer: choice('回复意见', code.decision).optional(),
  },
  rules: [{ must: ['inOrder', 'askedOn', 'answeredOn'], say: '回复日期不能早于收到日期' }],
})

/** 「矫正小组成员」: one record a member, so that the woman in a woman's group is a fact and not a tick. 社区矫正法 第二十五条、第五十二条. */
export const member = defineRecord({
  id: 'community-corrections.member',
  title: '矫正小组成员',
  measure: '人',
  class: 'restricted',
  parent: 'community-corrections.person',
  label: ['name', 'kind'],
  columns: ['name', 'kind', 'woman', 'knowsMinors', 'joinedOn', 'leftOn'],
  parties: { self: { title: '本人', max: 1 } },
  fields: {
    name: text('姓名', 40),
    kind: choice('身份', code.memberKind),
    woman: flag('女性'),
    knowsMinors: flag('熟悉未成年人身心特点'),
    duty: note('职责分工', 500).optional(),
    account: account('系统账号').optional(),
    joinedOn: day('加入日期'),
    pledgedOn: day('签订责任书日期').optional(),
    leftOn: day('退出日期').optional(),
    leaveReason: text('退出原因').optional(),
  },
  sealedWhen: minorsFile,
  rules: [{ must: ['inOrder', 'joinedOn', 'leftOn'], say: '退出日期不能早于加入日期' }],
})

/** 「矫正方案」: every adjustment is a further edition; none is overwritten. 社区矫正法 第二十四条; 实施办法 第二十二条. */
export const plan = defineRecord({
  id: 'community-corrections.plan',
  title: '矫正方案',
  measure: '份',
  class: 'restricted',
  parent: 'community-corrections.person',
  label: ['edition', 'madeOn'],
  columns: ['edition', 'madeOn', 'needs', 'measures'],
  fields: {
    madeOn: day('制定日期'),
    edition: count('第几版', '版', 500).optional(),
    situation: note('基本情况与综合评估', 4000).sealed(),
    needs: note('犯罪原因与需求分析', 4000).optional().sealed(),
    measures: note('监督管理与教育帮扶措施', 4000),
    change: note('调整原因', 1000).optional(),
  },
  sealedWhen: minorsFile,
  rules: [sinceEntry('madeOn')],
})

/** 「分类管理评估」 社区矫正法 第二十四条; 实施办法 第二十一条. */
export const classification = defineRecord({
  id: 'community-corrections.classification',
  title: '分类管理评估',
  measure: '次',
  class: 'restricted',
  parent: 'community-corrections.person',
  label: ['managementClass', 'assessedOn'],
  columns: ['assessedOn', 'managementClass', 'score', 'reasons'],
  fields: {
    assessedOn: day('评估日期'),
    managementClass: choice('管理类别', code.managementClass),
    score: count('评估分值', '分', 1000).optional(),
    reasons: note('评估依据', 2000).restricted(),
  },
  sealedWhen: minorsFile,
  rules: [sinceEntry('assessedOn')],
})
