import { Link } from 'react-router'
import { fieldsOf, type Kept } from '../../../kernel/index.ts'
import type { RecordView } from '../../api/types.ts'
import { useUnitName } from '../../api/units.ts'
import { FieldValue } from '../../parts/fields/value.tsx'
import { fieldTitle, roleText } from '../../parts/labels.ts'
import { recordWords } from '../../words/record.ts'
import { useLang, useWords } from '../../words/words.ts'
import { LookButton } from './look.tsx'

/** What is known of the record, and who takes part. Unknown values are left out, hidden ones are said to be hidden. */
export function Basics({ kept, view }: { kept: Kept; view: RecordView }) {
  const w = useWords(recordWords)
  const lang = useLang()
  const unitName = useUnitName()
  const known = fieldsOf(kept.type).filter(([name]) => {
    const v = view.values[name]
    return view.masked.includes(name) || !(v === null || v === undefined || v === '' || (Array.isArray(v) && v.length === 0))
  })
  const roles = Object.keys(kept.type.parties)
  return (
    <div className="stack">
      <dl className="facts">
        {known.map(([name, field]) => (
          <div key={name} className={field.kind === 'note' ? 'wide' : ''}>
            <dt>{fieldTitle(name, field, lang)}</dt>
            <dd>
              <FieldValue name={name} field={field} row={view} lang={lang} unitName={unitName} />
            </dd>
          </div>
        ))}
      </dl>
      {roles.length > 0 ? (
        <section>
          <h2 className="minor">{w.people}</h2>
          <dl className="facts">
            {roles.map((role) => {
              const people = (view.people ?? []).filter((p) => p.role === role)
              return (
                <div key={role}>
                  <dt>{roleText(kept, role, lang)}</dt>
                  <dd>
                    {people.length === 0 ? <span className="quiet">{w.noPerson}</span> : null}
                    {people.map((p, i) => (
                      <span key={p.id}>
                        {i > 0 ? '、' : ''}
                        <Link to={`/people/${p.id}`}>{p.name}</Link>
                      </span>
                    ))}
                  </dd>
                </div>
              )
            })}
          </dl>
        </section>
      ) : null}
      {view.masked.length > 0 && view.can.look ? <LookButton kept={kept} view={view} /> : null}
    </div>
  )
}
