import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import { get, post } from '../api/client.ts'
import { useDelayed } from '../parts/delayed.ts'
import { FaultNote } from '../parts/states.tsx'
import { useTitle } from '../parts/title.ts'
import { say } from '../parts/toast.tsx'
import { doorWords } from '../words/door.ts'
import { useWords } from '../words/words.ts'
import { Door, Labelled } from './door.tsx'

interface County {
  readonly code: string
  readonly name: string
  /** Province and city, where the server says them. */
  readonly path?: string
}

/** The first page of a new installation: which county, and the first administrator. */
export function FirstRunPage() {
  const w = useWords(doorWords)
  useTitle(w.firstRun)
  const client = useQueryClient()
  const [q, setQ] = useState('')
  const asked = useDelayed(q)
  const counties = useQuery({
    queryKey: ['counties', asked],
    queryFn: () => get<County[]>('/api/counties', { q: asked }),
    enabled: asked.trim() !== '',
  })
  const [county, setCounty] = useState<string>()
  const [given, setGiven] = useState({ bureauName: '', username: '', name: '', password: '' })
  const set = (k: keyof typeof given) => (e: { target: { value: string } }) => setGiven({ ...given, [k]: e.target.value })
  const create = useMutation({
    mutationFn: () =>
      post('/api/first-run', {
        county,
        bureauName: given.bureauName,
        administrator: { username: given.username, name: given.name, password: given.password },
      }),
    onSuccess: async () => {
      say(w.created)
      await client.invalidateQueries()
    },
  })
  const submit = (e: FormEvent) => {
    e.preventDefault()
    create.mutate()
  }
  const choose = (code: string) => {
    setCounty(code)
    const name = counties.data?.find((c) => c.code === code)?.name
    if (name && !given.bureauName) setGiven({ ...given, bureauName: `${name}司法局` })
  }
  return (
    <Door title={w.firstRun}>
      <p>{w.firstRunHint}</p>
      <form onSubmit={submit} style={{ maxWidth: 460 }}>
        <Labelled id="county" label={w.county} hint={w.countyHint}>
          <Select
            id="county"
            style={{ width: '100%' }}
            showSearch={{ filterOption: false, onSearch: setQ }}
            {...(county ? { value: county } : {})}
            onChange={choose}
            loading={counties.isFetching}
            options={(counties.data ?? []).map((c) => ({ value: c.code, label: `${c.path ?? ''}${c.name}（${c.code}）` }))}
          />
        </Labelled>
        <Labelled id="bureauName" label={w.bureauName} hint={w.bureauHint}>
          <Input id="bureauName" value={given.bureauName} onChange={set('bureauName')} required />
        </Labelled>
        <Labelled id="adminName" label={w.administratorName}>
          <Input id="adminName" value={given.name} onChange={set('name')} required />
        </Labelled>
        <Labelled id="username" label={w.username}>
          <Input id="username" autoComplete="username" value={given.username} onChange={set('username')} required />
        </Labelled>
        <Labelled id="password" label={w.password} hint={w.rule}>
          <Input id="password" type="password" autoComplete="new-password" value={given.password} onChange={set('password')} required />
        </Labelled>
        <FaultNote fault={create.error} />
        <Button type="primary" htmlType="submit" loading={create.isPending} disabled={!county}>
          {w.create}
        </Button>
      </form>
    </Door>
  )
}
