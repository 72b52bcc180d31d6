import { keptBy, procedureOf } from '../../../kernel/index.ts'
import { atLiberty, onTheBooks } from '../effects.ts'
import { county, decider, staff, station } from '../posts.ts'
import * as record from '../records/intake.ts'

const assessments = procedureOf(record.assessment)
export const assessment = assessments.define({
  stages: { received: '调查中', drafted: '待审核', submitted: '已提交意见', decided: '已裁决', returned: '已退回' },
  ends: ['decided', 'returned'],
  steps: {
    receive: assessments.step({
      title: '收到委托',
      from: 'new',
      to: 'received',
      by: staff,
      basis: '社区矫正法 第十八条；社区矫正法实施办法 第十三条；社区矫正实施办法 第四条',
      on: 'receivedOn',
      form: [
        'commissioner',
        'letterNumber?',
        'receivedOn',
        'fast',
        'assessed',
        'juvenile',
        'proposed',
        'offence',
        'residence',
        'employer?',
        'crime?',
        'court?',
        'judgedOn?',
        'sentence?',
        'sentenceTerm?',
        'sentenceFrom?',
        'sentenceEndOn?',
        'additional?',
      ],
    }),
    investigate: assessments.step({
      title: '调查并拟定意见',
      from: 'received',
      to: 'drafted',
      by: staff,
      basis: '社区矫正法实施办法 第十四条',
      form: ['investigators', 'findings', 'opinion'],
    }),
    prolong: assessments.step({
      title: '商委托机关延长',
      from: ['received', 'drafted'],
      by: county,
      basis: '社区矫正法实施办法 第十四条',
      form: ['extension'],
    }),
    submit: assessments.step({
      title: '审核并提交评估意见',
      from: 'drafted',
      to: 'submitted',
      by: decider,
      basis: '社区矫正法 第十八条；社区矫正法实施办法 第十四条',
      on: 'opinionOn',
      form: ['opinionOn', 'opinion'],
      notBy: 'investigate',
      papers: ['opinion'],
    }),
    copy: assessments.step({
      title: '抄送人民检察院',
      from: ['submitted', 'decided'],
      by: county,
      basis: '社区矫正法实施办法 第十四条',
      on: 'copiedOn',
      form: ['copiedOn'],
    }),
    decide: assessments.step({
      title: '登记裁决结果',
      from: 'submitted',
      to: 'decided',
      by: staff,
      on: 'decidedOn',
      form: ['decidedOn', 'adopted'],
    }),
    sendBack: assessments.step({
      title: '退回委托',
      from: ['received', 'drafted'],
      to: 'returned',
      by: county,
      on: 'returnedOn',
      form: ['returnedOn', 'returnReason'],
    }),
  },
  deadlines: {
    ordinary: {
      title: '提交评估意见',
      rule: 'cc.assess',
      from: 'receivedOn',
      until: ['opinionOn', 'returnedOn'],
      when: ['is', 'fast', false],
      extend: 'extension',
      warn: [3, 1],
      late: '调查评估逾期，请立即提交或者商委托机关延长',
    },
    fast: {
      title: '提交评估意见（速裁）',
      rule: 'cc.assess.fast',
      from: 'receivedOn',
      until: ['opinionOn', 'returnedOn'],
      when: ['is', 'fast', true],
      extend: 'extension',
      warn: [2, 1],
      late: '速裁案件调查评估逾期，请立即提交',
    },
  },
})

const inquiries = procedureOf(record.inquiry)
export const inquiry = inquiries.define({
  stages: { asked: '待回复', answered: '已回复' },
  ends: ['answered'],
  steps: {
    receive: inquiries.step({
      title: '收到征求意见函',
      from: 'new',
      to: 'asked',
      by: county,
      basis: '社区矫正法实施办法 第三十条',
      on: 'askedOn',
      form: ['asker', 'askedOn', 'residence'],
    }),
    verify: inquiries.step({ title: '核实居住情况', from: 'asked', by: staff, basis: '社区矫正法实施办法 第三十条', form: ['findings'] }),
    answer: inquiries.step({
      title: '回复意见',
      from: 'asked',
      to: 'answered',
      by: decider,
      basis: '社区矫正法实施办法 第三十条',
      on: 'answeredOn',
      form: ['answeredOn', 'answer'],
      papers: ['reply'],
      need: [{ must: ['known', 'findings'], say: '尚未核实拟居住情况，不能回复' }],
    }),
  },
  deadlines: {
    answer: {
      title: '回复征求意见',
      rule: 'cc.move.answer',
      from: 'askedOn',
      until: 'answeredOn',
      warn: [2, 1],
      late: '征求意见函逾期未回复',
    },
  },
})

const members = procedureOf(record.member)
const alone = (what: string) => `${what}；请先增补成员，再办理退出`
export const member = members.define({
  stages: { serving: '在组', left: '已退出' },
  ends: ['left'],
  steps: {
    join: members.step({
      title: '加入矫正小组',
      from: 'new',
      to: 'serving',
      by: staff,
      basis: '社区矫正法 第二十五条；社区矫正法实施办法 第十九条；社区矫正实施办法 第八条',
      on: 'joinedOn',
      form: ['name', 'kind', 'woman', 'knowsMinors', 'duty?', 'account?', 'joinedOn', 'pledgedOn?'],
      need: [onTheBooks],
    }),
    pledge: members.step({
      title: '签订责任书',
      from: 'serving',
      by: staff,
      basis: '社区矫正法实施办法 第十九条',
      on: 'pledgedOn',
      form: ['pledgedOn'],
      papers: ['pledge'],
    }),
    leave: members.step({
      title: '退出矫正小组',
      from: 'serving',
      to: 'left',
      by: staff,
      basis: '社区矫正法 第二十五条',
      on: 'leftOn',
      form: ['leftOn', 'leaveReason'],
      reads: ['community-corrections.member'],
      // The group must stay what the law asks for, as long as the person is under supervision.
      refuse: ({ record: { id, values }, parent, others }) => {
        if (parent?.stage !== 'supervised') return null
        const rest = (others['community-corrections.member'] ?? []).filter((m) => m.id !== id && m.stage === 'serving')
        if (rest.length === 0) return alone('矫正小组不能没有成员')
        if (parent.values.sex === 'female' && values.woman && !rest.some((m) => m.values.woman === true))
          return alone('社区矫正对象为女性的，矫正小组中应有女性成员（社区矫正法第二十五条）')
        if (parent.values.minor === true && values.knowsMinors && !rest.some((m) => m.values.knowsMinors === true))
          return alone('未成年人的矫正小组应当有熟悉未成年人身心特点的成员（社区矫正法第五十二条）')
        return null
      },
    }),
  },
})

export const plan = keptBy(record.plan, {
  title: '制定（调整）矫正方案',
  by: station,
  basis: '社区矫正法 第二十四条；社区矫正法实施办法 第二十二条；社区矫正实施办法 第九条',
  on: 'madeOn',
  need: [onTheBooks],
  papers: ['plan'],
  reads: ['community-corrections.plan'],
  refuse: ({ form, others }) =>
    (others['community-corrections.plan'] ?? []).length > 0 && !form.change ? '调整矫正方案应写明调整原因（社区矫正法第二十四条）' : null,
  effect: ({ others }) => ({
    set: { edition: (others['community-corrections.plan'] ?? []).length + 1 },
  }),
})

export const classification = keptBy(record.classification, {
  title: '分类管理评估',
  by: staff,
  basis: '社区矫正法 第二十四条；社区矫正法实施办法 第二十一条；社区矫正实施办法 第二十一条',
  on: 'assessedOn',
  need: [onTheBooks, atLiberty],
  papers: ['classification'],
})
