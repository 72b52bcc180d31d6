import { useMutation } from '@tanstack/react-query'
import { Button, Radio } from 'antd'
import { useState } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import type { Kept, Step } from '../../kernel/index.ts'
import { ApiFault, call } from '../api/client.ts'
import { apiOf, recordPath } from '../api/paths.ts'
import { useAccount, useToday } from '../api/session.ts'
import type { Account, PersonInput, RecordView, ValueFault, Values } from '../api/types.ts'
import { FieldForm, FormItem } from '../parts/fields/field-form.tsx'
import { openings, recordText, roleText, stepText } from '../parts/labels.ts'
import { Failed, FaultNote } from '../parts/states.tsx'
import { askedBy, filled, stepFaults } from '../parts/step-form.ts'
import { useTitle } from '../parts/title.ts'
import { say } from '../parts/toast.tsx'
import { UnitPicker } from '../parts/unit-picker.tsx'
import { keptAt } from '../sheet.ts'
import { recordWords } from '../words/record.ts'
import { useLang, useWords } from '../words/words.ts'
import { PeopleForm } from './people-form.tsx'
import { useRefresh } from './record/refresh.ts'

/** 「新建」 of any record type: the form of the step that opens it, the unit, the people. */
export function NewRecordPage() {
  const { line, name } = useParams()
  const kept = keptAt(line, name)
  const first = kept ? openings(kept) : []
  if (!kept || !first[0]) return <Failed fault={new ApiFault(404, { code: 'page.missing', zh: '没有这类台账', en: 'No such ledger' })} />
  return <NewRecord key={kept.type.id} kept={kept} steps={first} />
}

/** The unit a new record belongs to: where the person works; a section of the bureau works for the whole county. */
export const homeUnit = (account: Account): string => {
  const unit = account.holdings[0]?.unit ?? account.bureau
  return /^\d{6}B/.test(unit) ? unit.slice(0, 6) : unit
}

function NewRecord({ kept, steps }: { kept: Kept; steps: [string, Step][] }) {
  const w = useWords(recordWords)
  const lang = useLang()
  const account = useAccount()
  const today = useToday()
  const go = useNavigate()
  const refresh = useRefresh()
  const [params] = useSearchParams()
  const [stepKey, setStepKey] = useState(steps[0]?.[0] ?? '')
  const step = kept.procedure.steps[stepKey]
  const parent = params.get('parent')
  const own = homeUnit(account)
  const [unit, setUnit] = useState(params.get('unit') ?? own)
  const [key] = useState(() => crypto.randomUUID())
  const [values, setValues] = useState<Values>(() => {
    const given = Object.fromEntries([...params].filter(([k]) => k in kept.type.fields))
    return step?.on ? { [step.on]: today, ...given } : given
  })
  const [people, setPeople] = useState<readonly PersonInput[]>([])
  const [wrong, setWrong] = useState<readonly ValueFault[]>([])
  const title = w.newTitle(recordText(kept.type.id, lang))
  useTitle(title)
  const create = useMutation({
    mutationFn: () =>
      call<RecordView>('POST', apiOf(kept.type.id), {
        body: {
          step: stepKey,
          unit,
          ...(parent ? { parent } : {}),
          values: step ? filled(askedBy(kept, step), values) : {},
          ...(people.length > 0 ? { people } : {}),
        },
        key,
      }),
    onSuccess: async (view) => {
      say(w.saved)
      await refresh(kept.type.id)
      const up = kept.type.parent
      void go(parent && up ? recordPath(up, parent) : recordPath(kept.type.id, view.id), { replace: true })
    },
    onError: (fault) => fault instanceof ApiFault && setWrong(fault.faults),
  })
  if (!step) return null
  const lacking = Object.entries(kept.type.parties).flatMap(([role, r]): ValueFault[] => {
    const n = people.filter((p) => p.role === role).length
    return r.min !== undefined && n < r.min
      ? [{ path: `people.${role}`, title: r.title, say: w.needPeople(roleText(kept, role, lang), r.min) }]
      : []
  })
  const submit = () => {
    const found = [...stepFaults(kept, step, values, today), ...lacking]
    setWrong(found)
    if (found.length === 0) create.mutate()
    else document.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }
  return (
    <form
      className="stack"
      style={{ maxWidth: 980 }}
      onSubmit={(e) => {
        e.preventDefault()
        submit()
      }}
      noValidate
    >
      <h1>{title}</h1>
      <section className="panel stack">
        {steps.length > 1 ? (
          <Radio.Group
            aria-label={w.opening}
            value={stepKey}
            onChange={(e) => setStepKey(String(e.target.value))}
            options={steps.map(([k, s]) => ({ value: k, label: stepText(k, s, lang) }))}
          />
        ) : null}
        {step.basis ? <p className="quiet">{step.basis}</p> : null}
        <FieldForm
          id="new"
          asked={askedBy(kept, step)}
          values={values}
          onChange={(n, v) => setValues((before) => ({ ...before, [n]: v }))}
          faults={wrong}
          on={typeof values[step.on ?? ''] === 'string' ? String(values[step.on ?? '']) : today}
        />
        {parent ? null : (
          <div className="fields">
            <FormItem id="new-unit" label={w.unit} required>
              <UnitPicker id="new-unit" value={unit} onChange={(u) => setUnit(u ?? own)} below={own} clear={false} />
            </FormItem>
          </div>
        )}
      </section>
      {Object.keys(kept.type.parties).map((role) => (
        <PeopleForm
          key={role}
          kept={kept}
          role={role}
          people={people}
          onChange={setPeople}
          fault={wrong.find((f) => f.path === `people.${role}`)?.say}
        />
      ))}
      <FaultNote fault={create.error} />
      <div className="row">
        <Button type="primary" htmlType="submit" loading={create.isPending}>
          {w.save}
        </Button>
        <Button onClick={() => void go(-1)}>{w.cancel}</Button>
      </div>
    </form>
  )
}
