import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, Drawer, Input } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { get, post } from '../api/client.ts'
import { recordPath } from '../api/paths.ts'
import type { PersonView } from '../api/types.ts'
import { FormItem } from '../parts/fields/field-form.tsx'
import { dayText } from '../parts/format.ts'
import { recordText, roleText } from '../parts/labels.ts'
import { Answer, FaultNote } from '../parts/states.tsx'
import { DataTable } from '../parts/table.tsx'
import { useTitle } from '../parts/title.ts'
import { bureau } from '../sheet.ts'
import { sharedWords } from '../words/shared.ts'
import { useLang, useWords } from '../words/words.ts'
import { sexText } from './people.tsx'
import { ChangePerson } from './person-form.tsx'

/** One person: what the register holds, masked, and the records they take part in. */
export function PersonPage() {
  const { id = '' } = useParams()
  const person = useQuery({ queryKey: ['person', id], queryFn: ({ signal }) => get<PersonView>(`/api/people/${id}`, undefined, signal) })
  return <Answer of={person}>{(p) => <OnePerson key={p.id} person={p} />}</Answer>
}

function OnePerson({ person }: { person: PersonView }) {
  const w = useWords(sharedWords)
  const lang = useLang()
  useTitle(person.name)
  const facts = [
    [w.sex, sexText(person.sex, w)],
    [w.birthDay, person.birthDay ? dayText(person.birthDay, lang) : ''],
    [w.identity, person.identityMasked],
    [w.phone, person.phoneMasked],
    [w.address, person.address],
    [w.ethnicity, person.ethnicity],
    [w.occupation, person.occupation],
  ] as const
  const [changing, setChanging] = useState(false)
  const records = person.records ?? []
  return (
    <div className="stack">
      <div className="page-head">
        <h1>{person.name}</h1>
        <Button className="no-print" onClick={() => setChanging(true)}>
          {w.change}
        </Button>
      </div>
      <section className="panel stack">
        <dl className="facts">
          {facts.map(([title, text]) =>
            text ? (
              <div key={title}>
                <dt>{title}</dt>
                <dd>{text}</dd>
              </div>
            ) : null,
          )}
        </dl>
        <Look id={person.id} />
      </section>
      <section className="panel stack" style={{ gap: 8 }}>
        <h2>{w.records}</h2>
        {records.length === 0 ? <p className="quiet">{w.noRecords}</p> : null}
        {records.length > 0 ? (
          <DataTable
            caption={w.records}
            rows={records}
            keyOf={(r) => r.id + r.role}
            columns={[
              { key: 'label', title: w.record, render: (r) => <Link to={recordPath(r.type, r.id)}>{r.label}</Link>, wrap: true },
              { key: 'type', title: w.kind, render: (r) => recordText(r.type, lang) },
              {
                key: 'role',
                title: w.role,
                render: (r) => {
                  const kept = bureau.records.get(r.type)
                  return kept ? roleText(kept, r.role, lang) : r.role
                },
              },
            ]}
          />
        ) : null}
        {person.hidden ? <p className="quiet">{w.hidden(person.hidden)}</p> : null}
      </section>
      <Drawer open={changing} title={w.change} onClose={() => setChanging(false)} size={480} destroyOnHidden>
        <ChangePerson person={person} done={() => setChanging(false)} />
      </Drawer>
    </div>
  )
}

/** The whole number and phone, for a stated purpose; gone when the page is left. */
function Look({ id }: { id: string }) {
  const w = useWords(sharedWords)
  const [purpose, setPurpose] = useState('')
  const look = useMutation({
    mutationFn: () => post<{ identityNumber: string | null; phone: string | null }>(`/api/people/${id}/look`, { purpose: purpose.trim() }),
  })
  if (look.data)
    return (
      <dl className="facts">
        <div>
          <dt>{w.identity}</dt>
          <dd>{look.data.identityNumber ?? '—'}</dd>
        </div>
        <div>
          <dt>{w.phone}</dt>
          <dd>{look.data.phone ?? '—'}</dd>
        </div>
      </dl>
    )
  return (
    <form
      className="no-print"
      onSubmit={(e) => {
        e.preventDefault()
        look.mutate()
      }}
    >
      <FormItem id="look-purpose" label={`${w.look}（${w.purpose}）`} hint={w.lookHint}>
        <span className="row">
          <Input id="look-purpose" value={purpose} onChange={(e) => setPurpose(e.target.value)} style={{ width: 320 }} maxLength={200} />
          <Button htmlType="submit" disabled={purpose.trim().length < 2} loading={look.isPending}>
            {w.show}
          </Button>
        </span>
      </FormItem>
      <FaultNote fault={look.error} />
    </form>
  )
}
