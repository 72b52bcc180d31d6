import { useQuery } from '@tanstack/react-query'
import { Button, Drawer, Input } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { get } from '../api/client.ts'
import type { Person } from '../api/types.ts'
import { useDelayed } from '../parts/delayed.ts'
import { dayText } from '../parts/format.ts'
import { Answer, Empty } from '../parts/states.tsx'
import { DataTable } from '../parts/table.tsx'
import { useTitle } from '../parts/title.ts'
import { sharedWords } from '../words/shared.ts'
import { useLang, useWords } from '../words/words.ts'
import { AddPerson } from './person-form.tsx'

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
