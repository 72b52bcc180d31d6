import { useMutation } from '@tanstack/react-query'
import { Button, Checkbox, Input } from 'antd'
import { useRef, useState } from 'react'
import { FaultNote, Loading } from '../parts/states.tsx'
import { useTitle } from '../parts/title.ts'
import { reportCheckWords } from '../words/report-check.ts'
import { useLang, useWords } from '../words/words.ts'
import { checkHere, checkThere } from './report-check/check.ts'
import { Findings } from './report-check/findings.tsx'

/** 「报告校核」: a written report in, its contradictions out, each with the words and the arithmetic. */
export function ReportCheckPage() {
  const w = useWords(reportCheckWords)
  const lang = useLang()
  useTitle(w.title)
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [ledger, setLedger] = useState(false)
  const check = useMutation({
    mutationFn: (given: File | string) => (typeof given === 'string' && !ledger ? checkHere(given, lang) : checkThere(given, ledger, lang)),
  })
  const take = (file: File | undefined) => file && check.mutate(file)
  if (check.data) return <Findings key={check.submittedAt} checked={check.data} again={() => check.reset()} />
  return (
    <div className="stack">
      <h1>{w.title}</h1>
      <p>{w.hint}</p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button inside is the first */}
      <section
        className="panel stack"
        onDragOver={(e) => e.preventDefault()}
        onDrop={(e) => {
          e.preventDefault()
          take(e.dataTransfer.files[0])
        }}
      >
        <label htmlFor="report">{w.paste}</label>
        <Input.TextArea
          id="report"
          value={text}
          onChange={(e) => setText(e.target.value)}
          placeholder={w.pasteHint}
          autoSize={{ minRows: 12, maxRows: 24 }}
        />
        <div className="row">
          <Button type="primary" disabled={text.trim() === ''} loading={check.isPending} onClick={() => check.mutate(text)}>
            {w.check}
          </Button>
          <input
            ref={input}
            type="file"
            accept=".docx,.pdf,.txt,.md"
            hidden
            onChange={(e) => {
              take(e.target.files?.[0])
              e.target.value = ''
            }}
          />
          <Button onClick={() => input.current?.click()}>{w.upload}</Button>
          <Checkbox checked={ledger} onChange={(e) => setLedger(e.target.checked)}>
            {w.withLedger}
          </Checkbox>
          <span className="quiet">{w.drop}</span>
        </div>
        <p className="quiet">{w.secret}</p>
        {check.isPending ? <Loading /> : null}
        <FaultNote fault={check.error} />
      </section>
    </div>
  )
}
