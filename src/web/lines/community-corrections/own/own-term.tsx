import { Link } from 'react-router'
import { daysBetween } from '../../../../law/index.ts'
import { useLogout, useToday } from '../../../api/session.ts'
import { dayText } from '../../../parts/format.ts'
import { codeText } from '../../../parts/labels.ts'
import { bureau } from '../../../sheet.ts'
import { useLang, useWords } from '../../../words/words.ts'
import { below, dayOf, type OwnFile, textOf } from './own.ts'
import { OwnPage } from './own-page.tsx'
import { ownWords } from './own-words.ts'

/** 「我的期限」: the days of the term with their derivation, and what the person must keep to. */
export function OwnTerm() {
  const w = useWords(ownWords)
  const logout = useLogout()
  return (
    <OwnPage title={w.termTitle}>
      {(file) => (
        <>
          <Term file={file} />
          <Standing file={file} />
          <section className="card" aria-labelledby="own-rules">
            <h2 id="own-rules">{w.rules}</h2>
            <ol className="rules">
              {[w.rule1, w.rule2, w.rule3, w.rule4].map((r) => (
                <li key={r}>{r}</li>
              ))}
            </ol>
            <p className="quiet">{w.ruleBasis}</p>
            <p>{w.rights}</p>
          </section>
          <p className="row">
            <Link to="/password">{w.password}</Link>
            <button type="button" className="plain" onClick={() => void logout()}>
              {w.logout}
            </button>
          </p>
        </>
      )}
    </OwnPage>
  )
}

function Term({ file }: { file: OwnFile }) {
  const w = useWords(ownWords)
  const lang = useLang()
  const today = useToday()
  const [from, to, left] = [dayOf(file, 'termFrom'), dayOf(file, 'termTo'), dayOf(file, 'leftOn')]
  if (!from || !to) return <p className="card">{w.termNone}</p>
  const days = daysBetween(today, to)
  return (
    <section className="card">
      <dl className="term">
        <dt>{w.termFrom}</dt>
        <dd>{dayText(from, lang)}</dd>
        <dt>{w.termTo}</dt>
        <dd>{dayText(to, lang)}</dd>
      </dl>
      <p>
        <strong>{left ? w.ended(dayText(left, lang)) : days >= 0 ? w.termLeft(days) : w.termNow}</strong>
      </p>
      <details>
        <summary>{w.termWhy}</summary>
        {textOf(file, 'termNote')
          .split('\n')
          .map((line) => (
            <p key={line}>{line}</p>
          ))}
      </details>
    </section>
  )
}

function Standing({ file }: { file: OwnFile }) {
  const w = useWords(ownWords)
  const lang = useLang()
  const classes = bureau.records.get(file.type)?.type.fields.managementClass?.codes
  const held = textOf(file, 'managementClass')
  const [permit, positioned] = [dayOf(file, 'permitUntil'), dayOf(file, 'positionedUntil')]
  const n = (name: string) => Number(file.values[name] ?? 0)
  return (
    <section className="card">
      {held && classes ? (
        <p>
          {w.class}：{codeText(classes, held, lang)}
        </p>
      ) : null}
      <p>
        {w.counts}：{w.countsOf(n('commendations'), n('admonitions'), n('warnings'))}
      </p>
      {permit ? (
        <p>
          {w.permit} {dayText(permit, lang)}
        </p>
      ) : null}
      {positioned ? (
        <p>
          {w.positioned} {dayText(positioned, lang)}
        </p>
      ) : null}
      {below(file, 'prohibition').map((b) => (
        <p key={b.id}>
          {w.bans}：{textOf(b, 'content')}（{w.toThe(dayText(dayOf(b, 'startsOn') ?? '', lang), dayText(dayOf(b, 'endsOn') ?? '', lang))}）
        </p>
      ))}
    </section>
  )
}
