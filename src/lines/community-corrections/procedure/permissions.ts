import { procedureOf, type Seen } from '../../../kernel/index.ts'
import { daysBetween, type LegalDay } from '../../../law/index.ts'
import { atLiberty, dayOf, onTheBooks, termOver, underSupervision } from '../effects.ts'
import { dueBy, firstOf, onlySinceTheLaw, shortNotice } from '../law.ts'
import { county, decider, staff } from '../posts.ts'
import * as record from '../records/permissions.ts'

const permits = procedureOf(record.permit)
export const permit = permits.define({
  stages: { applied: '已申请', verified: '已核实', valid: '有效', refused: '不批准', ended: '已终止' },
  ends: ['refused', 'ended'],
  steps: {
    apply: permits.step({
      title: '申请经常性跨市县活动',
      from: 'new',
      to: 'applied',
      by: [...staff, 'supervisee'],
      basis: '社区矫正法 第二十七条；社区矫正法实施办法 第二十九条',
      on: 'appliedOn',
      form: ['appliedOn', 'reason', 'explanation', 'places'],
      papers: ['form'],
      need: [underSupervision, atLiberty],
      refuse: ({ on }) => onlySinceTheLaw(on, '经常性跨市县活动审批', '社区矫正法第二十七条'),
    }),
    verify: permits.step({
      title: '核实',
      from: 'applied',
      to: 'verified',
      by: staff,
      basis: '社区矫正法实施办法 第二十九条',
      form: ['findings'],
    }),
    approve: permits.step({
      title: '批准',
      from: 'verified',
      to: 'valid',
      by: decider,
      basis: '社区矫正法实施办法 第二十九条',
      on: 'decidedOn',
      form: ['decidedOn'],
      notBy: 'verify',
      refuse: ({ on, parent }) => termOver(parent, on, '批准经常性跨市县活动'),
      effect: ({ on, parent }) => {
        const byRule = dueBy('cc.cross', on)
        const termTo = dayOf(parent, 'termTo')
        const validUntil = byRule && termTo && termTo < byRule ? termTo : byRule
        return { set: { decision: 'granted', validUntil } }
      },
    }),
    refuse: permits.step({
      title: '不批准',
      from: ['applied', 'verified'],
      to: 'refused',
      by: decider,
      on: 'decidedOn',
      form: ['decidedOn', 'refusal'],
      effect: () => ({ set: { decision: 'refused' } }),
    }),
    end: permits.step({
      title: '到期或者撤销',
      from: 'valid',
      to: 'ended',
      by: [...staff, ...decider],
      basis: '社区矫正法实施办法 第二十九条',
      on: 'endedOn',
      form: ['endedOn'],
    }),
  },
  deadlines: {
    validity: {
      title: '跨市县许可到期',
      rule: 'cc.cross',
      from: 'decidedOn',
      until: 'endedOn',
      when: ['is', 'decision', 'granted'],
      warn: [15, 5],
      late: '许可已到期：停止跨市县活动或者重新申请',
      red: true,
    },
  },
})

const transfers = procedureOf(record.transfer)
export const transfer = transfers.define({
  stages: {
    applied: '已申请',
    opined: '司法所已签意见',
    asked: '征求意见中',
    answered: '已回复',
    agreed: '同意变更',
    moved: '已移交',
    arrived: '新执行地已接收',
    refused: '不同意变更',
  },
  ends: ['arrived', 'refused'],
  steps: {
    apply: transfers.step({
      title: '申请变更执行地',
      from: 'new',
      to: 'applied',
      by: [...staff, 'supervisee'],
      basis: '社区矫正法 第二十七条；社区矫正法实施办法 第三十条；社区矫正实施办法 第十四条',
      on: 'appliedOn',
      form: ['appliedOn', 'reason', 'destination', 'newAddress', 'movesOn?'],
      need: [underSupervision, atLiberty, { must: ['parent', ['unknown', 'lostOn']], say: '该人失联尚未查明，不能申请变更执行地' }],
      papers: ['form'],
      effect: ({ form, on }) => (form.movesOn ? { set: { shortNotice: shortNotice('cc.move.apply', form.movesOn, on) } } : {}),
    }),
    opine: transfers.step({
      title: '司法所签署意见',
      from: 'applied',
      to: 'opined',
      by: staff,
      basis: '社区矫正法实施办法 第三十条；社区矫正实施办法 第十四条',
      on: 'stationOn',
      form: ['stationOpinion'],
    }),
    ask: transfers.step({
      title: '征求新执行地意见',
      from: 'opined',
      to: 'asked',
      by: county,
      basis: '社区矫正法实施办法 第三十条',
      on: 'askedOn',
      form: ['askedOn'],
      papers: ['inquiry'],
    }),
    answer: transfers.step({
      title: '登记回复',
      from: 'asked',
      to: 'answered',
      by: county,
      basis: '社区矫正法实施办法 第三十条',
      on: 'answeredOn',
      form: ['answeredOn', 'answer'],
    }),
    agree: transfers.step({
      title: '决定变更执行地',
      from: 'answered',
      to: 'agreed',
      by: decider,
      basis: '社区矫正法 第二十七条；社区矫正法实施办法 第三十一条',
      on: 'decidedOn',
      form: ['decidedOn'],
      papers: ['decision'],
      need: [
        {
          must: ['parent', ['not', ['has', 'community-corrections.proposal', ['stage', 'proposed', 'accepted']]]],
          say: '正在提请撤销、收监或者逮捕，决定作出前不得变更执行地',
        },
      ],
      effect: () => ({ set: { decision: 'granted' } }),
    }),
    decline: transfers.step({
      title: '决定不变更执行地',
      from: ['applied', 'opined', 'asked', 'answered'],
      to: 'refused',
      by: decider,
      basis: '社区矫正法实施办法 第三十条',
      on: 'decidedOn',
      form: ['decidedOn', 'refusal'],
      papers: ['refusal'],
      effect: () => ({ set: { decision: 'refused' } }),
    }),
    tell: transfers.step({
      title: '告知本人',
      from: ['agreed', 'refused'],
      by: staff,
      basis: '社区矫正法实施办法 第三十条、第三十一条',
      on: 'toldOn',
      form: ['toldOn'],
    }),
    handFiles: transfers.step({
      title: '移交法律文书和档案（迁出）',
      from: 'agreed',
      to: 'moved',
      by: county,
      basis: '社区矫正法 第二十七条；社区矫正法实施办法 第三十一条；社区矫正实施办法 第十四条',
      on: 'filesOn',
      form: ['filesOn'],
      // The person leaves the books on the day of the hand-over by the same act.
      effect: ({ on, parent, record: { values } }) =>
        parent
          ? {
              act: [
                {
                  on: parent.id,
                  record: 'community-corrections.person',
                  step: 'transferOut',
                  values: { leftOn: on, movedTo: values.destination },
                },
              ],
            }
          : {},
    }),
    arrive: transfers.step({
      title: '登记新执行地回执',
      from: 'moved',
      to: 'arrived',
      by: county,
      basis: '社区矫正法实施办法 第三十一条',
      on: 'arrivedOn',
      form: ['arrivedOn'],
    }),
  },
  deadlines: {
    ask: { title: '征求新执行地意见', rule: 'cc.move.ask', from: 'appliedOn', until: ['askedOn', 'decidedOn'], warn: [2] },
    answer: {
      title: '新执行地回复',
      rule: 'cc.move.answer',
      from: 'askedOn',
      until: ['answeredOn', 'decidedOn'],
      warn: [1],
      late: '新执行地逾期未回复，请催办',
    },
    refusal: {
      title: '告知不予变更',
      rule: 'cc.move.refuse',
      from: 'decidedOn',
      until: 'toldOn',
      when: ['is', 'decision', 'refused'],
      warn: [2],
    },
    files: {
      title: '移交文书、档案',
      rule: 'cc.move.files',
      from: 'decidedOn',
      until: 'filesOn',
      when: ['is', 'decision', 'granted'],
      warn: [2, 1],
      late: '决定变更执行地后逾期未移交文书、档案',
    },
    report: {
      title: '到新执行地报到',
      rule: 'cc.move.report',
      from: 'filesOn',
      until: 'arrivedOn',
      warn: [2],
      late: '对象未按期到新执行地报到，请会同新执行地查找',
      red: true,
    },
  },
})

const meetings = procedureOf(record.meeting)
export const meeting = meetings.define({
  stages: { applied: '已申请', decided: '已审批' },
  ends: ['decided'],
  steps: {
    apply: meetings.step({
      title: '申请会客（接触）',
      from: 'new',
      to: 'applied',
      by: [...staff, 'supervisee'],
      basis: '社区矫正法 第二十三条；社区矫正法实施办法 第二十五条；社区矫正实施办法 第十一条',
      on: 'appliedOn',
      form: ['appliedOn', 'relation', 'visitor', 'reason', 'plannedOn', 'place?'],
      need: [underSupervision],
      papers: ['form'],
    }),
    decide: meetings.step({
      title: '审批',
      from: 'applied',
      to: 'decided',
      by: decider,
      basis: '社区矫正法实施办法 第二十五条',
      on: 'decidedOn',
      form: ['decidedOn', 'decision', 'opinion?'],
      notBy: 'apply',
    }),
  },
})

const prohibitions = procedureOf(record.prohibition)
export const prohibition = prohibitions.define({
  stages: { executing: '执行中', ended: '执行完毕' },
  ends: ['ended'],
  steps: {
    enter: prohibitions.step({
      title: '登记禁止令',
      from: 'new',
      to: 'executing',
      by: staff,
      basis: '刑法 第三十八条、第七十二条；社区矫正法实施办法 第三十九条',
      form: ['kind', 'content', 'court', 'startsOn', 'endsOn'],
      need: [
        onTheBooks,
        {
          must: ['parent', ['in', 'category', ['control', 'probation']]],
          say: '禁止令只适用于管制、缓刑对象，请核对裁判文书',
          basis: '刑法 第三十八条、第七十二条',
        },
        { must: ['parent', ['is', 'prohibited', true]], say: '基本情况未登记被宣告禁止令，请核对裁判文书并更正' },
      ],
      refuse: ({ form, parent }) => {
        const termTo = dayOf(parent, 'termTo')
        return termTo && form.endsOn > termTo ? `禁止令期限不能超过矫正期限（${termTo}）` : null
      },
    }),
    breach: prohibitions.step({
      title: '登记违反禁止令',
      from: 'executing',
      by: staff,
      basis: '社区矫正法 第二十八条；社区矫正法实施办法 第三十九条',
      on: 'breachedOn',
      form: ['breachedOn', 'breach'],
      effect: ({ record: { values, unit } }) => ({
        set: { breaches: (values.breaches ?? 0) + 1 },
        notify: [
          {
            post: 'correctionsOfficer',
            unit: unit.slice(0, 6),
            say: '违反禁止令：情节轻微的警告，情节严重的提请撤销缓刑；符合条件的可申请电子定位',
          },
        ],
      }),
    }),
    end: prohibitions.step({
      title: '执行完毕',
      from: 'executing',
      to: 'ended',
      by: staff,
      on: 'endedOn',
      form: ['endedOn'],
      refuse: ({ record: { values }, parent, on }) =>
        values.endsOn && on < values.endsOn && !parent?.values.leftOn ? `禁止令至${values.endsOn}届满，期限未满不能登记执行完毕` : null,
    }),
  },
})

const entries = procedureOf(record.restrictedEntry)
export const restrictedEntry = entries.define({
  stages: { applied: '已申请', decided: '已审批' },
  ends: ['decided'],
  steps: {
    apply: entries.step({
      title: '申请进入特定区域（场所）',
      from: 'new',
      to: 'applied',
      by: [...staff, 'supervisee'],
      basis: '社区矫正法实施办法 第三十九条；社区矫正实施办法 第十二条',
      on: 'appliedOn',
      form: ['appliedOn', 'place', 'reason', 'plannedOn', 'stationOpinion?'],
      papers: ['form'],
      need: [
        underSupervision,
        {
          must: ['parent', ['has', 'community-corrections.prohibition', ['all', ['stage', 'executing'], ['is', 'kind', 'place']]]],
          say: '该人没有禁止进入特定区域、场所的禁止令在执行，不需要此项审批',
        },
      ],
    }),
    decide: entries.step({
      title: '审批',
      from: 'applied',
      to: 'decided',
      by: decider,
      basis: '社区矫正法实施办法 第三十九条',
      on: 'decidedOn',
      form: ['decidedOn', 'decision', 'opinion?'],
      notBy: 'apply',
    }),
    tell: entries.step({
      title: '告知原审法院和人民检察院',
      from: 'decided',
      by: county,
      basis: '社区矫正法实施办法 第三十九条',
      on: 'toldOn',
      form: ['toldOn'],
    }),
  },
})

const bans = procedureOf(record.exitBan)
export const exitBan = bans.define({
  stages: { filed: '已报备', lifted: '已撤销' },
  ends: ['lifted'],
  steps: {
    file: bans.step({
      title: '报备',
      from: 'new',
      to: 'filed',
      by: county,
      basis: '出境入境管理法 第十二条',
      on: 'filedOn',
      form: ['filedOn', 'authority', 'validUntil', 'papersHeld'],
      papers: ['notice'],
      need: [onTheBooks],
    }),
    lift: bans.step({
      title: '撤销报备',
      from: 'filed',
      to: 'lifted',
      by: county,
      basis: '出境入境管理法 第十二条',
      on: 'liftedOn',
      form: ['liftedOn'],
      papers: ['lifting'],
      refuse: ({ parent }) => (parent?.values.leftOn ? null : '该人仍在社区矫正期间，不得撤销不准出境报备（出境入境管理法第十二条）'),
    }),
  },
})

const postponements = procedureOf(record.postponement)
const postponing = '社区矫正法实施办法 第二十四条'
export const postponement = postponements.define({
  stages: { applied: '已申请', forwarded: '报上级审批', granted: '已批准', refused: '不批准' },
  ends: ['granted', 'refused'],
  steps: {
    apply: postponements.step({
      title: '申请病情复查延期',
      from: 'new',
      to: 'applied',
      by: staff,
      basis: postponing,
      on: 'appliedOn',
      form: ['appliedOn', 'untilOn', 'reason'],
      papers: ['form'],
      need: [
        onTheBooks,
        {
          must: ['parent', ['all', ['is', 'category', 'temporary'], ['is', 'circumstance', 'illness']]],
          say: '只有保外就医的对象需要病情复查',
          basis: '社区矫正法 第二十三条',
        },
      ],
      refuse: ({ form, on, parent }) =>
        firstOf(
          onlySinceTheLaw(on, '病情复查延期', '实施办法第二十四条'),
          form.untilOn <= (reviewDue(parent) ?? '') && `本次复查应在${reviewDue(parent)}前提交，拟延至的日期应晚于此日`,
        ),
      effect: ({ form, on, parent }) => {
        const due = reviewDue(parent)
        return due ? { set: { days: daysBetween(due, form.untilOn), tier: postponedBy(due, form.untilOn, on) } } : {}
      },
    }),
    approve: postponements.step({
      title: '县级社区矫正机构批准',
      from: 'applied',
      to: 'granted',
      by: decider,
      basis: postponing,
      on: 'decidedOn',
      form: ['decidedOn'],
      notBy: 'apply',
      need: [
        { must: ['is', 'tier', 'county'], say: '延长一个月以上的，应报上一级社区矫正机构批准；三个月以上的，逐级上报省级社区矫正机构' },
      ],
      effect: () => ({ set: { decision: 'granted' } }),
    }),
    forward: postponements.step({
      title: '报上级社区矫正机构审批',
      from: 'applied',
      to: 'forwarded',
      by: decider,
      basis: postponing,
      on: 'forwardedOn',
      form: ['forwardedOn'],
      proposes: true,
    }),
    enterDecision: postponements.step({
      title: '登记上级审批结果',
      from: 'forwarded',
      by: county,
      basis: postponing,
      on: 'decidedOn',
      form: ['decidedOn', 'decision', 'refusal?'],
      effect: ({ form }) => ({ to: form.decision === 'granted' ? 'granted' : 'refused' }),
    }),
    refuse: postponements.step({
      title: '不批准',
      from: 'applied',
      to: 'refused',
      by: decider,
      basis: postponing,
      on: 'decidedOn',
      form: ['decidedOn', 'refusal'],
      effect: () => ({ set: { decision: 'refused' } }),
    }),
    tellProcuracy: postponements.step({
      title: '通报人民检察院',
      from: 'granted',
      by: county,
      basis: postponing,
      on: 'procuracyToldOn',
      form: ['procuracyToldOn'],
    }),
  },
})

/** When the review is due without any extension. */
function reviewDue(parent: Seen | null): LegalDay | null {
  const since = dayOf(parent, 'lastReviewOn')
  return since ? dueBy('cc.meet.review', since) : null
}

/** Who grants an extension: below a month the county, from a month the organ above, from three months the province. */
function postponedBy(due: LegalDay, until: LegalDay, on: LegalDay): 'county' | 'prefecture' | 'province' {
  const [month, long] = [dueBy('cc.review.more', due, on), dueBy('cc.review.long', due, on)]
  if (long && until >= long) return 'province'
  return month && until >= month ? 'prefecture' : 'county'
}
