import { Link } from 'react-router'
import { daysBetween } from '../../../law/index.ts'
import { useToday } from '../../api/session.ts'
import { FieldValue } from '../../parts/fields/value.tsx'
import { dayText } from '../../parts/format.ts'
import { bureau } from '../../sheet.ts'
import { useLang, useWords } from '../../words/words.ts'
import { LineCaseload } from '../caseload-page.tsx'
import type { WorkRow } from '../worklist.ts'
import { correctionsWords } from './words.ts'

const type = 'community-corrections.person'

/** 「矫正工作台」: who needs what today among those under supervision. */
export function CorrectionsCaseload() {
  const w = useWords(correctionsWords)
  return (
    <LineCaseload
      of={{
        line: 'community-corrections',
        type,
        stages: ['awaiting', 'missing', 'registered', 'supervised'],
        role: 'subject',
        title: w.caseload,
        orders: [
          { key: 'lastContactOn', title: w.longestUnseen },
          { key: 'termTo', title: w.endingSoon },
        ],
        columns: [
          { key: 'category', title: w.category, render: (r) => <Kinds row={r} /> },
          { key: 'contact', title: w.lastContact, render: (r) => <LastContact row={r} /> },
          { key: 'term', title: w.termTo, render: (r) => <Field row={r} name="termTo" /> },
        ],
        actions: <Link to="/corrections/visit">{w.logVisit}</Link>,
      }}
    />
  )
}

/** A field of a person in a list. */
function Field({ row, name }: { row: WorkRow; name: string }) {
  const lang = useLang()
  const field = bureau.records.get(type)?.type.fields[name]
  return field ? <FieldValue name={name} field={field} row={row} lang={lang} unitName={(code) => code} /> : null
}

function Kinds({ row }: { row: WorkRow }) {
  return (
    <>
      <Field row={row} name="category" />
      {row.values.managementClass ? '　' : null}
      {row.values.managementClass ? <Field row={row} name="managementClass" /> : null}
    </>
  )
}

/** The day of the last contact and, once a month has passed, how long ago that was. */
function LastContact({ row }: { row: WorkRow }) {
  const w = useWords(correctionsWords)
  const lang = useLang()
  const today = useToday()
  const on = row.values.lastContactOn
  if (typeof on !== 'string') return <span className="quiet">—</span>
  const days = daysBetween(on, today)
  return (
    <>
      {dayText(on, lang)}
      {days > 28 ? <span className="badge amber after">{w.unseen(days)}</span> : null}
    </>
  )
}
