import { useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { codesOn } from '../../../../kernel/index.ts'
import { inForce, theLaw } from '../../../../lines/community-corrections/law.ts'
import { weigh } from '../../../../lines/community-corrections/leave.ts'
import { awayAlready } from '../../../../lines/community-corrections/procedure/leave.ts'
import { useAccount, useToday } from '../../../api/session.ts'
import { Outbox } from '../../../pages/outbox.tsx'
import { DayInput } from '../../../parts/day-input.tsx'
import { FormItem } from '../../../parts/fields/field-form.tsx'
import { dayText } from '../../../parts/format.ts'
import { codeText } from '../../../parts/labels.ts'
import { say } from '../../../parts/toast.tsx'
import { bureau } from '../../../sheet.ts'
import { useLang, useWords } from '../../../words/words.ts'
import { below, dayOf, handIn, type OwnFile, type OwnRecord, textOf } from './own.ts'
import { OwnKinds } from './own-kinds.tsx'
import { OwnPage } from './own-page.tsx'
import { Away } from './own-today.tsx'
import { ownWords } from './own-words.ts'

const type = 'community-corrections.leave'

/** 「请假」: where to, why, from when until when; who decides follows from the days and is said before it is sent. */
export function OwnLeave() {
  const w = useWords(ownWords)
  return <OwnPage title={w.leaveTitle}>{(file) => <Leave file={file} />}</OwnPage>
}

function Leave({ file }: { file: OwnFile }) {
  const w = useWords(ownWords)
  const open = file.opens.find((o) => o.type === type)
  const leaves = below(file, 'leave')
  return (
    <>
      <OwnKinds file={file} />
      {leaves
        .filter((r) => r.stage === 'approved')
        .map((r) => (
          <Away key={r.id} leave={r} />
        ))}
      {open?.allowed ? <Form file={file} leaves={leaves} /> : <p className="card">{open?.why ?? w.nothing}</p>}
      <Outbox />
      <section aria-labelledby="own-leaves" className="stack">
        <h2 id="own-leaves">{w.asked}</h2>
        {leaves.length === 0 ? <p className="quiet">{w.noLeave}</p> : null}
        {leaves.map((r) => (
          <Asked key={r.id} leave={r} />
        ))}
      </section>
    </>
  )
}

function Form({ file, leaves }: { file: OwnFile; leaves: readonly OwnRecord[] }) {
  const w = useWords(ownWords)
  const lang = useLang()
  const account = useAccount()
  const today = useToday()
  const client = useQueryClient()
  const [reason, setReason] = useState<string>()
  const [given, setGiven] = useState({ destination: '', explanation: '', fromOn: '', untilOn: '' })
  const set = (name: keyof typeof given) => (v: string) => setGiven((g) => ({ ...g, [name]: v }))
  const reasons = bureau.records.get(type)?.type.fields.reason?.codes
  const whole = reason !== undefined && Object.values(given).every((v) => v.trim() !== '')
  const send = async () => {
    const values = { ...given, destination: given.destination.trim(), explanation: given.explanation.trim(), reason }
    try {
      await handIn(account, client, { type, step: 'apply', on: file.id, values }, `${w.leaveTitle}　${given.destination}`)
    } catch {
      say(w.full, true)
      return
    }
    say(w.kept)
    setGiven({ destination: '', explanation: '', fromOn: '', untilOn: '' })
    setReason(undefined)
    scrollTo({ top: 0 })
  }
  return (
    <section className="card stack">
      <p>{w.leaveHint}</p>
      <p className="quiet">{inForce(today, theLaw) ? w.needPapers : w.needReason}</p>
      <FormItem id="own-where" label={w.destination}>
        <Input id="own-where" size="large" value={given.destination} onChange={(e) => set('destination')(e.target.value)} maxLength={200} />
      </FormItem>
      <fieldset className="item">
        <legend>{w.reason}</legend>
        <div className="tiles">
          {reasons
            ? codesOn(reasons, today).map((k) => (
                <button key={k} type="button" aria-pressed={reason === k} onClick={() => setReason(k)}>
                  {codeText(reasons, k, lang)}
                </button>
              ))
            : null}
        </div>
      </fieldset>
      <FormItem id="own-why" label={w.explanation}>
        <Input.TextArea
          id="own-why"
          value={given.explanation}
          onChange={(e) => set('explanation')(e.target.value)}
          autoSize={{ minRows: 2, maxRows: 8 }}
          maxLength={2000}
        />
      </FormItem>
      <FormItem id="own-from" label={w.from}>
        <DayInput id="own-from" label={w.from} value={given.fromOn} onChange={set('fromOn')} clear />
      </FormItem>
      <FormItem id="own-until" label={w.until}>
        <DayInput id="own-until" label={w.until} value={given.untilOn} onChange={set('untilOn')} clear />
      </FormItem>
      <Weight from={given.fromOn} until={given.untilOn} leaves={leaves} />
      <Button type="primary" size="large" block disabled={!whole} onClick={() => void send()}>
        {w.send}
      </Button>
    </section>
  )
}

/** How long it is and who decides, by the law of today. */
function Weight({ from, until, leaves }: { from: string; until: string; leaves: readonly OwnRecord[] }) {
  const w = useWords(ownWords)
  const today = useToday()
  if (!from || !until || until < from) return null
  const already = awayAlready(
    leaves.map((r) => ({ ...r, unit: '' })),
    '',
  )
  const { days, sum, tier } = weigh({ from, to: until }, already, today)
  return (
    <p role="status">
      <strong>{w.days(days)}</strong>
      {sum === null ? '' : `　${w.sum(sum)}`}　{typeof tier === 'string' ? w[tier] : <span className="wrong">{tier.refuse}</span>}
    </p>
  )
}

function Asked({ leave }: { leave: OwnRecord }) {
  const w = useWords(ownWords)
  const lang = useLang()
  const tier = textOf(leave, 'tier')
  return (
    <article className="card">
      <p>
        <strong>{textOf(leave, 'destination')}</strong>　{leave.stageTitle}
      </p>
      <p>{w.toThe(dayText(dayOf(leave, 'fromOn') ?? '', lang), dayText(dayOf(leave, 'untilOn') ?? '', lang))}</p>
      {tier === 'station' || tier === 'county' || tier === 'prefecture' ? <p className="quiet">{w[tier]}</p> : null}
      {textOf(leave, 'refusal') ? (
        <p className="wrong">
          {w.refused}：{textOf(leave, 'refusal')}
        </p>
      ) : null}
    </article>
  )
}
