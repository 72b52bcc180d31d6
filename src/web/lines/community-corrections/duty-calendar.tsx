import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { recordPath } from '../../api/paths.ts'
import { dayText, labelText, monthText, weekdayText } from '../../parts/format.ts'
import { usePhone } from '../../parts/phone.ts'
import { useLang, useWords } from '../../words/words.ts'
import { type Entry, monthAfter, monthBefore, monthOf } from './compliance.ts'
import { correctionsWords } from './words.ts'

// Any week serves to name the days of one: 1 January 2001 was a Monday.
const aWeek = Array.from({ length: 7 }, (_, i) => `2001-01-0${i + 1}`)

/** A month of duties: what was done, what is due, when the person was away. On a phone as a list of days. */
export function DutyCalendar({ entries, today }: { entries: readonly Entry[]; today: string }) {
  const w = useWords(correctionsWords)
  const lang = useLang()
  const phone = usePhone()
  const [month, setMonth] = useState(today.slice(0, 7))
  return (
    <section className="panel" aria-labelledby="duty-calendar">
      <header>
        <h2 id="duty-calendar">
          {w.calendar}　{monthText(month, lang)}
        </h2>
        <span className="row no-print">
          <Button size="small" onClick={() => setMonth(monthBefore(month))}>
            {w.previousMonth}
          </Button>
          <Button size="small" onClick={() => setMonth(monthAfter(month))}>
            {w.nextMonth}
          </Button>
        </span>
      </header>
      {phone ? <DayList month={month} entries={entries} /> : <MonthGrid month={month} entries={entries} today={today} />}
    </section>
  )
}

function MonthGrid({ month, entries, today }: { month: string; entries: readonly Entry[]; today: string }) {
  const lang = useLang()
  const weeks = monthOf(month, entries)
  return (
    <table className="duty-month">
      <thead>
        <tr>
          {aWeek.map((d) => (
            <th key={d} scope="col">
              {weekdayText(d, lang).slice(0, 3)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week, i) => (
          <tr key={`${month}/${String(i)}`}>
            {week.map((cell, x) => (
              <td key={cell?.day ?? `${month}/${String(i)}/${String(x)}`} className={cell?.day === today ? 'today' : ''}>
                {cell ? (
                  <>
                    <span className="quiet">{cell.date}</span>
                    {cell.entries.map((e) => (
                      <EntryLine key={e.id} entry={e} />
                    ))}
                  </>
                ) : null}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function EntryLine({ entry }: { entry: Entry }) {
  const w = useWords(correctionsWords)
  const lang = useLang()
  const pending = entry.kind === 'due' || entry.kind === 'overdue'
  const text = pending ? `${entry.title} ${w.due}` : entry.title
  const more = `${entry.title}　${labelText(entry.text, lang)}`
  return entry.type === '' ? (
    <span className={`entry ${entry.kind}`} title={more}>
      {text}
    </span>
  ) : (
    <Link to={recordPath(entry.type, entry.id)} className={`entry ${entry.kind}`} title={more}>
      {text}
    </Link>
  )
}

function DayList({ month, entries }: { month: string; entries: readonly Entry[] }) {
  const w = useWords(correctionsWords)
  const lang = useLang()
  const mine = entries.filter((e) => e.day.startsWith(month)).sort((a, b) => a.day.localeCompare(b.day))
  if (mine.length === 0) return <p className="quiet">{w.noActs}</p>
  return (
    <ul className="alerts">
      {mine.map((e) => (
        <li key={e.id}>
          <p className="quiet">
            {dayText(e.day, lang)} {weekdayText(e.day, lang)}
          </p>
          <EntryLine entry={e} />
        </li>
      ))}
    </ul>
  )
}
