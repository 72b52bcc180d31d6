import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { Link } from 'react-router'
import { get } from '../api/client.ts'
import { ledgerPath, recordPath } from '../api/paths.ts'
import { useAccount, useToday } from '../api/session.ts'
import type { AlertItem, DueItem, FigureEntry, Work } from '../api/types.ts'
import { byUrgency, tone } from '../parts/due-order.ts'
import { countdown, dayText, figureText, labelText, weekdayText } from '../parts/format.ts'
import { figureTitle, humanised, postTitle } from '../parts/humanise.ts'
import { usePhone } from '../parts/phone.ts'
import { Answer, Empty, Loading } from '../parts/states.tsx'
import { useTitle } from '../parts/title.ts'
import { homeWords } from '../words/home.ts'
import { shellWords } from '../words/shell.ts'
import { useLang, useWords } from '../words/words.ts'
import { WeekStrip } from './week-strip.tsx'

const Trends = lazy(async () => ({ default: (await import('./trends.tsx')).Trends }))

/** 「我的工作」: what the law wants first, red lines, the week, the figures of my unit. */
export function HomePage() {
  const s = useWords(shellWords)
  const lang = useLang()
  const account = useAccount()
  const today = useToday()
  useTitle(s.work)
  const work = useQuery({ queryKey: ['work'], queryFn: ({ signal }) => get<Work>('/api/work', undefined, signal) })
  return (
    <div className="stack">
      <div className="page-head">
        <h1>{s.work}</h1>
        <p className="quiet">
          {dayText(today, lang)}　{weekdayText(today, lang)}
          {account.holdings.map((h) => `　${h.unitName} · ${postTitle(h, lang)}`)}
        </p>
      </div>
      {account.lines.length === 0 ? <AdministratorHome /> : <Answer of={work}>{(data) => <MyWork work={data} />}</Answer>}
    </div>
  )
}

function MyWork({ work }: { work: Work }) {
  const w = useWords(homeWords)
  const account = useAccount()
  const phone = usePhone()
  const today = useToday()
  const figures = useHeadFigures(work, today)
  const leads = account.holdings.some((h) => h.post === 'leader' || h.post === 'superior')
  return (
    <div className="home">
      <div className="stack">
        <DueList items={byUrgency(work.due)} />
        {leads && figures.length > 0 ? (
          <Suspense fallback={<Loading />}>
            <Trends figures={figures} />
          </Suspense>
        ) : null}
        {phone ? null : (
          <section className="panel">
            <header>
              <h2>{w.week}</h2>
            </header>
            <WeekStrip week={work.week} today={today} />
          </section>
        )}
      </div>
      <div className="stack">
        <Alerts alerts={work.alerts} returns={work.returns ?? 0} orders={work.orders ?? 0} />
        {phone ? (
          <section className="panel">
            <header>
              <h2>{w.week}</h2>
            </header>
            <WeekStrip week={work.week} today={today} />
          </section>
        ) : null}
        <ShortFigures figures={figures} />
        <Notices work={work} />
      </div>
    </div>
  )
}

/** The figures of my unit this year: those the workbench names, else the first of each line that are not nothing. */
function useHeadFigures(work: Work, today: string): readonly FigureEntry[] {
  const account = useAccount()
  const query = {
    from: `${today.slice(0, 4)}-01-01`,
    to: today,
    unit: (account.holdings[0]?.unit ?? account.bureau).replace(/^(\d{6})B.*/, '$1'),
  }
  const asked = useQuery({
    queryKey: ['figures', query],
    queryFn: ({ signal }) => get<FigureEntry[]>('/api/figures', query, signal),
    enabled: !work.figures,
  })
  return work.figures ?? (asked.data ?? []).filter((f) => f.type !== 'rate' && f.records > 0).slice(0, 8)
}

const first = 12

function DueList({ items }: { items: readonly DueItem[] }) {
  const w = useWords(homeWords)
  const [all, setAll] = useState(false)
  const shown = all ? items : items.slice(0, first)
  return (
    <section className="panel" aria-labelledby="due">
      <header>
        <h2 id="due">{w.due}</h2>
        {items.length > 0 ? <p className="quiet">{w.dueCount(items.length)}</p> : null}
      </header>
      {items.length === 0 ? <Empty title={w.nothingDue} next={w.nothingDueNext} /> : null}
      <ul className={items.length > 0 ? 'due' : ''}>
        {shown.map((d) => (
          <DueLine key={`${d.record.id}${d.title}${d.due ?? ''}`} item={d} />
        ))}
      </ul>
      {shown.length < items.length ? (
        <p style={{ marginTop: 10 }}>
          <button type="button" className="plain" onClick={() => setAll(true)}>
            {w.showAll(items.length - shown.length)}
          </button>
        </p>
      ) : null}
    </section>
  )
}

function DueLine({ item }: { item: DueItem }) {
  const w = useWords(homeWords)
  const lang = useLang()
  return (
    <li>
      <span>
        <span className={`badge ${tone(item.state)}`}>
          {item.daysLeft === null ? (item.state === 'paused' ? w.paused : w.noCalendar) : countdown(item.daysLeft, lang)}
        </span>
      </span>
      <span className="what">
        <Link to={recordPath(item.record.type, item.record.id)}>
          {item.record.whose ? `${item.record.whose}　` : ''}
          {labelText(item.record.label, lang)}
        </Link>
      </span>
      <span className="on">{item.due ? dayText(item.due, lang) : ''}</span>
      <span className="under">
        {item.record.typeTitle && lang === 'zh' ? `${item.record.typeTitle} · ` : ''}
        {lang === 'zh' || !item.key ? item.title : humanised(item.key)}　{item.basis ? `${item.basis}　` : ''}
        {item.record.unitName}　{item.state === 'overdue' ? item.late : item.problem}
        {item.red ? <span className="badge red after">{w.red}</span> : null}
        {item.advisory ? (
          <span className="badge after" title={w.advisoryHint}>
            {w.advisory}
          </span>
        ) : null}
      </span>
    </li>
  )
}

function Alerts({ alerts, returns, orders }: { alerts: readonly AlertItem[]; returns: number; orders: number }) {
  const w = useWords(homeWords)
  const lang = useLang()
  const shown = alerts.filter((a) => a.count > 0).sort((a, b) => Number(b.level === 'red') - Number(a.level === 'red'))
  return (
    <section className="panel" aria-labelledby="alerts">
      <header>
        <h2 id="alerts">{w.alerts}</h2>
      </header>
      {shown.length === 0 && returns === 0 && orders === 0 ? <p className="quiet">{w.noAlerts}</p> : null}
      <ul className="alerts">
        {orders > 0 ? (
          <li className="row spread">
            <Link to="/orders">{w.orders}</Link>
            <span className="badge red">{w.items(orders)}</span>
          </li>
        ) : null}
        {returns > 0 ? (
          <li>
            <span className="badge red">{w.red}</span> {w.returns(returns)}　
            <Link to={`${ledgerPath('mediation.return')}?stage=due`}>{w.toReturns}</Link>
          </li>
        ) : null}
        {shown.map((a) => (
          <li key={a.id}>
            <div className="row spread">
              <Link to={`/alerts/${a.id}`}>{lang === 'zh' ? a.title : humanised(a.id)}</Link>
              <span className={`badge ${a.level === 'red' ? 'red' : 'amber'}`}>{w.items(a.count)}</span>
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
}

function ShortFigures({ figures }: { figures: readonly FigureEntry[] }) {
  const w = useWords(homeWords)
  const lang = useLang()
  if (figures.length === 0) return null
  return (
    <section className="panel figures-short" aria-labelledby="figures">
      <header>
        <h2 id="figures">{w.figures}</h2>
        <Link to="/figures">{w.all}</Link>
      </header>
      <ul>
        {figures.map((f) => (
          <li key={f.id}>
            <Link to={`/figures/${f.id}`}>{figureTitle(f, lang)}</Link>
            <span className="value">
              {figureText(f.value, f.unit)} {f.unit === '%' ? '' : f.unit}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Notices({ work }: { work: Work }) {
  const w = useWords(homeWords)
  return (
    <section className="panel" aria-labelledby="notices">
      <header>
        <h2 id="notices">{w.notices}</h2>
        <Link to="/notices">{w.all}</Link>
      </header>
      {work.notices.length === 0 ? <p className="quiet">{w.noNotices}</p> : null}
      <ul className="alerts">
        {work.notices.slice(0, 5).map((n) => (
          <li key={n.id}>{n.record && n.type ? <Link to={recordPath(n.type, n.record)}>{n.say}</Link> : n.say}</li>
        ))}
      </ul>
    </section>
  )
}

/** Administrators of the system handle no cases: their home is a short list of where to go. */
function AdministratorHome() {
  const s = useWords(shellWords)
  const { duties } = useAccount()
  const to = [
    ...(duties.includes('system') || duties.includes('organisation') ? [['/units', s.units]] : []),
    ...(duties.includes('system') || duties.includes('security') ? [['/accounts', s.accounts]] : []),
    ...(duties.includes('system') ? [['/public-site', s.publicSite]] : []),
    ...(duties.includes('audit') ? [['/audit', s.audit]] : []),
    ['/jobs', s.jobs],
    ['/law', s.law],
  ] as const
  return (
    <section className="panel">
      <ul className="alerts">
        {to.map(([path, title]) => (
          <li key={path}>
            <Link to={path ?? '/'}>{title}</Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
