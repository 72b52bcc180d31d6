import type { ComponentType } from 'react'

/** A screen made for one line, beside the general ledger and record pages. */
export interface LinePage {
  readonly line: string
  readonly path: string
  readonly title: { readonly zh: string; readonly en: string }
  /** Shown in the navigation under its line. */
  readonly nav: boolean
  /** A page of one record of this type, offered on the record's own page; `:id` in the path is the record. */
  readonly of?: string
  readonly load: () => Promise<ComponentType>
}

const corrections = 'community-corrections'

/** All bespoke screens; each lives in `src/web/lines/<line>/` and is loaded when opened. */
export const linePages: readonly LinePage[] = [
  {
    line: corrections,
    path: 'corrections/caseload',
    title: { zh: '矫正工作台', en: 'Caseload' },
    nav: true,
    load: async () => (await import('./community-corrections/caseload.tsx')).CorrectionsCaseload,
  },
  {
    line: corrections,
    path: 'corrections/approvals',
    title: { zh: '审批事项', en: 'Approvals' },
    nav: true,
    load: async () => (await import('./community-corrections/approvals.tsx')).ApprovalsDesk,
  },
  {
    line: corrections,
    path: 'corrections/leave',
    title: { zh: '请假销假', en: 'Leave desk' },
    nav: true,
    load: async () => (await import('./community-corrections/leave-desk.tsx')).LeaveDesk,
  },
  {
    line: corrections,
    path: 'corrections/red-lines',
    title: { zh: '红线预警', en: 'Red lines' },
    nav: true,
    load: async () => (await import('./community-corrections/red-lines.tsx')).CorrectionsRedLines,
  },
  {
    line: corrections,
    path: 'corrections/roll-forward',
    title: { zh: '人员增减核对', en: 'Roll-forward' },
    nav: true,
    load: async () => (await import('./community-corrections/roll-forward.tsx')).CorrectionsRollForward,
  },
  {
    line: corrections,
    path: 'corrections/visit',
    title: { zh: '查访登记', en: 'Log a visit' },
    nav: true,
    load: async () => (await import('./community-corrections/visit.tsx')).VisitPage,
  },
  {
    line: corrections,
    path: 'corrections/people/:id',
    title: { zh: '履行义务情况', en: 'Duties' },
    nav: false,
    of: 'community-corrections.person',
    load: async () => (await import('./community-corrections/person-duties.tsx')).PersonDutiesPage,
  },
  {
    line: corrections,
    path: 'own',
    title: { zh: '今天要做的事', en: 'To do today' },
    nav: false,
    load: async () => (await import('./community-corrections/own/own-today.tsx')).OwnToday,
  },
  {
    line: corrections,
    path: 'own/report',
    title: { zh: '向司法所报告', en: 'Report' },
    nav: false,
    load: async () => (await import('./community-corrections/own/own-report.tsx')).OwnReport,
  },
  {
    line: corrections,
    path: 'own/leave',
    title: { zh: '申请外出', en: 'Leave' },
    nav: false,
    load: async () => (await import('./community-corrections/own/own-leave.tsx')).OwnLeave,
  },
  {
    line: corrections,
    path: 'own/apply/:kind',
    title: { zh: '其他申请', en: 'Applications' },
    nav: false,
    load: async () => (await import('./community-corrections/own/own-apply.tsx')).OwnApply,
  },
  {
    line: corrections,
    path: 'own/term',
    title: { zh: '我的矫正期限', en: 'My term' },
    nav: false,
    load: async () => (await import('./community-corrections/own/own-term.tsx')).OwnTerm,
  },
  {
    line: 'resettlement',
    path: 'resettlement/caseload',
    title: { zh: '帮教工作台', en: 'Caseload' },
    nav: true,
    load: async () => (await import('./resettlement/pages.tsx')).ResettlementCaseload,
  },
  {
    line: 'resettlement',
    path: 'resettlement/red-lines',
    title: { zh: '帮教红线预警', en: 'Red lines' },
    nav: true,
    load: async () => (await import('./resettlement/pages.tsx')).ResettlementRedLines,
  },
  {
    line: 'resettlement',
    path: 'resettlement/roll-forward',
    title: { zh: '帮教人员增减核对', en: 'Roll-forward' },
    nav: true,
    load: async () => (await import('./resettlement/pages.tsx')).ResettlementRollForward,
  },
]
