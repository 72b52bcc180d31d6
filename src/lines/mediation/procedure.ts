import { closeSpan, keptBy, openSpan, procedureOf } from '../../kernel/index.ts'
import { addDays } from '../../law/index.ts'
import { campaignReturns, escalated, lifted, MOST_DAYS, rateOf } from './effects.ts'
import * as record from './records.ts'

const mediators = ['mediator', 'committeeHead', 'stationOfficer', 'stationHead'] as const
const station = ['stationOfficer', 'stationHead'] as const
const bureau = ['mediationOfficer'] as const
const everyone = [...mediators, ...bureau] as const

/** The agreement touches no relation of status: said so, or not said otherwise. */
const statusUntouched = ['any', ['unknown', 'status'], ['is', 'status', false]] as const

const committees = procedureOf(record.committee)
export const committee = committees.define({
  stages: { active: '在任', closed: '已撤销' },
  ends: ['closed'],
  steps: {
    found: committees.step({
      title: '登记调委会',
      from: 'new',
      to: 'active',
      by: [...station, ...bureau],
      basis: '人民调解法 第七条',
      on: 'foundedOn',
      form: ['name', 'kind', 'parentCommittee?', 'partners?', 'head?', 'members?', 'women?', 'electedOn?', 'address?', 'seal?'],
    }),
    elect: committees.step({
      title: '换届',
      from: 'active',
      by: [...station, ...bureau],
      basis: '人民调解法 第九条',
      on: 'electedOn',
      form: ['electedOn', 'head', 'members', 'women'],
      papers: ['register'],
    }),
    file: committees.step({
      title: '备案',
      from: 'active',
      by: bureau,
      basis: '人民调解法 第十条',
      on: 'filedOn',
      form: ['filedOn'],
      papers: ['register'],
    }),
    tellCourt: committees.step({
      title: '通报人民法院',
      from: 'active',
      by: bureau,
      basis: '人民调解法 第十条',
      on: 'toldCourtOn',
      form: ['toldCourtOn'],
    }),
    close: committees.step({
      title: '撤销',
      from: 'active',
      to: 'closed',
      by: bureau,
      on: 'closedOn',
      form: ['closedOn'],
    }),
  },
  deadlines: {
    medicalFiling: {
      title: '医调委备案',
      rule: 'med.medical.file',
      from: 'foundedOn',
      until: 'filedOn',
      when: ['is', 'kind', 'medical'],
      warn: [5],
      late: '医调委未在设立之日起三十个工作日内备案',
    },
    term: {
      title: '委员任期届满',
      rule: 'med.term',
      from: 'electedOn',
      when: ['unknown', 'closedOn'],
      warn: [60, 30],
      late: '调委会任期已满三年，应当换届',
    },
  },
})

const people = procedureOf(record.mediator)
export const mediator = people.define({
  stages: { serving: '在任', left: '已离任' },
  ends: ['left'],
  steps: {
    appoint: people.step({
      title: '登记调解员',
      from: 'new',
      to: 'serving',
      by: [...station, ...bureau, 'committeeHead'],
      basis: '人民调解法 第十三条',
      on: 'servesFrom',
      form: ['name', 'woman', 'committee', 'origin', 'employment', 'grade?', 'education?', 'licence?', 'servesFrom', 'servesTo?'],
    }),
    grade: people.step({ title: '评定等级', from: 'serving', by: bureau, form: ['grade'] }),
    renew: people.step({ title: '续聘', from: 'serving', by: [...station, ...bureau], form: ['servesTo'] }),
    leave: people.step({
      title: '离任',
      from: 'serving',
      to: 'left',
      by: [...station, ...bureau],
      basis: '人民调解法 第十五条',
      on: 'leftOn',
      form: ['leftOn'],
    }),
  },
})

export const lesson = keptBy(record.lesson, {
  by: [...station, ...bureau],
  basis: '人民调解法 第十四条',
  on: 'heldOn',
})

const campaigns = procedureOf(record.campaign)
export const campaign = campaigns.define({
  stages: { running: '进行中', closed: '已总结' },
  ends: ['closed'],
  steps: {
    launch: campaigns.step({
      title: '部署排查专项',
      from: 'new',
      to: 'running',
      by: bureau,
      form: ['name', 'period', 'startsOn', 'endsOn', 'daily', 'demand?'],
      refuse: ({ form }) =>
        form.endsOn < form.startsOn
          ? '结束日期早于开始日期，请核对'
          : form.daily && form.endsOn > addDays(form.startsOn, MOST_DAYS - 1)
            ? `实行日报告的专项不能超过${MOST_DAYS}天，请核对起止日期或者分段部署`
            : null,
      effect: campaignReturns,
    }),
    close: campaigns.step({
      title: '总结',
      from: 'running',
      to: 'closed',
      by: bureau,
      on: 'closedOn',
      form: ['closedOn', 'summary'],
      need: [
        {
          must: ['not', ['has', 'mediation.return', ['stage', 'due']]],
          say: '仍有镇（街）未报，不能总结；请催报或说明',
        },
      ],
    }),
  },
})

const returns = procedureOf(record.nilReturn)
export const nilReturn = returns.define({
  stages: { due: '应报', filed: '已报', excused: '免报' },
  ends: ['filed', 'excused'],
  steps: {
    open: returns.step({ title: '下达', from: 'new', to: 'due', by: bureau, form: ['town', 'askedOn'] }),
    fileNil: returns.step({
      title: '零报告',
      from: 'due',
      to: 'filed',
      by: station,
      on: 'filedOn',
      form: ['signedBy', 'remarks?'],
      papers: ['nil'],
      effect: () => ({ set: { nil: true } }),
    }),
    fileFound: returns.step({
      title: '报告发现纠纷',
      from: 'due',
      to: 'filed',
      by: station,
      on: 'filedOn',
      form: ['signedBy', 'remarks'],
      papers: ['nil'],
      effect: () => ({ set: { nil: false } }),
    }),
    excuse: returns.step({ title: '免报', from: 'due', to: 'excused', by: bureau, form: ['remarks'] }),
  },
  deadlines: {
    file: {
      title: '排查报告',
      rule: 'med.campaign',
      from: 'askedOn',
      until: 'filedOn',
      late: '敏感时期排查报告未按时报送',
      red: true,
    },
  },
})

export const round = keptBy(record.round, { title: '登记排查', by: everyone, on: 'heldOn', papers: ['register'] })

const disputes = procedureOf(record.dispute)
export const dispute = disputes.define({
  stages: { found: '待处置', settled: '就地化解', accepted: '已转调解', prevented: '已预防', handed: '已移交' },
  ends: ['settled', 'accepted', 'prevented', 'handed'],
  steps: {
    find: disputes.step({
      title: '登记纠纷',
      from: 'new',
      to: 'found',
      by: [...everyone, 'villageWorker'],
      on: 'foundOn',
      form: ['kind', 'summary', 'foundOn', 'place?', 'risk?', 'round?', 'personsConcerned?'],
    }),
    settle: disputes.step({
      title: '就地化解',
      from: 'found',
      to: 'settled',
      by: everyone,
      on: 'settledOn',
      form: ['settledOn', 'result'],
      effect: () => ({ set: { flow: 'settled' } }),
    }),
    prevent: disputes.step({
      title: '预防（发生前化解）',
      from: 'found',
      to: 'prevented',
      by: everyone,
      on: 'preventedOn',
      form: ['preventedOn', 'result'],
      effect: () => ({ set: { flow: 'prevented' } }),
    }),
    accept: disputes.step({
      title: '转入调解',
      from: 'found',
      to: 'accepted',
      by: mediators,
      basis: '人民调解法 第十七条',
      on: 'handedOn',
      form: ['handedOn'],
      effect: () => ({ set: { flow: 'accepted' } }),
    }),
    hand: disputes.step({
      title: '移交其他机关',
      from: 'found',
      to: 'handed',
      by: everyone,
      basis: '人民调解法 第二十五条',
      on: 'handedOn',
      form: ['handedOn', 'organ', 'result'],
      papers: ['transfer'],
      effect: () => ({ set: { flow: 'referred' } }),
    }),
    escalate: disputes.step({
      title: '上报上一级',
      from: 'found',
      by: mediators,
      form: ['result'],
      effect: escalated,
    }),
  },
})

const cases = procedureOf(record.mediationCase)
export const mediationCase = cases.define({
  stages: {
    accepted: '已受理',
    mediating: '调解中',
    agreed: '达成协议',
    performed: '已履行',
    failed: '调解不成',
    terminated: '已终止',
    referred: '已移送',
    archived: '已归档',
  },
  ends: ['archived'],
  steps: {
    accept: cases.step({
      title: '受理登记',
      from: 'new',
      to: 'accepted',
      by: mediators,
      basis: '人民调解法 第十七条',
      on: 'acceptedOn',
      form: [
        'acceptedOn',
        'kind',
        'source',
        'summary',
        'committee',
        'mediator?',
        'written?',
        'difficulty?',
        'level?',
        'personsConcerned?',
        'amountClaimed?',
        'dispute?',
        'previous?',
        'risk?',
      ],
      papers: ['registration'],
      // The dispute that was found becomes this case by the same act, so it is never typed again nor counted as still open.
      effect: ({ form, on }) => (form.dispute ? { act: [{ on: form.dispute, step: 'accept', values: { handedOn: on } }] } : {}),
    }),
    begin: cases.step({
      title: '开始调解',
      from: 'accepted',
      to: 'mediating',
      by: mediators,
      basis: '人民调解法 第十九条、第二十条',
      on: 'mediationFrom',
      form: ['mediationFrom', 'mediator', 'consent'],
      refuse: ({ form }) => (form.consent ? null : '当事人一方明确拒绝调解的，不得调解（人民调解法第十七条）；请改为“终止调解”'),
    }),
    report: cases.step({
      title: '报告公安机关',
      from: ['accepted', 'mediating'],
      by: mediators,
      basis: '人民调解法 第二十五条',
      on: 'reportedOn',
      form: ['reportedOn', 'risk'],
    }),
    escalate: cases.step({
      title: '提级调解',
      from: ['accepted', 'mediating'],
      by: mediators,
      form: ['committee'],
      effect: lifted,
    }),
    beginExpertise: cases.step({
      title: '委托鉴定',
      from: 'mediating',
      by: mediators,
      basis: '医疗纠纷预防和处理条例 第三十四条',
      form: [],
      need: [
        {
          must: ['is', 'kind', 'medical'],
          say: '仅医疗纠纷的鉴定时间不计入调解期限',
          basis: '医疗纠纷预防和处理条例 第三十八条',
        },
      ],
      effect: ({ record: { values }, on }) => ({ set: { expertise: openSpan(values.expertise, on) } }),
    }),
    endExpertise: cases.step({
      title: '收到鉴定意见',
      from: 'mediating',
      by: mediators,
      basis: '医疗纠纷预防和处理条例 第三十八条',
      form: [],
      need: [{ must: ['known', 'expertise'], say: '尚未委托鉴定' }],
      effect: ({ record: { values }, on }) => ({ set: { expertise: closeSpan(values.expertise, on) } }),
    }),
    extend: cases.step({
      title: '约定延长调解期限',
      from: 'mediating',
      by: mediators,
      basis: '医疗纠纷预防和处理条例 第三十八条',
      form: ['extension'],
    }),
    agreeInWriting: cases.step({
      title: '达成书面协议',
      from: ['accepted', 'mediating'],
      to: 'agreed',
      by: mediators,
      basis: '人民调解法 第二十八条、第二十九条',
      on: 'agreedOn',
      form: ['agreedOn', 'terms', 'amountAgreed?', 'performBy?', 'status?', 'averted?', 'avertedPeople?'],
      papers: ['agreement'],
      effect: ({ on }) => ({ set: { agreement: 'written', outcome: 'agreed', resultOn: on } }),
    }),
    agreeOrally: cases.step({
      title: '达成口头协议',
      from: ['accepted', 'mediating'],
      to: 'agreed',
      by: mediators,
      basis: '人民调解法 第二十八条、第三十条',
      on: 'agreedOn',
      form: ['agreedOn', 'terms', 'amountAgreed?', 'performBy?', 'averted?', 'avertedPeople?'],
      papers: ['oralAgreement'],
      effect: ({ on }) => ({ set: { agreement: 'oral', outcome: 'agreed', resultOn: on } }),
    }),
    fail: cases.step({
      title: '调解不成',
      from: ['accepted', 'mediating'],
      to: 'failed',
      by: mediators,
      basis: '人民调解法 第二十六条',
      on: 'resultOn',
      form: ['resultOn', 'reason'],
      effect: () => ({ set: { outcome: 'failed' } }),
    }),
    terminate: cases.step({
      title: '终止调解',
      from: ['accepted', 'mediating'],
      to: 'terminated',
      by: mediators,
      basis: '人民调解法 第二十三条、第二十六条',
      on: 'resultOn',
      form: ['resultOn', 'reason'],
      effect: () => ({ set: { outcome: 'terminated' } }),
    }),
    refer: cases.step({
      title: '移送其他机关',
      from: ['accepted', 'mediating'],
      to: 'referred',
      by: mediators,
      basis: '人民调解法 第二十五条',
      on: 'resultOn',
      form: ['resultOn', 'organ', 'reason'],
      papers: ['referral'],
      effect: () => ({ set: { outcome: 'referred' } }),
    }),
    perform: cases.step({
      title: '履行完毕',
      from: 'agreed',
      to: 'performed',
      by: mediators,
      basis: '人民调解法 第三十一条',
      on: 'performedOn',
      form: ['performedOn'],
    }),
    askConfirmation: cases.step({
      title: '申请司法确认',
      from: ['agreed', 'performed'],
      by: mediators,
      basis: '人民调解法 第三十三条',
      on: 'confirmAskedOn',
      form: ['confirmAskedOn'],
      papers: ['confirmationRequest'],
      need: [
        { must: ['is', 'agreement', 'written'], say: '只有书面调解协议可以申请司法确认' },
        {
          must: statusUntouched,
          say: '涉及身份关系、收养关系、婚姻关系的不适用司法确认',
          basis: '法释〔2011〕5号 第四条',
        },
        { must: ['unknown', 'confirmAskedOn'], say: '已经申请过司法确认' },
      ],
    }),
    archive: cases.step({
      title: '立卷归档',
      from: ['agreed', 'performed', 'failed', 'terminated', 'referred'],
      to: 'archived',
      by: mediators,
      basis: '人民调解法 第二十七条',
      on: 'archivedOn',
      form: ['archivedOn'],
      papers: ['cover', 'catalogue'],
      need: [
        {
          must: ['any', ['not', ['is', 'outcome', 'agreed']], ['has', 'mediation.session'], ['is', 'agreement', 'oral']],
          say: '卷宗缺少调解记录，补齐后方可归档',
        },
      ],
    }),
  },
  deadlines: {
    medical: {
      title: '医疗纠纷调解期限',
      rule: 'med.medical',
      from: 'acceptedOn',
      until: 'resultOn',
      when: ['is', 'kind', 'medical'],
      pause: 'expertise',
      extend: 'extension',
      warn: [5, 2],
      late: '超过三十个工作日未达成协议的，视为调解不成',
      red: true,
    },
    general: {
      title: '一般纠纷调解期限',
      rule: 'med.general',
      from: 'acceptedOn',
      until: 'resultOn',
      yieldsTo: 'medical',
      extend: 'extension',
      warn: [7, 3],
    },
    confirm: {
      title: '申请司法确认',
      rule: 'med.court',
      from: 'agreedOn',
      until: ['confirmAskedOn', 'performedOn', 'archivedOn'],
      when: ['all', ['is', 'agreement', 'written'], statusUntouched],
      warn: [7, 3],
      late: '已过司法确认申请期限',
      right: true,
    },
  },
})

export const session = keptBy(record.session, {
  by: mediators,
  basis: '人民调解法 第二十二条',
  on: 'heldOn',
  papers: ['minutes'],
  need: [{ must: ['parent', ['stage', 'accepted', 'mediating']], say: '案件已有结果，不能再登记调解' }],
})

export const payment = keptBy(record.payment, {
  title: '登记实际支付',
  by: mediators,
  basis: '人民调解法 第三十一条',
  on: 'paidOn',
  need: [{ must: ['parent', ['known', 'agreedOn']], say: '尚未达成协议，没有应当支付的款项' }],
})

export const visit = keptBy(record.visit, {
  by: mediators,
  basis: '人民调解法 第三十一条',
  on: 'visitedOn',
  papers: ['record'],
  need: [{ must: ['parent', ['known', 'agreedOn']], say: '尚未达成协议，无需回访' }],
})

const confirmations = procedureOf(record.confirmation)
export const confirmation = confirmations.define({
  stages: { asked: '已申请', accepted: '法院已受理', decided: '已裁定' },
  ends: ['decided'],
  steps: {
    ask: confirmations.step({
      title: '提交申请',
      from: 'new',
      to: 'asked',
      by: mediators,
      basis: '民事诉讼法 第二百零五条',
      on: 'askedOn',
      form: ['court', 'askedOn'],
      need: [{ must: ['parent', ['known', 'confirmAskedOn']], say: '请先在案件中办理“申请司法确认”' }],
    }),
    accept: confirmations.step({
      title: '法院受理',
      from: 'asked',
      to: 'accepted',
      by: mediators,
      basis: '法释〔2011〕5号 第四条',
      on: 'acceptedOn',
      form: ['acceptedOn', 'caseNumber?'],
    }),
    prolong: confirmations.step({
      title: '院长批准延长',
      from: 'accepted',
      by: mediators,
      basis: '法释〔2011〕5号 第五条',
      form: ['extension'],
    }),
    decide: confirmations.step({
      title: '登记裁定',
      from: ['asked', 'accepted'],
      to: 'decided',
      by: mediators,
      basis: '民事诉讼法 第二百零六条',
      on: 'decidedOn',
      form: ['decidedOn', 'decision', 'caseNumber?'],
    }),
  },
  deadlines: {
    acceptance: {
      title: '法院决定是否受理',
      rule: 'med.court.accept',
      from: 'askedOn',
      until: ['acceptedOn', 'decidedOn'],
    },
    decision: {
      title: '法院作出确认决定',
      rule: 'med.court.decide',
      from: 'acceptedOn',
      until: 'decidedOn',
      extend: 'extension',
      warn: [3],
    },
  },
})

const subsidies = procedureOf(record.subsidy)
export const subsidy = subsidies.define({
  stages: {
    claimed: '已申报',
    checked: '已初审',
    verified: '已复核',
    published: '公示中',
    paid: '已发放',
    refused: '不予补贴',
  },
  ends: ['paid', 'refused'],
  steps: {
    claim: subsidies.step({
      title: '申报',
      from: 'new',
      to: 'claimed',
      by: mediators,
      on: 'claimedOn',
      form: ['claimedOn', 'mediator', 'grade'],
      papers: ['claim'],
      reads: ['mediation.subsidy'],
      need: [{ must: ['parent', ['known', 'agreedOn']], say: '案件没有达成协议，不能申报以案定补' }],
      refuse: ({ others }) => (others['mediation.subsidy']?.some((s) => s.stage !== 'refused') ? '本案已经申报过补贴，不能重复申报' : null),
      effect: rateOf,
    }),
    check: subsidies.step({
      title: '司法所初审',
      from: 'claimed',
      to: 'checked',
      by: station,
      on: 'checkedOn',
      form: ['checkedOn'],
      notBy: 'claim',
    }),
    verify: subsidies.step({
      title: '局复核',
      from: 'checked',
      to: 'verified',
      by: bureau,
      on: 'verifiedOn',
      form: ['verifiedOn'],
      notBy: 'check',
      need: [{ must: ['parent', ['known', 'archivedOn']], say: '案件尚未归档，卷宗不全，不能复核' }],
    }),
    publish: subsidies.step({
      title: '公示',
      from: 'verified',
      to: 'published',
      by: bureau,
      on: 'publishedOn',
      form: ['publishedOn'],
    }),
    pay: subsidies.step({ title: '发放', from: 'published', to: 'paid', by: bureau, on: 'paidOn', form: ['paidOn'] }),
    refuse: subsidies.step({
      title: '不予补贴',
      from: ['claimed', 'checked', 'verified', 'published'],
      to: 'refused',
      by: [...station, ...bureau],
      on: 'refusedOn',
      form: ['refusedOn', 'refusal'],
    }),
  },
})
