import { Button } from 'antd'
import { useMemo, useRef, useState } from 'react'
import { type Confirmation, type Finding, kindTitles, type Marking, type Quote, segmentsOf } from '../../../checker/index.ts'
import { downloadAnswer } from '../../api/client.ts'
import { Tabs } from '../../parts/tabs.tsx'
import { reportCheckWords } from '../../words/report-check.ts'
import { useLang, useWords } from '../../words/words.ts'
import { sayFault } from '../say-fault.ts'
import type { Checked } from './check.ts'
import { LedgerTable } from './ledger-table.tsx'

interface Item {
  readonly id: string
  readonly tone: Marking['tone']
  readonly kind: Finding['kind']
  readonly message: string
  readonly arithmetic: string
  readonly suggestion: string
  readonly quotes: readonly Quote[]
}

const itemsOf = (findings: readonly Finding[], confirmed: readonly Confirmation[]): Item[] => [
  ...findings.map((f) => ({ ...f, tone: f.severity })),
  ...confirmed.map((c, i) => ({ ...c, id: `ok-${i}`, tone: 'ok' as const, message: '', suggestion: '' })),
]

/** The text with the words marked, and the findings beside it; a click on one side shows the other. */
export function Findings({ checked, again }: { checked: Checked; again: () => void }) {
  const w = useWords(reportCheckWords)
  const lang = useLang()
  const { text, result } = checked
  const items = useMemo(() => itemsOf(result.findings, result.confirmed), [result])
  const of = (tone: Item['tone']) => items.filter((i) => i.tone === tone)
  const [tab, setTab] = useState<string>(of('error').length > 0 ? 'error' : of('question').length > 0 ? 'question' : 'ok')
  const [current, setCurrent] = useState<string>()
  const body = useRef<HTMLDivElement>(null)
  const list = useRef<HTMLUListElement>(null)
  const shown = tab === 'ledger' ? [] : of(tab as Item['tone'])
  const segments = useMemo(() => segmentsOf(text.length, items), [text, items])
  const toText = (id: string) => {
    setCurrent(id)
    body.current?.querySelector(`[data-ids~="${CSS.escape(id)}"]`)?.scrollIntoView({ block: 'center' })
  }
  const toList = (id: string) => {
    const item = items.find((i) => i.id === id)
    if (!item) return
    setTab(item.tone)
    setCurrent(id)
    requestAnimationFrame(() => list.current?.querySelector(`[data-id="${CSS.escape(id)}"]`)?.scrollIntoView({ block: 'nearest' }))
  }
  const save = (format: 'docx' | 'xlsx') =>
    void downloadAnswer('/api/check/export', { name: checked.name, text, result, format }, `校核单.${format}`).catch(sayFault(lang))
  return (
    <div className="stack">
      <div className="page-head">
        <div>
          <h1>{checked.name || w.title}</h1>
          <p className="quiet">{w.figures(result.figures.length, result.chars)}</p>
        </div>
        <div className="row no-print">
          <Button onClick={() => save('docx')}>{w.exportDocx}</Button>
          <Button onClick={() => save('xlsx')}>{w.exportXlsx}</Button>
          <Button onClick={again}>{w.again}</Button>
        </div>
      </div>
      {result.hints.length > 0 ? (
        <div className="note">
          <strong>{w.smallest}</strong>
          <ul>
            {result.hints.map((h) => (
              <li key={h.message}>{h.message}</li>
            ))}
          </ul>
        </div>
      ) : null}
      <div className="side-by-side">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <section className="panel marked" ref={body} aria-label={w.text} tabIndex={0}>
          {segments.map((s) =>
            s.tone === null ? (
              text.slice(s.start, s.end)
            ) : (
              // biome-ignore lint/a11y/useKeyWithClickEvents: every marked word is reached by keyboard through the list beside it
              <mark
                key={s.start}
                className={`${s.tone} ${current && s.ids.includes(current) ? 'current' : ''}`}
                data-ids={s.ids.join(' ')}
                onClick={() => toList(s.ids[0] ?? '')}
              >
                {text.slice(s.start, s.end)}
              </mark>
            ),
          )}
        </section>
        <section className="panel" aria-label={w.list}>
          <Tabs
            label={w.list}
            tabs={[
              { key: 'error', title: w.errors, count: of('error').length },
              { key: 'question', title: w.questions, count: of('question').length },
              { key: 'ok', title: w.confirmed, count: of('ok').length },
              ...(checked.ledger ? [{ key: 'ledger', title: w.ledger, count: checked.ledger.length }] : []),
            ]}
            value={tab}
            onChange={setTab}
          >
            {tab === 'ledger' && checked.ledger ? <LedgerTable checked={checked} /> : null}
            {tab !== 'ledger' && shown.length === 0 ? <p className="quiet">{tab === 'error' ? w.noErrors : w.none}</p> : null}
            <ul className="findings" ref={list}>
              {shown.map((i) => (
                <li key={i.id}>
                  <button type="button" data-id={i.id} aria-current={current === i.id} onClick={() => toText(i.id)}>
                    <OneFinding item={i} />
                  </button>
                </li>
              ))}
            </ul>
          </Tabs>
        </section>
      </div>
    </div>
  )
}

function OneFinding({ item }: { item: Item }) {
  const w = useWords(reportCheckWords)
  const lang = useLang()
  return (
    <>
      <span className={`badge ${item.tone === 'error' ? 'red' : item.tone === 'question' ? 'amber' : 'green'}`}>
        {kindTitles[item.kind][lang]}
      </span>{' '}
      {item.message}
      <span className="arithmetic" style={{ display: 'block' }}>
        {item.arithmetic}
      </span>
      <span className="quiet" style={{ display: 'block' }}>
        {item.quotes.map((q) => `“${q.text}”`).join(' ')}
      </span>
      {item.suggestion ? (
        <span className="quiet" style={{ display: 'block' }}>
          {w.suggestion}：{item.suggestion}
        </span>
      ) : null}
    </>
  )
}
