import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Radio } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { ApiFault, post } from '../api/client.ts'
import type { Person, PersonView } from '../api/types.ts'
import { DayInput } from '../parts/day-input.tsx'
import { FormItem } from '../parts/fields/field-form.tsx'
import { dayText } from '../parts/format.ts'
import { bilingual, FaultNote } from '../parts/states.tsx'
import { say } from '../parts/toast.tsx'
import { sharedWords } from '../words/shared.ts'
import { useLang, useWords } from '../words/words.ts'

const names = ['name', 'sex', 'identityNumber', 'birthDay', 'phone', 'address', 'ethnicity', 'occupation'] as const
type Given = Partial<Record<(typeof names)[number], string>>

function Fields({ given, set, fault }: { given: Given; set: (change: Given) => void; fault: unknown }) {
  const w = useWords(sharedWords)
  const lang = useLang()
  const faults = fault instanceof ApiFault ? fault.faults : []
  const titles = { ...w, identityNumber: w.identity }
  return names.map((name) => {
    const wrong = faults.find((f) => f.path === name)
    const id = `p-${name}`
    return (
      <FormItem
        key={name}
        id={id}
        label={titles[name]}
        required={name === 'name'}
        group={name === 'sex'}
        fault={wrong ? bilingual(wrong.say, lang) : undefined}
      >
        {name === 'sex' ? (
          <Radio.Group
            name={id}
            value={given.sex ?? null}
            onChange={(e) => set({ sex: String(e.target.value) })}
            options={[
              { value: 'male', label: w.male },
              { value: 'female', label: w.female },
            ]}
          />
        ) : name === 'birthDay' ? (
          <DayInput id={id} value={given.birthDay ?? ''} onChange={(birthDay) => set({ birthDay })} clear />
        ) : (
          <Input id={id} value={given[name] ?? ''} onChange={(e) => set({ [name]: e.target.value })} autoComplete="off" maxLength={200} />
        )}
      </FormItem>
    )
  })
}

/** Enters a person; one with the same identity number is found instead, one who may be the same is shown first. */
export function AddPerson() {
  const w = useWords(sharedWords)
  const lang = useLang()
  const go = useNavigate()
  const client = useQueryClient()
  const [given, setGiven] = useState<Given>({})
  const add = useMutation({
    mutationFn: () =>
      post<{ person: Person; known: boolean; likely: readonly Person[] }>(
        '/api/people',
        Object.fromEntries(Object.entries(given).filter(([, v]) => v.trim() !== '')),
      ),
    onSuccess: async ({ person, known, likely }) => {
      await client.invalidateQueries({ queryKey: ['people'] })
      if (known) say(w.known)
      if (likely.length === 0) void go(`/people/${person.id}`)
    },
  })
  if (add.data && add.data.likely.length > 0)
    return (
      <div className="stack">
        <h2>{w.likely}</h2>
        <p>{w.likelyHint}</p>
        <ul className="closed-steps">
          {[add.data.person, ...add.data.likely].map((p) => (
            <li key={p.id}>
              <Link to={`/people/${p.id}`}>{p.name}</Link>
              <span className="quiet">
                　{p.birthDay ? dayText(p.birthDay, lang) : ''}　{p.identityMasked}　{p.address}
              </span>
            </li>
          ))}
        </ul>
      </div>
    )
  return (
    <div className="stack">
      <Fields given={given} set={(c) => setGiven({ ...given, ...c })} fault={add.error} />
      <FaultNote fault={add.error} />
      <Button type="primary" disabled={!given.name?.trim()} loading={add.isPending} onClick={() => add.mutate()}>
        {w.save}
      </Button>
    </div>
  )
}

/** Changes what the register holds of a person; number and phone are only sent when typed anew. */
export function ChangePerson({ person, done }: { person: PersonView; done: () => void }) {
  const w = useWords(sharedWords)
  const client = useQueryClient()
  const { name, sex, birthDay, address, ethnicity, occupation } = person
  const [given, setGiven] = useState<Given>(() =>
    Object.fromEntries(Object.entries({ name, sex, birthDay, address, ethnicity, occupation }).filter(([, v]) => v)),
  )
  const change = useMutation({
    mutationFn: () => {
      const kept: Readonly<Record<string, string | null | undefined>> = { name, sex, birthDay, address, ethnicity, occupation }
      const changes = Object.entries(given).filter(([k, v]) => v.trim() !== (kept[k] ?? ''))
      return post(`/api/people/${person.id}`, {
        version: person.version,
        ...Object.fromEntries(changes.map(([k, v]) => [k, v.trim() === '' ? null : v.trim()])),
      })
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['person', person.id] })
      done()
    },
  })
  return (
    <div className="stack">
      <p className="quiet">{w.changeHint}</p>
      <Fields given={given} set={(c) => setGiven({ ...given, ...c })} fault={change.error} />
      <FaultNote fault={change.error} />
      <Button type="primary" disabled={!given.name?.trim()} loading={change.isPending} onClick={() => change.mutate()}>
        {w.save}
      </Button>
    </div>
  )
}
