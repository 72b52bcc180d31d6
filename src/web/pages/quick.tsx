import { Button, Input } from 'antd'
import { useRef, useState } from 'react'
import { codesOn } from '../../kernel/index.ts'
import { apiOf } from '../api/paths.ts'
import { useAccount, useToday } from '../api/session.ts'
import { useUnitName } from '../api/units.ts'
import { enqueue } from '../offline/sync.ts'
import { FormItem } from '../parts/fields/field-form.tsx'
import { codeText } from '../parts/labels.ts'
import { Empty } from '../parts/states.tsx'
import { useTitle } from '../parts/title.ts'
import { say } from '../parts/toast.tsx'
import { bureau } from '../sheet.ts'
import { quickWords } from '../words/quick.ts'
import { useLang, useWords } from '../words/words.ts'
import { homeUnit } from './new-record.tsx'
import { Outbox } from './outbox.tsx'

const type = 'mediation.dispute'

/** A dispute in three taps and one sentence: tap a kind, say it, save. It is safe on the phone before it is sent. */
export function QuickPage() {
  const w = useWords(quickWords)
  const account = useAccount()
  useTitle(w.title)
  const kept = bureau.records.get(type)
  const may = kept?.procedure.steps.find?.by.some((p) => account.holdings.some((h) => h.post === p)) ?? false
  return (
    <div className="stack" style={{ maxWidth: 640 }}>
      <h1>{w.title}</h1>
      {may ? <QuickForm /> : <Empty title={w.notYours} next={w.notYoursNext} />}
      <Outbox />
    </div>
  )
}

function QuickForm() {
  const w = useWords(quickWords)
  const lang = useLang()
  const account = useAccount()
  const today = useToday()
  const unitName = useUnitName()
  const kept = bureau.records.get(type)
  const kinds = kept?.type.fields.kind?.codes
  const risks = kept?.type.fields.risk?.codes
  const [kind, setKind] = useState<string>()
  const [summary, setSummary] = useState('')
  const [day, setDay] = useState(today)
  const [risk, setRisk] = useState<string>()
  const sentence = useRef<HTMLDivElement>(null)
  const unit = homeUnit(account)
  const pick = (next: string) => {
    setKind(next)
    sentence.current?.querySelector('textarea')?.focus()
    sentence.current?.scrollIntoView({ block: 'center' })
  }
  const save = async () => {
    if (!kind || !kinds) return
    const text = summary.trim()
    const body = { step: 'find', unit, values: { kind, summary: text, foundOn: day, ...(risk ? { risk } : {}) } }
    try {
      await enqueue({
        key: crypto.randomUUID(),
        path: apiOf(type),
        body,
        label: `${codeText(kinds, kind, lang)}　${text}`,
        at: new Date().toISOString(),
        account: account.id,
      })
    } catch {
      say(w.storageFull, true)
      return
    }
    say(w.kept)
    setKind(undefined)
    setSummary('')
    setRisk(undefined)
    scrollTo({ top: 0 })
  }
  return (
    <section className="stack">
      <fieldset className="item">
        <legend>{w.kind}</legend>
        <div className="tiles">
          {kinds
            ? (kind ? [kind] : codesOn(kinds, day)).map((k) => (
                <button key={k} type="button" aria-pressed={kind === k} onClick={() => (k === kind ? setKind(undefined) : pick(k))}>
                  {codeText(kinds, k, lang)}
                </button>
              ))
            : null}
          {kind ? (
            <button type="button" className="other" onClick={() => setKind(undefined)}>
              {w.otherKind}
            </button>
          ) : null}
        </div>
      </fieldset>
      <div ref={sentence}>
        <FormItem id="q-sentence" label={w.sentence}>
          <Input.TextArea
            id="q-sentence"
            value={summary}
            onChange={(e) => setSummary(e.target.value)}
            placeholder={w.sentenceHint}
            autoSize={{ minRows: 3, maxRows: 8 }}
            maxLength={2000}
          />
        </FormItem>
      </div>
      <p className="quiet">
        {w.unit}：{unitName(unit)}　{w.day}：{day === today ? w.today : day}
      </p>
      <Button type="primary" size="large" block disabled={!kind || summary.trim() === ''} onClick={() => void save()}>
        {w.save}
      </Button>
      <details>
        <summary>{w.other}</summary>
        <div className="fields" style={{ marginTop: 8 }}>
          <FormItem id="q-day" label={w.day}>
            <Input id="q-day" type="date" value={day} max={today} onChange={(e) => setDay(e.target.value || today)} />
          </FormItem>
          <fieldset className="item">
            <legend>{w.risk}</legend>
            <div className="tiles">
              {risks
                ? Object.keys(risks.codes).map((r) => (
                    <button key={r} type="button" aria-pressed={risk === r} onClick={() => setRisk(risk === r ? undefined : r)}>
                      {codeText(risks, r, lang)}
                    </button>
                  ))
                : null}
            </div>
          </fieldset>
        </div>
      </details>
    </section>
  )
}
