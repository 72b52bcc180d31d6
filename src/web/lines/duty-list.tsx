import { Link } from 'react-router'
import { recordPath } from '../api/paths.ts'
import { tone } from '../parts/due-order.ts'
import { countdown, dayText } from '../parts/format.ts'
import { humanised } from '../parts/humanise.ts'
import { recordText } from '../parts/labels.ts'
import { Answer, Empty } from '../parts/states.tsx'
import { useLang, useWords } from '../words/words.ts'
import { CaseName } from './case-name.tsx'
import { More } from './more.tsx'
import { lineWords } from './words.ts'
import { type Duty, type DutyFilter, together, useDuties } from './worklist.ts'

/** Deadlines of a line as they fall due: who, what, until when, under which article. */
export function DutyList({ line, filter }: { line: string; filter: DutyFilter }) {
  const w = useWords(lineWords)
  const list = useDuties(line, filter)
  return (
    <Answer of={list}>
      {(data) => {
        const { rows } = together(data)
        if (rows.length === 0) return <Empty title={w.nothingDue} next={w.nothingDueNext} />
        return (
          <>
            <ul className="due duties">
              {rows.map((d) => (
                <DutyLine key={`${d.record.id}/${d.key}`} duty={d} />
              ))}
            </ul>
            <More shown={rows.length} list={list} />
          </>
        )
      }}
    </Answer>
  )
}

function DutyLine({ duty }: { duty: Duty }) {
  const w = useWords(lineWords)
  const lang = useLang()
  const below = duty.of && duty.of.id !== duty.record.id
  return (
    <li>
      <span>
        <span className={`badge ${tone(duty.state)}`}>{countdown(duty.daysLeft, lang)}</span>
      </span>
      <span className="what">
        <CaseName of={duty.of} />　{lang === 'zh' ? duty.title : humanised(duty.key)}
        {duty.red ? <span className="badge red after">{w.red}</span> : null}
        {duty.advisory ? <span className="badge after">{w.advisory}</span> : null}
      </span>
      <span className="on">{dayText(duty.due, lang)}</span>
      <span className="under">
        {below ? <Link to={recordPath(duty.record.type, duty.record.id)}>{recordText(duty.record.type, lang)}</Link> : null}
        {below ? '　' : null}
        {duty.basis ? `${duty.basis}　` : ''}
        {duty.record.unitName}　{duty.state === 'overdue' ? duty.late : ''}
      </span>
    </li>
  )
}
