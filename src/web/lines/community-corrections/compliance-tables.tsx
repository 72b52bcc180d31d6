import type { DeadlineView } from '../../api/types.ts'
import { tone } from '../../parts/due-order.ts'
import { countdown, dayText, monthText, numberText } from '../../parts/format.ts'
import { humanised } from '../../parts/humanise.ts'
import { recordText } from '../../parts/labels.ts'
import { DataTable } from '../../parts/table.tsx'
import { useLang, useWords } from '../../words/words.ts'
import { monthly } from './acts.ts'
import { type Act, type Kept, keeping, monthRows } from './compliance.ts'
import { correctionsWords } from './words.ts'

/** How each duty of the person was kept, cycle by cycle, and what is due now under which article. */
export function Compliance({ clocks, today }: { clocks: readonly DeadlineView[]; today: string }) {
  const w = useWords(correctionsWords)
  const lang = useLang()
  const rows = keeping(clocks, today)
  if (rows.length === 0) return null
  return (
    <section className="panel" aria-labelledby="compliance">
      <header>
        <h2 id="compliance">{w.compliance}</h2>
        <p className="quiet">{w.complianceHint}</p>
      </header>
      <DataTable<Kept>
        caption={w.compliance}
        rows={rows}
        keyOf={(r) => r.key}
        columns={[
          {
            key: 'duty',
            title: w.duty,
            wrap: true,
            render: (r) => (
              <span>
                {lang === 'zh' ? r.title : humanised(r.key)}
                {r.article ? <span className="quiet">　{r.article}</span> : null}
              </span>
            ),
          },
          { key: 'now', title: w.nowDue, render: (r) => <Running of={r} /> },
          { key: 'ok', title: w.inTime, end: true, render: (r) => r.inTime },
          { key: 'late', title: w.late, end: true, render: (r) => (r.late > 0 ? <span className="badge red">{r.late}</span> : 0) },
          {
            key: 'days',
            title: w.latest,
            wrap: true,
            render: (r) =>
              r.lateDays
                .slice(0, 6)
                .map((d) => dayText(d, lang))
                .join('、'),
          },
        ]}
      />
    </section>
  )
}

function Running({ of }: { of: Kept }) {
  const lang = useLang()
  const { running } = of
  if (!running?.due || running.daysLeft === null) return <span className="quiet">—</span>
  const state = running.daysLeft < 0 ? 'overdue' : running.daysLeft <= 7 ? 'warn' : 'open'
  return (
    <span>
      {dayText(running.due, lang)} <span className={`badge ${tone(state)}`}>{countdown(running.daysLeft, lang)}</span>
    </span>
  )
}

/** Month by month: how often he reported, was visited, was taught; a month without anything is plain to see. */
export function Months({ acts, from, to }: { acts: readonly Act[]; from: string; to: string }) {
  const w = useWords(correctionsWords)
  const lang = useLang()
  const rows = monthRows(acts, from, to)
  return (
    <section className="panel" aria-labelledby="months">
      <header>
        <h2 id="months">{w.months}</h2>
      </header>
      <DataTable
        caption={w.months}
        rows={rows}
        keyOf={(r) => r.month}
        columns={[
          { key: 'month', title: w.month, render: (r) => monthText(r.month, lang) },
          ...monthly.map((kind) => ({
            key: kind,
            title: recordText(`community-corrections.${kind}`, lang),
            end: true,
            render: (r: (typeof rows)[number]) => {
              const n = r.counts[kind]
              const h = r.hours[kind]
              if (!n) return <span className="quiet">{w.noActs}</span>
              return h === undefined ? w.times(n) : `${w.times(n)}　${w.hours(numberText(h))}`
            },
          })),
        ]}
      />
    </section>
  )
}
