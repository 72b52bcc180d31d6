import { outline } from 'virtual:outline'
import { ledgerPath } from '../api/paths.ts'
import { hasDuty, seesLine } from '../api/session.ts'
import type { Account } from '../api/types.ts'
import { linePages } from '../lines/pages.ts'
import type { Lang } from '../parts/format.ts'
import { humanised } from '../parts/humanise.ts'
import type { shellWords } from '../words/shell.ts'

export interface NavGroup {
  readonly title: string | null
  readonly items: readonly { readonly to: string; readonly title: string; readonly end?: boolean }[]
}

/** Where the account may go: its lines, figures, law and, for administrators, administration. */
export function navFor(account: Account, w: typeof shellWords.zh | typeof shellWords.en, lang: Lang): NavGroup[] {
  const working = account.lines.length > 0
  const lines = outline
    .filter((l) => seesLine(account, l.id))
    .map((l) => ({
      title: lang === 'zh' ? l.title : humanised(l.id),
      items: [
        ...linePages.filter((p) => p.nav && p.line === l.id).map((p) => ({ to: `/${p.path}`, title: p.title[lang] })),
        ...l.records.map((r) => ({ to: ledgerPath(r.id), title: lang === 'zh' ? r.title : humanised(r.id) })),
      ],
    }))
  const figures = working
    ? [
        {
          title: w.figuresGroup,
          items: [
            { to: '/figures', title: w.figures },
            { to: '/checks', title: w.checks },
          ],
        },
      ]
    : []
  const admin = [
    ...(hasDuty(account, 'organisation', 'system') ? [{ to: '/units', title: w.units }] : []),
    ...(hasDuty(account, 'system', 'security') ? [{ to: '/accounts', title: w.accounts }] : []),
    ...(hasDuty(account, 'system') ? [{ to: '/public-site', title: w.publicSite }] : []),
    ...(hasDuty(account, 'audit') ? [{ to: '/audit', title: w.audit }] : []),
  ]
  return [
    { title: null, items: [{ to: '/', title: w.work, end: true }, ...(working ? [{ to: '/orders', title: w.orders }] : [])] },
    ...lines,
    ...figures,
    {
      title: w.toolsGroup,
      items: [
        { to: '/check', title: w.reportCheck },
        { to: '/law', title: w.law, end: true },
        { to: '/law/calculator', title: w.calculator },
        { to: '/law/calendar', title: w.calendar },
        ...(working ? [{ to: '/parameters', title: w.parameters }] : []),
        ...(hasDuty(account, 'law') ? [{ to: '/law/rehearsal', title: w.rehearsal }] : []),
      ],
    },
    {
      title: w.peopleGroup,
      items: [
        ...(working ? [{ to: '/people', title: w.people }] : []),
        ...(working ? [{ to: '/templates', title: w.templates }] : []),
        { to: '/notices', title: w.notices },
        { to: '/jobs', title: w.jobs },
      ],
    },
    ...(admin.length > 0 ? [{ title: w.adminGroup, items: admin }] : []),
  ]
}
