import { useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { codesOn } from '../../../../kernel/index.ts'
import { useAccount, useToday } from '../../../api/session.ts'
import { Outbox } from '../../../pages/outbox.tsx'
import { FormItem } from '../../../parts/fields/field-form.tsx'
import { dayText } from '../../../parts/format.ts'
import { codeText } from '../../../parts/labels.ts'
import { say } from '../../../parts/toast.tsx'
import { bureau } from '../../../sheet.ts'
import { useLang, useWords } from '../../../words/words.ts'
import { below, dayOf, handIn, type OwnFile, textOf } from './own.ts'
import { OwnPage } from './own-page.tsx'
import { base64Of, OwnPhoto } from './own-photo.tsx'
import { ownWords } from './own-words.ts'

const type = 'community-corrections.report'
/** Reports that an officer enters: made to him by telephone or in person. */
const officers = ['call', 'inPerson']

/** 「报告」: tap what about, say it, send. */
export function OwnReport() {
  const w = useWords(ownWords)
  return <OwnPage title={w.reportTitle}>{(file) => <Report file={file} />}</OwnPage>
}

function Report({ file }: { file: OwnFile }) {
  const w = useWords(ownWords)
  const open = file.opens.find((o) => o.type === type)
  return (
    <>
      {open?.allowed ? <Form file={file} /> : <p className="card">{open?.why ?? w.nothing}</p>}
      <Outbox />
      <Sent file={file} />
    </>
  )
}

function Form({ file }: { file: OwnFile }) {
  const w = useWords(ownWords)
  const lang = useLang()
  const account = useAccount()
  const today = useToday()
  const client = useQueryClient()
  const [kind, setKind] = useState('regular')
  const [content, setContent] = useState('')
  const [photo, setPhoto] = useState<Blob>()
  const kinds = bureau.records.get(type)?.type.fields.kind?.codes
  const send = async () => {
    try {
      const values = { kind, content: content.trim() }
      const act = { type, step: 'submit', on: file.id, values, ...(photo ? { photo: await base64Of(photo) } : {}) }
      await handIn(account, client, act, w.reportTitle)
    } catch {
      say(w.full, true)
      return
    }
    say(w.kept)
    setContent('')
    setPhoto(undefined)
    scrollTo({ top: 0 })
  }
  return (
    <section className="card stack">
      <p>{w.reportHint}</p>
      <fieldset className="item">
        <legend>{w.reportKind}</legend>
        <div className="tiles">
          {kinds
            ? codesOn(kinds, today)
                .filter((k) => !officers.includes(k))
                .map((k) => (
                  <button key={k} type="button" aria-pressed={kind === k} onClick={() => setKind(k)}>
                    {codeText(kinds, k, lang)}
                  </button>
                ))
            : null}
        </div>
      </fieldset>
      <FormItem id="own-say" label={w.reportSay}>
        <Input.TextArea
          id="own-say"
          value={content}
          onChange={(e) => setContent(e.target.value)}
          placeholder={w.reportSayHint}
          autoSize={{ minRows: 4, maxRows: 12 }}
          maxLength={4000}
        />
      </FormItem>
      <OwnPhoto photo={photo} onChange={setPhoto} />
      <p className="quiet">{w.noPlace}</p>
      <Button type="primary" size="large" block disabled={content.trim() === ''} onClick={() => void send()}>
        {w.send}
      </Button>
    </section>
  )
}

function Sent({ file }: { file: OwnFile }) {
  const w = useWords(ownWords)
  const lang = useLang()
  const reports = below(file, 'report')
  return (
    <section aria-labelledby="own-reports" className="stack">
      <h2 id="own-reports">{w.mine}</h2>
      {reports.length === 0 ? <p className="quiet">{w.noReports}</p> : null}
      {reports.map((r) => (
        <article key={r.id} className="card">
          <p>
            <strong>{dayText(dayOf(r, 'reportedOn') ?? '', lang)}</strong>　{r.stageTitle}
          </p>
          <p>{textOf(r, 'content')}</p>
          {textOf(r, 'answer') ? (
            <p className="quiet">
              {w.answer}：{textOf(r, 'answer')}
            </p>
          ) : null}
          {textOf(r, 'refusal') ? (
            <p className="wrong">
              {w.returned}：{textOf(r, 'refusal')}
            </p>
          ) : null}
        </article>
      ))}
    </section>
  )
}
