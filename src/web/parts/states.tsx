import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { ApiFault } from '../api/client.ts'
import { stateWords } from '../words/states.ts'
import { useLang, useWords } from '../words/words.ts'

/** A page or panel on its way. */
export function Loading() {
  const w = useWords(stateWords)
  return (
    <div className="state" role="status">
      <div className="bar" aria-hidden="true" />
      <p>{w.loading}</p>
    </div>
  )
}

/** Nothing there: says so and what to do next. */
export function Empty({ title, next, children }: { title?: string; next?: string; children?: ReactNode }) {
  const w = useWords(stateWords)
  return (
    <div className="state">
      <p>{title ?? w.empty}</p>
      <p className="quiet">{next ?? w.emptyNext}</p>
      {children ? <div className="row">{children}</div> : null}
    </div>
  )
}

/** A whole panel that could not be loaded: what happened, what to do. */
export function Failed({ fault, retry }: { fault: unknown; retry?: (() => void) | undefined }) {
  const w = useWords(stateWords)
  const lang = useLang()
  const known = fault instanceof ApiFault ? fault : null
  const [title, next] = !known
    ? [w.broken, w.brokenNext]
    : known.offline
      ? [w.offline, w.offlineNext]
      : known.status === 404
        ? [w.missing, w.missingNext]
        : known.status === 403
          ? [known.body[lang] || w.forbidden, known.body.remedy?.[lang] ?? w.forbiddenNext]
          : [known.body[lang], known.body.remedy?.[lang] ?? w.brokenNext]
  return (
    <div className="state" role="alert">
      <h1>{title}</h1>
      <p>{next}</p>
      <p className="quiet">
        {known?.body.basis ? `${w.basis}：${known.body.basis}　` : ''}
        {w.code}：{known?.body.code ?? (fault instanceof Error ? fault.message : String(fault))}
      </p>
      <div className="row">
        {retry ? <Button onClick={retry}>{w.retry}</Button> : null}
        <Link to="/">{w.home}</Link>
      </div>
    </div>
  )
}

/** A refusal inside a form: the sentence, the values at fault, the article. */
export function FaultNote({ fault }: { fault: unknown }) {
  const w = useWords(stateWords)
  const lang = useLang()
  if (!fault) return null
  if (!(fault instanceof ApiFault)) return <p className="fault">{fault instanceof Error ? fault.message : String(fault)}</p>
  const { body } = fault
  return (
    <div className="fault" role="alert">
      <p>
        {body[lang]}
        {body.basis ? `（${w.basis}：${body.basis}）` : ''}
      </p>
      {body.faults && body.faults.length > 0 ? (
        <ul>
          {body.faults.map((f) => (
            <li key={f.path + f.say}>
              {f.title}：{bilingual(f.say, lang)}
            </li>
          ))}
        </ul>
      ) : null}
      {body.remedy ? <p>{body.remedy[lang]}</p> : null}
    </div>
  )
}

/** Sentences of the schemas carry both languages, `中文 / English`. */
export function bilingual(text: string, lang: 'zh' | 'en'): string {
  const [zh, en] = text.split(' / ')
  return (lang === 'en' ? (en ?? zh) : zh) ?? text
}

interface Asked<T> {
  readonly data: T | undefined
  readonly error: unknown
  readonly refetch: () => unknown
}

/** Shows what a query brought, or its loading or failed state. */
export function Answer<T>({ of, children }: { of: Asked<T>; children: (data: T) => ReactNode }) {
  if (of.data !== undefined) return <>{children(of.data)}</>
  if (of.error) return <Failed fault={of.error} retry={() => void of.refetch()} />
  return <Loading />
}
