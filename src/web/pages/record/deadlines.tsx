import { useQuery } from '@tanstack/react-query'
import { Button, Drawer } from 'antd'
import { useState } from 'react'
import type { Kept } from '../../../kernel/index.ts'
import { get } from '../../api/client.ts'
import { apiOf } from '../../api/paths.ts'
import type { DeadlineView, Derivation, RecordView } from '../../api/types.ts'
import { countdown, dayText, instantText } from '../../parts/format.ts'
import { humanised } from '../../parts/humanise.ts'
import { Answer } from '../../parts/states.tsx'
import { recordWords } from '../../words/record.ts'
import { useLang, useWords } from '../../words/words.ts'
import { AnswerOrder } from '../answer-order.tsx'
import { ChangeLaw } from './change-law.tsx'
import { useRefresh } from './refresh.ts'

/** The clocks of the record: when each ends, how long is left, and why. */
export function Deadlines({ kept, view }: { kept: Kept; view: RecordView }) {
  const w = useWords(recordWords)
  const lang = useLang()
  const refresh = useRefresh()
  const [why, setWhy] = useState<DeadlineView>()
  const shown = [...view.deadlines].filter((d) => d.state !== 'dropped').sort((a, b) => Number(done(a)) - Number(done(b)))
  return (
    <section className="panel" aria-labelledby="deadlines">
      <header>
        <h2 id="deadlines">{w.deadlines}</h2>
      </header>
      {shown.length === 0 ? <p className="quiet">{w.noDeadlines}</p> : null}
      <ul className="alerts">
        {shown.map((d) => (
          <li key={d.key + d.since}>
            <div className="row spread">
              <strong>{lang === 'zh' ? d.title : humanised(d.key)}</strong>
              <Countdown deadline={d} />
            </div>
            <p>
              {d.due ? dayText(d.due, lang) : (d.problem ?? w.waiting)}
              {d.originalDue && d.due && d.originalDue !== d.due ? (
                <span className="quiet">
                  　{w.original} {dayText(d.originalDue, lang)}
                </span>
              ) : null}
            </p>
            {d.orders.map((o) => (
              <p className="row" key={o.number}>
                <span className="badge red">{o.number}</span>
                {o.answer ? <span className="quiet">{o.answer}</span> : null}
                {o.answer === null && d.state === 'open' && view.can.correct ? (
                  <AnswerOrder number={o.number} answered={() => refresh(kept.type.id)} />
                ) : null}
              </p>
            ))}
            <p className="row">
              <Button size="small" onClick={() => setWhy(d)}>
                {w.why}
              </Button>
              {d.advisory ? <span className="badge">{w.advisory}</span> : null}
              {d.lawOn === d.since ? null : <span className="badge amber">{w.otherLaw(dayText(d.lawOn, lang))}</span>}
            </p>
          </li>
        ))}
      </ul>
      {why ? <WhyDrawer kept={kept} view={view} deadline={why} close={() => setWhy(undefined)} /> : null}
    </section>
  )
}

/** Nothing is left to be done: in time or not, or a right that was not used. */
const done = (d: DeadlineView): boolean => d.state === 'met' || d.lapsed

function Countdown({ deadline }: { deadline: DeadlineView }) {
  const w = useWords(recordWords)
  const lang = useLang()
  if (deadline.state === 'met' || deadline.metOn)
    return (
      <span className="badge green">
        {w.met} {deadline.metOn ? dayText(deadline.metOn, lang) : ''}
      </span>
    )
  if (deadline.daysLeft === null) return null
  if (deadline.lapsed) return <span className="badge">{w.lapsed}</span>
  const tone = deadline.daysLeft < 0 ? 'red' : deadline.daysLeft <= 7 ? 'amber' : 'blue'
  return <span className={`badge ${tone}`}>{countdown(deadline.daysLeft, lang)}</span>
}

/** 「为什么」: the derivation day by day, with articles, and each change with its reason. */
function WhyDrawer({ kept, view, deadline, close }: { kept: Kept; view: RecordView; deadline: DeadlineView; close: () => void }) {
  const w = useWords(recordWords)
  const lang = useLang()
  const why = useQuery({
    queryKey: ['record', kept.type.id, view.id, 'derivation', deadline.key, deadline.since, deadline.due, deadline.lawOn],
    queryFn: ({ signal }) =>
      get<Derivation>(`${apiOf(kept.type.id)}/${view.id}/deadlines/${deadline.key}/derivation`, { since: deadline.since }, signal),
  })
  return (
    <Drawer open title={`${w.whyTitle}：${deadline.title}`} onClose={close} size={560}>
      <Answer of={why}>
        {(d) => (
          <div className="stack">
            <p>
              {w.article}：{d.article}
              <br />
              {w.lawVersion}：{dayText(d.version.from, lang)} – {d.version.to ? dayText(d.version.to, lang) : ''}
            </p>
            {d.advisory ? <p className="note">{w.advisory}</p> : null}
            <ChangeLaw kept={kept} view={view} deadline={deadline} changed={close} />
            <ol className="timeline">
              {d.derivation.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ol>
          </div>
        )}
      </Answer>
      {deadline.changes.length > 0 ? (
        <section>
          <h2 className="minor">{w.changes}</h2>
          <ul className="closed-steps">
            {deadline.changes.map((c) => (
              <li key={c.at + c.kind + c.reason}>
                {c.fromDue ? dayText(c.fromDue, lang) : '—'} → {c.toDue ? dayText(c.toDue, lang) : '—'}
                <p className="quiet">
                  {c.reason}　{instantText(c.at, lang)}
                </p>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </Drawer>
  )
}
