import { useQueries, useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import { ApiFault, get } from '../../api/client.ts'
import { apiOf, recordPath } from '../../api/paths.ts'
import { useToday } from '../../api/session.ts'
import type { Page, RecordView } from '../../api/types.ts'
import { dayText, labelText } from '../../parts/format.ts'
import { humanised } from '../../parts/humanise.ts'
import { recordText } from '../../parts/labels.ts'
import { usePhone } from '../../parts/phone.ts'
import { Answer, Failed } from '../../parts/states.tsx'
import { useTitle } from '../../parts/title.ts'
import { useLang, useWords } from '../../words/words.ts'
import '../lines.css'
import { lineWords } from '../words.ts'
import { namesOf } from '../worklist.ts'
import { actTypes, dueEntries, entriesOf, type Listed, monthlyActs } from './acts.ts'
import { Compliance, Months } from './compliance-tables.tsx'
import { DutyCalendar } from './duty-calendar.tsx'
import { OwnAccount } from './own/own-account.tsx'
import { correctionsWords } from './words.ts'

const type = 'community-corrections.person'

/** 「履行义务」 of one person: calendar, how each duty was kept, month by month, and what happened. */
export function PersonDutiesPage() {
  const { id = '' } = useParams()
  const view = useQuery({
    queryKey: ['record', type, id],
    queryFn: ({ signal }) => get<RecordView>(`${apiOf(type)}/${id}`, undefined, signal),
  })
  return <Answer of={view}>{(v) => <PersonDuties key={v.id} view={v} />}</Answer>
}

function PersonDuties({ view }: { view: RecordView }) {
  const w = useWords(correctionsWords)
  const l = useWords(lineWords)
  const lang = useLang()
  const today = useToday()
  const phone = usePhone()
  const name = namesOf(view.people, 'subject') || l.nameHidden
  const title = w.personTitle(name)
  useTitle(title)
  const answers = useQueries({
    queries: actTypes.map((a) => {
      const of = `community-corrections.${a.name}`
      return {
        queryKey: ['list', of, { parent: view.id, all: true }],
        queryFn: ({ signal }: { signal: AbortSignal }) => get<Page>(apiOf(of), { parent: view.id, limit: 500, order: `-${a.day}` }, signal),
      }
    }),
  })
  // What the reader's post may not list is left out; every other failure is said.
  const failed = answers.find((a) => a.error && !(a.error instanceof ApiFault && a.error.status === 403))
  const listed = answers.flatMap((a, i): Listed[] => {
    const of = actTypes[i]
    return a.data && of ? [{ name: of.name, rows: a.data.rows }] : []
  })
  const acts = entriesOf(listed, (n) => recordText(`community-corrections.${n}`, lang))
  const due = dueEntries(view, today, (key, zh) => (lang === 'zh' ? zh : humanised(key)))
  const entered = view.values.enteredOn
  const left = view.values.leftOn
  const until = typeof left === 'string' ? left : today
  return (
    <div className="stack">
      <header className="panel">
        <div className="page-head">
          <div>
            <p className="quiet">
              {view.number ? `${view.number}　` : ''}
              {view.unitName}
            </p>
            <h1>{title}</h1>
            <p className="row">
              <span className="badge blue">{view.stageTitle}</span>
              {view.sealed ? <span className="badge amber">{lang === 'zh' ? '已封存' : 'sealed'}</span> : null}
              {typeof view.values.termFrom === 'string' && typeof view.values.termTo === 'string' ? (
                <span className="quiet">
                  {w.term} {dayText(view.values.termFrom, lang)} – {dayText(view.values.termTo, lang)}
                </span>
              ) : null}
            </p>
          </div>
          <p className="row no-print">
            <Link to={`/corrections/visit?person=${view.id}`}>{w.logVisit}</Link>
            <Link to={recordPath(type, view.id)}>{w.file}</Link>
          </p>
        </div>
      </header>
      <OwnAccount type={type} id={view.id} />
      {failed ? <Failed fault={failed.error} retry={() => void failed.refetch()} /> : null}
      {phone ? <Compliance clocks={view.deadlines} today={today} /> : null}
      <DutyCalendar entries={[...due, ...acts]} today={today} />
      {phone ? null : <Compliance clocks={view.deadlines} today={today} />}
      {typeof entered === 'string' ? <Months acts={monthlyActs(listed)} from={entered} to={until} /> : null}
      <section className="panel" aria-labelledby="timeline">
        <header>
          <h2 id="timeline">{w.timeline}</h2>
        </header>
        {acts.length === 0 ? <p className="quiet">{w.noTimeline}</p> : null}
        <ol className="timeline">
          {[...acts]
            .sort((a, b) => b.day.localeCompare(a.day))
            .map((e) => (
              <li key={e.id}>
                <span className="quiet">{dayText(e.day, lang)}</span>　<Link to={recordPath(e.type, e.id)}>{e.title}</Link>　
                {labelText(e.text, lang)}
              </li>
            ))}
        </ol>
      </section>
    </div>
  )
}
