import type { Kept } from '../../../kernel/index.ts'
import type { RecordView } from '../../api/types.ts'
import { stageText } from '../../parts/labels.ts'
import { columnsOf, visitedBy } from '../../parts/stages.ts'
import { recordWords } from '../../words/record.ts'
import { useLang, useWords } from '../../words/words.ts'
import { useEvents } from './events.tsx'

/** The procedure as a line of stages: where the record has been, where it is, and what it went past; stages that exclude each other share a mark. */
export function Stepper({ kept, view }: { kept: Kept; view: RecordView }) {
  const w = useWords(recordWords)
  const lang = useLang()
  const events = useEvents(kept, view)
  const { procedure } = kept
  const columns = columnsOf(procedure)
  const here = columns.findIndex((c) => c.includes(view.stage))
  const ended = procedure.ends.includes(view.stage)
  const been = events.data
    ? visitedBy(
        procedure,
        events.data.map((e) => e.step),
      )
    : null
  const mark = (column: readonly string[], i: number): string => {
    if (i === here) return ended ? 'done' : 'now'
    if (i > here) return ''
    return !been || column.some((s) => been.has(s)) ? 'done' : 'passed'
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <ol className="stepper" aria-label={w.stepper} tabIndex={0}>
      {columns.map((column, i) => (
        <li key={column.join()} className={mark(column, i)} aria-current={i === here ? 'step' : undefined}>
          {column.map((s, n) => (
            <span key={s}>
              {n > 0 ? ' / ' : ''}
              <span className={s === view.stage ? 'here' : ''}>{stageText(kept, s, lang)}</span>
            </span>
          ))}
        </li>
      ))}
    </ol>
  )
}
