import { useQuery } from '@tanstack/react-query'
import { Button, Input, Radio, Select } from 'antd'
import { useState } from 'react'
import type { Kept } from '../../kernel/index.ts'
import { get } from '../api/client.ts'
import type { Person, PersonInput } from '../api/types.ts'
import { useDelayed } from '../parts/delayed.ts'
import { FormItem } from '../parts/fields/field-form.tsx'
import { dayText } from '../parts/format.ts'
import { roleText } from '../parts/labels.ts'
import { recordWords } from '../words/record.ts'
import { useLang, useWords } from '../words/words.ts'

interface Entry extends PersonInput {
  /** Only for the list on this page. */
  readonly shown?: string
}

/** The people in one role: found in the register, or written down for the first time. */
export function PeopleForm({
  kept,
  role,
  people,
  onChange,
  fault,
}: {
  kept: Kept
  role: string
  people: readonly PersonInput[]
  onChange: (people: readonly PersonInput[]) => void
  fault: string | undefined
}) {
  const w = useWords(recordWords)
  const lang = useLang()
  const declared = kept.type.parties[role]
  const title = roleText(kept, role, lang)
  const mine = people.map((p, i) => [p, i] as const).filter(([p]) => p.role === role)
  const set = (at: number, change: Partial<Entry>) => onChange(people.map((p, i) => (i === at ? { ...p, ...change } : p)))
  const full = declared?.max !== undefined && mine.length >= declared.max
  return (
    <section className="panel stack" aria-label={title}>
      <header className="row spread">
        <h2>
          {title}
          {declared?.min ? (
            <span className="must" aria-hidden="true">
              {' '}
              *
            </span>
          ) : null}
        </h2>
        {full ? null : (
          <FindPerson
            id={`find-${role}`}
            onFound={(p) => onChange([...people, p ? { role, person: p.id, name: p.name } : { role, name: '' }])}
          />
        )}
      </header>
      {fault ? <p className="wrong">{fault}</p> : null}
      {mine.map(([p, i], n) => (
        <div
          key={`${role}${i}`}
          className="stack"
          style={{ gap: 8, borderTop: n > 0 ? '1px solid var(--line-2)' : 'none', paddingTop: n > 0 ? 10 : 0 }}
        >
          {p.person ? (
            <p className="row spread">
              <strong>{p.name}</strong>
              <Button size="small" onClick={() => onChange(people.filter((_, x) => x !== i))}>
                {w.removePerson}
              </Button>
            </p>
          ) : (
            <NewPerson id={`${role}-${i}`} person={p} set={(c) => set(i, c)} remove={() => onChange(people.filter((_, x) => x !== i))} />
          )}
        </div>
      ))}
    </section>
  )
}

function NewPerson({
  id,
  person,
  set,
  remove,
}: {
  id: string
  person: PersonInput
  set: (change: Partial<Entry>) => void
  remove: () => void
}) {
  const w = useWords(recordWords)
  const field = (name: 'name' | 'identityNumber' | 'phone' | 'address', label: string, required = false) => (
    <FormItem id={`${id}-${name}`} label={label} required={required}>
      <Input
        id={`${id}-${name}`}
        value={person[name] ?? ''}
        onChange={(e) => set({ [name]: e.target.value })}
        maxLength={200}
        autoComplete="off"
      />
    </FormItem>
  )
  return (
    <>
      <div className="fields">
        {field('name', w.personName, true)}
        <FormItem id={`${id}-sex`} label={w.sex} group>
          <Radio.Group
            name={`${id}-sex`}
            value={person.sex ?? null}
            onChange={(e) => set({ sex: String(e.target.value) })}
            options={[
              { value: 'male', label: w.male },
              { value: 'female', label: w.female },
            ]}
          />
        </FormItem>
        {field('identityNumber', w.identityNumber)}
        {field('phone', w.phone)}
        {field('address', w.address)}
      </div>
      <Button size="small" onClick={remove} style={{ alignSelf: 'start' }}>
        {w.removePerson}
      </Button>
    </>
  )
}

/** Finds a person by name, pinyin or the end of a phone number; `null` asks for a new one. */
function FindPerson({ id, onFound }: { id: string; onFound: (person: Person | null) => void }) {
  const w = useWords(recordWords)
  const lang = useLang()
  const [q, setQ] = useState('')
  const asked = useDelayed(q.trim())
  const found = useQuery({
    queryKey: ['people', asked],
    queryFn: ({ signal }) => get<Person[]>('/api/people', { q: asked }, signal),
    enabled: asked !== '',
  })
  return (
    <span className="row">
      <Select
        id={id}
        aria-label={w.findPerson}
        placeholder={w.findPerson}
        style={{ width: 240 }}
        value={null}
        showSearch={{ filterOption: false, onSearch: setQ }}
        loading={found.isFetching}
        options={(found.data ?? []).map((p) => ({
          value: p.id,
          label: `${p.name}　${p.birthDay ? dayText(p.birthDay, lang) : ''}　${p.identityMasked ?? ''}`,
        }))}
        onChange={(picked: string | null) => {
          const person = found.data?.find((p) => p.id === picked)
          if (person) onFound(person)
        }}
        virtual={false}
      />
      <Button onClick={() => onFound(null)}>{w.newPerson}</Button>
    </span>
  )
}
