import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import { get, post } from '../api/client.ts'
import { useDelayed } from '../parts/delayed.ts'
import { FaultNote } from '../parts/states.tsx'
import { DataTable } from '../parts/table.tsx'
import { useTitle } from '../parts/title.ts'
import { doorWords } from '../words/door.ts'
import { useWords } from '../words/words.ts'
import { Door, Labelled } from './door.tsx'

interface County {
  readonly code: string
  readonly name: string
  readonly fullName: string
  /** Province and city. */
  readonly path: string
}

interface Made {
  readonly accounts: readonly { readonly username: string; readonly name: string; readonly postTitle: string; readonly password?: string }[]
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
  const [county, setCounty] = useState<County>()
  const [given, setGiven] = useState({ bureauName: '', username: '', name: '', password: '', security: '', auditor: '' })
  const set = (k: keyof typeof given) => (e: { target: { value: string } }) => setGiven({ ...given, [k]: e.target.value })
  // What was chosen stays by its name when the search is empty again.
  const offered = [...(counties.data ?? []), ...(county && !counties.data?.some((c) => c.code === county.code) ? [county] : [])]
  const create = useMutation({
    mutationFn: () =>
      post<Made>('/api/first-run', {
        county: county?.code,
        bureauName: given.bureauName,
        administrator: { username: given.username, name: given.name, password: given.password },
        ...(given.security.trim() ? { security: { username: 'anquan', name: given.security.trim() } } : {}),
        ...(given.auditor.trim() ? { auditor: { username: 'shenji', name: given.auditor.trim() } } : {}),
      }),
  })
  const submit = (e: FormEvent) => {
    e.preventDefault()
    create.mutate()
  }
  const choose = (code: string) => {
    const chosen = offered.find((c) => c.code === code)
    setCounty(chosen)
    if (chosen && !given.bureauName) setGiven({ ...given, bureauName: `${chosen.fullName}司法局` })
  }
  if (create.data) return <Created made={create.data} done={() => void client.invalidateQueries()} />
  return (
    <Door title={w.firstRun}>
      <p>{w.firstRunHint}</p>
      <form onSubmit={submit} style={{ maxWidth: 460 }}>
        <Labelled id="county" label={w.county} hint={w.countyHint}>
          <Select
            id="county"
            style={{ width: '100%' }}
            showSearch={{ filterOption: false, onSearch: setQ }}
            {...(county ? { value: county.code } : {})}
            onChange={choose}
            loading={counties.isFetching}
            options={offered.map((c) => ({ value: c.code, label: `${c.path} ${c.name}（${c.code}）` }))}
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
        <Labelled id="security" label={w.securityName} hint={w.threeHint}>
          <Input id="security" value={given.security} onChange={set('security')} />
        </Labelled>
        <Labelled id="auditor" label={w.auditorName}>
          <Input id="auditor" value={given.auditor} onChange={set('auditor')} />
        </Labelled>
        <FaultNote fault={create.error} />
        <Button type="primary" htmlType="submit" loading={create.isPending} disabled={!county}>
          {w.create}
        </Button>
      </form>
    </Door>
  )
}

/** The accounts that were made; one-time passwords are shown only here. */
function Created({ made, done }: { made: Made; done: () => void }) {
  const w = useWords(doorWords)
  return (
    <Door title={w.created}>
      <p className="note">{w.passwordsOnce}</p>
      <DataTable
        caption={w.created}
        rows={made.accounts}
        keyOf={(a) => a.username}
        columns={[
          { key: 'post', title: w.post, render: (a) => a.postTitle },
          { key: 'name', title: w.personName, render: (a) => a.name },
          { key: 'username', title: w.username, render: (a) => a.username },
          { key: 'password', title: w.password, render: (a) => (a.password ? <code>{a.password}</code> : w.ownPassword) },
        ]}
      />
      <div>
        <Button type="primary" onClick={done}>
          {w.toLogin}
        </Button>
      </div>
    </Door>
  )
}
