import { choice, type DraftOf, day, type Opening, procedureOf, unit } from '../../../kernel/index.ts'
import { dayInWords, type LegalDay } from '../../../law/index.ts'
import { managementClass } from '../codes.ts'
import { endWhatRuns, minorAtStart, runningWith, type TermForm, termFrom } from '../effects.ts'
import { dueBy, firstOf } from '../law.ts'
import { county, decider, staff, station } from '../posts.ts'
import { person as record } from '../records/person.ts'

const { step, define } = procedureOf(record)
const sick = [
  ['is', 'category', 'temporary'],
  ['is', 'circumstance', 'illness'],
] as const
const released = ['supervised', 'registered'] as const

/** 提请中、被羁押: the system never ends a correction over the head of the organ that is deciding on it. 司办通〔2021〕94号. */
const nothingPending = [
  {
    must: ['not', ['has', 'community-corrections.proposal', ['stage', 'proposed', 'accepted']]],
    say: '正在提请撤销缓刑、撤销假释、收监执行、逮捕或者减刑，决定机关尚未作出决定，不得办理解除；请登记决定结果后再办',
    basis: '社区矫正法 第四十四条；司办通〔2021〕94号',
  },
  {
    must: ['not', ['has', 'community-corrections.detention', ['stage', 'held']]],
    say: '该人正被限制人身自由，不得径行办理解除；请与办案机关核实处理结果后再办',
    basis: '社区矫正法 第四十四条；司办通〔2021〕94号',
  },
] as const

const notYet = (termTo: LegalDay | null, on: LegalDay) =>
  !termTo
    ? '尚未核定矫正期限，不能按期满办理解除'
    : on < termTo
      ? `矫正期限至${termTo}届满，期限未满不得解除（社区矫正法第四十四条）；赦免的请办“赦免解除”`
      : null

/** Hand-over to resettlement opens by itself; who is not handed over is named with the reason. */
const handedOver = (
  v: { excuse: string | null },
  on: LegalDay,
  reason: 'expiry' | 'pardon',
  others: Parameters<typeof endWhatRuns>[0],
) => ({
  set: { exit: 'released' as const, releaseReason: reason, handover: v.excuse ? ('excused' as const) : ('opened' as const) },
  act: endWhatRuns(others, on),
})

interface Notice {
  readonly category: string
  readonly entry: string
  readonly organKind: string
  readonly effectiveOn: LegalDay
  readonly movedFrom: string | null
}

/** What is wrong with a notice: a judgment not yet in force, an organ that may not decide so. */
const noticeFault = (form: Notice, on: LegalDay) =>
  firstOf(
    form.effectiveOn > on && '裁判尚未生效，不能登记执行',
    form.entry === 'transferredIn' && !form.movedFrom && '迁入人员请填写原执行地',
    form.category === 'probation' && form.organKind !== 'court' && '缓刑由人民法院判处，请核对决定机关（刑法第七十二条）',
    form.category === 'control' && form.organKind !== 'court' && '管制由人民法院判处，请核对决定机关（刑法第三十八条）',
    form.category === 'parole' && form.organKind !== 'court' && '假释由人民法院裁定，请核对决定机关（刑法第八十二条）',
  )

type Papers = TermForm & { readonly statedTo: LegalDay | null; readonly termReason: string | null }

/** What is wrong with the papers: a term that begins or ends on another day than the law works out. */
function papersFault(values: DraftOf<typeof record.fields>, form: Papers): string | null {
  const term = termFrom(values, form)
  return firstOf(
    values.category === 'probation' &&
      values.effectiveOn !== form.termFrom &&
      `缓刑考验期限从判决确定之日（${values.effectiveOn}）起计算（刑法第七十三条），请核对矫正期起`,
    values.effectiveOn && form.termFrom < values.effectiveOn && '矫正期起不能早于裁判生效日期，请核对',
    !term.ok && term.say,
    term.ok &&
      form.statedTo &&
      form.statedTo !== term.to &&
      !form.termReason &&
      `文书载明${form.statedTo}期满，按法律计算为${term.to}，二者不一致；请与决定机关核实，以文书为准的请填写期限说明`,
  )
}

/** The end of the term by the papers and the law, with its derivation. */
function termSet(values: DraftOf<typeof record.fields>, form: Papers): { termTo?: LegalDay; termNote?: string } {
  const term = termFrom(values, form)
  if (!term.ok) return {}
  const to = form.statedTo ?? term.to
  const lines = to === term.to ? term.lines : [...term.lines, `以法律文书载明的${dayInWords(to, 'zh')}为准：${form.termReason}`]
  return { termTo: to, termNote: lines.join('\n') }
}

/** The class that the former system kept: an assessment like any other, so that the next one follows it. */
const classifiedBefore = (managementClass: string, on: LegalDay): Opening => ({
  record: 'community-corrections.classification',
  step: 'keep',
  under: 'this',
  values: { assessedOn: on, managementClass, reasons: '省系统登记的管理类别，随存量人员转入' },
})

export const person = define({
  stages: {
    awaiting: '待报到',
    missing: '逾期未报到',
    registered: '已登记待宣告',
    supervised: '在矫',
    released: '已解除',
    terminated: '已终止',
    transferredOut: '已迁出',
    cancelled: '未接收',
  },
  ends: ['released', 'terminated', 'transferredOut', 'cancelled'],
  steps: {
    notify: step({
      title: '登记执行通知',
      from: 'new',
      to: 'awaiting',
      by: staff,
      basis: '社区矫正法 第十七条、第二十条',
      on: 'notifiedOn',
      form: [
        'category',
        'entry',
        'sex',
        'bornOn',
        'organKind',
        'organ',
        'effectiveOn',
        'notifiedOn',
        'noticeNumber?',
        'noticeOn?',
        'handingKind?',
        'handingOrgan?',
        'household?',
        'residence?',
        'assessment?',
        'prohibited?',
        'movedFrom?',
        'moveDecidedOn?',
      ],
      refuse: ({ form, on }) => noticeFault(form, on),
      effect: ({ form }) => ({ set: { minor: minorAtStart(form.bornOn, form.effectiveOn) } }),
    }),
    takeOver: step({
      title: '存量人员转入登记（省系统数据）',
      from: 'new',
      to: 'supervised',
      by: county,
      basis: '社区矫正法 第二十二条',
      on: 'enteredOn',
      form: [
        'category',
        'entry',
        'sex',
        'bornOn',
        'organKind',
        'organ',
        'effectiveOn',
        'enteredOn',
        'announcedOn?',
        'fileOn?',
        'household?',
        'residence?',
        'judgmentNumber',
        'judgedOn?',
        'crime',
        'offence',
        'sentence',
        'sentenceTerm?',
        'additional?',
        'circumstance?',
        'juvenile?',
        'prohibited?',
        'movedFrom?',
        'termFrom',
        'years?',
        'months?',
        'days?',
        'creditDays?',
        'sentenceEndOn?',
        'uncountedDays?',
        'termReason?',
      ],
      also: { statedTo: day('文书载明的期满日').as('jzzzrq').optional(), managementClass: choice('管理类别', managementClass).optional() },
      refuse: ({ record: { values }, form, on }) => firstOf(noticeFault(form, on), papersFault({ ...values, ...form }, form)),
      effect: ({ record: { values }, form, on }) => ({
        set: {
          ...termSet({ ...values, ...form }, form),
          minor: minorAtStart(form.bornOn, form.effectiveOn),
          reportedOn: on,
          papersOn: on,
          dueOn: on,
          announcedOn: form.announcedOn ?? on,
        },
        ...(form.managementClass ? { open: [classifiedBefore(form.managementClass, on)] } : {}),
      }),
    }),
    receivePapers: step({
      title: '收到法律文书',
      from: ['awaiting', 'missing', 'registered'],
      by: staff,
      basis: '社区矫正法 第二十条、第二十二条',
      on: 'papersOn',
      form: [
        'papersOn',
        'paperKind?',
        'judgmentNumber',
        'judgedOn?',
        'crime',
        'offence',
        'facts?',
        'sentence',
        'sentenceTerm?',
        'sentenceFrom?',
        'additional?',
        'circumstance?',
        'juvenile?',
        'termFrom',
        'years?',
        'months?',
        'days?',
        'creditDays?',
        'sentenceEndOn?',
        'uncountedDays?',
        'termReason?',
      ],
      also: { statedTo: day('文书载明的期满日').optional() },
      refuse: ({ record: { values }, form }) => papersFault(values, form),
      effect: ({ record: { values }, form }) => ({ set: termSet(values, form) }),
    }),
    returnReceipt: step({
      title: '送达回执',
      from: ['awaiting', 'missing', 'registered', 'supervised'],
      by: staff,
      basis: '社区矫正法实施办法 第十六条',
      on: 'receiptOn',
      form: ['receiptOn'],
      papers: ['receipt'],
      need: [
        { must: ['known', 'papersOn'], say: '尚未收到法律文书，不能送达回执' },
        { must: ['unknown', 'receiptOn'], say: '回执已经送达；日期有误的，请更正' },
      ],
    }),
    flagMissing: step({
      title: '认定未按期报到（漏管）',
      from: 'awaiting',
      to: 'missing',
      by: staff,
      basis: '社区矫正法实施办法 第十七条；社区矫正实施办法 第六条',
      on: 'missingOn',
      form: ['missingOn'],
      reads: [],
      refuse: ({ record: { values }, on }) => {
        const due = values.effectiveOn ? dueBy('cc.report', values.effectiveOn) : null
        return due && on <= due ? `报到期限至${due}，尚未逾期，不能认定未按期报到（社区矫正法第二十一条）` : null
      },
      effect: ({ on, record: { unit: at } }) => ({
        set: { dueOn: on },
        open: [{ record: 'community-corrections.search', step: 'begin', under: 'this', values: { kind: 'missing', missedOn: on } }],
        notify: [
          { post: 'correctionsOfficer', unit: at.slice(0, 6), say: '有社区矫正对象未按规定时间报到，应立即组织查找并通报决定机关和检察院' },
        ],
      }),
    }),
    register: step({
      title: '报到与接收登记',
      from: ['awaiting', 'missing'],
      to: 'registered',
      by: staff,
      basis: '社区矫正法 第二十一条、第二十二条',
      on: 'enteredOn',
      form: ['enteredOn', 'reportedOn?', 'residence?', 'household?', 'health?'],
      also: { delegate: unit('受委托的司法所').optional() },
      reads: ['community-corrections.search'],
      papers: ['registration', 'reportNotice'],
      refuse: ({ form, on, record: { values } }) =>
        firstOf(
          values.effectiveOn && on < values.effectiveOn && '接收登记不能早于裁判生效日期',
          form.reportedOn && form.reportedOn > on && '报到日期晚于登记日期，请核对',
        ),
      effect: ({ form, on, record: { values, stage }, others }) => ({
        set: {
          reportedOn: form.reportedOn ?? on,
          dueOn: values.dueOn ?? on,
          ...(stage === 'missing' ? { missingEndOn: on } : {}),
        },
        ...(form.delegate ? { unit: form.delegate } : {}),
        act: (others['community-corrections.search'] ?? [])
          .filter((s) => s.stage === 'searching')
          .map((s) => ({
            on: s.id,
            record: 'community-corrections.search',
            step: 'find',
            values: { endedOn: on, result: 'found', finding: '已报到' },
          })),
      }),
    }),
    openFile: step({
      title: '建立执行档案',
      from: ['registered', 'supervised'],
      by: staff,
      basis: '社区矫正法 第二十二条；社区矫正法实施办法 第十八条',
      on: 'fileOn',
      form: ['fileOn'],
    }),
    announce: step({
      title: '入矫宣告',
      from: 'registered',
      to: 'supervised',
      by: staff,
      basis: '社区矫正法 第二十二条；社区矫正法实施办法 第二十条',
      on: 'announcedOn',
      form: ['announcedOn'],
      papers: ['announcement', 'groupPledge'],
      need: [
        { must: ['known', 'papersOn'], say: '法律文书尚未收到，不能宣告；请催告决定机关', basis: '社区矫正法 第二十条' },
        {
          must: ['has', 'community-corrections.member', ['unknown', 'leftOn']],
          say: '尚未确定矫正小组，不能宣告',
          basis: '社区矫正法 第二十五条',
        },
        {
          must: [
            'any',
            ['is', 'sex', 'male'],
            ['has', 'community-corrections.member', ['all', ['is', 'woman', true], ['unknown', 'leftOn']]],
          ],
          say: '社区矫正对象为女性的，矫正小组中应有女性成员',
          basis: '社区矫正法 第二十五条',
        },
        {
          must: [
            'any',
            ['not', ['is', 'minor', true]],
            ['has', 'community-corrections.member', ['all', ['is', 'knowsMinors', true], ['unknown', 'leftOn']]],
          ],
          say: '未成年社区矫正对象的矫正小组应当吸收熟悉未成年人身心特点的人员参加',
          basis: '社区矫正法 第五十二条',
        },
      ],
    }),
    reassign: step({
      title: '变更受委托司法所',
      from: ['awaiting', 'registered', 'supervised'],
      by: county,
      basis: '社区矫正法 第九条',
      form: [],
      also: { delegate: unit('新的司法所') },
      effect: ({ form }) => ({ unit: form.delegate }),
    }),
    amend: step({
      title: '更新基本情况',
      from: ['awaiting', 'missing', 'registered', 'supervised'],
      by: staff,
      form: ['residence?', 'household?', 'health?', 'circumstance?'],
    }),
    changeTerm: step({
      title: '变更矫正期限',
      from: ['registered', 'supervised'],
      by: county,
      basis: '社区矫正法 第三十三条；刑事诉讼法 第二百六十八条',
      form: ['termTo', 'decisionNumber', 'termReason'],
      refuse: ({ form, record: { values } }) =>
        values.termFrom && form.termTo < values.termFrom ? '变更后的期满日早于起算日，请核对裁定' : null,
      effect: ({ form, on, record: { values } }) => ({
        set: {
          termNote: [
            values.termNote ?? '',
            `${dayInWords(on, 'zh')}依${form.decisionNumber}，矫正期止变更为${dayInWords(form.termTo, 'zh')}：${form.termReason}`,
          ]
            .filter(Boolean)
            .join('\n'),
        },
      }),
    }),
    reoffend: step({
      title: '登记矫正期间再犯罪判决',
      from: ['registered', 'supervised', 'terminated', 'released'],
      by: county,
      on: 'reoffendedOn',
      form: ['reoffendedOn'],
      need: [{ must: ['known', 'enteredOn'], say: '该人尚未入矫，不属于矫正期间再犯罪' }],
    }),
    summarise: step({
      title: '个人总结',
      from: ['registered', 'supervised'],
      by: staff,
      basis: '社区矫正法实施办法 第五十三条；社区矫正实施办法 第二十九条',
      on: 'summaryOn',
      form: ['summaryOn'],
      papers: ['summary'],
    }),
    appraise: step({
      title: '期满鉴定',
      from: ['registered', 'supervised'],
      by: station,
      basis: '社区矫正法实施办法 第五十三条；社区矫正实施办法 第二十九条',
      form: ['finalAppraisal', 'helpAdvice'],
      papers: ['finalAppraisal'],
      need: [{ must: ['known', 'summaryOn'], say: '本人尚未作出个人总结，不能鉴定' }],
    }),
    release: step({
      title: '期满解除',
      from: released,
      to: 'released',
      by: staff,
      basis: '社区矫正法 第四十四条；社区矫正实施办法 第三十条',
      on: 'leftOn',
      form: ['leftOn', 'excuse?', 'exitNote?'],
      reads: runningWith,
      papers: ['releaseAnnouncement', 'releaseCertificate', 'releaseNotice'],
      need: [
        ...nothingPending,
        { must: ['known', 'summaryOn'], say: '本人尚未作出个人总结，请先办理“个人总结”', basis: '社区矫正法实施办法 第五十三条' },
        { must: ['known', 'finalAppraisal'], say: '尚未作出期满鉴定，请先办理“期满鉴定”', basis: '社区矫正法实施办法 第五十三条' },
      ],
      refuse: ({ record: { values }, form, on }) =>
        firstOf(notYet(values.termTo, on), form.excuse && !form.exitNote && '不转入本区安置帮教的，请写明情况（如移送何地、何机关）'),
      effect: ({ record: { values }, form, on, others }) => ({
        ...handedOver(form, on, 'expiry', others),
        ...(form.excuse ? {} : { open: [toResettlement(values, on)] }),
      }),
    }),
    pardon: step({
      title: '赦免解除',
      from: released,
      to: 'released',
      by: decider,
      basis: '社区矫正法 第四十四条',
      on: 'leftOn',
      form: ['leftOn', 'decisionNumber', 'excuse?', 'exitNote?'],
      reads: runningWith,
      papers: ['releaseCertificate', 'releaseNotice'],
      refuse: ({ form }) => (form.excuse && !form.exitNote ? '不转入本区安置帮教的，请写明情况（如移送何地、何机关）' : null),
      effect: ({ record: { values }, form, on, others }) => ({
        ...handedOver(form, on, 'pardon', others),
        ...(form.excuse ? {} : { open: [toResettlement(values, on)] }),
      }),
    }),
    terminate: step({
      title: '终止矫正',
      from: ['registered', 'supervised'],
      to: 'terminated',
      by: decider,
      basis: '社区矫正法 第四十五条；社区矫正实施办法 第三十一条',
      on: 'leftOn',
      form: ['leftOn', 'endReason', 'decisionNumber?', 'exitNote?'],
      reads: runningWith,
      papers: ['termination'],
      refuse: ({ record: { values }, form }) =>
        firstOf(
          form.endReason === 'probationRevoked' && values.category !== 'probation' && '只有缓刑对象才能因撤销缓刑终止，请核对矫正类别',
          form.endReason === 'paroleRevoked' && values.category !== 'parole' && '只有假释对象才能因撤销假释终止，请核对矫正类别',
          form.endReason === 'recommitted' && values.category !== 'temporary' && '只有暂予监外执行对象才能因收监执行终止，请核对矫正类别',
          form.endReason !== 'death' &&
            !form.decisionNumber &&
            '撤销、收监由人民法院或者决定机关作出，请填写裁定（决定）文号；本机构只有建议权',
        ),
      effect: ({ on, others }) => ({ set: { exit: 'terminated' }, act: endWhatRuns(others, on) }),
    }),
    transferOut: step({
      title: '迁出',
      from: ['registered', 'supervised'],
      to: 'transferredOut',
      by: county,
      basis: '社区矫正法 第二十七条',
      on: 'leftOn',
      form: ['leftOn', 'movedTo'],
      reads: runningWith,
      need: [
        {
          must: ['has', 'community-corrections.transfer', ['stage', 'agreed', 'moved']],
          say: '尚无同意变更执行地的决定，不能迁出',
          basis: '社区矫正法实施办法 第三十一条',
        },
      ],
      effect: ({ on, others }) => ({ set: { exit: 'transferredOut' }, act: endWhatRuns(others, on) }),
    }),
    cancel: step({
      title: '不予接收（更正执行地或撤回）',
      from: ['awaiting', 'missing'],
      to: 'cancelled',
      by: county,
      basis: '社区矫正法 第十七条',
      on: 'leftOn',
      form: ['leftOn', 'exitNote'],
      reads: ['community-corrections.search'],
      effect: ({ on, record: { stage }, others }) => ({
        set: { exit: 'cancelled', ...(stage === 'missing' ? { missingEndOn: on } : {}) },
        act: endWhatRuns(others, on),
      }),
    }),
    archive: step({
      title: '档案归档',
      from: ['released', 'terminated', 'transferredOut'],
      by: staff,
      basis: '社区矫正法实施办法 第十八条',
      on: 'archivedOn',
      form: ['archivedOn'],
      papers: ['executionFile', 'workingFile'],
    }),
  },
  deadlines: {
    notice: {
      title: '决定机关通知执行地',
      rule: 'cc.notify',
      from: 'effectiveOn',
      until: 'notifiedOn',
      late: '决定机关未在期限内通知，请登记并通报检察院',
    },
    papers: {
      title: '法律文书送达',
      rule: 'cc.papers',
      from: 'effectiveOn',
      until: ['papersOn', 'leftOn'],
      when: ['is', 'entry', 'new'],
      warn: [3],
      late: '法律文书逾期未送达，请催告决定机关并通报检察院',
    },
    receipt: {
      title: '送达回执',
      rule: 'cc.receipt',
      from: 'papersOn',
      until: ['receiptOn', 'leftOn'],
      when: ['is', 'entry', 'new'],
      warn: [2, 1],
    },
    reporting: {
      title: '对象报到',
      rule: 'cc.report',
      from: 'effectiveOn',
      until: ['reportedOn', 'leftOn'],
      when: ['all', ['is', 'entry', 'new'], ['in', 'category', ['control', 'probation', 'parole']]],
      warn: [3, 1],
      late: '未按期报到，已成漏管：立即组织查找，通知决定机关，通报检察院',
      red: true,
      dutyOf: 'subject',
    },
    escort: {
      title: '暂予监外执行对象移送',
      rule: 'cc.escort',
      from: 'effectiveOn',
      until: ['reportedOn', 'leftOn'],
      when: ['all', ['is', 'entry', 'new'], ['is', 'category', 'temporary']],
      warn: [3, 1],
      late: '暂予监外执行对象未按期移送，请催告移送机关并通报检察院',
      red: true,
    },
    moveIn: {
      title: '变更执行地后报到',
      rule: 'cc.move.report',
      from: 'moveDecidedOn',
      until: ['reportedOn', 'leftOn'],
      when: ['is', 'entry', 'transferredIn'],
      warn: [2],
      late: '迁入人员未按期报到，已成漏管：立即组织查找',
      red: true,
      dutyOf: 'subject',
    },
    stationReport: { title: '到司法所接受矫正', rule: 'cc.report.station', from: 'reportedOn', until: ['announcedOn', 'leftOn'] },
    report: {
      title: '定期报告',
      rule: 'cc.report.month',
      from: 'lastReportOn',
      when: ['unknown', 'leftOn'],
      pause: 'detentions',
      warn: [5, 2],
      late: '本周期未报告，请了解原因，视情训诫或者警告',
      dutyOf: 'subject',
    },
    contact: {
      title: '监管接触（防虚管）',
      rule: 'cc.visit.month',
      from: 'lastContactOn',
      when: ['unknown', 'leftOn'],
      pause: 'detentions',
      warn: [5, 2],
      late: '一个周期内没有任何报告、查访、核查、教育或公益活动记录，属虚管',
      red: true,
    },
    firstVisit: {
      title: '首次实地查访',
      rule: 'cc.visit.month',
      from: 'announcedOn',
      until: ['lastVisitOn', 'leftOn'],
      pause: 'detentions',
      warn: [5],
    },
    visit: { title: '实地查访', rule: 'cc.visit.month', from: 'lastVisitOn', when: ['unknown', 'leftOn'], pause: 'detentions', warn: [5] },
    firstEducation: {
      title: '首月教育学习',
      rule: 'cc.education.month',
      from: 'announcedOn',
      until: ['lastEducationOn', 'leftOn'],
      pause: 'detentions',
      warn: [5],
      dutyOf: 'subject',
    },
    education: {
      title: '教育学习',
      rule: 'cc.education.month',
      from: 'lastEducationOn',
      when: ['unknown', 'leftOn'],
      pause: 'detentions',
      warn: [5],
      dutyOf: 'subject',
    },
    firstService: {
      title: '首月社区服务',
      rule: 'cc.service.month',
      from: 'announcedOn',
      until: ['lastServiceOn', 'leftOn'],
      pause: 'detentions',
      warn: [5],
      dutyOf: 'subject',
    },
    service: {
      title: '社区服务',
      rule: 'cc.service.month',
      from: 'lastServiceOn',
      when: ['unknown', 'leftOn'],
      pause: 'detentions',
      warn: [5],
      dutyOf: 'subject',
    },
    health: {
      title: '身体情况报告',
      rule: 'cc.health.month',
      from: 'lastHealthOn',
      when: ['all', ...sick, ['unknown', 'leftOn']],
      pause: 'detentions',
      warn: [5],
      dutyOf: 'subject',
    },
    review: {
      title: '病情复查',
      rule: 'cc.meet.review',
      from: 'lastReviewOn',
      when: ['all', ...sick, ['unknown', 'leftOn']],
      extend: 'reviewExtension',
      pause: 'detentions',
      warn: [15, 5],
      late: '病情复查逾期：请督促提交，无正当理由经教育仍不改正的给予警告',
      red: true,
      dutyOf: 'subject',
    },
    release: {
      title: '期满解除',
      rule: 'cc.release',
      from: 'termTo',
      until: 'leftOn',
      when: ['known', 'enteredOn'],
      warn: [30, 7, 1],
      late: '矫正期满未办理解除：核对有无提请、羁押，依法办理',
      red: true,
    },
    summary: {
      title: '期满前个人总结',
      rule: 'cc.summary',
      from: 'termTo',
      until: ['summaryOn', 'leftOn'],
      when: ['known', 'enteredOn'],
      warn: [10],
      late: '临近期满尚无个人总结',
      dutyOf: 'subject',
    },
    pendingAtEnd: {
      title: '临近期满而提请未决',
      rule: 'cc.summary',
      from: 'termTo',
      until: 'leftOn',
      when: ['all', ['known', 'enteredOn'], ['known', 'pendingOn']],
      late: '提请未决而期限将满：催问决定机关；期满时不得自行解除',
      red: true,
    },
    lostAtEnd: {
      title: '临近期满而失联',
      rule: 'cc.summary',
      from: 'termTo',
      until: 'leftOn',
      when: ['all', ['known', 'enteredOn'], ['known', 'lostOn']],
      late: '失联而期限将满：查明下落，符合条件的及时提请撤销或者收监',
      red: true,
    },
    detainedAtEnd: {
      title: '临近期满而被限制人身自由',
      rule: 'cc.summary',
      from: 'termTo',
      until: 'leftOn',
      when: ['all', ['known', 'enteredOn'], ['known', 'detainedOn']],
      late: '被羁押而期限将满：与办案机关核实；期满时不得自行解除',
      red: true,
    },
  },
})

/** What resettlement needs to know, carried over so that nothing is typed again. */
function toResettlement(
  v: {
    sex: string | null
    bornOn: string | null
    household: string | null
    residence: string | null
    minor: boolean | null
    juvenile: boolean | null
    helpAdvice: string | null
    category: string | null
  },
  on: LegalDay,
) {
  return {
    record: 'resettlement.person',
    step: 'handOver',
    values: {
      releasedOn: on,
      sex: v.sex,
      bornOn: v.bornOn,
      household: v.household,
      residence: v.residence,
      minor: v.minor === true || v.juvenile === true,
      advice: v.helpAdvice,
      ...(v.category === 'parole'
        ? { kind: 'paroleEnded' }
        : v.category === 'temporary'
          ? { kind: 'served' }
          : { kind: 'correctionEnded' }),
    },
    people: { subject: 'subject' },
  }
}
