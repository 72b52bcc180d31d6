import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useRef, useState } from 'react'
import { Link } from 'react-router'
import type { LawChange } from '../../law/index.ts'
import { call, post } from '../api/client.ts'
import type { Rehearsal } from '../api/law.ts'
import { recordPath } from '../api/paths.ts'
import { dayText } from '../parts/format.ts'
import { FaultNote, Loading } from '../parts/states.tsx'
import { DataTable } from '../parts/table.tsx'
import { useTitle } from '../parts/title.ts'
import { say } from '../parts/toast.tsx'
import { lawWords } from '../words/law.ts'
import { useLang, useWords } from '../words/words.ts'
import { Differences } from './law-differences.tsx'

interface LawText {
  readonly name: string
  readonly source: string
}

/** 「修法演练」: what a law that is not yet in force would change, before anything is written. */
export function LawRehearsalPage() {
  const w = useWords(lawWords)
  useTitle(w.rehearsal)
  const client = useQueryClient()
  const input = useRef<HTMLInputElement>(null)
  const [file, setFile] = useState<LawText>()
  const rehearse = useMutation({ mutationFn: (given: LawText) => call<Rehearsal>('POST', '/api/law/rehearse', { body: given }) })
  const load = useMutation({
    mutationFn: (given: LawText) => post('/api/law/files', given),
    onSuccess: async () => {
      say(w.loaded)
      await client.invalidateQueries()
    },
  })
  const take = async (picked: File | undefined) => {
    if (!picked) return
    const given = { name: picked.name.slice(0, 100), source: await picked.text() }
    setFile(given)
    load.reset()
    rehearse.mutate(given)
  }
  return (
    <div className="stack">
      <h1>{w.rehearsal}</h1>
      <p>{w.rehearsalHint}</p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button inside is the first */}
      <div
        className="drop"
        onDragOver={(e) => e.preventDefault()}
        onDrop={(e) => {
          e.preventDefault()
          void take(e.dataTransfer.files[0])
        }}
      >
        <p className="quiet">{file?.name ?? w.dropFile}</p>
        <input ref={input} type="file" accept=".json,application/json" hidden onChange={(e) => void take(e.target.files?.[0])} />
        <span className="row" style={{ justifyContent: 'center' }}>
          <Button onClick={() => input.current?.click()}>{w.chooseFile}</Button>
          {file && rehearse.data ? (
            <Button type="primary" loading={load.isPending} disabled={load.isSuccess} onClick={() => load.mutate(file)}>
              {w.load}
            </Button>
          ) : null}
        </span>
      </div>
      {rehearse.isPending ? <Loading /> : null}
      <FaultNote fault={rehearse.error ?? load.error} />
      {rehearse.data ? <Outcome of={rehearse.data} /> : null}
    </div>
  )
}

function Outcome({ of }: { of: Rehearsal }) {
  const w = useWords(lawWords)
  const lang = useLang()
  const day = (d: string | null) => (d ? dayText(d, lang) : '—')
  return (
    <>
      <section className="panel stack" style={{ gap: 8 }}>
        <h2>
          {w.changedRules}（{of.changes.length}）
        </h2>
        {of.changes.length === 0 ? <p className="quiet">{w.none}</p> : null}
        {of.changes.map((c) => (
          <Change key={c.what + c.code + c.on} change={c} />
        ))}
      </section>
      {of.calendar.years.length + of.calendar.days.length > 0 ? (
        <section className="panel">
          <h2>{w.calendar}</h2>
          <ul>
            {of.calendar.years.map((y) => (
              <li key={y}>{w.newYear(y)}</li>
            ))}
            {of.calendar.days.map((d) => (
              <li key={d.day}>
                {day(d.day)}　{d.worked ? w.working : w.rest}　<span className="quiet">{d.why}</span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <section className="panel stack" style={{ gap: 8 }}>
        <h2>
          {w.movedRecords}（{of.moved}）
        </h2>
        {of.hidden > 0 ? <p className="quiet">{w.hiddenRecords(of.hidden)}</p> : null}
        {of.deadlines.length < of.moved - of.hidden ? <p className="quiet">{w.firstRecords(of.deadlines.length)}</p> : null}
        {of.deadlines.length === 0 ? (
          <p className="quiet">{w.none}</p>
        ) : (
          <DataTable
            caption={w.movedRecords}
            rows={of.deadlines}
            keyOf={(m) => m.deadline.id + m.deadline.rule + m.deadline.start}
            columns={[
              {
                key: 'title',
                title: w.record,
                render: (m) => <Link to={recordPath(m.deadline.type, m.deadline.id)}>{m.deadline.title}</Link>,
                wrap: true,
              },
              { key: 'rule', title: w.rule, render: (m) => <Link to={`/law/rules/${m.deadline.rule}`}>{m.deadline.rule}</Link> },
              { key: 'before', title: w.before, render: (m) => day(m.before) },
              { key: 'after', title: w.after, render: (m) => m.refused ?? day(m.after) },
            ]}
          />
        )}
      </section>
      <Named title={w.touchedDocuments} list={of.cited.filter((c) => c.kind === 'document')} />
      <Named title={w.touchedIndicators} list={of.cited.filter((c) => c.kind === 'indicator')} />
      <Named title={w.touchedSteps} list={of.cited.filter((c) => c.kind === 'step' || c.kind === 'deadline')} />
    </>
  )
}

function Change({ change }: { change: LawChange }) {
  const w = useWords(lawWords)
  const lang = useLang()
  const how =
    change.how === 'new' ? w.howNew : change.how === 'version' ? w.howVersion : change.how === 'ended' ? w.howEnded : w.howCorrected
  return (
    <div>
      <p>
        <span className="badge blue">{how}</span> {change.title} <code>{change.code}</code>
        <span className="quiet">
          　{w.on} {dayText(change.on, lang)}
        </span>
      </p>
      <Differences title="" differences={change.differences} />
    </div>
  )
}

function Named({ title, list }: { title: string; list: readonly { id: string; title: string }[] }) {
  const w = useWords(lawWords)
  return (
    <section className="panel">
      <h2>
        {title}（{list.length}）
      </h2>
      {list.length === 0 ? <p className="quiet">{w.none}</p> : null}
      <ul>
        {list.map((i) => (
          <li key={i.id}>{i.title}</li>
        ))}
      </ul>
    </section>
  )
}
