import { keptBy, procedureOf, type Seen } from '../../../kernel/index.ts'
import { onTheBooks, underSupervision } from '../effects.ts'
import { monthlyHours } from '../law.ts'
import { county, staff } from '../posts.ts'
import * as record from '../records/duties.ts'

const { step, define } = procedureOf(record.report)
const reporting = '社区矫正法 第二十三条；社区矫正法实施办法 第二十四条；社区矫正实施办法 第十一条'

export const report = define({
  stages: { submitted: '本人已报，待核实', kept: '已登记', returned: '已退回' },
  ends: ['kept', 'returned'],
  steps: {
    keep: step({
      title: '登记报告',
      from: 'new',
      to: 'kept',
      by: staff,
      basis: reporting,
      on: 'reportedOn',
      form: ['reportedOn', 'kind', 'content', 'answer?'],
      need: [onTheBooks],
    }),
    submit: step({
      title: '本人报告',
      from: 'new',
      to: 'submitted',
      by: ['supervisee'],
      basis: reporting,
      on: 'reportedOn',
      form: ['kind', 'content'],
      need: [onTheBooks],
      refuse: ({ form }) => (['call', 'inPerson'].includes(form.kind) ? '电话、当面报告由工作人员登记，请选择其他报告种类' : null),
      effect: ({ record: { unit } }) => ({ notify: [{ post: 'stationOfficer', unit, say: '有社区矫正对象提交了本人报告，请核实' }] }),
    }),
    accept: step({
      title: '核实并登记',
      from: 'submitted',
      to: 'kept',
      by: staff,
      basis: reporting,
      on: 'checkedOn',
      form: ['answer'],
    }),
    giveBack: step({
      title: '退回本人',
      from: 'submitted',
      to: 'returned',
      by: staff,
      basis: reporting,
      on: 'checkedOn',
      form: ['refusal'],
    }),
  },
})

export const visit = keptBy(record.visit, {
  title: '登记实地查访',
  by: [...staff, 'groupMember'],
  basis: '社区矫正法 第二十六条；社区矫正法实施办法 第二十三条；社区矫正实施办法 第十九条',
  on: 'visitedOn',
  need: [onTheBooks],
  papers: ['record'],
})

export const contact = keptBy(record.contact, {
  title: '登记联络核查',
  by: [...staff, 'groupMember'],
  basis: '社区矫正法 第二十六条；社区矫正法实施办法 第二十三条；社区矫正实施办法 第十九条',
  on: 'contactedOn',
  need: [onTheBooks],
})

export const session = keptBy(record.session, {
  title: '登记教育活动',
  by: staff,
  basis: '社区矫正法 第三十六条',
  on: 'heldOn',
  papers: ['attendance'],
})

export const education = keptBy(record.education, {
  title: '登记教育',
  by: staff,
  basis: '社区矫正法 第三十六条；社区矫正实施办法 第十五条',
  on: 'attendedOn',
  need: [onTheBooks],
})

export const service = keptBy(record.service, {
  title: '登记公益活动（社区服务）',
  by: staff,
  basis: '社区矫正法 第四十二条；社区矫正实施办法 第十六条',
  on: 'servedOn',
  need: [underSupervision],
})

export const assistance = keptBy(record.assistance, {
  title: '登记帮扶',
  by: staff,
  basis: '社区矫正法 第三十五条、第四十三条；社区矫正实施办法 第十八条',
  on: 'givenOn',
  need: [onTheBooks],
  papers: ['record'],
})

export const review = keptBy(record.review, {
  title: '登记病情复查',
  by: staff,
  basis: '社区矫正法 第二十三条；社区矫正法实施办法 第二十四条；社区矫正实施办法 第十一条',
  on: 'reviewedOn',
  need: [
    onTheBooks,
    { must: ['parent', ['is', 'category', 'temporary']], say: '只有暂予监外执行对象需要病情复查', basis: '社区矫正法 第二十三条' },
  ],
  effect: ({ form, record: { unit } }) =>
    form.ceased
      ? { notify: [{ post: 'correctionsOfficer', unit: unit.slice(0, 6), say: '暂予监外执行情形消失，刑期未满的应提出收监执行建议' }] }
      : {},
})

const inMonth = (month: string, rows: readonly Seen[] | undefined, field: string) =>
  (rows ?? []).filter((r) => String(r.values[field] ?? '').startsWith(month))
const hours = (rows: readonly Seen[]) => rows.reduce((sum, r) => sum + Number(r.values.hours ?? 0), 0)

export const appraisal = keptBy(record.appraisal, {
  title: '月度考核',
  by: [...staff, ...county],
  basis: '社区矫正法 第二十八条；社区矫正法实施办法 第三十二条；社区矫正实施办法 第二十一条',
  on: 'appraisedOn',
  need: [onTheBooks],
  papers: ['form'],
  reads: [
    'community-corrections.report',
    'community-corrections.visit',
    'community-corrections.contact',
    'community-corrections.education',
    'community-corrections.service',
    'community-corrections.appraisal',
  ],
  refuse: ({ form, others }) => {
    const month = form.monthOn.slice(0, 7)
    if (form.appraisedOn.slice(0, 7) < month) return '考核月份尚未开始，不能考核'
    return inMonth(month, others['community-corrections.appraisal'], 'monthOn').length > 0
      ? `${month}已经考核，不能重复；有误的请更正原记录`
      : null
  },
  effect: ({ form, others }) => {
    const month = form.monthOn.slice(0, 7)
    const educationHours = hours(inMonth(month, others['community-corrections.education'], 'attendedOn'))
    const serviceHours = hours(inMonth(month, others['community-corrections.service'], 'servedOn'))
    const asked = monthlyHours(form.monthOn)
    return {
      set: {
        // What the person sent and nobody has checked yet is not yet a report.
        reports: inMonth(month, others['community-corrections.report'], 'reportedOn').filter((r) => r.stage === 'kept').length,
        visits: inMonth(month, others['community-corrections.visit'], 'visitedOn').length,
        contacts: inMonth(month, others['community-corrections.contact'], 'contactedOn').length,
        educationHours,
        serviceHours,
        enough: educationHours >= asked && serviceHours >= asked,
      },
    }
  },
})
