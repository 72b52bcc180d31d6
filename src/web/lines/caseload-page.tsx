import { Input, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { daysBetween } from '../../law/index.ts'
import { useToday } from '../api/session.ts'
import { useDelayed } from '../parts/delayed.ts'
import { tone } from '../parts/due-order.ts'
import { countdown, dayText } from '../parts/format.ts'
import { stageText } from '../parts/labels.ts'
import { Answer, Empty } from '../parts/states.tsx'
import { type Column, DataTable } from '../parts/table.tsx'
import { useTitle } from '../parts/title.ts'
import { bureau } from '../sheet.ts'
import { useLang, useWords } from '../words/words.ts'
import { CaseName } from './case-name.tsx'
import { DutyList } from './duty-list.tsx'
import './lines.css'
import { Marks } from './marks.tsx'
import { More } from './more.tsx'
import { Tallies, type Tally, tallyFilter } from './tallies.tsx'
import { UnitFilter, useUnitFilter } from './unit-filter.tsx'
import { lineWords } from './words.ts'
import { together, useWorkRows, type WorkRow } from './worklist.ts'

/** How a line shows its people. */
export interface CaseloadOf {
  readonly line: string
  readonly type: string
  /** The stages of those who are on the books. */
  readonly stages: readonly string[]
  readonly role: string
  readonly title: string
  readonly columns: readonly Column<WorkRow>[]
  readonly orders: readonly { readonly key: string; readonly title: string }[]
  readonly actions?: ReactNode
}

/** The home of an officer of a line: who needs what today, and everybody on the books with what is next. */
export function LineCaseload({ of }: { of: CaseloadOf }) {
  const w = useWords(lineWords)
  const [unit, setUnit] = useUnitFilter()
  const [tally, setTally] = useState<Tally | null>(null)
  useTitle(of.title)
  return (
    <div className="stack">
      <div className="page-head">
        <h1>{of.title}</h1>
        <div className="row">
          {of.actions}
          <UnitFilter unit={unit} set={setUnit} />
        </div>
      </div>
      <Tallies line={of.line} unit={unit} value={tally} onChange={setTally} />
      <section className="panel" aria-labelledby="line-due">
        <header>
          <h2 id="line-due">{w.dueTitle}</h2>
          <p className="quiet">{w.dueOrder}</p>
        </header>
        <DutyList line={of.line} filter={{ unit, ...tallyFilter(tally) }} />
      </section>
      <People of={of} unit={unit} />
    </div>
  )
}

function People({ of, unit }: { of: CaseloadOf; unit: string | undefined }) {
  const w = useWords(lineWords)
  const lang = useLang()
  const [q, setQ] = useState('')
  const [order, setOrder] = useState('')
  const asked = useDelayed(q.trim())
  const kept = bureau.records.get(of.type)
  const list = useWorkRows(of.type, {
    unit,
    stage: of.stages.join(','),
    ...(asked ? { q: asked } : {}),
    ...(order ? { order } : {}),
    limit: 30,
  })
  const columns: Column<WorkRow>[] = [
    {
      key: 'name',
      title: w.name,
      render: (r) => <CaseName of={{ type: of.type, id: r.id, people: r.people ?? [] }} role={of.role} />,
    },
    ...(kept ? [{ key: 'stage', title: w.stage, render: (r: WorkRow) => stageText(kept, r.stage, lang) }] : []),
    ...of.columns,
    { key: 'next', title: w.next, render: (r) => <NextDue row={r} />, wrap: true },
    { key: 'marks', title: w.marks, render: (r) => <Marks row={r} />, wrap: true },
    { key: 'unit', title: w.office, render: (r) => r.unitName },
  ]
  return (
    <section className="panel stack" style={{ gap: 10 }}>
      <header className="row spread">
        <h2>{w.people}</h2>
        <div className="row no-print">
          <Input
            allowClear
            aria-label={w.find}
            placeholder={w.find}
            value={q}
            onChange={(e) => setQ(e.target.value)}
            style={{ width: 200 }}
          />
          <Select
            aria-label={w.order}
            value={order}
            onChange={setOrder}
            style={{ minWidth: 160 }}
            options={[{ value: '', label: w.newest }, ...of.orders.map((o) => ({ value: o.key, label: o.title }))]}
            virtual={false}
          />
        </div>
      </header>
      <Answer of={list}>
        {(data) => {
          const { rows, hidden } = together(data)
          return (
            <>
              {rows.length === 0 ? (
                <Empty title={w.nobody} next={w.nobodyNext} />
              ) : (
                <DataTable caption={w.people} columns={columns} rows={rows} keyOf={(r) => r.id} />
              )}
              <More shown={rows.length} hidden={hidden} list={list} />
            </>
          )
        }}
      </Answer>
    </section>
  )
}

/** What is due next in a record, with its countdown. */
export function NextDue({ row }: { row: WorkRow }) {
  const lang = useLang()
  const today = useToday()
  const { due } = row
  if (!due) return <span className="quiet">—</span>
  if (!due.due) return <>{due.title}</>
  const left = daysBetween(today, due.due.slice(0, 10))
  return (
    <span title={dayText(due.due, lang)}>
      {due.title} <span className={`badge ${tone(left < 0 ? 'overdue' : left <= 7 ? 'warn' : 'open')}`}>{countdown(left, lang)}</span>
    </span>
  )
}
