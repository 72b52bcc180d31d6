import { Button } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import type { Predicate } from '../../../kernel/index.ts'
import { daysBetween } from '../../../law/index.ts'
import { useToday } from '../../api/session.ts'
import { dayText } from '../../parts/format.ts'
import { stageText } from '../../parts/labels.ts'
import { Answer, Empty } from '../../parts/states.tsx'
import { type Column, DataTable } from '../../parts/table.tsx'
import { Tabs } from '../../parts/tabs.tsx'
import { useTitle } from '../../parts/title.ts'
import { bureau } from '../../sheet.ts'
import { useLang, useWords } from '../../words/words.ts'
import { CaseDrawer } from '../case-drawer.tsx'
import { CaseName } from '../case-name.tsx'
import { fieldColumns } from '../field-columns.tsx'
import { More } from '../more.tsx'
import { UnitFilter, useUnitFilter } from '../unit-filter.tsx'
import { lineWords } from '../words.ts'
import { namesOf, together, useWorkRows, type WorkRow } from '../worklist.ts'
import { type LeaveHeap, leaveHeaps } from './leave-heaps.ts'
import { correctionsWords } from './words.ts'

const type = 'community-corrections.leave'

/** 「请假销假」: applications by what must happen to them next. */
export function LeaveDesk() {
  const w = useWords(correctionsWords)
  const today = useToday()
  const [unit, setUnit] = useUnitFilter()
  const [params, setParams] = useSearchParams()
  const heaps = leaveHeaps(today)
  const heap = heaps.find((h) => h.key === params.get('heap')) ?? heaps[0]
  useTitle(w.leaveTitle)
  if (!heap) return null
  const pick = (key: string) =>
    setParams(
      (before) => {
        const p = new URLSearchParams(before)
        p.set('heap', key)
        return p
      },
      { replace: true },
    )
  return (
    <div className="stack">
      <div className="page-head">
        <div>
          <h1>{w.leaveTitle}</h1>
          <p className="quiet">{w.leaveHint}</p>
        </div>
        <UnitFilter unit={unit} set={setUnit} />
      </div>
      <section className="panel">
        <Tabs label={w.leaveTitle} tabs={heaps.map((h) => ({ key: h.key, title: w[h.key] }))} value={heap.key} onChange={pick}>
          <Applications key={heap.key} heap={heap} unit={unit} />
        </Tabs>
      </section>
    </div>
  )
}

function Applications({ heap, unit }: { heap: LeaveHeap; unit: string | undefined }) {
  const w = useWords(correctionsWords)
  const l = useWords(lineWords)
  const lang = useLang()
  const today = useToday()
  const [open, setOpen] = useState<WorkRow>()
  const kept = bureau.records.get(type)
  const where: Predicate | undefined = heap.where
  const list = useWorkRows(type, { unit, ...heap.query, ...(where ? { where } : {}) })
  if (!kept) return null
  const columns: Column<WorkRow>[] = [
    { key: 'who', title: l.name, render: (r) => <CaseName of={r.of} /> },
    ...fieldColumns(kept, ['destination', 'reason'], lang),
    { key: 'span', title: w.fromTo, render: (r) => <Away row={r} today={today} late={heap.key === 'overdueReturn'} /> },
    ...fieldColumns(kept, ['days', 'daysInTwoMonths', 'tier'], lang),
    { key: 'stage', title: l.stage, render: (r) => stageText(kept, r.stage, lang) },
    { key: 'unit', title: l.office, render: (r) => r.unitName },
    {
      key: 'open',
      title: '',
      render: (r) => (
        <Button size="small" onClick={() => setOpen(r)}>
          {l.open}
        </Button>
      ),
    },
  ]
  return (
    <Answer of={list}>
      {(data) => {
        const { rows, hidden } = together(data)
        return (
          <div className="stack" style={{ gap: 10 }}>
            {rows.length === 0 ? (
              <Empty title={w.noLeave} next={w.noLeaveNext} />
            ) : (
              <DataTable caption={w.leaveTitle} columns={columns} rows={rows} keyOf={(r) => r.id} />
            )}
            <More shown={rows.length} hidden={hidden} list={list} />
            {open ? (
              <CaseDrawer type={type} id={open.id} title={namesOf(open.of?.people) || l.nameHidden} close={() => setOpen(undefined)} />
            ) : null}
          </div>
        )
      }}
    </Answer>
  )
}

function Away({ row, today, late }: { row: WorkRow; today: string; late: boolean }) {
  const w = useWords(correctionsWords)
  const lang = useLang()
  const { fromOn, untilOn } = row.values
  if (typeof fromOn !== 'string' || typeof untilOn !== 'string') return null
  return (
    <>
      {dayText(fromOn, lang)} – {dayText(untilOn, lang)}
      {late ? <span className="badge red after">{w.overBy(daysBetween(untilOn, today))}</span> : null}
    </>
  )
}
