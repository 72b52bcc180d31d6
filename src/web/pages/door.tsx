import type { ReactNode } from 'react'
import { doorWords } from '../words/door.ts'
import { shellWords } from '../words/shell.ts'
import { setLang, useLang, useWords } from '../words/words.ts'

/** The frame of the pages before the application: name plate, language, one sheet. */
export function Door({ name, title, two, children }: { name?: string | undefined; title?: string; two?: boolean; children: ReactNode }) {
  const w = useWords(shellWords)
  const d = useWords(doorWords)
  const lang = useLang()
  return (
    <div className="door">
      <main>
        <div className="plate">
          <div>
            <h1>{title ?? name ?? w.product}</h1>
            <p>{title ? (name ?? w.productLong) : `${w.product} · ${w.productLong}`}</p>
          </div>
          <button type="button" className="lang" onClick={() => setLang(lang === 'zh' ? 'en' : 'zh')} lang={lang === 'zh' ? 'en' : 'zh-CN'}>
            {w.otherLanguage}
          </button>
        </div>
        <div className={two ? 'sheet two' : 'sheet'}>{children}</div>
        <p className="visually-hidden">{d.noAccount}</p>
      </main>
    </div>
  )
}

/** A labelled control. */
export function Labelled({ id, label, hint, children }: { id: string; label: string; hint?: string; children: ReactNode }) {
  return (
    <div className="labelled">
      <label htmlFor={id}>{label}</label>
      {children}
      {hint ? <p className="quiet">{hint}</p> : null}
    </div>
  )
}
