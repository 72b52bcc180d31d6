import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useRef, useState } from 'react'
import { Link } from 'react-router'
import { call, post } from '../api/client.ts'
import type { LawChangeEntry, Rehearsal } from '../api/law.ts'
import { recordPath } from '../api/paths.ts'
import { dayText } from '../parts/format.ts'
import { FaultNote, Loading } from '../parts/states.tsx'
import { DataTable } from '../parts/table.tsx'
import { useTitle } from '../parts/title.ts'
import { say } from '../parts/toast.tsx'
import { lawWords } from '../words/law.ts'
import { useLang, useWords } from '../words/words.ts'
import { Differences } from './law-differences.tsx'

/** 「修法演练」: what a law that is not yet in force would change, before anything is written. */
export function LawRehearsalPage() {
  const w = useWords(lawWords)
  useTitle(w.rehearsal)
  const client = useQueryClient()
  const input = useRef<HTMLInputElement>(null)
  const [file, setFile] = useState<{ name: string; text: string }>()
  const rehearse = useMutation({ mutationFn: (text: string) => call<Rehearsal>('POST', '/api/law/rehearse', { body: { file: text } }) })
  const load = useMutation({
    mutationFn: (text: string) => post('/api/law/files', { file: text }),
    onSuccess: async () => {
      say(w.loaded)
      await client.invalidateQueries()
    },
  })
  const take = async (picked: File | undefined) => {
    if (!picked) return
    const text = await picked.text()
    setFile({ name: picked.name, text })
    load.reset()
    rehearse.mutate(text)
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
            <Button type="primary" loading={load.isPending} disabled={load.isSuccess} onClick={() => load.mutate(file.text)}>
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
          {w.changedRules}（{of.rules.length}）
        </h2>
        {of.rules.length === 0 ? <p className="quiet">{w.none}</p> : null}
        {of.rules.map((c) => (
          <Change key={c.what + c.code + c.on} change={c} />
        ))}
      </section>
      <section className="panel stack" style={{ gap: 8 }}>
        <h2>
          {w.movedRecords}（{of.records.length}）
        </h2>
        {of.records.length === 0 ? (
          <p className="quiet">{w.none}</p>
        ) : (
          <DataTable
            caption={w.movedRecords}
            rows={of.records}
            keyOf={(r) => r.id + (r.title ?? '')}
            columns={[
              {
                key: 'label',
                title: '',
                render: (r) => (r.type ? <Link to={recordPath(r.type, r.id)}>{r.label ?? r.title}</Link> : (r.label ?? r.title)),
                wrap: true,
              },
              { key: 'before', title: w.before, render: (r) => day(r.before) },
              { key: 'after', title: w.after, render: (r) => r.refused ?? day(r.after) },
            ]}
          />
        )}
      </section>
      <Named title={w.touchedDocuments} list={of.documents} />
      <Named title={w.touchedIndicators} list={of.indicators} />
    </>
  )
}

function Change({ change }: { change: LawChangeEntry }) {
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
