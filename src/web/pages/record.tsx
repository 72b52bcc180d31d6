import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { Kept } from '../../kernel/index.ts'
import { ApiFault, get } from '../api/client.ts'
import { apiOf, ledgerPath, recordPath } from '../api/paths.ts'
import type { RecordView } from '../api/types.ts'
import { labelText } from '../parts/format.ts'
import { recordText, stageText } from '../parts/labels.ts'
import { usePhone } from '../parts/phone.ts'
import { Answer, Failed } from '../parts/states.tsx'
import { Tabs } from '../parts/tabs.tsx'
import { useTitle } from '../parts/title.ts'
import { keptAt } from '../sheet.ts'
import { recordWords } from '../words/record.ts'
import { useLang, useWords } from '../words/words.ts'
import { RecordActions } from './record/actions.tsx'
import { Basics } from './record/basics.tsx'
import { Deadlines } from './record/deadlines.tsx'
import { Documents } from './record/documents.tsx'
import { Trace } from './record/events.tsx'
import { Files } from './record/files.tsx'
import { Proceedings } from './record/proceedings.tsx'
import { Related } from './record/related.tsx'
import { Stepper } from './record/stepper.tsx'
import { Steps } from './record/steps.tsx'

/** One record of any type, read like a case file. */
export function RecordPage() {
  const { line, name, id } = useParams()
  const kept = keptAt(line, name)
  if (!kept || !id) return <Failed fault={new ApiFault(404, { code: 'page.missing', zh: '没有这类台账', en: 'No such ledger' })} />
  return <OneRecord key={id} kept={kept} id={id} />
}

function OneRecord({ kept, id }: { kept: Kept; id: string }) {
  const view = useQuery({
    queryKey: ['record', kept.type.id, id],
    queryFn: ({ signal }) => get<RecordView>(`${apiOf(kept.type.id)}/${id}`, undefined, signal),
  })
  return <Answer of={view}>{(data) => <CaseFile kept={kept} view={data} />}</Answer>
}

function CaseFile({ kept, view }: { kept: Kept; view: RecordView }) {
  const w = useWords(recordWords)
  const lang = useLang()
  const [tab, setTab] = useState('basics')
  useTitle(view.label)
  const phone = usePhone()
  const acts = (
    <div className="stack">
      <Steps kept={kept} view={view} />
      <Deadlines kept={kept} view={view} />
    </div>
  )
  const childCount = Object.values(view.children).reduce((a, b) => a + b, 0)
  const tabs = [
    { key: 'basics', title: w.basics },
    { key: 'history', title: w.history },
    { key: 'documents', title: w.documents, count: view.documents.reduce((n, d) => n + d.issued.length, 0) },
    { key: 'files', title: w.files, count: view.files.length },
    ...(kept.children.length > 0 ? [{ key: 'related', title: w.related, count: childCount }] : []),
    { key: 'trace', title: w.trace },
  ]
  const about = aboutOne(kept, view)
  return (
    <div className="stack">
      <header className="panel">
        <div className="page-head">
          <div>
            <p className="quiet">
              <Link to={ledgerPath(kept.type.id)}>{recordText(kept.type.id, lang)}</Link>
              {view.number ? `　${view.number}` : ''}　{view.unitName}
              {view.parent ? (
                <>
                  　{w.parent}：<Link to={recordPath(view.parent.type, view.parent.id)}>{labelText(view.parent.label, lang)}</Link>
                </>
              ) : null}
            </p>
            <h1>
              {about ? `${about}　` : ''}
              {labelText(view.label, lang)}
            </h1>
            <p className="row">
              <span className={`badge ${kept.procedure.ends.includes(view.stage) ? '' : 'blue'}`}>{stageText(kept, view.stage, lang)}</span>
              {view.sealed ? <span className="badge amber">{w.sealed}</span> : null}
              {view.voidedAt ? <span className="badge red">{w.voided}</span> : null}
            </p>
          </div>
          <RecordActions kept={kept} view={view} />
        </div>
        {Object.keys(kept.procedure.stages).length > 1 ? <Stepper kept={kept} view={view} /> : null}
      </header>
      {view.faults.length > 0 ? (
        <div className="note">
          <strong>{w.faults}</strong>
          <ul>
            {view.faults.map((f) => (
              <li key={f.say}>
                {f.say}
                {f.basis ? `（${f.basis}）` : ''}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      <div className="record">
        {phone ? acts : null}
        <section className="panel">
          <Tabs label={view.label} tabs={tabs} value={tab} onChange={setTab}>
            {tab === 'basics' ? <Basics kept={kept} view={view} /> : null}
            {tab === 'history' ? <Proceedings kept={kept} view={view} /> : null}
            {tab === 'documents' ? <Documents kept={kept} view={view} /> : null}
            {tab === 'files' ? <Files kept={kept} view={view} /> : null}
            {tab === 'related' ? <Related kept={kept} view={view} /> : null}
            {tab === 'trace' ? <Trace kept={kept} view={view} /> : null}
          </Tabs>
        </section>
        {phone ? null : acts}
      </div>
    </div>
  )
}

/** The name of the one person that the record is about, where it is about one. */
function aboutOne(kept: Kept, view: RecordView): string | undefined {
  const role = Object.entries(kept.type.parties).find(([, p]) => p.min === 1 && p.max === 1)?.[0]
  return view.people?.find((p) => p.role === role)?.name
}
