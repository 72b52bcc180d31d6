import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { useAccount } from '../../api/session.ts'
import { recordText, stepText } from '../../parts/labels.ts'
import { Empty, Failed } from '../../parts/states.tsx'
import { type Column, DataTable } from '../../parts/table.tsx'
import { useTitle } from '../../parts/title.ts'
import { bureau } from '../../sheet.ts'
import { useLang, useWords } from '../../words/words.ts'
import { CaseDrawer } from '../case-drawer.tsx'
import { CaseName } from '../case-name.tsx'
import { NextDue } from '../caseload-page.tsx'
import { fieldColumns } from '../field-columns.tsx'
import { More } from '../more.tsx'
import { UnitFilter, useUnitFilter } from '../unit-filter.tsx'
import { lineWords } from '../words.ts'
import { namesOf, together, useWorkRows, type WorkRow } from '../worklist.ts'
import { type Heap, heapsOf } from './decisions.ts'
import { correctionsWords } from './words.ts'

/** 「审批事项」: everything that waits for a decision of mine, by step. */
export function ApprovalsDesk() {
  const w = useWords(correctionsWords)
  const account = useAccount()
  const [unit, setUnit] = useUnitFilter()
  const heaps = heapsOf(
    bureau,
    account.holdings.map((h) => h.post),
  )
  const [counts, setCounts] = useState<Readonly<Record<string, number>>>({})
  useTitle(w.approvals)
  const name = (h: Heap) => `${h.kept.type.id}/${h.key}`
  const answered = heaps.every((h) => name(h) in counts)
  const nothing = answered && heaps.every((h) => counts[name(h)] === 0)
  return (
    <div className="stack">
      <div className="page-head">
        <div>
          <h1>{w.approvals}</h1>
          <p className="quiet">{w.approvalsHint}</p>
        </div>
        <UnitFilter unit={unit} set={setUnit} />
      </div>
      {heaps.length === 0 ? <Empty title={w.noPost} next={w.noPostNext} /> : null}
      {heaps.length > 0 && nothing ? <Empty title={w.nothingWaits} next={w.nothingWaitsNext} /> : null}
      {heaps.map((h) => (
        <HeapPanel
          key={name(h)}
          heap={h}
          unit={unit}
          count={(n) => setCounts((before) => (before[name(h)] === n ? before : { ...before, [name(h)]: n }))}
        />
      ))}
    </div>
  )
}

/** One heap; nothing is shown of an empty one. */
function HeapPanel({ heap, unit, count }: { heap: Heap; unit: string | undefined; count: (n: number) => void }) {
  const l = useWords(lineWords)
  const lang = useLang()
  const [open, setOpen] = useState<WorkRow>()
  const { kept, key, step, where } = heap
  const list = useWorkRows(kept.type.id, { unit, where, limit: 20 })
  useCount(list.data ? together(list.data).rows.length : null, count)
  if (list.error) return <Failed fault={list.error} retry={() => void list.refetch()} />
  if (!list.data) return null
  const { rows, hidden } = together(list.data)
  if (rows.length === 0) return null
  const title = `${recordText(kept.type.id, lang)} · ${stepText(key, step, lang)}`
  const columns: Column<WorkRow>[] = [
    { key: 'who', title: l.name, render: (r) => <CaseName of={r.of} /> },
    ...fieldColumns(
      kept,
      kept.type.columns.filter((c) => rows.some((r) => r.values[c] !== null && r.values[c] !== undefined)),
      lang,
    ),
    ...(rows.some((r) => r.due) ? [{ key: 'due', title: l.next, render: (r: WorkRow) => <NextDue row={r} /> }] : []),
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
    <section className="panel stack" style={{ gap: 10 }}>
      <header>
        <h2>{title}</h2>
        {step.basis ? <p className="quiet">{step.basis}</p> : null}
      </header>
      <DataTable caption={title} columns={columns} rows={rows} keyOf={(r) => r.id} />
      <More shown={rows.length} hidden={hidden} list={list} />
      {open ? (
        <CaseDrawer type={kept.type.id} id={open.id} title={namesOf(open.of?.people) || l.nameHidden} close={() => setOpen(undefined)} />
      ) : null}
    </section>
  )
}

/** Tells how many lie in a heap once it is known. */
function useCount(n: number | null, count: (n: number) => void): void {
  useEffect(() => {
    if (n !== null) count(n)
  })
}
