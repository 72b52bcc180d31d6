import { useMutation } from '@tanstack/react-query'
import { Button, Drawer } from 'antd'
import { useState } from 'react'
import type { Kept, Step } from '../../../kernel/index.ts'
import { ApiFault, post } from '../../api/client.ts'
import { apiOf } from '../../api/paths.ts'
import { useToday } from '../../api/session.ts'
import type { RecordView, StepOffer, ValueFault, Values } from '../../api/types.ts'
import { FieldForm } from '../../parts/fields/field-form.tsx'
import { stepText } from '../../parts/labels.ts'
import { onwardOf } from '../../parts/stages.ts'
import { FaultNote } from '../../parts/states.tsx'
import { askedBy, filled, stepFaults } from '../../parts/step-form.ts'
import { say } from '../../parts/toast.tsx'
import { recordWords } from '../../words/record.ts'
import { useLang, useWords } from '../../words/words.ts'
import { useRefresh } from './refresh.ts'

/** Only the steps that are lawful for me now, as buttons; the others with the reason why not. */
export function Steps({ kept, view }: { kept: Kept; view: RecordView }) {
  const w = useWords(recordWords)
  const lang = useLang()
  const [key, setKey] = useState<string>()
  const open = view.steps.filter((s) => s.allowed)
  const onward = onwardOf(kept.procedure, view.stage, open)
  const closed = view.steps.filter((s) => !s.allowed)
  const step = key ? kept.procedure.steps[key] : undefined
  const title = (s: StepOffer) => (lang === 'zh' ? s.title : stepText(s.key, undefined, lang))
  return (
    <section className="panel no-print" aria-labelledby="steps">
      <header>
        <h2 id="steps">{w.steps}</h2>
      </header>
      {open.length === 0 ? <p className="quiet">{w.noSteps}</p> : null}
      <div className="steps">
        {open.map((s) => (
          <Button key={s.key} type={s.key === onward ? 'primary' : 'default'} title={s.basis} onClick={() => setKey(s.key)}>
            {title(s)}
          </Button>
        ))}
      </div>
      {closed.length > 0 ? (
        <details style={{ marginTop: 12 }}>
          <summary>{w.closedSteps(closed.length)}</summary>
          <ul className="closed-steps">
            {closed.map((s) => (
              <li key={s.key}>
                <strong>{title(s)}</strong>
                <p className="quiet">
                  {s.why}
                  {s.basis ? `（${s.basis}）` : ''}
                </p>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {step && key ? <StepDrawer key={key} stepKey={key} step={step} kept={kept} view={view} close={() => setKey(undefined)} /> : null}
    </section>
  )
}

function StepDrawer({
  stepKey,
  step,
  kept,
  view,
  close,
}: {
  stepKey: string
  step: Step
  kept: Kept
  view: RecordView
  close: () => void
}) {
  const w = useWords(recordWords)
  const lang = useLang()
  const today = useToday()
  const refresh = useRefresh()
  const fields = askedBy(kept, step)
  const [values, setValues] = useState<Values>(() => starting(fields, view, step.on, today))
  const [wrong, setWrong] = useState<readonly ValueFault[]>([])
  const title = stepText(stepKey, step, lang)
  const take = useMutation({
    mutationFn: () =>
      post<RecordView>(`${apiOf(kept.type.id)}/${view.id}/steps/${stepKey}`, { version: view.version, values: filled(fields, values) }),
    onSuccess: async (next) => {
      say(w.done(title))
      close()
      await refresh(kept.type.id, next)
    },
    onError: (fault) => {
      if (fault instanceof ApiFault) setWrong(fault.faults)
      if (fault instanceof ApiFault && fault.status === 409) void refresh(kept.type.id)
    },
  })
  const submit = () => {
    const found = stepFaults(kept, step, values, today)
    setWrong(found)
    if (found.length === 0) take.mutate()
  }
  return (
    <Drawer
      open
      title={title}
      onClose={close}
      size={560}
      footer={
        <div className="row">
          <Button type="primary" loading={take.isPending} onClick={submit}>
            {w.submit}
          </Button>
          <Button onClick={close}>{w.cancel}</Button>
        </div>
      }
    >
      <div className="stack">
        {step.basis ? <p className="quiet">{step.basis}</p> : null}
        <FieldForm
          id={`step-${stepKey}`}
          asked={fields}
          values={values}
          onChange={(n, v) => setValues((before) => ({ ...before, [n]: v }))}
          faults={wrong}
          on={today}
          {...(view.links ? { links: view.links } : {})}
        />
        <FaultNote fault={take.error} />
      </div>
    </Drawer>
  )
}

/** A form begins with what the record already holds, and with today as the day of the act. */
function starting(fields: ReturnType<typeof askedBy>, view: RecordView, on: string | undefined, today: string): Values {
  const known = Object.fromEntries(fields.map(({ name }) => [name, view.masked.includes(name) ? null : (view.values[name] ?? null)]))
  return on ? { ...known, [on]: today } : known
}
