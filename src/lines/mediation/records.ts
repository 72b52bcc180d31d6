import {
  choice,
  choices,
  count,
  day,
  defineRecord,
  flag,
  latest,
  link,
  money,
  newest,
  note,
  spans,
  text,
  total,
  unit,
} from '../../kernel/index.ts'
import * as code from './codes.ts'

/** 「人民调解委员会」, with its studios and trade committees. 人民调解法 第七条至第十二条、第三十四条. */
export const committee = defineRecord({
  id: 'mediation.committee',
  title: '人民调解委员会',
  measure: '个',
  label: ['name'],
  columns: ['name', 'kind', 'foundedOn', 'head', 'members', 'women', 'electedOn', 'filedOn'],
  fields: {
    name: text('名称'),
    kind: choice('类型', code.committeeKind),
    foundedOn: day('设立日期'),
    parentCommittee: link('上级或派出调委会', 'mediation.committee').optional(),
    partners: text('联合设立单位').optional(),
    head: text('主任', 40).optional(),
    members: count('委员人数', '人').optional(),
    women: count('女性委员人数', '人').optional(),
    electedOn: day('本届推选日期').optional(),
    address: text('办公地址').optional(),
    seal: flag('已刻制印章').optional(),
    filedOn: day('备案日期').optional(),
    toldCourtOn: day('通报人民法院日期').optional(),
    closedOn: day('撤销日期').optional(),
  },
  duplicates: [['name']],
  rules: [
    { must: ['inOrder', 'foundedOn', 'closedOn'], say: '撤销日期不能早于设立日期，请核对' },
    { must: ['atMost', 'women', 'members'], say: '女性委员人数多于委员人数，请核对' },
    {
      should: ['any', ['unknown', 'members'], ['all', ['atLeast', 'members', 3], ['atMost', 'members', 9]]],
      say: '调委会委员应为三至九人',
      basis: '人民调解法 第八条',
    },
  ],
})

/** 「人民调解员」. 人民调解法 第十三条至第十六条. */
export const mediator = defineRecord({
  id: 'mediation.mediator',
  title: '人民调解员',
  measure: '人',
  class: 'open',
  label: ['name'],
  columns: ['name', 'committee', 'origin', 'employment', 'grade', 'servesFrom', 'servesTo'],
  parties: { self: { title: '本人', max: 1 } },
  fields: {
    name: text('姓名', 40),
    woman: flag('女性'),
    committee: link('所在调委会', 'mediation.committee'),
    origin: choice('产生方式', code.mediatorOrigin),
    employment: choice('专兼职', code.employment),
    grade: choice('等级', code.mediatorGrade).optional(),
    education: choice('文化程度', code.education).optional(),
    licence: text('证号', 40).optional(),
    servesFrom: day('聘（任）期起'),
    servesTo: day('聘（任）期止').optional(),
    trainedOn: latest('最近培训日期', { of: 'mediation.lesson', day: 'heldOn' }),
    trainingHours: total(count('累计培训学时', '学时'), { of: 'mediation.lesson', sum: 'hours' }),
    leftOn: day('离任日期').optional(),
  },
  rules: [{ must: ['inOrder', 'servesFrom', 'leftOn'], say: '离任日期不能早于聘（任）期起始日期' }],
})

/** A lesson that a mediator attended. 人民调解法 第十四条. */
export const lesson = defineRecord({
  id: 'mediation.lesson',
  title: '调解员培训',
  measure: '次',
  parent: 'mediation.mediator',
  label: ['topic'],
  columns: ['topic', 'heldOn', 'hours'],
  fields: { topic: text('培训内容'), heldOn: day('培训日期'), hours: count('学时', '学时', 200) },
})

/** 「敏感时期排查」: a campaign of the bureau; launching it opens the returns that every town owes. */
export const campaign = defineRecord({
  id: 'mediation.campaign',
  title: '排查专项',
  measure: '次',
  label: ['name'],
  columns: ['name', 'period', 'startsOn', 'endsOn', 'daily'],
  fields: {
    name: text('名称'),
    period: choice('时期', code.sensitivePeriod),
    startsOn: day('开始日期'),
    endsOn: day('结束日期'),
    daily: flag('实行日报告零报告'),
    demand: note('工作要求', 2000).optional(),
    closedOn: day('总结日期').optional(),
    summary: note('总结', 4000).optional(),
  },
  rules: [{ must: ['inOrder', 'startsOn', 'endsOn', 'closedOn'], say: '开始、结束、总结日期应先后有序' }],
})

/** 「零报告」: what one town answers for one day or one campaign. Silence and zero are different things. */
export const nilReturn = defineRecord({
  id: 'mediation.return',
  title: '排查报告',
  measure: '份',
  parent: 'mediation.campaign',
  label: ['town', 'askedOn'],
  columns: ['town', 'askedOn', 'filedOn', 'nil', 'remarks'],
  fields: {
    town: unit('报告单位'),
    askedOn: day('报告所属日期'),
    filedOn: day('报告日期').optional(),
    nil: flag('零报告').optional(),
    remarks: note('情况说明', 1000).optional(),
    signedBy: text('签报人', 40).optional(),
  },
})

/** 「排查」: one organised round of looking for disputes. */
export const round = defineRecord({
  id: 'mediation.round',
  title: '矛盾纠纷排查',
  measure: '次',
  label: ['place', 'heldOn'],
  columns: ['heldOn', 'place', 'period', 'participants'],
  fields: {
    heldOn: day('排查日期'),
    place: text('排查地点'),
    period: choice('排查专项', code.sensitivePeriod),
    campaign: link('所属专项', 'mediation.campaign').optional(),
    participants: count('参与排查人数', '人次', 10_000),
    remarks: note('情况', 1000).optional(),
  },
})

/** 「排查发现的矛盾纠纷」: found, prevented and accepted are three different things and are never added together. */
export const dispute = defineRecord({
  id: 'mediation.dispute',
  title: '矛盾纠纷',
  measure: '件',
  class: 'restricted',
  label: ['summary'],
  columns: ['foundOn', 'kind', 'summary', 'place', 'risk', 'flow'],
  parties: { party: { title: '纠纷当事人' } },
  fields: {
    foundOn: day('发现日期'),
    kind: choice('纠纷类型', code.disputeKind),
    summary: note('纠纷简况', 2000),
    place: text('地点').optional(),
    risk: choice('风险等级', code.riskLevel).optional(),
    round: link('所属排查', 'mediation.round').optional(),
    personsConcerned: count('涉及人数', '人', 100_000).optional(),
    flow: choice('流向', code.disputeFlow).optional(),
    settledOn: day('就地化解日期').optional(),
    preventedOn: day('预防日期').optional(),
    handedOn: day('转出日期').optional(),
    organ: choice('接收机关', code.organ).optional(),
    result: note('处理情况', 1000).optional(),
  },
  rules: [
    { must: ['inOrder', 'foundOn', 'settledOn'], say: '化解日期不能早于发现日期' },
    { must: ['inOrder', 'foundOn', 'handedOn'], say: '转出日期不能早于发现日期' },
    { must: ['inOrder', 'foundOn', 'preventedOn'], say: '预防日期不能早于发现日期' },
  ],
})

/** 「人民调解案件」. 人民调解法 第三章、第四章; medical cases also 医疗纠纷预防和处理条例 第三十一条至第三十九条. */
export const mediationCase = defineRecord({
  id: 'mediation.case',
  title: '调解案件',
  measure: '件',
  class: 'restricted',
  number: '{place}调〔{year}〕{seq}号',
  numberDay: 'acceptedOn',
  label: ['kind', 'summary'],
  columns: ['acceptedOn', 'kind', 'source', 'summary', 'committee', 'outcome', 'resultOn'],
  parties: {
    applicant: { title: '申请人', min: 1, max: 200 },
    respondent: { title: '被申请人', min: 1, max: 200 },
    invited: { title: '邀请参与调解人' },
  },
  fields: {
    acceptedOn: day('受理日期'),
    kind: choice('纠纷类型', code.disputeKind),
    source: choice('案件来源', code.caseSource),
    summary: note('纠纷简要情况', 4000),
    committee: link('承办调委会', 'mediation.committee'),
    mediator: link('主持调解员', 'mediation.mediator').optional(),
    written: flag('书面申请').optional(),
    difficulty: choice('难易程度', code.difficulty).optional(),
    level: choice('办理层级', code.level).optional(),
    personsConcerned: count('涉及人数', '人', 100_000).optional(),
    amountClaimed: money('争议金额').optional(),
    dispute: link('来自排查发现的纠纷', 'mediation.dispute').optional(),
    previous: link('原案件（再次调解）', 'mediation.case').optional(),
    risk: choice('激化风险', code.riskLevel).optional(),
    reportedOn: day('报告公安机关日期').optional(),
    consent: flag('双方当事人同意调解').optional(),
    mediationFrom: day('开始调解日期').optional(),
    expertise: spans('鉴定与专家咨询期间'),
    extension: count('当事人约定延长', '工作日', 365).optional(),
    agreedOn: day('达成协议日期').optional(),
    agreement: choice('协议形式', code.agreementForm).optional(),
    terms: note('协议内容', 8000).optional(),
    amountAgreed: money('协议涉及金额').optional(),
    performBy: day('约定履行期限').optional(),
    status: flag('涉及身份关系').optional(),
    outcome: choice('调解结果', code.outcome).optional(),
    resultOn: day('结果日期').optional(),
    reason: note('不成、终止或移送的原因', 1000).optional(),
    organ: choice('移送机关', code.organ).optional(),
    paidOn: latest('最近支付日期', { of: 'mediation.payment', day: 'paidOn' }),
    amountPaid: total(money('实际支付金额'), { of: 'mediation.payment', sum: 'amount' }),
    performedOn: day('履行完毕日期').optional(),
    // What the newest visit found; a case that is performed in full is so from that day.
    performance: newest(
      choice('履行情况', code.performance),
      { of: 'mediation.visit', day: 'visitedOn', take: 'performance' },
      { day: 'performedOn', as: 'full' },
    ),
    visitedOn: latest('最近回访日期', { of: 'mediation.visit', day: 'visitedOn' }),
    confirmAskedOn: day('申请司法确认日期').optional(),
    confirmedOn: latest('司法确认日期', { of: 'mediation.confirmation', day: 'decidedOn', where: ['is', 'decision', 'confirmed'] }),
    averted: choices('防止激化', code.averted).optional(),
    avertedPeople: count('防止激化涉及人数', '人', 100_000).optional(),
    archivedOn: day('归档日期').optional(),
  },
  duplicates: [['kind', 'acceptedOn']],
  rules: [
    { must: ['inOrder', 'acceptedOn', 'agreedOn', 'paidOn'], say: '受理、达成协议、支付日期应先后有序，请核对' },
    { must: ['inOrder', 'acceptedOn', 'resultOn', 'archivedOn'], say: '受理、结果、归档日期应先后有序，请核对' },
    // What was closed is the sum of its results, in every month: so the two days are one, and a correction takes both along.
    {
      must: [
        'any',
        ['unknown', 'agreedOn'],
        [
          'all',
          ['is', 'outcome', 'agreed'],
          ['known', 'agreement'],
          ['inOrder', 'agreedOn', 'resultOn'],
          ['inOrder', 'resultOn', 'agreedOn'],
        ],
      ],
      say: '达成协议的，调解结果应为“调解成功”并有协议形式，结果日期与协议日期应一致，请一并更正',
    },
    {
      must: ['any', ['known', 'agreedOn'], ['not', ['is', 'outcome', 'agreed']]],
      say: '调解结果为“调解成功”的应有协议日期，请一并更正',
    },
    { must: ['inOrder', 'agreedOn', 'performedOn'], say: '履行日期不能早于协议日期' },
    { must: ['inOrder', 'agreedOn', 'confirmAskedOn', 'confirmedOn'], say: '协议、申请确认、确认日期应先后有序' },
    {
      should: ['any', ['unknown', 'amountPaid'], ['unknown', 'amountAgreed'], ['atMost', 'amountPaid', 'amountAgreed']],
      say: '实际支付金额大于协议金额，请说明原因或更正',
    },
  ],
})

/** 「调解记录」: one sitting. A case may have many; they never change how many cases there are. */
export const session = defineRecord({
  id: 'mediation.session',
  title: '调解记录',
  measure: '次',
  class: 'restricted',
  parent: 'mediation.case',
  label: ['heldOn', 'place'],
  columns: ['heldOn', 'place', 'record'],
  fields: {
    heldOn: day('调解日期'),
    place: text('调解地点'),
    toldRights: flag('已告知权利义务'),
    record: note('调解经过', 8000),
  },
})

/** 「支付」: money that really changed hands; a case paid in parts has several, each on its own day. 人民调解法 第三十一条. */
export const payment = defineRecord({
  id: 'mediation.payment',
  title: '协议款项支付',
  measure: '笔',
  class: 'restricted',
  parent: 'mediation.case',
  label: ['paidOn', 'amount'],
  columns: ['paidOn', 'amount', 'voucher'],
  fields: { paidOn: day('支付日期'), amount: money('支付金额'), voucher: text('收付凭证').optional() },
})

/** 「回访」. 人民调解法 第三十一条. */
export const visit = defineRecord({
  id: 'mediation.visit',
  title: '调解回访',
  measure: '次',
  class: 'restricted',
  parent: 'mediation.case',
  label: ['visitedOn', 'way'],
  columns: ['visitedOn', 'way', 'performance', 'record'],
  fields: {
    visitedOn: day('回访日期'),
    way: choice('回访方式', code.visitWay),
    performance: choice('履行情况', code.performance),
    record: note('回访情况', 2000),
  },
})

/** 「司法确认」. 人民调解法 第三十三条; 法释〔2011〕5号. */
export const confirmation = defineRecord({
  id: 'mediation.confirmation',
  title: '司法确认',
  measure: '件',
  class: 'restricted',
  parent: 'mediation.case',
  label: ['court', 'caseNumber'],
  columns: ['court', 'askedOn', 'acceptedOn', 'decidedOn', 'decision', 'caseNumber'],
  fields: {
    court: text('人民法院'),
    askedOn: day('申请日期'),
    acceptedOn: day('受理日期').optional(),
    decidedOn: day('裁定（决定）日期').optional(),
    decision: choice('确认结果', code.courtDecision).optional(),
    caseNumber: text('案号', 60).says('如 （2017）粤5102民特1号').optional(),
    extension: count('院长批准延长', '日', 10).optional(),
  },
  rules: [{ must: ['inOrder', 'askedOn', 'acceptedOn', 'decidedOn'], say: '申请、受理、裁定日期应先后有序' }],
})

/** 「以案定补」: the allowance for one mediated case. 财行〔2007〕179号. The amount comes from the rate table in force, never from a hand. */
export const subsidy = defineRecord({
  id: 'mediation.subsidy',
  title: '以案定补申报',
  measure: '件',
  parent: 'mediation.case',
  label: ['grade'],
  columns: ['claimedOn', 'mediator', 'grade', 'amount', 'checkedOn', 'verifiedOn', 'publishedOn', 'paidOn'],
  fields: {
    claimedOn: day('申报日期'),
    mediator: link('申报调解员', 'mediation.mediator'),
    grade: choice('补贴档次', code.subsidyGrade),
    amount: money('补贴金额').optional(),
    checkedOn: day('司法所初审日期').optional(),
    verifiedOn: day('局复核日期').optional(),
    publishedOn: day('公示日期').optional(),
    paidOn: day('发放日期').optional(),
    refusal: note('不予补贴的原因', 500).optional(),
    refusedOn: day('退回日期').optional(),
  },
  rules: [
    {
      must: ['inOrder', 'claimedOn', 'checkedOn', 'verifiedOn', 'publishedOn', 'paidOn'],
      say: '申报、初审、复核、公示、发放日期应先后有序',
    },
  ],
})
