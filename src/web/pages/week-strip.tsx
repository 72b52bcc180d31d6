import type { Work } from '../api/types.ts'
import { weekdayText } from '../parts/format.ts'
import { homeWords } from '../words/home.ts'
import { useLang, useWords } from '../words/words.ts'

/** The calendar of the coming days: how many deadlines fall on each. */
export function WeekStrip({ week, today }: { week: Work['week']; today: string }) {
  const w = useWords(homeWords)
  const lang = useLang()
  return (
    <ol className="week">
      {week.map(({ day, due }) => (
        <li
          key={day}
          className={`${day === today ? 'today' : ''} ${due === 0 ? 'empty' : ''}`}
          aria-current={day === today ? 'date' : undefined}
        >
          <p>
            {weekdayText(day, lang).slice(0, 3)} {Number(day.slice(8))}
          </p>
          {due > 0 ? <strong>{w.dueOn(due)}</strong> : <span className="quiet">—</span>}
        </li>
      ))}
    </ol>
  )
}
