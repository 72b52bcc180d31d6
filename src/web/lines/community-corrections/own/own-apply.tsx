import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { Navigate, useParams } from 'react-router'
import { asked, type Kept, type Step } from '../../../../kernel/index.ts'
import { inForce, theLaw } from '../../../../lines/community-corrections/law.ts'
import { useAccount, useToday } from '../../../api/session.ts'
import type { Value, Values } from '../../../api/types.ts'
import { Outbox } from '../../../pages/outbox.tsx'
import { type AskedField, FieldForm } from '../../../parts/fields/field-form.tsx'
import { dayText } from '../../../parts/format.ts'
import { codeText, stageText } from '../../../parts/labels.ts'
import { askedBy, filled, stepFaults } from '../../../parts/step-form.ts'
import { say } from '../../../parts/toast.tsx'
import { bureau } from '../../../sheet.ts'
import { useLang, useWords } from '../../../words/words.ts'
import { below, dayOf, handIn, type OwnFile, type OwnRecord, textOf } from './own.ts'
import { type OwnKind, OwnKinds, ownKinds, useKindWords } from './own-kinds.tsx'
import { OwnPage } from './own-page.tsx'
import { ownWords } from './own-words.ts'

/** 「申请」 of every kind but leave: the form of the declaration, as far as it is his to fill in, and what became of earlier ones. */
export function OwnApply() {
  const { kind } = useParams()
  const titles = useKindWords()
  const known = ownKinds.find((k) => k === kind)
  return known ? (
    <OwnPage key={known} title={titles[known].title}>
      {(file) => <Apply kind={known} file={file} />}
    </OwnPage>
  ) : (
    <Navigate to="/own/leave" replace />
  )
}

function Apply({ kind, file }: { kind: OwnKind; file: OwnFile }) {
  const w = useWords(ownWords)
  const { hint, title } = useKindWords()[kind]
  const today = useToday()
  const type = `community-corrections.${kind}`
  const kept = bureau.records.get(type)
  const step = kept?.procedure.steps.apply
  const open = file.opens.find((o) => o.type === type)
  const unknown = kind === 'permit' && !inForce(today, theLaw) ? w.permitThen : null
  const mine = below(file, kind)
  return (
    <>
      <OwnKinds file={file} />
      {kept && step && open?.allowed && !unknown ? (
        <Form file={file} kept={kept} step={step} form={open.form} hint={hint} title={title} />
      ) : (
        <p className="card">{unknown ?? open?.why ?? w.nothing}</p>
      )}
      <Outbox />
      <section aria-labelledby="own-asked" className="stack">
        <h2 id="own-asked">{w.askedBefore}</h2>
        {mine.length === 0 ? <p className="quiet">{w.noneYet}</p> : null}
        {kept ? mine.map((r) => <Asked key={r.id} kept={kept} record={r} />) : null}
      </section>
    </>
  )
}

interface Formed {
  readonly file: OwnFile
  readonly kept: Kept
  readonly step: Step
  readonly form: readonly string[]
  readonly hint: string
  readonly title: string
}

function Form({ file, kept, step, form, hint, title }: Formed) {
  const w = useWords(ownWords)
  const account = useAccount()
  const today = useToday()
  const client = useQueryClient()
  const [values, setValues] = useState<Values>({})
  const [tried, setTried] = useState(false)
  const his = form.map((entry) => asked(entry)[0])
  // The day is that of the sending, by the server.
  const fields: AskedField[] = askedBy(kept, step).filter((f) => f.name !== step.on && his.includes(f.name))
  const faults = stepFaults(kept, step, values, today).filter((f) => f.path !== step.on)
  const send = async () => {
    setTried(true)
    if (faults.length > 0) return say(w.mendFirst, true)
    try {
      await handIn(account, client, { type: kept.type.id, step: 'apply', on: file.id, values: filled(fields, values) }, title)
    } catch {
      return say(w.full, true)
    }
    say(w.kept)
    setValues({})
    setTried(false)
    scrollTo({ top: 0 })
  }
  return (
    <section className="card stack">
      <p>{hint}</p>
      <FieldForm
        id="own"
        asked={fields}
        values={values}
        onChange={(name: string, value: Value) => setValues((v) => ({ ...v, [name]: value }))}
        faults={tried ? faults : []}
        on={today}
      />
      <Button type="primary" size="large" block onClick={() => void send()}>
        {w.send}
      </Button>
    </section>
  )
}

/** An earlier application: what for, where it stands, what was decided and why. */
function Asked({ kept, record }: { kept: Kept; record: OwnRecord }) {
  const w = useWords(ownWords)
  const lang = useLang()
  const decisions = kept.type.fields.decision?.codes
  const what = ['places', 'destination', 'visitor', 'place'].map((name) => textOf(record, name)).find(Boolean)
  const decision = textOf(record, 'decision')
  const [until, applied] = [dayOf(record, 'validUntil'), dayOf(record, 'appliedOn')]
  return (
    <article className="card">
      <p>
        <strong>{what}</strong>　{stageText(kept, record.stage, lang)}
      </p>
      {applied ? <p className="quiet">{w.appliedOn(dayText(applied, lang))}</p> : null}
      {decision && decisions ? (
        <p>
          {w.decided}：{codeText(decisions, decision, lang)}
          {until ? `　${w.validUntil(dayText(until, lang))}` : ''}
        </p>
      ) : null}
      {textOf(record, 'opinion') ? (
        <p className="quiet">
          {w.opinion}：{textOf(record, 'opinion')}
        </p>
      ) : null}
      {textOf(record, 'refusal') ? (
        <p className="wrong">
          {w.refused}：{textOf(record, 'refusal')}
        </p>
      ) : null}
    </article>
  )
}
