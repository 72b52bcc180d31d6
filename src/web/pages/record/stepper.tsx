import type { Kept } from '../../../kernel/index.ts'
import { stageText } from '../../parts/labels.ts'
import { columnsOf } from '../../parts/stages.ts'
import { recordWords } from '../../words/record.ts'
import { useLang, useWords } from '../../words/words.ts'

/** The procedure as a line of stages, the present one marked; stages that exclude each other stand under one mark. */
export function Stepper({ kept, stage }: { kept: Kept; stage: string }) {
  const w = useWords(recordWords)
  const lang = useLang()
  const columns = columnsOf(kept.procedure)
  const here = columns.findIndex((c) => c.includes(stage))
  const ended = kept.procedure.ends.includes(stage)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <ol className="stepper" aria-label={w.stepper} tabIndex={0}>
      {columns.map((column, i) => (
        <li
          key={column.join()}
          className={i < here || (i === here && ended) ? 'done' : i === here ? 'now' : ''}
          aria-current={i === here ? 'step' : undefined}
        >
          {column.map((s, n) => (
            <span key={s}>
              {n > 0 ? ' / ' : ''}
              <span className={s === stage ? 'here' : ''}>{stageText(kept, s, lang)}</span>
            </span>
          ))}
        </li>
      ))}
    </ol>
  )
}
