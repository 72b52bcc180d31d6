import { choice, count, day, defineRecord, flag, link, note, number, text } from '../../../kernel/index.ts'
import * as code from '../codes.ts'
import { minorsFile, sinceEntry } from './person.ts'

const parent = 'community-corrections.person'

/** 社区矫正法 第五十二条: what minors do together they do apart from adults, also when the record is corrected later. */
const apart = {
  say: '未成年社区矫正对象的教育、公益等集体活动应当与成年人分别进行',
  basis: '社区矫正法 第五十二条',
} as const
const minorWithAdults = ['all', ['parent', ['is', 'minor', true]], ['any', ['unknown', 'apart'], ['is', 'apart', false]]] as const

/**
 * 「报告」 社区矫正法 第二十三条; 2012年办法 第十一条. What the person sends from his phone waits for an officer's check: only then has the office heard
 * from him. No place is taken, and of a picture that he adds himself only what is
 * seen is kept: 社区矫正法 第二十九条 allows positioning inside an approval only.
 */
export const report = defineRecord({
  id: 'community-corrections.report',
  title: '矫正对象报告',
  measure: '次',
  class: 'restricted',
  parent,
  label: ['kind', 'reportedOn'],
  columns: ['reportedOn', 'kind', 'content', 'answer'],
  fields: {
    reportedOn: day('报告日期'),
    kind: choice('报告种类', code.reportKind),
    content: note('报告内容', 4000).restricted(),
    answer: note('工作人员意见', 1000).optional(),
    checkedOn: day('核实日期').optional(),
    refusal: note('退回理由', 500).optional(),
  },
  sealedWhen: minorsFile,
  shownTo: { subject: ['reportedOn', 'kind', 'content', 'answer', 'checkedOn', 'refusal'] },
  rules: [sinceEntry('reportedOn')],
})

/** 「实地查访」: must not give the person away to bystanders. 社区矫正法 第二十六条. */
export const visit = defineRecord({
  id: 'community-corrections.visit',
  title: '实地查访',
  measure: '次',
  class: 'restricted',
  parent,
  label: ['kind', 'visitedOn'],
  columns: ['visitedOn', 'kind', 'met', 'record'],
  fields: {
    visitedOn: day('查访日期'),
    kind: choice('查访方式', code.visitKind),
    place: text('查访地点').optional().restricted(),
    met: flag('见到本人'),
    record: note('查访情况', 4000),
  },
  sealedWhen: minorsFile,
  rules: [sinceEntry('visitedOn')],
})

/** 「通信联络、信息化核查」 社区矫正法 第二十六条. */
export const contact = defineRecord({
  id: 'community-corrections.contact',
  title: '通信联络与信息化核查',
  measure: '次',
  class: 'restricted',
  parent,
  label: ['kind', 'contactedOn'],
  columns: ['contactedOn', 'kind', 'reached', 'record'],
  fields: {
    contactedOn: day('核查日期'),
    kind: choice('核查方式', code.contactKind),
    reached: flag('联系到本人'),
    record: note('核查情况', 2000).optional(),
  },
  sealedWhen: minorsFile,
  rules: [sinceEntry('contactedOn')],
})

/** 「教育活动」: the session that many attend. */
export const session = defineRecord({
  id: 'community-corrections.session',
  title: '集体教育活动',
  measure: '场次',
  label: ['topic', 'heldOn'],
  columns: ['heldOn', 'topic', 'kind', 'place', 'hours', 'forMinors'],
  fields: {
    heldOn: day('活动日期'),
    topic: text('主题'),
    kind: choice('教育方式', code.educationKind),
    place: text('地点'),
    hours: number('时长', '小时'),
    forMinors: flag('未成年人专场'),
    teacher: text('授课人', 60).optional(),
    remarks: note('活动情况', 2000).optional(),
  },
})

/** 「教育记录」: one person's attendance. 社区矫正法 第三十六条; 2012年办法 第十五条 asked for eight hours a month. */
export const education = defineRecord({
  id: 'community-corrections.education',
  title: '教育记录',
  measure: '人次',
  class: 'restricted',
  parent,
  label: ['kind', 'attendedOn'],
  columns: ['attendedOn', 'kind', 'topic', 'hours', 'session'],
  fields: {
    attendedOn: day('教育日期'),
    kind: choice('教育方式', code.educationKind),
    topic: text('内容'),
    hours: number('学时', '小时'),
    session: link('所属教育活动', 'community-corrections.session').optional(),
    apart: flag('与成年人分开进行').optional().says('未成年人参加集体教育时必须分开'),
    record: note('教育情况', 2000).optional(),
  },
  sealedWhen: minorsFile,
  shownTo: { subject: ['attendedOn', 'kind', 'topic', 'hours'] },
  rules: [
    sinceEntry('attendedOn'),
    { must: ['not', ['all', ['is', 'kind', 'collective'], minorWithAdults]], ...apart },
    { must: ['atMost', 'hours', 24], say: '一日学时不能超过24小时' },
  ],
})

/** 「公益活动」, until June 2020 「社区服务」. 社区矫正法 第四十二条; 2012年办法 第十六条. */
export const service = defineRecord({
  id: 'community-corrections.service',
  title: '公益活动',
  formerly: [{ until: '2020-06-30', title: '社区服务' }],
  measure: '人次',
  class: 'restricted',
  parent,
  label: ['content', 'servedOn'],
  columns: ['servedOn', 'content', 'hours', 'place'],
  fields: {
    servedOn: day('活动日期'),
    content: text('活动内容'),
    place: text('地点').optional(),
    hours: number('时长', '小时'),
    apart: flag('与成年人分开进行').optional().says('未成年人参加集体活动时必须分开'),
  },
  sealedWhen: minorsFile,
  shownTo: { subject: ['servedOn', 'content', 'hours', 'place'] },
  rules: [
    sinceEntry('servedOn'),
    { must: ['not', minorWithAdults], ...apart },
    { must: ['atMost', 'hours', 24], say: '一日时长不能超过24小时' },
  ],
})

/** 「帮扶」 社区矫正法 第三十五条、第四十一条至第四十三条. */
export const assistance = defineRecord({
  id: 'community-corrections.assistance',
  title: '帮扶记录',
  measure: '人次',
  class: 'restricted',
  parent,
  label: ['kind', 'givenOn'],
  columns: ['givenOn', 'kind', 'content', 'partner'],
  fields: {
    givenOn: day('帮扶日期'),
    kind: choice('帮扶种类', code.assistanceKind),
    content: note('帮扶内容', 2000),
    partner: text('协助单位').optional(),
  },
  sealedWhen: minorsFile,
  rules: [sinceEntry('givenOn')],
})

/** 「病情复查」: every three months for the sick on temporary service outside prison. 社区矫正法 第二十三条; 实施办法 第二十四条. */
export const review = defineRecord({
  id: 'community-corrections.review',
  title: '病情复查',
  measure: '次',
  class: 'sealed',
  parent,
  label: ['reviewedOn', 'hospital'],
  columns: ['reviewedOn', 'hospital', 'ceased', 'copiedOn'],
  fields: {
    reviewedOn: day('复查日期'),
    hospital: text('诊断医院'),
    findings: note('复查情况', 2000).sealed(),
    ceased: flag('暂予监外执行情形消失').sealed(),
    copiedOn: day('抄送决定机关、检察院日期').optional(),
  },
  rules: [sinceEntry('reviewedOn')],
})

/** 「月度考核」: its figures come from the month's own records, nobody types them. 社区矫正法 第二十八条; 2012年办法 第二十一条. */
export const appraisal = defineRecord({
  id: 'community-corrections.appraisal',
  title: '月度考核',
  measure: '次',
  class: 'restricted',
  parent,
  label: ['monthOn', 'grade'],
  columns: ['monthOn', 'appraisedOn', 'reports', 'visits', 'contacts', 'educationHours', 'serviceHours', 'enough', 'grade'],
  fields: {
    monthOn: day('考核月份').says('填该月任意一天'),
    appraisedOn: day('考核日期'),
    grade: choice('考核结果', code.monthlyGrade),
    opinion: note('考核意见', 1000).optional(),
    excused: flag('经批准免除教育或劳动').optional(),
    reports: count('报告', '次').optional(),
    visits: count('查访', '次').optional(),
    contacts: count('核查', '次').optional(),
    educationHours: number('教育学时', '小时').optional(),
    serviceHours: number('公益活动（社区服务）时长', '小时').optional(),
    enough: flag('达到当月时数要求').optional(),
  },
  sealedWhen: minorsFile,
  rules: [
    sinceEntry('appraisedOn'),
    {
      should: ['any', ['is', 'enough', true], ['is', 'excused', true]],
      say: '当月教育学习或社区服务不足八小时，请说明原因或补足',
      basis: '社区矫正实施办法 第十五条、第十六条',
    },
  ],
})
