import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { codesOn } from '../../../kernel/index.ts'
import { get } from '../../api/client.ts'
import { apiOf } from '../../api/paths.ts'
import { useAccount, useToday } from '../../api/session.ts'
import type { RecordView } from '../../api/types.ts'
import { enqueue, sync } from '../../offline/sync.ts'
import { Outbox } from '../../pages/outbox.tsx'
import { useDelayed } from '../../parts/delayed.ts'
import { FormItem } from '../../parts/fields/field-form.tsx'
import { dayText } from '../../parts/format.ts'
import { codeText } from '../../parts/labels.ts'
import { Answer, Empty, FaultNote } from '../../parts/states.tsx'
import { useTitle } from '../../parts/title.ts'
import { say } from '../../parts/toast.tsx'
import { bureau } from '../../sheet.ts'
import { useLang, useWords } from '../../words/words.ts'
import '../lines.css'
import { lineWords } from '../words.ts'
import { namesOf, together, useWorkRows } from '../worklist.ts'
import { correctionsWords } from './words.ts'

const visitType = 'community-corrections.visit'
const personType = 'community-corrections.person'

/** 「查访登记」 on a phone: tap the person, tap whether he was met, say it in one sentence, save. Safe on the phone before it is sent. */
export function VisitPage() {
  const w = useWords(correctionsWords)
  const account = useAccount()
  useTitle(w.visitTitle)
  const step = Object.values(bureau.records.get(visitType)?.procedure.steps ?? {})[0]
  // Members of a group see no caseload; they are told who logs.
  const may = step?.by.some((p) => account.holdings.some((h) => h.post === p && !bureau.posts[p]?.own)) ?? false
  return (
    <div className="stack" style={{ maxWidth: 640 }}>
      <h1>{w.visitTitle}</h1>
      {may ? <VisitForm /> : <Empty title={w.notYours} next={w.notYoursNext} />}
      <Outbox />
    </div>
  )
}

interface Somebody {
  readonly id: string
  readonly name: string
}

function VisitForm() {
  const w = useWords(correctionsWords)
  const [params, setParams] = useSearchParams()
  const [picked, setPicked] = useState<Somebody | null>(null)
  const asked = params.get('person')
  const given = useQuery({
    queryKey: ['record', personType, asked],
    queryFn: ({ signal }) => get<RecordView>(`${apiOf(personType)}/${asked}`, undefined, signal),
    enabled: asked !== null && picked === null,
  })
  const who = picked ?? (asked && given.data ? { id: given.data.id, name: namesOf(given.data.people, 'subject') } : null)
  const clear = () => {
    setPicked(null)
    setParams(
      (before) => {
        const p = new URLSearchParams(before)
        p.delete('person')
        return p
      },
      { replace: true },
    )
  }
  if (asked && !who && given.error) return <FaultNote fault={given.error} />
  return (
    <section className="stack">
      {who ? (
        <div className="picked row spread">
          <strong>{who.name}</strong>
          <Button onClick={clear}>{w.change}</Button>
        </div>
      ) : (
        <PickPerson pick={setPicked} />
      )}
      {who ? <Report key={who.id} who={who} done={clear} /> : null}
    </section>
  )
}

/** Those who have not been seen for longest come first. */
function PickPerson({ pick }: { pick: (who: Somebody) => void }) {
  const w = useWords(correctionsWords)
  const l = useWords(lineWords)
  const lang = useLang()
  const [q, setQ] = useState('')
  const asked = useDelayed(q.trim())
  const list = useWorkRows(personType, {
    stage: 'registered,supervised',
    limit: 12,
    order: 'lastContactOn',
    ...(asked ? { q: asked } : {}),
  })
  return (
    <fieldset className="item">
      <legend>{w.visitWho}</legend>
      <div className="stack" style={{ gap: 10 }}>
        <Answer of={list}>
          {(data) => {
            const { rows } = together(data)
            return rows.length === 0 ? (
              <p className="quiet">{w.noOneDue}</p>
            ) : (
              <div className="tiles">
                {rows.map((r) => {
                  const name = namesOf(r.people, 'subject') || l.nameHidden
                  const on = r.values.lastContactOn
                  return (
                    <button key={r.id} type="button" onClick={() => pick({ id: r.id, name })}>
                      {name}
                      <small>
                        {typeof on === 'string' ? (
                          <>
                            {w.lastContact} <span style={{ whiteSpace: 'nowrap' }}>{dayText(on, lang)}</span>
                          </>
                        ) : null}
                      </small>
                    </button>
                  )
                })}
              </div>
            )
          }}
        </Answer>
        <Input
          allowClear
          aria-label={w.findOther}
          placeholder={w.findOther}
          value={q}
          onChange={(e) => setQ(e.target.value)}
          size="large"
        />
      </div>
    </fieldset>
  )
}

function Report({ who, done }: { who: Somebody; done: () => void }) {
  const w = useWords(correctionsWords)
  const lang = useLang()
  const account = useAccount()
  const today = useToday()
  const client = useQueryClient()
  const [met, setMet] = useState<boolean | null>(null)
  const [text, setText] = useState('')
  const [day, setDay] = useState(today)
  const [kind, setKind] = useState('home')
  const [place, setPlace] = useState('')
  const kinds = bureau.records.get(visitType)?.type.fields.kind?.codes
  const save = async () => {
    if (met === null) return
    try {
      await enqueue({
        key: crypto.randomUUID(),
        path: apiOf(visitType),
        body: {
          parent: who.id,
          values: { visitedOn: day, kind, met, record: text.trim(), ...(place.trim() ? { place: place.trim() } : {}) },
        },
        label: `${w.visitTitle}　${dayText(day, lang)}`,
        at: new Date().toISOString(),
        account: account.id,
      })
    } catch {
      say(w.storageFull, true)
      return
    }
    say(w.visitKept)
    done()
    scrollTo({ top: 0 })
    await sync(account.id)
    await client.invalidateQueries({ queryKey: ['list'] })
  }
  return (
    <>
      <fieldset className="item">
        <legend>{w.visitMet}</legend>
        <div className="tiles">
          {[true, false].map((v) => (
            <button key={String(v)} type="button" aria-pressed={met === v} onClick={() => setMet(v)}>
              {v ? w.met : w.notMet}
            </button>
          ))}
        </div>
      </fieldset>
      <FormItem id="v-sentence" label={w.visitSay}>
        <Input.TextArea
          id="v-sentence"
          value={text}
          onChange={(e) => setText(e.target.value)}
          placeholder={w.visitSayHint}
          autoSize={{ minRows: 3, maxRows: 8 }}
          maxLength={4000}
        />
      </FormItem>
      <p className="quiet">
        {w.visitDay}：{dayText(day, lang)}　{w.visitKind}：{kinds ? codeText(kinds, kind, lang) : kind}
      </p>
      <Button type="primary" size="large" block disabled={met === null || text.trim() === ''} onClick={() => void save()}>
        {w.visitSave}
      </Button>
      <details>
        <summary>{w.visitOther}</summary>
        <div className="fields" style={{ marginTop: 8 }}>
          <FormItem id="v-day" label={w.visitDay}>
            <Input id="v-day" type="date" value={day} max={today} onChange={(e) => setDay(e.target.value || today)} />
          </FormItem>
          <fieldset className="item">
            <legend>{w.visitKind}</legend>
            <div className="tiles">
              {kinds
                ? codesOn(kinds, day).map((k) => (
                    <button key={k} type="button" aria-pressed={kind === k} onClick={() => setKind(k)}>
                      {codeText(kinds, k, lang)}
                    </button>
                  ))
                : null}
            </div>
          </fieldset>
          <FormItem id="v-place" label={w.visitPlace}>
            <Input id="v-place" value={place} onChange={(e) => setPlace(e.target.value)} maxLength={200} />
          </FormItem>
        </div>
      </details>
    </>
  )
}
