import { useMutation } from '@tanstack/react-query'
import { Button, Drawer, Input } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { fieldsOf, type Kept } from '../../../kernel/index.ts'
import { ApiFault, call } from '../../api/client.ts'
import { apiOf } from '../../api/paths.ts'
import { useToday } from '../../api/session.ts'
import type { Downstream, RecordView, Value, Values } from '../../api/types.ts'
import { FieldForm, FormItem } from '../../parts/fields/field-form.tsx'
import { dayText, monthText } from '../../parts/format.ts'
import { fieldTitle } from '../../parts/labels.ts'
import { FaultNote } from '../../parts/states.tsx'
import { say } from '../../parts/toast.tsx'
import { recordWords } from '../../words/record.ts'
import { useLang, useWords } from '../../words/words.ts'
import { useRefresh } from './refresh.ts'

/** 「更正」: change values with a reason, see first what changes downstream, then confirm. */
export function CorrectDrawer({ kept, view, close }: { kept: Kept; view: RecordView; close: () => void }) {
  const w = useWords(recordWords)
  const today = useToday()
  const refresh = useRefresh()
  const fields = fieldsOf(kept.type)
    .filter(([name, f]) => !view.masked.includes(name) && !f.gathers && f.kind !== 'spans' && f.kind !== 'account' && f.kind !== 'person')
    .map(([name, field]) => ({ name, field, required: false }))
  const [values, setValues] = useState<Values>(() => Object.fromEntries(fields.map(({ name }) => [name, view.values[name] ?? null])))
  const [reason, setReason] = useState('')
  const changed = Object.fromEntries(
    fields.filter(({ name }) => !same(values[name], view.values[name])).map(({ name }) => [name, values[name] ?? null]),
  )
  const nothing = Object.keys(changed).length === 0
  const send = (query?: { preview: number }) =>
    call<RecordView & Downstream>('POST', `${apiOf(kept.type.id)}/${view.id}/correct`, {
      body: { version: view.version, values: changed, reason: reason.trim() },
      key: crypto.randomUUID(),
      ...(query ? { query } : {}),
    })
  const preview = useMutation({ mutationFn: () => send({ preview: 1 }) })
  const correct = useMutation({
    mutationFn: () => send(),
    onSuccess: async () => {
      say(w.saved)
      close()
      await refresh(kept.type.id)
    },
  })
  const fault = correct.error ?? preview.error
  return (
    <Drawer
      open
      title={`${w.correct}：${view.label}`}
      onClose={close}
      size={640}
      footer={
        <div className="row">
          {preview.data ? (
            <Button type="primary" loading={correct.isPending} onClick={() => correct.mutate()}>
              {w.confirmCorrect}
            </Button>
          ) : (
            <Button
              type="primary"
              disabled={nothing || reason.trim().length < 2}
              loading={preview.isPending}
              onClick={() => preview.mutate()}
            >
              {w.preview}
            </Button>
          )}
          <Button onClick={close}>{w.cancel}</Button>
          {nothing ? <span className="quiet">{w.nothingChanged}</span> : null}
        </div>
      }
    >
      <div className="stack">
        <p className="quiet">{w.correctHint}</p>
        <FormItem id="correction-why" label={w.reason} required>
          <Input.TextArea
            id="correction-why"
            value={reason}
            onChange={(e) => {
              setReason(e.target.value)
              preview.reset()
            }}
            autoSize={{ minRows: 2 }}
            maxLength={500}
          />
        </FormItem>
        {preview.data ? <Effects kept={kept} effects={preview.data} /> : null}
        <FaultNote fault={fault} />
        <FieldForm
          id="correct"
          asked={fields}
          values={values}
          onChange={(n, v) => {
            setValues((before) => ({ ...before, [n]: v }))
            preview.reset()
          }}
          faults={fault instanceof ApiFault ? fault.faults : []}
          on={today}
          {...(view.links ? { links: view.links } : {})}
        />
      </div>
    </Drawer>
  )
}

const same = (a: Value | undefined, b: Value | undefined): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** What an act would change: values, deadlines, and the figures of which months. */
export function Effects({ kept, effects }: { kept: Kept; effects: Downstream }) {
  const w = useWords(recordWords)
  const lang = useLang()
  return (
    <div className="note">
      {effects.changes.length > 0 ? (
        <>
          <strong>{w.willChange}</strong>
          <ul>
            {effects.changes.map((c) => (
              <li key={c.field}>
                {fieldTitle(c.field, kept.type.fields[c.field], lang)}：<del>{c.from || '—'}</del> → {c.to || '—'}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {effects.deadlines.length > 0 ? (
        <>
          <strong>{w.deadlinesMoved}</strong>
          <ul>
            {effects.deadlines.map((d) => (
              <li key={`${d.title}${d.from}${d.to}${d.reason}`}>
                {d.title}：{d.from && d.from !== d.to ? <del>{dayText(d.from.slice(0, 10), lang)}</del> : null}{' '}
                {d.to ? dayText(d.to.slice(0, 10), lang) : '—'}（{d.reason}）
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <strong>{effects.figures.length > 0 ? w.figuresTouched : w.noFigures}</strong>
      <ul>
        {effects.figures.map((f) => (
          <li key={f.id}>
            <Link to={`/figures/${f.id}`}>{f.title}</Link>（{f.months.map((m) => monthText(m, lang)).join('、')}）
          </li>
        ))}
      </ul>
    </div>
  )
}
