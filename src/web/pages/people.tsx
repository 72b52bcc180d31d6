import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Drawer, Input, Radio } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { ApiFault, get, post } from '../api/client.ts'
import type { Person } from '../api/types.ts'
import { useDelayed } from '../parts/delayed.ts'
import { FormItem } from '../parts/fields/field-form.tsx'
import { dayText } from '../parts/format.ts'
import { Answer, bilingual, Empty, FaultNote } from '../parts/states.tsx'
import { DataTable } from '../parts/table.tsx'
import { useTitle } from '../parts/title.ts'
import { say } from '../parts/toast.tsx'
import { sharedWords } from '../words/shared.ts'
import { useLang, useWords } from '../words/words.ts'

/** The register of people: each person once. */
export function PeoplePage() {
  const w = useWords(sharedWords)
  const lang = useLang()
  useTitle(w.people)
  const [q, setQ] = useState('')
  const [adding, setAdding] = useState(false)
  const asked = useDelayed(q.trim())
  const people = useQuery({
    queryKey: ['people', asked],
    queryFn: ({ signal }) => get<Person[]>('/api/people', { q: asked }, signal),
    enabled: asked !== '',
  })
  return (
    <div className="stack">
      <div className="page-head">
        <h1>{w.people}</h1>
        <Button onClick={() => setAdding(true)}>{w.add}</Button>
      </div>
      <Input
        type="search"
        aria-label={w.people}
        placeholder={w.peopleHint}
        value={q}
        onChange={(e) => setQ(e.target.value)}
        style={{ maxWidth: 520 }}
        allowClear
        autoFocus
      />
      {asked === '' ? (
        <Empty title={w.typeToSearch} next={w.peopleHint} />
      ) : (
        <Answer of={people}>
          {(list) =>
            list.length === 0 ? (
              <Empty title={w.noPeople} next={w.noPeopleNext} />
            ) : (
              <DataTable
                caption={w.people}
                rows={list}
                keyOf={(p) => p.id}
                columns={[
                  { key: 'name', title: w.name, render: (p) => <Link to={`/people/${p.id}`}>{p.name}</Link> },
                  { key: 'sex', title: w.sex, render: (p) => sexText(p.sex, w) },
                  { key: 'birthDay', title: w.birthDay, render: (p) => (p.birthDay ? dayText(p.birthDay, lang) : '') },
                  { key: 'identity', title: w.identity, render: (p) => p.identityMasked },
                  { key: 'phone', title: w.phone, render: (p) => p.phoneMasked },
                  { key: 'address', title: w.address, render: (p) => p.address, wrap: true },
                ]}
              />
            )
          }
        </Answer>
      )}
      <Drawer open={adding} title={w.add} onClose={() => setAdding(false)} size={480} destroyOnHidden>
        <AddPerson />
      </Drawer>
    </div>
  )
}

export const sexText = (sex: string | null, w: typeof sharedWords.zh | typeof sharedWords.en): string =>
  sex === 'male' ? w.male : sex === 'female' ? w.female : (sex ?? '')

function AddPerson() {
  const w = useWords(sharedWords)
  const lang = useLang()
  const go = useNavigate()
  const client = useQueryClient()
  const [given, setGiven] = useState<Record<string, string>>({})
  const add = useMutation({
    mutationFn: () =>
      post<{ person: Person; known?: boolean; likely: readonly Person[] }>(
        '/api/people',
        Object.fromEntries(Object.entries(given).filter(([, v]) => v.trim() !== '')),
      ),
    onSuccess: async ({ person, known, likely }) => {
      await client.invalidateQueries({ queryKey: ['people'] })
      if (known) say(w.known)
      if (likely.length === 0) void go(`/people/${person.id}`)
    },
  })
  const faults = add.error instanceof ApiFault ? add.error.faults : []
  const field = (name: string, label: string, type = 'text') => {
    const fault = faults.find((f) => f.path === name)
    return (
      <FormItem id={`p-${name}`} label={label} required={name === 'name'} fault={fault ? bilingual(fault.say, lang) : undefined}>
        <Input
          id={`p-${name}`}
          type={type}
          value={given[name] ?? ''}
          onChange={(e) => setGiven({ ...given, [name]: e.target.value })}
          autoComplete="off"
        />
      </FormItem>
    )
  }
  if (add.data && add.data.likely.length > 0)
    return (
      <div className="stack">
        <h3>{w.likely}</h3>
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
      {field('name', w.name)}
      <FormItem id="p-sex" label={w.sex} group>
        <Radio.Group
          name="p-sex"
          value={given.sex ?? null}
          onChange={(e) => setGiven({ ...given, sex: String(e.target.value) })}
          options={[
            { value: 'male', label: w.male },
            { value: 'female', label: w.female },
          ]}
        />
      </FormItem>
      {field('identityNumber', w.identity)}
      {field('birthDay', w.birthDay, 'date')}
      {field('phone', w.phone)}
      {field('address', w.address)}
      {field('occupation', w.occupation)}
      <FaultNote fault={add.error} />
      <Button type="primary" disabled={!given.name?.trim()} loading={add.isPending} onClick={() => add.mutate()}>
        {w.save}
      </Button>
    </div>
  )
}
