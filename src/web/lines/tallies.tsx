import { useWords } from '../words/words.ts'
import { lineWords } from './words.ts'
import { countText, type DutyFilter, useDutyCounts } from './worklist.ts'

export type Tally = 'overdue' | 'today' | 'week' | 'red'

/** What a tally narrows the list of deadlines to. */
export const tallyFilter = (tally: Tally | null): DutyFilter =>
  tally === null ? {} : tally === 'red' ? { when: 'overdue', red: true } : { when: tally }

/** Four counts over the list, each a filter of it. */
export function Tallies({
  line,
  unit,
  value,
  onChange,
}: {
  line: string
  unit: string | undefined
  value: Tally | null
  onChange: (tally: Tally | null) => void
}) {
  const w = useWords(lineWords)
  const counts = useDutyCounts(line, unit)
  const shown = [
    ['red', w.redOverdue, 'red'],
    ['overdue', w.overdue, 'amber'],
    ['today', w.today, ''],
    ['week', w.week, ''],
  ] as const
  return (
    <fieldset className="tallies" aria-label={w.dueTitle}>
      {shown.map(([key, title, colour]) => {
        const n = counts.data?.[key]
        return (
          <button
            key={key}
            type="button"
            className={n ? colour : ''}
            aria-pressed={value === key}
            onClick={() => onChange(value === key ? null : key)}
          >
            {title}
            <strong>{n === undefined ? '…' : countText(n)}</strong>
          </button>
        )
      })}
    </fieldset>
  )
}
