import { Button } from 'antd'
import { useSearchParams } from 'react-router'
import type { AlertItem } from '../api/types.ts'
import { humanised } from '../parts/humanise.ts'
import { recordText } from '../parts/labels.ts'
import { Answer, Empty } from '../parts/states.tsx'
import { type Column, DataTable } from '../parts/table.tsx'
import { useTitle } from '../parts/title.ts'
import { bureau } from '../sheet.ts'
import { useLang, useWords } from '../words/words.ts'
import { CaseName } from './case-name.tsx'
import { NextDue } from './caseload-page.tsx'
import { DutyList } from './duty-list.tsx'
import { fieldColumns } from './field-columns.tsx'
import './lines.css'
import { More } from './more.tsx'
import { UnitFilter, useUnitFilter } from './unit-filter.tsx'
import { lineWords } from './words.ts'
import { type RedLines, together, useRedLines, useWorkRows, type WorkRow } from './worklist.ts'

/** The red lines of a line of work by level: each count opens its list. */
export function LineRedLines({ line, title }: { line: string; title: string }) {
  const w = useWords(lineWords)
  const [unit, setUnit] = useUnitFilter()
  const [params, setParams] = useSearchParams()
  const board = useRedLines(line, unit)
  useTitle(title)
  const open = (name: 'alert' | 'deadline', value: string | null) =>
    setParams((before) => {
      const p = new URLSearchParams(before)
      p.delete('alert')
      p.delete('deadline')
      if (value) p.set(name, value)
      return p
    })
  const alert = params.get('alert')
  const [type, key] = (params.get('deadline') ?? '').split('/')
  return (
    <div className="stack">
      <div className="page-head">
        <h1>{title}</h1>
        <UnitFilter unit={unit} set={setUnit} />
      </div>
      <Answer of={board}>
        {(data) =>
          alert ? (
            <AlertList id={alert} unit={unit} back={() => open('alert', null)} />
          ) : type && key ? (
            <DeadlineList line={line} type={type} name={key} unit={unit} back={() => open('deadline', null)} />
          ) : (
            <Board board={data} open={open} empty={w.noRed} />
          )
        }
      </Answer>
    </div>
  )
}

function Board({ board, open, empty }: { board: RedLines; open: (name: 'alert' | 'deadline', value: string) => void; empty: string }) {
  const w = useWords(lineWords)
  const lang = useLang()
  const level = (l: 'red' | 'yellow') => board.alerts.filter((a) => a.level === l && a.count > 0).sort((a, b) => b.count - a.count)
  const zero = board.alerts.filter((a) => a.count === 0).length
  const group = (title: string, alerts: readonly AlertItem[], tone: 'red' | 'amber', none: string) => (
    <section className="panel">
      <header>
        <h2>{title}</h2>
      </header>
      {alerts.length === 0 ? <p className="quiet">{none}</p> : null}
      <ul className="alerts">
        {alerts.map((a) => (
          <li key={a.id}>
            <div className="row spread">
              <button type="button" className="plain" onClick={() => open('alert', a.id)}>
                {lang === 'zh' ? a.title : humanised(a.id)}
              </button>
              <span className={`badge ${tone}`}>{a.count}</span>
            </div>
            <p className="quiet">
              {a.say}
              {a.basis ? `（${a.basis}）` : ''}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
  return (
    <>
      <div className="two-charts">
        {group(w.redLines, level('red'), 'red', empty)}
        <section className="panel">
          <header>
            <h2>{w.redDeadlines}</h2>
          </header>
          {board.deadlines.length === 0 ? <p className="quiet">{w.noRedDeadlines}</p> : null}
          <ul className="alerts">
            {board.deadlines.map((d) => (
              <li key={`${d.type}/${d.key}`}>
                <div className="row spread">
                  <button type="button" className="plain" onClick={() => open('deadline', `${d.type}/${d.key}`)}>
                    {lang === 'zh' ? d.title : humanised(d.key)}
                  </button>
                  <span>
                    {d.overdue > 0 ? (
                      <span className="badge red">
                        {w.overdue} {d.overdue}
                      </span>
                    ) : null}
                    {d.near > 0 ? (
                      <span className="badge amber after">
                        {w.near} {d.near}
                      </span>
                    ) : null}
                  </span>
                </div>
                {d.late ? <p className="quiet">{d.late}</p> : null}
              </li>
            ))}
          </ul>
        </section>
      </div>
      {group(w.yellowLines, level('yellow'), 'amber', w.noYellow)}
      {zero > 0 ? <p className="quiet">{w.clearZero(zero)}</p> : null}
    </>
  )
}

function AlertList({ id, unit, back }: { id: string; unit: string | undefined; back: () => void }) {
  const w = useWords(lineWords)
  const lang = useLang()
  const alert = bureau.alerts.find((a) => a.id === id)
  const kept = alert ? bureau.records.get(alert.record) : undefined
  const list = useWorkRows(alert?.record ?? '', { unit, ...(alert ? { where: alert.when } : {}) }, alert !== undefined)
  if (!alert || !kept) return <Empty title={w.nobody} next={w.nobodyNext} />
  const title = lang === 'zh' ? alert.title : humanised(alert.id)
  const columns: Column<WorkRow>[] = [
    {
      key: 'who',
      title: w.name,
      render: (r) => <CaseName of={kept.type.parent ? r.of : { type: kept.type.id, id: r.id, people: r.people ?? [] }} />,
    },
    ...fieldColumns(kept, kept.type.columns.slice(0, 5), lang),
    { key: 'next', title: w.next, render: (r) => <NextDue row={r} />, wrap: true },
    { key: 'unit', title: w.office, render: (r) => r.unitName },
  ]
  return (
    <section className="panel stack" style={{ gap: 10 }}>
      <header>
        <h2>
          {title} <span className={`badge ${alert.level === 'red' ? 'red' : 'amber'}`}>{recordText(kept.type.id, lang)}</span>
        </h2>
        <Button size="small" onClick={back}>
          {w.back}
        </Button>
      </header>
      <p>
        {alert.say}
        {alert.basis ? `（${alert.basis}）` : ''}
      </p>
      <Answer of={list}>
        {(data) => {
          const { rows, hidden } = together(data)
          return (
            <>
              {rows.length === 0 ? (
                <Empty title={w.nobody} />
              ) : (
                <DataTable caption={title} columns={columns} rows={rows} keyOf={(r) => r.id} />
              )}
              <More shown={rows.length} hidden={hidden} list={list} />
            </>
          )
        }}
      </Answer>
    </section>
  )
}

function DeadlineList({
  line,
  type,
  name,
  unit,
  back,
}: {
  line: string
  type: string
  name: string
  unit: string | undefined
  back: () => void
}) {
  const w = useWords(lineWords)
  const lang = useLang()
  const declared = bureau.records.get(type)?.procedure.deadlines[name]
  return (
    <section className="panel">
      <header>
        <h2>{lang === 'zh' ? (declared?.title ?? name) : humanised(name)}</h2>
        <Button size="small" onClick={back}>
          {w.back}
        </Button>
      </header>
      {declared?.late ? <p className="quiet">{declared.late}</p> : null}
      <DutyList line={line} filter={{ unit, type, key: name, red: true }} />
    </section>
  )
}
